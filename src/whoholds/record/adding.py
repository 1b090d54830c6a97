"""Readings into rows: what is new is written, what is known is counted."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from attrs import field, frozen
from sqlalchemy import Column, Connection, select

from whoholds.model import Claim, Place, Reading, Report, Resolution
from whoholds.record import schema
from whoholds.record.ids import claim_id
from whoholds.record.journal import Writer
from whoholds.record.words import chunks

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

    def __add__(self, other: "Added") -> "Added":
        return Added(
            self.reports_new + other.reports_new,
            self.reports_known + other.reports_known,
            self.claims_new + other.claims_new,
            self.claims_known + other.claims_known,
        )


@frozen
class Run:
    """A way of reading: the same reader with the same knowledge. `id` is a hash of the rest."""

    id: str
    reader: str
    version: str
    theatre: str | None = None
    gazetteer: str | None = None


@frozen
class _Known:
    """Numbers of what the record had before, by id or key."""

    reports: dict[str, int]
    read: frozenset[int]
    claims: dict[str, int]
    places: dict[str, Place]
    spellings: set[tuple[int, int, int]] = field(factory=set)


def add(writer: Writer, run: Run, items: Sequence[Item], fold: Callable[[str], str]) -> Added:
    """Write the reports of `items` and what `run` read in them, each pair (report, run) once."""
    unique = {report.id: (report, reading) for report, reading in items}
    connection = writer.connection
    run_number = _numbers(connection, schema.run.c.id, [run.id]).get(run.id)
    reports = _numbers(connection, schema.report.c.id, unique)
    read = frozenset(_already_read(connection, run_number, reports.values()))
    fresh = {
        key: (report, reading)
        for key, (report, reading) in unique.items()
        if reports.get(key) not in read
    }
    repeated = len(items) - len(unique)
    counts = Added(
        reports_new=len(unique) - len(reports),
        reports_known=len(reports) + repeated,
        claims_known=sum(len(r.claims) for _, r in items)
        - sum(len(r.claims) for _, r in fresh.values()),
    )
    if not fresh:
        return counts
    if run_number is None:
        run_number = writer.reserve(schema.run)
        row = (run.id, run.reader, run.version, run.theatre, run.gazetteer)
        writer.write(schema.run, (run_number, writer.entry, *row))

    claims = {
        key: {claim_id(key, claim): claim for claim in reading.claims}
        for key, (_, reading) in fresh.items()
    }
    places = _places(reading for _, reading in fresh.values())
    words = writer.meet(_words(fresh.values(), places, fold))
    known = _Known(
        reports,
        read,
        _numbers(
            connection, schema.claim.c.id, (i for k in claims if k in reports for i in claims[k])
        ),
        known_places(connection, {words[key]: key for key in places}),
        _known_spellings(connection, {words[key] for key in places}),
    )
    for key, place in places.items():
        if known.places.get(key) != place:
            write_place(writer, words[key], place)
    for key, (report, reading) in fresh.items():
        counts += _add_one(writer, run_number, key, report, reading, claims[key], words, known)
        for claim in claims[key].values():
            _spell(writer, words, claim, places, fold, known.spellings)
    return counts


def _add_one(
    writer: Writer,
    run: int,
    key: str,
    report: Report,
    reading: Reading,
    claims: dict[str, Claim],
    words: dict[str, int],
    known: _Known,
) -> Added:
    number = known.reports.get(key)
    if number is None:
        number = writer.reserve(schema.report)
        writer.write(schema.report, _report_row(number, writer, key, report, words))
        writer.write(schema.report_text, (number, writer.entry, report.text))
    this = writer.reserve(schema.reading)
    theatre = words[reading.theatre] if reading.theatre else None
    writer.write(schema.reading, (this, writer.entry, number, run, theatre))
    counts = Added(claims_known=len(reading.claims) - len(claims))
    for claim_key, claim in claims.items():
        claim_number = known.claims.get(claim_key)
        if claim_number is None:
            counts += Added(claims_new=1)
            claim_number = writer.reserve(schema.claim)
            row = _claim_row(claim_number, writer.entry, claim_key, number, claim, words)
            writer.write(schema.claim, row)
        else:
            counts += Added(claims_known=1)
        row = _interpretation_row(this, claim_number, writer.entry, claim, words)
        writer.write(schema.interpretation, row)
    for one in reading.resolutions:
        write_resolution(writer, number, this, one, words)
    return counts


def _numbers(connection: Connection, column: Column[str], ids: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in chunks(ids):
        query = select(column, column.table.c.seq).where(column.in_(part))
        found.update((key, seq) for key, seq in connection.execute(query))
    return found


def _already_read(connection: Connection, run: int | None, reports: Iterable[int]) -> Iterator[int]:
    if run is None:
        return
    reading = schema.reading.c
    for part in chunks(reports):
        query = select(reading.report).where(reading.run == run, reading.report.in_(part))
        yield from connection.execute(query).scalars()


def _places(readings: Iterable[Reading]) -> dict[str, Place]:
    """Place key → entry, made up from the claim where the reading hands none."""
    places: dict[str, Place] = {}
    for reading in readings:
        places.update((place.id, place) for place in reading.places)
        for claim in reading.claims:
            if claim.place_key not in places:
                places[claim.place_key] = Place(
                    id=claim.place_key,
                    name=claim.place_norm or claim.place,
                    kind=claim.place_kind,
                    country=claim.country,
                    lat=claim.lat,
                    lon=claim.lon,
                    source="report",
                )
    return places


def known_places(connection: Connection, keys: dict[int, str]) -> dict[str, Place]:
    """The newest entry of each place, given as number of its key → key."""
    found: dict[str, Place] = {}
    place = schema.place.c
    for part in chunks(keys):
        query = select(schema.place).where(place.key.in_(part)).order_by(place.seq)
        for row in connection.execute(query):
            found[keys[row.key]] = place_of(keys[row.key], row)
    return found


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


def write_place(writer: Writer, key: int, place: Place) -> None:
    """Add an entry for the place, which from now on is its newest."""
    writer.write(
        schema.place,
        (
            writer.reserve(schema.place),
            writer.entry,
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
        ),
    )


def _known_spellings(connection: Connection, places: set[int]) -> set[tuple[int, int, int]]:
    spelling = schema.spelling.c
    found: set[tuple[int, int, int]] = set()
    for part in chunks(places):
        query = select(spelling.place, spelling.name, spelling.fold)
        rows = connection.execute(query.where(spelling.place.in_(part)))
        found.update((row.place, row.name, row.fold) for row in rows)
    return found


def names_of(claim: Claim, place: Place | None) -> set[str]:
    """Every spelling that a claim brings for its place."""
    names = {claim.place, claim.place_norm, place.name if place else None}
    return {name for name in names if name}


def _spell(
    writer: Writer,
    words: dict[str, int],
    claim: Claim,
    places: dict[str, Place],
    fold: Callable[[str], str],
    known: set[tuple[int, int, int]],
) -> None:
    key = claim.place_key
    for name in sorted(names_of(claim, places.get(key))):
        row = (words[key], words[name], words[fold(name)])
        if row not in known:
            known.add(row)
            writer.write(schema.spelling, (writer.reserve(schema.spelling), writer.entry, *row))


def sources_text(sources: tuple[str, ...]) -> str | None:
    """A chain of speakers as one word of the record."""
    return json.dumps(sources, ensure_ascii=False, separators=(",", ":")) if sources else None


def _words(
    items: Iterable[Item], places: dict[str, Place], fold: Callable[[str], str]
) -> set[str | None]:
    words: set[str | None] = set(places)
    for report, reading in items:
        words.update((report.publisher, reading.theatre))
        for claim in reading.claims:
            names = names_of(claim, places.get(claim.place_key))
            words |= names
            words.update(fold(name) for name in names)
            words.update(
                (
                    claim.actor,
                    claim.actor_norm,
                    claim.against,
                    claim.against_norm,
                    claim.event_type,
                    claim.sub_event_type,
                    sources_text(claim.sources),
                )
            )
        for one in reading.resolutions:
            words.update((one.mention, one.target, one.runner_up, one.reason))
    return words


def _report_row(
    number: int, writer: Writer, key: str, report: Report, words: dict[str, int]
) -> tuple[Any, ...]:
    return (
        number,
        writer.entry,
        key,
        words.get(report.publisher) if report.publisher is not None else None,
        report.published,
        report.published or writer.recorded.date(),
        report.title,
        report.url,
        report.label,
        report.language,
        report.revises,
    )


def _claim_row(
    number: int, entry: int, key: str, report: int, claim: Claim, words: dict[str, int]
) -> tuple[Any, ...]:
    sources = sources_text(claim.sources)
    return (
        number,
        entry,
        key,
        report,
        claim.kind,
        words[claim.actor] if claim.actor is not None else None,
        words[claim.against] if claim.against is not None else None,
        words[claim.place],
        claim.part,
        claim.span[0],
        claim.span[1],
        claim.start,
        claim.end,
        claim.status,
        words[sources] if sources else None,
        claim.quote,
    )


def _interpretation_row(
    reading: int, number: int, entry: int, claim: Claim, words: dict[str, int]
) -> tuple[Any, ...]:
    def word(text: str | None) -> int | None:
        return None if text is None else words[text]

    return (
        reading,
        number,
        entry,
        words[claim.place_key],
        word(claim.place_norm),
        claim.place_id is not None,
        claim.place_kind,
        claim.country,
        claim.lat,
        claim.lon,
        word(claim.actor_norm),
        word(claim.against_norm),
        word(claim.event_type),
        word(claim.sub_event_type),
    )


def write_resolution(
    writer: Writer, report: int, reading: int, one: Resolution, words: dict[str, int]
) -> None:
    writer.write(
        schema.resolution,
        (
            writer.reserve(schema.resolution),
            writer.entry,
            report,
            reading,
            one.kind,
            words[one.mention],
            None if one.target is None else words[one.target],
            None if one.runner_up is None else words[one.runner_up],
            one.margin,
            words[one.reason],
            None,
            None,
            None,
        ),
    )
