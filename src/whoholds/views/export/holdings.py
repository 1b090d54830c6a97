"""The table of holdings: a row for each holder of each place, in order of time."""

from collections.abc import Iterator
from typing import Any

from whoholds.model import Holding
from whoholds.views.export.scope import Scope


def rows(scope: Scope) -> Iterator[tuple[Any, ...]]:
    """Rows of the table `holdings`; with `as_of.on` only what stands on that day.

    A place that is only fought over has one row, without a holder.
    """
    on = scope.as_of.on
    for history in scope.histories():
        held = history.holdings
        if on is not None or not held:
            day = on or next((p.start for p in history.contested if p.start), None)
            one = history.on(day) if day else None
            held = (one,) if one else ()
        for holding in held:
            yield row(holding, scope)


def row(holding: Holding, scope: Scope) -> tuple[Any, ...]:
    place = scope.privacy.place(holding.place)
    end = holding.end or (None, None)
    return (
        place.name,
        place.id,
        place.kind,
        place.country,
        place.lat,
        place.lon,
        holding.actor,
        control_word(holding),
        *holding.start,
        *end,
        holding.end is None,
        round(holding.probability, 4),
        holding.contested,
        holding.disputed,
        holding.divided,
        holding.starting,
        holding.grade,
        holding.reports,
        holding.origins,
        holding.claims,
    )


def control_word(holding: Holding) -> str:
    """contested, divided, held or unknown: what a table with one column for it says."""
    if holding.contested:
        return "contested"
    if holding.divided:
        return "divided"
    return "held" if holding.actor else "unknown"
