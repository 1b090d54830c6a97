"""Readings into rows: what is new is written, what is known is counted."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import frozen
from sqlalchemy import Column, Connection, select

from whoholds.model import Claim, Reading, Report, Resolution
from whoholds.record import schema
from whoholds.record.event_rows import Told, event_words, write_events
from whoholds.record.ids import claim_id, resolution_id
from whoholds.record.journal import Writer
from whoholds.record.placing import places_of, spellings, write_places, write_spellings
from whoholds.record.rows import (
    Numbers,
    claim_row,
    claim_words,
    interpretation_row,
    report_row,
    resolution_row,
    resolution_words,
)
from whoholds.record.words import among

Item = tuple[Report, Reading]


@frozen
class Added:
    """What one `add` found new and what the record already had.

    A claim is *known* where this run had read its report before, or another run had found the
    same claim in it.
    """

    reports_new: int = 0
    reports_known: int = 0
    claims_new: int = 0
    claims_known: int = 0


@frozen
class Run:
    """A way of reading: the same reader with the same knowledge. `id` is a hash of the rest."""

    id: str
    reader: str
    version: str
    theatre: str | None = None
    gazetteer: str | None = None


@frozen
class _Fresh:
    """A report that the run has not read before; `claims` by id, without repetitions."""

    key: str
    number: int | None  # of a report that the record has already
    report: Report
    reading: Reading
    claims: dict[str, Claim]
    told: Told


def add(writer: Writer, run: Run, items: Sequence[Item], fold: Callable[[str], str]) -> Added:
    """Write the reports of `items` and what `run` read in them, each pair (report, run) once."""
    unique = {report.id: (report, reading) for report, reading in items}
    connection = writer.connection
    run_number = numbers_of(connection, schema.run.c.id, [run.id]).get(run.id)
    reports = numbers_of(connection, schema.report.c.id, unique)
    read = set(_already_read(connection, run_number, reports.values()))
    fresh = [
        _Fresh(
            key,
            reports.get(key),
            report,
            reading,
            {claim_id(key, c): c for c in reading.claims},
            Told.of(key, reading),
        )
        for key, (report, reading) in unique.items()
        if reports.get(key) not in read
    ]
    claims_new = 0
    if fresh:
        if run_number is None:
            run_number = writer.reserve(schema.run)
            row = (run_number, writer.entry, run.id, run.reader, run.version)
            writer.write(schema.run, [(*row, run.theatre, run.gazetteer)])
        claims_new = _write(writer, run_number, fresh, fold)
    return Added(
        reports_new=len(unique) - len(reports),
        reports_known=len(items) - len(unique) + len(reports),
        claims_new=claims_new,
        claims_known=sum(len(reading.claims) for _, reading in items) - claims_new,
    )


def _write(writer: Writer, run: int, fresh: Sequence[_Fresh], fold: Callable[[str], str]) -> int:
    """Write the fresh reports and readings; the number of new claims."""
    places = places_of(one.reading for one in fresh)
    names = spellings((c for one in fresh for c in one.claims.values()), places)
    names -= writer.words.spelled
    memory = writer.words.resolutions
    # Hashing a resolution takes long, so each is looked up once.
    made = [list(map(memory.get, one.reading.resolutions)) for one in fresh]
    new = {
        r
        for one, found in zip(fresh, made, strict=True)
        if None in found
        for r in one.reading.resolutions
        if r not in memory
    }
    wanted: set[str | None] = {*places, *(name for _, name in names)}
    wanted.update(fold(name) for _, name in names)
    for one in fresh:
        wanted.update((one.report.publisher, one.reading.theatre))
        for claim in one.claims.values():
            wanted.update(claim_words(claim))
        for event in one.told.events.values():
            wanted.update(event_words(event))
    for resolution in new:
        wanted.update(resolution_words(resolution))
    words = writer.meet(wanted)
    write_places(writer, places, words)
    write_spellings(writer, names, fold, words)
    numbers = resolution_numbers(writer, new, words)
    reread = (key for one in fresh if one.number is not None for key in one.claims)
    known = numbers_of(writer.connection, schema.claim.c.id, reread)

    entry = writer.entry
    next_report, next_reading, next_claim = map(
        writer.counter, (schema.report, schema.reading, schema.claim)
    )
    reports, texts, readings, claims, interpretations = [], [], [], [], []
    told: list[tuple[int, int, Told]] = []
    numbered = dict(known)
    for one, resolved in zip(fresh, made, strict=True):
        number = one.number
        if number is None:
            number = next(next_report)
            reports.append(report_row(number, entry, one.key, one.report, writer.recorded, words))
            texts.append((number, entry, one.report.text))
        reading = next(next_reading)
        listed = " ".join(
            [n or numbers[r] for n, r in zip(resolved, one.reading.resolutions, strict=True)]
        )
        readings.append((reading, entry, number, run, words[one.reading.theatre], listed))
        told.append((reading, number, one.told))
        for key, claim in one.claims.items():
            claim_number = known.get(key)
            if claim_number is None:
                claim_number = next(next_claim)
                numbered[key] = claim_number
                claims.append(claim_row(claim_number, entry, key, number, claim, words))
            interpretations.append(interpretation_row(reading, claim_number, entry, claim, words))
    writer.write(schema.report, reports)
    writer.write(schema.report_text, texts)
    writer.write(schema.reading, readings)
    writer.write(schema.claim, claims)
    writer.write(schema.interpretation, interpretations)
    again = (key for one in fresh if one.number is not None for key in one.told.events)
    events = numbers_of(writer.connection, schema.event.c.id, again)
    write_events(writer, told, events, numbered, words)
    return len(claims)


def resolution_numbers(
    writer: Writer, wanted: set[Resolution], words: Numbers
) -> dict[Resolution, str]:
    """Numbers of resolutions, as digits, new ones being written."""
    keys = {resolution_id(one): one for one in wanted}
    stored = numbers_of(writer.connection, schema.resolution.c.id, keys)
    counter = writer.counter(schema.resolution)
    numbers = {one: str(stored.get(key) or next(counter)) for key, one in keys.items()}
    writer.write(
        schema.resolution,
        [
            resolution_row(int(numbers[one]), writer.entry, key, one, words)
            for key, one in keys.items()
            if key not in stored
        ],
    )
    writer.when_committed(lambda: writer.words.resolutions.update(numbers))
    return numbers


def numbers_of(connection: Connection, column: Column[str], ids: Iterable[str]) -> dict[str, int]:
    """The numbers of those rows of `column`'s table whose `column` is among `ids`."""
    found: dict[str, int] = {}
    for condition in among(connection, column, ids):
        query = select(column, column.table.c.seq).where(condition)
        found.update((key, seq) for key, seq in connection.execute(query))
    return found


def _already_read(connection: Connection, run: int | None, reports: Iterable[int]) -> Iterator[int]:
    if run is None:
        return
    reading = schema.reading.c
    for condition in among(connection, reading.report, reports):
        query = select(reading.report).where(reading.run == run, condition)
        yield from connection.execute(query).scalars()
