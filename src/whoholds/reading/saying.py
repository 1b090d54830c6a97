"""Verbs of saying, and the clauses that say on whose word a sentence stands: ", activists said"."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from attrs import frozen

from whoholds.knowledge import words
from whoholds.reading.grammar import section
from whoholds.reading.lexicon import lexicon
from whoholds.reading.sentence import Sentence
from whoholds.reading.tree import Node

_LISTED = section("speakers")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_IN_NAME = frozenset("DT JJ JJR JJS NN NNS NNP NNPS CC CD POS PRP$ PRP HYPH VBG".split())
_NO_FIRST = frozenset({"CC", "POS", "IN", "VBG"})
_BREAKS = frozenset({",", '"', "”", "''", "-", "–", "—", ";", ":"})
_SAID_OF = frozenset({"ccomp", "dobj", "xcomp", "acomp", "attr", "oprd"})
_LONGEST = 14
"""Words of a speaker's name and office: more is a parse gone wrong."""


@frozen
class SayingWords:
    """`verbs` of saying by lemma, those `hearing` whose object is who hears, and common `nouns`
    of speakers."""

    verbs: frozenset[str]
    hearing: frozenset[str]
    nouns: frozenset[str]


@cache
def saying_words() -> SayingWords:
    data: dict[str, Any] = words.load("speakers")
    return SayingWords(*(frozenset(data[key]) for key in ("verbs", "hearing", "nouns")))


def speaking_verbs() -> frozenset[str]:
    """Lemmas of the verbs of saying."""
    return saying_words().verbs


@frozen(eq=False)
class Insertion:
    """ ", the governor, Raed al-Jabouri, said": who speaks, tokens `first` to `last`."""

    verb: Node
    first: int
    last: int

    @property
    def tokens(self) -> range:
        """All of its tokens, with the verb."""
        return range(min(self.first, self.verb.i), max(self.last, self.verb.i) + 1)


def insertions(sentence: Sentence) -> Iterator[Insertion]:
    """The inserted clauses of saying, in order. Their form tells them whatever the parse made
    of them: a comma, a name, a verb of saying and nothing that is said behind it."""
    for verb in sentence.doc:
        if verb.tag_ in _FINITE and sentence.lemma(verb) in saying_words().verbs:
            found = None if _says_on(verb, sentence) else _before(verb, sentence)
            found = found or _behind(verb, sentence)
            if found is not None:
                yield found


def _says_on(verb: Node, sentence: Sentence) -> bool:
    """Does what is said stand behind the verb?"""
    hears = sentence.lemma(verb) in saying_words().hearing
    for c in verb.children:
        if c.i > verb.i and c.dep_ in _SAID_OF and not (hears and c.dep_ == "dobj"):
            return True
    after = sentence.doc[verb.i + 1].lower_ if verb.i + 1 < len(sentence.doc) else "."
    return not hears and after in _LISTED["says_on"]


def _before(verb: Node, sentence: Sentence) -> Insertion | None:
    """The name between the verb and the comma before it, with the office before the name."""
    doc, last = sentence.doc, verb.i - 1
    if last >= 0 and doc[last].lower_ == ",":
        last -= 1
        middle = _start(last, sentence) - 1
        if middle < 1 or doc[middle].lower_ != ",":
            return None
        if not _is_name(doc[last], sentence):
            last = middle - 1  # "Ahmed Ali, the governor, said"
            if not _is_name(doc[last], sentence):
                return None
        first = _start(middle - 1, sentence)
    else:
        first = _start(last, sentence)
    if not 0 < first <= last < first + _LONGEST or doc[first - 1].text not in _BREAKS:
        return None
    if doc[first].tag_ in _NO_FIRST or not any(
        _can_speak(t, sentence) for t in doc[first : last + 1]
    ):
        return None
    return Insertion(verb, first, last)


def _behind(verb: Node, sentence: Sentence) -> Insertion | None:
    """ "…, said Ahmed Ali, the governor": the name after the verb."""
    doc, first = sentence.doc, verb.i + 1
    if verb.i < 2 or doc[verb.i - 1].text not in _BREAKS or verb.lower_ not in _LISTED["inverted"]:
        return None
    last = first - 1
    while last + 1 < len(doc):
        token = doc[last + 1]
        joins = token.tag_ == "IN" and token.lower_ in _LISTED["in_name"] and token.lower_ != "on"
        if not (token.tag_ in _IN_NAME or joins):
            break
        last += 1
    while last >= first and doc[last].tag_ == "CC":
        last -= 1
    ends = last + 1 >= len(doc) or doc[last + 1].tag_ not in ("VBD", "VBZ", "VBP", "MD")
    if not first <= last < first + _LONGEST or not ends or doc[first].tag_ in _NO_FIRST:
        return None
    speaks = any(_can_speak(t, sentence) or _is_name(t, sentence) for t in doc[first : last + 1])
    return Insertion(verb, first, last) if speaks else None


def _is_name(token: Node, sentence: Sentence) -> bool:
    return sentence.unit(token).mention is not None or token.tag_.startswith("NNP")


def _start(last: int, sentence: Sentence) -> int:
    """The first token of the noun phrase that ends at token `last`."""
    first = last + 1
    while first > 0:
        token = sentence.doc[first - 1]
        joins = token.tag_ == "IN" and token.lower_ in _LISTED["in_name"]
        if token.text in _BREAKS or not (token.tag_ in _IN_NAME or joins or token.lower_ == "to"):
            break
        first -= 1
    return first


def _can_speak(token: Node, sentence: Sentence) -> bool:
    unit = sentence.unit(token)
    if unit.mention is not None:
        return unit.mention.kind not in ("place", "demonym")
    if unit.lower in _LISTED["persons"]:
        return True
    return unit.lemma in saying_words().nouns or unit.lemma in lexicon().parties
