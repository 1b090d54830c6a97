"""The queue of a review: what would change an answer most, first."""

from collections.abc import Sequence

from attrs import evolve

from whoholds.model import Evidence, Resolution
from whoholds.model.resolution import DISAGREE, OWN_DAYS
from whoholds.record import AsOf, Store, queue

from .making import claim, day, noon, reading, report


def _by_start(evidence: Sequence[Evidence]) -> dict[str, float]:
    """An influence that grows with the day, so that the order is known."""
    return {one.id: one.claim.start.day / 10 for one in evidence if one.claim.start}


def test_the_claim_on_which_most_hangs_comes_first(store: Store) -> None:
    run = store.begin_run("rules", "1")
    for n, place in enumerate(("Hama", "Homs", "Xtown"), 1):
        store.add(run, [(report(f"Report {n}"), reading(claim(place, start=day(n), end=None)))])
    found = queue(store, _by_start)
    assert [doubt.influence for doubt in found] == [0.3, 0.2, 0.1]
    assert [doubt.evidence.claim.place for doubt in found] == ["Xtown", "Homs", "Hama"]
    store.decide("accept", found[0].evidence.id, by="editor", why="checked")
    store.decide("reject", found[1].evidence.id, by="editor", why="checked")
    assert [doubt.evidence.claim.place for doubt in queue(store, _by_start)] == ["Hama"]
    assert queue(store, _by_start, limit=0) == []


def test_disputed_claims_come_first_among_equals(store: Store) -> None:
    run = store.begin_run("rules", "1")
    store.add(run, [(report(), reading(claim("Hama"), claim("Homs")))])
    homs = next(one.id for one in store.evidence() if one.claim.place == "Homs")
    store.decide("dispute", homs, by="editor", why="two say otherwise")
    assert next(doubt.evidence.id for doubt in queue(store, lambda _: {})) == homs


def test_what_readers_left_in_doubt_comes_before_all_else(store: Store) -> None:
    names = ("Hama", "Homs", "Xtown")
    claims = {name: claim(name, start=day(n), end=None) for n, name in enumerate(names, 1)}
    read = reading(*claims.values())
    own, disagree = (
        Resolution("days", claims["Homs"].quote, "2020-01-02/..", margin=0.0, reason=OWN_DAYS),
        Resolution("actor", claims["Hama"].quote, "Syrian government", "SDF", 0.0, DISAGREE),
    )
    doubtful = evolve(read, resolutions=(*read.resolutions, own, disagree))
    both, rules = store.begin_run("both", "1"), store.begin_run("rules", "1")
    store.add(both, [(report(), doubtful), (report("Another"), read)], recorded=noon(2))
    found = queue(store, _by_start)
    assert [doubt.evidence.claim.place for doubt in found[:3]] == ["Hama", "Homs", "Xtown"]
    assert [doubt.left for doubt in found[:3]] == [(disagree,), (own,), ()]
    assert all(doubt.left == () for doubt in found[2:])
    assert {len(left) for left in store.in_doubt().values()} == {1}
    # A later reading of the report stands over it, and what was left is no longer in doubt; as the
    # record was before, it is.
    store.add(rules, [(report(), read)], recorded=noon(4))
    assert store.in_doubt() == {}
    assert len(store.in_doubt(AsOf(known=day(3), clock="recorded"))) == 2
