"""Changes that one report tells one after the other, vaguely dated, likely came in that order.

"It first fell to the rebels, and then was taken by another in 2014": the days overlap, and the
telling is the only hint at which came first.
"""

from collections.abc import Sequence
from itertools import pairwise

from whoholds.control.events import Event

Pivots = dict[int, list[int]]


def pivots(events: Sequence[Event], spans: Sequence[tuple[int, int]]) -> tuple[Pivots, Pivots]:
    """Days that divide overlapping events told in one report, by the event's place in `events`.

    The first mapping gives the days after which an event is unlikely to have come, the second
    those before which it is. `spans` are the (first, last) days on which each event is sought.
    """
    not_after: Pivots = {}
    not_before: Pivots = {}
    vague = [x for x, (first, last) in enumerate(spans) if first < last]
    if not vague or len(events) == 1:
        return not_after, not_before
    told = [
        {one.evidence.report: one.evidence.claim.span[0] for one in event.told} for event in events
    ]
    for x in vague:
        for y in range(len(events)):
            low, high = max(spans[x][0], spans[y][0]), min(spans[x][1], spans[y][1])
            if x == y or low > high or (y < x and spans[y][0] < spans[y][1]):
                continue
            if _before(told[x], told[y]):
                earlier, later = x, y
            elif _before(told[y], told[x]):
                earlier, later = y, x
            else:
                continue
            not_after.setdefault(earlier, []).append((low + high) // 2)
            not_before.setdefault(later, []).append((low + high) // 2)
    return not_after, not_before


def _before(x: dict[str, int], y: dict[str, int]) -> bool:
    """True where a report tells x before y; the mappings are from report to place in its text."""
    return any(position < y.get(report, -1) for report, position in x.items())


def split(
    days: Sequence[int], not_after: Sequence[int], not_before: Sequence[int], out_of_order: float
) -> list[float]:
    """Share of an event in each gap between its nodes `days`, by length and by order; sums to 1."""
    shares = []
    for low, high in pairwise(days):
        share = float(high - low)
        share *= out_of_order ** sum(low >= pivot for pivot in not_after)
        share *= out_of_order ** sum(high <= pivot for pivot in not_before)
        shares.append(share)
    total = sum(shares)
    return [share / total for share in shares]
