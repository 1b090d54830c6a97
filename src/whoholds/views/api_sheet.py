"""A world as columns of numbers: what the page's map and slider draw from, for any day at once.

Columns are little-endian numbers in base64: int32 days since 1970-01-01 (EVER for "since ever"),
int16 numbers of actors (NOBODY for a holder not known, SILENT where nothing is told), uint8 flags
and percents, float32 degrees (NaN where unplaced).
"""

import base64
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from whoholds.model import Claim
from whoholds.views.page_segments import Segment, segments
from whoholds.views.page_world import World

EVER, NOBODY, SILENT = -(2**31), -1, -2
_EPOCH = date(1970, 1, 1).toordinal()


def sheet(found: World, actors: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The columns of `web/src/data/columns.ts`, but for the basis.

    `actors` are the rows of `page_actors.actor_rows`, every holder among them. Segments of place p are rows `offsets[p]` to `offsets[p + 1]` of `day`, `actor`, `flags` and
    `sure`; its days of evidence are laid out alike in `told`.
    """
    number = {actor["name"]: n for n, actor in enumerate(actors)}
    places = list(found.places.values())
    kinds = sorted({place.kind for place in places})
    countries: list[str | None] = [None, *sorted({p.country for p in places if p.country})]
    rows = [segments(history) for history in found.histories.values()]
    flat = [one for group in rows for one in group]
    told = [history.days for history in found.histories.values()]
    return {
        "actors": list(actors),
        "kinds": kinds,
        "countries": countries,
        "places": {
            "id": [place.id for place in places],
            "name": [place.name for place in places],
            "kind": _column([kinds.index(place.kind) for place in places], "u1"),
            "country": _column([countries.index(place.country) for place in places], "<i2"),
            "lat": _column([np.nan if p.lat is None else p.lat for p in places], "<f4"),
            "lon": _column([np.nan if p.lon is None else p.lon for p in places], "<f4"),
            "population": _column([min(place.population, 2**31 - 1) for place in places], "<i4"),
        },
        "offsets": _offsets(rows),
        "day": _column([_day(one.day) for one in flat], "<i4"),
        "actor": _column([_holder(one, number) for one in flat], "<i2"),
        "flags": _column([one.flags for one in flat], "u1"),
        "sure": _column([one.sure for one in flat], "u1"),
        "told_offsets": _offsets(told),
        "told": _column([day - _EPOCH for days in told for day in days], "<i4"),
        "counts": counts([one.claim for one in found.claims.values()]),
    }


def counts(claims: Sequence[Claim]) -> dict[str, Any]:
    """Claims by day from `first` to `last`: `marks` speak last of it, `begun` and `ended` count
    those that have begun and have ended by its end; and how many in all, undated, unplaced.
    """
    dated = [one for one in claims if one.start or one.end]
    starts = [one.start or one.end or date.min for one in dated]
    ends = [one.end or one.start or date.min for one in dated]
    first = min(starts, default=date.fromordinal(_EPOCH)).toordinal()
    size = max(ends, default=date.fromordinal(_EPOCH)).toordinal() - first + 1
    begun = [one.start.toordinal() - first if one.start else 0 for one in dated]
    ended = [one.end.toordinal() - first for one in dated if one.end]
    marks = [end.toordinal() - first for end in ends]
    return {
        "first": first - _EPOCH,
        "last": first + size - 1 - _EPOCH,
        "marks": _column(_per_day(marks, size), "<i4"),
        "begun": _column(np.cumsum(_per_day(begun, size)), "<i4"),
        "ended": _column(np.cumsum(_per_day(ended, size)), "<i4"),
        "total": len(claims),
        "undated": len(claims) - len(dated),
        "unplaced": sum(one.place_id is None for one in claims),
    }


def _per_day(days: Sequence[int], size: int) -> Any:
    return np.bincount(np.asarray(days, dtype=np.int64), minlength=size)


def _holder(one: Segment, number: dict[str, int]) -> int:
    if not one.told:
        return SILENT
    return NOBODY if one.actor is None else number[one.actor]


def _day(day: date | None) -> int:
    return EVER if day is None else day.toordinal() - _EPOCH


def _offsets(groups: Iterable[Sequence[Any]]) -> str:
    lengths = [len(group) for group in groups]
    return _column([0, *np.cumsum(lengths, dtype=np.int64).tolist()], "<i4")


def _column(values: ArrayLike, kind: DTypeLike) -> str:
    return base64.b64encode(np.asarray(values, dtype=kind).tobytes()).decode("ascii")
