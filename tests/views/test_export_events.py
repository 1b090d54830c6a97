"""Claims in ACLED's terms."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from whoholds.intake import Reader
from whoholds.knowledge.theatres import Theatre, find_theatre
from whoholds.knowledge.words import load
from whoholds.model import Actor, Claim, Place, Reading, Report
from whoholds.record import Store
from whoholds.views.export import Privacy, Scope, acled, events
from whoholds.views.export.dictionary import tables

from .exported import filled

HAMA = Place("geonames:1", "Hama", "city", "SY", 35.13, 36.75, 460_000)


@pytest.fixture(scope="session")
def syria() -> Theatre:
    return find_theatre("syria")


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


def told(store: Store, publisher: str, text: str, **claim: Any) -> None:
    fields: dict[str, Any] = {
        "kind": "capture",
        "place": "Hama",
        "place_norm": "Hama",
        "place_id": HAMA.id,
        "place_kind": "city",
        "country": "SY",
        "lat": HAMA.lat,
        "lon": HAMA.lon,
        "actor": "rebels",
        "actor_norm": "Syrian opposition",
        "start": date(2024, 12, 5),
        "end": date(2024, 12, 5),
        "event_type": "Battles",
        "sub_event_type": "Non-state actor overtakes territory",
    }
    made = Claim(quote=text, span=(0, len(text)), **(fields | claim))
    report = Report(text, date(2024, 12, 6), publisher)
    store.add(store.begin_run("hand", "1"), [(report, Reading((made,), places=(HAMA,)))])


def rows(
    store: Store, syria: Theatre, distinct: bool = False, **scope: Any
) -> list[dict[str, Any]]:
    names = tables()["events"].names
    found = events.rows(Scope(store, syria, **scope), distinct)
    return [dict(zip(names, row, strict=True)) for row in found]


def test_a_capture(store: Store, syria: Theatre) -> None:
    told(
        store,
        "Sample Wire",
        "Rebels took Hama",
        against="army",
        against_norm="Syrian government",
        sources=("SANA",),
    )
    (row,) = rows(store, syria)
    assert row["event_id_cnty"].startswith("SYR")
    assert (row["event_date"], row["year"], row["time_precision"]) == (date(2024, 12, 5), 2024, 1)
    assert row["disorder_type"] == "Political violence"
    assert (row["actor1"], row["inter1"]) == ("Syrian opposition", "Rebel group")
    assert (row["actor2"], row["inter2"]) == ("Syrian government", "State forces")
    assert row["interaction"] == "State forces-Rebel group"
    assert (row["iso"], row["region"], row["country"]) == (760, "Middle East", "Syria")
    assert (row["location"], row["geo_precision"]) == ("Hama", 1)
    assert row["source"] == "Sample Wire; SANA"
    assert row["notes"] == "Rebels took Hama"
    assert row["fatalities"] is None


@pytest.mark.parametrize(
    ("days", "precision"), [(0, 1), (6, 2), (30, 3)], ids=["day", "week", "month"]
)
def test_time_precision(store: Store, syria: Theatre, days: int, precision: int) -> None:
    told(store, "Wire", "x", end=date(2024, 12, 5) + timedelta(days=days))
    assert rows(store, syria)[0]["time_precision"] == precision


@pytest.mark.parametrize(
    ("claim", "precision"),
    [
        ({}, 1),
        ({"part": True}, 2),
        ({"place_kind": "region"}, 3),
        ({"lat": None, "lon": None, "place_id": None}, None),
    ],
    ids=["place", "part", "region", "unplaced"],
)
def test_geographic_precision(
    store: Store, syria: Theatre, claim: dict[str, Any], precision: int | None
) -> None:
    told(store, "Wire", "x", **claim)
    assert rows(store, syria)[0]["geo_precision"] == precision


def test_rounding_coarsens_the_precision(store: Store, syria: Theatre) -> None:
    told(store, "Wire", "x")
    (row,) = rows(store, syria, privacy=Privacy(round_km=20))
    assert row["geo_precision"] == 2
    assert (row["latitude"], row["longitude"]) != (HAMA.lat, HAMA.lon)
    (row,) = rows(store, syria, privacy=Privacy(round_km=100))
    assert row["geo_precision"] == 3


def test_nobody_named_is_an_unidentified_armed_group(store: Store, syria: Theatre) -> None:
    told(store, "Wire", "Hama was taken", actor=None, actor_norm=None)
    (row,) = rows(store, syria)
    assert (row["actor1"], row["inter1"]) == (
        "Unidentified Armed Group (Syria)",
        "Political militia",
    )
    assert row["interaction"] == "Political militia only"


def test_an_actor_that_no_theatre_knows_has_no_type(store: Store, syria: Theatre) -> None:
    told(store, "Wire", "the Reds took Hama", actor="the Reds", actor_norm=None)
    (row,) = rows(store, syria)
    assert (row["actor1"], row["inter1"], row["interaction"]) == ("the Reds", None, None)


@pytest.mark.parametrize(
    "claim",
    [
        {"status": "negated"},
        {"status": "unrealised"},
        {"kind": "hold", "event_type": None, "sub_event_type": None},
    ],
    ids=lambda claim: claim.get("status", "hold"),
)
def test_what_did_not_happen_and_what_lasts_is_no_event(
    store: Store, syria: Theatre, claim: dict[str, Any]
) -> None:
    told(store, "Wire", "x", **claim)
    assert rows(store, syria) == []


def test_tellings_of_one_event_are_one_row_on_request(store: Store, syria: Theatre) -> None:
    told(store, "Wire", "Rebels took Hama", end=date(2024, 12, 6))
    told(store, "Courier", "Rebels have taken Hama", sources=("SANA",))
    told(store, "Gazette", "Hama fell on Saturday", start=date(2024, 12, 7), end=date(2024, 12, 7))
    told(
        store,
        "Gazette",
        "Rebels took Hama again in May",
        start=date(2025, 5, 1),
        end=date(2025, 5, 31),
    )
    assert len(rows(store, syria)) == 4
    first, second = rows(store, syria, distinct=True)
    assert first["source"].split("; ")[:2] == ["Courier", "SANA"]
    assert set(first["source"].split("; ")) == {"Courier", "SANA", "Gazette", "Wire"}
    assert "tellings=3" in first["tags"]
    assert first["event_date"] == date(2024, 12, 5)
    assert second["event_date"] == date(2025, 5, 1)


@pytest.mark.parametrize(
    ("kind", "home", "country", "expected"),
    [
        ("government", "SY", "SY", "State forces"),
        ("government", "SY", "IQ", "External/Other forces"),
        ("foreign state", "RU", "SY", "External/Other forces"),
        ("foreign state", "RU", "RU", "State forces"),
        ("jihadist", None, "SY", "Rebel group"),
        ("militia", "SY", "SY", "Political militia"),
        ("peacekeepers", None, "ML", "External/Other forces"),
        ("other", None, "SY", None),
    ],
)
def test_types_of_actors(kind: str, home: str | None, country: str, expected: str | None) -> None:
    assert acled.inter(Actor("X", kind=kind, country=home), country) == expected


def test_interactions_put_the_lower_code_first() -> None:
    assert acled.interaction("Rebel group", "State forces", False) == "State forces-Rebel group"
    assert acled.interaction("Rebel group", None, True) == "Rebel group only"
    assert acled.interaction("Rebel group", None, False) is None
    assert acled.interaction(None, "State forces", False) is None


def test_every_country_lies_in_one_region() -> None:
    nations = acled.nations()
    regions = load("acled")["regions"]
    listed = [code for codes in regions.values() for code in codes]
    assert len(listed) == len(set(listed))
    without = {code for code, nation in nations.items() if nation.region is None}
    assert without == {"AN", "CS"}  # the Netherlands Antilles, Serbia and Montenegro: no more
    assert nations["NO"].region == "Europe"


def test_the_sample_war(toy_reader: Reader, war: tuple[Report, ...], syria: Theatre) -> None:
    with filled(":memory:", toy_reader, war) as store:
        allowed = {c.name: c.values for c in tables()["events"].columns if c.values}
        found = rows(store, syria)
        assert found
        for row in found:
            for name, values in allowed.items():
                assert row[name] is None or row[name] in values
