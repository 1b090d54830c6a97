"""Which claims are heard on a place: its own, those on what contains it, those on its parts."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from whoholds.control.infer import Question
from whoholds.knowledge.names import fold
from whoholds.knowledge.theatres import Starting, Theatre
from whoholds.model import Evidence, Place
from whoholds.record import AsOf, Store
from whoholds.views.lore import Lore

_Area = tuple[str, str | None]  # country, first-order division or None for all of it


class Hearing:
    """What a record knows at one `AsOf`, graded, place by place.

    `theatre` leaves other countries out. It knows the record's places as of its first question,
    and then as of the last `learn`.
    """

    def __init__(self, store: Store, lore: Lore, theatre: Theatre | None, as_of: AsOf) -> None:
        self._store = store
        self._lore = lore
        self._theatre = theatre
        self._as_of = as_of
        self._nest: Nest | None = None

    @property
    def nest(self) -> "Nest":
        if self._nest is None:
            self._nest = Nest()
            self._nest.learn(self._store.places(as_of=self._as_of))
        return self._nest

    def questions(self, wanted: Collection[str] | None = None) -> list[Question]:
        """For each place (of `wanted` keys, or all with claims): it, its evidence, its start."""
        nest = self.nest
        keys = None if wanted is None else {key for one in wanted for key in nest.around(one)}
        heard = self.evidence(keys)
        asked = heard.keys() if wanted is None else wanted
        return [
            (self._named(key, heard), _bearing(nest.around(key), heard), self._start(key))
            for key in asked
            if key in heard
        ]

    def evidence(self, keys: Collection[str] | None) -> dict[str, list[Evidence]]:
        """Graded claims by the place they are about: of `keys`, or all."""
        heard: dict[str, list[Evidence]] = {}
        for one in self._store.evidence(self._as_of, keys):
            if self._in_theatre(one.claim.country):
                heard.setdefault(one.claim.place_key, []).append(self._lore.judged(one))
        return heard

    def learn(self, touched: Collection[str]) -> set[str]:
        """Take up what the record now knows of the places `touched`; the keys of all places that
        may hear other things than before."""
        nest = self.nest
        reached = {key for one in touched for key in nest.reached(one)}
        nest.learn(self._store.places(touched, self._as_of))
        return reached.union(*(nest.reached(one) for one in touched))

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

    def _in_theatre(self, country: str | None) -> bool:
        return not (self._theatre and country) or country in self._theatre.countries

    def _start(self, key: str) -> Sequence[Starting]:
        return self.starting(self.nest.places[key])

    def _named(self, key: str, heard: Mapping[str, Sequence[Evidence]]) -> Place:
        """The place under the name that a theatre gives it, else under that which reports use
        most: GeoNames has Ḩamāh where everybody writes Hama."""
        place = self.nest.places[key]
        named = (known.name for t in self._lore.theatres if (known := t.place(key)))
        name = next(named, None) or _commonest(one.claim.place for one in heard[key])
        return evolve(place, name=name)


class Nest:
    """Which places lie within which, or are parts of which."""

    def __init__(self) -> None:
        self.places: dict[str, Place] = {}
        self._areas: dict[_Area, dict[str, None]] = {}
        self._within: dict[_Area, dict[str, None]] = {}
        self._parts: dict[str, dict[str, None]] = {}

    def learn(self, places: Mapping[str, Place]) -> None:
        """Take up new places, or the new entries of known ones."""
        for key, place in places.items():
            for group in self._groups(self.places.get(key)):
                group.pop(key, None)
            for group in self._groups(place):
                group[key] = None
            self.places[key] = place

    def around(self, key: str) -> Iterator[str]:
        """The place, its parts, and the regions and countries that hold it: claims on all of these
        bear on it."""
        yield key
        place = self.places.get(key)
        if place is None:
            return
        yield from self._parts.get(key, ())
        if place.country:
            for area in {None, place.admin1}:
                yield from self._areas.get((place.country, area), ())

    def reached(self, key: str) -> set[str]:
        """The places that hear what is told of this one: the reverse of `around`."""
        reached = {key}
        place = self.places.get(key)
        if place is None:
            return reached
        if place.part_of:
            reached.add(place.part_of)
        if area := _area_of(place):
            reached.update(self._within.get(area, ()))
        return reached

    def _groups(self, place: Place | None) -> Iterator[dict[str, None]]:
        """Those that a place belongs to, in the order of their learning."""
        if place is None:
            return
        if area := _area_of(place):
            yield self._areas.setdefault(area, {})
        if place.part_of:
            yield self._parts.setdefault(place.part_of, {})
        if place.country:
            for within in {None, place.admin1}:
                yield self._within.setdefault((place.country, within), {})


def _area_of(place: Place) -> "_Area | None":
    """The area that a country or a region is."""
    if place.country and place.kind == "country":
        return place.country, None
    if place.country and place.kind == "region" and place.admin1:
        return place.country, place.admin1
    return None


def _bearing(around: Iterable[str], heard: Mapping[str, Sequence[Evidence]]) -> list[Evidence]:
    return [one for near in dict.fromkeys(around) for one in heard.get(near, ())]


def _commonest(names: Iterable[str]) -> str:
    """The most frequent name, of equals the first in the alphabet."""
    counts = Counter(names)
    most = max(counts.values())
    return min(name for name, count in counts.items() if count == most)
