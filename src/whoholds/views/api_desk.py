"""Answers for many readers at once: each state of knowledge is worked out once and kept.

A record that changes has another digest, and then everything is worked out anew.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from threading import Lock
from typing import Any, Generic, TypeVar

from attrs import asdict, define, field

from whoholds.control import History
from whoholds.control.infer import Question
from whoholds.knowledge.gazetteer import Gazetteer
from whoholds.knowledge.theatres import Theatre
from whoholds.record import AsOf, Store
from whoholds.views.answers import Answers
from whoholds.views.envelope import basis_of
from whoholds.views.lore import Lore
from whoholds.views.page_world import World, world
from whoholds.views.places import Found, Places

WORLDS = 3  # kept at a time; each of a large record takes some hundred megabytes

T = TypeVar("T")
Row = dict[str, Any]


@define
class Kept(Generic[T]):
    """Values by key, the least used forgotten beyond `most`; each is made by one thread alone."""

    most: int
    _values: OrderedDict[Hashable, T] = field(factory=OrderedDict)
    _making: dict[Hashable, Lock] = field(factory=dict)
    _lock: Lock = field(factory=Lock)

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value at `key`, from `make` where there is none yet."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
            making = self._making.setdefault(key, Lock())
        with making:
            with self._lock:
                if key in self._values:
                    return self._values[key]
            made = make()
            with self._lock:
                self._values[key] = made
                self._making.pop(key, None)
                while len(self._values) > self.most:
                    self._values.popitem(last=False)
            return made


class PlacesById(Places):
    """Finds a place of the record by its id too, which no name can be taken for."""

    def __init__(self, store: Store, lore: Lore, load_gazetteer: Callable[[], Gazetteer]) -> None:
        super().__init__(store, lore, load_gazetteer)
        self._by_id = store.places

    def find(self, name: str) -> Found:
        if ":" in name and (place := self._by_id([name]).get(name)):
            return Found((place,))
        return super().find(name)


class Desk(Answers):
    """The questions of `Answers`, answered out of kept worlds; threads may share it."""

    def __init__(
        self,
        store: Store,
        theatre: Theatre | None = None,
        load_gazetteer: Callable[[], Gazetteer] = Gazetteer.load,
    ) -> None:
        super().__init__(store, theatre, load_gazetteer)
        self._places = PlacesById(store, self._lore, load_gazetteer)
        self._worlds: Kept[World] = Kept(WORLDS)

    @property
    def store(self) -> Store:
        return self._store

    @property
    def theatre(self) -> Theatre | None:
        return self._theatre

    @property
    def lore(self) -> Lore:
        return self._lore

    def basis(self) -> Row:
        """What answers rest on now, as every answer names it."""
        return asdict(basis_of(self._store))

    def world(self, as_of: AsOf) -> World:
        """All that is known at `as_of`, whatever day it asks about."""
        key = (self._store.digest(), as_of.known, as_of.clock)
        asked = AsOf(known=as_of.known, clock=as_of.clock)
        return self._worlds.get(key, lambda: world(self._store, self._theatre, self._lore, asked))

    def _questions(self, as_of: AsOf, found: Found | None) -> list[Question]:
        kept = self.world(as_of).questions
        if found is None:
            return list(kept.values())
        if found.known:
            return super()._questions(as_of, found)
        return [kept[place.id] for place in found.places if place.id in kept]

    def _histories(self, as_of: AsOf, questions: Sequence[Question]) -> Iterable[History]:
        return self._told(self.world(as_of), as_of, questions)

    def _told(self, kept: World, as_of: AsOf, questions: Sequence[Question]) -> Iterator[History]:
        for question in questions:
            if (history := kept.histories.get(question[0].id)) is not None:
                yield history
            else:
                yield from super()._histories(as_of, [question])
