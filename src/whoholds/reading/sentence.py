"""A parsed sentence and the questions that grammar asks of it: subject, object, preposition."""

from collections.abc import Iterator
from typing import Any

from attrs import define

from whoholds.reading.grammar import section
from whoholds.reading.parse import Unit
from whoholds.reading.text import Span

DIRECTIONS = section("directions")["nouns"]
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_RELATIVE = frozenset({"which", "that", "who", "whom", "where"})


@define(eq=False)
class Sentence:
    """`doc[i]` is the parse of `units[i]`; `text` is the whole report's."""

    text: str
    span: Span
    units: list[Unit]
    doc: Any
    index: int = 0

    def unit(self, token: Any) -> Unit:
        at: int = token.i
        return self.units[at]

    def lemma(self, token: Any) -> str:
        return self.unit(token).lemma

    def lower(self, token: Any) -> str:
        return self.unit(token).lower

    def surface(self, first: int, last: int) -> str:
        """The report's text from unit `first` to unit `last` (both included)."""
        return self.text[self.units[first].start : self.units[last].end]


def child(token: Any, *deps: str) -> Any | None:
    for c in token.children:
        if c.dep_ in deps:
            return c
    return None


def is_passive(token: Any) -> bool:
    if child(token, "auxpass", "nsubjpass") is not None:
        return True
    if child(token, "agent") is not None and token.tag_ in ("VBN", "VBD", "JJ"):
        return True
    if token.tag_ != "VBN":
        return False
    if token.dep_ in ("acl", "amod", "acomp", "oprd"):
        return True
    return (
        token.dep_ == "conj"
        and child(token, *_SUBJECTS) is None
        and child(token, "aux") is None
        and is_passive(token.head)
    )


def with_conjuncts(token: Any) -> Iterator[Any]:
    """The token and what is coordinated or listed in apposition of like kind with it."""
    yield token
    for c in token.children:
        if c.dep_ == "conj":
            yield from with_conjuncts(c)


def subject(token: Any, depth: int = 0) -> Any | None:
    """Who does it (or, in the passive, to whom it is done): the subject, also through
    coordination, control and participles."""
    own = child(token, *_SUBJECTS)
    if own is not None:
        return _antecedent(own, token) if own.lower_ in _RELATIVE else own
    if depth > 4:
        return None
    head, dep = token.head, token.dep_
    if dep == "relcl":
        return None if child(token, "dobj", "pobj") is None else head
    if dep in ("conj", "advcl", "xcomp", "pcomp", "ccomp", "dep", "parataxis", "advmod"):
        if dep == "ccomp" and child(token, "mark", "aux") is not None and token.tag_ != "VB":
            return None
        governor = head
        while governor.dep_ in ("prep", "mark") and governor.head is not governor:
            governor = governor.head
        if dep == "xcomp":
            # "forced the army to withdraw": the object of the governor acts
            obj = child(governor, "dobj")
            if obj is not None and governor.tag_.startswith("VB") and not is_passive(governor):
                return obj
        if governor.tag_.startswith("VB") or governor.dep_ == "ROOT":
            return subject(governor, depth + 1)
        if dep == "pcomp":
            while not governor.tag_.startswith("VB") and governor.head is not governor:
                governor = governor.head
            return subject(governor, depth + 1)
        if governor.tag_.startswith("NN"):
            return owner(governor) or governor
        return None
    if dep in ("acomp", "oprd", "attr") and token.tag_ in ("VBN", "JJ"):
        return subject(head, depth + 1)
    if dep == "acl" and head.tag_.startswith("NN"):
        if token.tag_ == "VBN":
            return head
        return (
            owner(head)
            or _of(head)
            or (subject_of_noun(head, depth + 1) if token.tag_ == "VB" else head)
        )
    return None


def _antecedent(relative: Any, verb: Any) -> Any:
    """What "which" stands for: the noun right before it, else the noun that the clause hangs on."""
    at = relative.i - 1
    while at >= 0 and relative.doc[at].is_punct:
        at -= 1
    if at >= 0 and relative.doc[at].tag_.startswith("NN"):
        return relative.doc[at]
    return verb.head if verb.dep_ == "relcl" else relative


def subject_of_noun(noun: Any, depth: int) -> Any | None:
    """Whose noun it is when it hangs on a verb: "X launched an operation to …" → X."""
    head = noun.head
    while head.dep_ in ("prep", "pobj") and head.head is not head:
        head = head.head
    if head.tag_.startswith("VB"):
        return subject(head, depth)
    return noun


def owner(noun: Any) -> Any | None:
    """The possessor or the party written before a noun: "the army's siege", "rebel attack"."""
    possessor = child(noun, "poss")
    if possessor is not None:
        return possessor
    return None


def _of(noun: Any) -> Any | None:
    for c in noun.children:
        if c.dep_ == "prep" and c.lower_ in ("by",):
            return child(c, "pobj")
    return None


def direct_object(token: Any) -> Any | None:
    """What it is done to, in the active voice or the passive, also across a relative clause."""
    if is_passive(token):
        return subject(token)
    obj = child(token, "dobj")
    if obj is not None:
        return _antecedent(obj, token) if obj.lower_ in _RELATIVE else obj
    if token.dep_ == "relcl" and child(token, "nsubj") is not None and child(token, "prep") is None:
        nsubj = child(token, "nsubj")
        if nsubj is not None and nsubj.lower_ not in _RELATIVE:
            return token.head
    for c in token.children:
        # "controlled about 70 % of X"
        if c.dep_ == "prep" and c.lower_ in ("about", "around", "over", "nearly", "roughly"):
            amount = child(c, "pobj")
            if amount is not None and (amount.tag_ == "CD" or amount.lower_[0].isdigit()):
                return amount
    obj = child(token, "attr", "oprd", "ccomp", "npadvmod")
    if obj is not None and obj.dep_ in ("attr", "oprd", "npadvmod"):
        return obj
    if token.dep_ == "conj" and token.head.tag_.startswith("VB"):
        return None
    return None


def agent(token: Any) -> Any | None:
    """The "by" of a passive."""
    for c in token.children:
        if c.dep_ in ("agent", "prep") and c.lower_ == "by":
            return child(c, "pobj")
    return None


def prepositional(token: Any) -> Iterator[tuple[str, Any]]:
    """(preposition, object) of each prepositional phrase on the token, compound prepositions
    joined ("out of"), directions with "of" given as "near" ("north of Aleppo")."""
    for c in token.children:
        if c.dep_ in ("prep", "agent", "dative", "prt", "advmod", "npadvmod") or (
            c.dep_ == "pcomp" and c.lower_ in DIRECTIONS
        ):
            yield from _phrase(c)


def _phrase(prep: Any) -> Iterator[tuple[str, Any]]:
    name = prep.lower_
    objects = [c for c in prep.children if c.dep_ == "pobj"]
    inner = [
        c
        for c in prep.children
        if c.dep_ in ("prep", "pcomp", "advmod") and (c.dep_ == "prep" or c.lower_ in DIRECTIONS)
    ]
    if prep.dep_ in ("prep", "agent", "dative", "prt", "conj"):
        for obj in objects:
            yield name, obj
        for c in inner:
            for inner_name, obj in _phrase(c):
                yield ("out of" if name == "out" else name if name == "from" else inner_name), obj
        for c in prep.children:
            if c.dep_ == "conj" and c.tag_ in ("IN", "RB"):
                yield from _phrase(c)
    elif name in DIRECTIONS or prep.tag_ in ("RB", "NN", "JJ", "JJR", "RBR", "RP"):
        for c in prep.children:
            if c.dep_ == "prep" and c.lower_ in ("of", "from", "to", "into", "in", "near"):
                obj = child(c, "pobj")
                if obj is not None:
                    yield (
                        ("near" if name in DIRECTIONS and c.lower_ in ("of", "from") else c.lower_),
                        obj,
                    )
