"""Capitals: which town "the Libyan capital", "the capital" or "the state capital" is."""

from attrs import evolve

from whoholds.knowledge.countries import COUNTRIES
from whoholds.knowledge.names import fold
from whoholds.reading.grammar import section
from whoholds.reading.ground.noun import CommonNoun
from whoholds.reading.ground.place import Ground, told_before
from whoholds.reading.mentions import Mention

_LISTED = section("ground")
_LEFT = frozenset({"compound", "amod", "nmod", "poss"})


def seat(at: CommonNoun) -> list[Ground] | None:
    """ "the Libyan capital", "Mali's capital": the city it is."""
    if at.lemma not in _LISTED["capital"] or at.before is not None or at.has_of():
        return None
    for c in at.noun.lefts:
        mention = at.mention(c)
        capital = COUNTRIES[mention.country].capital if mention and mention.country else None
        if capital:
            unit = at.sentence.unit(at.noun)
            name = Mention(0, 1, capital, "place")
            return [Ground(name, at.noun.i, unit.start, unit.end, kind="city")]
    return _seat_of_the_land(at)


def _seat_of_the_land(at: CommonNoun) -> list[Ground] | None:
    """ "the capital", in a report that names its country's capital."""
    bare = [at.sentence.lower(c) for c in at.noun.lefts] == ["the"]
    home = at.context.home
    capital = COUNTRIES[home].capital if home and bare and at.coreference else None
    if capital is None or fold(capital) not in at.context.names:
        return None
    unit = at.sentence.unit(at.noun)
    name = Mention(0, 1, capital, "place")
    return [Ground(name, at.noun.i, unit.start, unit.end, kind="city", pronoun=True)]


def seat_of_region(at: CommonNoun) -> list[Ground] | None:
    """ "the Upper Nile state capital", "the capital of Nimroz province": the town told of beside
    it, and else a part of the region."""
    if at.lemma not in _LISTED["capital"] or not at.coreference or at.noun.dep_ == "appos":
        return None
    behind = [t for p, t in at.phrases if p == "of"]
    region = [g for t in behind for g in at.inner(t)] or [
        at.named(c) for c in at.noun.lefts if at.names(c) and c.dep_ in _LEFT
    ]
    if not region or not _is_region(at, region[0]):
        return None
    last = at.context.last_place(at.sentence, at.noun.i, "city")
    if last is not None and fold(last.name.text) != fold(region[0].name.text):
        return [told_before(at.noun, at.sentence, last, False)]
    return [evolve(region[0], part=True, kind="region")]


def _is_region(at: CommonNoun, ground: Ground) -> bool:
    """Not "the rebels' capital of Kilinochchi", which is the town itself."""
    if ground.kind == "region":
        return True
    if ground.name.places:
        return ground.name.places[0].kind == "region"
    words = {at.sentence.lower(c) for c in at.noun.lefts}
    return ground.name.kind == "name" and not words.isdisjoint(_LISTED["of_region"])
