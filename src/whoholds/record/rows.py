"""The shapes of rows: what the model's nouns are in `schema`'s tables, as plain values.

`words` maps every text that a row refers to, and None to None.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from whoholds.model import Claim, Place, Report, Resolution

Row = tuple[Any, ...]
Numbers = Mapping[str | None, Any]


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@lru_cache(maxsize=10_000)
def sources_text(sources: tuple[str, ...]) -> str | None:
    """A chain of speakers as one word of the record."""
    return json.dumps(sources, ensure_ascii=False, separators=(",", ":")) if sources else None


@lru_cache(maxsize=10_000)
def sources_of(text: str | None) -> tuple[str, ...]:
    """The inverse of `sources_text`."""
    return tuple(json.loads(text)) if text else ()


@lru_cache(maxsize=20_000)
def day_of(value: str | date | None) -> date | None:
    """A day as the database's driver gives it: SQLite's has no such type."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def claim_words(claim: Claim) -> tuple[str | None, ...]:
    """The texts that a claim's rows refer to, but for the key of its place."""
    return (
        claim.place,
        claim.place_norm,
        claim.actor,
        claim.actor_norm,
        claim.against,
        claim.against_norm,
        claim.event_type,
        claim.sub_event_type,
        sources_text(claim.sources),
    )


def resolution_words(one: Resolution) -> tuple[str | None, ...]:
    """The texts that a resolution's row refers to."""
    return (one.mention, one.target, one.runner_up, one.reason)


def report_row(
    number: int, entry: int, key: str, report: Report, recorded: datetime, words: Numbers
) -> Row:
    return (
        number,
        entry,
        key,
        words[report.publisher],
        iso(report.published),
        iso(report.published or recorded.date()),
        report.title,
        report.url,
        report.label,
        report.language,
        report.revises,
    )


def claim_row(number: int, entry: int, key: str, report: int, claim: Claim, words: Numbers) -> Row:
    return (
        number,
        entry,
        key,
        report,
        claim.kind,
        words[claim.actor],
        words[claim.against],
        words[claim.place],
        claim.part,
        claim.span[0],
        claim.span[1],
        iso(claim.start),
        iso(claim.end),
        claim.status,
        words[sources_text(claim.sources)],
        claim.quote,
    )


def interpretation_row(reading: int, number: int, entry: int, claim: Claim, words: Numbers) -> Row:
    return (
        reading,
        number,
        entry,
        words[claim.place_key],
        words[claim.place_norm],
        claim.place_id is not None,
        claim.place_kind,
        claim.country,
        claim.lat,
        claim.lon,
        words[claim.actor_norm],
        words[claim.against_norm],
        words[claim.event_type],
        words[claim.sub_event_type],
    )


def resolution_row(number: int, entry: int, key: str, one: Resolution, words: Numbers) -> Row:
    return (
        number,
        entry,
        key,
        one.kind,
        words[one.mention],
        words[one.target],
        words[one.runner_up],
        one.margin,
        words[one.reason],
    )


def place_row(number: int, entry: int, key: int, place: Place) -> Row:
    return (
        number,
        entry,
        key,
        place.name,
        place.kind,
        place.country,
        place.lat,
        place.lon,
        place.population,
        place.admin1,
        place.part_of,
        place.source,
    )


def place_of(key: str, row: Any) -> Place:
    """A row of `place` as the model has it."""
    return Place(
        key,
        row.name,
        row.kind,
        row.country,
        row.lat,
        row.lon,
        row.population,
        row.admin1,
        row.part_of,
        row.source,
    )
