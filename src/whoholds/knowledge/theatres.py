"""Theatres: what is known of one conflict before any report. One YAML file each.

`docs/theatres.md` describes the file for those who write one.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from attrs import frozen

from whoholds.knowledge import schema
from whoholds.knowledge.names import fold
from whoholds.knowledge.schema import Role, Starting
from whoholds.knowledge.words import parse
from whoholds.model import Actor, BadInput, Place, Source

SHIPPED = Path(__file__).parent / "theatres"

T = TypeVar("T")


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
        names = {fold(alias): a for a in self.actors for alias in (*a.aliases, a.name)}
        return MappingProxyType(names | {fold(a.name): a for a in self.actors})

    @cached_property
    def _places(self) -> Mapping[str, Place]:
        names: dict[str, Place] = {}
        for place in self.places:
            names.setdefault(fold(place.name), place)
        for place in self.places:
            for alias in self.place_aliases.get(place.id, ()):
                names.setdefault(fold(alias), place)
        return MappingProxyType(names)

    @cached_property
    def _by_id(self) -> Mapping[str, Place]:
        return MappingProxyType({place.id: place for place in self.places})

    @cached_property
    def _sources(self) -> Mapping[str, Source]:
        return MappingProxyType(
            {fold(n): s for s in reversed(self.sources) for n in (*s.aliases, s.name)}
        )

    def actor_named(self, text: str) -> Actor | None:
        """The actor with this name or alias, however it is spelt; roles are not asked."""
        return _named(self._actors, text)

    def place_named(self, text: str) -> Place | None:
        """The theatre's own place with this name or alias."""
        return _named(self._places, text)

    def source_named(self, text: str) -> Source | None:
        return _named(self._sources, text)

    def place(self, place_id: str) -> Place | None:
        return self._by_id.get(place_id)


def _named(names: Mapping[str, T], text: str) -> T | None:
    key = fold(text)
    return names.get(key) or names.get(key.removeprefix("the "))


def load_theatre(path: Path) -> Theatre:
    """The theatre of a YAML file. BadInput names the file, the key and the mend."""
    parsed, digest = parse(path)
    slug = path.stem
    body = schema.read(parsed, path.name, slug)
    return Theatre(slug=slug, digest=digest, **body)


class _Shipped(Mapping[str, Theatre]):
    """Slug to theatre; each file is read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._paths = {path.stem: path for path in sorted(folder.glob("*.yaml"))}
        self._read: dict[str, Theatre] = {}

    def __getitem__(self, slug: str) -> Theatre:
        if slug not in self._read:
            self._read[slug] = load_theatre(self._paths[slug])
        return self._read[slug]

    def __contains__(self, slug: object) -> bool:
        return slug in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


_SHIPPED = _Shipped(SHIPPED)


def shipped() -> Mapping[str, Theatre]:
    """The theatres that come with whoholds, by slug. Each is read when it is first asked for."""
    return _SHIPPED


def find_theatre(name_or_path: str) -> Theatre:
    """A shipped theatre by slug or name, or the one in a file. BadInput where neither is there."""
    path = Path(name_or_path)
    if path.suffix in {".yaml", ".yml"} or path.is_file():
        return load_theatre(path)
    key = fold(name_or_path)
    for slug in _SHIPPED:
        if fold(slug) == key:
            return _SHIPPED[slug]
    for theatre in _SHIPPED.values():
        if fold(theatre.name) == key:
            return theatre
    known = ", ".join(_SHIPPED)
    raise BadInput(f"{name_or_path}: no such theatre; name one of {known}, or a YAML file")
