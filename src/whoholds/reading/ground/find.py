"""A noun phrase, and what is coordinated with it, read as ground."""

from attrs import evolve

from whoholds.reading.context import Context
from whoholds.reading.grammar import section
from whoholds.reading.ground.common import common_grounds
from whoholds.reading.ground.noun import CommonNoun
from whoholds.reading.ground.place import (
    Ground,
    is_acronym,
    is_partial,
    is_place_name,
    named,
    told_before,
)
from whoholds.reading.lexicon import lexicon
from whoholds.reading.mentions import Mention
from whoholds.reading.sentence import DIRECTIONS, Sentence, prepositional, with_conjuncts
from whoholds.reading.tree import Node

_LISTED = section("ground")
_INNER = ("compound", "nmod")
_MODIFIERS = frozenset({"amod", "compound", "nmod", "advmod"})
_CLAUSES = frozenset({"relcl", "advcl", "acl"})
_COMPLEMENTS = frozenset({"acomp", "xcomp", "attr", "advmod"})


def grounds(
    token: Node, sentence: Sentence, context: Context, coreference: bool = True
) -> list[Ground]:
    """The ground that the noun and those coordinated with it stand for; empty where none.

    Without `coreference`, pronouns and "the city" stand for nothing.
    """
    found: list[Ground] = []
    for noun in with_conjuncts(token):
        if noun is not token and found and (describes(noun, sentence) or _of_it(noun, sentence)):
            continue
        found += _one(noun, sentence, context, coreference)
    return _distinct(found) if len(found) > 1 else found


def _of_it(noun: Node, sentence: Sentence) -> bool:
    """ "X and its suburbs": told with X."""
    return sentence.unit(noun).mention is None and any(c.lower_ == "its" for c in noun.lefts)


def describes(noun: Node, sentence: Sentence) -> bool:
    """ "entered X, capital of Y", "X, the last stronghold of Y": a bare noun or a stronghold behind
    a comma says what X is."""
    first, unit = noun.left_edge.i, sentence.unit(noun)
    if unit.mention is not None or first == 0 or sentence.units[first - 1].lower != ",":
        return False
    return first == noun.i or unit.lemma in lexicon().strongholds


def location(verb: Node, sentence: Sentence, context: Context, up: int = 0) -> list[Ground]:
    """Places at which the verb's clause is said to happen, by its own locative phrases; where
    there are none, by those of the clauses `up` steps above."""
    found = _locative(verb, sentence, context)
    for c in verb.children:
        complement = c.dep_ in _COMPLEMENTS and not any(g.dep_ == "nsubj" for g in c.children)
        if not found and complement:
            found = _locative(c, sentence, context)
    where = verb.dep_ == "relcl" and any(c.lower_ in _LISTED["where"] for c in verb.children)
    if not found and where:
        found = grounds(verb.head, sentence, context, False)[-1:]
    if not found and up > 0 and verb.head is not verb:
        return location(verb.head, sentence, context, up - 1)
    return found


def _locative(head: Node, sentence: Sentence, context: Context) -> list[Ground]:
    return [
        ground
        for prep, thing in prepositional(head)
        if prep in _LISTED["here"]
        for ground in grounds(thing, sentence, context, False)
    ]


def _distinct(found: list[Ground]) -> list[Ground]:
    first: dict[tuple[str, bool], Ground] = {}
    for ground in found:
        first.setdefault((ground.text.lower(), ground.part), ground)
    return list(first.values())


def _one(noun: Node, sentence: Sentence, context: Context, coreference: bool) -> list[Ground]:
    unit = sentence.unit(noun)
    if unit.mention is not None:
        return _of_name(noun, unit.mention, sentence, context)
    if unit.lower in _LISTED["standing_in"]:
        if not coreference or unit.lower in _LISTED["plural_pronouns"]:
            return []
        return _antecedent(noun, sentence, context)
    lex, lemma = lexicon(), unit.lemma
    if lemma in DIRECTIONS:
        # "the X checkpoint west of the town", when the parse took the direction for the noun
        before = [c for c in noun.lefts if c.dep_ in _INNER and sentence.lemma(c) in lex.ground]
        noun, lemma = (before[-1], sentence.lemma(before[-1])) if before else (noun, lemma)
    is_ground = (
        lemma in lex.ground
        or lemma in lex.strongholds
        or lemma in lex.quantity
        or lemma in DIRECTIONS
        or noun.tag_ == "CD"
        or lemma.endswith("%")
    )
    if not is_ground:
        return []
    return common_grounds(
        CommonNoun.of(noun, lemma, sentence, context, coreference, grounds, location)
    )


def _of_name(noun: Node, mention: Mention, sentence: Sentence, context: Context) -> list[Ground]:
    if mention.kind == "organisation":
        return [named(noun, sentence)] if mention.place_kind else []
    if not is_place_name(mention):
        return []
    unit = sentence.unit(noun)
    if mention.kind == "name" and (noun.tag_.startswith("JJ") or is_acronym(unit.text)):
        return []
    # "Al Heffeh Latakia": the nearer is the place, the farther says where it lies
    inner = [
        c
        for c in noun.lefts
        if c.dep_ in _INNER
        and is_place_name(sentence.unit(c).mention)
        and unit.start - sentence.unit(c).end <= 1
    ]
    outer = sentence.unit(inner[-1]).mention if inner else None
    if outer is not None and outer.kind != "country":
        return [named(inner[-1], sentence)]
    modifiers = (c for c in noun.lefts if c.dep_ in _MODIFIERS)
    found = [named(noun, sentence, part=is_partial(modifiers, sentence))]
    for c in noun.children:
        beside = c.dep_ == "appos" and c.i > noun.i and is_place_name(sentence.unit(c).mention)
        if beside and _listed(noun, c):
            found += _one(c, sentence, context, False)
        elif c.dep_ == "appos" and c.i > noun.i:
            # "X, the provincial capital, and the town of Y": Y too
            others = list(with_conjuncts(c))[1:]
            found += [g for other in others for g in _one(other, sentence, context, False)]
    return found


def _listed(noun: Node, other: Node) -> bool:
    """True for "A, B and C" parsed as apposition; "Darya, Damascus countryside" is context."""
    if any(c.dep_ in ("conj", "cc") for c in other.children):
        return True
    return any(c.dep_ == "cc" for c in noun.children)


def _antecedent(noun: Node, sentence: Sentence, context: Context) -> list[Ground]:
    """What "which" or "it" stands for: the noun that the clause hangs on, or the last place."""
    found: list[Ground] = []
    if sentence.lower(noun) in _LISTED["relative"]:
        head = noun.head
        for _ in range(4):
            if head.dep_ in _CLAUSES:
                found = grounds(head.head, sentence, context, False)[-1:]
                return [evolve(ground, pronoun=True) for ground in found]
            if head.head is head:
                break
            head = head.head
    last = context.last_place(sentence, noun.i, None)
    return [told_before(noun, sentence, last, last.part)] if last is not None else []
