"""Parties read in one report, with its vocabulary and what it has told so far."""

from datetime import date

from whoholds.knowledge.countries import COUNTRIES
from whoholds.knowledge.names import fold
from whoholds.reading.context import Context
from whoholds.reading.grammar import section
from whoholds.reading.lexicon import lexicon
from whoholds.reading.mentions import Mention
from whoholds.reading.parties.party import Party, written
from whoholds.reading.parties.roles import Roles
from whoholds.reading.parties.speaking import side_of_speaker
from whoholds.reading.sentence import Sentence, prepositional
from whoholds.reading.tree import Node
from whoholds.reading.vocabulary import Vocabulary

_LISTED = section("parties")
_MODIFIERS = ("compound", "amod", "poss", "nmod")
_NAMED = 4
"""Words behind "militants of" in which the name that they go by stands."""
_RECENT = 3
"""Sentences back in which "they" and "the group" find whom they mean."""


class Parties:
    """Reads parties in one report. `day` is the day of publication, `home` the country most
    named (ISO 3166 alpha-2), `elsewhere` the same where it is not the theatre's first."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        context: Context,
        day: date | None = None,
        home: str | None = None,
        elsewhere: str | None = None,
    ) -> None:
        self.vocabulary = vocabulary
        self.context = context
        self.day = day
        self._roles = Roles(vocabulary, day, home, elsewhere)

    def read(self, token: Node, sentence: Sentence, coreference: bool = True) -> Party | None:
        """The party that the noun phrase headed by `token` names; None where it names none.

        Without `coreference`, pronouns and "the group" name nobody.
        """
        unit = sentence.unit(token)
        if unit.mention is not None:
            return self._of_mention(token, unit.mention, sentence)
        if unit.lower in _LISTED["pronouns"]:
            return self._pronoun(token, sentence) if coreference else None
        if unit.lemma in _LISTED["not_party"]:
            return None
        owner = self._owner(token, unit.lemma, sentence)
        if owner is not None:
            return owner
        inner = self._of_members(token, unit.lemma, sentence)
        if inner is not None:
            return inner
        if unit.lemma in lexicon().parties:
            return self._common(token, unit.lemma, sentence, coreference)
        return None

    def read_all(self, token: Node, sentence: Sentence) -> list[Party]:
        """The parties of one noun phrase: two for "the Jordanian and Syrian armies"."""
        for c in token.lefts:
            both = [c, *(g for g in c.children if g.dep_ == "conj")]
            mentions = [sentence.unit(t).mention for t in both]
            peoples = [m for m in mentions if m is not None and (m.country or m.actor)]
            if 1 < len(both) == len(peoples):
                word = sentence.unit(token).text
                return [self._forces_of(m, t, word) for t, m in zip(both, peoples, strict=True)]
        party = self.read(token, sentence, False)
        return [party] if party is not None else []

    def _forces_of(self, mention: Mention, token: Node, word: str) -> Party:
        norm = self._usual_name(mention, mention.country or "")
        return Party(f"{mention.text} {word}", token.i, norm, kind="forces", mention=mention)

    def named(self, text: str, at: int) -> Party | None:
        """The party in the first half of a compound: "rebel" of "rebel-held". `at` is the
        compound's token."""
        found = self.vocabulary.lookup(text, False)
        if found.kind == "actor" and found.actor is not None:
            return Party(text, at, found.actor.name)
        if found.kind in ("country", "demonym") and found.country:
            norm = self._roles.government(found.country)
            return Party(text, at, norm, kind="state")
        lex, last = lexicon(), text.lower().split()[-1]
        lemma = lex.lemma_of(last)
        by_role = self._roles.by_role([text.lower(), last, lemma, lemma + "s"])
        if by_role is not None or lemma in lex.parties:
            kind = lex.parties.get(lemma, "rebels")
            return Party(text, at, by_role, generic=True, kind=kind)
        for word in text.split():
            inner = self.vocabulary.lookup(word, False)
            if inner.kind == "actor" and inner.actor is not None:
                return Party(text, at, inner.actor.name)
        return Party(text, at) if text[:1].isupper() else None

    def allied(self, one: Party, other: Party) -> bool:
        return one.norm is not None and self.allies(one.norm, other.norm)

    def allies(self, one: str, other: str | None) -> bool:
        """True where the theatre says that one backs, or is part of, the other."""
        theatre = self.vocabulary.theatre
        if theatre is None or other is None:
            return False
        a, b = theatre.actor_named(one), theatre.actor_named(other)
        if a is None or b is None:
            return False
        backed = b.name in a.backed_by or a.name in b.backed_by
        return backed or a.part_of == b.name or b.part_of == a.name

    # A name ------------------------------------------------------------------------------

    def _of_mention(self, token: Node, mention: Mention, sentence: Sentence) -> Party | None:
        if mention.kind == "actor" and mention.actor is not None:
            text = written(token, sentence)
            return Party(text, token.i, mention.actor.name, mention=mention)
        if mention.kind in ("country", "demonym") and mention.country:
            norm = self._usual_name(mention, mention.country)
            return Party(mention.text, token.i, norm, kind="state", mention=mention)
        if mention.kind == "people":
            return self._people(token, mention)
        if mention.kind == "place":
            return self._capital(token, mention)
        if mention.kind == "person":
            return Party(mention.text, token.i, kind="person", mention=mention)
        return self._unknown(token, mention, sentence)

    def _usual_name(self, mention: Mention, country: str) -> str:
        if mention.actor is not None:
            return mention.actor.name
        return self._roles.government(country)

    def _people(self, token: Node, mention: Mention) -> Party | None:
        if token.tag_ not in ("NNS", "NNPS"):
            return None
        lower = mention.text.lower()
        norm = self._roles.by_role([lower, lower.rstrip("s")])
        return Party(mention.text, token.i, norm, generic=True, kind="people", mention=mention)

    def _capital(self, token: Node, mention: Mention) -> Party | None:
        """ "Damascus said": a capital stands for its government."""
        country = COUNTRIES.get(mention.places[0].country or "") if mention.places else None
        if country is None or not country.capital:
            return None
        if fold(country.capital) != fold(mention.text):
            return None
        norm = self._roles.government(country.iso2)
        return Party(mention.text, token.i, norm, kind="state", mention=mention)

    def _unknown(self, token: Node, mention: Mention, sentence: Sentence) -> Party:
        """A name that no list has; by its last word it can still be a militia or an army."""
        text, lex = written(token, sentence), lexicon()
        word = mention.text.split()[-1].lower()
        lemma = lex.lemma_of(word)
        if lemma not in lex.parties:
            return Party(text, token.i, mention=mention)
        norm = self._roles.of_noun(token, sentence, word, lemma, mention.text)
        kind = lex.parties[lemma]
        return Party(text, token.i, norm, generic=norm is None, kind=kind, mention=mention)

    # A common noun -----------------------------------------------------------------------

    def _of_members(self, token: Node, lemma: str, sentence: Sentence) -> Party | None:
        """ "members of the SA", "forces of President Assad", "fighters from the FSA"."""
        if lemma not in _LISTED["members"] and token.tag_ != "CD":
            return None
        for c in token.lefts:
            mention = sentence.unit(c).mention
            named = mention is not None and mention.kind in ("actor", "demonym", "country")
            if named and c.dep_ in _MODIFIERS:
                return None
        for prep, thing in prepositional(token):
            if prep in _LISTED["member_of"]:
                inner = self._whose(thing, sentence)
                if inner is not None:
                    return Party(
                        inner.text, token.i, inner.norm, inner.generic, inner.kind, inner.mention
                    )
        return self._loyal_to(token, sentence) or self._from(token, lemma, sentence)

    def _from(self, token: Node, lemma: str, sentence: Sentence) -> Party | None:
        """ "militants of Fatah al-Islam", "forces from Tigray": no list has them, but they are
        called so."""
        kind = lexicon().parties.get(lemma)
        for prep, thing in prepositional(token):
            mention = sentence.unit(thing).mention
            if kind is None or mention is None or thing.i - token.i > _NAMED:
                continue
            if prep == "from" and token.dep_ != "nsubj":
                continue  # "drove the militants from Rawa" names ground
            named = prep in ("of", "from") and mention.kind in ("name", "organisation")
            if named or (prep == "from" and mention.kind == "place"):
                text = sentence.surface(token.i, _name_end(thing))
                # soldiers of any battalion are their government's, militants of a group its own
                norm = None
                if kind == "forces":
                    norm = self._roles.of_noun(token, sentence, sentence.lower(token), lemma)
                return Party(text, token.i, norm, norm is None, kind)
        return None

    def _owner(self, token: Node, lemma: str, sentence: Sentence) -> Party | None:
        """ "the army's northern command": the army."""
        if lemma not in _LISTED["owned"]:
            return None
        whose = next((c for c in token.lefts if c.dep_ == "poss" and c.tag_ != "PRP$"), None)
        return self.read(whose, sentence, False) if whose is not None else None

    def _whose(self, thing: Node, sentence: Sentence) -> Party | None:
        mention, lemma = sentence.unit(thing).mention, sentence.lemma(thing)
        if mention is not None and mention.kind in ("actor", "country"):
            return self._of_mention(thing, mention, sentence)
        if lemma in lexicon().parties:
            party = self._common(thing, lemma, sentence, False)
            return party if party is not None and party.norm else None
        return None

    def _loyal_to(self, token: Node, sentence: Sentence) -> Party | None:
        """ "fighters loyal to X", "forces allied to X's government", "troops backing X"."""
        behind = (c for c in token.children if c.dep_ in ("amod", "acl") and c.i > token.i)
        loyal = next((c for c in behind if sentence.lower(c) in _LISTED["loyal_to"]), None)
        if loyal is None:
            return None
        things = [thing for prep, thing in prepositional(loyal) if prep in ("to", "with")]
        things += [c for c in loyal.children if c.dep_ == "dobj"]
        for thing in things:
            leader = self.read(thing, sentence, False)
            norm = leader.norm if leader is not None else None
            norm = norm or self._by_possessor(thing, sentence)
            text = sentence.surface(token.i, thing.i)
            mention = leader.mention if leader is not None else None
            return Party(text, token.i, norm, norm is None, "rebels", mention)
        return None

    def _by_possessor(self, token: Node, sentence: Sentence) -> str | None:
        """ "Russia's defence ministry", "the Azeri president": the side of whose office it is."""
        for c in token.lefts:
            mention = sentence.unit(c).mention
            if mention is not None and c.dep_ in _MODIFIERS and (mention.actor or mention.country):
                return self._usual_name(mention, mention.country or "")
        return None

    def _common(
        self, token: Node, lemma: str, sentence: Sentence, coreference: bool
    ) -> Party | None:
        lex = lexicon()
        kind = lex.parties[lemma]
        lefts = [(c.dep_, sentence.lower(c)) for c in token.lefts]
        if coreference and any(word in _LISTED["first_person"] for _, word in lefts):
            ours = side_of_speaker(token, sentence, self.read)
            if ours is not None:
                return ours
        own = any(dep == "poss" and word in _LISTED["possessives"] for dep, word in lefts)
        if coreference and own and kind in ("forces", "rebels"):
            owner = self._last(sentence, token.i)
            if owner is not None:
                return owner
        norm = self._roles.of_noun(token, sentence, sentence.lower(token), lemma)
        if coreference and norm is None and _bare_group(sentence.lower(token), lefts):
            last = self._last(sentence, token.i)
            if last is not None:
                return last
        if (
            norm is None
            and lemma in _LISTED["same_again"]
            and any(word in ("the", "these") for _, word in lefts)
        ):
            told = self._irregulars(sentence, token.i)
            norm = told.norm if told is not None else None
        single = token.tag_ == "NN" and lemma in lex.individuals
        if single and any(word in _LISTED["one"] for _, word in lefts):
            kind = "person"
        return Party(written(token, sentence), token.i, norm, generic=True, kind=kind)

    # Who was meant before ----------------------------------------------------------------

    def _pronoun(self, token: Node, sentence: Sentence) -> Party | None:
        if sentence.lower(token) in _LISTED["first_person"]:
            return side_of_speaker(token, sentence, self.read)
        if sentence.lower(token) in _LISTED["relative"]:
            head = token.head
            for _ in range(4):
                if head.dep_ in ("relcl", "acl"):
                    return self.read(head.head, sentence, False)
                if head.head is head:
                    break
                head = head.head
        return self._last(sentence, token.i)

    def _irregulars(self, sentence: Sentence, before: int) -> Party | None:
        """The rebels, jihadists or militia told last by name."""
        theatre, here = self.vocabulary.theatre, (sentence.index, before)
        for at, told in reversed(self.context.parties):
            if theatre is None or at >= here or sentence.index - at[0] > _RECENT:
                continue
            actor = theatre.actor_named(told.norm) if told.norm else None
            if actor is not None and actor.kind in _LISTED["irregular_kinds"]:
                found: Party = told
                return found
        return None

    def _last(self, sentence: Sentence, before: int) -> Party | None:
        """The nearest subject of another clause before token `before`, else the party told
        last. The subject of the same clause is somebody else: "troops drove its fighters out"."""
        lex, own = lexicon(), _verb_over(sentence.doc[before])
        for token in reversed(sentence.doc[:before]):
            if token.dep_ not in ("nsubj", "nsubjpass") or token.head is own:
                continue
            unit = sentence.unit(token)
            # "Azerbaijan's President Ilham Aliyev said his forces …"
            titled = unit.lower.split()[0] in _LISTED["offices"]
            person = unit.mention is not None and (unit.mention.kind == "person" or titled)
            common = unit.mention is None and unit.lemma not in lex.parties
            if common or person or unit.lemma in _LISTED["offices"]:
                norm = self._by_possessor(token, sentence)
                if norm is not None:
                    return Party(norm, token.i, norm, kind="state")
            if unit.mention is None and unit.lemma not in lex.parties:
                continue
            party = self.read(token, sentence, False)
            if party is not None and party.kind != "person" and (party.norm or party.generic):
                return party
        here = (sentence.index, before)
        for at, told in reversed(self.context.parties):
            if at < here and sentence.index - at[0] <= _RECENT:
                found: Party = told
                return found
        return None


def _name_end(thing: Node) -> int:
    """The last word of a name like "Revolutionary Armed Forces of Colombia"."""
    end, doc = thing.i, thing.doc
    while end + 2 < len(doc) and doc[end + 1].tag_ in ("IN", "CC"):
        following = doc[end + 2]
        joined = doc[end + 1].lower_ in ("of", "for", "and")
        if not joined or not following.tag_.startswith("NNP") or following not in thing.subtree:
            break
        end += 2
    return end


def _verb_over(token: Node) -> Node:
    """The verb of the token's clause."""
    for _ in range(6):
        if token.tag_.startswith("VB") or token.head is token:
            break
        token = token.head
    return token


def _bare_group(word: str, lefts: list[tuple[str, str]]) -> bool:
    """ "the group", with nothing that says which."""
    if word not in _LISTED["the_group"] or all(left != "the" for _, left in lefts):
        return False
    return all(dep not in ("amod", "compound", "poss") for dep, _ in lefts)
