"""The table of claims: everything that a claim says, and who says it when."""

from collections.abc import Iterator
from typing import Any

from whoholds.views.export.scope import Scope, Told


def rows(scope: Scope, texts: bool = False) -> Iterator[tuple[Any, ...]]:
    """Rows of the table `claims`, denied and hypothetical ones too.

    `texts` puts each report's text into the first row of it: with it the table can be read back
    with the same ids.
    """
    seen: set[str] = set()
    for told in scope.told():
        report = told.evidence.report
        with_text = texts and report not in seen
        seen.add(report)
        yield _row(told, told.report.text if with_text else None)


def _row(told: Told, text: str | None) -> tuple[Any, ...]:
    evidence, report, place = told.evidence, told.report, told.place
    claim = evidence.claim
    return (
        evidence.id,
        evidence.report,
        evidence.published,
        evidence.publisher,
        report.title,
        report.url,
        report.language,
        report.revises,
        claim.kind,
        claim.actor,
        claim.actor_norm,
        claim.against,
        claim.against_norm,
        claim.place,
        claim.place_norm,
        claim.place_id,
        claim.place_kind,
        claim.part,
        claim.country,
        place.admin1 if place else None,
        place.population if place else 0,
        place.part_of if place else None,
        claim.lat,
        claim.lon,
        claim.start,
        claim.end,
        claim.period.time_precision,
        claim.status,
        claim.sources,
        claim.quote,
        *claim.span,
        claim.event_type,
        claim.sub_event_type,
        evidence.origin,
        evidence.grade,
        evidence.sides,
        evidence.disputed,
        evidence.accepted,
        evidence.recorded,
        text,
    )
