"""Holdings read off the smoothed chain, each with its bounds and the claims it rests on."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import numpy as np
from attrs import define
from numpy.typing import NDArray

from whoholds.control.case import Case
from whoholds.control.chain import Chain
from whoholds.control.events import Event
from whoholds.control.grades import grade
from whoholds.control.parameters import Parameters
from whoholds.control.told import Told
from whoholds.model import Evidence, Holding, Period


@define(eq=False)
class Run:
    """Nodes `first` to `last` on which one state is the likeliest."""

    state: int
    first: int
    last: int


def runs_of(posterior: NDArray[np.float64]) -> list[Run]:
    runs: list[Run] = []
    for n, state in enumerate(posterior.argmax(axis=1).tolist()):
        if runs and runs[-1].state == state:
            runs[-1].last = n
        else:
            runs.append(Run(state, n, n))
    return runs


def read_off(
    case: Case, chain: Chain, posterior: NDArray[np.float64], parameters: Parameters
) -> tuple[tuple[Holding, ...], tuple[tuple[int, int], ...]]:
    """The holdings of a place in order, and the first and last node of each.

    Days before the first holder told, and a state that nothing told bears out, give none.
    """
    runs = runs_of(posterior)
    if runs and runs[0].state == 0:
        runs = runs[1:]
    bounds = [_bounds(case, chain, a, b) for a, b in pairwise(runs)]
    holdings: list[Holding] = []
    spans: list[tuple[int, int]] = []
    for h, run in enumerate(runs):
        start = bounds[h - 1] if h else _first_bounds(case, chain, run, parameters.open_days)
        end = bounds[h] if h < len(bounds) else None
        holdings.append(_holding(case, chain, posterior, run, start, end, parameters))
        spans.append((run.first, run.last))
    return tuple(holdings), tuple(spans)


Bounds = tuple[int | None, int | None]


def _bounds(case: Case, chain: Chain, before: Run, after: Run) -> Bounds:
    """(earliest, latest) ordinal of the change between two runs: the event's that tells it.

    Without such an event: after the last day on which the old holder is told, up to the first on
    which the new one is.
    """
    low, high = chain.days[before.last], chain.days[after.first]
    old, new = chain.actors[before.state], chain.actors[after.state]
    best: tuple[tuple[bool, int, int], Event] | None = None
    for event in case.events:
        if (event.start is not None and event.start > high) or event.end <= low:
            continue
        gained = new is not None and event.winner == new
        lost = old is not None and event.winner is None and event.loser == old
        if gained or (lost and new is None):
            key = (gained, len(event.told), -event.end)
            if best is None or key > best[0]:
                best = (key, event)
    last_old = _last_told(case, old, low) if old is not None else None
    if best is not None:
        event = best[1]
        earliest = event.start
        if earliest is None and last_old is not None and last_old < event.end:
            earliest = last_old + 1
        return earliest, event.end
    return (last_old if last_old is not None else low) + 1, max(high, low + 1)


def _last_told(case: Case, actor: str, by: int) -> int | None:
    days = [min(one.end, by) for one in case.holds if one.winner == actor and one.first <= by]
    days += [event.end for event in case.events if event.winner == actor and event.end <= by]
    return max(days, default=None)


def _first_bounds(case: Case, chain: Chain, run: Run, open_days: int) -> Bounds:
    """Bounds of the first holding: its own gain's, or open up to the first day it is told."""
    actor = chain.actors[run.state]
    first = chain.days[run.first]
    low = chain.days[run.first - 1] + 1 if run.first else first
    for event in case.events:
        opens = event.start if event.start is not None else event.end
        if event.winner == actor and opens <= first and event.end >= low:
            return event.start, event.end
    lost = [e.end for e in case.events if e.loser == actor and e.first(open_days) - 1 == first]
    open_start = [e for e in case.events if e.loser == actor and e.start is None]
    if lost and open_start:
        return None, min(lost)
    return None, first


def _holding(
    case: Case,
    chain: Chain,
    posterior: NDArray[np.float64],
    run: Run,
    start: Bounds,
    end: Bounds | None,
    parameters: Parameters,
) -> Holding:
    actor = chain.actors[run.state]
    days = chain.days
    low = days[run.first - 1] + 1 if run.first else days[run.first]
    high = days[run.last]
    supporting, opposing = _heard(case, actor, low, high, start, end, parameters.open_days)
    sure_low = start[1] if start[1] is not None else low
    sure_high = end[0] - 1 if end and end[0] is not None else high
    own = posterior[run.first : run.last + 1, run.state]
    inside = np.array([sure_low <= day <= sure_high for day in days[run.first : run.last + 1]])
    probability = float(own[inside].mean() if inside.any() else own.max())
    disputed = _disputed(chain, posterior, run, sure_low, sure_high, parameters)
    contested = tuple(
        Period(date.fromordinal(max(first, low)), date.fromordinal(last))
        for first, last in case.fights
        if last >= low
        and (end is None or end[1] is None or first <= end[1])
        and max(first, low) <= last
    )
    evidence = [one.evidence for one in supporting]
    against = [one.evidence for one in opposing]
    return Holding(
        case.place,
        actor,
        _days(start),
        _days(end) if end else None,
        round(probability, 4),
        contested=bool(contested),
        disputed=bool(disputed),
        grade=grade(evidence, against, probability) if actor else "F6",
        reports=len({one.report for one in evidence}),
        origins=len({one.origin for one in evidence}),
        claims=_ids(evidence),
        against=_ids(against),
        contested_periods=contested,
        disputed_periods=disputed,
        starting=not evidence and any(start.actor == actor for start in case.starting),
    )


def _ids(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.id for one in evidence))


def _days(bounds: Bounds) -> tuple[date | None, date | None]:
    earliest, latest = bounds
    return (
        date.fromordinal(earliest) if earliest is not None else None,
        date.fromordinal(latest) if latest is not None else None,
    )


def _heard(
    case: Case,
    actor: str | None,
    low: int,
    high: int,
    start: Bounds,
    end: Bounds | None,
    open_days: int,
) -> tuple[list[Told], list[Told]]:
    """Tellings for and against `actor` holding the place over the days low to high.

    Those for it come heaviest first.
    """
    supporting: list[Told] = []
    opposing: list[Told] = []
    sure_low = start[1] if start[1] is not None else low
    sure_high = end[0] - 1 if end and end[0] is not None else high
    for event in case.events:
        opens = event.start if event.start is not None else event.end
        touches = opens <= high and event.end >= low
        if event.winner == actor and actor is not None:
            if touches:
                supporting += [one for one in event.told if one.winner == actor or one.loser]
                opposing += event.denials
        elif actor is None:
            if event.winner is None and touches:
                supporting += event.told
        elif event.winner is not None and sure_low < opens and event.end <= sure_high:
            opposing += event.told
        if actor is not None and low <= event.first(open_days) - 1 <= high:
            supporting += [one for one in event.told if one.loser == actor]
    for one in case.holds:
        if one.winner == actor:
            if one.first <= high and one.end >= low:
                supporting.append(one)
        elif sure_low <= one.end <= sure_high:
            opposing.append(one)
    for one in case.denials:
        if low <= one.end <= high:
            (opposing if (one.winner or one.loser) == actor else supporting).append(one)
    supporting.sort(key=lambda one: -one.chance)
    return supporting, opposing


def _disputed(
    chain: Chain,
    posterior: NDArray[np.float64],
    run: Run,
    low: int,
    high: int,
    parameters: Parameters,
) -> tuple[Period, ...]:
    """Periods within the sure part in which another named actor has real support."""
    periods: list[Period] = []
    rows = posterior[run.first : run.last + 1]
    if rows.shape[1] < 3:
        return ()
    others = rows.copy()
    others[:, run.state] = 0
    others[:, 0] = 0
    for n, second in enumerate(others.max(axis=1).tolist(), run.first):
        day = chain.days[n]
        if second >= parameters.disputed and low <= day <= high:
            until = chain.days[n + 1] - 1 if n < run.last else day
            if periods and periods[-1].end and periods[-1].end.toordinal() + 1 == day:
                periods[-1] = Period(periods[-1].start, date.fromordinal(until))
            else:
                periods.append(Period(date.fromordinal(day), date.fromordinal(until)))
    return tuple(periods)
