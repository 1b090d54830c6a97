"""The main job on a real report: what it says comes out as answers, in any spelling."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import whoholds
from whoholds import Record
from whoholds.model import Evidence

GOVERNMENT = "Syrian government"
OPPOSITION = "Syrian opposition"
STATE = "Islamic State"
SDF = "Syrian Democratic Forces"
CITY = "Deir ez-Zor"
CROSSING = "Albu Kamal crossing"
CITY_SPELLINGS = (CITY, "Deir al-Zour", "Dayr az-Zawr", "deir ezzor")
CROSSING_SPELLINGS = (CROSSING, "Albu Kamal", "Abu Kamal", "Al-Bukamal")
PUBLISHED = date(2024, 12, 6)


@pytest.fixture(scope="module")
def record(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    path = tmp_path_factory.mktemp("record") / "deir-ez-zor.db"
    with whoholds.open(path) as opened:
        summary = opened.add(shared / "reports" / "deir-ez-zor-2024-12-06.txt")
        assert (summary.new, summary.failures) == (1, ())
        yield opened


def claims(record: Record, place: str, kind: str) -> list[Evidence]:
    """The realised claims of a kind at the place."""
    places = {found.id for found in record.store.find_place(place)}
    assert places, place
    return [
        one
        for one in record.store.evidence()
        if one.claim.place_key in places and one.claim.kind == kind and one.claim.realised
    ]


@pytest.mark.parametrize("name", CITY_SPELLINGS)
def test_four_holders_of_the_city(record: Record, name: str) -> None:
    holdings = record.history(name).results
    assert [holding.actor for holding in holdings] == [OPPOSITION, STATE, GOVERNMENT, SDF]
    rebels, state, government, sdf = holdings
    assert rebels.start[1] is not None
    assert rebels.start[1].year <= 2014
    assert rebels.start[0] is None or rebels.start[0].year >= 2011
    assert [day.year for day in state.start if day] == [2014, 2014]
    assert [day.year for day in government.start if day] == [2017, 2017]
    assert sdf.start == (PUBLISHED, PUBLISHED)
    assert sdf.end is None


def test_each_holding_has_its_sentence(record: Record) -> None:
    answer = record.history(CITY)
    told = record.told(answer)
    for one, words in zip(told, ("rebels", "Islamic State", "2017", "taken control"), strict=True):
        assert one is not None
        assert words in one.context
    assert told[-1] is not None
    assert "Reuters" in told[-1].evidence.claim.sources


@pytest.mark.parametrize(
    ("day", "holder"),
    [("2015-06-01", STATE), ("2020-01-01", GOVERNMENT), ("2024-12-06", SDF)],
)
@pytest.mark.parametrize("name", CITY_SPELLINGS)
def test_the_holder_on_a_day(record: Record, name: str, day: str, holder: str) -> None:
    assert [holding.actor for holding in record.on(day, place=name)] == [holder]


def test_nothing_was_known_the_day_before(record: Record) -> None:
    answer = record.on("2024-12-06", known="2024-12-05")
    assert answer.results == ()
    assert any("nothing known yet" in note for note in answer.notes)


def test_what_the_government_lost_in_the_week(record: Record) -> None:
    lost = record.changes("2024-11-29", "2024-12-06", lost_by=GOVERNMENT)
    cities = sorted(change.place.name for change in lost if change.place.kind == "city")
    assert cities == ["Aleppo", CITY, "Hama"]
    others = [change.place for change in lost if change.place.kind != "city"]
    assert [place.kind for place in others] == ["crossing"]
    assert "Kamal" in others[0].name


def test_the_withdrawals(record: Record) -> None:
    from_city = claims(record, CITY, "withdraw")
    assert GOVERNMENT in {one.claim.actor_norm for one in from_city}
    assert any("Iraqi fighters" in (one.claim.actor or "") for one in from_city)
    for one in from_city:
        assert one.claim.end is not None
        assert one.claim.end <= PUBLISHED
    left = [one.claim for one in claims(record, "Aleppo", "withdraw") if not one.claim.part]
    assert [(claim.actor_norm, claim.start, claim.end) for claim in left] == [
        (GOVERNMENT, date(2024, 11, 30), date(2024, 11, 30))
    ]


@pytest.mark.parametrize("name", CROSSING_SPELLINGS)
def test_the_crossing(record: Record, name: str) -> None:
    answer = record.on("2024-12-06", place=name)
    (crossing,) = answer
    assert crossing.actor == SDF
    (reason,) = record.why(name, on="2024-12-06")
    chains = {one.evidence.claim.sources for one in reason.claims}
    assert ("Reuters", "two Syrian army sources") in chains


def test_hama_is_lost_to_nobody_named(record: Record) -> None:
    (change,) = record.changes("2024-11-29", "2024-12-06", place="Hama")
    assert (change.from_actor, change.to_actor) == (GOVERNMENT, None)
    assert change.between == (date(2024, 12, 1), PUBLISHED)


def test_aleppo_is_lost_by_the_first_of_december(record: Record) -> None:
    (change,) = record.changes("2024-11-29", "2024-12-06", place="Aleppo")
    assert change.from_actor == GOVERNMENT
    assert change.between[1] is not None
    assert change.between[1] <= date(2024, 12, 1)
    losses = [
        one.claim
        for one in claims(record, "Aleppo", "capture")
        if one.claim.against_norm == GOVERNMENT and not one.claim.part
    ]
    assert ["the media"] in [list(claim.sources) for claim in losses]
    pushed_out = [one.claim for one in claims(record, "Aleppo", "withdraw") if one.claim.part]
    assert [(claim.actor_norm, claim.start and claim.start.year) for claim in pushed_out] == [
        (OPPOSITION, 2016)
    ]


def test_homs_is_contested(record: Record) -> None:
    (homs,) = record.on("2024-12-06", place="Homs")
    assert homs.contested
    attacks = [one.claim for one in claims(record, "Homs", "attack")]
    assert [claim.actor_norm for claim in attacks] == [OPPOSITION]
    assert "rebels" in (attacks[0].actor or "")


def test_why_shows_all_that_an_editor_asks(record: Record, shared: Path) -> None:
    written = (shared / "reports" / "deir-ez-zor-2024-12-06.txt").read_text("utf-8")
    (reason,) = record.why(CITY, on="2024-12-06")
    assert reason.holding.actor == SDF
    assert len(reason.claims) >= 3
    for one in reason.claims:
        claim, evidence = one.evidence.claim, one.evidence
        assert evidence.published == PUBLISHED
        assert one.context[slice(*one.mark)] == claim.quote
        report = record.store.report(evidence.report)
        assert report is not None
        assert report.text[slice(*claim.span)] == claim.quote
        assert claim.quote in written
    assert reason.claims[0].evidence.claim.actor_norm == SDF
