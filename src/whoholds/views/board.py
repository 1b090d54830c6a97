"""A whole state of knowledge as columns: every question about all places at once is answered here.

One place's history is quickly inferred from its claims; those of tens of thousands are not. So
what their answers need is kept, a few rows a place, and only a place of which something else is
told gets other rows.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from attrs import define, evolve, frozen
from numpy.typing import NDArray

from whoholds.model import Place
from whoholds.views.page_segments import CONTESTED, DISPUTED, DIVIDED
from whoholds.views.ragged import Mask, Numbers, Ragged, Run

# Days are counted from 1970; since ever, and for ever.
EVER, NEVER = -(2**31), 2**31 - 1
NOBODY = -1  # a word's number where there is none
EPOCH = date(1970, 1, 1).toordinal()
# What of a holding hangs on the day asked about.
DAILY = frozenset({"probability", "contested", "disputed", "divided"})
TABLES = ("segments", "told", "chances", "priors", "rows", "changes", "claims")

_Order = tuple[int, str, str]
Box = tuple[float, float, float, float]  # west, south, east, north in degrees


class Words:
    """Texts that recur, each with a number; None has NOBODY."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.texts = list(texts)
        self._numbers = {text: n for n, text in enumerate(self.texts)}

    def number(self, text: str | None) -> int:
        """The number of `text`, a new one where it is new."""
        if text is None:
            return NOBODY
        found = self._numbers.setdefault(text, len(self.texts))
        if found == len(self.texts):
            self.texts.append(text)
        return found

    def find(self, text: str) -> int | None:
        return self._numbers.get(text)


@frozen(eq=False)
class Standing:
    """How each place stands on one day: the number of its row (-1 where nothing is told), its
    holder's word, the flags of `page_segments`, and the probability."""

    row: Numbers
    actor: Numbers
    flags: Numbers
    probability: NDArray[np.float64]


@define(eq=False, slots=False)
class Board:
    """What is known, the largest places first.

    `segments`: from `day` on the row `row` of the place (NOBODY: nothing told) is the answer, with
    `flags`, `sure` percent, and its holder at `state` of the place's `priors`. `told`: the `day`s of evidence, and
    in `chances` the probability of every state on each. `rows`: the JSON `text` of a holding but
    for DAILY, its holder's word. `changes`: the JSON `text` of a change, `first` and `last` day,
    `loser` and `winner`. `claims`: on the place itself, words by their numbers.
    """

    words: Words
    places: Sequence[Place]
    segments: Ragged
    told: Ragged
    chances: Ragged
    priors: Ragged
    rows: Ragged
    changes: Ragged
    claims: Ragged
    hazard: float

    @cached_property
    def order(self) -> list[_Order]:
        return [order_of(place) for place in self.places]

    @cached_property
    def orders(self) -> dict[str, _Order]:
        """Place key → its `order`."""
        return {order[-1]: order for order in self.order}

    def find(self, key: str) -> int | None:
        """The position of a place."""
        order = self.orders.get(key)
        return None if order is None else bisect_left(self.order, order)

    def on(self, day: date) -> Standing:
        """What `History.on` says of each place."""
        at = day.toordinal() - EPOCH
        segment = self.segments.first + np.maximum(
            0, self.segments.count(self.segments["day"] <= at) - 1
        )
        row = self.segments["row"][segment].astype(np.int64)
        told = row >= 0
        row = np.where(told, row + self.rows.first, -1)
        actor = np.full(len(row), NOBODY, dtype=np.int64)
        actor[told] = self.rows["actor"][row[told]]
        flags = self.segments["flags"][segment].astype(np.int64)
        state = self.segments["state"][segment].astype(np.int64)
        sure = told & (state >= 0)
        chance = np.zeros(len(row))
        chance[sure] = self._chances(np.flatnonzero(sure), state[sure], at)
        return Standing(row, actor, flags, np.round(chance, 4))

    def _chances(self, places: Numbers, state: Numbers, at: int) -> NDArray[np.float64]:
        """The chance of each place's holder `state`, as `History.at` has it."""
        days, lengths = self.told["day"], self.told.lengths[places]
        first = self.told.first[places]
        width = self.priors.lengths[places]
        prior = self.priors["chance"][self.priors.first[places] + state]
        seen = self.told.count(days <= at)[places]
        low, high = np.clip(seen - 1, 0, None), np.minimum(seen, np.maximum(lengths - 1, 0))

        def chance(node: Numbers) -> NDArray[np.float64]:
            where = self.chances.first[places] + node * width + state
            return np.asarray(
                self.chances["chance"][np.minimum(where, len(self.chances["chance"]) - 1)]
            )

        if not len(days):
            return np.asarray(prior)
        last = len(days) - 1
        before, after = (days[np.minimum(first + n, last)].astype(float) for n in (low, high))
        share = np.clip((at - before) / np.maximum(after - before, 1), 0, 1)
        between = (1 - share) * chance(low) + share * chance(high)
        left = np.exp(-self.hazard * np.maximum(before - at, 0))
        early = left * chance(low) + (1 - left) * prior
        left = np.exp(-self.hazard * np.maximum(at - before, 0))
        late = left * chance(low) + (1 - left) / width
        found = np.where(seen == 0, early, np.where(seen == lengths, late, between))
        return np.asarray(np.where(lengths == 0, prior, found))

    def holdings(self, standing: Standing, chosen: Iterable[int]) -> Iterator[str]:
        """The JSON of the holdings of the places `chosen`, which are told of."""
        texts = self.rows["text"]
        said = ("false", "true")
        for n in chosen:
            flags = int(standing.flags[n])
            yield (
                f'{texts[standing.row[n]]},"probability":{float(standing.probability[n])!r},'
                f'"contested":{said[flags & CONTESTED > 0]},"disputed":{said[flags & DISPUTED > 0]},'
                f'"divided":{said[flags & DIVIDED > 0]}}}'
            )

    def inside(self, box: Box | None) -> Mask:
        """The places within `box`; where it is None all, placed or not."""
        if box is None:
            return np.ones(len(self.places), dtype=bool)
        west, south, east, north = box
        lat, lon = self.coordinates
        across = (west <= lon) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
        return np.asarray(across & (south <= lat) & (lat <= north))

    @cached_property
    def coordinates(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Latitudes and longitudes, NaN where unplaced."""
        lats = [np.nan if one.lat is None else one.lat for one in self.places]
        lons = [np.nan if one.lon is None else one.lon for one in self.places]
        return np.array(lats, dtype=float), np.array(lons, dtype=float)

    def changed(self, start: date | None, end: date | None) -> Numbers:
        """The rows of `changes` that `control.changes` finds between two days, in its order."""
        low = start.toordinal() - EPOCH if start else EVER + 1
        high = end.toordinal() - EPOCH if end else NEVER - 1
        first, last = self.changes["first"], self.changes["last"]
        found = np.flatnonzero(
            ((low <= first) & (first <= high)) | ((low <= last) & (last <= high))
        )
        owners = self.changes.owners()[found].tolist()
        keys = zip(
            last[found].tolist(),
            ((self.places[p].name, self.places[p].id) for p in owners),
            strict=True,
        )
        order = [n for _, n in sorted(zip(keys, range(len(found)), strict=True))]
        return found[order]

    @cached_property
    def held(self) -> Counter[str]:
        """How many places each actor ever held."""
        owners, actors = self.rows.owners(), self.rows["actor"].astype(np.int64)
        named = actors >= 0
        pairs = np.unique(owners[named] * (len(self.words.texts) + 1) + actors[named])
        return self._tally(pairs % (len(self.words.texts) + 1))

    @cached_property
    def named(self) -> Counter[str]:
        """How many claims name each actor."""
        actor, against = self.claims["actor"], self.claims["against"]
        return self._tally(np.concatenate((actor, against[against != actor])))

    def _tally(self, numbers: NDArray[Any]) -> Counter[str]:
        counts = np.bincount(numbers[numbers >= 0], minlength=1)
        return Counter({self.words.texts[n]: int(counts[n]) for n in np.flatnonzero(counts)})

    def with_places(self, fresh: "Board", gone: Collection[str]) -> "Board":
        """This board, the places of `fresh`, made with its words, in place of their former rows,
        and without those that are `gone`."""
        leaving = {*gone, *fresh.orders}
        runs = _runs(self, fresh, leaving)
        both = (self, fresh)
        tables = {name: getattr(self, name).spliced(getattr(fresh, name), runs) for name in TABLES}
        places = [place for which, low, high in runs for place in both[which].places[low:high]]
        made = evolve(self, places=places, **tables)
        # Handed on: working them out takes longer than all the rest.
        made.order = [one for which, low, high in runs for one in both[which].order[low:high]]
        kept = self.orders.copy()
        for key in leaving:
            kept.pop(key, None)
        made.orders = kept | fresh.orders
        return made


def order_of(place: Place) -> _Order:
    """What places are sorted by: the largest first."""
    return -place.population, place.name, place.id


def _runs(old: Board, fresh: Board, leaving: Collection[str]) -> list[Run]:
    """The places of both boards in order, those of `leaving` of the old one left out."""
    cuts = [(at, 0, -1) for key in leaving if (at := old.find(key)) is not None]
    cuts += [(bisect_left(old.order, order), 1, n) for n, order in enumerate(fresh.order)]
    runs: list[Run] = []
    reached = 0
    # Where a fresh place stands before an old one that leaves, it goes in first.
    for at, entering, n in sorted(cuts, key=lambda cut: (cut[0], -cut[1], cut[2])):
        if reached < at:
            runs.append((0, reached, at))
            reached = at
        if entering:
            runs.append((1, n, n + 1))
        else:
            reached = at + 1
    runs.append((0, reached, len(old.places)))
    return runs
