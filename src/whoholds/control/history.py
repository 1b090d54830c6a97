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

    `contested` and `divided` are the periods in which the place was fought over or its parts were
    in different hands, told by the claims `fights` and `part_claims`. `silent` are the ids of
    claims that speak of no day or of nothing that happened. `posterior[n][k]` is the probability
    that `actors[k]` (None: somebody whom no claim names) holds the place on the day (ordinal)
    `days[n]`; `spans[h]` are the first and last node of `holdings[h]`; `prior` is the probability
    of each state before all evidence and `hazard` that of an untold change per day.
    """

    place: Place
    holdings: tuple[Holding, ...] = ()
    contested: tuple[Period, ...] = ()
    divided: tuple[Period, ...] = ()
    fights: tuple[str, ...] = ()
    part_claims: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    actors: tuple[str | None, ...] = (None,)
    days: tuple[int, ...] = ()
    posterior: NDArray[np.float64] = field(factory=lambda: np.zeros((0, 1)))
    spans: tuple[tuple[int, int], ...] = ()
    prior: tuple[float, ...] = (1.0,)
    hazard: float = 0.0

    def at(self, day: date) -> dict[str | None, float]:
        """Probability of each holder on `day`; empty where nothing is known.

        Between two days of evidence it runs evenly from the one to the other; before the first
        it fades to the prior and after the last to even odds, at the hazard of an untold change.
        """
        if not self.days:
            return dict(zip(self.actors, self.prior, strict=True)) if self.holdings else {}
        row = self._row(day.toordinal())
        return dict(zip(self.actors, row.tolist(), strict=True))

    def on(self, day: date) -> Holding | None:
        """The holding on `day`, with that day's probability and flags; None where nothing is told.

        A place that is only fought over, or of which only parts are told, gives a holding by
        nobody known.
        """
        contested = any(day in period for period in self.contested)
        split = any(day in period for period in self.divided)
        holding = self._holding(day)
        if holding is None:
            if not contested and not split:
                return None
            claims = (self.fights if contested else ()) + (self.part_claims if split else ())
            return Holding(
                self.place,
                None,
                (None, None),
                None,
                0.0,
                contested=contested,
                divided=split,
                claims=claims,
                contested_periods=self.contested,
            )
        return evolve(
            holding,
            contested=contested,
            divided=split,
            disputed=any(day in period for period in holding.disputed_periods),
            probability=round(self.at(day)[holding.actor], 4),
        )

    def _row(self, at: int) -> NDArray[np.float64]:
        first, last = self.days[0], self.days[-1]
        if at <= first:
            left = math.exp(-self.hazard * (first - at))
            row = left * self.posterior[0] + (1 - left) * np.array(self.prior)
        elif at >= last:
            left = math.exp(-self.hazard * (at - last))
            row = left * self.posterior[-1] + (1 - left) / len(self.actors)
        else:
            n = bisect_right(self.days, at) - 1
            share = (at - self.days[n]) / (self.days[n + 1] - self.days[n])
            row = (1 - share) * self.posterior[n] + share * self.posterior[n + 1]
        return np.asarray(row)

    def _holding(self, day: date) -> Holding | None:
        """The holding that lasts on `day`; on the days of a change the likelier of the two."""
        if not self.holdings:
            return None
        at = day.toordinal()
        if not self.days:
            return self.holdings[0]
        chances = self.at(day)
        likely = max(chances, key=lambda actor: chances[actor])
        found: Holding | None = None
        for holding, (first, last) in zip(self.holdings, self.spans, strict=True):
            low = self.days[first - 1] + 1 if first else -1
            high = self.days[last + 1] - 1 if last + 1 < len(self.days) else at
            if low <= at <= high and (found is None or holding.actor == likely):
                found = holding
        if found is None or at >= self.days[0]:
            return found
        begun = found.start[0] is None or found.start[0] <= day
        return found if begun and found.actor == likely else None
