"""The hidden state of one place laid out over the days on which evidence speaks.

States are the actors named at the place, state 0 being "somebody else or nobody knows". Nodes are
days; between two nodes every rate is constant, because each event's day before and last day are
nodes themselves.
"""

import math
from collections.abc import Sequence
from datetime import date
from typing import Protocol

from attrs import frozen

from whoholds.control.events import Event, belief, pooled
from whoholds.control.parameters import Parameters
from whoholds.control.told import Told


class StartingHolder(Protocol):
    """Who held a place at the start, on the theatre's word: `start` None is before all reports."""

    @property
    def actor(self) -> str: ...
    @property
    def start(self) -> date | None: ...


@frozen(eq=False)
class Chain:
    """One place's evidence as numbers: N nodes, K states.

    `days` are ordinals, ascending. `emission[n][k]` is the log-likelihood of what is told of node
    n. For the gap between nodes n and n+1: `hazard[n]` the total rate of jumps over the gap,
    `target[n][k]` where they land, `loss[n][k]` the chance that k loses the place to nobody named,
    `found[n][k]` the chance that an unknown holder turns out to be k.
    """

    actors: tuple[str | None, ...]
    days: list[int]
    prior: list[float]
    emission: list[list[float]]
    hazard: list[float]
    target: list[list[float]]
    loss: list[list[float]]
    found: list[list[float]]


def lay_out(
    events: Sequence[Event],
    holds: Sequence[Told],
    denials: Sequence[Told],
    fights: Sequence[tuple[int, int]],
    starting: Sequence[StartingHolder],
    parameters: Parameters,
) -> Chain | None:
    """The chain of a place; None where nothing tells of a holder.

    `fights` are the (first, last) ordinals of fighting; `denials` the denied tellings that match
    no event.
    """
    names: dict[str | None, int] = {None: 0}
    spans: list[tuple[int, int]] = []
    nodes: set[int] = set()
    for event in events:
        for one in event.told:
            for actor in (one.winner, one.loser):
                names.setdefault(actor, len(names))
        first = event.first(parameters.open_days)
        spans.append((first, event.end))
        nodes.update((first - 1, event.end))
    for one in holds:
        names.setdefault(one.winner, len(names))
        nodes.update((one.first, one.end))
    for one in denials:
        names.setdefault(one.winner or one.loser, len(names))
        nodes.add(one.end)
    for start in starting:
        names.setdefault(start.actor, len(names))
        if start.start and (not nodes or start.start.toordinal() < min(nodes)):
            nodes.add(start.start.toordinal())
    if not nodes:
        return None
    low, high = min(nodes), max(nodes)
    for first, last in fights:
        nodes.update(day for day in (first - 1, last) if low < day < high)
    days = sorted(nodes)
    at = {day: n for n, day in enumerate(days)}
    size, count = len(days), len(names)
    emission = [[0.0] * count for _ in days]
    odds = [[0.0] * count for _ in range(size - 1)]
    loss = [[0.0] * count for _ in range(size - 1)]
    found = [[0.0] * count for _ in range(size - 1)]
    calm = [1.0] * (size - 1)

    for event, (first, last) in zip(events, spans, strict=True):
        chance = belief(event, parameters)
        total = -math.log1p(-chance)
        width = last - first + 1
        for n in range(at[first - 1], at[last]):
            share = total * (days[n + 1] - days[n]) / width
            if event.winner is None:
                k = names[event.loser]
                loss[n][k] = 1 - (1 - loss[n][k]) * math.exp(-share)
            else:
                odds[n][names[event.winner]] += math.expm1(share)
        _before(emission[at[first - 1]], event, chance, names, parameters)

    for winner, group in _by_state(holds).items():
        k = names[winner[0]]
        first, last = winner[1], winner[2]
        chance = pooled(group, parameters.certainty)
        _favour(emission[at[last]], k, chance)
        if first < last:
            _favour(emission[at[first]], k, chance * parameters.hold_start)
        if at[first]:
            n = at[first] - 1
            found[n][k] = max(found[n][k], chance)
        for n in range(at[first], at[last]):
            calm[n] *= 1 - chance
    for one in denials:
        k = names[one.winner or one.loser]
        weight = one.chance if one.family == "hold" else one.chance * parameters.winner_not_before
        emission[at[one.end]][k] += math.log1p(-min(weight, parameters.certainty))
    if starting:
        for start in starting:
            day = start.start.toordinal() if start.start else days[0]
            if day <= days[0]:
                _favour(emission[0], names[start.actor], parameters.starting)

    hazard: list[float] = []
    target: list[list[float]] = []
    for n in range(size - 1):
        rate = _rate(days[n], days[n + 1], fights, parameters)
        base = math.expm1(rate * (days[n + 1] - days[n]) * calm[n]) / count
        weights = [base + weight for weight in odds[n]]
        total = sum(weights)
        hazard.append(math.log1p(total))
        target.append([weight / total for weight in weights])
        spill = sum(found[n])
        if spill > 1:
            found[n] = [chance / spill for chance in found[n]]
    rest = (1 - parameters.unknown) / max(count - 1, 1)
    prior = [parameters.unknown] + [rest] * (count - 1)
    return Chain(tuple(names), days, prior, emission, hazard, target, loss, found)


def _by_state(holds: Sequence[Told]) -> dict[tuple[str | None, int, int], list[Told]]:
    """Holds grouped by (holder, first, last): the same state told by several."""
    groups: dict[tuple[str | None, int, int], list[Told]] = {}
    for one in holds:
        groups.setdefault((one.winner, one.first, one.end), []).append(one)
    return groups


def _favour(row: list[float], k: int, chance: float) -> None:
    """Add the log-likelihood of a telling, right with `chance`, that k is the state.

    A wrong telling names any of the other states alike.
    """
    miss = math.log((1 - chance) / len(row))
    hit = math.log(chance + (1 - chance) / len(row))
    for j in range(len(row)):
        row[j] += hit if j == k else miss


def _before(
    row: list[float],
    event: Event,
    chance: float,
    names: dict[str | None, int],
    parameters: Parameters,
) -> None:
    """What the event says of the day before it: the loser held it, the winner did not."""
    if event.winner is not None:
        row[names[event.winner]] += math.log1p(-chance * parameters.winner_not_before)
    losers: dict[str, list[Told]] = {}
    for one in event.told:
        if one.loser is not None:
            losers.setdefault(one.loser, []).append(one)
    for loser, told in losers.items():
        left = all(one.family == "leave" for one in told)
        share = parameters.leaver_before if left else parameters.loser_before
        _favour(row, names[loser], pooled(told, parameters.certainty) * share)


def _rate(low: int, high: int, fights: Sequence[tuple[int, int]], parameters: Parameters) -> float:
    """Rate of untold changes per day over the days (low, high]."""
    for first, last in fights:
        if first <= high and low < last:
            return parameters.hazard_contested
    return parameters.hazard
