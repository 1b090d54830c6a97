"""Events of readings into rows, and rows into events: what `rows` and `adding` do for claims."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import frozen

from whoholds.model import Event, Reading
from whoholds.record import schema
from whoholds.record.ids import claim_id, event_id
from whoholds.record.journal import Writer
from whoholds.record.rows import Numbers, Row, day_of, iso, sources_of, sources_text
from whoholds.record.schema import unescape


@frozen
class Told:
    """The events of one reading by id, and its links as (event id, claim id, order, told, words)."""

    events: dict[str, Event]
    links: tuple[tuple[str, str, str, str, str | None], ...]

    @classmethod
    def of(cls, report: str, reading: Reading) -> "Told":
        ids = [event_id(report, event) for event in reading.events]
        claims = [claim_id(report, claim) for claim in reading.claims]
        links = {
            (ids[link.event], claims[link.claim]): (link.order, link.told, link.words)
            for link in reading.links
        }
        rows = tuple((*pair, *how) for pair, how in links.items())
        return cls(dict(zip(ids, reading.events, strict=True)), rows)


def event_words(event: Event) -> tuple[str | None, ...]:
    """The texts that an event's rows refer to."""
    return (
        event.actor,
        event.target,
        event.third,
        event.place,
        event.actor_norm,
        event.target_norm,
        event.third_norm,
        event.place_norm,
        event.place_key,
        sources_text(event.sources),
    )


def write_events(
    writer: Writer,
    told: Iterable[tuple[int, int, Told]],
    known: Mapping[str, int],
    claims: Mapping[str, int],
    words: Numbers,
) -> None:
    """Write the events of readings: (number of the reading, of its report, what it tells).

    `known` are events that the record has already, `claims` the numbers of the claims told of.
    """
    counter = writer.counter(schema.event)
    events: list[Row] = []
    senses: list[Row] = []
    links: list[Row] = []
    numbers = dict(known)
    for reading, report, one in told:
        for key, event in one.events.items():
            if key not in numbers:
                numbers[key] = next(counter)
                events.append(_event_row(numbers[key], writer.entry, key, report, event, words))
            senses.append(_sense_row(reading, numbers[key], writer.entry, event, words))
        links += [
            (reading, numbers[event_key], claims[claim], writer.entry, order, how, said)
            for event_key, claim, order, how, said in one.links
        ]
    writer.write(schema.event, events)
    writer.write(schema.event_sense, sorted(senses))
    writer.write(schema.event_link, sorted(links))


def _event_row(number: int, entry: int, key: str, report: int, event: Event, words: Numbers) -> Row:
    low, high = event.count or (None, None)
    return (
        number,
        entry,
        key,
        report,
        event.type,
        event.mode,
        words[event.actor],
        words[event.target],
        words[event.third],
        words[event.place],
        event.part,
        event.span[0],
        event.span[1],
        iso(event.start),
        iso(event.end),
        event.status,
        words[sources_text(event.sources)],
        low,
        high,
        event.quote,
        event.reason,
    )


def _sense_row(reading: int, number: int, entry: int, event: Event, words: Numbers) -> Row:
    return (
        reading,
        number,
        entry,
        words[event.place_key],
        words[event.place_norm],
        event.place_id is not None,
        event.place_kind,
        event.country,
        event.lat,
        event.lon,
        words[event.actor_norm],
        words[event.target_norm],
        words[event.third_norm],
        " ".join(event.contexts) or None,
    )


def event_of(row: Any, text: Callable[[int | None], str | None]) -> Event:
    """The event of a row of `event` joined with its `event_sense` (columns "sense_…")."""
    counted = None if row.fewest is None and row.most is None else (row.fewest, row.most)
    return Event(
        type=row.type,
        quote=unescape(row.quote),
        span=(row.span_start, row.span_end),
        mode=row.mode,
        contexts=tuple((row.contexts or "").split()),
        actor=text(row.actor),
        actor_norm=text(row.actor_norm),
        target=text(row.target),
        target_norm=text(row.target_norm),
        third=text(row.third),
        third_norm=text(row.third_norm),
        place=text(row.place),
        place_norm=text(row.place_norm),
        place_id=text(row.place_key) if row.placed else None,
        place_kind=row.place_kind,
        part=bool(row.part),
        country=row.country,
        lat=row.lat,
        lon=row.lon,
        start=day_of(row.start),
        end=day_of(row.end),
        status=row.status,
        sources=sources_of(text(row.sources)),
        count=counted,
        reason=row.reason,
    )
