"""The questions that the API answers, each as a function from its parameters to plain JSON."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

import numpy as np
from attrs import frozen

from whoholds import control
from whoholds.knowledge.names import fold
from whoholds.model import BadInput
from whoholds.record import AsOf
from whoholds.views import api_whole
from whoholds.views.api_desk import Desk
from whoholds.views.api_reply import NotFound
from whoholds.views.api_sheet import sheet
from whoholds.views.board import EPOCH, EVER, NEVER, Board, Box
from whoholds.views.happenings import EventFilter
from whoholds.views.page_actors import actor_rows, with_former
from whoholds.views.page_rows import claim_row, history_row, place_row, report_row
from whoholds.views.ragged import Numbers

Row = dict[str, Any]
T = TypeVar("T")
# What a filter of claims looks at, by its own name.
_FILTERED = {
    "place": ("place", "norm"),
    "actor": ("actor", "against"),
    "report": ("report",),
    "kind": ("kind",),
    "status": ("status",),
}
LEAST_WORDS = 3  # letters that a search of texts needs


@frozen
class Page:
    offset: int = 0
    limit: int | None = None

    def cut(self, rows: list[T]) -> list[T]:
        return rows[self.offset : None if self.limit is None else self.offset + self.limit]

    def of(self, answer: Row) -> Row:
        """The answer with its results cut to this page, and how many there are in all."""
        rows = answer["results"]
        numbers = {"total": len(rows), "offset": self.offset, "limit": self.limit}
        return {**answer, "results": self.cut(rows), **numbers}


@frozen
class ClaimFilter:
    """What a claim must be; None or False asks nothing."""

    place: str | None = None
    actor: str | None = None
    report: str | None = None
    kind: str | None = None
    status: str | None = None
    start: date | None = None
    end: date | None = None
    unplaced: bool = False
    undated: bool = False

    def of(self, board: Board) -> Numbers:
        """The numbers of the board's claims that it keeps."""
        claims, word = board.claims, board.words.find
        kept = np.ones(len(claims["start"]), dtype=bool)
        for name, columns in _FILTERED.items():
            if (text := getattr(self, name)) is not None:
                number = word(text)
                any_of = [claims[column] == number for column in columns if number is not None]
                if name == "place" and (place := board.find(text)) is not None:
                    any_of.append(claims.owners() == place)
                kept &= np.logical_or.reduce(any_of) if any_of else False
        if self.start:
            kept &= claims["end"] >= self.start.toordinal() - EPOCH
        if self.end:
            kept &= claims["start"] <= self.end.toordinal() - EPOCH
        if self.unplaced:
            kept &= ~claims["placed"]
        if self.undated:
            kept &= (claims["start"] == EVER) & (claims["end"] == NEVER)
        return np.flatnonzero(kept)


def envelope(desk: Desk, as_of: AsOf) -> Row:
    """What every answer names: what it was asked and what it was worked out from."""
    return {
        "on": as_of.on.isoformat() if as_of.on else None,
        "known": as_of.known.isoformat() if as_of.known else None,
        "clock": as_of.clock,
        "basis": desk.basis(),
        "notes": [],
    }


def on(
    desk: Desk, as_of: AsOf, place: str | None, actor: str | None, box: Box | None, page: Page
) -> Row | str:
    day = as_of.on
    if day is None:
        raise BadInput("which day? say on=YYYY-MM-DD")
    if place is None:
        return named(lambda: api_whole.on(desk, as_of, day, actor, box, page))
    answer = named(lambda: desk.on(as_of, day, place, actor).to_json())
    return page.of(_boxed(answer, box))


def history(desk: Desk, as_of: AsOf, place: str) -> Row:
    return named(lambda: desk.history(as_of, place).to_json())


def why(desk: Desk, as_of: AsOf, place: str) -> Row:
    return named(lambda: desk.why(as_of, place, as_of.on or date.min).to_json())


def changes(
    desk: Desk,
    as_of: AsOf,
    days: tuple[date | None, date | None],
    sides: tuple[str | None, str | None],
    place: str | None,
    recorded_since: datetime | None,
    page: Page,
) -> Row | str:
    """`sides` are who lost and who gained."""
    start, end = days
    if start and end and end < start:
        raise BadInput(f"{start} to {end} runs backwards: swap the two days")
    if place is None:
        return named(
            lambda: api_whole.changes(desk, as_of, start, end, sides, recorded_since, page)
        )
    answer = named(lambda: desk.changes(as_of, start, end, *sides, place).to_json())
    if recorded_since is not None:
        new = api_whole.recorded_after(desk.board(as_of), recorded_since)
        kept = [row for row in answer["results"] if not new.isdisjoint(row["claims"])]
        answer = {**answer, "results": kept}
    return page.of(answer)


def events(desk: Desk, as_of: AsOf, wanted: EventFilter, page: Page) -> Row:
    return page.of(named(lambda: desk.events(as_of, wanted).to_json()))


def places(desk: Desk, as_of: AsOf, words: str | None, box: Box | None, page: Page) -> Row:
    wanted = fold(words) if words else ""
    board = desk.board(as_of)
    rows = [
        place_row(place)
        for place, inside in zip(board.places, board.inside(box).tolist(), strict=True)
        if inside and wanted in fold(place.name)
    ]
    return page.of({**envelope(desk, as_of), "results": rows})


def one_place(desk: Desk, as_of: AsOf, place_id: str) -> Row:
    question = desk.question(as_of, place_id)
    place = question[0] if question else desk.store.places([place_id]).get(place_id)
    if place is None:
        raise NotFound(f"the record has no place {place_id!r}: take its id from /api/places")
    told = control.infer(question[1], place, question[2], until=as_of.known) if question else None
    return {
        **envelope(desk, as_of),
        "place": place_row(place),
        "history": history_row(told) if told else None,
        "claims": [claim_row(one) for one in desk.evidence(as_of, [place_id])],
    }


def claims(desk: Desk, as_of: AsOf, wanted: ClaimFilter, page: Page) -> Row:
    board = desk.board(as_of)
    found = wanted.of(board)
    shown = np.array(page.cut(found.tolist()), dtype=np.int64)
    numbers = {"total": len(found), "offset": page.offset, "limit": page.limit}
    rows = [claim_row(one) for one in api_whole.evidence(desk, as_of, board, shown)]
    return {**envelope(desk, as_of), "results": rows, **numbers}


def reports(desk: Desk, as_of: AsOf, words: str | None, page: Page) -> Row:
    """Reports, or those that say `words`, without their texts unless they were searched."""
    wanted = fold(words) if words else ""
    if words and len(wanted) < LEAST_WORDS:
        note = f"search for {LEAST_WORDS} letters or more"
        return page.of({**envelope(desk, as_of), "results": [], "notes": [note]})
    rows = []
    for report in desk.store.reports(as_of=as_of):
        row = report_row(report)
        if wanted:
            if wanted in fold(" ".join((report.title or "", report.publisher or "", report.text))):
                rows.append(row)
        else:
            rows.append({key: value for key, value in row.items() if key != "text"})
    return page.of({**envelope(desk, as_of), "results": rows})


def one_report(desk: Desk, as_of: AsOf, report_id: str) -> Row:
    report = desk.store.report(report_id)
    if report is None:
        raise NotFound(f"the record has no report {report_id!r}: take its id from a claim")
    board = desk.board(as_of)
    made = api_whole.evidence(desk, as_of, board, ClaimFilter(report=report_id).of(board))
    return {
        **envelope(desk, as_of),
        "report": report_row(report),
        "claims": [claim_row(one) for one in made],
    }


def actors(desk: Desk, as_of: AsOf) -> Row:
    return {**envelope(desk, as_of), "results": _actors(desk, desk.board(as_of))}


def map_columns(desk: Desk, as_of: AsOf) -> Row:
    board, today = desk.board(as_of), desk.board(AsOf())
    rows = with_former(_actors(desk, today), _actors(desk, board))
    return {**envelope(desk, as_of), **sheet(board, rows)}


def _actors(desk: Desk, board: Board) -> list[Row]:
    return actor_rows(board.held, board.named, desk.lore)


def about(desk: Desk, writable: bool, tiles: str | None) -> Row:
    claims = desk.board(AsOf()).claims
    published = np.unique(claims["published"]).tolist()
    days = [date.fromordinal(day + EPOCH).isoformat() for day in published if day != EVER]
    return {
        "title": desk.theatre.name if desk.theatre else None,
        "known_days": days,
        "silent_reports": desk.store.counts()["reports"] - len(np.unique(claims["report"])),
        "writable": writable,
        "tiles": tiles,
        "basis": desk.basis(),
    }


def areas(desk: Desk, as_of: AsOf, radius_km: float, box: Box | None) -> Row:
    """Interpolated areas as GeoJSON, clipped to the land of the places' countries."""
    from whoholds.control import areas as geometry  # shapely and scipy are slow to import
    from whoholds.control.land import land_of

    day = as_of.on
    if day is None:
        raise BadInput("which day? say on=YYYY-MM-DD")
    told = api_whole.spots(desk.board(as_of), day, box)
    land = land_of({country for _, country in told if country})
    made = geometry.areas([spot for spot, _ in told], day, radius_km, land=land if told else None)
    made["features"] = [one for one in made["features"] if one["properties"]["kind"] != "no data"]
    return {**made, **{k: v for k, v in envelope(desk, as_of).items() if k != "on"}}


def geojson(given: Row | str) -> Row:
    """An answer's results as points; those without coordinates are counted in `unplaced`."""
    answer: Row = json.loads(given) if isinstance(given, str) else given
    placed = [row for row in answer["results"] if row.get("lat") is not None]
    return {
        **{key: value for key, value in answer.items() if key != "results"},
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]},
                "properties": {k: v for k, v in row.items() if k not in ("lat", "lon")},
            }
            for row in placed
        ],
        "unplaced": len(answer["results"]) - len(placed),
    }


def named(ask: Callable[[], T]) -> T:
    """What `ask` gives; NotFound instead of BadInput where it is a name that nothing has."""
    try:
        return ask()
    except BadInput as error:
        if str(error).startswith(("no place", "no actor")):
            raise NotFound(str(error)) from None
        raise


def _boxed(answer: Row, box: Box | None) -> Row:
    if box is None:
        return answer
    rows = [row for row in answer["results"] if _within(row["lat"], row["lon"], box)]
    return {**answer, "results": rows}


def _within(lat: float | None, lon: float | None, box: Box) -> bool:
    if lat is None or lon is None:
        return False
    west, south, east, north = box
    across = west <= lon <= east if west <= east else lon >= west or lon <= east
    return across and south <= lat <= north
