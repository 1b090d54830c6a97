"""Which claims are heard on a place: its own, those on what contains it, those on its parts."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from attrs import evolve

from whoholds.control.infer import Question
from whoholds.knowledge.names import fold
from whoholds.knowledge.theatres import Starting, Theatre
from whoholds.model import Evidence, Place
from whoholds.record import AsOf, Store
from whoholds.views.lore import Lore


class Hearing:
    """What a record knows at one `AsOf`, graded, place by place.

    `theatre` leaves other countries out.
    """

    def __init__(self, store: Store, lore: Lore, theatre: Theatre | None, as_of: AsOf) -> None:
        self._store = store
        self._lore = lore
        self._theatre = theatre
        self._as_of = as_of
        self._heard: dict[str, list[Evidence]] = {}
        self._containers: dict[tuple[str, str | None], list[str]] = {}
        self._parts: dict[str, list[str]] = {}
        self._places: dict[str, Place] = {}

    def questions(self, wanted: Collection[str] | None = None) -> list[Question]:
        """For each place (of `wanted` keys, or all with claims): it, its evidence, its start."""
        self._places = self._store.places(as_of=self._as_of)
        self._nest()
        keys = None if wanted is None else {key for one in wanted for key in self._around(one)}
        for evidence in self._store.evidence(self._as_of, keys):
            if self._in_theatre(evidence.claim.country):
                judged = self._lore.judged(evidence)
                self._heard.setdefault(evidence.claim.place_key, []).append(judged)
        asked = self._heard.keys() if wanted is None else wanted
        return [
            (self._named(key), self._bearing_on(key), self.starting(self._places[key]))
            for key in asked
            if key in self._heard
        ]

    def starting(self, place: Place) -> Sequence[Starting]:
        """Who held `place` at the theatre's start: what is said of it, else of its country."""
        theatre = self._lore.theatre_of(place.country)
        if theatre is None:
            return ()
        named = {place.id, fold(place.name)}
        here = [s for s in theatre.starting if s.place and {s.place, fold(s.place)} & named]
        return here or [
            s for s in theatre.starting if s.place is None and s.country == place.country
        ]

    def _nest(self) -> None:
        for key, place in self._places.items():
            if place.kind == "country" and place.country:
                self._containers.setdefault((place.country, None), []).append(key)
            elif place.kind == "region" and place.country and place.admin1:
                self._containers.setdefault((place.country, place.admin1), []).append(key)
            if place.part_of:
                self._parts.setdefault(place.part_of, []).append(key)

    def _around(self, key: str) -> Iterator[str]:
        yield key
        place = self._places.get(key)
        if place is None:
            return
        yield from self._parts.get(key, ())
        if place.country:
            for area in {None, place.admin1}:
                yield from self._containers.get((place.country, area), ())

    def _bearing_on(self, key: str) -> list[Evidence]:
        keys = dict.fromkeys(self._around(key))
        return [one for near in keys for one in self._heard.get(near, ())]

    def _in_theatre(self, country: str | None) -> bool:
        return not (self._theatre and country) or country in self._theatre.countries

    def _named(self, key: str) -> Place:
        """The place under the name that a theatre gives it, else under that which reports use
        most: GeoNames has Ḩamāh where everybody writes Hama."""
        place = self._places[key]
        named = (known.name for t in self._lore.theatres if (known := t.place(key)))
        name = next(named, None) or _commonest(one.claim.place for one in self._heard[key])
        return evolve(place, name=name)


def _commonest(names: Iterable[str]) -> str:
    """The most frequent name, of equals the first in the alphabet."""
    counts = Counter(names)
    most = max(counts.values())
    return min(name for name, count in counts.items() if count == most)
