"""Answers for many readers at once: each state of knowledge is worked out once and kept."""

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable
from threading import Lock
from typing import Any, Generic, TypeVar

from attrs import asdict, define, field

from whoholds.control.infer import Question
from whoholds.knowledge.gazetteer import Gazetteer
from whoholds.knowledge.theatres import Theatre
from whoholds.model import Evidence, Place
from whoholds.record import AsOf, Store
from whoholds.views.answers import Answers
from whoholds.views.board import Board
from whoholds.views.envelope import basis_of
from whoholds.views.lore import Lore
from whoholds.views.places import Found, Places
from whoholds.views.standpoint import Standpoint

STANDPOINTS = 4  # kept at a time: of a large record each takes some hundred megabytes

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

    def __init__(
        self,
        store: Store,
        lore: Lore,
        load_gazetteer: Callable[[], Gazetteer],
        recorded: Callable[[], Collection[Place]],
    ) -> None:
        super().__init__(store, lore, load_gazetteer)
        self._by_id = store.places
        self._now = recorded

    def find(self, name: str) -> Found:
        if ":" in name and (place := self._by_id([name]).get(name)):
            return Found((place,))
        return super().find(name)

    @property
    def _recorded(self) -> tuple[Place, ...]:
        return tuple(self._now())


class Desk(Answers):
    """The questions of `Answers`, answered out of kept states of knowledge; threads may share it.

    One place is asked of the record; what is asked of all places at once, of a board.
    """

    def __init__(
        self,
        store: Store,
        theatre: Theatre | None = None,
        load_gazetteer: Callable[[], Gazetteer] = Gazetteer.load,
    ) -> None:
        super().__init__(store, theatre, load_gazetteer)
        self._standpoints: Kept[Standpoint] = Kept(STANDPOINTS)
        now = self.standpoint(AsOf())
        self._places = PlacesById(store, self._lore, load_gazetteer, now.places)

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

    def standpoint(self, as_of: AsOf) -> Standpoint:
        """All that is known at `as_of`, whatever day it asks about."""
        asked = AsOf(known=as_of.known, clock=as_of.clock)
        return self._standpoints.get(
            asked, lambda: Standpoint(self._store, self._lore, self._theatre, asked)
        )

    def board(self, as_of: AsOf) -> Board:
        return self.standpoint(as_of).board()

    def question(self, as_of: AsOf, key: str) -> Question | None:
        """What is to be answered of the place `key`; None where nothing is told of it."""
        return next(iter(self.standpoint(as_of).questions([key])), None)

    def evidence(self, as_of: AsOf, keys: Collection[str]) -> list[Evidence]:
        """The claims about each of the places `keys`, in their order."""
        questions = {one[0].id: one for one in self.standpoint(as_of).questions(keys)}
        return [
            one
            for key in keys
            if key in questions
            for one in questions[key][1]
            if one.claim.place_key == key
        ]

    def _questions(self, as_of: AsOf, found: Found | None) -> list[Question]:
        if found is None or found.known:
            return super()._questions(as_of, found)
        return self.standpoint(as_of).questions([place.id for place in found.places])
