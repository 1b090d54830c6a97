"""One stretch of a place's history: an actor, the days on which it is likeliest, the bounds."""

from collections.abc import Sequence

from attrs import frozen

from whoholds.control.case import Case
from whoholds.control.chain import Chain
from whoholds.control.events import Event

Bounds = tuple[int | None, int | None]  # earliest and latest ordinal of a change; None is open


@frozen(eq=False)
class Run:
    """Nodes `first` to `last` on which the state `state` is the likeliest."""

    state: int
    first: int
    last: int


@frozen(eq=False)
class Stretch:
    """`actor` is the likeliest holder on the days (ordinals) `low` to `high`.

    `start` and `end` are the bounds of the changes at its ends, `end` None where it lasts.
    """

    actor: str | None
    run: Run
    low: int
    high: int
    start: Bounds
    end: Bounds | None

    @property
    def sure(self) -> tuple[int, int]:
        """First and last day surely within; the first after the last where there is none."""
        first = self.start[1] if self.start[1] is not None else self.low
        last = self.end[0] - 1 if self.end and self.end[0] is not None else self.high
        return first, last


def runs_of(states: Sequence[int]) -> list[Run]:
    """Runs of one likeliest state a node."""
    runs: list[Run] = []
    for n, state in enumerate(states):
        if runs and runs[-1].state == state:
            runs[-1] = Run(state, runs[-1].first, n)
        else:
            runs.append(Run(state, n, n))
    return runs


def stretches(case: Case, chain: Chain, states: Sequence[int], open_days: int) -> list[Stretch]:
    """The history of a place from the likeliest state of each node.

    The days before the first holder told are none of it.
    """
    runs = runs_of(states)
    if runs and runs[0].state == 0:
        runs = runs[1:]
    found: list[Stretch] = []
    for h, run in enumerate(runs):
        start = found[-1].end if found else _first(case, chain, run, open_days)
        end = _between(case, chain, run, runs[h + 1]) if h + 1 < len(runs) else None
        low = chain.days[run.first - 1] + 1 if run.first else chain.days[run.first]
        high = chain.days[run.last]
        actor = chain.actors[run.state]
        found.append(Stretch(actor, run, low, high, start or (None, None), end))
    return found


def _between(case: Case, chain: Chain, before: Run, after: Run) -> Bounds:
    """Bounds of the change between two runs: those of the event that tells it.

    Without such an event: after the last day on which the old holder is told, up to the first on
    which the new one is.
    """
    low, high = chain.days[before.last], chain.days[after.first]
    old, new = chain.actors[before.state], chain.actors[after.state]
    told_last = _last_told(case, old, low) if old is not None else None
    telling = [one for one in case.events if one.opens <= high and one.end > low]
    gains = [one for one in telling if new is not None and one.winner == new]
    losses = [one for one in telling if one.winner is None and one.loser == old]
    took = new is None or any(one.winner == new and low < one.end <= high for one in case.taking)
    event = _best_told(gains or (losses if took else []))
    if event is None:
        return (told_last if told_last is not None else low) + 1, high
    earliest = event.start
    if earliest is None and told_last is not None and told_last < event.end:
        earliest = told_last + 1
    return earliest, event.end


def _best_told(events: Sequence[Event]) -> Event | None:
    return max(events, key=lambda one: (len(one.told), -one.end), default=None)


def _last_told(case: Case, actor: str, by: int) -> int | None:
    days = [min(one.end, by) for one in case.holds if one.winner == actor and one.first <= by]
    days += [event.end for event in case.events if event.winner == actor and event.end <= by]
    return max(days, default=None)


def _first(case: Case, chain: Chain, run: Run, open_days: int) -> Bounds:
    """Bounds of the first holding: its own gain's, or open up to the first day it is told."""
    actor = chain.actors[run.state]
    first = chain.days[run.first]
    low = chain.days[run.first - 1] + 1 if run.first else first
    for event in case.events:
        if event.winner == actor and event.opens <= first and event.end >= low:
            return event.start, event.end
    # Lost at some unknown time before a day: it was held at some unknown time before that.
    before = [e for e in case.events if e.loser == actor and e.first(open_days) - 1 == first]
    if before and all(event.start is None for event in before):
        return None, min(event.end for event in before)
    if any(s.actor == actor and s.start and s.start.toordinal() == first for s in case.starting):
        return first, first
    return None, first
