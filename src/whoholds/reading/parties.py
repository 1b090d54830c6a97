"""The actor slot: which party a noun phrase names, as written, and by what usual name."""

from datetime import date
from typing import Any

from attrs import frozen

from whoholds.knowledge.names import fold
from whoholds.reading.context import Context
from whoholds.reading.lexicon import lexicon
from whoholds.reading.mentions import Mention
from whoholds.reading.sentence import Sentence, prepositional
from whoholds.reading.vocabulary import Vocabulary

_LEFT = (
    "compound",
    "amod",
    "nmod",
    "poss",
    "nsubj",
    "npadvmod",
    "advmod",
    "case",
    "punct",
    "quantmod",
    "dep",
)
_PRONOUNS = frozenset(
    {
        "they",
        "it",
        "them",
        "who",
        "which",
        "that",
        "he",
        "she",
        "its",
        "their",
        "him",
        "his",
        "themselves",
        "both",
    }
)
_MEMBERS = frozenset(
    {
        "member",
        "element",
        "fighter",
        "soldier",
        "force",
        "troop",
        "unit",
        "remnant",
        "loyalist",
        "supporter",
        "group",
        "battalion",
        "brigade",
        "militant",
        "thousand",
        "hundred",
        "dozen",
        "score",
        "number",
        "convoy",
        "column",
        "wave",
        "alliance",
        "coalition",
        "contingent",
        "army",
        "ally",
        "rest",
        "faction",
        "man",
        "opponent",
        "enemy",
    }
)
_NOT_PARTY = frozenset(
    {
        "civilian",
        "people",
        "resident",
        "protester",
        "demonstrator",
        "student",
        "worker",
        "child",
        "woman",
        "refugee",
        "villager",
        "family",
        "journalist",
        "company",
        "team",
        "club",
        "player",
        "fan",
        "investor",
        "bank",
    }
)


@frozen
class Party:
    """A party as written (`text`), the mention that names it if any, and its usual name.

    `generic` is true for rebels, militants, forces: names that the context decides. `kind` is
    forces, rebels, state, people or name.
    """

    text: str
    token: int
    norm: str | None = None
    generic: bool = False
    kind: str = "name"
    mention: Mention | None = None

    @property
    def key(self) -> str:
        return self.norm or fold(self.text)


class Parties:
    """Reads parties in one report, with its vocabulary and context."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        context: Context,
        day: date | None = None,
        home: str | None = None,
    ) -> None:
        self.vocabulary = vocabulary
        self.day = day
        self.context = context
        self.home = home

    def read(self, token: Any, sentence: Sentence, coreference: bool = True) -> Party | None:
        """The party that the noun phrase headed by `token` names; None where it names none."""
        lex = lexicon()
        unit = sentence.unit(token)
        mention = unit.mention
        if mention is not None:
            return self._of_mention(token, mention, sentence)
        if unit.lower in _PRONOUNS:
            return self._pronoun(token, sentence) if coreference else None
        lemma = unit.lemma
        if lemma in _NOT_PARTY:
            return None
        inner = self._of_phrase(token, lemma, sentence)
        if inner is not None:
            return inner
        if lemma in lex.parties:
            return self._common(token, lemma, sentence, coreference)
        if unit.lower.endswith(("-led", "-backed", "-allied")):
            return None
        if token.tag_ in ("NNS", "NNPS", "NN") and lemma in ("assault", "attack"):
            return None
        return None

    def allied(self, one: Party, other: Party) -> bool:
        return bool(one.norm and other.norm) and self.allies(one.norm or "", other.norm or "")

    def allies(self, one: str, other: str | None) -> bool:
        """True where the theatre says that one backs, or is part of, the other."""
        theatre = self.vocabulary.theatre
        if theatre is None or other is None:
            return False
        a, b = theatre.actor_named(one), theatre.actor_named(other)
        if a is None or b is None:
            return False
        return (
            b.name in a.backed_by
            or a.name in b.backed_by
            or a.part_of == b.name
            or b.part_of == a.name
        )

    def read_all(self, token: Any, sentence: Sentence) -> list[Party]:
        """The parties of one noun phrase: two for "the Jordanian and Syrian armies"."""
        party = self.read(token, sentence, False)
        for c in token.lefts:
            conj = [g for g in c.children if g.dep_ == "conj"]
            both = [sentence.unit(x).mention for x in (c, *conj)]
            if conj and all(m is not None and (m.country or m.actor) for m in both):
                found = []
                for x, mention in zip((c, *conj), both, strict=True):
                    assert mention is not None
                    norm = (
                        mention.actor.name
                        if mention.actor
                        else self.vocabulary.government(mention.country or "", self.day)
                    )
                    found.append(
                        Party(
                            f"{mention.text} {sentence.unit(token).text}",
                            x.i,
                            norm,
                            kind="forces",
                            mention=mention,
                        )
                    )
                return found
        return [party] if party is not None else []

    def named(self, written: str, at: int) -> Party | None:
        """The party in the first half of a compound: "rebel" of "rebel-held"."""
        lex = lexicon()
        found = self.vocabulary.lookup(written, False)
        if found.kind == "actor" and found.actor is not None:
            return Party(written, at, found.actor.name)
        if found.kind in ("country", "demonym") and found.country:
            return Party(
                written, at, self.vocabulary.government(found.country, self.day), kind="state"
            )
        words = written.lower().split()
        lemma = lex.lemma_of(words[-1])
        norm = self._by_role([written.lower(), words[-1], lemma, lemma + "s"])
        if norm is not None or lemma in lex.parties:
            return Party(written, at, norm, generic=True, kind=lex.parties.get(lemma, "rebels"))
        for word in written.split():
            inner = self.vocabulary.lookup(word, False)
            if inner.kind == "actor" and inner.actor is not None:
                return Party(written, at, inner.actor.name)
        if written[:1].isupper():
            return Party(written, at)
        return None

    def _of_mention(self, token: Any, mention: Mention, sentence: Sentence) -> Party | None:
        if mention.kind == "actor" and mention.actor is not None:
            return Party(self._text(token, sentence), token.i, mention.actor.name, mention=mention)
        if mention.kind in ("country", "demonym") and mention.country:
            norm = (
                mention.actor.name
                if mention.actor
                else self.vocabulary.government(mention.country, self.day)
            )
            return Party(mention.text, token.i, norm, kind="state", mention=mention)
        if mention.kind == "people":
            if token.tag_ not in ("NNS", "NNPS"):
                return None
            norm = self._by_role([mention.text.lower(), mention.text.lower().rstrip("s")])
            return Party(mention.text, token.i, norm, generic=True, kind="people", mention=mention)
        if mention.kind == "place":
            country = self._capital_of(mention)
            if country:
                return Party(
                    mention.text,
                    token.i,
                    self.vocabulary.government(country, self.day),
                    kind="state",
                    mention=mention,
                )
            return None
        if mention.kind == "person":
            return Party(mention.text, token.i, kind="person", mention=mention)
        words = mention.text.split()
        generic = lexicon().lemma_of(words[-1].lower())
        if generic in lexicon().parties:
            norm = self._role(words[-1].lower(), generic, token, sentence, extra=mention.text)
            return Party(
                self._text(token, sentence),
                token.i,
                norm,
                generic=norm is None,
                kind=lexicon().parties[generic],
                mention=mention,
            )
        return Party(self._text(token, sentence), token.i, kind="name", mention=mention)

    def _capital_of(self, mention: Mention) -> str | None:
        from whoholds.knowledge.countries import COUNTRIES

        for place in mention.places[:1]:
            country = COUNTRIES.get(place.country or "")
            if (
                country is not None
                and country.capital
                and fold(country.capital) == fold(mention.text)
            ):
                return country.iso2
        return None

    def _of_phrase(self, token: Any, lemma: str, sentence: Sentence) -> Party | None:
        """ "members of the SA", "forces of President Assad", "fighters from the FSA"."""
        if lemma not in _MEMBERS and token.tag_ != "CD":
            return None
        if any(
            c.dep_ in ("compound", "amod", "poss", "nmod")
            and sentence.unit(c).mention is not None
            and sentence.unit(c).mention.kind in ("actor", "demonym", "country")
            for c in token.lefts
        ):  # type: ignore[union-attr]
            return None
        for prep, obj in prepositional(token):
            if prep in ("of", "from", "loyal", "with"):
                mention = sentence.unit(obj).mention
                if mention is not None and mention.kind in ("actor", "country"):
                    inner = self._of_mention(obj, mention, sentence)
                elif prep == "of" and sentence.lemma(obj) in lexicon().parties:
                    inner = self._common(obj, sentence.lemma(obj), sentence, False)
                else:
                    continue
                if inner is not None:
                    return Party(
                        inner.text, token.i, inner.norm, inner.generic, inner.kind, inner.mention
                    )
        loyal = next(
            (
                c
                for c in token.children
                if c.dep_ in ("amod", "acl") and sentence.lower(c) == "loyal" and c.i > token.i
            ),
            None,
        )
        if loyal is not None:
            for prep, obj in prepositional(loyal):
                mention = sentence.unit(obj).mention
                if prep == "to" and mention is not None and mention.kind in ("actor", "country"):
                    return self._of_mention(obj, mention, sentence)
        return None

    def _common(
        self, token: Any, lemma: str, sentence: Sentence, coreference: bool
    ) -> Party | None:
        lex = lexicon()
        definite_group = sentence.lower(token) in (
            "group",
            "militia",
            "movement",
            "faction",
            "alliance",
            "coalition",
            "side",
            "enemy",
        ) and not any(c.dep_ in ("amod", "compound", "poss") for c in token.lefts)
        text = self._text(token, sentence)
        if (
            coreference
            and any(
                c.dep_ == "poss" and sentence.lower(c) in ("his", "its", "their", "her")
                for c in token.lefts
            )
            and lex.parties[lemma] in ("forces", "rebels")
        ):
            owner = self._last(sentence, token.i)
            if owner is not None:
                return owner
        norm = self._role(sentence.lower(token), lemma, token, sentence)
        if (
            norm is None
            and definite_group
            and coreference
            and any(sentence.lower(c) == "the" for c in token.lefts)
        ):
            last = self._last(sentence, token.i)
            if last is not None:
                return last
        kind = lex.parties[lemma]
        if (
            token.tag_ == "NN"
            and lemma in lex.individuals
            and any(
                sentence.lower(c) in ("a", "an", "one", "the", "his", "her") for c in token.lefts
            )
        ):
            kind = "person"
        return Party(text, token.i, norm, generic=True, kind=kind)

    def _text(self, token: Any, sentence: Sentence) -> str:
        first = token.i
        for c in token.lefts:
            if (
                c.dep_ in _LEFT
                and c.i < first
                and sentence.units[c.i].lower
                not in ("the", "a", "an", ",", '"', "'", "(", "its", "their")
            ):
                first = min(first, min(x.i for x in c.subtree))
        for c in _siblings(token):
            first = min(first, c.i)
        while first < token.i and (
            sentence.units[first].lower
            in (
                "the",
                "a",
                "an",
                ",",
                "and",
                "more",
                "several",
                "some",
                "around",
                "about",
                "'s",
                "’s",
                "ʼs",
                "than",
                "at",
                "least",
                "other",
                "(",
                ")",
                '"',
                "“",
                "-",
                "–",
                "—",
            )
            or sentence.doc[first].tag_ in ("DT", "CC", "PDT", "PRP$")
        ):
            first += 1
        if token.i - first > 7:
            first = token.i
        return sentence.surface(first, token.i)

    def _modifiers(self, token: Any, sentence: Sentence) -> list[Any]:
        return [
            c
            for c in token.lefts
            if c.dep_ in ("compound", "amod", "nmod", "poss", "npadvmod", "nsubj", "dep")
        ] + _siblings(token)

    def _role(
        self, word: str, lemma: str, token: Any, sentence: Sentence, extra: str | None = None
    ) -> str | None:
        """The usual name for a common noun of party: by the names before it, then by the theatre's roles."""
        modifiers = self._modifiers(token, sentence)
        flat = list(modifiers)
        for m in modifiers:
            flat += [c for c in m.lefts if c.dep_ in ("compound", "amod", "poss", "nmod")]
            flat += [c for c in m.children if c.dep_ == "conj"]
        text = self._text(token, sentence)
        if self.vocabulary.theatre is not None:
            actor = self.vocabulary.theatre.actor_named(text) or (
                self.vocabulary.theatre.actor_named(extra) if extra else None
            )
            if actor is not None:
                return actor.name
        words = [sentence.lower(m) for m in flat]
        for m in flat:
            mention = sentence.unit(m).mention
            if mention is not None and mention.kind == "actor" and mention.actor is not None:
                return mention.actor.name
        compound = self._compound_owner(words)
        if compound is not None:
            return compound
        country = next(
            (
                sentence.unit(m).mention.country
                for m in flat
                if sentence.unit(m).mention is not None and sentence.unit(m).mention.country
            ),
            None,
        )  # type: ignore[union-attr]
        family = lexicon().parties.get(lemma)
        rebellious = family == "rebels" or any(
            w
            in (
                "rebel",
                "opposition",
                "insurgent",
                "militant",
                "anti-government",
                "separatist",
                "islamist",
                "jihadist",
            )
            for w in words
        )
        if country is not None and not rebellious:
            return self.vocabulary.government(country, self.day)
        if country is not None and country not in self.vocabulary.focus:
            return None
        if (
            "pro-government" in words
            or "loyalist" in words
            or "regime" in words
            or "government" in words
        ):
            return self._by_role(["government", "regime"])
        if "anti-government" in words or "anti-regime" in words:
            return self._by_role(["rebels", "opposition"])
        names = [sentence.unit(m).mention for m in flat]
        if (
            any(n is not None and n.kind in ("name", "organisation") for n in names)
            and family != "state"
        ):
            return None
        phrase = [*(w for w in words), word]
        keys = [" ".join(phrase[i:]) for i in range(len(phrase))]
        keys += [*words, word, lemma, lemma + "s"]
        return self._by_role(keys)

    def _compound_owner(self, words: list[str]) -> str | None:
        for word in words:
            if word.startswith(("anti-", "pro-")):
                continue
            for tail in ("-led", "-allied", "-affiliated", "-linked"):
                if word.endswith(tail) and self.vocabulary.theatre is not None:
                    actor = self.vocabulary.theatre.actor_named(word[: -len(tail)])
                    if actor is not None:
                        return actor.name
        return None

    def _by_role(self, keys: list[str]) -> str | None:
        if self.vocabulary.theatre is None:
            if self.home and any(
                k
                in (
                    "government",
                    "army",
                    "military",
                    "security forces",
                    "government forces",
                    "regime",
                    "troops",
                    "soldiers",
                    "police",
                )
                for k in keys
            ):
                return self.vocabulary.government(self.home, self.day)
            return None
        for key in keys:
            actor = self.vocabulary.role(key, self.day)
            if actor is not None:
                return actor
        return None

    def _pronoun(self, token: Any, sentence: Sentence) -> Party | None:
        if sentence.lower(token) in ("who", "which", "that"):
            head = token.head
            for _ in range(4):
                if head.dep_ in ("relcl", "acl"):
                    return self.read(head.head, sentence, False)
                if head.head is head:
                    break
                head = head.head
        return self._last(sentence, token.i)

    def _last(self, sentence: Sentence, before: int) -> Party | None:
        for token in reversed(sentence.doc[:before]):
            unit = sentence.unit(token)
            if token.dep_ in ("nsubj", "nsubjpass") and (
                unit.mention is not None or unit.lemma in lexicon().parties
            ):
                party = self.read(token, sentence, False)
                if party is not None and party.kind != "person" and (party.norm or party.generic):
                    return party
        here = (sentence.index, before)
        for at, party in reversed(self.context.parties):
            if at < here and sentence.index - at[0] <= 3:
                return party  # type: ignore[no-any-return]
        return None


def _siblings(token: Any) -> list[Any]:
    """Modifiers that the parse hung on the noun behind: "Syrian" in "Syrian army attacks"."""
    if token.dep_ not in ("compound", "nmod", "poss"):
        return []
    found, expected = [], token.i - 1
    for c in sorted(token.head.lefts, key=lambda c: -c.i):
        if c.i == expected and c.dep_ in ("compound", "amod", "nmod"):
            found.append(c)
            expected -= 1
    return found
