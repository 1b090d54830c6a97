"""The rules reader: a report → its claims. Pure: the same text gives the same claims."""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import define, evolve, field, frozen

from whoholds.knowledge.gazetteer import Gazetteer
from whoholds.knowledge.names import fold
from whoholds.knowledge.theatres import Theatre, shipped
from whoholds.model import Claim, Place, Reading, Report, Resolution
from whoholds.model.claim import acled_terms
from whoholds.reading import gate
from whoholds.reading.choose import choose_theatre
from whoholds.reading.context import Context, introduced, sites_named
from whoholds.reading.dates import Timex, find_timexes
from whoholds.reading.frames import Event, find_events
from whoholds.reading.ground import Ground
from whoholds.reading.mentions import Mention, find_mentions, mark_persons
from whoholds.reading.merge import merge
from whoholds.reading.parse import Unit, is_common, parse, units_of
from whoholds.reading.parties import Parties, Party
from whoholds.reading.plover import gate as event_gate
from whoholds.reading.plover.links import links
from whoholds.reading.plover.telling import EventsTelling
from whoholds.reading.quote import span_of
from whoholds.reading.resolve import Resolver
from whoholds.reading.saying import insertions
from whoholds.reading.sentence import Sentence
from whoholds.reading.sequence import handed_on, in_order, swallowed, told_in_full
from whoholds.reading.sides import (
    complete,
    holders,
    never_itself,
    opponents,
    parties_in,
    told_before,
)
from whoholds.reading.speakers import Speakers, reaches_back
from whoholds.reading.status import status_of
from whoholds.reading.text import Span, blank_markup, sentences
from whoholds.reading.timing import Times
from whoholds.reading.tokens import tokenize
from whoholds.reading.tree import Node
from whoholds.reading.vocabulary import Vocabulary

VERSION = "1"
_PARSE_BATCH, _REPORT_BATCH = 256, 512
"""Sentences, and reports, after which a batch is parsed: full matrices, little memory."""
_TELLING = frozenset({"nsubj", "nsubjpass", "pobj"})
_NAMING = _TELLING | {"poss", "compound", "conj", "dobj"}


@define(eq=False)
class _Prepared:
    """A report on its way to the parser: `forms` has the sentences that passed a gate, `eventful`
    those that passed the one for events."""

    report: Report
    text: str
    vocabulary: Vocabulary | None = None
    spans: list[Span] = field(factory=list)
    units: dict[int, list[Unit]] = field(factory=dict)
    forms: dict[int, list[str]] = field(factory=dict)
    mentions: list[Mention] = field(factory=list)
    docs: dict[int, list[Node]] = field(factory=dict)
    claiming: set[int] = field(factory=set)
    eventful: set[int] = field(factory=set)


class RulesReader:
    """Reads by word lists and a dependency parse.

    Without a theatre each report is read by the shipped theatre that its names point to, if any.
    """

    name = "rules"
    version = VERSION

    def __init__(
        self,
        theatre: Theatre | None = None,
        gazetteer: Gazetteer | None = None,
        pipeline: str | None = None,
    ) -> None:
        self.theatre = theatre
        self.gazetteer = gazetteer or Gazetteer.load()
        self.pipeline = pipeline
        self._vocabularies: dict[str | None, Vocabulary] = {}

    def read(self, report: Report) -> Reading:
        return next(self.read_many([report]))

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """A reading for each report, in order; sentences of several reports share a parse batch."""
        batch: list[_Prepared] = []
        waiting = 0
        for report in reports:
            prepared = self._prepare(report)
            batch.append(prepared)
            waiting += len(prepared.forms)
            if waiting >= _PARSE_BATCH or len(batch) >= _REPORT_BATCH:
                yield from self._read_batch(batch)
                batch, waiting = [], 0
        yield from self._read_batch(batch)

    def _vocabulary(self, theatre: Theatre | None) -> Vocabulary:
        key = theatre.digest if theatre else None
        if key not in self._vocabularies:
            self._vocabularies[key] = Vocabulary(theatre, self.gazetteer, is_common(self.pipeline))
        return self._vocabularies[key]

    def _prepare(self, report: Report) -> _Prepared:
        text = blank_markup(report.text)
        prepared = _Prepared(report, text)
        prepared.spans = list(sentences(text))
        written = [text[s.start : s.end] for s in prepared.spans]
        prepared.claiming = set(gate.passing(written))
        prepared.eventful = set(event_gate.passing(written))
        through = prepared.claiming | prepared.eventful
        if not through:
            return prepared
        theatre = self.theatre or choose_theatre(text, shipped(), self.gazetteer)
        vocabulary = prepared.vocabulary = self._vocabulary(theatre)
        persons: set[str] = set()
        acronyms: dict[str, Mention] = {}
        for i, span in enumerate(prepared.spans):
            tokens = tokenize(text, span.start, span.end)
            mentions = mark_persons(
                tokens, find_mentions(text, tokens, vocabulary, acronyms), persons
            )
            units, forms = units_of(tokens, mentions)
            prepared.units[i] = units
            prepared.mentions += mentions
            if i in through:
                prepared.forms[i] = forms
        return prepared

    def _read_batch(self, batch: list[_Prepared]) -> Iterator[Reading]:
        order = [(p, i) for p in batch for i in p.forms]
        for (prepared, i), doc in zip(
            order, parse((p.forms[i] for p, i in order), self.pipeline), strict=True
        ):
            prepared.docs[i] = doc
        for prepared in batch:
            yield self._finish(prepared)

    def _finish(self, prepared: _Prepared) -> Reading:
        counts = {"sentences": len(prepared.spans), "gated": len(prepared.claiming)}
        vocabulary = prepared.vocabulary
        if vocabulary is None:
            return Reading(counts=counts)
        resolver = Resolver(vocabulary)
        resolver.see(prepared.mentions)
        only = next(iter(vocabulary.focus)) if len(vocabulary.focus) == 1 else None
        home = resolver.countries.most_common(1)[0][0] if resolver.countries else only
        told = _Telling(prepared, vocabulary, resolver, home)
        claims = told.claims()
        by_claims = dict(told.resolutions)
        events = told.plover.events(told.place)
        used = {c.place_id for c in claims} | {e.place_id for e in events}
        return Reading(
            claims=tuple(claims),
            events=tuple(events),
            links=tuple(links(events, claims, prepared.text, prepared.spans)),
            resolutions=tuple({**told.resolutions, **by_claims}.values()),
            places=tuple(p for p in told.places.values() if p.id in used),
            theatre=vocabulary.theatre.name if vocabulary.theatre else None,
            counts=counts,
        )


@frozen
class _Told:
    """A claim with the numbers of its sentence and paragraph."""

    claim: Claim
    sentence: int
    paragraph: int

    def attributed(self, paragraph: int, speaker: str) -> "_Told":
        """ "This is reported by Reuters", said in `paragraph`: it covers that paragraph and the
        one before, where they named nobody."""
        if self.claim.sources or self.paragraph not in (paragraph, paragraph - 1):
            return self
        return evolve(self, claim=evolve(self.claim, sources=(speaker,)))


class _Telling:
    """One report read in order, with what each sentence leaves for the next."""

    def __init__(
        self, prepared: _Prepared, vocabulary: Vocabulary, resolver: Resolver, home: str | None
    ) -> None:
        self.prepared = prepared
        self.resolver = resolver
        self.published: date | None = prepared.report.published
        self.context = Context(
            sites=sites_named(prepared.units.values()),
            introduced=introduced(prepared.units),
            home=home,
            names=frozenset(fold(m.text) for m in prepared.mentions),
        )
        theatre = vocabulary.theatre
        first = theatre.countries[0] if theatre is not None else None
        places = {m.places[0].country for m in prepared.mentions if m.places}
        elsewhere = (
            home in vocabulary.focus and first not in resolver.countries and first not in places
        )
        self.parties = Parties(
            vocabulary, self.context, self.published, home, home if elsewhere else None
        )
        self.speakers = Speakers()
        self.times = Times(self.published)
        self.resolutions: dict[tuple[str, str], Resolution] = {}
        self.places: dict[str, Place] = {}
        self._settled: dict[tuple[str | None, ...], tuple[Place | None, Resolution]] = {}
        self.told_parties: dict[int, list[Party]] = {}
        self.plover = EventsTelling(
            prepared.text, self.parties, self.context, self.speakers, self.times
        )

    def claims(self) -> list[Claim]:
        """Every claim of the report, its sides filled, each event once."""
        told = self._read()
        moved = handed_on([(one.sentence, one.claim) for one in told], self.prepared.text)
        again = told_before([(one.sentence, c) for one, c in zip(told, moved, strict=True)])
        known = holders(in_order(again))
        placed = [(one.sentence, claim) for one, claim in zip(told, known, strict=True)]
        opposed = never_itself(opponents(placed, self.told_parties, self.parties))
        sentences = [one.sentence for one in told]
        return merge(swallowed(told_in_full(list(zip(sentences, opposed, strict=True)))))

    def _read(self) -> list[_Told]:
        prepared = self.prepared
        told: list[_Told] = []
        for i, span in enumerate(prepared.spans):
            units, parsed = prepared.units[i], prepared.docs.get(i)
            # What is read for events alone leaves nothing behind for the claims.
            doc = parsed if i in prepared.claiming else None
            self.context.see(i, units)
            if doc is None:
                self.times.pass_by(prepared.text, span)
                if parsed is not None:
                    self._events_alone(Sentence(prepared.text, span, units, parsed, i))
                self.speakers.pass_by(prepared.text[span.start : span.end], i)
            back = reaches_back(prepared.text[span.start : span.end])
            if back:
                told = [one.attributed(span.paragraph, back) for one in told]
                self.plover.attribute(span.paragraph, back)
            elif doc is not None:
                sentence = Sentence(prepared.text, span, units, doc, i)
                told += [_Told(c, i, span.paragraph) for c in self._sentence(sentence)]
        return told

    def _sentence(self, sentence: Sentence) -> list[Claim]:
        timexes = self.times.of_sentence(sentence)
        events = [
            event
            for event in find_events(sentence, self.context, self.parties)
            if not _is_speaker(event.place, sentence)
        ]
        present = self.told_parties[sentence.index] = parties_in(sentence, self.parties)
        complete(events, sentence, present, self.parties)
        made: list[Claim] = []
        for event in events:
            aside = event.state and all(
                other is event or other.place.text != event.place.text for other in events
            )
            claim = self._claim(event, sentence, timexes, aside)
            made.append(claim)
            self.times.told(claim.period)
        if sentence.index in self.prepared.eventful:
            self.plover.sentence(sentence, timexes)
        self._remember(sentence)
        self.speakers.finish(sentence)
        return made

    def _events_alone(self, sentence: Sentence) -> None:
        span = sentence.span
        written = sentence.text[span.start : span.end]
        self.plover.sentence(sentence, find_timexes(written, self.published, self.times.story))

    def _remember(self, sentence: Sentence) -> None:
        """Note the sentence's parties, for what "they" and "the group" mean later."""
        seen: set[str] = set()
        for token in sentence.doc:
            mention = sentence.unit(token).mention
            called = mention is not None and mention.kind == "actor" and token.dep_ in _NAMING
            if not called and (mention is not None or token.dep_ not in _TELLING):
                continue
            party = self.parties.read(token, sentence, False)
            if party is None or party.kind == "person" or party.key in seen:
                continue
            if party.norm or party.generic:
                seen.add(party.key)
                self.context.parties.append(((sentence.index, token.i), party))

    def _claim(self, event: Event, sentence: Sentence, timexes: list[Timex], aside: bool) -> Claim:
        status = status_of(event.trigger, event.kind, sentence, compound=event.state)
        if event.negated:
            status = "negated"
        sources = self.speakers.of(event.trigger, sentence, aside=aside)
        period = self.times.period(event.kind, event.trigger, sentence, timexes, status)
        place = self.place(event.place)
        self._note(event.actor)
        self._note(event.against)
        start, end = span_of(event, sentence)
        ground = event.place
        usual = "country" if ground.name.kind == "country" else "other"
        event_type, sub_event_type = acled_terms(event.kind, self._is_state(event.actor))
        return Claim(
            kind=event.kind, actor=_text(event.actor), actor_norm=_norm(event.actor),
            against=_text(event.against), against_norm=_norm(event.against),
            place=ground.text, place_norm=place.name if place else None,
            place_id=place.id if place else None, part=ground.part,
            place_kind=ground.kind or (place.kind if place else usual),
            country=place.country if place else ground.name.country,
            lat=place.lat if place else None, lon=place.lon if place else None,
            start=period.start, end=period.end, status=status, sources=sources,
            quote=self.prepared.report.text[start:end], span=(start, end),
            event_type=event_type, sub_event_type=sub_event_type,
        )  # fmt: skip

    def place(self, ground: Ground) -> Place | None:
        """The place that the ground is resolved to; how is noted."""
        written = None if ground.pronoun and not ground.display else ground.text
        name = ground.name
        key = (name.text, name.core, name.kind, name.place_kind, ground.kind, written)
        if key not in self._settled:
            self._settled[key] = self.resolver.place(name, ground.kind, written)
        place, resolution = self._settled[key]
        self.resolutions[("place", ground.name.text)] = resolution
        if place is not None:
            self.places[place.id] = place
        return place

    def _note(self, party: Party | None) -> None:
        if party is not None:
            reason = "theatre" if party.norm else "unknown"
            self.resolutions[("actor", party.text)] = Resolution(
                "actor", party.text, party.norm, reason=reason
            )

    def _is_state(self, party: Party | None) -> bool:
        if party is None:
            return False
        theatre = self.parties.vocabulary.theatre
        actor = theatre.actor_named(party.norm) if theatre is not None and party.norm else None
        if actor is not None:
            return actor.kind in ("government", "foreign state")
        return party.kind == "state"


def _is_speaker(ground: Ground, sentence: Sentence) -> bool:
    """ "rebels captured Hama, Omar Hallaq said": a name of somebody who speaks is no place."""
    return ground.name.kind == "name" and any(
        ground.token in said.tokens for said in insertions(sentence)
    )


def _text(party: Party | None) -> str | None:
    return party.text if party is not None else None


def _norm(party: Party | None) -> str | None:
    return party.norm if party is not None else None
