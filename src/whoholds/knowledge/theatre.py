"""A theatre: what is known of one conflict before any report about it."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from attrs import frozen

from whoholds.knowledge.names import fold
from whoholds.model import Actor, Place, Source

T = TypeVar("T")


@frozen
class Role:
    """What generic `words` mean from `start` to `end` (None: open), in this theatre."""

    words: tuple[str, ...]
    actor: str
    start: date | None = None
    end: date | None = None


@frozen
class Starting:
    """`actor` held all of `country`, or the one place `place` (an id, or a name), at the start.

    Weak evidence: for where no report has spoken yet.
    """

    actor: str
    country: str | None = None
    place: str | None = None
    start: date | None = None
    end: date | None = None


@frozen
class Theatre:
    """One conflict. `countries` are ISO alpha-2 codes, the main one first.

    `places` are those the gazetteer lacks or spells otherwise (an id `geonames:…` is the
    gazetteer's own place under a better name); `place_aliases` further names by place id.
    `digest` is that of the file's content.
    """

    name: str
    slug: str
    countries: tuple[str, ...]
    start: date | None
    end: date | None
    actors: tuple[Actor, ...]
    roles: tuple[Role, ...]
    places: tuple[Place, ...]
    place_aliases: Mapping[str, tuple[str, ...]]
    starting: tuple[Starting, ...]
    sources: tuple[Source, ...]
    sources_of_facts: tuple[str, ...]
    digest: str

    @cached_property
    def _actors(self) -> Mapping[str, Actor]:
        return _by_name((a, (a.name, *a.aliases)) for a in self.actors)

    @cached_property
    def _places(self) -> Mapping[str, Place]:
        return _by_name((p, (p.name, *self.place_aliases.get(p.id, ()))) for p in self.places)

    @cached_property
    def _sources(self) -> Mapping[str, Source]:
        return _by_name((s, (s.name, *s.aliases)) for s in self.sources)

    @cached_property
    def _by_id(self) -> Mapping[str, Place]:
        return MappingProxyType({place.id: place for place in self.places})

    def actor_named(self, text: str) -> Actor | None:
        """The actor with this name or alias, however it is spelt; roles are not asked."""
        return _named(self._actors, text)

    def place_named(self, text: str) -> Place | None:
        """The theatre's own place with this name or alias."""
        return _named(self._places, text)

    def source_named(self, text: str) -> Source | None:
        """The outlet, monitor or speaker with this name or alias."""
        return _named(self._sources, text)

    def place(self, place_id: str) -> Place | None:
        """The theatre's own place with this id."""
        return self._by_id.get(place_id)


def _by_name(items: Iterable[tuple[T, tuple[str, ...]]]) -> Mapping[str, T]:
    """Things by the fold of each of their names; a usual name goes before another's alias."""
    listed = list(items)
    found = {fold(names[0]): item for item, names in reversed(listed)}
    for item, names in listed:
        for alias in names[1:]:
            found.setdefault(fold(alias), item)
    return MappingProxyType(found)


def _named(names: Mapping[str, T], text: str) -> T | None:
    return names.get(fold(text))
