"""Who "we" and "our forces" are: the side of whoever is quoted."""

from collections.abc import Callable, Iterator

from whoholds.reading.grammar import section
from whoholds.reading.lexicon import lexicon
from whoholds.reading.parties.party import Party
from whoholds.reading.saying import speaking_verbs
from whoholds.reading.sentence import Sentence, prepositional, with_conjuncts
from whoholds.reading.tree import Node

_LISTED = section("parties")
_MODIFIERS = ("compound", "poss", "amod", "nmod")
_HEIGHT = 8
"""Steps from a pronoun up to the verb of saying: quotations are seldom nested deeper."""

Read = Callable[[Node, Sentence, bool], Party | None]


def side_of_speaker(pronoun: Node, sentence: Sentence, read: Read) -> Party | None:
    """The party for which the speaker of the pronoun's quotation speaks: "we have taken X", said
    by a rebel spokesman; None where nobody says so."""
    head = pronoun
    for _ in range(_HEIGHT):
        if head.head is head:
            break
        head = head.head
    speaker = _speaker(head, pronoun, sentence)
    if speaker is None:
        return None
    for token in _told_by(speaker):
        party = read(token, sentence, False)
        if party is not None and party.kind != "person" and _armed(party, token, sentence):
            return party
    return None


def _speaker(head: Node, pronoun: Node, sentence: Sentence) -> Node | None:
    for verb in head.subtree:
        if sentence.lemma(verb) not in speaking_verbs():
            continue
        for c in verb.children:
            if c.dep_ == "nsubj" and c.i != pronoun.i and c.lower_ not in _LISTED["pronouns"]:
                return c
    return None


def _told_by(speaker: Node) -> Iterator[Node]:
    """The words that say for whom the speaker speaks, nearest first."""
    named = [speaker, *(c for c in speaker.children if c.dep_ in ("appos", "conj"))]
    for token in named:
        for c in token.lefts:
            if c.dep_ in _MODIFIERS:
                yield c
                yield from (inner for inner in c.lefts if inner.dep_ in _MODIFIERS)
        for prep, thing in prepositional(token):
            if prep in _LISTED["speaks_for"]:
                yield from with_conjuncts(thing)


def _armed(party: Party, token: Node, sentence: Sentence) -> bool:
    """A side rather than an office: "the army's chief", not "military spokesman" alone."""
    mention = sentence.unit(token).mention
    if mention is not None:
        return mention.actor is not None or party.norm is not None
    return sentence.lemma(token) in lexicon().parties
