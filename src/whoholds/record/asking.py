"""Plain questions to a record: which reports, which places, how many."""

import json
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, exists, func, select

from whoholds.model import TO_REVIEW, Place, Report, Resolution
from whoholds.record import schema
from whoholds.record.adding import Run
from whoholds.record.asof import Cut
from whoholds.record.decisions import Decision, Known, follow
from whoholds.record.evidence import View, known_merges, known_places
from whoholds.record.words import chunks


def extent(connection: Connection) -> tuple[int, bool, bool]:
    """The newest journal entry (0 if none), and whether there are decisions and rulings."""
    last = select(func.coalesce(func.max(schema.entry.c.seq), 0)).scalar_subquery()
    query = select(last, exists().select_from(schema.decision), exists().select_from(schema.ruling))
    number, decisions, rulings = connection.execute(query).one()
    return number, decisions, rulings


def entries_after(connection: Connection, number: int) -> dict[int, datetime]:
    """When each later journal entry was recorded."""
    entry = schema.entry.c
    rows = connection.execute(select(entry.seq, entry.recorded).where(entry.seq > number))
    return {row.seq: row.recorded for row in rows}


def has_read(connection: Connection, report: str, run: str) -> bool:
    query = (
        select(schema.reading.c.seq)
        .join(schema.report, schema.reading.c.report == schema.report.c.seq)
        .join(schema.run, schema.reading.c.run == schema.run.c.seq)
        .where(schema.report.c.id == report, schema.run.c.id == run)
    )
    return connection.execute(query).first() is not None


def reports_read(connection: Connection, run: str) -> list[str]:
    """The ids of the reports that `run` has read."""
    query = (
        select(schema.report.c.id)
        .join(schema.reading, schema.reading.c.report == schema.report.c.seq)
        .join(schema.run, schema.reading.c.run == schema.run.c.seq)
        .where(schema.run.c.id == run)
    )
    return list(connection.execute(query).scalars())


def readers(view: View, ids: Collection[str]) -> dict[str, Run]:
    """Report id → the run whose reading of it counts."""
    run = schema.run.c
    query = (
        select(schema.report.c.id.label("report"), schema.run)
        .join(schema.reading, schema.reading.c.report == schema.report.c.seq)
        .join(schema.run, schema.reading.c.run == run.seq)
        .where(view.cut.in_force())
    )
    return {
        row.report: Run(row.id, row.reader, row.version, row.theatre, row.gazetteer)
        for part in chunks(ids)
        for row in view.connection.execute(query.where(schema.report.c.id.in_(part)))
    }


def runs(connection: Connection) -> list[str]:
    """The ids of the runs that have read anything, oldest first."""
    read = select(schema.reading.c.seq).where(schema.reading.c.run == schema.run.c.seq)
    query = select(schema.run.c.id).where(read.exists()).order_by(schema.run.c.seq)
    return list(connection.execute(query).scalars())


def addresses(connection: Connection) -> Iterator[tuple[str, str]]:
    """The address and id of each report that has one, in the order of their recording."""
    report = schema.report.c
    query = select(report.url, report.id).where(report.url.is_not(None)).order_by(report.seq)
    for row in connection.execution_options(yield_per=5_000).execute(query):
        yield row.url, row.id


def reports(view: View, ids: Collection[str] | None) -> Iterator[Report]:
    """Known reports, of `ids` or all, in the order of their recording."""
    report = schema.report.c
    query = (
        select(schema.report, schema.report_text.c.text)
        .join(schema.report_text, schema.report_text.c.report == report.seq)
        .where(view.cut.reports())
        .order_by(report.seq)
    )
    queries = [query] if ids is None else [query.where(report.id.in_(p)) for p in chunks(ids)]
    for one in queries:
        for rows in view.connection.execution_options(yield_per=500).execute(one).partitions():
            texts = view.words.texts(view.connection, (row.publisher for row in rows))
            yield from (_report(row, texts.get(row.publisher)) for row in rows)


def _report(row: Any, publisher: str | None) -> Report:
    return Report(
        text=row.text,
        published=row.published,
        publisher=publisher,
        title=row.title,
        url=row.url,
        label=row.label,
        language=row.language,
        revises=row.revises,
    )


def in_doubt(view: View) -> dict[str, tuple[Resolution, ...]]:
    """Claim id → what its reader left for a person to look at, of the readings in force."""
    words, connection = view.words, view.connection
    reasons = words.numbers(connection, TO_REVIEW)
    one = schema.resolution.c
    query = select(schema.resolution).where(one.reason.in_(reasons.values()))
    rows = connection.execute(query).all() if reasons else []
    if not rows:
        return {}
    texts = words.texts(
        connection, (n for r in rows for n in (r.mention, r.target, r.runner_up, r.reason))
    )
    doubts = {
        str(row.seq): Resolution(
            kind=row.kind,
            mention=texts[row.mention],
            target=None if row.target is None else texts[row.target],
            runner_up=None if row.runner_up is None else texts[row.runner_up],
            margin=row.margin,
            reason=texts[row.reason],
        )
        for row in rows
    }
    reading, claim = schema.reading.c, schema.claim.c
    claims = (
        select(claim.id, claim.quote, reading.resolutions)
        .join(schema.interpretation, schema.interpretation.c.claim == claim.seq)
        .join(schema.reading, schema.interpretation.c.reading == reading.seq)
        .where(view.cut.in_force(), reading.resolutions.is_not(None))
    )
    found: dict[str, tuple[Resolution, ...]] = {}
    for row in connection.execution_options(yield_per=5_000).execute(claims):
        mine = [doubts[n] for n in row.resolutions.split() if n in doubts]
        if told := tuple(doubt for doubt in mine if doubt.mention == row.quote):
            found[row.id] = told
    return found


def place_keys(view: View) -> list[str]:
    """The keys of all places known."""
    query = select(schema.place.c.key).distinct().where(view.cut.rows(schema.place))
    numbers = view.connection.execute(query).scalars().all()
    texts = view.words.texts(view.connection, numbers)
    return [texts[number] for number in numbers]


def places_in_use(view: View) -> list[str]:
    """The keys of all places that claims are about, moved and merged ones included."""
    base = Known(merged=known_merges(view))
    interpretation, decision, ruling = schema.interpretation.c, schema.decision.c, schema.ruling.c
    numbers: set[int | None] = set()
    for column in (interpretation.place, decision.moves_to, ruling.target):
        numbers.update(view.connection.execute(select(column).distinct()).scalars())
    texts = view.words.texts(view.connection, numbers)
    return sorted({base.canonical("place", texts[n]) for n in numbers if n is not None})


def untraced_places(view: View) -> set[str]:
    """The keys of places with claims read since origins were last written, if they ever were."""
    last = view.connection.execute(select(func.max(schema.origin_link.c.entry))).scalar()
    query = (
        select(schema.interpretation.c.place)
        .distinct()
        .join(schema.reading, schema.interpretation.c.reading == schema.reading.c.seq)
        .where(~Cut(entry=last or 0).rows(schema.reading))
    )
    numbers = view.connection.execute(query).scalars().all()
    texts = view.words.texts(view.connection, numbers)
    return {texts[number] for number in numbers}


def decisions(view: View, target: str | None) -> list[Decision]:
    """Decisions that count, on `target` or all, oldest first."""
    decision = schema.decision.c
    query = (
        select(
            schema.decision,
            schema.claim.c.id.label("claim_id"),
            schema.report.c.id.label("report_id"),
        )
        .outerjoin(schema.claim, decision.claim == schema.claim.c.seq)
        .outerjoin(schema.report, decision.report == schema.report.c.seq)
        .where(view.cut.made(schema.decision))
        .order_by(decision.seq)
    )
    rows = view.connection.execute(query).all()
    texts = view.words.texts(view.connection, (row.target for row in rows))
    made = [
        Decision(
            kind=row.kind,
            subject=row.subject,
            target=row.claim_id or row.report_id or texts[row.target],
            by=row.made_by,
            why=row.why,
            recorded=view.recorded[row.entry],
            effective=row.effective,
            field=row.field,
            old=None if row.old is None else json.loads(row.old),
            new=None if row.new is None else json.loads(row.new),
        )
        for row in rows
    ]
    return [one for one in made if target in (None, one.target)]


def find_place(view: View, name: str, fold: Callable[[str], str]) -> list[Place]:
    """Places with a spelling that folds as `name` does, most claims first."""
    spelling, interpretation = schema.spelling.c, schema.interpretation.c
    key = fold(name)
    number = view.words.numbers(view.connection, [key]).get(key)
    if number is None:
        return []
    query = select(spelling.place).distinct().where(spelling.fold == number)
    numbers = view.connection.execute(query).scalars().all()
    texts = view.words.texts(view.connection, numbers)
    merged = known_merges(view)["place"]
    claims: dict[str, int] = {}
    for one in numbers:
        count = select(func.count()).where(interpretation.place == one)
        found = follow(merged, texts[one])
        claims[found] = claims.get(found, 0) + view.connection.execute(count).scalar_one()
    places = known_places(view, claims)
    return sorted(places.values(), key=lambda place: (-claims[place.id], place.id))


def counts(connection: Connection) -> dict[str, int]:
    """Rows by what they are; see `Store.counts`."""
    claim, interpretation = schema.claim.c, schema.interpretation.c
    in_use = select(func.count(func.distinct(interpretation.claim)))
    queries = {
        "reports": select(func.count()).select_from(schema.report),
        "claims": select(func.count()).select_from(schema.claim),
        "readings": select(func.count()).select_from(schema.reading),
        "runs": select(func.count()).select_from(schema.run),
        "places": select(func.count(func.distinct(schema.place.c.key))),
        "decisions": select(func.count()).select_from(schema.decision),
        "unplaced": in_use.where(~interpretation.placed),
        "unnamed": select(func.count()).where(claim.actor.is_(None)),
        "undated": select(func.count()).where(claim.start.is_(None), claim.end.is_(None)),
    }
    return {name: connection.execute(query).scalar_one() for name, query in queries.items()}
