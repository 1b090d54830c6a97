"""A row of a table, or an object of JSON, as a report: which column is which."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from whoholds.model import BadInput, Report
from whoholds.reports.days import table_day
from whoholds.reports.decode import checked
from whoholds.reports.how import How

# The names that the field's tables use, our own first: ACLED's `event_date, source, notes`, the
# `date, text, source` of NGEC's coders, GDELT's tables, and those of common news crawlers.
NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "notes", "maintext", "article", "story", "full_text"),
    "published": (
        "published",
        "date",
        "event_date",
        "published_at",
        "publication_date",
        "publish_date",
        "date_publish",
        "pub_date",
        "pubdate",
        "seendate",
        "sqldate",
        "dateadded",
    ),
    "publisher": (
        "publisher",
        "source",
        "outlet",
        "source_name",
        "sourcecommonname",
        "domain",
        "source_domain",
        "site",
    ),
    "title": ("title", "headline"),
    "url": ("url", "link", "sourceurl", "documentidentifier"),
    "id": ("id", "event_id_cnty", "globaleventid", "uuid"),
    "language": ("language", "lang"),
    "revises": ("revises",),
}


def columns_of(names: Iterable[str], how: How) -> dict[str, str]:
    """Field → column, as `how` says and else by the names that are usual for it.

    Raises BadInput where a column that was named is not there.
    """
    have = {name.casefold().strip(): name for name in reversed(list(names))}
    found: dict[str, str] = {}
    for wanted, usual in NAMES.items():
        if named := how.columns.get(wanted):
            if named.casefold() not in have:
                raise BadInput(f"no column {named!r} for {wanted}: there are {_listed(have)}")
            found[wanted] = have[named.casefold()]
        elif name := next((name for name in usual if name in have), None):
            found[wanted] = have[name]
    return found


def report_of(row: Mapping[str, Any], columns: Mapping[str, str], where: str, how: How) -> Report:
    """The report in `row`; `where` is its label unless it has an id."""
    values = {name: row.get(column) for name, column in columns.items()}
    text = values.get("text")
    if not isinstance(text, str):
        raise BadInput(
            'no report: it needs "published" and "text"; --map text=COLUMN says which they are'
        )
    published = _day(values.get("published"))
    if published is None and how.dated:
        raise BadInput('no day of publication: add "published", or say --map published=COLUMN')
    language = string(values, "language")
    return Report(
        text=checked(text),
        published=published,
        publisher=string(values, "publisher"),
        title=string(values, "title"),
        url=string(values, "url"),
        label=string(values, "id") or where,
        language=language.lower()[:2] if language else "en",
        revises=string(values, "revises"),
    )


def string(row: Mapping[str, Any], name: str) -> str | None:
    """The field as a string; None where absent, null or blank. A number is its digits."""
    value = row.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadInput(f'"{name}" is not a string: write it in quotes')
    return checked(str(value)) if str(value).strip() else None


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        value = value.isoformat()
    if isinstance(value, bool) or not isinstance(value, str | int | None):
        raise BadInput('"published" is not a day: write it as YYYY-MM-DD')
    return table_day(str(value)) if value is not None and str(value).strip() else None


def _listed(names: Iterable[str]) -> str:
    shown = sorted(names)
    return ", ".join(shown[:8]) + (" …" if len(shown) > 8 else "")
