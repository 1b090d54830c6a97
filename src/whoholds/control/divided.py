"""Divided places: parts of one place in different hands. A part never flips the whole."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from whoholds.model import Holding, Period


def divided(whole: Sequence[Holding], parts: Iterable[Holding]) -> tuple[Period, ...]:
    """Periods in which a part is surely held by another than holds the whole.

    A part's holder with nobody known to hold the whole divides the place too: of the rest
    nothing is told.
    """
    periods: set[Period] = set()
    for part in parts:
        period = sure(part)
        if part.actor is None or period is None:
            continue
        met = [(one, other) for one in whole if (other := sure(one)) and other.meets(period)]
        if not any(one.actor == part.actor for one, _ in met):
            periods.add(period)
            continue
        for one, other in met:
            if one.actor not in (part.actor, None):
                periods.add(_shared(period, other))
    return tuple(sorted(periods, key=lambda p: (p.start or date.min, p.end or date.max)))


def sure(holding: Holding) -> Period | None:
    """The days on which the holding surely lasts; None where there are none."""
    start = holding.start[1] or holding.start[0]
    if holding.end is None:
        return Period(start, None)
    end = holding.end[0] or holding.end[1]
    last = end - timedelta(days=1) if end else None
    return None if start and last and last < start else Period(start, last)


def _shared(a: Period, b: Period) -> Period:
    starts = [day for day in (a.start, b.start) if day]
    ends = [day for day in (a.end, b.end) if day]
    return Period(max(starts, default=None), min(ends, default=None))
