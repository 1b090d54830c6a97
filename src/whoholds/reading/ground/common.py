"""Ground by a common noun: "the town of X", "X airbase", "parts of X", "the city".

Ways of naming are tried in order of how surely they name: a name beside the noun, before it,
behind it, near it, and at last the place that the report told of before.
"""

from collections.abc import Callable

from attrs import evolve

from whoholds.reading.context import TOWNS
from whoholds.reading.grammar import section
from whoholds.reading.ground.around import (
    around,
    deep,
    is_definite,
    named_later,
    near,
    only_site,
    own_site,
    part_of_the_one_told,
    road_of_clause,
    the_ones_told,
    those_included,
)
from whoholds.reading.ground.noun import CommonNoun
from whoholds.reading.ground.place import (
    QUARTERS,
    SITES,
    Ground,
    is_acronym,
    is_place_name,
    named,
)
from whoholds.reading.ground.seats import seat, seat_of_region
from whoholds.reading.lexicon import lexicon
from whoholds.reading.sentence import child, with_conjuncts
from whoholds.reading.tree import Node

_LISTED = section("ground")
_ONE_OF_A_KIND = frozenset({"airport", "dam"})
_REGIONAL = frozenset({"region", "country"})
_LEFT = frozenset({"compound", "amod", "nmod", "poss", "nsubj", "npadvmod", "dep"})
_RIGHT = frozenset({"appos", "nmod", "dobj", "dep", "npadvmod", "oprd"})
_ADJACENT = 25
"""Characters between a name and its noun ("Taftanaz military airbase") that they can share."""


def common_grounds(at: CommonNoun) -> list[Ground]:
    """The ground of the first way of naming that says anything; a way may say: none."""
    for way in _WAYS:
        found = way(at)
        if found is not None:
            return found
    return []


# A name beside, before or behind the noun -------------------------------------------------


def _in_apposition(at: CommonNoun) -> list[Ground] | None:
    """ "Helmand's capital, Lashkar Gah": the name set beside its noun comes before all else."""
    if not at.settlement or at.plural:
        return None
    for c in at.noun.children:
        mention = at.mention(c) if c.dep_ == "appos" and c.i > at.noun.i else None
        if mention is not None and mention.kind in ("place", "name"):
            return [at.named(c), *(g for t in list(with_conjuncts(c))[1:] for g in at.inner(t))]
    return None


def _subject_of(at: CommonNoun) -> list[Ground] | None:
    """ "Rawa is the last town under their control": what the sentence is about."""
    if at.noun.dep_ != "attr" or at.kind is None or at.before is not None:
        return None
    if any(prep == "of" and at.names(thing) for prep, thing in at.phrases):
        return None
    about = child(at.noun.head, "nsubj")
    return [at.named(about)] if about is not None and at.names(about) else None


def _right_behind(at: CommonNoun) -> list[Ground] | None:
    """ "the capital X": whatever the parse made of it, a name right behind its noun is its
    name."""
    units, after = at.sentence.units, at.noun.i + 1
    if after >= len(units) or not at.settlement or at.plural:
        return None
    if at.before is not None or at.has_of():
        return None
    mention = units[after].mention
    if mention is None or mention.kind not in ("place", "name"):
        return None
    if units[after].start - at.sentence.unit(at.noun).end > 1:
        return None
    return [at.named(at.sentence.doc[after])]


def _names_before(at: CommonNoun) -> list[Ground] | None:
    """ "Hama province", "Taftanaz airbase", "Aleppo's eastern districts"."""
    if _named_by_of(at) and not at.quantity:
        return None
    for c in at.noun.lefts:
        mention = at.mention(c)
        if mention is None or c.dep_ not in _LEFT or not is_place_name(mention):
            continue
        parts = c.dep_ == "poss" and at.plural
        if mention.kind == "country" and at.lemma not in _LISTED["of_country"] and not parts:
            continue
        if mention.kind == "name" and (c.tag_.startswith("JJ") or is_acronym(mention.text)):
            continue
        names = [c, *(g for g in c.children if g.dep_ == "conj")]
        own = _is_own_name(at, c)
        return [_before(at, each, each is names[-1], own) for each in names if at.names(each)]
    return None


def _named_by_of(at: CommonNoun) -> bool:
    """ "Idlib's town of Saraqib": the name behind "of" is the noun's own."""
    by_of = at.kind in TOWNS or at.lemma in _LISTED["settled_by_of"]
    if not at.settlement or not (at.before is None or by_of):
        return False
    return any(
        prep == "of" and at.names(thing) and not thing.tag_.startswith("JJ")
        for prep, thing in at.phrases
    )


def _is_own_name(at: CommonNoun, name: Node) -> bool:
    if name.dep_ == "poss":  # "Khartoum's international airport": there is just one
        return at.kind in _ONE_OF_A_KIND and not at.plural
    several_parts = at.plural and at.kind in QUARTERS | {"village", "town"}
    return at.settlement and not at.quantity and not several_parts


def _before(at: CommonNoun, name: Node, last: bool, own: bool) -> Ground:
    if not own:
        return named(name, at.sentence, part=True)
    if at.kind in TOWNS:
        return at.named(name)
    # the name goes with its noun: "Hama province", "Taftanaz airbase"
    units = at.sentence.units
    adjacent = name.i < at.noun.i and units[at.noun.i].start - units[name.i].end <= _ADJACENT
    display = at.sentence.surface(name.i, at.noun.i) if adjacent and last else None
    return named(name, at.sentence, kind=at.kind, display=display)


def _behind_of(at: CommonNoun) -> list[Ground] | None:
    """ "the town of X", "parts of X", "80 percent of X"."""
    lex = lexicon()
    for prep, thing in at.phrases:
        if prep != "of":
            continue
        under = at.inner(thing, at.coreference)
        if under:
            own = _owns_of(at, thing, under)
            found = [
                evolve(g, part=g.part or not own, kind=at.kind if own else g.kind) for g in under
            ]
            if own and at.kind in _ONE_OF_A_KIND and len(found) == 1:
                whole = at.sentence.surface(at.noun.i, thing.i)
                found = [evolve(found[0], display=whole)]  # "the airport of X" is not X
            return found + those_included(at)
        measures = at.lemma in lex.quantity or at.kind is None
        if measures and at.sentence.lemma(thing) not in lex.parties:
            return []
    return None


def _owns_of(at: CommonNoun, thing: Node, under: list[Ground]) -> bool:
    """True where the name behind "of" is the noun's own: "the town of X", not "the edge of X"."""
    mention = at.mention(thing)
    listed = at.plural and len(under) > 1 and is_definite(at)  # "the towns of A and B"
    if mention is None or not at.settlement or (at.quantity and not listed):
        return False
    if at.plural and at.kind in QUARTERS and len(under) == 1:
        return False
    in_place = at.kind in SITES and mention.kind == "place"
    if in_place and at.lemma not in _LISTED["sites_by_of"]:
        return False
    return not (at.lemma in _LISTED["seats"] and under[0].kind in _REGIONAL)


def _set_beside(at: CommonNoun) -> list[Ground] | None:
    """ "the town, X," and "two towns - A and B"; "the key town X"."""
    for c in at.noun.children:
        if c.dep_ in _RIGHT and c.i > at.noun.i and at.names(c):
            return [at.named(each) for each in with_conjuncts(c) if at.names(each)]
    return None


def _called(at: CommonNoun) -> list[Ground] | None:
    """ "a town called X"."""
    for c in at.noun.children:
        if c.dep_ == "acl" and at.sentence.lower(c) in _LISTED["called"]:
            name = child(c, "oprd", "dobj", "attr")
            if name is not None and at.names(name):
                return [at.named(name)]
    return None


def _listed_behind(at: CommonNoun) -> list[Ground] | None:
    """ "three northern cities—A, B and C—", "four districts (A, B and C)": the names in brackets,
    behind a dash or a colon."""
    units, after = at.sentence.units, at.noun.i + 1
    if not at.plural or not at.settlement or after >= len(units):
        return None
    if units[after].lower not in _LISTED["opens_list"]:
        return None
    found = []
    for unit, node in zip(units[after + 1 :], at.sentence.doc[after + 1 :], strict=True):
        if is_place_name(unit.mention):
            found.append(at.named(node))
        elif unit.lower not in _LISTED["within_list"]:
            break
    return found or None


_WAYS: tuple[Callable[[CommonNoun], list[Ground] | None], ...] = (
    _listed_behind,
    _in_apposition,
    seat,
    seat_of_region,
    _subject_of,
    _right_behind,
    _names_before,
    _behind_of,
    _set_beside,
    _called,
    own_site,
    named_later,
    only_site,
    near,
    deep,
    road_of_clause,
    the_ones_told,
    around,
    part_of_the_one_told,
)
