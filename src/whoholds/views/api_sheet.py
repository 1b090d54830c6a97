"""A board as columns of numbers: what the page's map and slider draw from, for any day at once.

Columns are little-endian numbers in base64: int32 days since 1970-01-01 (EVER for "since ever"),
int16 numbers of actors (NOBODY for a holder not known, SILENT where nothing is told), uint8 flags
and percents, float32 degrees (NaN where unplaced).
"""

import base64
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from whoholds.views.board import EVER, NEVER, NOBODY, Board

SILENT = -2


def sheet(board: Board, actors: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The columns of `web/src/data/columns.ts`, but for the basis.

    `actors` are the rows of `page_actors.actor_rows`, every holder among them. Segments of place p
    are rows `offsets[p]` to `offsets[p + 1]` of `day`, `actor`, `flags` and `sure`; its days of
    evidence are laid out alike in `told`.
    """
    places, segments = board.places, board.segments
    kinds = sorted({place.kind for place in places})
    countries: list[str | None] = [None, *sorted({p.country for p in places if p.country})]
    kind = {name: n for n, name in enumerate(kinds)}
    country = {name: n for n, name in enumerate(countries)}
    lat, lon = board.coordinates
    return {
        "actors": list(actors),
        "kinds": kinds,
        "countries": countries,
        "places": {
            "id": [place.id for place in places],
            "name": [place.name for place in places],
            "kind": _column([kind[place.kind] for place in places], "u1"),
            "country": _column([country[place.country] for place in places], "<i2"),
            "lat": _column(lat, "<f4"),
            "lon": _column(lon, "<f4"),
            "population": _column([min(place.population, 2**31 - 1) for place in places], "<i4"),
        },
        "offsets": _column(segments.offsets, "<i4"),
        "day": _column(segments["day"], "<i4"),
        "actor": _column(_holders(board, actors), "<i2"),
        "flags": _column(segments["flags"], "u1"),
        "sure": _column(segments["sure"], "u1"),
        "told_offsets": _column(board.told.offsets, "<i4"),
        "told": _column(board.told["day"], "<i4"),
        "counts": counts(board),
    }


def counts(board: Board) -> dict[str, Any]:
    """Claims by day from `first` to `last`: `marks` speak last of it, `begun` and `ended` count
    those that have begun and have ended by its end; and how many in all, undated, unplaced.
    """
    claims = board.claims
    start, end = claims["start"].astype(np.int64), claims["end"].astype(np.int64)
    begins, ends = start != EVER, end != NEVER
    dated = begins | ends
    first_days = np.where(begins, start, end)[dated]
    last_days = np.where(ends, end, start)[dated]
    first = int(first_days.min()) if len(first_days) else 0
    last = int(last_days.max()) if len(last_days) else first
    size = last - first + 1
    # What has no first day has begun since ever, at the first of all.
    begun = np.where(begins, start - first, 0)[dated]
    return {
        "first": first,
        "last": last,
        "marks": _column(_per_day(last_days - first, size), "<i4"),
        "begun": _column(np.cumsum(_per_day(begun, size)), "<i4"),
        "ended": _column(np.cumsum(_per_day(end[ends] - first, size)), "<i4"),
        "total": len(start),
        "undated": int(np.count_nonzero(~dated)),
        "unplaced": int(np.count_nonzero(~claims["placed"])),
    }


def _per_day(days: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    return np.bincount(days, minlength=size)


def _holders(board: Board, actors: Sequence[dict[str, Any]]) -> NDArray[np.int64]:
    """The holder of each segment by its number among `actors`."""
    number = {actor["name"]: n for n, actor in enumerate(actors)}
    # One more than there are words, for those without: NOBODY is the last.
    by_word = np.array([*(number.get(word, NOBODY) for word in board.words.texts), NOBODY])
    rows = board.segments["row"]
    told = rows >= 0
    at = board.rows.first[board.segments.owners()] + rows
    holders = np.full(len(rows), SILENT, dtype=np.int64)
    holders[told] = by_word[board.rows["actor"][at[told]]]
    return holders


def _column(values: ArrayLike, kind: DTypeLike) -> str:
    return base64.b64encode(np.asarray(values, dtype=kind).tobytes()).decode("ascii")
