"""The usual name behind a common noun of party: "the army", "SDF-led forces", "Iraqi rebels"."""

from collections.abc import Iterable, Sequence
from datetime import date

from attrs import frozen

from whoholds.knowledge.countries import COUNTRIES
from whoholds.reading.grammar import section
from whoholds.reading.lexicon import lexicon
from whoholds.reading.parties.party import modifiers, written
from whoholds.reading.sentence import Sentence
from whoholds.reading.tree import Node
from whoholds.reading.vocabulary import Vocabulary

_LISTED = section("parties")
# The words that theatres give these two roles by, the usual one first.
_GOVERNMENT = ("government", "regime")
_REBELS = ("rebels", "opposition")


@frozen(eq=False)
class Roles:
    """What common nouns mean in one report: by its vocabulary, on its day (`day`), or without a
    theatre by the country that it names most (`home`, ISO 3166 alpha-2). `elsewhere` is that
    country where it is one of the theatre's and the theatre's first is not named at all."""

    vocabulary: Vocabulary
    day: date | None
    home: str | None
    elsewhere: str | None = None

    def government(self, country: str) -> str:
        """The usual name of a country's side: "Sri Lankan government" where the report is
        about a war of that country and no theatre names its sides."""
        if self.vocabulary.theatre is None and country == self.home:
            demonyms = COUNTRIES[country].demonyms
            if demonyms:
                return f"{demonyms[0]} government"
        return self.vocabulary.government(country, self.day)

    def of_noun(
        self, token: Node, sentence: Sentence, word: str, lemma: str, *names: str
    ) -> str | None:
        """The usual name of a party's noun phrase: by the names before the noun, then by the
        theatre's roles. `word` is the noun as written, in lower case; `names` are ways beside
        the phrase itself to look it up."""
        actor = self._actor_named([written(token, sentence), *names])
        if actor is not None:
            return actor
        before = modifiers(token)
        mentions = [m for m in (sentence.unit(t).mention for t in before) if m is not None]
        for mention in mentions:
            if mention.kind == "actor" and mention.actor is not None:
                return mention.actor.name
        words = [sentence.lower(t) for t in before]
        actor = self._first_half(words)
        if actor is not None:
            return actor
        family = lexicon().parties.get(lemma)
        country = next((m.country for m in mentions if m.country), None)
        if country is not None:
            rebellious = family == "rebels" or not _LISTED["rebellious"].isdisjoint(words)
            if not rebellious:
                return self.government(country)
            if country not in self.vocabulary.focus:
                return None
        if not _LISTED["loyal"].isdisjoint(words):
            return self.by_role(_GOVERNMENT)
        if not _LISTED["against_government"].isdisjoint(words):
            return self.by_role(_REBELS)
        if family != "state" and any(m.kind in ("name", "organisation") for m in mentions):
            return None
        return self.by_role(_keys(words, word, lemma))

    def by_role(self, keys: Sequence[str]) -> str | None:
        """The actor of the first word that the theatre gives a role on that day."""
        if self.vocabulary.theatre is None:
            if self.home and not _LISTED["home_roles"].isdisjoint(keys):
                return self.government(self.home)
            return None
        for key in keys:
            actor = self.vocabulary.role(key, self.day)
            if actor is not None:
                return self._of_this_country(actor)
        return None

    def _of_this_country(self, name: str) -> str | None:
        """The role's actor, unless it is the government or the rebels of a country of the
        theatre that the report does not name: "the army" in Burkina Faso is not Mali's."""
        theatre = self.vocabulary.theatre
        actor = theatre.actor_named(name) if theatre is not None else None
        if self.elsewhere is None or actor is None or actor.country in (None, self.elsewhere):
            return name
        return self.government(self.elsewhere) if actor.kind == "government" else None

    def _actor_named(self, names: Iterable[str]) -> str | None:
        theatre = self.vocabulary.theatre
        if theatre is None:
            return None
        found = (theatre.actor_named(name) for name in names)
        return next((actor.name for actor in found if actor is not None), None)

    def _first_half(self, words: Iterable[str]) -> str | None:
        """ "SDF-led forces": the SDF."""
        for word in words:
            first, hyphen, tail = word.rpartition("-")
            if hyphen + tail not in _LISTED["owned_tails"]:
                continue
            if word.partition("-")[0] not in _LISTED["side_prefixes"]:
                actor = self._actor_named([first])
                if actor is not None:
                    return actor
        return None


def _keys(words: Sequence[str], word: str, lemma: str) -> list[str]:
    """The whole phrase, then ever less of it, then its words one by one."""
    phrase = [*words, word]
    return [*(" ".join(phrase[i:]) for i in range(len(phrase))), *phrase, lemma, lemma + "s"]
