"""Ground by what stands around a common noun: places near it, and places told before or later."""

from attrs import evolve

from whoholds.reading.context import TOWNS
from whoholds.reading.grammar import section
from whoholds.reading.ground.noun import CommonNoun
from whoholds.reading.ground.place import (
    QUARTERS,
    SITES,
    Ground,
    is_partial,
    named,
    told_before,
)
from whoholds.reading.lexicon import lexicon
from whoholds.reading.sentence import DIRECTIONS, child, prepositional, with_conjuncts
from whoholds.reading.tree import Node

_LISTED = section("ground")


def named_later(at: CommonNoun) -> list[Ground] | None:
    """ "a town in X province", "their last stronghold in X province", of which the next sentences
    say "the town of Y": Y."""
    if _foremost(at):
        return _later(at, set(TOWNS))
    some = any(c.dep_ == "det" and c.lower_ in _LISTED["indefinite"] for c in at.noun.lefts)
    before = {at.sentence.lemma(c) for c in at.noun.lefts if c.dep_ == "compound"}
    nouns = {at.lemma, *before} & lexicon().settlement
    if at.plural or not some or not nouns or not at.coreference:
        return None
    if at.kind not in TOWNS | QUARTERS and not before & nouns and at.lemma != "port":
        return None  # "a base" may be any; "a district center", "a port" have a name
    nouns |= _LISTED["alike"] if nouns & _LISTED["alike"] else set()
    return _later(at, nouns)


def _foremost(at: CommonNoun) -> bool:
    words = {at.sentence.lower(c) for c in at.noun.lefts}
    stronghold = at.coreference and not at.plural and at.lemma in lexicon().strongholds
    return stronghold and not _LISTED["foremost"].isdisjoint(words)


def _later(at: CommonNoun, nouns: set[str]) -> list[Ground] | None:
    mention = at.context.named_later(at.sentence, nouns)
    if mention is None:
        return None
    unit = at.sentence.unit(at.noun)
    return [Ground(mention, at.noun.i, unit.start, unit.end, kind=at.kind, pronoun=True)]


def only_site(at: CommonNoun) -> list[Ground] | None:
    """ "the airport", where the report names just one."""
    site = at.context.sites.get(at.kind or "")
    if site is None or at.plural:
        return None
    if not any(c.dep_ == "det" and c.lower_ in _LISTED["the"] for c in at.noun.lefts):
        return None
    unit = at.sentence.unit(at.noun)
    return [Ground(site, at.noun.i, unit.start, unit.end, kind=at.kind, pronoun=True)]


def own_site(at: CommonNoun) -> list[Ground] | None:
    """ "the Air Force intelligence building in X": a site by its owner's name."""
    owners = [c for c in at.noun.lefts if c.dep_ in ("compound", "nmod", "amod")]
    named_after = [c for c in owners if getattr(at.mention(c), "kind", "") == "organisation"]
    if at.plural or at.kind not in SITES or not named_after:
        return None
    first = min(c.left_edge.i for c in owners)
    whole = at.sentence.surface(first, at.noun.i)
    for prep, thing in at.phrases:
        town = at.inner(thing) if prep in _LISTED["deep"] else []
        if town and town[0].name.kind != "country":
            return [evolve(town[0], part=False, kind=at.kind, display=whole)]
    return None


def near(at: CommonNoun) -> list[Ground] | None:
    """ "a base near X": a part of X."""
    for prep, thing in at.phrases:
        if prep not in _LISTED["near"] and not (at.lemma == "border" and prep == "with"):
            continue
        wide = prep in _LISTED["in_country"]
        under = [g for g in at.inner(thing) if wide or g.name.kind != "country"]
        if not under and prep == "of":
            # "the headquarters of the 6th Division in X"
            inner = (t for p, t in prepositional(thing) if p in _LISTED["deep"])
            under = [g for t in inner for g in at.inner(t) if g.name.kind != "country"]
        if under:
            including = those_included(at)
            chosen = under[:1] if including else under
            return [*(evolve(g, part=True) for g in chosen), *including]
    return None


def those_included(at: CommonNoun) -> list[Ground]:
    """ "four villages, including A and B": the named ones."""
    found: list[Ground] = []
    head = at.noun.head
    beside = [c for c in head.children if c.i > at.noun.i] if head.tag_.startswith("VB") else []
    for c in [*at.noun.children, *beside]:
        if at.sentence.lower(c) in _LISTED["including"]:
            for thing in c.children:
                if thing.dep_ in ("pobj", "dobj"):
                    found += [g for each in with_conjuncts(thing) for g in _included(at, each)]
    return found


def _included(at: CommonNoun, token: Node) -> list[Ground]:
    if at.names(token):
        return [named(token, at.sentence)]
    for c in token.lefts:
        if c.dep_ in ("compound", "nmod") and at.names(c):
            return at.inner(token)
    kind = lexicon().ground.get(at.sentence.lemma(token))
    return [
        named(each, at.sentence, kind=kind)
        for prep, thing in prepositional(token)
        if prep == "of" and at.names(thing)
        for each in with_conjuncts(thing)
        if at.names(each)
    ]


def deep(at: CommonNoun) -> list[Ground] | None:
    """A locative phrase anywhere in the noun's own phrase, when the parse hung it too low."""
    noun = at.noun
    single = noun.tag_ in ("NN", "NNP")
    if single and not any(c.lower_ in _LISTED["indefinite"] for c in noun.lefts):
        return None
    for token in noun.subtree:
        if token.i <= noun.i or token.dep_ != "prep" or token.lower_ not in _LISTED["deep"]:
            continue
        thing = child(token, "pobj")
        below = token.head.i != noun.i and not token.head.tag_.startswith("VB")
        found = at.inner(thing) if thing is not None and below else []
        if found:
            return None if those_included(at) else [evolve(found[0], part=True)]
    return None


def road_of_clause(at: CommonNoun) -> list[Ground] | None:
    """ "control two main roads out of X", where the parse hung the way on the verb."""
    if at.kind != "road" or not at.noun.head.tag_.startswith("VB"):
        return None
    for prep, thing in prepositional(at.noun.head):
        if prep in _LISTED["ways"] and thing.i > at.noun.i:
            under = [g for g in at.inner(thing) if g.name.kind != "country"]
            if under:
                return [evolve(g, part=True) for g in under]
    return None


def the_ones_told(at: CommonNoun) -> list[Ground] | None:
    """ "the towns", "both villages": those that were told of together last."""
    both = any(at.sentence.lower(c) in _LISTED["both"] for c in at.noun.lefts)
    if not at.coreference or not at.plural or not at.settlement or not (both or is_definite(at)):
        return None
    if at.before is not None or any(c.dep_ == "amod" for c in at.noun.lefts):
        return None
    told = at.context.together(at.sentence, at.noun.i)
    return [told_before(at.noun, at.sentence, one, one.part) for one in told] or None


def around(at: CommonNoun) -> list[Ground] | None:
    """ "In X, …", "… in X": the ground is a part of where the clause takes place."""
    including = those_included(at)
    if not including and at.kind is None and at.lemma not in DIRECTIONS:
        return []
    if not at.coreference:
        return including or None
    if not including:
        told = _the_one_told(at)
        if told is not None:
            return told
    outside = _outside(at)
    if outside is None:
        return including or None
    return [evolve(outside, part=True), *including]


def _outside(at: CommonNoun) -> Ground | None:
    governor = at.noun
    for _ in range(8):
        if governor.tag_.startswith("VB") or governor.dep_ == "ROOT":
            found = at.location(governor, at.sentence, at.context)
            if found:
                return found[0]
        if governor.head is governor:
            return None
        governor = governor.head
    return None


def is_definite(at: CommonNoun) -> bool:
    articles = (c for c in at.noun.lefts if c.dep_ in ("det", "poss"))
    return any(at.sentence.lower(c) in _LISTED["known"] for c in articles)


def _counted(at: CommonNoun) -> bool:
    """ "the second city to fall in a week": one more, and not the one told of."""
    return any(c.lower_ in _LISTED["ordinals"] for c in at.noun.lefts)


def _the_one_told(at: CommonNoun) -> list[Ground] | None:
    """ "the city": the last one that the report told of."""
    if not at.settlement or at.plural or at.lemma in _LISTED["any_of_its_kind"] or _counted(at):
        return None
    last = at.context.last_place(at.sentence, at.noun.i, at.kind) if is_definite(at) else None
    if last is None:
        return None
    return [told_before(at.noun, at.sentence, last, is_partial(at.noun.lefts, at.sentence))]


def part_of_the_one_told(at: CommonNoun) -> list[Ground] | None:
    """ "the eastern districts", "a checkpoint": a part of the last place told of."""
    if not at.coreference or at.lemma in _LISTED["some"] or (at.kind is None and not at.quantity):
        return None
    wanted = "city" if at.kind in QUARTERS else None
    last = at.context.last_place(at.sentence, at.noun.i, wanted)
    if last is None or _counted(at) or any(c.lower_ == "other" for c in at.noun.lefts):
        return None  # "X and other towns": not of X
    definite = is_definite(at)
    if not definite and (at.kind is None or last.at[0] != at.sentence.index):
        return None
    return [told_before(at.noun, at.sentence, last, True)]
