"""What theatres and the list of sources say of the names in claims: who is meant, who is believed."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TypeVar

from attrs import evolve

from whoholds.knowledge import words
from whoholds.knowledge.names import fold
from whoholds.knowledge.theatres import Theatre, shipped
from whoholds.model import Evidence, Source

_LONGEST_NAME = 7  # words
_T = TypeVar("_T")


class Lore:
    """Actors and sources by any of their names: of one theatre, or of all that are shipped.

    Without a theatre of the user's, those of a claim's own country are asked first.
    """

    def __init__(self, theatre: Theatre | None = None) -> None:
        self._theatre = theatre
        self._judged: dict[tuple[str | None, ...], tuple[str, tuple[str, ...]]] = {}

    @cached_property
    def theatres(self) -> tuple[Theatre, ...]:
        return (self._theatre,) if self._theatre else tuple(shipped().values())

    def actors(self, name: str) -> frozenset[str]:
        """The usual names of the actors that are called so; for a role word such as "rebels",
        those whom it means in any theatre."""
        named = {a.name for t in self.theatres if (a := t.actor_named(name))}
        if named:
            return frozenset(named)
        key = _role_key(name)
        return frozenset(
            role.actor
            for theatre in self.theatres
            for role in theatre.roles
            if key in map(_role_key, role.words)
        )

    def speaker(self, name: str) -> str:
        """The usual name of a source or actor that is called so; `name` where none is."""
        source = self._source_called(name, None)
        return source.name if source else self._actor_called(name, None) or name

    def judged(self, evidence: Evidence) -> Evidence:
        """`evidence` with the grade of the source it relies on and the sides that speak in it.

        The furthest speaker whose reliability is known decides: who passes a word on is no
        better than whose word it is. "F" where none is known.
        """
        claim = evidence.claim
        key = (claim.country, evidence.publisher, *claim.sources)
        if key not in self._judged:
            self._judged[key] = self._judge(key[0], [name for name in key[1:] if name])
        grade, sides = self._judged[key]
        return evolve(evidence, grade=grade, sides=sides)

    def theatre_of(self, country: str | None) -> Theatre | None:
        """The theatre that is about the country before others; the user's own for every one."""
        if self._theatre:
            return self._theatre
        about = [theatre for theatre in self.theatres if country in theatre.countries]
        return min(about, key=lambda t: t.countries.index(country or ""), default=None)

    def _judge(self, country: str | None, speakers: list[str]) -> tuple[str, tuple[str, ...]]:
        grade = "F"
        sides: dict[str, None] = {}
        for speaker in speakers:
            source = self._source(speaker, country)
            if source:
                grade = source.grade
                side = source.side
            else:
                side = self._side(speaker, country)
            if side:
                sides[side] = None
        return grade, tuple(sides)

    def _source(self, speaker: str, country: str | None) -> Source | None:
        return _longest(speaker, lambda name: self._source_called(name, country))

    def _side(self, speaker: str, country: str | None) -> str | None:
        """The actor that a speaker such as "two Syrian army sources" belongs to."""
        return _longest(speaker, lambda name: self._actor_called(name, country))

    def _source_called(self, name: str, country: str | None) -> Source | None:
        in_theatres = _first(theatre.source_named(name) for theatre in self._of(country))
        return in_theatres or self._sources.get(fold(name))

    def _actor_called(self, name: str, country: str | None) -> str | None:
        actor = _first(theatre.actor_named(name) for theatre in self._of(country))
        return actor.name if actor else None

    def _of(self, country: str | None) -> Iterator[Theatre]:
        for theatre in self.theatres:
            if country is None or theatre is self._theatre or country in theatre.countries:
                yield theatre

    @cached_property
    def _sources(self) -> dict[str, Source]:
        """The outlets and monitors that speak of every war, by folded name."""
        found: dict[str, Source] = {}
        for row in words.load("sources"):
            source = Source(
                row["name"], tuple(row.get("aliases") or ()), row["grade"], row.get("side")
            )
            for name in (source.name, *source.aliases):
                found.setdefault(fold(name), source)
        return found


def _role_key(word: str) -> str:
    return fold(word).removeprefix("the ")


def _first(found: Iterable[_T | None]) -> _T | None:
    return next((one for one in found if one is not None), None)


def _longest(speaker: str, look_up: Callable[[str], _T | None]) -> _T | None:
    """What the longest run of words in `speaker` names, the first of equals.

    Part of a longer name names nobody: "Free Syrian army" is not the Syrian army; nor does a
    word without a capital: an economist is not The Economist.
    """
    parts = speaker.split()
    for length in range(min(len(parts), _LONGEST_NAME), 0, -1):
        for first in range(len(parts) - length + 1):
            name = " ".join(parts[first : first + length]).strip(".,;:'\"’“”")
            whole = length == len(parts) and not name.islower()
            before = parts[first - 1] if first else ""
            inside_a_name = before[:1].isupper() and before != "The"
            if name and (whole or (name[:1].isupper() and not inside_a_name)):
                found = look_up(name)
                if found is not None:
                    return found
    return None
