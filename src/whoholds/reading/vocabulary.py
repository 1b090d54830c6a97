"""What names can mean in one war: actors, places and peoples, looked up and remembered.

A vocabulary is made for a theatre (or for none) and shared by all reports read with it.
"""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from attrs import frozen

from whoholds.knowledge.countries import COUNTRIES, country_of
from whoholds.knowledge.gazetteer import Gazetteer
from whoholds.knowledge.names import fold
from whoholds.knowledge.theatres import Role, Theatre
from whoholds.model import Actor, Place
from whoholds.reading.lexicon import lexicon
from whoholds.reading.tokens import lists

FAMOUS = 15_000
"""Inhabitants from which a place outside the war's countries is taken for a place at all: below
it, GeoNames holds a namesake for almost any word ("Police" in Poland, "March" in England)."""


@frozen
class Lookup:
    """What a name means: `kind` is actor, country, demonym, place or name (unknown)."""

    kind: str
    actor: Actor | None = None
    country: str | None = None
    places: tuple[Place, ...] = ()


NOTHING = Lookup("name")


class Vocabulary:
    """Names of one theatre over the gazetteer; `focus` are the theatre's countries.

    `is_common` says whether a lower-case word is an ordinary English one.
    """

    def __init__(
        self, theatre: Theatre | None, gazetteer: Gazetteer, is_common: Callable[[str], bool]
    ) -> None:
        self.theatre = theatre
        self.is_common = is_common
        self.gazetteer = gazetteer
        self.focus = frozenset(theatre.countries if theatre else ())
        self.lookup = lru_cache(maxsize=65_536)(self._lookup)
        self.longest = 6
        self._home: dict[str, list[Actor]] = {}
        for actor in theatre.actors if theatre else ():
            if actor.country and actor.kind in ("government", "foreign state"):
                self._home.setdefault(actor.country, []).append(actor)

        self._roles: dict[str, list[Role]] = {}
        for role in theatre.roles if theatre else ():
            for word in role.words:
                self._roles.setdefault(fold(word), []).append(role)

    def role(self, word: str, day: date | None) -> str | None:
        """The actor that a generic word ("the army") means on that day."""
        for role in self._roles.get(fold(word), ()):
            if day is None or (
                (role.start is None or role.start <= day) and (role.end is None or day <= role.end)
            ):
                return role.actor
        return None

    def _lookup(self, name: str, alone: bool) -> Lookup:
        """`alone`: the name is one word and could be an ordinary one."""
        folded = fold(name)
        if not folded:
            return NOTHING
        actor = self.theatre.actor_named(name) if self.theatre else None
        country = country_of(name)
        if actor and not country:
            return Lookup("actor", actor=actor)
        source = self.theatre.source_named(name) if self.theatre and not country else None
        if source is not None:
            return Lookup("organisation")
        if country:
            entry = COUNTRIES[country]
            spelled = {fold(n) for n in (entry.name, *entry.aliases)}
            return Lookup(
                "country" if folded in spelled else "demonym", actor=actor, country=country
            )
        if name.lower() in lists().peoples:
            return Lookup("people")
        if alone and self._ordinary(folded):
            return NOTHING
        place = self.theatre.place_named(name) if self.theatre else None
        found = [place] if place else []
        if self.focus:
            found += [
                p for p in self.gazetteer.find(name, self.focus) if not place or p.id != place.id
            ]
        if not found:
            found = [
                p for p in self.gazetteer.find(name) if not self.focus or p.population >= FAMOUS
            ]
        return Lookup("place", places=tuple(found)) if found else NOTHING

    @staticmethod
    def _ordinary(folded: str) -> bool:
        lex, known = lexicon(), lists()
        return (
            folded in known.openers
            or folded in known.organisations
            or folded in known.titles
            or lex.lemma_of(folded) in lex.parties
            or lex.lemma_of(folded) in lex.ground
        )

    def government(self, country: str, day: date | None = None) -> str:
        """The usual name of a country's side on that day: the theatre's own, else the country's.

        Without a day the theatre's first entry is taken.
        """
        for actor in self._home.get(country, ()):
            if day is None or (
                (actor.start is None or actor.start <= day)
                and (actor.end is None or day <= actor.end)
            ):
                return actor.name
        entry: Any = COUNTRIES[country]
        if country in self.focus and entry.demonyms:
            return f"{entry.demonyms[0]} government"
        return str(entry.name)
