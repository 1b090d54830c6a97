"""A parsed sentence and the questions that grammar asks of it: subject, object, preposition."""

from collections.abc import Iterator

from attrs import define

from whoholds.reading.grammar import section
from whoholds.reading.parse import Unit
from whoholds.reading.text import Span
from whoholds.reading.tree import Node

DIRECTIONS = section("directions")["nouns"]
_OF, _BEFORE = section("directions")["of"], section("directions")["before"]
_ABOUT = section("directions")["about"]
_SHARING = frozenset("conj advcl xcomp pcomp ccomp dep parataxis advmod".split())
_DEEPEST = 4
_WITH = section("sides")["with"]
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve"})
_RELATIVE = frozenset({"which", "that", "who", "whom", "where"})


@define(eq=False)
class Sentence:
    """`doc[i]` is the parse of `units[i]`; `text` is the whole report's."""

    text: str
    span: Span
    units: list[Unit]
    doc: list[Node]
    index: int = 0

    def unit(self, token: Node) -> Unit:
        at: int = token.i
        return self.units[at]

    def lemma(self, token: Node) -> str:
        return self.unit(token).lemma

    def lower(self, token: Node) -> str:
        return self.unit(token).lower

    def surface(self, first: int, last: int) -> str:
        """The report's text from unit `first` to unit `last` (both included)."""
        return self.text[self.units[first].start : self.units[last].end]


def child(token: Node, *deps: str) -> Node | None:
    for c in token.children:
        if c.dep_ in deps:
            return c
    return None


def is_passive(token: Node) -> bool:
    if child(token, "auxpass", "nsubjpass") is not None:
        return True
    if child(token, "agent") is not None and token.tag_ in ("VBN", "VBD", "JJ"):
        return True
    if token.tag_ != "VBN" or any(c.dep_ == "aux" and c.lower_ in _HAVE for c in token.lefts):
        return False  # "reports that rebels had captured X"
    if beyond_backers(token) is not None:
        return False
    if token.dep_ in ("acl", "amod", "acomp", "oprd"):
        return True
    return (
        token.dep_ == "conj"
        and child(token, *_SUBJECTS) is None
        and child(token, "aux") is None
        and is_passive(token.head)
    )


def beyond_backers(token: Node) -> Node | None:
    """ "troops backed by tanks crossed into X": the troops, where the parse has the tanks cross."""
    noun = token.head
    if token.dep_ != "acl" or noun.dep_ != "pobj" or noun.head.dep_ != "agent":
        return None
    backed = noun.head.head
    apart = child(token, "agent") is None and backed.dep_ == "acl"
    return backed.head if apart and backed.lower_ in _WITH else None


def with_conjuncts(token: Node) -> Iterator[Node]:
    """The token and what is coordinated or listed in apposition of like kind with it."""
    yield token
    for c in token.children:
        if c.dep_ == "conj":
            yield from with_conjuncts(c)


def subject(token: Node, depth: int = 0) -> Node | None:
    """Who does it (or, in the passive, to whom it is done): the subject, also through
    coordination, control and participles; None after `_DEEPEST` such steps (`depth` so far)."""
    own = child(token, *_SUBJECTS)
    if own is not None:
        return _antecedent(own, token) if own.lower_ in _RELATIVE else own
    if depth > _DEEPEST:
        return None
    head, dep = token.head, token.dep_
    if dep == "relcl":
        return None if child(token, "dobj", "pobj") is None else head
    if dep in _SHARING:
        return _subject_of_governor(token, depth)
    if dep in ("acomp", "oprd", "attr") and token.tag_ in ("VBN", "JJ"):
        return subject(head, depth + 1)
    if dep == "acl" and head.tag_.startswith("NN"):
        return _subject_by_noun(token, depth)
    return None


def _subject_of_governor(token: Node, depth: int) -> Node | None:
    """ "seized X and moved on", "after seizing X, …", "vowed to seize X"."""
    dep = token.dep_
    if dep == "ccomp" and child(token, "mark", "aux") is not None and token.tag_ != "VB":
        return None
    governor = token.head
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
        return child(governor, "poss") or governor
    return None


def _subject_by_noun(token: Node, depth: int) -> Node | None:
    """ "the town taken", "the army's bid to take X", "launched an operation to take X"."""
    noun = token.head
    if token.tag_ == "VBN":
        return beyond_backers(token) or noun
    by = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "by"), None)
    doer = child(noun, "poss") or (child(by, "pobj") if by is not None else None)
    if doer is not None or token.tag_ != "VB":
        return doer or noun
    head = noun.head
    while head.dep_ in ("prep", "pobj") and head.head is not head:
        head = head.head
    return subject(head, depth + 1) if head.tag_.startswith("VB") else noun


def _antecedent(relative: Node, verb: Node) -> Node:
    """What "which" stands for: the noun right before it, else the noun that the clause hangs on."""
    at = relative.i - 1
    while at >= 0 and relative.doc[at].is_punct:
        at -= 1
    if at >= 0 and relative.doc[at].tag_.startswith("NN"):
        return relative.doc[at]
    return verb.head if verb.dep_ == "relcl" else relative


def direct_object(token: Node) -> Node | None:
    """What it is done to, in the active voice or the passive, also across a relative clause."""
    if is_passive(token):
        return subject(token)
    obj = child(token, "dobj")
    if obj is not None:
        return _antecedent(obj, token) if obj.lower_ in _RELATIVE else obj
    if token.dep_ == "relcl" and child(token, "prep") is None:
        own = child(token, "nsubj")
        if own is not None and own.lower_ not in _RELATIVE:
            return token.head
    for c in token.children:
        # "controlled about 70 % of X"
        if c.dep_ == "prep" and c.lower_ in _ABOUT:
            amount = child(c, "pobj")
            if amount is not None and (amount.tag_ == "CD" or amount.lower_[0].isdigit()):
                return amount
    obj = child(token, "attr", "oprd", "ccomp", "npadvmod")
    if obj is not None:
        return obj if obj.dep_ != "ccomp" else None
    beside = child(token, "conj")
    if beside is not None and beside.i == token.i + 2 and not is_passive(beside):
        return child(beside, "dobj")  # "controls or influences X"
    return None


def agent(token: Node) -> Node | None:
    """The "by" of a passive; not "by 11am"."""
    for c in token.children:
        if c.dep_ in ("agent", "prep") and c.lower_ == "by":
            doer = child(c, "pobj")
            if doer is not None and not doer.text[0].isdigit():
                return doer
    return None


def prepositional(token: Node) -> Iterator[tuple[str, Node]]:
    """(preposition, object) of each prepositional phrase on the token, compound prepositions
    joined ("out of"), directions with "of" given as "near" ("north of Aleppo")."""
    for c in token.children:
        if c.dep_ in ("prep", "agent", "dative", "prt", "advmod", "npadvmod") or (
            c.dep_ == "pcomp" and c.lower_ in DIRECTIONS
        ):
            yield from _phrase(c)


def _phrase(prep: Node) -> Iterator[tuple[str, Node]]:
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
            thing = child(c, "pobj") if c.dep_ == "prep" and c.lower_ in _BEFORE else None
            if thing is not None:
                yield ("near" if name in DIRECTIONS and c.lower_ in _OF else c.lower_), thing
