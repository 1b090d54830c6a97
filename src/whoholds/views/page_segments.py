"""A history as the few days on which its answer changes: what a map needs to draw any day at once.

The answer is that of `History.on`, worked out for many days together, as a record has tens of
thousands of places; `tests/views/test_page_segments.py` holds the two against each other.
"""

import math
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from whoholds.control import History
from whoholds.model import Period

CONTESTED, DISPUTED, DIVIDED, STARTING = 1, 2, 4, 8
# How far before the first evidence a holder can still be the answer: one told of only as the loser.
_FAR = 40 * 366
_LAST = date.max.toordinal()

Days = NDArray[np.int64]


@frozen
class Segment:
    """From `day` on (None: since ever) `actor` is the answer, until the next segment.

    `told` is False where nothing is told; `flags` adds up CONTESTED, DISPUTED, DIVIDED, STARTING;
    `sure` is the probability in whole percent when the segment begins; `holding` the number of the
    history's holding that it is part of, -1 for none.
    """

    day: date | None
    told: bool
    actor: str | None
    flags: int
    sure: int
    holding: int = -1


def segments(history: History) -> list[Segment]:
    """The answers of `history.on` for all days, in order, neighbours that are alike as one."""
    days = np.array(sorted(set(_candidates(history))), dtype=np.int64)
    if not len(days):
        days = np.array([_LAST - 1])
    days = np.concatenate([[max(1, days[0] - _FAR)], days])
    rows = _rows(history, days)
    holding = _holding(history, days, rows)
    flags = _flags(history, days, holding)
    told = (holding >= 0) | (flags & (CONTESTED | DIVIDED) > 0)
    found: list[Segment] = []
    alike: tuple[bool, int, int] | None = None
    for n, day in enumerate(days.tolist()):
        h = int(holding[n])
        state = (bool(told[n]), h, int(flags[n]))
        if state == alike:
            continue
        alike = state
        actor = history.holdings[h].actor if h >= 0 else None
        sure = _sure(history, h, rows[n]) if actor else 0
        since = date.fromordinal(day) if n else None
        found.append(Segment(since, bool(told[n]), actor, int(flags[n]), sure, h))
    return found


def _candidates(history: History) -> Iterator[int]:
    """Days (ordinals) on which the answer may change, and those about them."""
    for node in history.days:
        yield from (node, node + 1)
    yield from _crossings(history)
    periods = [*history.contested, *history.divided]
    periods += [period for one in history.holdings for period in one.disputed_periods]
    for period in periods:
        if period.start:
            yield period.start.toordinal()
        if period.end and period.end.toordinal() < _LAST:
            yield period.end.toordinal() + 1


def _crossings(history: History) -> Iterator[int]:
    """Days about which another holder becomes the likeliest between two days of evidence, where
    the chances run evenly from one to the other, and before the first, where they fade.

    Where one is the likeliest at both ends it is so all the way: straight lines cross once.
    """
    if not history.days:
        return
    days, chances = history.days, history.posterior
    likely = chances.argmax(axis=1)
    for n in np.flatnonzero(np.diff(likely)).tolist():
        for share in _shares(chances[n], chances[n + 1]):
            yield from _about(days[n] + (days[n + 1] - days[n]) * share)
    prior = np.array(history.prior)
    if likely[0] != prior.argmax() and history.hazard > 0:
        for share in _shares(chances[0], prior):
            at = days[0] + math.log(max(1 - share, 1e-12)) / history.hazard
            if at > days[0] - _FAR:
                yield from _about(at)


def _shares(low: NDArray[np.float64], high: NDArray[np.float64]) -> Iterator[float]:
    """How far from `low` to `high` any two holders' chances are equal, 0 to 1."""
    for i, j in combinations(range(len(low)), 2):
        before, after = low[i] - low[j], high[i] - high[j]
        if before * after < 0:
            yield float(before / (before - after))


def _about(at: float) -> range:
    return range(math.floor(at) - 1, math.ceil(at) + 2)


def _rows(history: History, days: Days) -> NDArray[np.float64]:
    """The chance of each of `history.actors` on each day, as `History.at` has it."""
    width = len(history.actors)
    if not history.days:
        return np.tile(np.array(history.prior), (len(days), 1))
    nodes = np.array(history.days, dtype=np.int64)
    chances = history.posterior
    n = np.clip(np.searchsorted(nodes, days, side="right") - 1, 0, max(len(nodes) - 2, 0))
    m = np.minimum(n + 1, len(nodes) - 1)
    gap = np.maximum(nodes[m] - nodes[n], 1)
    share = np.clip((days - nodes[n]) / gap, 0, 1)[:, None]
    rows = (1 - share) * chances[n] + share * chances[m]
    early, late = days <= nodes[0], days >= nodes[-1]
    left = np.exp(-history.hazard * np.maximum(nodes[0] - days, 0))[:, None]
    rows[early] = (left * chances[0] + (1 - left) * np.array(history.prior))[early]
    left = np.exp(-history.hazard * np.maximum(days - nodes[-1], 0))[:, None]
    rows[late] = (left * chances[-1] + (1 - left) / width)[late]
    return np.asarray(rows)


def _holding(history: History, days: Days, rows: NDArray[np.float64]) -> Days:
    """The number of the holding that lasts on each day, -1 for none."""
    found = np.full(len(days), -1, dtype=np.int64)
    if not history.holdings:
        return found
    if not history.days:
        return found + 1
    number = {actor: k for k, actor in enumerate(history.actors)}
    own = np.array([number.get(holding.actor, -1) for holding in history.holdings])
    likely = rows.argmax(axis=1)
    nodes = history.days
    for h, (first, last) in enumerate(history.spans):
        low = nodes[first - 1] + 1 if first else -1
        lasts = days >= low
        if last + 1 < len(nodes):
            lasts &= days <= nodes[last + 1] - 1
        found[lasts & ((found < 0) | (own[h] == likely))] = h
    before = (found >= 0) & (days < nodes[0])
    found[before & (own[found] != likely)] = -1
    return found


def _flags(history: History, days: Days, holding: Days) -> Days:
    flags = CONTESTED * _within(history.contested, days) + DIVIDED * _within(history.divided, days)
    for h, one in enumerate(history.holdings):
        if one.starting:
            flags[holding == h] |= STARTING
        if one.disputed_periods:
            flags[(holding == h) & _within(one.disputed_periods, days)] |= DISPUTED
    return flags


def _within(periods: Iterable[Period], days: Days) -> NDArray[np.bool_]:
    inside = np.zeros(len(days), dtype=bool)
    for period in periods:
        low = period.start.toordinal() if period.start else 0
        high = period.end.toordinal() if period.end else _LAST
        inside |= (days >= low) & (days <= high)
    return inside


def _sure(history: History, holding: int, row: NDArray[np.float64]) -> int:
    actor = history.holdings[holding].actor
    return round(100 * float(row[history.actors.index(actor)]))
