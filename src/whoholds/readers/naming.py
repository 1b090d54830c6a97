"""Usual names, places and ACLED's terms for claims that have their names as written only.

The same theatre, gazetteer and grammar of parties decide as for the rules reader; no model does.
"""

import re
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from whoholds.knowledge.gazetteer import Gazetteer
from whoholds.knowledge.theatres import Theatre, shipped
from whoholds.model import Claim, Place, Report, Resolution
from whoholds.model.claim import acled_terms
from whoholds.readers.passage import Passage
from whoholds.reading.choose import choose_theatre
from whoholds.reading.context import Context
from whoholds.reading.lexicon import lexicon
from whoholds.reading.mentions import Mention, find_mentions
from whoholds.reading.parse import is_common, parse, units_of
from whoholds.reading.parties import Parties, Party
from whoholds.reading.resolve import Resolver
from whoholds.reading.sentence import Sentence
from whoholds.reading.text import Span
from whoholds.reading.tokens import tokenize
from whoholds.reading.vocabulary import Vocabulary

_AFTER = re.compile(r"[\s-]+([^\W\d_]+)")
_BEFORE = re.compile(r"([^\W\d_]+)\s+(?:of\s+)?(?:the\s+)?$", re.IGNORECASE)
_PLACES = ("place", "country", "name")
_LEAD = "in "
_PARTIES = ("actor", "people", "demonym")


class Namer:
    """What all reports read with one theatre share; without one, each finds the shipped one that
    fits it."""

    def __init__(self, theatre: Theatre | None, gazetteer: Gazetteer) -> None:
        self._theatre = theatre
        self._gazetteer = gazetteer
        self._vocabularies: dict[str | None, Vocabulary] = {}

    def theatre_of(self, passage: Passage) -> Theatre | None:
        return self._theatre or choose_theatre(passage.text, shipped(), self._gazetteer)

    def names_in(self, report: Report, passage: Passage, theatre: Theatre | None) -> "Names":
        key = theatre.digest if theatre else None
        if key not in self._vocabularies:
            self._vocabularies[key] = Vocabulary(theatre, self._gazetteer, is_common())
        return Names(report, passage, self._vocabularies[key])


@frozen
class Named:
    """A claim with its names resolved, how that was done, and the gazetteer's entry."""

    claim: Claim
    resolutions: tuple[Resolution, ...]
    place: Place | None


class Names:
    """The names of one report."""

    def __init__(self, report: Report, passage: Passage, vocabulary: Vocabulary) -> None:
        self._passage = passage
        self._vocabulary = vocabulary
        self._acronyms: dict[str, Mention] = {}
        self._resolver = Resolver(vocabulary)
        for span in passage.sentences:
            self._resolver.see(self._mentions(passage.text, span.start, span.end))
        home = self._resolver.countries.most_common(1)
        self._parties = Parties(
            vocabulary, Context(), report.published, home[0][0] if home else None
        )
        self._read: dict[str, Party | None] = {}

    def is_place(self, at: tuple[int, int]) -> bool:
        """Of the name written there: false where it is neither a name nor a site ("presidential
        palace"), and for the name of a party or a people."""
        in_dateline = self._passage.text_around(*at) is None
        if in_dateline or any(one.kind not in _PARTIES for one in self._within(at)):
            return True
        *others, last = self._passage.text[slice(*at)].lower().split()
        return bool(others) and lexicon().lemma_of(last) in lexicon().ground

    def places_in(self, span: tuple[int, int]) -> list[str]:
        """The places known to us that are named there."""
        return [one.text for one in self._within(span) if one.kind == "place"]

    def _within(self, span: tuple[int, int]) -> Iterator[Mention]:
        """The mentions that `span` touches, as their whole sentence tells them."""
        text, near = self._passage.text, self._passage.text_around(*span)
        if near is None:
            return
        tokens = tokenize(text, near.start, near.end)
        for one in find_mentions(text, tokens, self._vocabulary, self._acronyms):
            if tokens[one.first].start < span[1] and span[0] < tokens[one.last - 1].end:
                yield one

    def resolve(self, claim: Claim, place_at: tuple[int, int]) -> Named:
        """The claim with usual names; `place_at` is where its place is written."""
        place, how = self._place(claim.place, place_at)
        noun = self._noun(place_at)
        resolutions = [how] if how else []
        actor, against = self._party(claim.actor), self._party(claim.against)
        for party in (actor, against):
            if party is not None:
                reason = "theatre" if party.norm else "unknown"
                resolutions.append(Resolution("actor", party.text, party.norm, reason=reason))
        event_type, sub_event_type = acled_terms(claim.kind, self._is_state(actor))
        claim = evolve(
            claim,
            actor_norm=actor.norm if actor else None,
            against_norm=against.norm if against else None,
            place_norm=place.name if place else None,
            place_id=place.id if place else None,
            place_kind=noun or (place.kind if place else claim.place_kind),
            country=place.country if place else self._country(claim.place),
            lat=place.lat if place else None,
            lon=place.lon if place else None,
            event_type=event_type,
            sub_event_type=sub_event_type,
        )
        return Named(claim, tuple(resolutions), place)

    def _mentions(self, text: str, start: int, end: int) -> list[Mention]:
        return find_mentions(text, tokenize(text, start, end), self._vocabulary, self._acronyms)

    def _alone(self, written: str) -> list[Mention]:
        """The mentions in a place's name by itself. A first word would be taken for a sentence's,
        with a capital that says nothing; so something stands before it."""
        return self._mentions(f"{_LEAD}{written}", 0, len(_LEAD) + len(written))

    # Places -------------------------------------------------------------------------------

    def _place(self, written: str, at: tuple[int, int]) -> tuple[Place | None, Resolution | None]:
        mention = self._mention(written)
        if mention is None:
            return None, Resolution("place", written, None, reason="no entry by that name")
        return self._resolver.place(mention, self._noun(at), written)

    def _mention(self, written: str) -> Mention | None:
        found = [m for m in self._alone(written) if m.kind in _PLACES]
        return max(
            found, key=lambda m: (_PLACES[::-1].index(m.kind), m.last - m.first), default=None
        )

    def _country(self, written: str) -> str | None:
        mention = self._mention(written)
        return mention.country if mention is not None else None

    def _noun(self, at: tuple[int, int]) -> str | None:
        """The kind of place that a common noun in the name or beside it tells."""
        text, lex = self._passage.text, lexicon()
        after, before = _AFTER.match(text, at[1]), _BEFORE.search(text[max(0, at[0] - 40) : at[0]])
        inner = text[slice(*at)].split()[-1].lower()
        for word in (inner, after[1] if after else "", before[1] if before else ""):
            kind = lex.ground.get(lex.lemma_of(word.lower()))
            if kind is not None and kind != "other":
                return kind
        return None

    # Parties ------------------------------------------------------------------------------

    def _party(self, written: str | None) -> Party | None:
        if written is None:
            return None
        if written not in self._read:
            self._read[written] = self._parsed(written)
        return self._read[written]

    def _parsed(self, written: str) -> Party | None:
        """The party that the words name, read as the rules read a noun phrase."""
        tokens = tokenize(written, 0, len(written))
        mentions = find_mentions(written, tokens, self._vocabulary, self._acronyms)
        units, forms = units_of(tokens, mentions)
        (doc,) = parse([forms])
        sentence = Sentence(written, Span(0, len(written)), units, doc)
        root = next(token for token in doc if token.head is token)
        found = self._parties.read(root, sentence, False)
        return evolve(found, text=written) if found else Party(written, root.i)

    def _is_state(self, party: Party | None) -> bool:
        if party is None:
            return False
        theatre = self._vocabulary.theatre
        actor = theatre.actor_named(party.norm) if theatre and party.norm else None
        return actor.kind in ("government", "foreign state") if actor else party.kind == "state"


def places_of(named: Sequence[Named]) -> tuple[Place, ...]:
    """The entries of the claims, each once."""
    return tuple({one.place.id: one.place for one in named if one.place}.values())
