"""The rules reader: a report → its claims. Pure: the same text gives the same claims."""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import define, field

from whoholds.knowledge.gazetteer import Gazetteer
from whoholds.knowledge.theatres import Theatre, shipped
from whoholds.model import Claim, Period, Place, Reading, Report, Resolution
from whoholds.model.claim import acled_terms
from whoholds.reading import gate
from whoholds.reading.choose import choose_theatre
from whoholds.reading.context import Context, sites_named
from whoholds.reading.dates import Timex
from whoholds.reading.frames import Event, find_events
from whoholds.reading.mentions import Mention, find_mentions, mark_persons
from whoholds.reading.merge import merge
from whoholds.reading.parse import Unit, is_common, parse, units_of
from whoholds.reading.parties import Parties, Party
from whoholds.reading.quote import span_of
from whoholds.reading.resolve import Resolver
from whoholds.reading.sentence import Sentence
from whoholds.reading.sides import complete, holders, opponents, parties_in
from whoholds.reading.speakers import Speakers, reaches_back
from whoholds.reading.status import status_of
from whoholds.reading.text import Span, blank_markup, sentences
from whoholds.reading.timing import Times
from whoholds.reading.tokens import tokenize
from whoholds.reading.tree import Node
from whoholds.reading.vocabulary import Vocabulary

VERSION = "1"


@define(eq=False)
class _Prepared:
    """A report on its way to the parser: `parsed` names the sentences that passed the gate."""

    report: Report
    text: str
    vocabulary: Vocabulary | None = None
    spans: list[Span] = field(factory=list)
    units: dict[int, list[Unit]] = field(factory=dict)
    forms: dict[int, list[str]] = field(factory=dict)
    mentions: list[Mention] = field(factory=list)
    docs: dict[int, list[Node]] = field(factory=dict)


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
            if waiting >= 256 or len(batch) >= 512:
                yield from self._read_batch(batch)
                batch, waiting = [], 0
        yield from self._read_batch(batch)

    # ---------------------------------------------------------------- prepare
    def _vocabulary(self, theatre: Theatre | None) -> Vocabulary:
        key = theatre.digest if theatre else None
        if key not in self._vocabularies:
            self._vocabularies[key] = Vocabulary(theatre, self.gazetteer, is_common(self.pipeline))
        return self._vocabularies[key]

    def _prepare(self, report: Report) -> _Prepared:
        text = blank_markup(report.text)
        prepared = _Prepared(report, text)
        prepared.spans = list(sentences(text))
        passed = gate.passing([text[s.start : s.end] for s in prepared.spans])
        if not passed:
            return prepared
        theatre = self.theatre or choose_theatre(text, shipped(), self.gazetteer)
        vocabulary = prepared.vocabulary = self._vocabulary(theatre)
        through = set(passed)
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

    # ------------------------------------------------------------------- read
    def _read_batch(self, batch: list[_Prepared]) -> Iterator[Reading]:
        order = [(p, i) for p in batch for i in p.forms]
        for (prepared, i), doc in zip(
            order, parse((p.forms[i] for p, i in order), self.pipeline), strict=True
        ):
            prepared.docs[i] = doc
        for prepared in batch:
            yield self._finish(prepared)

    def _finish(self, prepared: _Prepared) -> Reading:
        counts = {"sentences": len(prepared.spans), "gated": len(prepared.docs)}
        vocabulary = prepared.vocabulary
        if vocabulary is None:
            return Reading(counts=counts)
        resolver = Resolver(vocabulary)
        resolver.see(prepared.mentions)
        home = resolver.countries.most_common(1)[0][0] if resolver.countries else None
        told = _Telling(prepared, vocabulary, resolver, home)
        claims = told.claims()
        used = {c.place_id for c in claims}
        return Reading(
            claims=tuple(claims),
            resolutions=tuple(told.resolutions.values()),
            places=tuple(p for p in told.places.values() if p.id in used),
            theatre=vocabulary.theatre.name if vocabulary.theatre else None,
            counts=counts,
        )


class _Telling:
    """One report read in order, with what each sentence leaves for the next."""

    def __init__(
        self, prepared: _Prepared, vocabulary: Vocabulary, resolver: Resolver, home: str | None
    ) -> None:
        self.prepared = prepared
        self.resolver = resolver
        self.published: date | None = prepared.report.published
        self.context = Context(sites=sites_named(prepared.units.values()))
        self.parties = Parties(vocabulary, self.context, self.published, home)
        self.speakers = Speakers()
        self.times = Times(self.published)
        self.resolutions: dict[tuple[str, str], Resolution] = {}
        self.places: dict[str, Place] = {}
        self.told_parties: dict[int, list[Party]] = {}

    def claims(self) -> list[Claim]:
        """Every claim of the report, its sides filled, each event once."""
        read = self.read()
        known = holders([c for _, c in read])
        return merge(
            opponents(
                list(zip((i for i, _ in read), known, strict=True)), self.told_parties, self.parties
            )
        )

    def read(self) -> list[tuple[int, Claim]]:
        prepared = self.prepared
        claims: list[Claim] = []
        paragraphs: list[int] = []
        indices: list[int] = []
        for i, span in enumerate(prepared.spans):
            units = prepared.units[i]
            self.context.see(i, units)
            doc = prepared.docs.get(i)
            if doc is None:
                self.times.pass_by(prepared.text, span)
                sentence_text = prepared.text[span.start : span.end]
                back = reaches_back(sentence_text) if len(sentence_text) < 160 else None
                if back:
                    self._attribute(claims, paragraphs, span.paragraph, back)
                continue
            sentence = Sentence(prepared.text, span, units, doc, i)
            back = (
                reaches_back(prepared.text[span.start : span.end])
                if span.end - span.start < 160
                else None
            )
            if back:
                self._attribute(claims, paragraphs, span.paragraph, back)
                continue
            made = self._sentence(sentence)
            claims += made
            paragraphs += [span.paragraph] * len(made)
            indices += [i] * len(made)
        return list(zip(indices, claims, strict=True))

    @staticmethod
    def _attribute(
        claims: list[Claim], paragraphs: list[int], paragraph: int, speaker: str
    ) -> None:
        """ "This is reported by Reuters": the paragraph before, where it named nobody."""
        from attrs import evolve

        for k, claim in enumerate(claims):
            if paragraphs[k] in (paragraph, paragraph - 1) and not claim.sources:
                claims[k] = evolve(claim, sources=(speaker,))

    def _sentence(self, sentence: Sentence) -> list[Claim]:
        self.speakers.start(sentence)
        timexes = self.times.of_sentence(sentence)
        events = find_events(sentence, self.context, self.parties)
        present = self.told_parties[sentence.index] = parties_in(sentence, self.parties)
        complete(events, sentence, present, self.parties)
        made: list[tuple[Event, Claim]] = []
        for event in events:
            claim = self._claim(event, sentence, timexes)
            if claim is not None:
                made.append((event, claim))
                self.times.told(claim.period)
        self._remember(sentence, made)
        self.speakers.finish(sentence)
        return [claim for _, claim in made]

    def _remember(self, sentence: Sentence, made: list[tuple[Event, Claim]]) -> None:
        seen: set[str] = set()
        for token in sentence.doc:
            if token.dep_ in ("nsubj", "nsubjpass", "pobj", "poss", "compound", "conj", "dobj"):
                unit = sentence.unit(token)
                if (
                    unit.mention is not None
                    and unit.mention.kind == "actor"
                    or (unit.mention is None and token.dep_ in ("nsubj", "nsubjpass", "pobj"))
                ):
                    party = self.parties.read(token, sentence, False)
                    if (
                        party is not None
                        and party.kind != "person"
                        and (party.norm or party.generic)
                        and party.key not in seen
                    ):
                        seen.add(party.key)
                        self.context.parties.append(((sentence.index, token.i), party))

    def _claim(self, event: Event, sentence: Sentence, timexes: list[Timex]) -> Claim | None:
        status = status_of(event.trigger, event.kind, sentence, compound=event.state)
        if event.negated:
            status = "negated"
        sources = self.speakers.of(event.trigger, sentence)
        status = self._partial_word(event, status, sources, sentence)
        period, _dated = self.times.period(event.kind, event.trigger, sentence, timexes, status)
        ground = event.place
        place, resolution = self.resolver.place(
            ground.name, ground.kind, None if ground.pronoun and not ground.display else ground.text
        )
        self.resolutions[("place", ground.name.text)] = resolution
        if place is not None:
            self.places[place.id] = place
        for party in (event.actor, event.against):
            if party is not None:
                self.resolutions[("actor", party.text)] = Resolution(
                    "actor", party.text, party.norm, reason="theatre" if party.norm else "unknown"
                )
        start, end = span_of(event, sentence)
        country = place.country if place is not None else ground.name.country
        kind = ground.kind or (
            place.kind
            if place is not None
            else "country"
            if ground.name.kind == "country"
            else "other"
        )
        event_type, sub_event_type = acled_terms(event.kind, self._is_state(event.actor))
        return Claim(
            kind=event.kind, actor=_text(event.actor), actor_norm=_norm(event.actor),
            against=_text(event.against), against_norm=_norm(event.against),
            place=ground.text, place_norm=place.name if place is not None else None, place_id=place.id if place is not None else None,
            place_kind=kind, part=ground.part, country=country,
            lat=place.lat if place is not None else None, lon=place.lon if place is not None else None,
            start=period.start, end=period.end, status=status, sources=sources,
            quote=self.prepared.report.text[start:end], span=(start, end),
            event_type=event_type, sub_event_type=sub_event_type,
        )  # fmt: skip

    def _partial_word(
        self, event: Event, status: str, sources: tuple[str, ...], sentence: Sentence
    ) -> str:
        """A side's "claim" about itself is possible; its plain word is passed on as told."""
        return status

    def _is_state(self, party: Party | None) -> bool:
        if party is None:
            return False
        theatre = self.parties.vocabulary.theatre
        actor = theatre.actor_named(party.norm) if theatre is not None and party.norm else None
        if actor is not None:
            return actor.kind in ("government", "foreign state")
        return party.kind == "state"


def _text(party: Party | None) -> str | None:
    return party.text if party is not None else None


def _norm(party: Party | None) -> str | None:
    return party.norm if party is not None else None


__all__ = ["Period", "RulesReader"]
