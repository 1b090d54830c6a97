"""Holdings read off the smoothed chain, each with its bounds and the claims it rests on."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from whoholds.control.case import Case
from whoholds.control.chain import Chain
from whoholds.control.grades import grade
from whoholds.control.heard import heard
from whoholds.control.parameters import Parameters
from whoholds.control.stretch import Bounds, Stretch, stretches
from whoholds.model import Holding, Period


def read_off(
    case: Case, chain: Chain, posterior: NDArray[np.float64], parameters: Parameters
) -> tuple[tuple[Holding, ...], tuple[tuple[int, int], ...]]:
    """The holdings of a place in order, and the first and last node of each."""
    states = posterior.argmax(axis=1).tolist()
    while True:
        found = stretches(case, chain, states, parameters.open_days)
        holdings = [_holding(case, chain, posterior, one, parameters) for one in found]
        baseless = [
            one.run for one, holding in zip(found, holdings, strict=True) if _baseless(holding)
        ]
        if not baseless:
            return tuple(holdings), tuple((one.run.first, one.run.last) for one in found)
        for run in baseless:
            states[run.first : run.last + 1] = [0] * (run.last + 1 - run.first)


def _baseless(holding: Holding) -> bool:
    """True of a holder that is only the likeliest of unlikely ones: nobody says that it held."""
    return holding.actor is not None and not holding.claims and not holding.starting


def _holding(
    case: Case,
    chain: Chain,
    posterior: NDArray[np.float64],
    stretch: Stretch,
    parameters: Parameters,
) -> Holding:
    supporting, opposing = heard(case, stretch, parameters.open_days)
    evidence = [one.evidence for one in supporting]
    against = [one.evidence for one in opposing]
    probability = _probability(chain, posterior, stretch)
    contested = _contested(case, stretch)
    disputed = _disputed(chain, posterior, stretch, parameters.disputed)
    actor = stretch.actor
    return Holding(
        case.place,
        actor,
        _days(stretch.start),
        _days(stretch.end) if stretch.end else None,
        round(probability, 4),
        contested=bool(contested),
        disputed=bool(disputed),
        grade=grade(evidence, against, probability),
        reports=len({one.report for one in evidence}),
        origins=len({one.origin for one in evidence}),
        claims=tuple(dict.fromkeys(one.id for one in evidence)),
        against=tuple(dict.fromkeys(one.id for one in against)),
        contested_periods=contested,
        disputed_periods=disputed,
        starting=not evidence and any(start.actor == actor for start in case.starting),
    )


def _probability(chain: Chain, posterior: NDArray[np.float64], stretch: Stretch) -> float:
    """Mean over the nodes of the sure part; over the best node where no node lies in it."""
    run = stretch.run
    first, last = stretch.sure
    own: list[float] = posterior[run.first : run.last + 1, run.state].tolist()
    days = chain.days[run.first : run.last + 1]
    inside = [chance for day, chance in zip(days, own, strict=True) if first <= day <= last]
    return sum(inside) / len(inside) if inside else max(own)


def _days(bounds: Bounds) -> tuple[date | None, date | None]:
    earliest, latest = bounds
    return (
        date.fromordinal(earliest) if earliest is not None else None,
        date.fromordinal(latest) if latest is not None else None,
    )


def _contested(case: Case, stretch: Stretch) -> tuple[Period, ...]:
    """The fights that fall into the stretch, from its first day on."""
    until = stretch.end[1] if stretch.end else None
    found: list[Period] = []
    for first, last in case.fights:
        begun = max(first, stretch.low)
        if begun <= last and (until is None or first <= until):
            found.append(Period(date.fromordinal(begun), date.fromordinal(last)))
    return tuple(found)


def _disputed(
    chain: Chain, posterior: NDArray[np.float64], stretch: Stretch, least: float
) -> tuple[Period, ...]:
    """Periods of the sure part in which another named actor has at least `least` probability."""
    if len(chain.actors) < 3:
        return ()
    run, (low, high) = stretch.run, stretch.sure
    others = posterior[run.first : run.last + 1, 1:].copy()
    if run.state:
        others[:, run.state - 1] = 0
    periods: list[Period] = []
    for n, second in enumerate(others.max(axis=1).tolist(), run.first):
        day = chain.days[n]
        if second < least or not low <= day <= high:
            continue
        last = chain.days[n + 1] - 1 if n < run.last else day
        lasts = n == run.last and stretch.end is None
        until = None if lasts else date.fromordinal(last)
        start = date.fromordinal(day)
        if periods and periods[-1].end and periods[-1].end.toordinal() + 1 == day:
            start = periods.pop().start or start
        periods.append(Period(start, until))
    return tuple(periods)
