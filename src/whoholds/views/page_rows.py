"""Holdings, claims and reports as the page shows them: the objects of `--json` and a little more."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from whoholds.control import History
from whoholds.control.changes import changes
from whoholds.model import Evidence, Holding, Period, Place, Report
from whoholds.views.envelope import located, result_json
from whoholds.views.page_segments import segments

Row = dict[str, Any]


def place_row(place: Place) -> Row:
    """A place; `lat` and `lon` are null where it is unplaced."""
    return {
        **located(place),
        "population": place.population,
        "source": place.source,
    }


def holding_row(holding: Holding) -> Row:
    """The holding of `--json` with the claims against it and its contested and disputed periods."""
    return {
        **result_json(holding),
        "against": list(holding.against),
        "starting": holding.starting,
        "contested_periods": period_rows(holding.contested_periods),
        "disputed_periods": period_rows(holding.disputed_periods),
    }


def history_row(history: History) -> Row:
    """Who held a place: `holdings`, `contested` and `divided` periods, `changes`, and the
    `segments` ([day or null, told, actor, flags, percent]) and days of evidence that a map draws.
    """
    return {
        "holdings": [holding_row(one) for one in history.holdings],
        "contested": period_rows(history.contested),
        "divided": period_rows(history.divided),
        "changes": [result_json(one) for one in changes([history])],
        "segments": [
            [one.day.isoformat() if one.day else None, one.told, one.actor, one.flags, one.sure]
            for one in segments(history)
        ],
        "evidence_days": [date.fromordinal(day).isoformat() for day in history.days],
    }


def period_rows(periods: Iterable[Period]) -> list[list[str | None]]:
    return [
        [day.isoformat() if day else None for day in (period.start, period.end)]
        for period in periods
    ]


def claim_row(evidence: Evidence) -> Row:
    """The claim with the fields that `why` gives it, but for the weight, which hangs on a day."""
    published = evidence.published
    return {
        "id": evidence.id,
        **evidence.claim.to_json(),
        "place_key": evidence.claim.place_key,
        "report": evidence.report,
        "publisher": evidence.publisher,
        "published": published.isoformat() if published else None,
        "recorded": evidence.recorded.isoformat(timespec="seconds"),
        "origin": evidence.origin,
        "grade": evidence.grade,
        "disputed": evidence.disputed,
        "accepted": evidence.accepted,
    }


def report_row(report: Report) -> Row:
    """A report with its text. Its label, which may be a path on somebody's disk, stays out."""
    return {
        "id": report.id,
        "title": report.title,
        "publisher": report.publisher,
        "published": report.published.isoformat() if report.published else None,
        "url": report.url,
        "language": report.language,
        "revises": report.revises,
        "text": report.text,
    }
