"""The record in plain Python: everything that happened, asked by going through all of it.

It says in the simplest words what `docs/record.md` promises, and shares no code with the record.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from attrs import define, evolve, field

from whoholds.model import Claim, Place, Report
from whoholds.record import AsOf

Answer = tuple[Claim, str, bool, bool]


@define
class Happened:
    """One thing done to the record on the day `recorded`; `what` says which, `fields` its own."""

    what: str
    recorded: date
    fields: dict[str, Any]


@define
class PlainRecord:
    """`happened` in order. Claims are told apart by report and content, as given."""

    happened: list[Happened] = field(factory=list)

    def answer(self, as_of: AsOf, place: str | None = None) -> dict[tuple[str, Claim], Answer]:
        """(report id, claim as read) → (claim as understood, origin, disputed, accepted)."""
        answers = {}
        for report, claim in self._in_force(as_of):
            states = [
                one.fields["action"]
                for one in self._counting(as_of, "decide")
                if one.fields["on"] in ((report.id, content(claim)), report.id)
            ]
            state = states[-1] if states else None
            if state == "reject":
                continue
            understood = self._understood(as_of, report, claim)
            if place is not None and understood.place_key != self._merged(as_of, "place", place):
                continue
            disputed = state == "dispute" or any(
                other.publisher is None or other.publisher != report.publisher
                for other in self._revising(as_of, report)
            )
            origins = [
                one.fields["origin"]
                for one in self._recorded(as_of, "link")
                if one.fields["on"] == (report.id, content(claim))
            ]
            origin = origins[-1] if origins else report.id
            answers[report.id, content(claim)] = (understood, origin, disputed, state == "accept")
        return answers

    def _recorded(self, as_of: AsOf, what: str) -> Iterator[Happened]:
        """What the record had: on the published clock, all of it."""
        for one in self.happened:
            late = as_of.known is not None and one.recorded > as_of.known
            if one.what == what and not (late and as_of.clock == "recorded"):
                yield one

    def _counting(self, as_of: AsOf, what: str) -> Iterator[Happened]:
        """Decisions and rulings count from the day made, on either clock; those that mend a
        misreading, on the published clock, since ever."""
        for one in self._recorded(as_of, what):
            late = as_of.known is not None and one.recorded > as_of.known
            if not late or (as_of.clock == "published" and one.fields["misread"]):
                yield one

    def _reports(self, as_of: AsOf) -> list[Report]:
        known: dict[str, Report] = {}
        first: set[str] = set()
        for one in self._recorded(as_of, "read"):
            report: Report = one.fields["report"]
            if report.id in first:
                continue
            first.add(report.id)
            public = report.published or one.recorded
            if as_of.known is None or as_of.clock == "recorded" or public <= as_of.known:
                known[report.id] = report
        return list(known.values())

    def _revising(self, as_of: AsOf, report: Report) -> Iterator[Report]:
        """Known reports that revise it; one that is itself rejected revises nothing."""
        for other in self._reports(as_of):
            states = [
                one.fields["action"]
                for one in self._counting(as_of, "decide")
                if one.fields["on"] == other.id
            ]
            if other.revises == report.id and states[-1:] != ["reject"]:
                yield other

    def _in_force(self, as_of: AsOf) -> Iterator[tuple[Report, Claim]]:
        known = self._reports(as_of)
        for report in known:
            retracted = any(
                other.publisher is not None and other.publisher == report.publisher
                for other in self._revising(as_of, report)
            )
            readings: dict[str, tuple[Claim, ...]] = {}
            for one in self._recorded(as_of, "read"):
                if one.fields["report"].id == report.id:
                    readings.setdefault(one.fields["run"], one.fields["claims"])
            if not retracted:
                newest = list(readings.values())[-1]
                distinct = {content(claim): claim for claim in newest}
                yield from ((report, claim) for claim in distinct.values())

    def _merged(self, as_of: AsOf, subject: str, name: str) -> str:
        merged: dict[str, str] = {}
        for one in self._counting(as_of, "merge"):
            if one.fields["subject"] == subject:
                merged[one.fields["name"]] = one.fields["into"]
        seen = [name]
        while (name := merged.get(seen[-1]) or seen[-1]) not in seen:
            seen.append(name)
        return seen[-1]

    def _understood(self, as_of: AsOf, report: Report, claim: Claim) -> Claim:
        as_read = claim
        for one in self._counting(as_of, "rule"):
            if one.fields["report"] == report.id and one.fields["mention"] == as_read.place:
                claim = at(claim, one.fields["place"])
        for one in self._counting(as_of, "correct"):
            if one.fields["on"] == (report.id, content(as_read)):
                if one.fields["field"] == "place_id":
                    claim = at(claim, one.fields["place"])
                else:
                    claim = evolve(claim, **{one.fields["field"]: one.fields["value"]})
        key = self._merged(as_of, "place", claim.place_key)
        if key != claim.place_key:
            claim = at(claim, self._place(key))
        if claim.actor_norm is not None:
            claim = evolve(claim, actor_norm=self._merged(as_of, "actor", claim.actor_norm))
        return claim

    def _place(self, key: str) -> Place:
        return next(
            one.fields["places"][key]
            for one in self.happened
            if key in one.fields.get("places", {})
        )


def content(claim: Claim) -> Claim:
    """The claim without what its names were taken to mean."""
    meanings = dict.fromkeys(
        ("actor_norm", "against_norm", "place_norm", "place_id", "country", "lat", "lon")
    )
    return evolve(claim, place_kind="other", event_type=None, sub_event_type=None, **meanings)


def at(claim: Claim, place: Place | None) -> Claim:
    """The claim at a place; at None, the one that nothing knows."""
    if place is None:
        place = Place("unplaced:", claim.place)
    unplaced = place.id.startswith("unplaced:")
    return evolve(
        claim,
        place_id=None if unplaced else place.id,
        place_norm=None if place.id == "unplaced:" else place.name,
        place_kind=place.kind,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
    )
