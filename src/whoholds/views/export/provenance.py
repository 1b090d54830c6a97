"""PROV-JSON (W3C PROV): report → claim → holding, with who and what made each.

Entities are reports, claims and holdings; activities publishing, reading and inferring; agents
publishers, speakers, the reader and whoholds itself.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from whoholds.model import BadInput, Evidence, Holding, Report
from whoholds.record.adding import Run
from whoholds.record.decisions import Decision
from whoholds.views.export.edition import Edition
from whoholds.views.export.scope import Scope

NAMESPACE = "urn:whoholds:"
_XSD_DAY = "%Y-%m-%d"


def of_record(scope: Scope) -> dict[str, Any]:
    """PROV-JSON of every holding of the scope, or with `as_of.on` of what stands on that day."""
    on = scope.as_of.on
    holdings: list[Holding] = []
    for history in scope.histories():
        held = history.holdings if on is None else [history.on(on)]
        holdings += [one for one in held if one is not None]
    return of_holdings(holdings, scope)


def of_holdings(holdings: Iterable[Holding], scope: Scope) -> dict[str, Any]:
    """PROV-JSON of these holdings and all that they rest on. BadInput where `prov` is missing."""
    kept = [h for h in holdings if h.claims]
    wanted = {claim for one in kept for claim in (*one.claims, *one.against)}
    told = [one for one in scope.told() if one.evidence.id in wanted]
    builder = _Builder(scope.edition)
    readers = scope.store.readers({one.evidence.report for one in told}, scope.as_of)
    for one in told:
        run = readers.get(one.evidence.report)
        builder.report(one.evidence.report, one.report, one.evidence, run)
        builder.claim(one.evidence)
    heard = {one.evidence.id for one in told}
    for number, decision in enumerate(scope.store.decisions(as_of=scope.as_of), 1):
        builder.decision(number, decision, heard)
    for holding in kept:
        place = scope.privacy.place(holding.place)
        builder.holding(holding, (place.lat, place.lon), heard)
    return builder.json()


class _Builder:
    """A PROV document in the making; everything is declared once."""

    def __init__(self, edition: Edition) -> None:
        try:
            from prov.model import PROV, ProvDocument
        except ImportError:
            raise BadInput("provenance needs prov: pip install 'whoholds[prov]'") from None
        self._prov = PROV
        self._document = ProvDocument()
        self._document.add_namespace("w", NAMESPACE)
        self._seen: set[str] = set()
        self._names: dict[tuple[str, str], str] = {}
        self._software = self._agent(
            "software", f"whoholds {edition.version}", PROV["SoftwareAgent"], edition.version
        )
        self._inferring = "w:activity-inference"
        self._document.activity(
            self._inferring,
            other_attributes={
                "prov:label": "who held what, from the claims",
                "w:known": edition.known,
                "w:clock": edition.clock,
                "w:record": edition.record,
                "w:version": edition.version,
            },
        )
        self._document.wasAssociatedWith(self._inferring, self._software)

    def report(self, key: str, report: Report, evidence: Evidence, run: Run | None) -> None:
        """A report, its publisher, and the activity of reading it by a run's reader."""
        entity = f"w:report-{key}"
        if entity in self._seen:
            return
        self._seen.add(entity)
        facts = {
            "prov:type": "w:Report",
            "prov:label": report.title,
            "w:published": report.published and report.published.strftime(_XSD_DAY),
            "w:url": report.url,
            "w:language": report.language,
        }
        self._document.entity(entity, _given(facts))
        if report.publisher:
            publisher = self._agent("publisher", report.publisher, self._prov["Organization"])
            self._document.wasAttributedTo(entity, publisher)
        if report.revises:
            earlier = f"w:report-{report.revises}"
            if earlier not in self._seen:
                self._seen.add(earlier)
                self._document.entity(earlier, {"prov:type": "w:Report"})
            self._document.wasRevisionOf(entity, earlier)
        reading = f"w:reading-{key}"
        self._document.activity(
            reading,
            endTime=evidence.recorded,
            other_attributes=_given(
                {
                    "prov:type": "w:Reading",
                    "prov:label": "claims read in the report",
                    "w:run": run and run.id,
                    "w:theatre": run and run.theatre,
                    "w:gazetteer": run and run.gazetteer,
                }
            ),
        )
        self._document.used(reading, entity)
        self._document.wasAssociatedWith(reading, self._reader(run))

    def claim(self, evidence: Evidence) -> None:
        """A claim, quoted from its report, with its speakers."""
        claim = evidence.claim
        entity = f"w:claim-{evidence.id}"
        facts = {
            "prov:type": "w:Claim",
            "prov:value": claim.quote,
            "w:kind": claim.kind,
            "w:status": claim.status,
            "w:actor": claim.actor_norm or claim.actor,
            "w:against": claim.against_norm or claim.against,
            "w:place": claim.place_norm or claim.place,
            "w:placeId": claim.place_id,
            "w:start": claim.start and claim.start.isoformat(),
            "w:end": claim.end and claim.end.isoformat(),
            "w:span": f"{claim.span[0]}-{claim.span[1]}",
            "w:origin": evidence.origin,
            "w:grade": evidence.grade,
            "w:accepted": evidence.accepted or None,
            "w:disputed": evidence.disputed or None,
        }
        self._document.entity(entity, _given(facts))
        self._document.wasQuotedFrom(entity, f"w:report-{evidence.report}")
        self._document.wasGeneratedBy(entity, f"w:reading-{evidence.report}", evidence.recorded)
        for speaker in claim.sources:
            self._document.wasAttributedTo(
                entity, self._agent("speaker", speaker, self._prov["Agent"])
            )

    def decision(self, number: int, decision: Decision, heard: Collection[str]) -> None:
        """What a reviewer decided on a claim or report of the document, and why."""
        subject = f"w:{decision.subject}-{decision.target}"
        known = decision.target in heard if decision.subject == "claim" else subject in self._seen
        if not known:
            return
        activity = f"w:decision-{number}"
        facts = {
            "prov:type": "w:Decision",
            "prov:label": decision.kind,
            "w:why": decision.why,
            "w:field": decision.field,
            "w:effective": decision.effective and decision.effective.isoformat(),
        }
        self._document.activity(activity, endTime=decision.recorded, other_attributes=_given(facts))
        person = self._agent("reviewer", decision.by, self._prov["Person"])
        self._document.wasAssociatedWith(activity, person)
        self._document.wasInfluencedBy(subject, activity)

    def _reader(self, run: Run | None) -> str:
        if run is None:
            return self._software
        name = f"{run.reader} {run.version}"
        return self._agent("reader", name, self._prov["SoftwareAgent"], run.version)

    def holding(
        self, holding: Holding, point: tuple[float | None, float | None], heard: set[str]
    ) -> None:
        """A holding, derived from the claims for it; those against it influenced it."""
        end = holding.end or (None, None)
        start = "-".join(str(day or "open") for day in holding.start)
        entity = f"w:holding-{self._number('holding', f'{holding.place.id} {start}')}"
        facts = {
            "prov:type": "w:Holding",
            "prov:label": f"{holding.actor or 'Nobody known'} holds {holding.place.name}",
            "w:place": holding.place.name,
            "w:placeId": holding.place.id,
            "w:lat": point[0],
            "w:lon": point[1],
            "w:actor": holding.actor,
            "w:fromEarliest": holding.start[0] and holding.start[0].isoformat(),
            "w:fromLatest": holding.start[1] and holding.start[1].isoformat(),
            "w:toEarliest": end[0] and end[0].isoformat(),
            "w:toLatest": end[1] and end[1].isoformat(),
            "w:still": holding.end is None,
            "w:probability": round(holding.probability, 4),
            "w:contested": holding.contested,
            "w:disputed": holding.disputed,
            "w:divided": holding.divided,
            "w:grade": holding.grade,
            "w:origins": holding.origins,
        }
        self._document.entity(entity, _given(facts))
        self._document.wasGeneratedBy(entity, self._inferring)
        for claim in dict.fromkeys(holding.claims):
            if claim in heard:
                self._document.wasDerivedFrom(entity, f"w:claim-{claim}", self._inferring)
                self._uses(claim)
        for claim in dict.fromkeys(holding.against):
            if claim in heard:
                self._document.wasInfluencedBy(
                    entity, f"w:claim-{claim}", other_attributes={"w:role": "against"}
                )
                self._uses(claim)

    def json(self) -> dict[str, Any]:
        written: dict[str, Any] = json.loads(str(self._document.serialize(format="json")))
        return written

    def _uses(self, claim: str) -> None:
        key = f"used {claim}"
        if key not in self._seen:
            self._seen.add(key)
            self._document.used(self._inferring, f"w:claim-{claim}")

    def _agent(self, role: str, name: str, kind: Any, version: str | None = None) -> str:
        identifier = f"w:{role}-{self._number(role, name)}"
        if identifier not in self._seen:
            self._seen.add(identifier)
            facts = {"prov:type": kind, "prov:label": name, "w:version": version}
            self._document.agent(identifier, _given(facts))
        return identifier

    def _number(self, kind: str, name: str) -> str:
        """A name in an identifier: a number, since names hold what identifiers may not."""
        return self._names.setdefault(
            (kind, name), str(1 + sum(1 for other, _ in self._names if other == kind))
        )


def _given(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value is not None}
