"""Whether a record is whole: every hash, reference, span and trigger."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import Connection, select

from whoholds.model import Report
from whoholds.record import schema, triggers
from whoholds.record.dumping import entries
from whoholds.record.journal import Seal
from whoholds.record.words import Words

# Column → the table whose numbers it holds.
REFERENCES = {
    "report": {"publisher": "term"},
    "report_text": {"report": "report"},
    "resolution": {"mention": "term", "target": "term", "runner_up": "term", "reason": "term"},
    "reading": {"report": "report", "run": "run", "theatre": "term"},
    "claim": {
        "report": "report",
        "actor": "term",
        "against": "term",
        "place": "term",
        "sources": "term",
    },
    "interpretation": {
        "reading": "reading",
        "claim": "claim",
        "place": "term",
        "place_norm": "term",
        "actor_norm": "term",
        "against_norm": "term",
        "event_type": "term",
        "sub_event_type": "term",
    },
    "place": {"key": "term"},
    "spelling": {"place": "term", "name": "term", "fold": "term"},
    "ruling": {
        "report": "report",
        "resolution": "resolution",
        "mention": "term",
        "target": "term",
    },
    "origin_link": {"claim": "claim", "origin": "term"},
    "event": {
        "report": "report",
        **dict.fromkeys(("actor", "target", "third", "place", "sources"), "term"),
    },
    "event_sense": {
        "reading": "reading",
        "event": "event",
        **dict.fromkeys(("place", "place_norm", "actor_norm", "target_norm", "third_norm"), "term"),
    },
    "event_link": {"reading": "reading", "event": "event", "claim": "claim"},
    "decision": {"claim": "claim", "report": "report", "target": "term", "moves_to": "term"},
}
SHOWN = 5  # faults of one sort told one by one; the rest are counted


def check(connection: Connection, words: Words) -> list[str]:
    """Faults found, a line each; none in a whole record."""
    faults: dict[str, list[str]] = {}
    for sort, what in (
        *_triggers(connection),
        *_journal(connection),
        *_references(connection),
        *_reports(connection, words),
        *_quotes(connection),
    ):
        faults.setdefault(sort, []).append(what)
    lines = []
    for sort, found in faults.items():
        lines += [f"{sort}: {what}" for what in found[:SHOWN]]
        if len(found) > SHOWN:
            lines.append(f"{sort}: {len(found) - SHOWN} more")
    return lines


def _triggers(connection: Connection) -> Iterator[tuple[str, str]]:
    for name in triggers.missing(connection):
        yield "no guard against change", name


def _journal(connection: Connection) -> Iterator[tuple[str, str]]:
    before, last = "", None
    counted: Counter[str] = Counter()
    for number, recorded, digest, rows in entries(connection):
        seal = Seal(before, recorded)
        for name, found in rows.items():
            seal.cover(name, found)
            counted[name] += len(found)
        if seal.digest() != digest:
            yield "journal entry altered", f"{number}, of {recorded.isoformat()}"
        if last is not None and recorded < last:
            yield "journal runs backward", f"{number}, of {recorded.isoformat()}"
        before, last = digest, recorded
    for table in schema.TABLES:
        stray = len(connection.execute(select(table.c.entry)).all()) - counted[table.name]
        if stray:
            yield "rows without a journal entry", f"{stray} in {table.name}"


def _references(connection: Connection) -> Iterator[tuple[str, str]]:
    for name, columns in REFERENCES.items():
        table = schema.metadata.tables[name]
        for column, target in columns.items():
            there = schema.metadata.tables[target].alias("there")
            query = (
                select(table.c[column])
                .outerjoin_from(table, there, table.c[column] == there.c.seq)
                .where(table.c[column].is_not(None), there.c.seq.is_(None))
            )
            for number in connection.execute(query.limit(SHOWN)).scalars():
                yield (
                    "orphaned row",
                    f"{name}.{column} refers to {target} {number}, which is not there",
                )


def _reports(connection: Connection, words: Words) -> Iterator[tuple[str, str]]:
    report, text = schema.report.c, schema.report_text.c
    query = select(report.id, report.published, report.publisher, text.text).outerjoin_from(
        schema.report, schema.report_text, text.report == report.seq
    )
    for rows in connection.execution_options(yield_per=500).execute(query).partitions():
        texts = words.texts(connection, (row.publisher for row in rows))
        for row in rows:
            if row.text is None:
                yield "report without text", row.id
            elif Report(row.text, row.published, texts.get(row.publisher)).id != row.id:
                yield "report text altered", row.id


def _quotes(connection: Connection) -> Iterator[tuple[str, str]]:
    for table in (schema.claim, schema.event):
        told, text = table.c, schema.report_text.c
        query = select(told.id, told.span_start, told.span_end, told.quote, text.text).join_from(
            table, schema.report_text, text.report == told.report
        )
        rows = connection.execution_options(yield_per=1000).execute(query)
        for part in rows.partitions():
            for row in part:
                if row.text[row.span_start : row.span_end] != row.quote:
                    yield "quote not at its span", f"{table.name} {row.id}"
