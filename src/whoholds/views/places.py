"""A place's name in any spelling → the places of the record that it can mean."""

from collections.abc import Callable, Iterable
from functools import cached_property

from attrs import frozen
from rapidfuzz import process

from whoholds.knowledge.gazetteer import Gazetteer
from whoholds.knowledge.names import SIMILAR_ENOUGH, fold, similar, skeleton
from whoholds.model import BadInput, Place
from whoholds.record import Store
from whoholds.views.lore import Lore

_WIDE = frozenset({"region", "country"})
_SETTLED = frozenset({"city", "town", "village"})
_SUGGESTIONS = 3


@frozen
class Found:
    """`places` of the record that the name means; `known` what the gazetteer has for it instead
    where the record has none; `others` of the record that the name could mean as well."""

    places: tuple[Place, ...]
    known: Place | None = None
    others: tuple[Place, ...] = ()


class Places:
    """Finds places by name: the record's spellings first, then theatres, gazetteer and sound."""

    def __init__(self, store: Store, lore: Lore, load_gazetteer: Callable[[], Gazetteer]) -> None:
        self._store = store
        self._lore = lore
        self._load_gazetteer = load_gazetteer

    def find(self, name: str) -> Found:
        """The places that `name` means. BadInput, with the nearest names, where nothing has it."""
        if recorded := self._store.find_place(name):
            return _told_apart(recorded)
        elsewhere = [*self._theatre_places(name), *self._gazetteer.find(name)]
        recorded = list(self._store.places([place.id for place in elsewhere]).values())
        if recorded := recorded or self._by_sound(name) or self._named_after(name):
            return _told_apart(recorded)
        if elsewhere:
            return Found((), known=elsewhere[0])
        raise BadInput(f"no place called {name!r} is known{self._nearest(name)}")

    def _theatre_places(self, name: str) -> list[Place]:
        found = (theatre.place_named(name) for theatre in self._lore.theatres)
        return [place for place in found if place]

    def _by_sound(self, name: str) -> list[Place]:
        bones = skeleton(name)
        near = [
            (similar(name, place.name), place)
            for place in self._recorded
            if skeleton(place.name) == bones
        ]
        best = max((score for score, _ in near), default=0.0)
        return [place for score, place in near if score == best >= SIMILAR_ENOUGH]

    def _named_after(self, name: str) -> list[Place]:
        """Crossings, airports, dams … of a town that the record itself does not speak of."""
        return [
            place
            for place in self._recorded
            if place.kind not in _SETTLED | _WIDE
            and any(similar(name, head) >= SIMILAR_ENOUGH for head in _heads(place.name))
        ]

    def _nearest(self, name: str) -> str:
        names = {fold(place.name): place.name for place in self._recorded}
        close = process.extract(fold(name), list(names), limit=_SUGGESTIONS, score_cutoff=60)
        near = [names[key] for key, _, _ in close]
        near += [place.name for place in self._gazetteer.find(name, fuzzy=True)[:_SUGGESTIONS]]
        if not near:
            return ": check the spelling"
        return f": did you mean {_either(list(dict.fromkeys(near))[:_SUGGESTIONS])}?"

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return self._load_gazetteer()

    @cached_property
    def _recorded(self) -> tuple[Place, ...]:
        return tuple(self._store.places().values())


def _told_apart(found: Iterable[Place]) -> Found:
    """Towns before the provinces of the same name, which stay as `others`."""
    places = tuple(found)
    narrow = tuple(place for place in places if place.kind not in _WIDE)
    chosen = narrow or places
    return Found(chosen, others=tuple(place for place in places if place not in chosen))


def _either(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _heads(name: str) -> list[str]:
    """The name without its last word, its last two, and so on."""
    words = name.split()
    return [" ".join(words[:count]) for count in range(1, len(words))]
