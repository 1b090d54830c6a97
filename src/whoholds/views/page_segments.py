"""A history as the few days on which its answer changes: what a map needs to draw any day at once."""

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import frozen

from whoholds.control import History
from whoholds.model import Holding

CONTESTED, DISPUTED, DIVIDED, STARTING = 1, 2, 4, 8
# How far before the first evidence a holder can still be the answer: one told of only as the loser.
_FAR = timedelta(days=40 * 366)
_DAY = timedelta(days=1)


@frozen
class Segment:
    """From `day` on (None: since ever) `actor` is the answer, until the next segment.

    `told` is False where nothing is told; `flags` adds up CONTESTED, DISPUTED, DIVIDED, STARTING;
    `sure` is the probability in whole percent when the segment begins.
    """

    day: date | None
    told: bool
    actor: str | None
    flags: int
    sure: int


def segments(history: History) -> list[Segment]:
    """The answers of `history.on` for all days, in order, neighbours that are alike as one."""
    days = sorted(_candidates(history))
    if not days:
        return [_segment(history, None, date.max)]
    earliest = max(date.min + _DAY, days[0] - _FAR)
    found = [_segment(history, None, earliest)]
    previous = earliest
    for day in days:
        for changed in _refined(history, previous, day):
            one = _segment(history, changed, changed)
            if _alike(found[-1]) != _alike(one):
                found.append(one)
        previous = day
    return found


def _candidates(history: History) -> Iterator[date]:
    """Days on which the answer may change; between two of them it changes at most here and there."""
    for node in history.days:
        yield date.fromordinal(node)
        yield date.fromordinal(node + 1)
    periods = [*history.contested, *history.divided]
    periods += [period for one in history.holdings for period in one.disputed_periods]
    for period in periods:
        if period.start:
            yield period.start
        if period.end:
            yield period.end + _DAY


def _refined(history: History, low: date, high: date) -> Iterator[date]:
    """`high`, and before it the first days of other answers since `low`, found by halving."""
    if (high - low).days > 1 and _state(history, low) != _state(history, high):
        middle = low + (high - low) // 2
        yield from _refined(history, low, middle)
        yield from _refined(history, middle, high)
    else:
        yield high


def _segment(history: History, day: date | None, asked: date) -> Segment:
    holding = history.on(asked)
    told, actor, flags = _of(holding)
    sure = round(100 * holding.probability) if holding and holding.actor else 0
    return Segment(day, told, actor, flags, sure)


def _state(history: History, day: date) -> tuple[bool, str | None, int]:
    return _of(history.on(day))


def _of(holding: Holding | None) -> tuple[bool, str | None, int]:
    if holding is None:
        return False, None, 0
    flags = (
        CONTESTED * holding.contested
        + DISPUTED * holding.disputed
        + DIVIDED * holding.divided
        + STARTING * holding.starting
    )
    return True, holding.actor, flags


def _alike(one: Segment) -> tuple[bool, str | None, int]:
    return one.told, one.actor, one.flags
