"""Score the inference and the two usual shortcuts on simulated wars."""

from collections.abc import Sequence
from datetime import date

import numpy as np
from attrs import evolve, frozen
from bench.simulate import START, Setting, Town, war

from whoholds.control import DEFAULT, History, Parameters, infer_many
from whoholds.model import Evidence

WINDOW = 60  # days of reports that the majority is taken over
BINS = 10


@frozen
class Start:
    """The starting holder given to every method alike."""

    actor: str = "Government"
    start: date | None = None
    end: date | None = None


@frozen
class Score:
    """Over all place-days: shares right, expected calibration error, Brier scores (multi-class)."""

    accuracy: float
    newest: float
    majority: float
    ece: float
    brier: float
    brier_newest: float


def asserted(one: Evidence) -> tuple[int, str] | None:
    """(day number, holder) that a claim names; a loss to nobody named is passed over."""
    claim = one.claim
    day = ((claim.end or claim.start or START) - START).days
    if claim.family in ("gain", "hold") and claim.actor is not None:
        return day, claim.actor
    return None


def newest_wins(town: Town, days: int) -> list[str | None]:
    """The holder by the newest claim, by the day it tells of; then by publication."""
    told = [(asserted(one), one.published or START) for one in town.evidence]
    moves = sorted(
        ((said, published) for said, published in told if said),
        key=lambda move: (move[0][0], move[1]),
    )
    out: list[str | None] = ["Government"] * days
    for (day, actor), _ in moves:
        for d in range(max(day, 0), days):
            out[d] = actor
    return out


def majority_wins(town: Town, days: int) -> list[str | None]:
    """The holder that most reports of the last WINDOW days name; without any, as before."""
    told = sorted(
        (said for said in map(asserted, town.evidence) if said and said[1] is not None),
        key=lambda said: said[0],
    )
    out: list[str | None] = []
    now: str | None = "Government"
    low = high = 0
    counts: dict[str | None, int] = {}
    for day in range(days):
        while high < len(told) and told[high][0] <= day:
            counts[told[high][1]] = counts.get(told[high][1], 0) + 1
            high += 1
        while low < high and told[low][0] <= day - WINDOW:
            counts[told[low][1]] -= 1
            low += 1
        best = max(counts, key=lambda actor: counts[actor], default=None)
        if best is not None and counts[best]:
            now = best
        out.append(now)
    return out


def score_then(setting: Setting, seeds: Sequence[int], every: int = 150) -> tuple[float, float]:
    """Share right (ours, newest claim wins) of what was known on the day itself.

    Every `every` days each place is asked about with only what was published by then.
    """
    right = newest = total = 0
    for seed in seeds:
        towns = list(war(setting, seed))
        for cut in range(every, setting.days, every):
            day = date.fromordinal(START.toordinal() + cut)
            then = [
                evolve(
                    town,
                    evidence=tuple(e for e in town.evidence if e.published and e.published <= day),
                )
                for town in towns
            ]
            asked = ((town.place, town.evidence, (Start(),)) for town in then)
            for town, history in zip(then, infer_many(asked), strict=True):
                truth = town.holders(setting.days)[cut]
                holding = history.on(day)
                right += holding is not None and holding.actor == truth
                newest += newest_wins(town, cut + 1)[cut] == truth
                total += 1
    return right / total, newest / total


def chances(history: History, days: int, actors: Sequence[str | None]) -> np.ndarray:
    """Probability of each of `actors` (the last None) for each day: (days, actors)."""
    out = np.zeros((days, len(actors)))
    if not history.days:
        for actor, chance in history.at(START).items():
            out[:, actors.index(actor)] = chance
        return out
    nodes = np.array([day - START.toordinal() for day in history.days])
    grid = np.arange(days)
    for k, actor in enumerate(history.actors):
        out[:, actors.index(actor)] = np.interp(grid, nodes, history.posterior[:, k])
    after = grid > nodes[-1]
    fade = np.exp(-history.hazard * (grid[after] - nodes[-1]))[:, None]
    rest = np.zeros(len(actors))
    for actor in history.actors:
        rest[actors.index(actor)] = 1 / len(history.actors)
    out[after] = fade * out[after] + (1 - fade) * rest
    return out


def score(setting: Setting, seeds: Sequence[int], parameters: Parameters = DEFAULT) -> Score:
    """The figures of one setting, its wars drawn from `seeds`."""
    days = setting.days
    right = newest = majority = total = 0
    brier = brier_newest = 0.0
    tops, hits = [], []
    actors: list[str | None] = ["Government", "Rebels", "Militia", "Caliphate", None]
    for seed in seeds:
        towns = list(war(setting, seed))
        asked = ((town.place, town.evidence, (Start(),)) for town in towns)
        for town, history in zip(towns, infer_many(asked, parameters), strict=True):
            truth = np.array([actors.index(a) for a in town.holders(days)])
            p = chances(history, days, actors)
            best = p.argmax(axis=1)
            truly = np.eye(len(actors))[truth]
            right += int((best == truth).sum())
            tops.append(p.max(axis=1))
            hits.append(best == truth)
            brier += float(((p - truly) ** 2).sum())
            last = np.array([actors.index(a) for a in newest_wins(town, days)])
            most = np.array([actors.index(a) for a in majority_wins(town, days)])
            newest += int((last == truth).sum())
            majority += int((most == truth).sum())
            brier_newest += float(2 * (last != truth).sum())
            total += days
    return Score(
        right / total,
        newest / total,
        majority / total,
        calibration_error(np.concatenate(tops), np.concatenate(hits)),
        brier / total,
        brier_newest / total,
    )


def calibration_error(top: np.ndarray, hit: np.ndarray) -> float:
    """Expected calibration error of the likeliest answer over BINS equal bins."""
    bins = np.minimum((top * BINS).astype(int), BINS - 1)
    error = 0.0
    for b in range(BINS):
        inside = bins == b
        if inside.any():
            error += inside.mean() * abs(float(top[inside].mean()) - float(hit[inside].mean()))
    return float(error)
