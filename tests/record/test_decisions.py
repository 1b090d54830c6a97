"""What reviewers decide, from when on it counts, and what is kept."""

from datetime import date

import pytest

from whoholds.model import BadInput, Claim, Evidence, Place, Resolution
from whoholds.record import AsOf, Store
from whoholds.record.store import EVER

from .making import HAMA, HOMS, claim, day, noon, reading, report

BY = {"by": "editor", "why": "checked"}
TOLD = report()


@pytest.fixture
def one(store: Store) -> Evidence:
    """A claim published on the 1st and recorded on the 2nd."""
    store.add(store.begin_run("rules", "1"), [(TOLD, reading(claim()))], noon(2))
    return store.evidence()[0]


def _claims(store: Store, as_of: AsOf = EVER) -> list[Claim]:
    return [found.claim for found in store.evidence(as_of)]


def test_a_rejected_claim_is_gone_from_then_on_and_there_as_known_before(
    store: Store, one: Evidence
) -> None:
    store.decide("reject", one.id, **BY, recorded=noon(5))
    assert _claims(store) == []
    for clock in ("published", "recorded"):
        assert _claims(store, AsOf(known=day(4), clock=clock)) == [one.claim]
        assert _claims(store, AsOf(known=day(5), clock=clock)) == []
    store.decide("reinstate", one.id, **BY, recorded=noon(6))
    assert _claims(store) == [one.claim]
    assert _claims(store, AsOf(known=day(5))) == []


def test_what_mends_a_misreading_counts_since_publication(store: Store, one: Evidence) -> None:
    store.decide("reject", one.id, **BY, misread=True, recorded=noon(5))
    assert _claims(store, AsOf(known=day(1))) == []
    assert _claims(store, AsOf(known=day(4), clock="recorded")) == [one.claim]


def test_a_correction_keeps_the_old_value(store: Store, one: Evidence) -> None:
    made = store.decide(
        "correct", one.id, field="start", value="2019-12-30", **BY, recorded=noon(5)
    )
    assert (made.old, made.new) == ("2020-01-01", "2019-12-30")
    assert _claims(store)[0].start == date(2019, 12, 30)
    assert _claims(store, AsOf(known=day(4))) == [one.claim]
    assert store.decisions(one.id) == [made]
    again = store.decide("correct", one.id, field="start", value=None, **BY, recorded=noon(6))
    assert again.old == "2019-12-30"


def test_a_corrected_kind_brings_its_event_type(store: Store, one: Evidence) -> None:
    store.decide("correct", one.id, field="kind", value="withdraw", **BY)
    assert _claims(store)[0].sub_event_type == "Non-violent transfer of territory"


def test_a_claim_moves_to_another_place(store: Store, one: Evidence) -> None:
    store.decide("correct", one.id, field="place_id", value=HOMS.id, place=HOMS, **BY)
    assert store.evidence(place_keys=[HAMA.id]) == []
    (moved,) = store.evidence(place_keys=[HOMS.id])
    assert (moved.claim.place, moved.claim.place_norm) == ("Hama", "Homs")
    assert (moved.claim.lat, moved.claim.lon) == (HOMS.lat, HOMS.lon)
    assert [key for key, _ in store.by_place()] == [HOMS.id]


def test_decisions_outlive_a_better_reader(store: Store, one: Evidence) -> None:
    store.decide("accept", one.id, **BY)
    better = store.begin_run("rules", "2")
    store.add(better, [(TOLD, reading(claim(actor_norm="Syrian Arab Republic")))])
    (found,) = store.evidence()
    assert (found.id, found.accepted) == (one.id, True)
    assert found.claim.actor_norm == "Syrian Arab Republic"


def test_a_better_reader_supersedes_and_never_doubles(store: Store, one: Evidence) -> None:
    better = store.begin_run("rules", "2")
    store.add(better, [(TOLD, reading(claim(), claim("Homs")))], noon(9))
    assert len(store.evidence()) == 2
    assert _claims(store, AsOf(known=day(8), clock="recorded")) == [one.claim]
    best = store.begin_run("rules", "3")
    store.add(best, [(TOLD, reading())], noon(10))
    assert store.evidence() == []
    assert store.counts()["claims"] == 2


def test_rejecting_a_report_rejects_its_claims(store: Store, one: Evidence) -> None:
    store.decide("reject", TOLD.id, subject="report", **BY)
    assert _claims(store) == []
    store.decide("accept", one.id, **BY)
    assert _claims(store) == [one.claim]


def test_disputed_claims_stay_and_are_marked(store: Store, one: Evidence) -> None:
    store.decide("dispute", one.id, **BY)
    assert store.evidence()[0].disputed
    store.decide("reinstate", one.id, **BY)
    assert not store.evidence()[0].disputed


def test_only_the_publisher_itself_retracts(store: Store, one: Evidence) -> None:
    run = store.begin_run("rules", "1")
    other = report("That is wrong.", 3, publisher="Evening Star", revises=TOLD.id)
    store.add(run, [(other, reading())])
    (found,) = store.evidence()
    assert found.disputed
    assert not store.evidence(AsOf(known=day(2)))[0].disputed
    own = report("The army did not take Hama.", 4, revises=TOLD.id)
    store.add(run, [(own, reading(claim(status="negated")))])
    assert [found.claim.status for found in store.evidence()] == ["negated"]
    assert len(store.evidence(AsOf(known=day(3)))) == 1


def test_merged_places_answer_as_one_until_split(store: Store, one: Evidence) -> None:
    run = store.begin_run("rules", "1")
    store.add(run, [(report("second"), reading(claim("Homs")))], noon(3))
    store.decide("merge", HAMA.id, subject="place", value=HOMS.id, **BY, recorded=noon(5))
    assert len(store.evidence(place_keys=[HOMS.id])) == 2
    assert len(store.evidence(place_keys=[HAMA.id])) == 2
    assert [place.id for place in store.find_place("Hama")] == [HOMS.id]
    assert len(store.evidence(AsOf(known=day(4)), place_keys=[HOMS.id])) == 1
    with pytest.raises(BadInput, match="split it first"):
        store.decide("merge", HOMS.id, subject="place", value=HAMA.id, **BY)
    store.decide("split", HAMA.id, subject="place", **BY, recorded=noon(6))
    assert len(store.evidence(place_keys=[HOMS.id])) == 1
    assert len(store.evidence(AsOf(known=day(5)), place_keys=[HOMS.id])) == 2


def test_merged_actors_are_one(store: Store, one: Evidence) -> None:
    store.decide("correct", one.id, field="against_norm", value="Daesh", **BY)
    store.decide("correct", one.id, field="actor_norm", value="Islamic State", **BY)
    store.decide("merge", "Daesh", subject="actor", value="Islamic State", **BY)
    found = _claims(store)[0]
    assert (found.actor_norm, found.against_norm) == ("Islamic State", "Islamic State")


def test_a_resolution_by_hand_prevails_over_readers(store: Store, one: Evidence) -> None:
    store.resolve(
        TOLD.id, [Resolution("actor", "army", "Iraqi government")], **BY, recorded=noon(5)
    )
    store.add(store.begin_run("rules", "2"), [(TOLD, reading(claim()))], noon(6))
    assert _claims(store)[0].actor_norm == "Iraqi government"
    assert _claims(store, AsOf(known=day(1)))[0].actor_norm == "Iraqi government"
    before = AsOf(known=day(4), clock="recorded")
    assert _claims(store, before)[0].actor_norm == "Syrian government"


def test_a_resolution_by_hand_may_unplace(store: Store, one: Evidence) -> None:
    store.resolve(TOLD.id, [Resolution("place", "Hama", None)], **BY)
    (found,) = store.evidence(place_keys=["unplaced:hama"])
    assert (found.claim.place_id, found.claim.lat, found.claim.place) == (None, None, "Hama")


@pytest.mark.parametrize(
    ("kind", "more", "says"),
    [
        ("bless", {}, "no decision"),
        ("correct", {"field": "quote", "value": "x"}, "cannot be corrected"),
        ("correct", {"field": "kind", "value": "theft"}, "cannot be 'theft'"),
        ("correct", {"field": "start", "value": "May"}, "YYYY-MM-DD"),
        ("correct", {"field": "sources", "value": "Reuters"}, "list of names"),
        ("correct", {"field": "actor", "value": " "}, "give its name"),
        ("correct", {"field": "place_id", "value": "geonames:99"}, "knows no place"),
        (
            "correct",
            {"field": "place_id", "value": "geonames:99", "place": Place("geonames:98", "X")},
            "not 'geonames:99'",
        ),
        ("reject", {"target": "f" * 24}, "has no claim"),
        ("reject", {"subject": "report"}, "has no report"),
        ("reject", {"subject": "place"}, "needs a claim or report"),
        ("merge", {}, "needs a place or actor"),
        ("merge", {"subject": "place", "target": HAMA.id}, "merged into"),
        ("merge", {"subject": "place", "target": HAMA.id, "value": HAMA.id}, "already read as"),
        ("merge", {"subject": "actor", "target": "Nobody", "value": "army"}, "knows no actor"),
        ("split", {"subject": "place", "target": HAMA.id}, "is not merged"),
        ("accept", {"why": " "}, "must say why"),
        ("accept", {"by": ""}, "must say who"),
    ],
)
def test_what_cannot_be_decided(
    store: Store, one: Evidence, kind: str, more: dict[str, object], says: str
) -> None:
    before = store.digest()
    with pytest.raises(BadInput, match=says) as error:
        store.decide(kind, **({"target": one.id} | BY | more))  # type: ignore[arg-type]
    assert "\n" not in str(error.value)
    assert store.digest() == before
