"""Decisions and hand-made resolutions into rows, checked before they are written."""

from collections.abc import Sequence

from attrs import evolve
from sqlalchemy import Table, select

from whoholds.model import BadInput, Place, Resolution
from whoholds.record import schema
from whoholds.record.adding import resolution_numbers
from whoholds.record.decisions import (
    ACTIONS,
    STATES,
    SUBJECTS,
    UNPLACED,
    Decision,
    encode,
    follow,
    parse,
)
from whoholds.record.evidence import View, claims_as_read, known_merges, known_places
from whoholds.record.journal import Writer
from whoholds.record.placing import write_place
from whoholds.record.rows import iso, resolution_words


def decide(writer: Writer, view: View, wanted: Decision, place: Place | None) -> Decision:
    """Write `wanted`, whose old value is filled in; `place` is the entry for a corrected place.

    Raises BadInput for what does not exist or makes no sense.
    """
    _check_form(wanted)
    if wanted.kind in STATES:
        target = None
        if wanted.subject == "event":
            _number_of(writer, schema.event, wanted.target)
            target = writer.meet([wanted.target])[wanted.target]
        return _write(writer, wanted, target)
    if wanted.kind == "correct":
        return _correct(writer, view, wanted, place)
    return _merge_or_split(writer, view, wanted)


def _check_form(wanted: Decision) -> None:
    if wanted.kind not in ACTIONS:
        raise BadInput(f"{wanted.kind!r} is no decision: choose among {', '.join(ACTIONS)}")
    subjects = {
        "correct": SUBJECTS[:1],
        "merge": SUBJECTS[2:4],
        "split": SUBJECTS[2:4],
    }.get(wanted.kind, ("claim", "report", "event"))
    if wanted.subject not in subjects:
        raise BadInput(f"{wanted.kind} needs a {' or '.join(subjects)}, not a {wanted.subject}")
    for name, value in (("who decides", wanted.by), ("why", wanted.why)):
        if not value.strip():
            raise BadInput(f"a decision must say {name}")


def _write(
    writer: Writer, made: Decision, target: int | None = None, moves_to: str | None = None
) -> Decision:
    number = None
    if made.subject in ("claim", "report"):
        number = _number_of(writer, schema.metadata.tables[made.subject], made.target)
    corrected, merged = made.kind == "correct", made.kind == "merge"
    row = (
        writer.reserve(schema.decision),
        writer.entry,
        made.kind,
        made.subject,
        number if made.subject == "claim" else None,
        number if made.subject == "report" else None,
        target,
        made.field,
        encode(made.old) if corrected else None,
        encode(made.new) if corrected or merged else None,
        writer.meet([moves_to])[moves_to],
        made.by,
        made.why,
        iso(made.effective),
    )
    writer.write(schema.decision, [row])
    return made


def _number_of(writer: Writer, table: Table, key: str) -> int:
    query = select(table.c.seq).where(table.c.id == key)
    number = writer.connection.execute(query).scalar()
    if number is None:
        raise BadInput(f"the record has no {table.name} {key!r}: copy its id from `why`")
    return int(number)


def _correct(writer: Writer, view: View, wanted: Decision, place: Place | None) -> Decision:
    field = wanted.field or ""
    value = parse(field, wanted.new)
    _number_of(writer, schema.claim, wanted.target)
    claim = claims_as_read(view, [wanted.target]).get(wanted.target)
    if claim is None:
        raise BadInput(
            f"claim {wanted.target!r} is in no answer now, superseded or retracted: "
            "correct the one that took its place"
        )
    if isinstance(value, str):
        writer.meet([value])  # so that a name brought by a correction can be merged
    moves_to = None
    if field == "place_id" and value is not None:
        moves_to = _ready_place(writer, view, value, place)
    elif field == "place_id" or (field == "place" and claim.place_id is None):
        mention = claim.place if field == "place_id" else value
        moves_to = evolve(claim, place=mention, place_id=None, place_norm=None).place_key
    old = claim.to_json().get(field, False)
    return _write(writer, evolve(wanted, old=old), moves_to=moves_to)


def _ready_place(writer: Writer, view: View, key: str, place: Place | None) -> str:
    """Make sure that the record knows the place, from `place` if need be."""
    known = known_places(view, [key])
    if place is not None:
        if place.id != key:
            raise BadInput(f"the place handed in is {place.id!r}, not {key!r}")
        if known.get(key) != place:
            write_place(writer, writer.meet([key])[key], place)
    elif key not in known:
        raise BadInput(f"the record knows no place {key!r}: hand its entry in with the decision")
    return key


def _merge_or_split(writer: Writer, view: View, wanted: Decision) -> Decision:
    merged = known_merges(view)[wanted.subject]
    _known_name(view, wanted.subject, wanted.target)
    target = writer.meet([wanted.target])[wanted.target]
    if wanted.kind == "split":
        if wanted.target not in merged:
            raise BadInput(f"{wanted.subject} {wanted.target!r} is not merged into another")
        return _write(writer, evolve(wanted, old=merged[wanted.target], new=None), target)
    into = wanted.new
    if not isinstance(into, str) or not into:
        raise BadInput(f"say what {wanted.subject} {wanted.target!r} is to be merged into")
    if wanted.subject == "place":
        _known_name(view, "place", into)
    if follow(merged, into) == wanted.target:
        raise BadInput(f"{into!r} is already read as {wanted.target!r}: split it first")
    return _write(writer, wanted, target, moves_to=into)


def _known_name(view: View, subject: str, name: str) -> None:
    if subject == "place":
        known = bool(known_places(view, [name]))
    else:
        known = bool(view.words.numbers(view.connection, [name]))
    if not known:
        raise BadInput(f"the record knows no {subject} {name!r}: check its spelling")


def resolve(
    writer: Writer,
    view: View,
    report: str,
    resolutions: Sequence[Resolution],
    places: Sequence[Place],
    made: Decision,
) -> None:
    """Write resolutions made by hand, or by a program apart from any reading, for one report.

    `made` says by whom, why and from which day.
    """
    number = _number_of(writer, schema.report, report)
    handed = {place.id: place for place in places}
    for one in resolutions:
        if one.kind not in ("place", "actor"):
            raise BadInput(f"{one.kind!r} cannot be resolved: it must be a place or an actor")
        if one.kind == "place" and one.target is not None:
            _ready_place(writer, view, one.target, handed.get(one.target))
    targets = [_target_key(one) for one in resolutions]
    words = writer.meet([*targets, *(w for one in resolutions for w in resolution_words(one))])
    numbers = resolution_numbers(writer, set(resolutions), words)
    for one, target in zip(resolutions, targets, strict=True):
        row = (
            writer.reserve(schema.ruling),
            writer.entry,
            number,
            int(numbers[one]),
            one.kind,
            words[one.mention],
            words[target],
            made.by,
            made.why,
            iso(made.effective),
        )
        writer.write(schema.ruling, [row])


def _target_key(one: Resolution) -> str | None:
    """The target as a row keeps it: a place that nothing knows still has a key."""
    if one.kind == "place" and one.target is None:
        return UNPLACED + one.mention.casefold()
    return one.target
