"""On whose word: the chain of speakers, nearest first, for each event of a sentence."""

import re
from collections.abc import Iterator

from attrs import define

from whoholds.reading.dates.words import time_words
from whoholds.reading.grammar import section
from whoholds.reading.lexicon import lexicon
from whoholds.reading.saying import Insertion, insertions, saying_words
from whoholds.reading.sentence import Sentence, agent, child, is_passive, prepositional
from whoholds.reading.tree import Node

_PRONOUNS = frozenset({"he", "she", "they", "it", "him", "her", "them"})
_LISTED = section("speakers")
_NOUNS = frozenset({"NNP", "NNPS", "NNS", "NN", "CD", "DT", "JJ"})
_LONGEST_BACK = 160
"""Characters from which a sentence says more than on whose word the last one stood."""
_SAID_BY = re.compile(
    r"\s*(?:(?:This|It|The news|The report|That)\s+(?:is|was|has been)\s+(?:also\s+)?|(?=Reported by))"
    r"(?:[Rr]eported|announced|confirmed|stated|said|told)\s+(?:by|to)\s+(.{2,80}?)[.,]?\s*$"
)
_SAID_THIS = re.compile(
    r"\s*(.{2,60}?)\s+(?:reported|reports|said|announced|confirmed) (?:this|it|so)\b[.,]?\s*$"
)
_GROUND = frozenset({"city", "town", "village", "hill", "road"})
_QUOTES = ('"', "“", "''")
_QUOTED_BY = re.compile(
    r"[,?!][\"”]\s+(?:(?:said|says)\s+(?=\S)|(?=[^\"”,.]{2,60}\s(?:said|says|told)\b))"
    r"(?P<name>[^\"”,.]{2,60}?)(?=\s+(?:said|says|told)\b|[,.]|\s+on\s|$)"
)
_SAID = re.compile(
    r"\s*(?P<name>[A-Z][^,.:;\"“”]{2,50}?)\s+(?:said|says|told|tells|warned|warns|added|announced)\b"
)
_SKIP = frozenset({"relcl", "acl", "punct", "cc", "advcl", "parataxis"})


@define(eq=False)
class Speakers:
    """Attribution state of one report: who spoke last, and whether a quotation runs on."""

    last: tuple[str, ...] = ()
    quoting: bool = False
    quoted: int = -2
    """The last sentence that named the speaker of its quotation."""

    def finish(self, sentence: Sentence) -> None:
        """Take in a sentence that was read: a quotation or a colon carries its speaker along."""
        written = sentence.text[sentence.span.start : sentence.span.end]
        opened = written.count("“") - written.count("”")
        straight = written.count('"') % 2
        speaker = self.whole(sentence)
        if speaker:
            self.last = speaker
            if any(mark in written for mark in _QUOTES):
                self.quoted = sentence.index
        if (
            opened > 0
            or (straight and not self.quoting)
            or written.rstrip().endswith((":", ": “"))
            or "said:" in written
        ):
            self.quoting = bool(self.last)
        elif opened < 0 or straight:
            self.quoting = False

    def whole(self, sentence: Sentence) -> tuple[str, ...]:
        """The speaker of the sentence's main verb, if it has one."""
        for token in sentence.doc:
            if token.dep_ == "ROOT" and sentence.lemma(token) in saying_words().verbs:
                chain = self._chain(token, sentence)
                if chain:
                    return chain
        for said in insertions(sentence):
            if sentence.doc[said.first].lower_ not in _PRONOUNS:
                return self._heard(said.verb, sentence.surface(said.first, said.last), sentence)
        return self._according(sentence)

    def pass_by(self, written: str, index: int) -> None:
        """Take in a sentence that was not parsed, for the speaker of its quotation."""
        match = _QUOTED_BY.search(written)
        said = match or _SAID.match(written)
        if said is not None and said["name"].lower() not in _PRONOUNS:
            self.last = (said["name"],)
        if match is not None:
            self.quoted = index

    def of(self, trigger: Node, sentence: Sentence, *, aside: bool = False) -> tuple[str, ...]:
        """The chain for the event told by `trigger`; empty where the report speaks for itself,
        as it does in an `aside`: who says that shells hit "rebel-held Hama" told of the shells."""
        if aside and not self.quoting:
            return ()
        chain: tuple[str, ...] = ()
        token = trigger
        for _ in range(14):
            head = token.head
            if head is token:
                break
            if sentence.lemma(head) in saying_words().verbs and self._carries(
                token, head, sentence
            ):
                found = self._chain(head, sentence)
                chain += tuple(f for f in found if f not in chain)
            token = head
        chain += tuple(f for f in self._according(sentence) if f not in chain)
        if not chain:
            chain = self._inserted(trigger, sentence)
        if chain:
            return chain + tuple(c for c in self._cited(sentence) if c not in chain)
        return self.last if self.quoting or self._quotes_on(sentence) else ()

    def _quotes_on(self, sentence: Sentence) -> bool:
        """`"…," the mayor said. "…"`: a quotation right after one whose speaker was named."""
        opened = sentence.units[0].text[:1] in _QUOTES
        return opened and self.quoted == sentence.index - 1 and bool(self.last)

    @staticmethod
    def _carries(token: Node, head: Node, sentence: Sentence) -> bool:
        """True where what `token` heads is what is said, not who says it or when."""
        if token.dep_ in ("ccomp", "dobj", "pcomp", "parataxis", "acl", "dep"):
            return not (token.dep_ == "dobj" and sentence.lemma(head) in _LISTED["telling"])
        if token.dep_ == "xcomp":
            return True
        if token.dep_ in ("advcl", "prep", "npadvmod") and is_passive(head):
            return False
        return token.dep_ in ("nsubjpass",) or (
            token.dep_ == "prep" and token.lower_ in ("of", "about")
        )

    def _chain(self, verb: Node, sentence: Sentence) -> tuple[str, ...]:
        for said in insertions(sentence):
            if said.verb is verb:
                return self._of_insertion(said, sentence)
        speaker = agent(verb) if is_passive(verb) else child(verb, "nsubj")
        if speaker is None and verb.dep_ == "pcomp" and verb.head.lower_ == "as":
            return self._quoted(verb.head.head, sentence)
        if speaker is None and verb.dep_ in ("conj", "advcl", "xcomp") and not is_passive(verb):
            head = _sayer(verb.head, sentence)
            speaker = child(head, "nsubj") if head.tag_.startswith("VB") else None
            if speaker is None and verb.dep_ == "advcl":
                return ()
        if speaker is None:
            return ()
        text = self._name(speaker, sentence)
        return self._heard(verb, text, sentence) if text is not None else ()

    def _quoted(self, verb: Node, sentence: Sentence) -> tuple[str, ...]:
        """ "the agency quoted an officer as saying", "an officer was quoted by it as saying"."""
        near, far = child(verb, "nsubj"), child(verb, "dobj")
        if is_passive(verb):
            near, far = agent(verb), child(verb, "nsubjpass")
        names = (self._name(who, sentence) for who in (near, far) if who is not None)
        return tuple(name for name in names if name)

    def _heard(self, verb: Node, speaker: str, sentence: Sentence) -> tuple[str, ...]:
        """The speaker, after whoever the verb says to have heard it."""
        if sentence.lemma(verb) in saying_words().hearing:
            hearer = child(verb, "dobj", "dative")
            heard = self._name(hearer, sentence) if hearer is not None else None
            if heard and _bare(heard) not in _LISTED["the_public"]:
                return heard, speaker
        return (speaker,)

    def _cited(self, sentence: Sentence) -> Iterator[str]:
        """Those on whom the speaker relies: "citing a doctor"."""
        for token in sentence.doc:
            if token.lower_ in _LISTED["citing"] and token.dep_ in ("advcl", "prep"):
                name = self._object(token, sentence)
                if name:
                    yield name

    def _name(self, token: Node, sentence: Sentence) -> str | None:
        unit = sentence.unit(token)
        if unit.lower in _PRONOUNS:
            return self.last[-1] if self.last else None
        if unit.lower in _LISTED["relative"]:
            return self._name(token.head.head, sentence) if token.head.dep_ == "relcl" else None
        if unit.mention is None and (
            unit.lemma in _LISTED["silent"]
            or lexicon().ground.get(unit.lemma) in _GROUND
            or (unit.lemma not in saying_words().nouns and token.tag_ not in _NOUNS)
        ):
            return None
        members = [token.i]
        for c in token.children:
            aside = c.dep_ == "prep" and (
                c.lower_ not in _LISTED["in_name"] or _is_when(c, sentence)
            )
            if c.dep_ in ("appos", "conj"):
                aside = not _beside(token, c, sentence)
            if c.dep_ not in _SKIP and not aside:
                members += [x.i for x in c.subtree if x.dep_ not in ("relcl", "acl")]
        first, last = min(members), max(members)
        while first < last and sentence.units[first].text in _LISTED["strip"]:
            first += 1
        return sentence.surface(first, last).strip(' ,"“”')

    def _according(self, sentence: Sentence) -> tuple[str, ...]:
        """ "according to X", "citing X", "Per X, …"."""
        for token in sentence.doc:
            lower = token.lower_
            chain: tuple[str | None, ...] = ()
            if lower == "according":
                to = [thing for prep, thing in prepositional(token) if prep == "to"]
                chain = tuple(self._name(thing, sentence) for thing in to)[:1]
            elif lower in _LISTED["citing"] and token.dep_ != "advcl":
                chain = self._citing(token, sentence)
            elif lower == "per" and token.i == 0:
                chain = (self._object(token, sentence),)
            named = tuple(name for name in chain if name)
            if named:
                return named
        return ()

    def _citing(self, token: Node, sentence: Sentence) -> tuple[str | None, ...]:
        """ "the agency, citing X": the agency, then X."""
        cited = self._object(token, sentence)
        if not cited or sentence.unit(token.head).mention is None:
            return (cited,)
        return (self._name(token.head, sentence), cited)

    def _object(self, token: Node, sentence: Sentence) -> str | None:
        thing = child(token, "dobj", "pobj")
        return self._name(thing, sentence) if thing is not None else None

    def _inserted(self, trigger: Node, sentence: Sentence) -> tuple[str, ...]:
        """A clause of saying beside the event's: "…, activists said". It stands for the part of
        the sentence between semicolons that it is in."""
        for said in insertions(sentence):
            low, high = sorted((trigger.i, said.verb.i))
            if trigger.i in said.tokens or any(t.text == ";" for t in sentence.doc[low:high]):
                continue
            chain = self._of_insertion(said, sentence)
            if chain:
                return chain
        return ()

    def _of_insertion(self, said: Insertion, sentence: Sentence) -> tuple[str, ...]:
        name: str | None = sentence.surface(said.first, said.last)
        if said.first == said.last and sentence.doc[said.first].lower_ in _PRONOUNS:
            name = self.last[-1] if self.last else None
        return self._heard(said.verb, name, sentence) if name else ()


def _is_when(prep: Node, sentence: Sentence) -> bool:
    """ "forces on Tuesday"."""
    thing = child(prep, "pobj")
    return thing is not None and sentence.lower(thing) in time_words().weekdays


def _beside(token: Node, other: Node, sentence: Sentence) -> bool:
    """ "the governor, Raed al-Jabouri", "police and officials": one with the common noun."""
    if sentence.unit(token).mention is not None:
        return False
    if any(c.dep_ in ("relcl", "acl") and c.i < other.i for c in token.children):
        return False
    mention = sentence.unit(other).mention
    if other.dep_ == "conj":
        return mention is None and other.tag_.startswith("NN")
    gap = min(t.i for t in other.subtree) - max(
        token.i,
        *(t.i for c in token.children if c.dep_ == "prep" and c.i < other.i for t in c.subtree),
        token.i,
    )
    named = mention is not None and mention.kind != "place"
    return gap <= 2 and (named or other.tag_.startswith("NNP"))


def _sayer(verb: Node, sentence: Sentence) -> Node:
    """The verb of saying over what a second one was joined to: "said X fell and added Y held"."""
    top = verb
    while top.dep_ in ("ccomp", "conj") and top.head is not top:
        if sentence.lemma(top) in saying_words().verbs:
            return top
        top = top.head
    return top if sentence.lemma(top) in saying_words().verbs else verb


def _bare(name: str) -> str:
    return name.lower().removeprefix("the ").removeprefix("a ")


def reaches_back(sentence: str) -> str | None:
    """The speaker of "This was reported by Reuters.", whose word covers what stands before."""
    if len(sentence) >= _LONGEST_BACK:
        return None
    match = _SAID_BY.match(sentence) or _SAID_THIS.match(sentence)
    return match.group(1).strip() if match else None
