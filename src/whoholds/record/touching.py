"""What a record has learnt since an earlier state of it: the places of which other things are told."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, select

from whoholds.record import schema
from whoholds.record.decisions import Known
from whoholds.record.evidence import View, known_merges
from whoholds.record.words import chunks

_AT_ONCE = 100  # rows


def touched(view: View, since: str) -> set[str] | None:
    """The keys of places whose entry or evidence may differ from what it was when the record's
    digest was `since`.

    None where that may be any place: after a merge or a split, or where the record never had that
    digest.
    """
    if not since:
        return None
    entry, connection = schema.entry.c, view.connection
    number = connection.execute(select(entry.seq).where(entry.digest == since)).scalar()
    if number is None:
        return None
    claims: set[int | None] = set()
    reports: set[int | None] = set()
    decided: set[int | None] = set()
    places: set[int | None] = set()
    for row in _later(connection, schema.decision, number):
        if row.kind in ("merge", "split"):
            return None
        claims.add(row.claim)
        decided.add(row.report)
    reports |= decided
    claims.update(row.claim for row in _later(connection, schema.origin_link, number))
    reports.update(row.report for row in _later(connection, schema.reading, number))
    reports.update(row.report for row in _later(connection, schema.ruling, number))
    places.update(row.key for row in _later(connection, schema.place, number))
    revised = [row.revises for row in _later(connection, schema.report, number) if row.revises]
    report = schema.report.c
    # Whether a report is rejected decides whether it revises another.
    revised += _values(connection, select(report.revises), report.seq, decided)
    reports |= _values(connection, select(report.seq), report.id, revised)
    places |= _told_of(connection, claims, reports)
    texts = view.words.texts(connection, places)
    base = Known(merged=known_merges(view))
    return {base.canonical("place", texts[one]) for one in places if one is not None}


def _told_of(
    connection: Connection, claims: set[int | None], reports: set[int | None]
) -> set[int | None]:
    """Places that any reading, correction or resolution by hand has taken the claims to mean."""
    read, reading = schema.interpretation.c, schema.reading.c
    decision, ruling, claim = schema.decision.c, schema.ruling.c, schema.claim.c
    # A claim finds its interpretations by the readings of its report: by these they are sorted.
    near = reports | _values(connection, select(claim.report), claim.seq, claims)
    found: set[int | None] = set()
    for part in chunks(near - {None}):
        query = select(reading.report, read.claim, read.place).join(
            schema.interpretation, read.reading == reading.seq
        )
        for row in connection.execute(query.where(reading.report.in_(part))):
            if row.report in reports or row.claim in claims:
                found.add(row.place)
                claims.add(row.claim)
    found |= _values(connection, select(decision.moves_to), decision.claim, claims)
    return found | _values(connection, select(ruling.target), ruling.report, near)


def _values(
    connection: Connection,
    query: Select[tuple[int | None]] | Select[tuple[int]],
    column: ColumnElement[Any],
    values: Iterable[int | str | None],
) -> set[int | None]:
    found: set[int | None] = set()
    for part in chunks(one for one in values if one is not None):
        found.update(connection.execute(query.where(column.in_(part))).scalars())
    return found


def _later(connection: Connection, table: Table, number: int) -> Iterator[Any]:
    """The rows of later entries than `number`, the newest first.

    Rows are numbered in the order of their entries, so that none before need be looked at.
    """
    last = None
    while True:
        query = select(table).order_by(table.c.seq.desc()).limit(_AT_ONCE)
        rows = connection.execute(
            query if last is None else query.where(table.c.seq < last)
        ).fetchall()
        for row in rows:
            if row.entry <= number:
                return
            yield row
        if not rows:
            return
        last = rows[-1].seq
