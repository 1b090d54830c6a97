"""What a frame is matched against: one sentence, who acts in it, and what it stands among."""

from collections.abc import Iterator

from attrs import define, evolve, field

from whoholds.reading import ground
from whoholds.reading.context import Context
from whoholds.reading.ground import Ground
from whoholds.reading.mentions import Mention
from whoholds.reading.parties import Party
from whoholds.reading.plover.counts import Interval, counted
from whoholds.reading.plover.happening import Happening
from whoholds.reading.plover.lexicon import Lexicon, plover
from whoholds.reading.plover.who import RANK, Cast
from whoholds.reading.sentence import Sentence, prepositional
from whoholds.reading.tree import Node

_AMOUNTS = frozenset("dozen score hundred thousand million ten handful number".split())
_HERE = frozenset({"in", "near", "at", "around", "outside", "inside", "over", "across", "on"})
_WINDOW = 7
"""Tokens before a noun in which its amount is written: "an estimated tens of thousands of"."""


@define(eq=False)
class Scene:
    """One sentence while its events are found; `found` are those so far, `taken` the tokens that
    tell nothing more."""

    sentence: Sentence
    context: Context
    cast: Cast
    found: list[Happening] = field(factory=list)
    taken: set[int] = field(factory=set)

    @property
    def words(self) -> Lexicon:
        return plover()

    def mention(self, token: Node) -> Mention | None:
        return self.sentence.unit(token).mention

    def lower(self, token: Node) -> str:
        return self.sentence.lower(token)

    def noun(self, token: Node) -> str:
        """The lemma of a noun in these lists."""
        return self.cast.lemma(token, self.sentence)

    def verb(self, token: Node) -> str | None:
        return self.words.verb.get(self.lower(token))

    def who(self, token: Node | None, back: bool = True) -> Party | None:
        return self.cast.read(token, self.sentence, back)

    def all_of(self, token: Node | None) -> list[Party]:
        if token is None:
            return []
        inner = self.innermost(token)
        return self.cast.read_all(inner, self.sentence) or self.cast.read_all(token, self.sentence)

    def named(self, noun: Node) -> Party | None:
        """The person whom a title stands beside: "the former president, Ali Abdullah Saleh"."""
        if self.mention(noun) is not None:
            return None
        doc, first = self.sentence.doc, noun.i + 1
        if first < len(doc) and self.lower(doc[first]) == ",":
            first += 1
        last = first
        while last < len(doc) and self.mention(doc[last]) is not None:
            last += 1
        found = [m for t in doc[first:last] if (m := self.mention(t)) is not None]
        text = self.sentence.surface(first, last - 1) if found else ""
        person = any(m.kind == "person" for m in found) or RANK.match(text)
        lone = len(found) == 1 and found[0].kind == "name" and not found[0].text.isupper()
        if not found or not (person or lone) or any(m.place_kind or m.actor for m in found):
            return None
        return Party(
            RANK.sub("", text), last - 1, kind="person", mention=evolve(found[-1], text=text)
        )

    def grounds(self, token: Node | None, back: bool = False) -> list[Ground]:
        if token is None:
            return []
        return ground.grounds(token, self.sentence, self.context, back)

    def location(self, token: Node, up: int = 0) -> list[Ground]:
        return ground.location(token, self.sentence, self.context, up)

    def phrases(self, *tokens: Node | None) -> Iterator[tuple[str, Node]]:
        for token in tokens:
            if token is not None:
                yield from prepositional(token)

    def there(self, verb: Node) -> list[Ground]:
        """ "are missing there": the place told last."""
        for token in verb.subtree:
            if token.lower_ in ("there", "here") and token.dep_ == "advmod":
                last = self.context.last_place(self.sentence, token.i, "country")
                last = last or self.context.last_place(self.sentence, token.i, None)
                if last is not None:
                    unit = self.sentence.unit(token)
                    return [
                        Ground(
                            last.name, token.i, unit.start, unit.end, kind=last.kind, pronoun=True
                        )
                    ]
        return []

    def near(self, noun: Node) -> list[Ground]:
        """Where a thing is: "positions near Homs"."""
        for prep, thing in prepositional(noun):
            if prep in _HERE:
                found = self.grounds(thing)
                if found:
                    return found
        return []

    def below(self, verb: Node) -> list[Ground]:
        """The first place named by a locative phrase of the verb's own clause."""
        for token in verb.subtree:
            if token.i <= verb.i or token.dep_ != "prep" or token.lower_ not in _HERE:
                continue
            if self._apart(token, verb):
                continue
            for thing in token.children:
                found = self.grounds(thing) if thing.dep_ == "pobj" else []
                if found:
                    return found
        return []

    def _apart(self, token: Node, verb: Node) -> bool:
        """Whether another clause lies between the two."""
        while token is not verb and token.head is not token:
            token = token.head
            if token is not verb and token.tag_.startswith("VB"):
                return True
        return False

    def innermost(self, token: Node) -> Node:
        """ "hundreds of fighters": fighters; "six of the soldiers": the soldiers."""
        for _ in range(3):
            amount = token.tag_ == "CD" or self.noun(token).rstrip("s") in _AMOUNTS
            amount = amount or self.lower(token).rstrip("s") in _AMOUNTS
            inner = [thing for prep, thing in prepositional(token) if prep == "of"]
            if not amount or not inner:
                return token
            token = inner[0]
        return token

    def count(self, token: Node) -> Interval | None:
        """How many the noun phrase says that they are: "at least 27 soldiers"."""
        inner = self.innermost(token)
        edge = min(token.left_edge.i, inner.left_edge.i)
        first = max(edge, inner.i - _WINDOW)
        units = self.sentence.units
        while first < inner.i and units[first].mention is not None:
            first += 1
        if first >= inner.i and inner.tag_ != "CD":
            return None
        last = inner.i if inner.tag_ == "CD" else inner.i - 1
        # "at least" can hang on the verb: look at the words before, whatever the parse made of them
        before = first
        while before > max(0, first - 3) and units[before - 1].lower in _QUALIFYING:
            before -= 1
        return counted(self.sentence.surface(before, max(last, before)))


_QUALIFYING = frozenset(
    "at least most up to more fewer less than as many some about around nearly almost over roughly an estimated".split()
)
