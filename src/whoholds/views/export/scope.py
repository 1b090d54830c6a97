"""What is exported: which record, as known when, of which days and which theatre."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import cached_property

from attrs import define, evolve, field, frozen

from whoholds import control
from whoholds.control import History
from whoholds.knowledge.theatres import Theatre
from whoholds.model import Actor, BadInput, Evidence, Place, Report, WhoholdsError
from whoholds.record import AsOf, Store
from whoholds.views.export.edition import Edition
from whoholds.views.export.privacy import Privacy
from whoholds.views.hearing import Hearing
from whoholds.views.lore import Lore

PLACES_AT_ONCE = 4096  # of which the evidence is in memory together
REPORTS_AT_ONCE = 500


@frozen
class Told:
    """Evidence with the report that tells it and the entry of its place (None: unplaced)."""

    evidence: Evidence
    report: Report
    place: Place | None


@define(slots=False)
class Scope:
    """One record, read for an export.

    `as_of.on` is the day of a map. `start` and `end` (both included, None open) limit events and
    claims to those that may have happened then, and give the days of a panel. `theatre` limits
    everything to its countries, as in answers, `places` to these keys.
    """

    store: Store
    theatre: Theatre | None = None
    as_of: AsOf = field(factory=AsOf)
    start: date | None = None
    end: date | None = None
    privacy: Privacy = field(factory=Privacy)
    places: frozenset[str] | None = None

    def __attrs_post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise BadInput(f"{self.start} to {self.end} runs backwards: swap the two days")

    @cached_property
    def edition(self) -> Edition:
        return Edition.of(self.store, self.as_of)

    @cached_property
    def lore(self) -> Lore:
        return Lore(self.theatre)

    @cached_property
    def last_day(self) -> date:
        """The day that a map shows unless one is asked for: the last one that is known of."""
        if day := self.as_of.on or self.end or self.as_of.known:
            return day
        told = self.store.evidence(self.as_of)
        published = [one.published for one in told if one.published]
        if not published:
            raise BadInput("no dated report makes a claim: add reports, or say which day with --on")
        return max(published)

    def check_unchanged(self) -> None:
        """WhoholdsError where the record was written to while it was read piece by piece."""
        if self.store.digest() != self.edition.record:
            raise WhoholdsError("the record changed while it was exported: export it again")

    def told(self) -> Iterator[Told]:
        """The claims of the scope in the order of their recording, graded and as vague as asked."""
        places = self.store.places(as_of=self.as_of)
        kept = [one for one in self.store.evidence(self.as_of) if self._in_scope(one)]
        for low in range(0, len(kept), REPORTS_AT_ONCE):
            some = kept[low : low + REPORTS_AT_ONCE]
            reports = {r.id: r for r in self.store.reports({one.report for one in some})}
            for one in some:
                judged = self.privacy.evidence(self.lore.judged(one), self.lore)
                place = places.get(one.claim.place_id or "")
                yield Told(judged, reports[one.report], place and self.privacy.place(place))

    def _in_scope(self, evidence: Evidence) -> bool:
        claim = evidence.claim
        if self.places is not None and claim.place_key not in self.places:
            return False
        if self.theatre and claim.country and claim.country not in self.theatre.countries:
            return False
        if self.start and claim.end and claim.end < self.start:
            return False
        return not (self.end and claim.start and claim.start > self.end)

    def histories(self) -> Iterator[History]:
        """Who held each place that claims speak of, in the order of the places' keys.

        Some thousands of places are in memory at a time.
        """
        known = self.store.places(as_of=self.as_of)
        keys = sorted(known if self.places is None else known.keys() & self.places)
        hearing = Hearing(self.store, self.lore, self.theatre, self.as_of)
        for low in range(0, len(keys), PLACES_AT_ONCE):
            questions = hearing.questions(keys[low : low + PLACES_AT_ONCE])
            yield from control.infer_many(questions)
        self.check_unchanged()

    def histories_of(self, keys: Collection[str]) -> list[History]:
        """Who held each of these places, as vague as asked."""
        hearing = Hearing(self.store, self.lore, self.theatre, self.as_of)
        found = control.infer_many(hearing.questions(keys))
        return [evolve(one, place=self.privacy.place(one.place)) for one in found]

    def division(self, place: Place) -> str | None:
        """The name of the first-order division that a place lies in, where the record or a theatre
        has it as a region."""
        if parent := self._regions.get(place.part_of or ""):
            return parent
        return self._regions.get(f"{place.country}.{place.admin1}") if place.admin1 else None

    @cached_property
    def _regions(self) -> dict[str, str]:
        """Names of regions by their id, and by country and GeoNames' code."""
        known = [p for theatre in self.lore.theatres for p in theatre.places]
        known += self.store.places(as_of=self.as_of).values()
        regions = [place for place in known if place.kind == "region"]
        named = {f"{p.country}.{p.admin1}": p.name for p in regions if p.admin1}
        return named | {place.id: place.name for place in regions}

    def actor(self, name: str | None, country: str | None) -> Actor | None:
        """What a theatre knows of the actor: first one that covers the country."""
        if name is None:
            return None
        theatres: Sequence[Theatre] = self.lore.theatres
        near = [t for t in theatres if country in t.countries]
        for theatre in (*near, *(t for t in theatres if t not in near)):
            if actor := theatre.actor_named(name):
                return actor
        return None
