"""Rows into evidence: the claims in force at a known cut, as they are then understood."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from attrs import evolve, frozen
from sqlalchemy import ColumnElement, Connection, Select, and_, select

from whoholds.model import Claim, Evidence, Place
from whoholds.record import schema
from whoholds.record.asof import AsOf, Cut, asserted_on, newest
from whoholds.record.decisions import STATES, Known, merge_names, merges, reread, settle
from whoholds.record.rows import place_of
from whoholds.record.words import Words, chunks

claim, interpretation = schema.claim.c, schema.interpretation.c
_FROM = (
    schema.interpretation.join(schema.claim, interpretation.claim == claim.seq)
    .join(schema.report, claim.report == schema.report.c.seq)
    # The second condition follows from the others, and lets a claim find its readings.
    .join(
        schema.reading,
        and_(
            interpretation.reading == schema.reading.c.seq, schema.reading.c.report == claim.report
        ),
    )
)


@frozen
class View:
    """One consistent look at a record: its connection, its words, its times, its known cut."""

    connection: Connection
    words: Words
    recorded: Mapping[int, datetime]
    cut: Cut


def in_force(view: View, *conditions: ColumnElement[bool]) -> Select[Any]:
    """The claims of every known report's newest known reading, unless its publisher retracts it."""
    now = view.cut
    return (
        select(
            claim.seq,
            claim.id,
            claim.report,
            claim.entry,
            claim.kind,
            claim.actor,
            claim.against,
            claim.place,
            claim.part,
            claim.span_start,
            claim.span_end,
            claim.start,
            claim.end,
            claim.status,
            claim.sources,
            claim.quote,
            interpretation.place.label("place_key"),
            interpretation.place_norm,
            interpretation.placed,
            interpretation.place_kind,
            interpretation.country,
            interpretation.lat,
            interpretation.lon,
            interpretation.actor_norm,
            interpretation.against_norm,
            interpretation.event_type,
            interpretation.sub_event_type,
            schema.report.c.id.label("report_id"),
            schema.report.c.published,
            schema.report.c.publisher,
            now.revised(by_itself=False).label("disputed"),
            now.origin().label("origin"),
        )
        .select_from(_FROM)
        .where(now.in_force(), now.reports(), ~now.revised(by_itself=True), *conditions)
    )


def evidence(view: View, keys: Iterable[str] | None, as_of: AsOf, only_on: bool) -> list[Evidence]:
    """Evidence on the places `keys` (None: on all), in the order in which it was recorded."""
    day = [asserted_on(as_of.on)] if only_on and as_of.on is not None else []
    base = Known(merged=known_merges(view))
    if keys is None:
        rows = list(view.connection.execute(in_force(view, *day)))
        wanted = None
        known = decided(view, base, None)
    else:
        wanted = {base.canonical("place", key) for key in keys}
        spread = set().union(*(base.merged_into("place", key) for key in wanted))
        numbers = view.words.numbers(view.connection, spread).values()
        rows = [
            row
            for part in chunks(numbers)
            for row in view.connection.execute(in_force(view, interpretation.place.in_(part), *day))
        ]
        have = {row.seq for row in rows}
        for part in chunks(moved_to(view, numbers) - have):
            rows += view.connection.execute(in_force(view, claim.seq.in_(part), *day))
        known = decided(view, base, rows)
    rows.sort(key=lambda row: row[0])
    return [
        one
        for one in understood(view, rows, known)
        if wanted is None or one.claim.place_key in wanted
    ]


def known_merges(view: View) -> dict[str, dict[str, str]]:
    """What is read as what: by subject, place keys and actors' names."""
    decision = schema.decision.c
    query = (
        select(decision.subject, decision.kind, decision.target, decision.moves_to)
        .where(decision.kind.in_(("merge", "split")), view.cut.made(schema.decision))
        .order_by(decision.seq)
    )
    rows = view.connection.execute(query).all()
    texts = view.words.texts(view.connection, (n for row in rows for n in row[2:]))
    return {
        subject: merges(
            (row.kind, texts[row.target], texts.get(row.moves_to))
            for row in rows
            if row.subject == subject
        )
        for subject in ("place", "actor")
    }


def moved_to(view: View, places: Iterable[int]) -> set[int]:
    """Claims that a correction, or a resolution by hand, may have moved to one of `places`."""
    decision, ruling = schema.decision.c, schema.ruling.c
    moved: set[int] = set()
    for part in chunks(places):
        corrected = select(decision.claim).where(
            decision.moves_to.in_(part), decision.kind == "correct", view.cut.made(schema.decision)
        )
        resolved = (
            select(claim.seq)
            .select_from(_FROM)
            .join(schema.ruling, and_(ruling.report == claim.report, ruling.mention == claim.place))
            .where(
                ruling.kind == "place",
                ruling.target.in_(part),
                view.cut.made(schema.ruling),
            )
        )
        moved.update(view.connection.execute(corrected).scalars())
        moved.update(view.connection.execute(resolved).scalars())
    return moved


def decided(view: View, base: Known, rows: list[Any] | None) -> Known:
    """The decisions and hand-made resolutions on `rows` (None: on everything)."""
    decision, ruling = schema.decision.c, schema.ruling.c
    any_decision = select(decision.seq).limit(1)
    any_ruling = select(ruling.seq).limit(1)
    claims = None if rows is None else {row.seq for row in rows}
    reports = None if rows is None else {row.report for row in rows}
    if view.connection.execute(any_decision).first():
        base = _with_decisions(view, base, claims, reports)
    if view.connection.execute(any_ruling).first():
        base = _with_rulings(view, base, reports)
    return base


def _parts(column: ColumnElement[int], values: set[int] | None) -> Iterator[ColumnElement[bool]]:
    if values is None:
        yield column.is_not(None)
    else:
        yield from (column.in_(part) for part in chunks(sorted(values)))


def _with_decisions(
    view: View, base: Known, claims: set[int] | None, reports: set[int] | None
) -> Known:
    decision = schema.decision.c
    claim_states: dict[int, tuple[int, str]] = {}
    report_states: dict[int, tuple[int, str]] = {}
    corrected: dict[int, dict[str, Any]] = {}
    for condition in _parts(decision.claim, claims):
        query = select(schema.decision).where(condition, view.cut.made(schema.decision))
        for row in view.connection.execute(query.order_by(decision.seq)):
            if row.kind in STATES:
                claim_states[row.claim] = (row.seq, row.kind)
            else:
                fields = corrected.setdefault(row.claim, {})
                fields[row.field] = json.loads(row.new)
    for condition in _parts(decision.report, reports):
        query = select(schema.decision).where(condition, view.cut.made(schema.decision))
        for row in view.connection.execute(query.order_by(decision.seq)):
            report_states[row.report] = (row.seq, row.kind)
    return evolve(base, claim_states=claim_states, report_states=report_states, corrected=corrected)


def _with_rulings(view: View, base: Known, reports: set[int] | None) -> Known:
    ruling = schema.ruling.c
    rows = [
        row
        for condition in _parts(ruling.report, reports)
        for row in view.connection.execute(
            select(schema.ruling)
            .where(condition, view.cut.made(schema.ruling))
            .order_by(ruling.seq)
        )
    ]
    texts = view.words.texts(view.connection, (n for r in rows for n in (r.mention, r.target)))
    resolved: dict[tuple[int, str, str], str | None] = {
        (row.report, row.kind, texts[row.mention]): texts.get(row.target) for row in rows
    }
    return evolve(base, resolved=resolved, reports=frozenset(row.report for row in rows))


def understood(view: View, rows: list[Any], known: Known) -> list[Evidence]:
    """Evidence of the rows whose claims are not rejected, under all that is `known`."""
    texts = view.words.texts(view.connection, (n for row in rows for n in _numbers(row)))
    states = bool(known.claim_states or known.report_states)
    changes = bool(known.corrected or known.reports)
    merged = bool(known.merged["place"] or known.merged["actor"])
    made: list[Evidence] = []
    moved: dict[int, Evidence] = {}
    for row in rows:
        state = known.state(row.seq, row.report) if states else None
        if state == "reject":
            continue
        one = _evidence(row, state, texts, view.recorded)
        if changes and known.touches(row.seq, row.report):
            one = evolve(one, claim=reread(one.claim, row.seq, row.report, known))
        if merged:
            one = evolve(one, claim=merge_names(one.claim, known))
        if (changes or merged) and one.claim.place_key != texts[row.place_key]:
            moved[len(made)] = one
        made.append(one)
    places = known_places(view, {one.claim.place_key for one in moved.values()})
    for index, one in moved.items():
        if found := places.get(one.claim.place_key):
            made[index] = evolve(one, claim=settle(one.claim, found))
    return made


def claims_as_read(view: View, ids: Collection[str]) -> dict[str, Claim]:
    """Claims in force by id, rejected ones too, under corrections, resolutions and merges."""
    rows = [
        row
        for part in chunks(ids)
        for row in view.connection.execute(in_force(view, claim.id.in_(part)))
    ]
    known = decided(view, Known(merged=known_merges(view)), rows)
    kept = evolve(known, claim_states={}, report_states={})
    return {one.id: one.claim for one in understood(view, rows, kept)}


def known_places(view: View, keys: Iterable[str]) -> dict[str, Place]:
    """The newest known entries of places, by key."""
    place = schema.place.c
    names = {n: key for key, n in view.words.numbers(view.connection, set(keys)).items()}
    found: dict[str, Place] = {}
    for part in chunks(names):
        query = select(schema.place).where(
            place.key.in_(part), newest(schema.place, "key", view.cut)
        )
        rows = view.connection.execute(query)
        found.update((names[row.key], place_of(names[row.key], row)) for row in rows)
    return found


def _numbers(row: Any) -> Iterator[int | None]:
    yield from (row.actor, row.against, row.place, row.sources, row.place_key, row.place_norm)
    yield from (row.actor_norm, row.against_norm, row.event_type, row.sub_event_type)
    yield from (row.publisher, row.origin)


def _evidence(
    row: Any, state: str | None, texts: Mapping[int, str], recorded: Mapping[int, datetime]
) -> Evidence:
    text = texts.get
    return Evidence(
        id=row.id,
        claim=Claim(
            kind=row.kind,
            place=texts[row.place],
            quote=row.quote,
            span=(row.span_start, row.span_end),
            actor=text(row.actor),
            actor_norm=text(row.actor_norm),
            against=text(row.against),
            against_norm=text(row.against_norm),
            place_norm=text(row.place_norm),
            place_id=texts[row.place_key] if row.placed else None,
            place_kind=row.place_kind,
            part=row.part,
            country=row.country,
            lat=row.lat,
            lon=row.lon,
            start=row.start,
            end=row.end,
            status=row.status,
            sources=json.loads(texts[row.sources]) if row.sources is not None else (),
            event_type=text(row.event_type),
            sub_event_type=text(row.sub_event_type),
        ),
        report=row.report_id,
        origin=row.report_id if row.origin is None else texts[row.origin],
        recorded=recorded[row.entry],
        published=row.published,
        publisher=text(row.publisher),
        disputed=row.disputed or state == "dispute",
        accepted=state == "accept",
    )
