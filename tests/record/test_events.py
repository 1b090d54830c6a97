"""Events and relations in a record: the clocks, runs, origins and decisions of claims."""

import pytest

from whoholds.model import BadInput, Link
from whoholds.record import AsOf, Store

from .conftest import Location
from .making import HAMA, claim, day, event, noon, reading, report

BY = {"by": "R", "why": "checked"}


@pytest.fixture
def store(location: Location) -> Store:
    return Store.open(location())


def test_an_event_is_known_on_both_clocks_and_read_twice_is_one(store: Store) -> None:
    run = store.begin_run("rules", "1")
    told = report(published=3)
    for recorded in (noon(5), noon(6)):
        store.add(run, [(told, reading(claim(), events=(event(),)))], recorded)
    assert len(store.events()) == 1
    assert store.events(AsOf(known=day(2))) == []
    assert len(store.events(AsOf(known=day(3)))) == 1
    assert store.events(AsOf(known=day(4), clock="recorded")) == []
    assert len(store.events(AsOf(known=day(5), clock="recorded"))) == 1
    assert store.check() == []


def test_a_newer_run_supersedes_and_the_old_reading_stays_known_as_recorded(store: Store) -> None:
    told = report()
    store.add(store.begin_run("rules", "1"), [(told, reading(events=(event(),)))], noon(2))
    store.add(store.begin_run("rules", "2"), [(told, reading(events=(event("REJECT"),)))], noon(4))
    assert [one.event.type for one in store.events()] == ["REJECT"]
    before = store.events(AsOf(known=day(3), clock="recorded"))
    assert [one.event.type for one in before] == ["REQUEST"]


def test_all_that_an_event_says_comes_back(store: Store) -> None:
    whole = event(
        mode="assist", contexts=("military", "future"), third="UN", third_norm=None,
        place="Hama", place_norm="Hama", place_id=HAMA.id, place_kind="city", country="SY",
        lat=35.13, lon=36.75, status="possible", sources=("Reuters", "two officers"),
        count=(200, 999), reason="the loss of Hama",
    )  # fmt: skip
    linked = (Link(0, 0, "after", "as cause", "because"),)
    told = report()
    store.add(
        store.begin_run("rules", "1"), [(told, reading(claim(), events=(whole,), links=linked))]
    )
    (one,) = store.events()
    assert one.event == whole
    assert one.links == ((store.evidence()[0].id, "after", "as cause", "because"),)
    assert (one.report, one.publisher) == (told.id, "Daily Post")


def test_one_story_in_two_papers_is_one_origin(store: Store) -> None:
    first = report("Reuters: The army took Hama.", publisher="Reuters", published=1)
    copy = report("The army took Hama, Reuters reported.", publisher="Evening Post", published=2)
    other = report(
        "The army took the road on its own, a resident said.", publisher="C", published=2
    )
    run = store.begin_run("rules", "1")
    store.add(run, [(first, reading(events=(event(quote="Reuters: The ", span=(0, 13)),)))])
    store.add(run, [(copy, reading(events=(event(sources=("Reuters",)),)))])
    store.add(run, [(other, reading(events=(event(sources=("a resident",)),)))])
    one, two, three = store.events()
    assert one.origin == two.origin != three.origin


def test_decisions_count_for_events_from_their_day(store: Store) -> None:
    run = store.begin_run("rules", "1")
    store.add(run, [(report(), reading(events=(event(), event("AID"))))], noon(2))
    asked, aided = store.events()
    store.decide("reject", asked.id, subject="event", recorded=noon(4), **BY)
    store.decide("dispute", aided.id, subject="event", recorded=noon(4), **BY)
    assert [(one.event.type, one.disputed) for one in store.events()] == [("AID", True)]
    assert len(store.events(AsOf(known=day(3)))) == 2
    assert [d.subject for d in store.decisions()] == ["event", "event"]
    store.decide("reinstate", asked.id, subject="event", recorded=noon(5), **BY)
    assert len(store.events()) == 2
    with pytest.raises(BadInput, match="no event"):
        store.decide("reject", "nothing", subject="event", **BY)
    with pytest.raises(BadInput, match="correct needs a claim"):
        store.decide("correct", aided.id, subject="event", field="type", value="AID", **BY)


def test_a_rejected_report_takes_its_events_with_it(store: Store) -> None:
    told = report()
    store.add(store.begin_run("rules", "1"), [(told, reading(events=(event(),)))], noon(2))
    store.decide("reject", told.id, subject="report", recorded=noon(3), **BY)
    assert store.events() == []


def test_events_are_found_by_place_actor_and_type_under_merges(store: Store) -> None:
    placed = event(place="Hama", place_norm="Hama", place_id=HAMA.id)
    backs = event(
        "backs", actor="Iran", actor_norm="Iran", target="army", target_norm="Syrian government"
    )
    store.add(
        store.begin_run("rules", "1"),
        [(report(), reading(claim(), events=(placed, backs)))],
        noon(2),
    )
    assert [one.event.type for one in store.events(place_keys=[HAMA.id])] == ["REQUEST"]
    assert [one.event.type for one in store.events(actors=["Iran"])] == ["backs"]
    assert [one.event.type for one in store.events(types=["REQUEST"])] == ["REQUEST"]
    store.decide("merge", "Iran", subject="actor", value="Persia", recorded=noon(3), **BY)
    assert [one.event.actor_name for one in store.events(actors=["Persia"])] == ["Persia"]
    assert len(store.events(actors=["Iran"])) == 1
