"""The queue of a review: what would change an answer most, first."""

from collections.abc import Sequence

from whoholds.model import Evidence
from whoholds.record import Store, queue

from .making import claim, day, reading, report


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
