"""A party as one noun phrase names it."""

from attrs import frozen

from whoholds.knowledge.names import fold
from whoholds.reading.grammar import section
from whoholds.reading.mentions import Mention
from whoholds.reading.sentence import Sentence
from whoholds.reading.tree import Node

_LISTED = section("parties")
_IN_NAME = frozenset(
    "compound amod nmod poss nsubj npadvmod advmod case punct quantmod dep".split()
)
_MODIFIERS = frozenset("compound amod nmod poss npadvmod nsubj dep".split())
_NO_NAME_TAGS = frozenset({"DT", "CC", "PDT", "PRP$"})
_LONGEST = 7
"""Words before a party's noun that can belong to its name: more is a parse gone wrong."""


@frozen
class Party:
    """A party as written (`text`), the mention that names it if any, and its usual name.

    `generic` is true for rebels, militants, forces: names that the context decides. `kind` is
    forces, rebels, state, people, person or name; `token` its noun's index in the sentence.
    """

    text: str
    token: int
    norm: str | None = None
    generic: bool = False
    kind: str = "name"
    mention: Mention | None = None

    @property
    def key(self) -> str:
        """What tells parties apart: the usual name, or the written one folded."""
        return self.norm or fold(self.text)


def written(token: Node, sentence: Sentence) -> str:
    """The party's name as the report has it: the noun with the words before it that name."""
    units, first = sentence.units, token.i
    for c in token.lefts:
        named = c.dep_ in _IN_NAME and units[c.i].lower not in _LISTED["not_in_name"]
        if named and c.i < first:
            first = min(first, c.left_edge.i)
    first = min([first, *(c.i for c in siblings(token))])
    while first < token.i and (
        units[first].lower in _LISTED["strip"] or sentence.doc[first].tag_ in _NO_NAME_TAGS
    ):
        first += 1
    if token.i - first > _LONGEST:
        first = token.i
    return sentence.surface(first, token.i)


def modifiers(token: Node) -> list[Node]:
    """The words before a party's noun that can say whose it is, and those before these."""
    near = [c for c in token.lefts if c.dep_ in _MODIFIERS] + siblings(token)
    inner: list[Node] = []
    for m in near:
        inner += [c for c in m.lefts if c.dep_ in ("compound", "amod", "poss", "nmod")]
        inner += [c for c in m.children if c.dep_ == "conj"]
    return near + inner


def siblings(token: Node) -> list[Node]:
    """Modifiers that the parse hung on the noun behind: "Syrian" in "Syrian army attacks"."""
    if token.dep_ not in ("compound", "nmod", "poss"):
        return []
    found, expected = [], token.i - 1
    for c in sorted(token.head.lefts, key=lambda c: -c.i):
        if c.i == expected and (
            c.dep_ in ("compound", "nmod") or c.tag_.startswith("NN") or c.text[:1].isupper()
        ):
            found.append(c)
            expected -= 1
    return found
