"""What a record promises, on both databases."""

import pytest
from attrs import evolve

from whoholds.model import BadInput
from whoholds.record import Added, AsOf, Store

from .making import HAMA, claim, day, noon, reading, report


def test_a_claim_comes_back_as_it_was_added(store: Store) -> None:
    run = store.begin_run("rules", "1")
    made = claim(sources=("Reuters", "two sources"), against="rebels", part=True, status="possible")
    published = report()
    assert store.add(run, [(published, reading(made))], noon(2)) == Added(1, 0, 1, 0)
    (found,) = store.evidence()
    assert found.claim == made
    assert (found.report, found.origin) == (published.id, published.id)
    assert (found.published, found.publisher) == (day(1), "Daily Post")
    assert (found.recorded, found.grade, found.sides) == (noon(2), "F", ())
    assert store.report(published.id) == published
    assert store.places() == {HAMA.id: HAMA}


def test_reading_the_same_report_twice_changes_nothing(store: Store) -> None:
    run = store.begin_run("rules", "1")
    items = [(report(), reading(claim(), claim("Homs")))]
    store.add(run, items, noon(2))
    before = store.digest(), store.counts()
    again = store.begin_run("rules", "1")
    assert again == run
    assert store.add(again, items, noon(3)) == Added(0, 1, 0, 2)
    assert (store.digest(), store.counts()) == before


def test_hostile_text_comes_back_unchanged(store: Store) -> None:
    run = store.begin_run("rules", "1")
    text = "The army took Ha\x00ma\ud800.\ue000\ue0000000 '; DROP TABLE claim; --"
    odd = evolve(claim("Ha\x00ma\ud800"), quote=text[:20], span=(0, 20), actor="\ue000")
    published = report(text, title="\x00", url="\udfff")
    store.add(run, [(published, reading(odd))])
    assert store.report(published.id) == published
    assert [one.claim for one in store.evidence()] == [odd]


def test_recorded_time_runs_forward(store: Store) -> None:
    run = store.begin_run("rules", "1")
    store.add(run, [(report(), reading(claim()))], noon(5))
    with pytest.raises(BadInput, match="runs forward"):
        store.add(run, [(report("other"), reading())], noon(4))
    assert store.counts()["reports"] == 1
    assert store.evidence(AsOf(known=day(4), clock="recorded")) == []
    assert len(store.evidence(AsOf(known=day(5), clock="recorded"))) == 1
