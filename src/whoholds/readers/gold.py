"""Gold reports: texts with every claim in them, to judge a reader by. JSON Lines."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from attrs import frozen

from whoholds.model import KINDS, STATUSES, BadInput, Period, Report

_OPEN: dict[str, Any] = {
    "actor": None, "actor_norm": None, "against": None, "against_norm": None,
    "start": None, "end": None, "status": "actual", "sources": (),
}  # fmt: skip


@frozen
class Gold:
    """`claims` by the id of their report, which is its label; rows as `extract` prints them."""

    reports: tuple[Report, ...]
    claims: Mapping[str, list[dict[str, Any]]]


def load_gold(path: Path) -> Gold:
    """The reports of a file, each line `{"id", "published", "publisher", "text", "claims"}`.

    Raises BadInput, with the line, for what is no such line: figures over half a gold would mislead.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: cannot be read as UTF-8 text ({error})") from None
    reports: list[Report] = []
    claims: dict[str, list[dict[str, Any]]] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                report, rows = _read(line)
            except (ValueError, TypeError, KeyError) as error:
                raise BadInput(f"{path}:{number}: no gold report: {_said(error)}") from None
            if report.label in claims:
                raise BadInput(f"{path}:{number}: the id {report.label} stands there twice")
            reports.append(report)
            claims[str(report.label)] = rows
    if not reports:
        raise BadInput(f"{path}: holds no gold reports")
    return Gold(tuple(reports), claims)


def _read(line: str) -> tuple[Report, list[dict[str, Any]]]:
    row = json.loads(line)
    published = row.get("published")
    report = Report(
        text=_text(row, "text"),
        published=date.fromisoformat(published) if published else None,
        publisher=row.get("publisher"),
        label=str(row["id"]),
    )
    return report, list(_claims(row["claims"]))


def _claims(rows: Any) -> Iterator[dict[str, Any]]:
    for row in rows:
        claim = _OPEN | row
        _text(claim, "place")
        for field, allowed in (("kind", KINDS), ("status", STATUSES)):
            if claim[field] not in allowed:
                raise ValueError(f"{field} {claim[field]!r} is none of {', '.join(allowed)}")
        Period(
            *(date.fromisoformat(day) if day else None for day in (claim["start"], claim["end"]))
        )
        yield claim


def _text(row: Mapping[str, Any], field: str) -> str:
    if not isinstance(row[field], str):
        raise TypeError(f"{field} is no text")
    return str(row[field])


def _said(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)
