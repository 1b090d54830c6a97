"""The hidden state of one place laid out over the days on which evidence speaks.

States are the actors named at the place; state 0 is "somebody whom no claim names". Nodes are
days. Between two nodes every rate is constant, because the day before each event's first day and
its last day are nodes themselves.
"""

import math
from collections.abc import Iterable, Sequence

from attrs import frozen

from whoholds.control.case import Case
from whoholds.control.events import Event, belief, pooled
from whoholds.control.order import pivots, split
from whoholds.control.parameters import Parameters
from whoholds.control.told import Told, one_a_story


@frozen(eq=False)
class Chain:
    """One place's evidence as numbers: N nodes, K states.

    `days` are ordinals, ascending. `emission[n][k]` is the log-likelihood of what is told of day
    n. For the gap between nodes n and n+1: `hazard[n]` the total rate of jumps over the whole
    gap, `target[n][k]` where they land, `loss[n][k]` the chance that k loses the place to nobody
    named, `found[n][k]` the chance that an unknown holder turns out to be k.
    """

    actors: tuple[str | None, ...]
    days: list[int]
    prior: list[float]
    emission: list[list[float]]
    hazard: list[float]
    target: list[list[float]]
    loss: list[list[float]]
    found: list[list[float]]


def lay_out(case: Case, parameters: Parameters) -> Chain | None:
    """The chain of a place; None where nothing told has a day."""
    spans = [(event.first(parameters.open_days), event.end) for event in case.events]
    layout = _Layout(case, spans, parameters)
    if not layout.days:
        return None
    layout.add_events(spans)
    layout.add_holds()
    layout.add_taking()
    layout.add_denials()
    layout.add_starting()
    return layout.chain()


class _Layout:
    """The tables of a chain while the evidence is entered."""

    def __init__(
        self, case: Case, spans: Sequence[tuple[int, int]], parameters: Parameters
    ) -> None:
        self.case, self.parameters = case, parameters
        self.holds = one_a_story(case.holds, parameters.same_story_days)
        self.not_after, self.not_before = pivots(case.events, spans)
        self.names: dict[str | None, int] = {None: 0}
        for actor in self._actors():
            self.names.setdefault(actor, len(self.names))
        self.days = self._nodes(spans)
        self.at = {day: n for n, day in enumerate(self.days)}
        gaps, count = max(len(self.days) - 1, 0), len(self.names)
        self.emission = [[0.0] * count for _ in self.days]
        self.odds = [[0.0] * count for _ in range(gaps)]
        self.loss = [[0.0] * count for _ in range(gaps)]
        self.found = [[0.0] * count for _ in range(gaps)]
        self.calm = [1.0] * gaps
        self.prior = [0.0] * count

    def _actors(self) -> Iterable[str | None]:
        for event in self.case.events:
            for one in event.told:
                yield one.winner
                yield one.loser
        for one in (*self.holds, *self.case.denials, *self.case.taking):
            yield one.winner or one.loser
        for start in self.case.starting:
            yield start.actor

    def _nodes(self, spans: Sequence[tuple[int, int]]) -> list[int]:
        nodes: set[int] = set()
        for first, last in spans:
            nodes.update((first - 1, last))
        for one in self.holds:
            nodes.update((one.first, one.end))
        nodes.update(one.end for one in (*self.case.denials, *self.case.taking))
        for start in self.case.starting:
            if start.start:
                day = start.start.toordinal()
                nodes.update((day,) if not nodes or day <= min(nodes) else (day - 1, day))
            if start.end:
                nodes.update((start.end.toordinal(), start.end.toordinal() + 1))
        if nodes:
            low, high = min(nodes), max(nodes)
            for days in (*self.not_after.values(), *self.not_before.values()):
                nodes.update(days)
            for first, last in self.case.fights:
                nodes.update(day for day in (first - 1, last) if low < day < high)
        return sorted(nodes)

    def add_events(self, spans: Sequence[tuple[int, int]]) -> None:
        """Each event jumps to its winner (or away from its loser) once within its days."""
        for e, (event, (first, last)) in enumerate(zip(self.case.events, spans, strict=True)):
            chance = belief(event, self.parameters)
            total = -math.log1p(-chance)
            low, high = self.at[first - 1], self.at[last]
            shares = split(
                self.days[low : high + 1],
                self.not_after.get(e, ()),
                self.not_before.get(e, ()),
                self.parameters.out_of_order,
            )
            for n, share in enumerate(shares, low):
                if event.winner is None:
                    self._lose(n, event.loser, -math.expm1(-total * share))
                else:
                    self.odds[n][self.names[event.winner]] += math.expm1(total * share)
            self._before(self.emission[low], event, chance)

    def _lose(self, gap: int, loser: str | None, chance: float) -> None:
        k = self.names[loser]
        self.loss[gap][k] = 1 - (1 - self.loss[gap][k]) * (1 - chance)

    def _before(self, row: list[float], event: Event, chance: float) -> None:
        """What the event says of the day before it: the loser held it, the winner did not."""
        if event.winner is not None:
            row[self.names[event.winner]] += math.log1p(-chance * self.parameters.winner_not_before)
        losers: dict[str, list[Told]] = {}
        for one in event.told:
            if one.loser is not None:
                losers.setdefault(one.loser, []).append(one)
        for loser, told in losers.items():
            left = all(one.family == "leave" for one in told)
            share = self.parameters.leaver_before if left else self.parameters.loser_before
            _favour(row, self.names[loser], pooled(told, self.parameters.certainty) * share)

    def add_holds(self) -> None:
        """Each state told speaks of its first and last day and quiets the days between."""
        states: dict[tuple[str | None, int, int], list[Told]] = {}
        for one in self.holds:
            states.setdefault((one.winner, one.first, one.end), []).append(one)
        for (holder, first, last), told in states.items():
            k, low, high = self.names[holder], self.at[first], self.at[last]
            chance = pooled(told, self.parameters.certainty)
            _favour(self.emission[high], k, chance)
            if low < high:
                _favour(self.emission[low], k, chance * self.parameters.hold_start)
            self._find(low, holder, chance)
            for n in range(low, high):
                self.calm[n] *= 1 - chance

    def add_taking(self) -> None:
        """Who took part of a place that somebody lost is likely who has it now."""
        for one in self.case.taking:
            self._find(self.at[one.end], one.winner, one.chance)

    def _find(self, node: int, holder: str | None, chance: float) -> None:
        """An unknown holder turns out by that node to be `holder`."""
        if node:
            row, k = self.found[node - 1], self.names[holder]
            row[k] = max(row[k], chance)

    def add_denials(self) -> None:
        """What is denied and told by nobody: whoever it is said of does not hold the place.

        That somebody does not hold it (any more) is also word of a loss by then.
        """
        for one in self.case.denials:
            actor, node, weight = one.winner or one.loser, self.at[one.end], one.chance
            if one.family != "hold":
                weight *= self.parameters.winner_not_before
            elif node:
                self._lose(node - 1, actor, weight)
            self.emission[node][self.names[actor]] += math.log1p(-weight)

    def add_starting(self) -> None:
        """The prior, and the starting holders whose time begins or ends among the evidence."""
        chance = self.parameters.starting
        initial: list[int] = []
        for start in self.case.starting:
            if start.start is None or self.at[start.start.toordinal()] == 0:
                initial.append(self.names[start.actor])
            else:
                gap = self.at[start.start.toordinal()] - 1
                self.odds[gap][self.names[start.actor]] += chance / (1 - chance)
            if start.end:
                self._lose(self.at[start.end.toordinal()], start.actor, chance)
        self.prior = prior_of(len(self.names), initial, self.parameters)

    def chain(self) -> Chain:
        hazard: list[float] = []
        target: list[list[float]] = []
        count = len(self.names)
        for n, (low, high) in enumerate(zip(self.days, self.days[1:], strict=False)):
            rate = self._rate(low, high) * self.calm[n]
            base = math.expm1(rate * (high - low)) / count
            weights = [base + odds for odds in self.odds[n]]
            total = sum(weights)
            hazard.append(math.log1p(total))
            target.append([weight / total for weight in weights])
            spill = sum(self.found[n])
            if spill > 1:
                self.found[n] = [chance / spill for chance in self.found[n]]
        return Chain(
            tuple(self.names),
            self.days,
            self.prior,
            self.emission,
            hazard,
            target,
            self.loss,
            self.found,
        )

    def _rate(self, low: int, high: int) -> float:
        """Rate of untold changes per day over the days (low, high]."""
        if any(first <= high and low < last for first, last in self.case.fights):
            return self.parameters.hazard_contested
        return self.parameters.hazard


def prior_of(count: int, initial: Sequence[int], parameters: Parameters) -> list[float]:
    """Probability of each of `count` states before all evidence; `initial` are starting holders."""
    if count == 1:
        return [1.0]
    if not initial:
        return [parameters.unknown] + [(1 - parameters.unknown) / (count - 1)] * (count - 1)
    prior = [(1 - parameters.starting) / (count - len(set(initial)))] * count
    for k in set(initial):
        prior[k] = parameters.starting / len(set(initial))
    return prior


def _favour(row: list[float], k: int, chance: float) -> None:
    """Add the log-likelihood of a telling, right with `chance`, that k is the state.

    A wrong telling names any of the states alike.
    """
    stray = (1 - chance) / len(row)
    miss, hit = math.log(stray), math.log(chance + stray)
    for j in range(len(row)):
        row[j] += hit if j == k else miss
