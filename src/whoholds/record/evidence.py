"""Rows into evidence: the claims in force at a known cut, as they are then understood."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from attrs import evolve, frozen
from sqlalchemy import Column, ColumnElement, Connection, Select, and_, bindparam, select

from whoholds.model import Claim, Evidence, Place
from whoholds.record import schema
from whoholds.record.asof import AsOf, Cut, asserted_on, newest
from whoholds.record.decisions import (
    STATES,
    UNPLACED,
    Known,
    merge_names,
    merges,
    moved_from,
    reread,
    settle,
)
from whoholds.record.rows import Row, day_of, place_of, sources_of
from whoholds.record.schema import unescape
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


_WORDS = (
    claim.actor,
    claim.against,
    claim.place,
    claim.sources,
    interpretation.place,
    interpretation.place_norm,
    interpretation.actor_norm,
    interpretation.against_norm,
    interpretation.event_type,
    interpretation.sub_event_type,
    schema.report.c.publisher,
)
# Where in a row of `in_force` the words stand, the origin being one; of the first two, the claim
# and the report.
_FIRST_WORD = -len(_WORDS) - 1
_PLACE_KEY = _FIRST_WORD + _WORDS.index(interpretation.place)


@frozen
class View:
    """One consistent look at a record: its connection, its words, its times, its known cut.

    `decisions` and `rulings` are false where the record has none at all, which saves asking.
    """

    connection: Connection
    words: Words
    recorded: Mapping[int, datetime]
    cut: Cut
    decisions: bool = True
    rulings: bool = True


def in_force(
    view: View,
    column: Column[Any] | None = None,
    values: Iterable[int | str] = (),
    on: date | None = None,
) -> list[Row]:
    """The claims of every known report's newest known reading, unless its publisher retracts it.

    Those with one of `values` in `column`, or all; asserted on the day `on`, or ever. The rows are
    the database's own, as `_evidence` takes them: there may be a million.
    """
    now = view.cut
    query = _query(column, now.entry is not None, now.published is not None, on is not None)
    given = {"entry": now.entry, "published": now.published, "on": on}
    parts: Iterable[list[int | str]] = [[]] if column is None else chunks(values)
    return [
        row
        for part in parts
        for row in view.connection.execute(query, given | {"part": part}).cursor.fetchall()
    ]


@lru_cache
def _query(column: Column[Any] | None, entry: bool, published: bool, on: bool) -> Select[Any]:
    """`in_force`'s question, of which there are few: building it takes longer than asking it."""
    now = Cut(bindparam("entry") if entry else None, bindparam("published") if published else None)
    conditions = [now.in_force(), now.reports(), ~now.revised(by_itself=True)]
    if column is not None:
        conditions.append(column.in_(bindparam("part", expanding=True)))
    if on:
        conditions.append(asserted_on(bindparam("on")))
    return (
        select(
            claim.seq,
            claim.report,
            claim.id,
            claim.entry,
            claim.kind,
            claim.part,
            claim.span_start,
            claim.span_end,
            claim.start,
            claim.end,
            claim.status,
            claim.quote,
            interpretation.placed,
            interpretation.place_kind,
            interpretation.country,
            interpretation.lat,
            interpretation.lon,
            schema.report.c.id.label("report_id"),
            schema.report.c.published,
            now.revised(by_itself=False).label("disputed"),
            *(word.label(f"word_{n}") for n, word in enumerate(_WORDS)),
            now.origin().label("origin"),
        )
        .select_from(_FROM)
        .where(*conditions)
    )


def evidence(view: View, keys: Iterable[str] | None, as_of: AsOf, only_on: bool) -> list[Evidence]:
    """Evidence on the places `keys` (None: on all), in the order in which it was recorded."""
    day = as_of.on if only_on else None
    base = Known(merged=known_merges(view))
    if keys is None:
        rows = in_force(view, on=day)
        wanted = None
        known = decided(view, base, None)
    else:
        wanted = {base.canonical("place", key) for key in keys}
        spread = set().union(*(base.merged_into("place", key) for key in wanted))
        numbers = view.words.numbers(view.connection, spread).values()
        rows = in_force(view, interpretation.place, numbers, day)
        if moved := moved_to(view, numbers) - {row[0] for row in rows}:
            rows += in_force(view, claim.seq, moved, day)
        known = decided(view, base, rows)
    rows.sort()
    return [
        one
        for one in understood(view, rows, known)
        if wanted is None or one.claim.place_key in wanted
    ]


def known_merges(view: View) -> dict[str, dict[str, str]]:
    """What is read as what: by subject, place keys and actors' names."""
    decision = schema.decision.c
    if not view.decisions:
        return {"place": {}, "actor": {}}
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
        if view.decisions:
            moved.update(view.connection.execute(corrected).scalars())
        if view.rulings:
            moved.update(view.connection.execute(resolved).scalars())
    return moved


def decided(view: View, base: Known, rows: list[Row] | None) -> Known:
    """The decisions and hand-made resolutions on `rows` (None: on everything)."""
    if view.decisions:
        claims = None if rows is None else {row[0] for row in rows}
        reports = None if rows is None else {row[1] for row in rows}
        base = _with_decisions(view, base, claims, reports)
    if view.rulings:
        base = _with_rulings(view, base, None if rows is None else {row[1] for row in rows})
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
    resolved: dict[tuple[int, str, str], str | None] = {}
    for row in rows:
        mention, target = texts[row.mention], texts.get(row.target)
        nothing = row.kind == "place" and target == UNPLACED + mention.casefold()
        resolved[row.report, row.kind, mention] = None if nothing else target
    return evolve(base, resolved=resolved)


def understood(view: View, rows: list[Row], known: Known) -> list[Evidence]:
    """Evidence of the rows whose claims are not rejected, under all that is `known`."""
    columns = list(zip(*rows, strict=True))[_FIRST_WORD:] if rows else []
    texts = view.words.texts(view.connection, set().union(*columns))
    states = bool(known.claim_states or known.report_states)
    changes = bool(known.corrected or known.resolved)
    merged = bool(known.merged["place"] or known.merged["actor"])
    made: list[Evidence] = []
    moved: list[int] = []
    for row in rows:
        number, report = row[0], row[1]
        state = known.state(number, report) if states else None
        if state == "reject":
            continue
        one = _evidence(row, state, texts, view.recorded)
        if changes or merged:
            claim = reread(one.claim, number, report, known)
            claim = merge_names(claim, known)
            if moved_from(one.claim, claim):
                moved.append(len(made))
            one = evolve(one, claim=claim)
        made.append(one)
    places = known_places(view, {made[index].claim.place_key for index in moved})
    for index in moved:
        one = made[index]
        if found := places.get(one.claim.place_key):
            made[index] = evolve(one, claim=settle(one.claim, found))
    return made


def claims_as_read(view: View, ids: Collection[str]) -> dict[str, Claim]:
    """Claims in force by id, rejected ones too, under corrections, resolutions and merges."""
    rows = in_force(view, claim.id, ids)
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


def _evidence(
    row: Row, state: str | None, texts: Mapping[int, str], recorded: Mapping[int, datetime]
) -> Evidence:
    _, _, key, entry, kind, part, span_start, span_end, start, end, status, quote = row[:12]
    placed, place_kind, country, lat, lon, report, published, disputed = row[12:20]
    actor, against, place, sources, place_key, place_norm, actor_norm, against_norm = row[20:28]
    event_type, sub_event_type, publisher, origin = row[28:]
    text = texts.get
    return Evidence(
        id=key,
        claim=Claim(
            kind=kind,
            place=texts[place],
            quote=unescape(quote),
            span=(span_start, span_end),
            actor=text(actor),
            actor_norm=text(actor_norm),
            against=text(against),
            against_norm=text(against_norm),
            place_norm=text(place_norm),
            place_id=texts[place_key] if placed else None,
            place_kind=place_kind,
            part=bool(part),
            country=country,
            lat=lat,
            lon=lon,
            start=day_of(start),
            end=day_of(end),
            status=status,
            sources=sources_of(text(sources)),
            event_type=text(event_type),
            sub_event_type=text(sub_event_type),
        ),
        report=report,
        origin=report if origin is None else texts[origin],
        recorded=recorded[entry],
        published=day_of(published),
        publisher=text(publisher),
        disputed=bool(disputed) or state == "dispute",
        accepted=state == "accept",
    )
