"""The events and relations known at a cut, as they are then understood, each with its origin."""

from collections.abc import Collection, Iterable
from typing import Any

from attrs import evolve
from sqlalchemy import and_, select

from whoholds.model import Event, EventEvidence
from whoholds.record import schema
from whoholds.record.decisions import STATES, Known
from whoholds.record.event_rows import event_of
from whoholds.record.evidence import View, known_merges
from whoholds.record.origins import Telling, group, passage
from whoholds.record.speakers import Canonical
from whoholds.record.words import chunks

_event, _sense = schema.event.c, schema.event_sense.c
_FROM = (
    schema.event_sense.join(schema.event, _sense.event == _event.seq)
    .join(schema.report, _event.report == schema.report.c.seq)
    .join(schema.report_text, schema.report_text.c.report == schema.report.c.seq)
    .join(
        schema.reading,
        and_(_sense.reading == schema.reading.c.seq, schema.reading.c.report == _event.report),
    )
)
Told = tuple[str, str, str, str | None]
_WORDS = (
    "actor", "target", "third", "place", "sources", "actor_norm", "target_norm", "third_norm",
    "place_norm", "place_key", "publisher",
)  # fmt: skip


def happenings(
    view: View,
    places: Collection[str] | None,
    actors: Collection[str] | None,
    types: Collection[str] | None,
    canonical: Canonical,
) -> list[EventEvidence]:
    """Events in the order of their recording: at `places` (keys), with one of `actors` on either
    side, of `types`; None: all. Superseded readings, retracted reports and rejected events are
    left out, merges applied."""
    known = Known(merged=known_merges(view))
    rows = list(_rows(view, _spread(known, "place", places), types))
    texts = view.words.texts(view.connection, {getattr(row, w) for row in rows for w in _WORDS})
    states = _states(view, {row.id for row in rows}) if view.decisions else {}
    by_report = _report_states(view, {row.report for row in rows}) if view.decisions else {}
    links = _links(view, rows)
    wanted = None if actors is None else {known.canonical("actor", name) for name in actors}
    made: list[EventEvidence] = []
    tellings: list[Telling] = []
    for row in rows:
        found = [s for s in (states.get(row.id), by_report.get(row.report)) if s]
        state = max(found)[1] if found else None
        if state == "reject":
            continue
        event = _merged(event_of(row, lambda number: texts.get(number or 0)), known)
        if wanted is not None and not {event.actor_name, event.target_name} & wanted:
            continue
        recorded = view.recorded[row.entry]
        made.append(
            EventEvidence(
                id=row.id, event=event, report=row.report_id, origin="", recorded=recorded,
                published=row.published, publisher=texts.get(row.publisher),
                disputed=bool(row.disputed) or state == "dispute", accepted=state == "accept",
                links=links.get((row.sense_reading, row.seq), ()),
            )
        )  # fmt: skip
        tellings.append(_telling(made[-1], row.text))
    origins = group(tellings, canonical)
    return [evolve(one, origin=origins[one.id].origin) for one in made]


def _spread(known: Known, subject: str, names: Collection[str] | None) -> set[str] | None:
    if names is None:
        return None
    wanted = {known.canonical(subject, name) for name in names}
    return set().union(*(known.merged_into(subject, name) for name in wanted))


def _rows(view: View, places: set[str] | None, types: Collection[str] | None) -> Iterable[Any]:
    now = view.cut
    query = (
        select(
            schema.event,
            _sense.reading.label("sense_reading"),
            _sense.place.label("place_key"),
            _sense.place_norm,
            _sense.placed,
            _sense.place_kind,
            _sense.country,
            _sense.lat,
            _sense.lon,
            _sense.actor_norm,
            _sense.target_norm,
            _sense.third_norm,
            _sense.contexts,
            schema.report.c.id.label("report_id"),
            schema.report.c.published,
            schema.report.c.publisher,
            schema.report_text.c.text,
            now.revised(by_itself=False).label("disputed"),
        )
        .select_from(_FROM)
        .where(now.in_force(), now.reports(), ~now.revised(by_itself=True))
        .order_by(_event.seq)
    )
    if types is not None:
        query = query.where(_event.type.in_(list(types)))
    if places is None:
        yield from view.connection.execute(query)
        return
    numbers = view.words.numbers(view.connection, places).values()
    for part in chunks(numbers):
        yield from view.connection.execute(query.where(_sense.place.in_(part)))


def _states(view: View, ids: set[str]) -> dict[str, tuple[int, str]]:
    """The latest decision on each event."""
    decision = schema.decision.c
    numbers = {n: key for key, n in view.words.numbers(view.connection, ids).items()}
    query = (
        select(decision.target, decision.seq, decision.kind)
        .where(decision.subject == "event", view.cut.made(schema.decision))
        .order_by(decision.seq)
    )
    return {
        numbers[row.target]: (row.seq, row.kind)
        for row in view.connection.execute(query)
        if row.target in numbers and row.kind in STATES
    }


def _report_states(view: View, reports: set[int]) -> dict[int, tuple[int, str]]:
    decision = schema.decision.c
    found: dict[int, tuple[int, str]] = {}
    for part in chunks(sorted(reports)):
        query = (
            select(decision.report, decision.seq, decision.kind)
            .where(decision.report.in_(part), view.cut.made(schema.decision))
            .order_by(decision.seq)
        )
        found.update({row[0]: (row[1], row[2]) for row in view.connection.execute(query)})
    return found


def _links(view: View, rows: list[Any]) -> dict[tuple[int, int], tuple[Told, ...]]:
    """(reading, event) → its links as (claim id, order, told, words)."""
    link = schema.event_link.c
    found: dict[tuple[int, int], tuple[Told, ...]] = {}
    for part in chunks(sorted({row.sense_reading for row in rows})):
        query = (
            select(schema.event_link, schema.claim.c.id)
            .join(schema.claim, link.claim == schema.claim.c.seq)
            .where(link.reading.in_(part))
            .order_by(link.reading, link.event, link.claim)
        )
        for row in view.connection.execute(query):
            key = (row.reading, row.event)
            found[key] = (*found.get(key, ()), (row.id, row.order, row.told, row.words))
    return found


def _merged(event: Event, known: Known) -> Event:
    changed: dict[str, Any] = {}
    for name in ("actor_norm", "target_norm", "third_norm"):
        actor = getattr(event, name)
        if actor is not None and known.canonical("actor", actor) != actor:
            changed[name] = known.canonical("actor", actor)
    key = event.place_key
    if key is not None and event.place_id is not None and known.canonical("place", key) != key:
        changed["place_id"] = known.canonical("place", key)
    return evolve(event, **changed) if changed else event


def _telling(one: EventEvidence, text: str) -> Telling:
    """The event as origins see it: those with the same sides and type may be one story."""
    event = one.event
    sides = "|".join(sorted(name or "" for name in (event.actor_name, event.target_name)))
    return Telling(
        claim=one.id, report=one.report, known=one.published or one.recorded.date(),
        publisher=one.publisher, place=f"{event.type}|{sides}", family=event.type, actor=None,
        start=event.start, end=event.end, sources=event.sources,
        passage=passage(text, event.span),
    )  # fmt: skip
