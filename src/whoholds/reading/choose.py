"""Which theatre a report is about, by the countries, parties and places it names."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache

from whoholds.knowledge.countries import country_of
from whoholds.knowledge.gazetteer import Gazetteer
from whoholds.knowledge.names import fold
from whoholds.knowledge.theatres import Theatre

# A country or its people named weighs most; a party that many theatres know (Islamic State) or a
# place with namesakes elsewhere weighs little.
COUNTRY, ACTOR, PLACE, GAZETTEER = 3.0, 2.0, 2.0, 1.0
POWER = 4
"""Theatres in which a country has a part from outside, from which it is a power of many wars."""
_RUN = re.compile(
    r"(?:[a-z]{1,3}[-‐])?[^\W\d_a-z][\w'’ʼ.-]*(?:\s+(?:(?:al|el|ez|az|ash|as|ar|de|of)[-\s])?(?:[a-z]{1,3}[-‐])?[^\W\d_a-z][\w'’ʼ.-]*){0,3}"
)
_LONGEST = 60_000
"""Characters of a report that are looked at: a theatre shows early."""


def choose_theatre(
    text: str, theatres: Mapping[str, Theatre], gazetteer: Gazetteer
) -> Theatre | None:
    """The theatre with the most weight of names; None where no name speaks for any, or where a
    country that is in none of them is named more: its war is not one of theirs."""
    if len(theatres) == 0:
        return None
    index = _index(_Key(theatres))
    phrases: Counter[str] = Counter()
    for match in _RUN.finditer(text, 0, _LONGEST):
        words = match.group().split()
        for size in range(1, len(words) + 1):
            for at in range(len(words) - size + 1):
                phrases[" ".join(words[at : at + size])] += 1
    points: defaultdict[str, float] = defaultdict(float)
    elsewhere: Counter[str] = Counter()
    covered = {country for theatre in theatres.values() for country in theatre.countries}
    for phrase, times in phrases.items():
        weight = min(times, 3)
        clean = re.sub(r"['’ʼ]s$", "", phrase.strip(".,"))
        country = country_of(clean)
        if country:
            for theatre in theatres.values():
                if country in theatre.countries:
                    points[theatre.slug] += (
                        COUNTRY * weight * (1.0 if theatre.countries[0] == country else 0.6)
                    )
            if country not in covered:
                elsewhere[country] += weight
            continue
        key = fold(clean)
        for slug, value in index.get(key, ()):
            points[slug] += value * weight
        if key not in index and len(key) > 3:
            found = gazetteer.find(clean)
            people = sum(p.population for p in found)
            if people >= 5_000:
                for theatre in theatres.values():
                    share = (
                        sum(p.population for p in found if p.country in theatre.countries) / people
                    )
                    points[theatre.slug] += GAZETTEER * weight * share
    if not points:
        return None
    slug, best = max(points.items(), key=lambda point: point[1])
    powers = Counter(
        actor.country
        for theatre in theatres.values()
        for actor in theatre.actors
        if actor.kind == "foreign state" and actor.country
    )
    # A power of many wars may be named more than the country it fights in; others may not.
    if any(COUNTRY * n > best for country, n in elsewhere.items() if powers[country] < POWER):
        return None
    return theatres[slug] if best >= GAZETTEER else None


class _Key:
    """Theatres as a cache key: by what their files hold."""

    def __init__(self, theatres: Mapping[str, Theatre]) -> None:
        self.theatres = theatres
        self.digests = tuple(t.digest for t in theatres.values())

    def __hash__(self) -> int:
        return hash(self.digests)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.digests == other.digests


@lru_cache(4)
def _index(key: _Key) -> dict[str, list[tuple[str, float]]]:
    seen: dict[str, list[tuple[str, float]]] = {}
    for theatre in key.theatres.values():
        names: dict[str, float] = {}
        for actor in theatre.actors:
            if actor.kind in ("foreign state",):
                continue
            for alias in (actor.name, *actor.aliases):
                names[fold(alias)] = ACTOR
        for place in theatre.places:
            for alias in (place.name, *theatre.place_aliases.get(place.id, ())):
                names.setdefault(fold(alias), PLACE)
        for name, value in names.items():
            seen.setdefault(name, []).append((theatre.slug, value))
    return {
        name: [(slug, value / len(found)) for slug, value in found] for name, found in seen.items()
    }
