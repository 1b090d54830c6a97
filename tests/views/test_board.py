"""A board against the histories that it was made from, and kept up against made anew."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds import api, control
from whoholds.control.changes import changes
from whoholds.control.infer import Question
from whoholds.model import Evidence, Place, Report
from whoholds.record import AsOf, Store
from whoholds.views import standpoint
from whoholds.views.api_desk import Desk
from whoholds.views.api_sheet import counts
from whoholds.views.board import TABLES, Board, Words
from whoholds.views.board_keeping import home_of, read_board, write_board
from whoholds.views.board_making import make_board
from whoholds.views.envelope import result_json

from .test_page_segments import FIRST, claims

TOWNS = [Place(f"geonames:{n}", f"Town {n}", "city", "SY", 35.0, 36.0 + n, n) for n in range(1, 4)]


def asked(told: Sequence[list[Evidence]]) -> list[Question]:
    return [
        (town, [evolve(one, claim=evolve(one.claim, place_id=town.id)) for one in heard], ())
        for town, heard in zip(TOWNS, told, strict=True)
    ]


def rows(board: Board, day: date) -> list[dict[str, Any]]:
    standing = board.on(day)
    told = [n for n in range(len(board.places)) if standing.row[n] >= 0]
    return [_json(text) for text in board.holdings(standing, told)]


def _json(text: str) -> dict[str, Any]:
    import json

    found: dict[str, Any] = json.loads(text)
    return found


@settings(max_examples=40)
@given(st.lists(claims(), min_size=3, max_size=3))
def test_each_day_has_the_answer_of_the_histories(told: list[list[Evidence]]) -> None:
    questions = asked(told)
    board = make_board(questions, Words(), None)
    histories = list(control.infer_many(sorted(questions, key=lambda one: -one[0].population)))
    for n in range(-30, 160, 5):
        day = FIRST + timedelta(days=n)
        expected = [result_json(held) for one in histories if (held := one.on(day))]
        assert rows(board, day) == expected, day


@settings(max_examples=40)
@given(st.lists(claims(), min_size=3, max_size=3), st.integers(0, 60), st.integers(0, 60))
def test_changes_are_those_of_the_histories(
    told: list[list[Evidence]], low: int, length: int
) -> None:
    questions = asked(told)
    board = make_board(questions, Words(), None)
    start = FIRST + timedelta(days=low)
    end = start + timedelta(days=length)
    for window in ((start, end), (None, end), (start, None), (None, None)):
        found = [_json(board.changes["text"][n]) for n in board.changed(*window)]
        expected = changes(control.infer_many(questions), *window)
        assert found == [result_json(one) for one in expected]


@settings(max_examples=40)
@given(
    st.lists(claims(), min_size=3, max_size=3),
    st.lists(claims(), min_size=3, max_size=3),
    st.sets(st.integers(0, 2)),
    st.sets(st.integers(0, 2)),
    st.lists(st.integers(0, 5), min_size=3, max_size=3),
)
def test_new_rows_take_the_place_of_old_ones(
    told: list[list[Evidence]],
    later: list[list[Evidence]],
    there: set[int],
    touched: set[int],
    sizes: list[int],
) -> None:
    before = [one for n, one in enumerate(asked(told)) if n in there]
    grown = [
        (evolve(place, population=size), heard, start)
        for (place, heard, start), size in zip(asked(later), sizes, strict=True)
    ]
    after = [grown[n] if n in touched else one for n, one in enumerate(asked(told))]
    after = [one for n, one in enumerate(after) if n in there or n in touched]
    board = make_board(before, Words(), None)
    fresh = make_board([grown[n] for n in sorted(touched)], board.words, None)
    leaving = {TOWNS[n].id for n in touched}
    assert plain(board.with_places(fresh, leaving)) == plain(make_board(after, Words(), None))
    without = [one for one in before if one[0].id not in leaving]
    nothing = make_board([], board.words, None)
    assert plain(board.with_places(nothing, leaving)) == plain(make_board(without, Words(), None))


def plain(board: Board) -> list[Any]:
    """Everything on a board, words as such."""
    texts = [*board.words.texts, None]
    worded = {"actor", "against", "kind", "status", "report", "place", "norm", "loser", "winner"}
    made: list[Any] = [board.places, board.order, board.orders, board.held, board.named]
    for table in TABLES:
        ragged = getattr(board, table)
        made.append(ragged.offsets.tolist())
        for name, values in ragged.columns.items():
            column = values.tolist()
            made.append([texts[n] for n in column] if name in worded else column)
    return [*made, counts(board)]


@pytest.fixture
def record(tmp_path: Path, toy_world: None) -> Iterator[api.Record]:
    with api.open(tmp_path / "war.db") as opened:
        yield opened


MORE = (
    "The army holds Aleppo province.",
    "The rebels took Tabqa dam from the army.",
    "The army holds Tabqa.",
    "The rebels took Aleppo, SANA said.",
)


def test_a_board_keeps_up_with_the_record(record: api.Record, war: tuple[Report, ...]) -> None:
    desk = Desk(record.store)
    points = [AsOf(), AsOf(known=date(2024, 12, 1)), AsOf(known=date(2100, 1, 1), clock="recorded")]
    added = [*war, *(Report(text.replace("The", "And the"), date(2024, 12, 2)) for text in MORE)]
    for report in added:
        record.take([report])
        agree(desk, record.store, points)
    one = next(one for one in record.store.evidence() if one.claim.place == "Aleppo")
    said = {"by": "editor", "why": "checked"}
    record.store.decide("reject", one.id, **said)
    agree(desk, record.store, points)
    record.store.decide("reinstate", one.id, **said)
    agree(desk, record.store, points)
    record.store.decide("merge", "geonames:8", subject="place", value="geonames:1", **said)
    agree(desk, record.store, points)


def agree(desk: Desk, store: Store, points: list[AsOf]) -> None:
    for as_of in points:
        assert plain(desk.board(as_of)) == plain(Desk(store).board(as_of)), as_of
        places = [place.id for place in desk.board(as_of).places]
        found = {place.id: heard for place, heard, _ in desk.standpoint(as_of).questions(places)}
        again = Desk(store).standpoint(as_of).questions(places)
        assert found == {place.id: heard for place, heard, _ in again}


def test_one_more_claim_has_its_place_alone_inferred_again(
    record: api.Record, war: tuple[Report, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    record.take(war)
    desk = Desk(record.store)
    desk.board(AsOf())
    made: list[list[str]] = []

    def noted(questions: list[Question], words: Words, until: date | None) -> Board:
        made.append([place.id for place, _, _ in questions])
        return make_board(questions, words, until)

    monkeypatch.setattr(standpoint, "make_board", noted)
    record.take([Report("And the army holds Kherson.", date(2024, 12, 7))])
    desk.board(AsOf())
    desk.board(AsOf())
    assert made == [["geonames:5"]]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("whoholds.knowledge.words.cache_home", lambda: tmp_path / "cache")
    monkeypatch.setattr(standpoint, "MANY", 0)
    return tmp_path / "cache" / "boards"


def test_a_kept_board_is_the_same(cache: Path, record: api.Record, war: tuple[Report, ...]) -> None:
    record.take(
        [*war, Report("The Reds took Z\ud800ville. And the Reds took Xtown.", war[0].published)]
    )
    board = Desk(record.store).board(AsOf())
    (path,) = cache.iterdir()
    assert path.stat().st_mode & 0o077 == 0
    path = home_of("some record")
    write_board(path, board, "method", "digest")
    found = read_board(path, "method")
    assert found is not None
    assert plain(found[0]) == plain(board)
    assert found[1] == "digest"
    assert read_board(path, "another method") is None
    assert read_board(home_of("another record"), "method") is None


def test_a_later_start_infers_what_came_since(
    cache: Path, record: api.Record, war: tuple[Report, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    record.take(war[:-1])
    Desk(record.store).board(AsOf())
    record.take(war[-1:])
    made: list[int] = []

    def noted(questions: list[Question], words: Words, until: date | None) -> Board:
        made.append(len(questions))
        return make_board(questions, words, until)

    monkeypatch.setattr(standpoint, "make_board", noted)
    board = Desk(record.store).board(AsOf())
    assert made == [1]
    monkeypatch.undo()
    assert plain(board) == plain(Desk(record.store).board(AsOf()))


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 cut short", None])
def test_a_damaged_board_is_made_again(
    cache: Path, record: api.Record, war: tuple[Report, ...], damage: bytes | None
) -> None:
    record.take(war)
    board = Desk(record.store).board(AsOf())
    (path,) = cache.iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    assert plain(Desk(record.store).board(AsOf())) == plain(board)
