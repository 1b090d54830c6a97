"""What a frame is matched against: one sentence, and what the report has told before it."""

from attrs import field, frozen

from whoholds.reading import ground
from whoholds.reading.context import Context
from whoholds.reading.frames.event import ARMED, Event
from whoholds.reading.ground import Ground
from whoholds.reading.lexicon import Frame, Lexicon, lexicon
from whoholds.reading.mentions import Mention
from whoholds.reading.parties import Parties, Party
from whoholds.reading.sentence import Sentence, prepositional, subject
from whoholds.reading.tree import Node

MODIFIERS = ("compound", "amod", "poss", "nmod")
"""Dependencies of the words before a noun that can name its party or its place."""


@frozen(eq=False)
class Scene:
    """`found` holds the sentence's events so far, in the order of their triggers; `spent` the
    nouns that a light verb has told of."""

    sentence: Sentence
    context: Context
    parties: Parties
    lex: Lexicon = field(factory=lexicon)
    found: list[Event] = field(factory=list)
    spent: set[int] = field(factory=set)

    def lemma(self, token: Node) -> str:
        return self.sentence.lemma(token)

    def lower(self, token: Node) -> str:
        return self.sentence.lower(token)

    def mention(self, token: Node) -> Mention | None:
        return self.sentence.unit(token).mention

    def grounds(self, token: Node | None, coreference: bool = True) -> list[Ground]:
        """The ground that a noun phrase stands for; empty where none, or no token."""
        if token is None:
            return []
        return ground.grounds(token, self.sentence, self.context, coreference)

    def location(self, verb: Node, up: int = 0) -> list[Ground]:
        """Where the verb's clause is said to happen."""
        return ground.location(verb, self.sentence, self.context, up)

    def party(self, token: Node | None, coreference: bool = True) -> Party | None:
        """The party that a noun phrase names; of a noun that tells an event ("the attack"),
        whose it was."""
        if token is None:
            return None
        lemma = self.lemma(token)
        tells = (
            self.mention(token) is None
            and lemma in self.lex.nouns
            and lemma not in self.lex.parties
        )
        if tells:
            return self._doer_of(token, coreference)
        party = self.parties.read(token, self.sentence, coreference)
        if party is not None or self.mention(token) is not None:
            return party
        if token.tag_ in ("NNP", "CD"):
            # "by Ukraine April 2022": the parse gave the name to the date
            inner = (self.parties.read(c, self.sentence, False) for c in token.lefts)
            return next((found for found in inner if found is not None), None)
        return None

    def _doer_of(self, noun: Node, coreference: bool) -> Party | None:
        """ "an attack that captured X": whose attack it was."""
        for c in noun.lefts:
            if c.dep_ in MODIFIERS and c.lower_ != "military":
                party = self.parties.read(c, self.sentence, coreference)
                if party is not None:
                    return party
        by = next((thing for prep, thing in prepositional(noun) if prep == "by"), None)
        if by is not None:
            return self.parties.read(by, self.sentence, coreference)
        if noun.dep_ not in ("dobj", "pobj"):
            return None
        head = noun.head
        while head.dep_ in ("prep", "pobj") and head.head is not head:
            head = head.head
        doer = subject(head) if head.tag_.startswith("VB") else None
        if doer is None or doer.i == noun.i:
            return None
        return self.parties.read(doer, self.sentence, coreference)

    def refused(self, token: Node) -> bool:
        """True for things that a verb of gain takes without a word of ground: weapons, power."""
        unit = self.sentence.unit(token)
        return (
            unit.mention is None
            and unit.lemma in self.lex.not_ground
            and unit.lemma not in self.lex.ground
            and not any(c.dep_ == "conj" for c in token.children)
        )

    def object_grounds(self, token: Node | None, frame: Frame) -> list[Ground]:
        """The ground of a verb's place slot; a verb told mostly of war refuses weapons here."""
        if token is not None and not frame.named and self.refused(token):
            return []
        return self.grounds(token)


def is_armed(party: Party | None) -> bool:
    return party is not None and party.kind in ARMED
