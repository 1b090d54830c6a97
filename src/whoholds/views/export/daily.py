"""One place's history day by day, all days at once: what `History.on` says of each."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from whoholds.control import History
from whoholds.model import Holding, Period

Days = NDArray[np.int64]
Flags = NDArray[np.bool_]


@frozen(eq=False)
class Stretch:
    """The days `low` to `high` (not included), counted from the first asked for, on which the
    answer is the same but for its probability: `chances`, None where the holder is unknown."""

    low: int
    high: int
    holding: Holding
    chances: NDArray[np.float64] | None


def stretches(history: History, first: date, last: date) -> Iterator[Stretch]:
    """The days from `first` to `last` on which anything is told of the place, as stretches."""
    days = np.arange(first.toordinal(), last.toordinal() + 1)
    if not history.holdings and not history.contested and not history.divided:
        return
    chances = _chances(history, days)
    held = _held(history, days, chances)
    contested = _within(days, history.contested)
    divided = _within(days, history.divided)
    disputed = np.zeros(len(days), dtype=bool)
    for h, holding in enumerate(history.holdings):
        if holding.disputed_periods:
            disputed |= (held == h) & _within(days, holding.disputed_periods)
    code = held * 8 + contested * 4 + divided * 2 + disputed
    edges = [0, *(np.flatnonzero(np.diff(code)) + 1).tolist(), len(days)]
    for low, high in pairwise(edges):
        h = int(held[low])
        if h >= 0:
            holding = history.holdings[h]
            k = history.actors.index(holding.actor)
            flagged = evolve(
                holding,
                contested=bool(contested[low]),
                divided=bool(divided[low]),
                disputed=bool(disputed[low]),
            )
            share = None if holding.actor is None else chances[low:high, k]
            yield Stretch(low, high, flagged, share)
        elif contested[low] or divided[low]:
            nobody = history.on(date.fromordinal(int(days[low])))
            if nobody is not None:
                yield Stretch(low, high, nobody, None)


def _chances(history: History, days: Days) -> NDArray[np.float64]:
    """(days, actors): the probability of each holder, as `History.at` gives it for one day."""
    prior = np.array(history.prior)
    if not history.days:
        return np.broadcast_to(prior, (len(days), len(prior)))
    nodes = np.array(history.days)
    if len(nodes) == 1:
        table = np.repeat(history.posterior, len(days), axis=0)
    else:
        n = np.clip(np.searchsorted(nodes, days, side="right") - 1, 0, len(nodes) - 2)
        share = np.clip((days - nodes[n]) / (nodes[n + 1] - nodes[n]), 0.0, 1.0)[:, None]
        table = (1 - share) * history.posterior[n] + share * history.posterior[n + 1]
    early, late = days < nodes[0], days > nodes[-1]
    if early.any():
        left = np.exp(-history.hazard * (nodes[0] - days[early]))[:, None]
        table[early] = left * history.posterior[0] + (1 - left) * prior
    if late.any():
        left = np.exp(-history.hazard * (days[late] - nodes[-1]))[:, None]
        table[late] = left * history.posterior[-1] + (1 - left) / len(history.actors)
    return table


def _held(history: History, days: Days, chances: NDArray[np.float64]) -> Days:
    """The number of the holding that lasts on each day, -1 where none does."""
    held = np.full(len(days), -1)
    if not history.holdings:
        return held
    if not history.days:
        return np.zeros(len(days), dtype=np.int64)
    nodes = history.days
    likely = chances.argmax(axis=1)
    states = [history.actors.index(holding.actor) for holding in history.holdings]
    for h, (first, last) in enumerate(history.spans):
        lasts = np.ones(len(days), dtype=bool)
        if first:
            lasts &= days > nodes[first - 1]
        if last + 1 < len(nodes):
            lasts &= days < nodes[last + 1]
        held[lasts & ((held < 0) | (likely == states[h]))] = h
    for h, holding in enumerate(history.holdings):
        before = (held == h) & (days < nodes[0])
        if before.any():
            begun = holding.start[0] is None or days >= holding.start[0].toordinal()
            held[before & ~(begun & (likely == states[h]))] = -1
    return held


def _within(days: Days, periods: Sequence[Period] | Iterable[Period]) -> Flags:
    inside = np.zeros(len(days), dtype=bool)
    for period in periods:
        part = np.ones(len(days), dtype=bool)
        if period.start:
            part &= days >= period.start.toordinal()
        if period.end:
            part &= days <= period.end.toordinal()
        inside |= part
    return inside
