"""The panel, day by day, says what the history says of each day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoholds.control import History, infer
from whoholds.intake import Reader
from whoholds.knowledge.theatres import find_theatre
from whoholds.model import Claim, Evidence, Place, Report
from whoholds.record import AsOf, Store
from whoholds.views.export import Privacy, Scope, panel
from whoholds.views.export.daily import stretches
from whoholds.views.export.dictionary import tables

from .exported import filled

TOWN = Place("geonames:1", "Hama", "city", "SY", 35.13, 36.75)
FIRST, LAST = date(2024, 1, 1), date(2024, 3, 31)
ACTORS = ("Reds", "Blues", "Greens", None)
days = st.integers(-40, 130).map(lambda n: FIRST + timedelta(days=n))
kinds = st.sampled_from(["capture", "hold", "withdraw", "attack", "siege", "transfer"])


@st.composite
def evidence(draw: st.DrawFn, number: int = 0) -> Evidence:
    kind, start = draw(kinds), draw(st.none() | days)
    length = draw(st.sampled_from([0, 0, 3, 30]))
    end = start + timedelta(days=length) if start and draw(st.booleans()) else start
    words = f"telling {draw(st.integers(0, 10**9))}"
    claim = Claim(
        kind,
        "Hama",
        words,
        (0, len(words)),
        actor_norm=draw(st.sampled_from(ACTORS)),
        against_norm=draw(st.sampled_from(ACTORS)),
        place_id=TOWN.id,
        place_kind="city",
        part=draw(st.integers(0, 4)) == 0,
        start=start,
        end=end,
        status=draw(st.sampled_from(["actual", "actual", "possible", "negated"])),
    )
    recorded = datetime(2025, 1, 1, tzinfo=UTC)
    grade = draw(st.sampled_from("ABCDEF"))
    return Evidence(words, claim, words, words, recorded, published=start, grade=grade)


def said(history: History) -> Iterator[tuple[date, object]]:
    """Day → what the stretches say of it."""
    for stretch in stretches(history, FIRST, LAST):
        for n in range(stretch.low, stretch.high):
            one, chances = stretch.holding, stretch.chances
            chance = None if chances is None else float(chances[n - stretch.low])
            flags = (one.contested, one.divided, one.disputed)
            yield FIRST + timedelta(days=n), (one.actor, *flags, one.claims, chance)


@given(st.lists(evidence(), max_size=8))
def test_each_day_is_what_the_history_says_of_it(told: list[Evidence]) -> None:
    history = infer(told, TOWN)
    found = dict(said(history))
    for n in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=n)
        asked = history.on(day)
        if asked is None:
            assert day not in found
            continue
        *what, chance = found[day]  # type: ignore[misc]
        flags = (asked.contested, asked.divided, asked.disputed)
        assert tuple(what) == (asked.actor, *flags, asked.claims)
        if asked.actor is not None:
            assert chance == pytest.approx(asked.probability, abs=6e-5)


@pytest.fixture
def store(toy_reader: Reader, war: tuple[Report, ...]) -> Iterator[Store]:
    with filled(":memory:", toy_reader, war) as opened:
        yield opened


@pytest.fixture
def scope(store: Store) -> Scope:
    theatre = find_theatre("syria")
    return Scope(store, theatre, AsOf(), date(2024, 11, 25), date(2024, 12, 12))


def test_a_row_for_each_day_on_which_something_is_told(scope: Scope) -> None:
    names = tables()["panel"].names
    rows = [dict(zip(names, row, strict=True)) for row in panel.rows(scope)]
    hama = {row["date"]: row for row in rows if row["place"] == "Hama"}
    assert len(hama) == 18
    assert hama[date(2024, 12, 4)]["status"] == "Syrian government"
    assert hama[date(2024, 12, 6)]["status"] == "Syrian opposition"
    assert hama[date(2024, 12, 6)]["geonameid"] == 1
    homs = {row["date"]: row for row in rows if row["place"] == "Homs"}
    assert homs[date(2024, 12, 6)]["contested"]
    assert not homs[date(2024, 11, 26)]["contested"]
    (unplaced,) = {row["place_id"] for row in rows if row["place"] == "Rivertown"}
    assert unplaced == "unplaced:rivertown"
    assert {row["geonameid"] for row in rows if row["place"] == "Rivertown"} == {None}


def test_rounding_reaches_the_panel(store: Store) -> None:
    scope = Scope(
        store,
        None,
        AsOf(),
        date(2024, 12, 1),
        date(2024, 12, 1),
        Privacy(round_km=50),
    )
    names = tables()["panel"].names
    for values in panel.rows(scope):
        row = dict(zip(names, values, strict=True))
        exact = store.places([row["place_id"]])[row["place_id"]]
        if exact.lat is not None:
            assert (row["lat"], row["lon"]) == scope.privacy.point(exact.lat, exact.lon)
            assert (row["lat"], row["lon"]) != (exact.lat, exact.lon)
