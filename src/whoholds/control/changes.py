"""Gains and losses between two days."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from whoholds.control.history import History
from whoholds.model import Change


def changes(
    histories: Iterable[History],
    start: date | None = None,
    end: date | None = None,
    lost_by: str | None = None,
    gained_by: str | None = None,
) -> list[Change]:
    """Changes of holder that may have happened from `start` to `end` (both included).

    A change counts where the days between which it lies meet the window. Where `lost_by` and
    `gained_by` are given only these actors' changes are kept. In order of time.
    """
    found: list[Change] = []
    for history in histories:
        for before, after in pairwise(history.holdings):
            earliest, latest = after.start
            if (end and earliest and earliest > end) or (start and latest and latest < start):
                continue
            if lost_by is not None and before.actor != lost_by:
                continue
            if gained_by is not None and after.actor != gained_by:
                continue
            found.append(
                Change(
                    history.place,
                    before.actor,
                    after.actor,
                    after.start,
                    round(before.probability * after.probability, 4),
                    after.reports,
                    after.origins,
                    after.claims,
                )
            )
    found.sort(key=lambda one: (one.between[1] or date.max, one.place.name))
    return found
