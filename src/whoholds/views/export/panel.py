"""The panel: a row for each place and day, streamed.

Between two days of evidence only the day and the probability change, so the rest of a row is
written once for each stretch of days.
"""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whoholds.model import BadInput, Holding, Place
from whoholds.views.export.daily import stretches
from whoholds.views.export.dictionary import Table
from whoholds.views.export.scope import Scope
from whoholds.views.export.writing import arrow, cell

MOST_DAYS = 36_600  # a century: more is a slip of the pen
UNKNOWN = "unknown"

_SHARES = tuple(f"{n / 10_000:g}" for n in range(10_001))
_NO_GRADE = "F6"


def days_of(scope: Scope) -> tuple[date, date]:
    """First and last day of the panel. BadInput where they are not given or too far apart."""
    if scope.start is None or scope.end is None:
        raise BadInput("a panel needs its first and last day: give --from and --to")
    if (scope.end - scope.start).days >= MOST_DAYS:
        raise BadInput(f"more than {MOST_DAYS:,} days: give a shorter time")
    return scope.start, scope.end


def csv_lines(table: Table, scope: Scope, hxl: bool = False) -> Iterator[str]:
    """The panel as CSV, a place at a time."""
    first, last = days_of(scope)
    head = [table.names, *([[c.hxl for c in table.columns]] if hxl else [])]
    yield "".join(map(_csv, head))
    days = _day_texts(first, last)
    for history in scope.histories():
        number, place = _geonameid(history.place), scope.privacy.place(history.place)
        before = f"{number or ''},"
        where = (place.name, place.id, place.country, place.lat, place.lon)
        lines: list[str] = []
        for stretch in stretches(history, first, last):
            status, *rest = _constant(stretch.holding)
            middle = "," + _csv([status])[:-1] + ","
            after = "," + _csv([*rest, *where])
            some = days[stretch.low : stretch.high]
            if stretch.chances is None:
                lines += [f"{before}{day}{middle}{after}" for day in some]
            else:
                shares = _shares(stretch.chances)
                lines += [
                    f"{before}{day}{middle}{share}{after}"
                    for day, share in zip(some, shares, strict=True)
                ]
        yield "".join(lines)


def json_lines(table: Table, scope: Scope) -> Iterator[str]:
    """The panel as JSON lines."""
    names = table.names
    for values in rows(scope):
        row = dict(zip(names, values, strict=True))
        row["date"] = row["date"].isoformat()
        yield json.dumps(row, ensure_ascii=False) + "\n"


def rows(scope: Scope) -> Iterator[tuple[Any, ...]]:
    """The panel's rows as values, for one place after another."""
    first, last = days_of(scope)
    for history in scope.histories():
        number, place = _geonameid(history.place), scope.privacy.place(history.place)
        where = (place.name, place.id, place.country, place.lat, place.lon)
        for stretch in stretches(history, first, last):
            status, *rest = _constant(stretch.holding)
            start = first.toordinal()
            for n in range(stretch.low, stretch.high):
                chance = None
                if stretch.chances is not None:
                    chance = round(float(stretch.chances[n - stretch.low]), 4)
                yield (number, date.fromordinal(start + n), status, chance, *rest, *where)


def arrow_batches(scope: Scope, schema: Any, places: int = 200) -> Iterator[Any]:
    """The panel as Arrow record batches of so many places, built by the column."""
    pa = arrow()
    first, last = days_of(scope)
    epoch = first.toordinal() - date(1970, 1, 1).toordinal()
    every = np.arange(epoch, epoch + (last - first).days + 1, dtype=np.int32)
    lengths: list[int] = []
    constants: list[tuple[Any, ...]] = []
    dates: list[NDArray[np.int32]] = []
    chances: list[NDArray[np.float64]] = []

    def batch() -> Any:
        repeat = np.repeat(np.arange(len(lengths)), lengths)
        varying = {
            "date": pa.array(np.concatenate(dates)).cast(pa.date32()),
            "probability": pa.array(np.concatenate(chances), from_pandas=True),
        }
        fixed = iter(zip(*constants, strict=True))
        arrays = [
            varying[field.name]
            if field.name in varying
            else pa.array(next(fixed), field.type).take(pa.array(repeat))
            for field in schema
        ]
        return pa.RecordBatch.from_arrays(arrays, schema=schema)

    for count, history in enumerate(scope.histories(), 1):
        place = scope.privacy.place(history.place)
        where = (place.name, place.id, place.country, place.lat, place.lon)
        for stretch in stretches(history, first, last):
            length = stretch.high - stretch.low
            lengths.append(length)
            constants.append((_geonameid(history.place), *_constant(stretch.holding), *where))
            dates.append(every[stretch.low : stretch.high])
            known = stretch.chances
            chances.append(np.full(length, np.nan) if known is None else known.round(4))
        if count % places == 0 and lengths:
            yield batch()
            for part in (lengths, constants, dates, chances):
                part.clear()
    if lengths:
        yield batch()


def _constant(holding: Holding) -> tuple[Any, ...]:
    """status, then contested to grade: what stays the same over a stretch of days."""
    return (
        holding.actor or UNKNOWN,
        holding.contested,
        holding.disputed,
        holding.divided,
        holding.origins,
        holding.reports,
        holding.grade or _NO_GRADE,
    )


def _geonameid(place: Place) -> int | None:
    scheme, _, number = place.id.partition(":")
    return int(number) if scheme == "geonames" and number.isdigit() else None


def _csv(values: Any) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow([cell(value) for value in values])
    return buffer.getvalue()


def _day_texts(first: date, last: date) -> list[str]:
    start = first.toordinal()
    return [str(date.fromordinal(n)) for n in range(start, last.toordinal() + 1)]


def _shares(chances: NDArray[np.float64]) -> list[str]:
    whole = np.rint(chances * 10_000).astype(np.int64)
    return [_SHARES[n] for n in whole.tolist()]
