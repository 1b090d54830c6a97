"""Who acts in an event: the parties of claims, and those who bear no arms (civilians, envoys)."""

import re
from collections.abc import Sequence

from attrs import evolve

from whoholds.reading.frames import ARMED
from whoholds.reading.lexicon import lexicon
from whoholds.reading.parties import Parties, Party
from whoholds.reading.parties.party import written
from whoholds.reading.plover.lexicon import plover
from whoholds.reading.sentence import Sentence, prepositional, with_conjuncts
from whoholds.reading.tree import Node

_MODIFIERS = frozenset({"compound", "amod", "poss", "nmod"})
_BEHIND = frozenset({"of", "in", "from", "for"})
_MOST = 4
"""Parties of one list that act each for itself: a longer one is a list of something else."""
_UNARMED = frozenset({"CVL", "HELD", "MED"})


RANK = re.compile(r"^(?:[\w-]*[Gg]eneral|Colonel|Admiral|Marshal|Brigadier|Major|Captain)\s+")
"""What stands before an officer's name and is no part of it."""


class Cast:
    """Reads who is meant, in one report. `parties` are its armed parties."""

    def __init__(self, parties: Parties) -> None:
        self.parties = parties
        self.words = plover()

    def lemma(self, token: Node, sentence: Sentence) -> str:
        """The noun's lemma in these lists, else in those of claims."""
        unit = sentence.unit(token)
        return self.words.noun.get(unit.lower, unit.lemma)

    def read(self, token: Node | None, sentence: Sentence, back: bool = True) -> Party | None:
        """Whom the noun phrase headed by `token` names; None where it names nobody.

        `back`: pronouns and "the group" look back for whom they mean.
        """
        if token is None:
            return None
        unit = sentence.unit(token)
        seat = self._seat(unit.lower)
        if seat is not None:
            return Party(unit.text, token.i, seat, kind="state", mention=unit.mention)
        if unit.text[:1].isupper() and unit.lower in self.words.sets["groups"]:
            return Party(unit.text, token.i, kind="organisation", mention=unit.mention)
        lemma = self.lemma(token, sentence)
        if unit.mention is None and lemma in self.words.sectors and lemma not in lexicon().parties:
            return self._role(token, lemma, sentence)
        party = self.parties.read(token, sentence, back)
        if party is not None and party.norm is None and RANK.match(party.text):
            return evolve(party, kind="person")
        if party is not None and unit.mention is None and party.norm is None:
            party = self._by_country(party, token, sentence)
        if (
            party is None
            and unit.mention is not None
            and unit.mention.kind in ("people", "organisation")
        ):
            return Party(unit.text, token.i, kind="people", mention=unit.mention)
        return party

    def read_all(self, token: Node | None, sentence: Sentence, back: bool = True) -> list[Party]:
        """Everybody coordinated there, each once; two for "officials in Egypt and Jordan"."""
        found: list[Party] = []
        if token is None:
            return found
        for noun in with_conjuncts(token):
            for party in self._each(noun, sentence, back):
                if all(party.key != other.key for other in found):
                    found.append(party)
        return found[:_MOST]

    def sector(self, party: Party | None, sentence: Sentence) -> str | None:
        """PLOVER's sector of a role; None of a party that is named or armed."""
        if party is None or party.token >= len(sentence.doc):
            return None
        token = sentence.doc[party.token]
        if sentence.unit(token).mention is not None:
            return None
        return self.words.sectors.get(self.lemma(token, sentence))

    def political(self, party: Party | None, sentence: Sentence) -> bool:
        """Whether it takes part in politics or war: known, armed, an office or a body of states."""
        if party is None:
            return False
        if party.norm or party.kind in ARMED - {"name"} or party.kind in ("organisation", "office"):
            return True
        if party.kind in ("person", "name"):
            # in a report of no known war an unknown name may be anybody's
            return self.parties.vocabulary.theatre is not None
        return self.sector(party, sentence) not in (None, *_UNARMED)

    def civil(self, party: Party | None, sentence: Sentence) -> bool:
        """Whether it is people who bear no arms."""
        if party is None:
            return False
        return party.kind == "people" or self.sector(party, sentence) in _UNARMED

    def owner(self, token: Node, sentence: Sentence) -> Party | None:
        """Whose a thing is: "Houthi bases", "positions of the rebels", "Israel's missiles"."""
        for c in token.lefts:
            if c.dep_ in _MODIFIERS:
                party = self._naming(c, sentence)
                if party is not None:
                    return party
        for prep, thing in prepositional(token):
            if prep in ("of", "by"):
                party = self.read(thing, sentence, False)
                if party is not None and (party.norm or party.kind in ARMED):
                    return party
        return None

    def _naming(self, token: Node, sentence: Sentence) -> Party | None:
        mention, lex = sentence.unit(token).mention, lexicon()
        if mention is not None and (mention.actor or mention.country):
            return self.parties.read(token, sentence, False)
        if mention is not None and mention.kind == "people":
            return Party(mention.text, token.i, kind="people", mention=mention)
        if mention is not None and token.dep_ == "poss":
            return self.read(token, sentence, False)
        if mention is None and sentence.lemma(token) in lex.parties:
            return self.parties.read(token, sentence, False)
        if token.dep_ == "poss":
            return self.read(token, sentence)
        return None

    def _seat(self, lower: str) -> str | None:
        country = self.words.seats.get(lower)
        if country is None:
            return None
        return self.parties.vocabulary.government(country, self.parties.day)

    def _each(self, noun: Node, sentence: Sentence, back: bool) -> list[Party]:
        several = self._of_several(noun, sentence)
        if several:
            return several
        party = self.read(noun, sentence, back)
        return [party] if party is not None else []

    def _of_several(self, noun: Node, sentence: Sentence) -> list[Party]:
        """ "officials in Egypt and Jordan", "the Russian and Turkish presidents"."""
        lemma = self.lemma(noun, sentence)
        if lemma not in self.words.sets["offices"] or sentence.unit(noun).mention is not None:
            return []
        for prep, thing in prepositional(noun):
            named = [t for t in with_conjuncts(thing) if self._country(t, sentence)]
            if prep in _BEHIND and len(named) > 1:
                return [self._office(noun, t, sentence) for t in named]
        for c in noun.lefts:
            named = [t for t in with_conjuncts(c) if self._country(t, sentence)]
            if c.dep_ in _MODIFIERS and len(named) > 1:
                return [self._office(noun, t, sentence) for t in named]
        return []

    def _office(self, noun: Node, country: Node, sentence: Sentence) -> Party:
        party = self.parties.read(country, sentence, False)
        word = sentence.unit(noun).text
        text = sentence.unit(country).text
        text = f"{word} of {text}" if country.i > noun.i else f"{text} {word}"
        return Party(text, noun.i, party.norm if party else None, kind="office")

    def _country(self, token: Node, sentence: Sentence) -> bool:
        mention = sentence.unit(token).mention
        return mention is not None and bool(mention.country or mention.actor)

    def _role(self, token: Node, lemma: str, sentence: Sentence) -> Party | None:
        """ "Turkey's president", "officials in Egypt", "civilians"; None for a missile of nobody's."""
        text = written(token, sentence)
        sector = self.words.sectors[lemma]
        if sector in _UNARMED:
            return Party(text, token.i, generic=True, kind="civilians")
        office = lemma in self.words.sets["offices"]
        owner = self._whose(token, sentence)
        if owner is None and lemma in self.words.sets["firepower"]:
            return None
        norm = owner.norm if owner is not None and office else None
        if norm is None and owner is None and lemma in self.words.sets["own_government"]:
            norm = self.parties.vocabulary.role("government", self.parties.day)
        return Party(text, token.i, norm, generic=True, kind="office" if office else "role")

    def _whose(self, token: Node, sentence: Sentence) -> Party | None:
        for c in token.lefts:
            if c.dep_ in _MODIFIERS:
                mention = sentence.unit(c).mention
                if mention is not None and (mention.country or mention.actor):
                    return self.parties.read(c, sentence, False)
                if mention is not None and mention.kind == "place":
                    return self.parties.read(c, sentence, False)
                if mention is None and c.dep_ == "poss":
                    return self.read(c, sentence)
                inner = self._whose(c, sentence) if mention is None else None
                if inner is not None:
                    return inner
        for prep, thing in prepositional(token):
            if prep in _BEHIND and self._country(thing, sentence):
                return self.parties.read(thing, sentence, False)
        return None

    def _by_country(self, party: Party, token: Node, sentence: Sentence) -> Party:
        """ "soldiers of Chad": the side of the country behind the noun."""
        for prep, thing in prepositional(token):
            mention = sentence.unit(thing).mention
            if prep in ("of", "from") and mention is not None and mention.country:
                inner = self.parties.read(thing, sentence, False)
                if inner is not None and inner.norm and party.kind in ("forces", "state"):
                    return evolve(party, norm=inner.norm)
        return party


def apart(mine: Sequence[Party | None], others: Sequence[Party | None]) -> list[Party | None]:
    """ "The government accused Rwanda": whoever a bare noun was taken for, it is not the one that
    is named on the other side."""
    named = {p.norm for p in others if p is not None and p.mention is not None}
    return [
        evolve(p, norm=None) if p is not None and p.mention is None and p.norm in named else p
        for p in mine
    ]
