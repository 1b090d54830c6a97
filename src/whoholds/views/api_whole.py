"""What the API answers of all places at once, from a board: JSON ready made."""

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from whoholds.model import Evidence
from whoholds.record import AsOf
from whoholds.views import notes
from whoholds.views.actors import wanted_actors
from whoholds.views.api_desk import Desk
from whoholds.views.board import EPOCH, Board, Box, Standing
from whoholds.views.board_making import instant
from whoholds.views.page_segments import STARTING
from whoholds.views.ragged import Mask, Numbers

if TYPE_CHECKING:
    from whoholds.control.areas import Spot
    from whoholds.views.api_read import Page


def on(desk: Desk, as_of: AsOf, day: date, actor: str | None, box: Box | None, page: "Page") -> str:
    """Who holds each place of which something is told by then."""
    board = desk.board(as_of)
    standing = board.on(day)
    kept = (standing.row >= 0) & board.inside(box)
    if actor is not None:
        kept &= _among(standing.actor, _wanted(desk, board, actor))
    found = np.flatnonzero(kept)
    remarks = notes.assumed(_starting(board, standing, found))
    rows = list(board.holdings(standing, page.cut(found.tolist())))
    return _answer(desk, as_of, rows, len(found), page, list(remarks), told=len(board.places) > 0)


def changes(
    desk: Desk,
    as_of: AsOf,
    start: date | None,
    end: date | None,
    sides: tuple[str | None, str | None],
    recorded_since: datetime | None,
    page: "Page",
) -> str:
    """Changes of holder; `sides` are who lost and who gained."""
    board = desk.board(as_of)
    found = board.changed(start, end)
    for name, column in zip(sides, ("loser", "winner"), strict=True):
        if name is not None:
            found = found[_among(board.changes[column][found], _wanted(desk, board, name))]
    texts = board.changes["text"]
    if recorded_since is not None:
        new = recorded_after(board, recorded_since)
        telling = [not new.isdisjoint(json.loads(texts[n])["claims"]) for n in found.tolist()]
        found = found[np.array(telling, dtype=bool)]
    rows = [texts[n] for n in page.cut(found.tolist())]
    return _answer(desk, as_of, rows, len(found), page, [], told=len(board.places) > 0)


def recorded_after(board: Board, moment: datetime) -> frozenset[str]:
    """The ids of the claims recorded after it."""
    new = board.claims["id"][board.claims["recorded"] > instant(moment)]
    return frozenset(one.decode("ascii") for one in new.tolist())


def evidence(desk: Desk, as_of: AsOf, board: Board, claims: Numbers) -> list[Evidence]:
    """The claims of these numbers."""
    owners = dict.fromkeys(board.claims.owners()[claims].tolist())
    heard = desk.evidence(as_of, [board.places[n].id for n in owners])
    by_id = {one.id: one for one in heard}
    ids = (one.decode("ascii") for one in board.claims["id"][claims].tolist())
    return [by_id[one] for one in ids if one in by_id]


def spots(board: Board, day: date, box: Box | None) -> list[tuple["Spot", str | None]]:
    """Towns and the like for `control.areas`, each with its country."""
    from whoholds.control.areas import Spot

    standing = board.on(day)
    seen = board.told.count(board.told["day"] <= day.toordinal() - EPOCH)
    lats, _ = board.coordinates
    found = np.flatnonzero((standing.row >= 0) & board.inside(box) & ~np.isnan(lats))
    texts, told = board.words.texts, board.told
    made = []
    for n in found.tolist():
        place, actor, flags = board.places[n], int(standing.actor[n]), int(standing.flags[n])
        if place.kind in ("region", "country") or place.lat is None or place.lon is None:
            continue
        last = None
        if seen[n] and not flags & STARTING:
            last = date.fromordinal(int(told["day"][told.first[n] + seen[n] - 1]) + EPOCH)
        spot = Spot(
            place.name,
            place.lat,
            place.lon,
            texts[actor] if actor >= 0 else None,
            bool(flags & 1),
            float(standing.probability[n]),
            last,
        )
        made.append((spot, place.country))
    return made


def _wanted(desk: Desk, board: Board, name: str) -> list[int]:
    found = wanted_actors(name, desk.lore, board.named.keys())
    return [n for actor in found if (n := board.words.find(actor)) is not None]


def _among(numbers: Any, wanted: Sequence[int]) -> Mask:
    return np.isin(numbers, wanted)


def _starting(board: Board, standing: Standing, found: Numbers) -> Iterator[str]:
    for n in found[(standing.flags[found] & STARTING) > 0].tolist():
        yield board.places[n].name


def _answer(
    desk: Desk,
    as_of: AsOf,
    rows: Collection[str],
    total: int,
    page: "Page",
    remarks: list[str],
    told: bool,
) -> str:
    if not total:
        remarks += notes.on_silence(desk.store, as_of, None, told)
    head = {
        "on": as_of.on.isoformat() if as_of.on else None,
        "known": as_of.known.isoformat() if as_of.known else None,
        "clock": as_of.clock,
        "basis": desk.basis(),
        "notes": remarks,
        "total": total,
        "offset": page.offset,
        "limit": page.limit,
    }
    told_of = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
    return f'{told_of[:-1]},"results":[{",".join(rows)}]}}'
