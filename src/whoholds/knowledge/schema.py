"""The form of a theatre file: every key read, checked and turned into the model's nouns.

Errors are BadInput of one line: file, key, what is wrong.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from types import MappingProxyType
from typing import Any, NoReturn, TypeVar

from attrs import evolve

from whoholds.knowledge.names import fold
from whoholds.knowledge.theatre import Role, Starting, Theatre
from whoholds.model import PLACE_KINDS, Actor, BadInput, Place, Source

ACTOR_KINDS = (
    "government",
    "opposition",
    "jihadist",
    "militia",
    "separatist",
    "foreign state",
    "coalition",
    "peacekeepers",
    "other",
)
GRADES = "ABCDEF"

_COUNTRY = re.compile(r"[A-Z]{2}")
_COLOUR = re.compile(r"#[0-9a-f]{6}")

T = TypeVar("T")


class _Section:
    """One mapping of the file, read key by key; `where` is the way to it for messages."""

    def __init__(self, value: Any, where: str) -> None:
        self.where = where
        if not isinstance(value, dict):
            self.wrong(f"must be a mapping of keys to values, not {_shown(value)}")
        self._left: dict[str, Any] = dict(value)

    def wrong(self, problem: str, key: str = "") -> NoReturn:
        raise BadInput(f"{self.where}{' ' + key if key else ''}: {problem}")

    def take(self, key: str, required: bool = False) -> Any:
        value = self._left.pop(key, None)
        if value is None and required:
            self.wrong("is missing", key)
        return value

    def has(self, key: str) -> bool:
        """True where the key holds a value; one that holds null is taken as not there."""
        if self._left.get(key) is None:
            self._left.pop(key, None)
        return key in self._left

    def text(self, key: str) -> str:
        return self._text(self.take(key, required=True), key)

    def maybe(self, key: str) -> str | None:
        value = self.take(key)
        return None if value is None else self._text(value, key)

    def _text(self, value: Any, key: str) -> str:
        if not isinstance(value, str) or not value.strip():
            self.wrong(f"must be text, not {_shown(value)}", key)
        return " ".join(value.split())

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.take(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.wrong(f"must be a list, not {_shown(value)}", key)
        return tuple(self._text(item, key) for item in value)

    def one_of(self, key: str, allowed: Iterable[str], default: str) -> str:
        value = self.maybe(key) or default
        if value not in allowed:
            self.wrong(f"{value!r} is none of {', '.join(allowed)}", key)
        return value

    def day(self, key: str) -> date | None:
        value = self.maybe(key)
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.wrong(f"{value!r} is no day; write it as 2014-06-10", key)

    def days(self) -> tuple[date | None, date | None]:
        start, end = self.day("from"), self.day("to")
        if start and end and end < start:
            self.wrong(f"ends {end}, before it begins {start}: swap from and to")
        return start, end

    def code(self, key: str) -> str | None:
        value = self.maybe(key)
        if value is not None and not _COUNTRY.fullmatch(value):
            self.wrong(f"{value!r} is no ISO 3166 alpha-2 code, such as SY", key)
        return value

    def degrees(self, key: str, limit: int) -> float | None:
        value = self.take(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > limit:
            self.wrong(f"must be degrees from -{limit} to {limit}, not {_shown(value)}", key)
        return float(value)

    def each(self, key: str, read: "Callable[[_Section], T]") -> tuple[T, ...]:
        value = self.take(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.wrong(f"must be a list, not {_shown(value)}", key)
        items = []
        for number, item in enumerate(value, 1):
            label = item.get("name") if isinstance(item, dict) else None
            section = _Section(item, f"{self.where} {key} {label or number}".replace("\n", " "))
            items.append(read(section))
            section.done()
        return tuple(items)

    def done(self) -> None:
        if self._left:
            self.wrong(f"unknown key {', '.join(sorted(self._left))}")


def _shown(value: Any) -> str:
    return repr(value)[:40]


def slug_of(name: str) -> str:
    return fold(name).replace(" ", "-")


def read(parsed: Any, file: str, slug: str, digest: str) -> Theatre:
    """The theatre of a parsed file; `file` is what messages call it."""
    top = _Section(parsed, f"{file}:")
    name = top.text("name")
    start, end = top.days()
    countries = top.texts("countries")
    for code in countries:
        if not _COUNTRY.fullmatch(code):
            top.wrong(f"{code!r} is no ISO 3166 alpha-2 code, such as SY", "countries")
    actors = top.each("actors", _actor)
    named = {actor.name for actor in actors}
    if len(named) < len(actors):
        names = [actor.name for actor in actors]
        twice = next(n for n in names if names.count(n) > 1)
        top.wrong(f"{twice} stands twice", "actors")

    def known(section: _Section, key: str) -> str:
        actor = section.text(key)
        if actor not in named:
            section.wrong(f"{actor!r} is none of the file's actors", key)
        return actor

    for actor in actors:
        for key, others in (("part_of", (actor.part_of,)), ("backed_by", actor.backed_by)):
            for other in others:
                if other is not None and other not in named:
                    top.wrong(
                        f"{other!r} is none of the file's actors", f"actors {actor.name} {key}"
                    )
    roles = top.each("roles", lambda section: _role(section, known))
    aliases: dict[str, tuple[str, ...]] = {}
    places = top.each("places", lambda section: _place(section, slug, aliases))
    ids = {fold(place.name): place.id for place in reversed(places)}
    starting = top.each("starting", lambda section: _starting(section, known, ids))
    sources = top.each("sources", lambda section: _source(section, known))
    facts = top.texts("sources_of_facts")
    top.done()
    return Theatre(
        name=name,
        slug=slug,
        countries=countries,
        start=start,
        end=end,
        actors=actors,
        roles=roles,
        places=tuple(_nested(place, ids) for place in places),
        place_aliases=MappingProxyType(aliases),
        starting=starting,
        sources=sources,
        sources_of_facts=facts,
        digest=digest,
    )


Known = Callable[[_Section, str], str]


def _actor(section: _Section) -> Actor:
    name = section.text("name")
    start, end = section.days()
    colour = section.maybe("colour")
    if colour is not None and not _COLOUR.fullmatch(colour.lower()):
        section.wrong(f"{colour!r} is no colour, such as '#a50026'", "colour")
    return Actor(
        name=name,
        aliases=section.texts("aliases"),
        kind=section.one_of("kind", ACTOR_KINDS, "other"),
        country=section.code("country"),
        start=start,
        end=end,
        part_of=section.maybe("part_of"),
        backed_by=section.texts("backed_by"),
        colour=colour.lower() if colour else None,
    )


def _role(section: _Section, known: Known) -> Role:
    words = section.texts("words")
    if not words:
        section.wrong("is missing", "words")
    return Role(words, known(section, "actor"), *section.days())


def _place(section: _Section, slug: str, aliases: dict[str, tuple[str, ...]]) -> Place:
    name = section.text("name")
    own = section.maybe("id") or f"{slug}:{slug_of(name)}"
    if own in aliases:
        section.wrong(f"has the id {own} of another place: give it an `id` of its own")
    aliases[own] = section.texts("aliases")
    lat, lon = section.degrees("lat", 90), section.degrees("lon", 180)
    if (lat is None) != (lon is None):
        section.wrong("lat and lon stand together or not at all")
    population = section.take("population") or 0
    if isinstance(population, bool) or not isinstance(population, int) or population < 0:
        section.wrong(f"must be a number of people, not {_shown(population)}", "population")
    return Place(
        id=own,
        name=name,
        kind=section.one_of("kind", PLACE_KINDS, "other"),
        country=section.code("country"),
        lat=lat,
        lon=lon,
        population=population,
        part_of=section.maybe("part_of"),
        source=section.maybe("source") or "theatre file",
    )


def _nested(place: Place, ids: dict[str, str]) -> Place:
    """`part_of` as an id, where it names another place of the file."""
    if place.part_of is None:
        return place
    return evolve(place, part_of=ids.get(fold(place.part_of), place.part_of))


def _starting(section: _Section, known: Known, ids: dict[str, str]) -> Starting:
    country, place = section.code("country"), section.maybe("place")
    if (country is None) == (place is None):
        section.wrong("names either a country or a place")
    start, end = section.days()
    return Starting(
        actor=known(section, "actor"),
        country=country,
        place=ids.get(fold(place), place) if place else None,
        start=start,
        end=end,
    )


def _source(section: _Section, known: Known) -> Source:
    return Source(
        name=section.text("name"),
        aliases=section.texts("aliases"),
        grade=section.one_of("grade", GRADES, "F"),
        side=known(section, "side") if section.has("side") else None,
    )
