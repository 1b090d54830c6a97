"""On whose word: the chain of speakers, nearest first, for each event of a sentence."""

import re
from functools import cache
from typing import Any

from attrs import define, frozen

from whoholds.knowledge import words
from whoholds.reading.grammar import section
from whoholds.reading.sentence import Sentence, agent, child, is_passive, prepositional
from whoholds.reading.tree import Node

_PRONOUNS = frozenset({"he", "she", "they", "it", "him", "her", "them"})
_LISTED = section("speakers")
_NOUNS = frozenset({"NNP", "NNPS", "NNS", "NN", "CD", "DT", "JJ"})
_ASIDE = frozenset({"parataxis", "advcl", "dep", "ccomp", "ROOT"})
_INSERTED = 6
"""Tokens between "activists" and "said" at the end of a sentence, at most."""
_LONGEST_BACK = 160
"""Characters from which a sentence says more than on whose word the last one stood."""
_SAID_BY = re.compile(
    r"\s*(?:This|It|The news|The report|That)\s+(?:is|was|has been)\s+(?:also\s+)?"
    r"(?:reported|announced|confirmed|stated|said|told)\s+(?:by|to)\s+(.{2,80}?)[.,]?\s*$"
)
_SAID_THIS = re.compile(
    r"\s*(.{2,60}?)\s+(?:reported|reports|said|announced|confirmed) (?:this|it|so)\b[.,]?\s*$"
)
_SKIP = frozenset({"relcl", "acl", "appos", "punct", "cc", "conj", "advcl", "parataxis"})


@frozen
class _Words:
    verbs: frozenset[str]
    hearing: frozenset[str]
    nouns: frozenset[str]


@cache
def _words() -> _Words:
    data: dict[str, Any] = words.load("speakers")
    return _Words(frozenset(data["verbs"]), frozenset(data["hearing"]), frozenset(data["nouns"]))


@define(eq=False)
class Speakers:
    """Attribution state of one report: who spoke last, and whether a quotation runs on."""

    last: tuple[str, ...] = ()
    quoting: bool = False

    def finish(self, sentence: Sentence) -> None:
        """Take in a sentence that was read: a quotation or a colon carries its speaker along."""
        written = sentence.text[sentence.span.start : sentence.span.end]
        opened = written.count("“") - written.count("”")
        straight = written.count('"') % 2
        speaker = self.whole(sentence)
        if speaker:
            self.last = speaker
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
            if token.dep_ == "ROOT" and sentence.lemma(token) in _words().verbs:
                chain = self._chain(token, sentence)
                if chain:
                    return chain
        return self._according(sentence)

    def of(self, trigger: Node, sentence: Sentence) -> tuple[str, ...]:
        """The chain for the event told by `trigger`; empty where the report speaks for itself."""
        chain: tuple[str, ...] = ()
        token = trigger
        for _ in range(14):
            head = token.head
            if head is token:
                break
            if sentence.lemma(head) in _words().verbs and self._carries(token, head, sentence):
                found = self._chain(head, sentence)
                chain += tuple(f for f in found if f not in chain)
            token = head
        chain += tuple(f for f in self._according(sentence) if f not in chain)
        if not chain:
            inserted = self._inserted(trigger, sentence)
            chain = inserted
        if not chain and self.quoting:
            chain = self.last
        return chain

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
        speaker = agent(verb) if is_passive(verb) else child(verb, "nsubj")
        if speaker is None and verb.dep_ in ("conj", "advcl", "xcomp") and not is_passive(verb):
            head = verb.head
            speaker = child(head, "nsubj") if head.tag_.startswith("VB") else None
            if speaker is None and verb.dep_ == "advcl":
                return ()
        if speaker is None:
            return ()
        text = self._name(speaker, sentence)
        if text is None:
            return ()
        chain = [text]
        if sentence.lemma(verb) in _words().hearing:
            hearer = child(verb, "dobj", "dative")
            if hearer is not None:
                heard = self._name(hearer, sentence)
                if heard and heard.lower() not in _LISTED["the_public"]:
                    chain.insert(0, heard)
        for c in verb.children:
            if c.dep_ in ("advcl", "prep") and sentence.lower(c) in _LISTED["citing"]:
                cited = child(c, "dobj", "pobj")
                if cited is not None:
                    name = self._name(cited, sentence)
                    if name:
                        chain.append(name)
        return tuple(chain)

    def _name(self, token: Node, sentence: Sentence) -> str | None:
        unit = sentence.unit(token)
        if unit.lower in _PRONOUNS:
            return self.last[-1] if self.last else None
        if unit.lower in _LISTED["relative"]:
            return self._name(token.head.head, sentence) if token.head.dep_ == "relcl" else None
        if unit.mention is None and (
            unit.lemma in _LISTED["silent"]
            or (unit.lemma not in _words().nouns and token.tag_ not in _NOUNS)
        ):
            return None
        members = [token.i]
        for c in token.children:
            aside = c.dep_ == "prep" and c.lower_ not in _LISTED["in_name"]
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
        """A verb of saying beside the event's clause: "…, activists said"."""
        for token in sentence.doc[trigger.i + 1 :]:
            speaks = sentence.lemma(token) in _words().verbs and token.dep_ in _ASIDE
            subj = child(token, "nsubj") if speaks and not is_passive(token) else None
            if subj is None or subj.i <= trigger.i or token.i - subj.i > _INSERTED:
                continue
            said = child(token, "ccomp", "dobj")
            if said is None or said.i <= token.i:
                chain = self._chain(token, sentence)
                if chain:
                    return chain
        return ()


def reaches_back(sentence: str) -> str | None:
    """The speaker of "This was reported by Reuters.", whose word covers what stands before."""
    if len(sentence) >= _LONGEST_BACK:
        return None
    match = _SAID_BY.match(sentence) or _SAID_THIS.match(sentence)
    return match.group(1).strip() if match else None


def speaking_verbs() -> frozenset[str]:
    """Lemmas of the verbs of saying."""
    return _words().verbs
