"""Who held one place over time, and the answer for any one day."""

import math
from bisect import bisect_right
from datetime import date

import numpy as np
from attrs import evolve, field, frozen
from numpy.typing import NDArray

from whoholds.model import Holding, Period, Place


@frozen(eq=False)
class History:
    """The holdings of `place` in order of time, and what they were read off.

    `posterior[n][k]` is the probability that `actors[k]` (None: unknown) holds it on the day
    `days[n]`. `spans[h]` are the first and last node of `holdings[h]`. `silent` are the ids of
    claims that speak of no day or of nothing that happened.
    """

    place: Place
    holdings: tuple[Holding, ...] = ()
    contested: tuple[Period, ...] = ()
    fights: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    actors: tuple[str | None, ...] = (None,)
    days: tuple[int, ...] = ()
    posterior: NDArray[np.float64] = field(factory=lambda: np.zeros((0, 1)))
    spans: tuple[tuple[int, int], ...] = ()
    prior: tuple[float, ...] = (1.0,)
    hazard: float = 0.0

    def at(self, day: date) -> dict[str | None, float]:
        """Probability of each holder on `day` (None: somebody unknown); empty where none is told.

        Between two days of evidence it runs evenly from the one to the other; outside them it
        fades at the hazard of an untold change.
        """
        if not self.days:
            return {}
        at = day.toordinal()
        if at <= self.days[0]:
            left = math.exp(-self.hazard * (self.days[0] - at))
            row = left * self.posterior[0] + (1 - left) * np.array(self.prior)
        elif at >= self.days[-1]:
            left = math.exp(-self.hazard * (at - self.days[-1]))
            row = left * self.posterior[-1] + (1 - left) / len(self.actors)
        else:
            n = bisect_right(self.days, at) - 1
            share = (at - self.days[n]) / (self.days[n + 1] - self.days[n])
            row = (1 - share) * self.posterior[n] + share * self.posterior[n + 1]
        return dict(zip(self.actors, row.tolist(), strict=True))

    def on(self, day: date) -> Holding | None:
        """The holding on `day`, with that day's probability and flags; None where nothing is told.

        A place that is only fought over, with no holder told, gives a holding by nobody known.
        """
        contested = any(day in period for period in self.contested)
        holding = self._holding(day)
        if holding is None:
            if not contested:
                return None
            return Holding(
                self.place,
                None,
                (None, None),
                None,
                0.0,
                contested=True,
                claims=self.fights,
                contested_periods=self.contested,
            )
        disputed = any(day in period for period in holding.disputed_periods)
        chance = self.at(day).get(holding.actor, holding.probability)
        return evolve(holding, contested=contested, disputed=disputed, probability=chance)

    def _holding(self, day: date) -> Holding | None:
        if not self.days:
            return self.holdings[0] if self.holdings else None
        chances = self.at(day)
        likely = max(chances, key=lambda actor: chances[actor])
        at = day.toordinal()
        if at < self.days[0]:
            first = self.holdings[0] if self.holdings else None
            known = first and first.actor == likely and self.spans[0][0] == 0
            return first if known else None
        found: Holding | None = None
        for holding, (first_node, last_node) in zip(self.holdings, self.spans, strict=True):
            low = self.days[first_node - 1] + 1 if first_node else self.days[0]
            high = self.days[min(last_node + 1, len(self.days) - 1)]
            if at > high and last_node + 1 < len(self.days):
                continue
            if low <= at and (found is None or holding.actor == likely):
                found = holding
        return found
