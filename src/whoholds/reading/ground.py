"""The place slot: which ground, by name, a noun phrase stands for.

A name stands for itself; "the town of X" for X; "parts of X", "a base near X" for a part of X;
"the city", "it", "there" for the last place told of. What is not ground is refused.
"""

from collections.abc import Iterator
from typing import Any

from attrs import evolve, frozen

from whoholds.knowledge.countries import COUNTRIES
from whoholds.reading.context import Context
from whoholds.reading.lexicon import lexicon
from whoholds.reading.mentions import Mention
from whoholds.reading.sentence import DIRECTIONS, Sentence, child, prepositional, with_conjuncts

_PARTIAL = frozenset(
    "northwest northeast southwest southeast eastern western northern southern central northeastern northwestern southeastern southwestern north-eastern north-western "
    "south-eastern south-western eastern-most rural suburban downtown inner upper lower old greater outer north south east west".split()
)
_NEAR = frozenset(
    {
        "in",
        "near",
        "at",
        "outside",
        "around",
        "on",
        "inside",
        "along",
        "of",
        "from",
        "to",
        "by",
        "within",
        "across",
        "between",
        "into",
        "linking",
        "close",
        "throughout",
        "toward",
        "towards",
        "beside",
        "behind",
        "out of",
    }
)
_HERE = frozenset(
    {
        "in",
        "near",
        "at",
        "outside",
        "around",
        "inside",
        "on",
        "within",
        "across",
        "along",
        "throughout",
        "close",
        "over",
        "beside",
        "into",
    }
)
_REGIONAL = frozenset({"region", "country"})


@frozen
class Ground:
    """Ground by the name it goes under.

    `name` is the mention that names it; `kind` what a common noun tells of it; `part` is true
    for an unnamed part of it; `token` the head noun's index in the sentence; `context` a
    mention that says where it lies.
    """

    name: Mention
    token: int
    start: int
    end: int
    part: bool = False
    kind: str | None = None
    display: str | None = None
    pronoun: bool = False

    @property
    def text(self) -> str:
        return self.display or self.name.text


def grounds(
    token: Any, sentence: Sentence, context: Context, coreference: bool = True
) -> list[Ground]:
    """The ground that the noun and those coordinated with it stand for; empty where none."""
    found: list[Ground] = []
    pending_part = False
    for noun in with_conjuncts(token):
        here = list(_one(noun, sentence, context, coreference))
        if not here and noun is not token:
            continue
        found += here
        pending_part = pending_part or any(g.part for g in here)
    return _distinct(found)


def _distinct(found: list[Ground]) -> list[Ground]:
    seen: set[tuple[str, bool]] = set()
    kept = []
    for ground in found:
        key = (ground.text.lower(), ground.part)
        if key not in seen:
            seen.add(key)
            kept.append(ground)
    return kept


def is_place_name(mention: Mention | None) -> bool:
    return mention is not None and mention.kind in ("place", "country", "name")


def _named(
    noun: Any,
    sentence: Sentence,
    part: bool = False,
    kind: str | None = None,
    display: str | None = None,
) -> Ground:
    unit = sentence.unit(noun)
    assert unit.mention is not None
    return Ground(
        unit.mention, noun.i, unit.start, unit.end, part, kind or unit.mention.place_kind, display
    )


def _one(noun: Any, sentence: Sentence, context: Context, coreference: bool) -> Iterator[Ground]:
    lex = lexicon()
    unit = sentence.unit(noun)
    lemma = unit.lemma
    if unit.mention is not None:
        if is_place_name(unit.mention):
            if unit.mention.kind == "name" and (noun.tag_.startswith("JJ") or unit.text.isupper()):
                return
            # "Al Heffeh Latakia": the nearer is the place, the farther says where it lies
            inner = [
                c
                for c in noun.lefts
                if c.dep_ in ("compound", "nmod")
                and is_place_name(sentence.unit(c).mention)
                and unit.start - sentence.unit(c).end <= 1
            ]
            if inner and sentence.unit(inner[-1]).mention.kind != "country":  # type: ignore[union-attr]
                yield _named(inner[-1], sentence)
                return
            yield _named(noun, sentence, part=_partial(noun, sentence, unit.mention))
            for c in noun.children:
                if (
                    c.dep_ == "appos"
                    and c.i > noun.i
                    and sentence.unit(c).mention is not None
                    and is_place_name(sentence.unit(c).mention)
                    and _listed(noun, c, sentence)
                ):
                    yield from _one(c, sentence, context, False)
        elif unit.mention.kind == "organisation" and unit.mention.place_kind:
            yield _named(noun, sentence)
        return
    if unit.lower in ("it", "there", "which", "that", "where", "them", "they", "both"):
        if coreference and unit.lower not in ("them", "they"):
            yield from _antecedent(noun, sentence, context)
        return
    if lemma in DIRECTIONS:
        # "the X checkpoint west of the town", when the parse took the direction for the noun
        before = [
            c
            for c in noun.lefts
            if c.dep_ in ("compound", "nmod") and sentence.lemma(c) in lex.ground
        ]
        if before:
            yield from _common(
                before[-1], sentence.lemma(before[-1]), sentence, context, coreference
            )
            return
    is_ground = lemma in lex.ground or lemma in lex.strongholds
    if not (
        is_ground
        or lemma in lex.quantity
        or noun.tag_ == "CD"
        or lemma in DIRECTIONS
        or lemma.endswith("%")
    ):
        return
    yield from _common(noun, lemma, sentence, context, coreference)


def _listed(noun: Any, other: Any, sentence: Sentence) -> bool:
    """True for "A, B and C" parsed as apposition; "Darya, Damascus countryside" is context."""
    return any(c.dep_ in ("conj", "cc") for c in other.children) or any(
        c.dep_ == "cc" for c in noun.children
    )


def _partial(noun: Any, sentence: Sentence, mention: Mention) -> bool:
    lefts = [
        sentence.lower(c) for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod", "advmod")
    ]
    return any(word in _PARTIAL for word in lefts) and not any(p in ("re",) for p in lefts)


def _common(
    noun: Any, lemma: str, sentence: Sentence, context: Context, coreference: bool
) -> Iterator[Ground]:
    lex = lexicon()
    kind = lex.ground.get(lemma)
    settlement = lemma in lex.settlement
    quantity = (lemma in lex.quantity or lemma.endswith("%")) and not (
        settlement and noun.tag_ in ("NN", "NNP")
    )
    plural = noun.tag_ in ("NNS", "NNPS")
    inner = list(prepositional(noun))
    own_left = next(
        (c for c in noun.lefts if c.dep_ in ("compound", "nmod", "amod") and is_place_name(sentence.unit(c).mention)
         and sentence.unit(c).mention.kind != "country" and not (sentence.unit(c).mention.kind == "name" and c.tag_.startswith("JJ"))),  # type: ignore[union-attr]
        None,
    )  # fmt: skip
    for c in noun.children:
        # "Helmand's capital, Lashkar Gah": the name set beside its noun comes before all else
        if (
            c.dep_ == "appos"
            and settlement
            and not plural
            and sentence.unit(c).mention is not None
            and sentence.unit(c).mention.kind in ("place", "name")
            and c.i > noun.i
        ):  # type: ignore[union-attr]
            yield _named(c, sentence, kind=kind)
            return
    if lemma == "capital" and own_left is None and not any(p == "of" for p, _ in inner):
        seat = _seat(noun, sentence)
        if seat is not None:
            unit = sentence.unit(noun)
            yield Ground(seat, noun.i, unit.start, unit.end, kind="city")
            return
    if (
        noun.dep_ == "attr"
        and kind is not None
        and own_left is None
        and not any(is_place_name(sentence.unit(o).mention) for p, o in inner if p == "of")
    ):
        # "Rawa is the last town under their control": what the sentence is about
        about = child(noun.head, "nsubj")
        if about is not None and is_place_name(sentence.unit(about).mention):
            yield _named(about, sentence, kind=kind)
            return
    settled_by_of = kind in ("city", "town", "village") or lemma in (
        "suburb",
        "neighbourhood",
        "neighborhood",
    )
    nxt = noun.i + 1
    if (
        nxt < len(sentence.units)
        and settlement
        and not plural
        and not any(p == "of" for p, _ in inner)
    ):
        # whatever the parse made of it, a name right behind its noun is its name: "the capital X"
        after = sentence.units[nxt].mention
        if (
            after is not None
            and after.kind in ("place", "name")
            and sentence.units[nxt].start - sentence.unit(noun).end <= 1
            and own_left is None
        ):
            yield _named(sentence.doc[nxt], sentence, kind=kind)
            return
    naming = (
        (own_left is None or settled_by_of)
        and settlement
        and any(
            p == "of"
            and is_place_name(sentence.unit(o).mention)
            and not sentence.doc[o.i].tag_.startswith("JJ")
            for p, o in inner
        )
    )
    # "Hama province", "Taftanaz airbase", "Aleppo's eastern districts"
    for c in noun.lefts if not (naming and not quantity) else ():
        mention = sentence.unit(c).mention
        if (
            c.dep_ in ("compound", "amod", "nmod", "poss", "nsubj", "npadvmod", "dep")
            and is_place_name(mention)
            and mention is not None
        ):
            if mention.kind == "country" and lemma not in (
                "territory",
                "soil",
                "capital",
                "border",
                "countryside",
                "coast",
            ):
                continue
            if mention.kind == "name" and c.tag_.startswith("JJ"):
                continue
            named_conj = [c, *(g for g in c.children if g.dep_ == "conj")]
            for each in named_conj:
                if not is_place_name(sentence.unit(each).mention):
                    continue
                own = (
                    settlement
                    and not quantity
                    and c.dep_ != "poss"
                    and not (plural and kind in ("district", "neighbourhood", "village", "town"))
                )
                if own and kind in ("city", "town", "village"):
                    yield _named(each, sentence, kind=kind)
                elif own:
                    # the name goes with its noun: "Hama province", "Taftanaz airbase"
                    adjacent = (
                        sentence.units[noun.i].start - sentence.units[each.i].end <= 25
                        and each.i < noun.i
                    )
                    display = (
                        sentence.surface(each.i, noun.i)
                        if adjacent and each is named_conj[-1]
                        else None
                    )
                    yield _named(each, sentence, kind=kind, display=display)
                else:
                    yield _named(each, sentence, part=True, kind=None)
            return
    # "the town of X", "parts of X", "80 percent of X"
    for prep, obj in inner:
        if prep != "of":
            continue
        under = grounds(obj, sentence, context, coreference)
        if not under:
            if (lemma in lex.quantity or kind is None) and sentence.lemma(obj) not in lex.parties:
                return
            continue
        own_name = settlement and not quantity and sentence.unit(obj).mention is not None
        if own_name and plural and kind in ("district", "neighbourhood") and len(under) == 1:
            own_name = False
        if own_name and (
            kind in ("building", "base", "airport", "crossing", "road")
            and sentence.unit(obj).mention.kind == "place"
            and lemma not in ("airport", "dam")
        ):  # type: ignore[union-attr]
            own_name = False
        if (
            own_name
            and lemma in ("capital", "stronghold", "bastion")
            and under[0].kind in _REGIONAL
        ):
            own_name = False
        for g in under:
            yield evolve(g, part=g.part or not own_name, kind=kind if own_name else g.kind)
        yield from _including(noun, sentence)
        return
    # "the town, X," and "two towns - A and B"; "the key town X"
    for c in noun.children:
        if (
            c.dep_ in ("appos", "nmod", "dobj", "dep", "npadvmod", "oprd")
            and c.i > noun.i
            and is_place_name(sentence.unit(c).mention)
        ):
            for each in with_conjuncts(c):
                if is_place_name(sentence.unit(each).mention):
                    yield _named(each, sentence, kind=kind)
            return
    # "called X", "including X"
    for c in noun.children:
        if c.dep_ == "acl" and sentence.lower(c) in ("called", "named", "known"):
            obj = child(c, "oprd", "dobj", "attr")
            if obj is not None and is_place_name(sentence.unit(obj).mention):
                yield _named(obj, sentence, kind=kind)
                return
    site = context.sites.get(kind or "")
    if (
        site is not None
        and not plural
        and any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in noun.lefts)
    ):
        unit = sentence.unit(noun)
        yield Ground(site, noun.i, unit.start, unit.end, kind=kind, pronoun=True)
        return
    including = _including(noun, sentence)
    # "a base near X"
    for prep, obj in inner:
        if prep in _NEAR or (lemma == "border" and prep == "with"):
            under = [
                g
                for g in grounds(obj, sentence, context, False)
                if g.name.kind != "country" or prep in ("in", "of")
            ]
            if under:
                for g in under if not including else under[:1]:
                    yield evolve(g, part=True)
                yield from including
                return
    deep = _deep(noun, sentence, context)
    if deep and not including:
        yield evolve(deep[0], part=True)
        return
    if including:
        outside = _outside(noun, sentence, context) if coreference else None
        if outside is not None:
            yield evolve(outside, part=True)
        yield from including
        return
    if kind is None and lemma not in DIRECTIONS:
        return
    definite = any(
        c.dep_ in ("det", "poss")
        and sentence.lower(c) in ("the", "this", "that", "these", "its", "their")
        for c in noun.lefts
    )
    outside = _outside(noun, sentence, context) if coreference else None
    if (
        definite
        and settlement
        and not plural
        and coreference
        and lemma not in ("checkpoint", "building", "prison", "hospital", "position")
    ):
        last = context.last_place(sentence, noun.i, kind)
        if last is not None:
            yield Ground(
                last.name,
                noun.i,
                sentence.unit(noun).start,
                sentence.unit(noun).end,
                part=_partial_word(noun, sentence) or last.part and False,
                kind=last.kind,
                display=last.display,
                pronoun=True,
            )
            return
    if outside is not None:
        yield evolve(outside, part=True)
        return
    if coreference and (kind is not None or quantity) and lemma not in ("other", "one", "some"):
        last = context.last_place(
            sentence, noun.i, "city" if kind in ("district", "neighbourhood") else None
        )
        if last is not None and not definite and last.at[0] != sentence.index:
            last = None
        if last is not None and (definite or kind is not None):
            yield Ground(
                last.name,
                noun.i,
                sentence.unit(noun).start,
                sentence.unit(noun).end,
                part=True,
                kind=last.kind,
                display=last.display,
                pronoun=True,
            )


def _deep(noun: Any, sentence: Sentence, context: Context) -> list[Ground]:
    """A locative phrase anywhere in the noun's own phrase, when the parse hung it too low."""
    if noun.tag_ in ("NN", "NNP") and not any(
        c.lower_ in ("a", "an", "another") for c in noun.lefts
    ):
        return []
    for token in noun.subtree:
        if (
            token.i > noun.i
            and token.dep_ == "prep"
            and token.lower_ in ("in", "near", "outside", "at", "around")
        ):
            obj = child(token, "pobj")
            if obj is not None and token.head.i != noun.i and not token.head.tag_.startswith("VB"):
                found = grounds(obj, sentence, context, False)
                if found:
                    return found
    return []


def _seat(noun: Any, sentence: Sentence) -> Mention | None:
    """ "the Libyan capital", "Mali's capital": the city it is."""
    for c in noun.lefts:
        mention = sentence.unit(c).mention
        if mention is not None and mention.country:
            capital = COUNTRIES[mention.country].capital
            if capital:
                return Mention(0, 1, capital, "place")
    return None


def _partial_word(noun: Any, sentence: Sentence) -> bool:
    return any(sentence.lower(c) in _PARTIAL for c in noun.lefts)


def _including(noun: Any, sentence: Sentence) -> list[Ground]:
    """ "four villages, including A and B": the named ones."""
    found = []
    nearby = (
        [c for c in noun.head.children if c.i > noun.i] if noun.head.tag_.startswith("VB") else []
    )
    for c in [*noun.children, *nearby]:
        if sentence.lower(c) in ("including", "include", "like", "notably"):
            for obj in c.children:
                if obj.dep_ in ("pobj", "dobj"):
                    for each in with_conjuncts(obj):
                        mention = sentence.unit(each).mention
                        if is_place_name(mention):
                            found.append(_named(each, sentence))
                        else:
                            for prep, inner in prepositional(each):
                                if prep == "of" and is_place_name(sentence.unit(inner).mention):
                                    found += [
                                        _named(
                                            n,
                                            sentence,
                                            kind=lexicon().ground.get(sentence.lemma(each)),
                                        )
                                        for n in with_conjuncts(inner)
                                        if is_place_name(sentence.unit(n).mention)
                                    ]
    return found


def _outside(noun: Any, sentence: Sentence, context: Context) -> Ground | None:
    """Where the clause around the noun takes place: "In X, …", "… in X"."""
    governor = noun
    for _ in range(8):
        if governor.tag_.startswith("VB") or governor.dep_ == "ROOT":
            found = location(governor, sentence, context)
            if found:
                return found[0]
        if governor.head is governor:
            return None
        governor = governor.head
    return None


def location(verb: Any, sentence: Sentence, context: Context, up: int = 0) -> list[Ground]:
    """Places at which the verb's clause is said to happen, by its own locative phrases."""
    found: list[Ground] = []
    for prep, obj in prepositional(verb):
        if prep in _HERE:
            found += grounds(obj, sentence, context, False)
    for c in verb.children:
        if (
            not found
            and c.dep_ in ("acomp", "xcomp", "attr", "advmod")
            and not any(g.dep_ == "nsubj" for g in c.children)
        ):
            for prep, obj in prepositional(c):
                if prep in _HERE:
                    found += grounds(obj, sentence, context, False)
    if (
        not found
        and verb.dep_ == "relcl"
        and any(c.lower_ in ("where", "whereby") for c in verb.children)
    ):
        found = grounds(verb.head, sentence, context, False)[-1:]
    if not found and up > 0 and verb.head is not verb:
        return location(verb.head, sentence, context, up - 1)
    return found


def _antecedent(noun: Any, sentence: Sentence, context: Context) -> Iterator[Ground]:
    unit = sentence.unit(noun)
    if unit.lower in ("which", "that", "where"):
        head = noun.head
        for _ in range(4):
            if head.dep_ in ("relcl", "advcl", "acl"):
                for g in grounds(head.head, sentence, context, False)[-1:]:
                    yield evolve(g, pronoun=True)
                return
            if head.head is head:
                break
            head = head.head
    last = context.last_place(sentence, noun.i, None)
    if last is not None:
        yield Ground(
            last.name,
            noun.i,
            unit.start,
            unit.end,
            part=last.part,
            kind=last.kind,
            display=last.display,
            pronoun=True,
        )
