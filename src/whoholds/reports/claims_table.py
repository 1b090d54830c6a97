"""Claims that somebody has coded already: our own exports `claims` and `events`, read back.

Such a table has the claims but, unless it was made with --texts, only the quoted words of the
reports. A report is then rebuilt as an excerpt, in which the quotes stand where they stood and
everything else is blank: the claims are the same, the report's id is another.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import unquote

from attrs import evolve, field, frozen

from whoholds.model import KINDS, STATUSES, BadInput, Claim, Place, Reading, Report
from whoholds.reports.decode import checked
from whoholds.reports.failure import Failure

# The reader that the record names as having found such claims.
READER, VERSION = "claims table", "1"

CLAIM_COLUMNS = frozenset({"id", "report", "kind", "place", "quote", "span_start", "span_end"})
EVENT_COLUMNS = frozenset({"event_id_cnty", "event_date", "sub_event_type", "notes", "tags"})

# What keeps spreadsheets from running a cell; `views.export.writing` puts it there.
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_MOST_CELL = 2_000_000  # characters: a report's text at the most
_BLANK = "\n"  # ends a sentence, so that an excerpt is never shown as one text

Row = Mapping[str, Any]


@frozen
class Coded:
    """A report with its claims; `original` is its id where the table was made, which differs from
    its id here where only an excerpt came along."""

    report: Report
    reading: Reading
    original: str


@frozen
class _Told:
    """One row, understood: the claim, its place's entry, and what it says of its report."""

    report: str
    claim: Claim
    place: Place | None
    published: date | None
    fields: dict[str, str | None] = field(factory=dict)


def is_claims_table(columns: Iterable[str]) -> bool:
    """True where the columns are those of our tables of claims or events."""
    have = set(columns)
    return have >= CLAIM_COLUMNS or have >= EVENT_COLUMNS


def read_csv(data: bytes, label: str) -> Iterator[Coded | Failure]:
    """The coded reports of a CSV table, in the order of their first claims.

    Raises BadInput where it is no table of claims; a bad row is a Failure.
    """
    csv.field_size_limit(_MOST_CELL)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput("not text: save the table as UTF-8") from None
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if not is_claims_table(rows.fieldnames or ()):
        raise BadInput("not a table of claims: give what `whoholds export claims` writes")
    yield from _coded(((n, _unguarded(row)) for n, row in enumerate(rows, 2)), label)


def read_jsonl(lines: Iterable[bytes], label: str) -> Iterator[Coded | Failure]:
    """The same from JSON lines."""

    def rows() -> Iterator[tuple[int, Row | None]]:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    row = json.loads(line)
                except (ValueError, RecursionError):
                    row = None
                yield number, row if isinstance(row, dict) else None

    yield from _coded(rows(), label)


def _coded(rows: Iterable[tuple[int, Row | None]], label: str) -> Iterator[Coded | Failure]:
    reports: dict[str, list[_Told]] = {}
    for number, row in rows:
        if number == 2 and row and str(next(iter(row.values()))).startswith("#"):
            continue  # the row of HXL tags
        try:
            if row is None:
                raise BadInput("not a JSON object: one claim a line")
            told = _from_event(row) if "event_id_cnty" in row else _from_claim(row)
        except BadInput as error:
            yield Failure(f"{label}:{number}", str(error))
        else:
            reports.setdefault(told.report, []).append(told)
    yield from _rebuilt(reports, label)


def _rebuilt(reports: dict[str, list[_Told]], label: str) -> Iterator[Coded | Failure]:
    ids: dict[str, str] = {}
    # A report after the one that it corrects, whose id here it must name.
    order = sorted(reports, key=lambda key: (bool(reports[key][0].fields.get("revises")),))
    for key in order:
        told = reports[key]
        fields = told[0].fields
        text = next((one.fields["text"] for one in told if one.fields.get("text")), None)
        claims = [one.claim for one in told]
        try:
            if text is None:
                text, claims = _excerpt(claims)
            elif any(text[slice(*claim.span)] != claim.quote for claim in claims):
                raise BadInput("a quote does not stand in its text: export the table again")
            revises = fields.get("revises")
            report = Report(
                text=checked(text),
                published=told[0].published,
                publisher=fields.get("publisher"),
                title=fields.get("title"),
                url=fields.get("url"),
                label=f"{label}#{key}",
                language=fields.get("language") or "en",
                revises=ids.get(revises, revises) if revises else None,
            )
        except BadInput as error:
            yield Failure(f"{label}#{key}", str(error))
            continue
        ids[key] = report.id
        places = {one.place.id: one.place for one in told if one.place}
        yield Coded(report, Reading(tuple(claims), places=tuple(places.values())), key)


def _excerpt(claims: list[Claim]) -> tuple[str, list[Claim]]:
    """A text with each quote at its span and blanks elsewhere, and the claims.

    Quotes that were changed (names left out) no longer fit: they follow one another instead.
    """
    text = [_BLANK] * max(claim.span[1] for claim in claims)
    fits = all(len(claim.quote) == claim.span[1] - claim.span[0] for claim in claims)
    if fits:
        for claim in claims:
            text[slice(*claim.span)] = claim.quote
        rebuilt = "".join(text)
        if all(rebuilt[slice(*claim.span)] == claim.quote for claim in claims):
            return rebuilt, claims
    moved: list[Claim] = []
    rebuilt = ""
    for claim in claims:
        start = len(rebuilt)
        rebuilt += claim.quote + _BLANK
        moved.append(evolve(claim, span=(start, start + len(claim.quote))))
    return rebuilt, moved


def _unguarded(row: Row) -> Row:
    return {
        name: cell[1:] if isinstance(cell, str) and _GUARDED.match(cell) else cell
        for name, cell in row.items()
        if name is not None
    }


def _from_claim(row: Row) -> _Told:
    reads = {
        "part": _flag,
        "lat": _number,
        "lon": _number,
        "start": _day,
        "end": _day,
        "sources": _list,
    }
    texts = (
        *("kind", "place", "quote", "actor", "actor_norm", "against", "against_norm"),
        *("place_norm", "place_id", "place_kind", "country", "status"),
        *("event_type", "sub_event_type"),
    )
    values: dict[str, Any] = {name: _text(row, name) for name in texts}
    values |= {name: read(row, name) for name, read in reads.items()}
    claim = _claim(values, (_whole(row, "span_start"), _whole(row, "span_end")))
    names = ("publisher", "title", "url", "language", "revises", "text")
    return _Told(
        _required(row, "report"),
        claim,
        _place(claim, _text(row, "admin1"), _text(row, "population"), _text(row, "part_of")),
        _day(row, "published"),
        {name: _text(row, name) for name in names},
    )


def _from_event(row: Row) -> _Told:
    tags = _tags(_required(row, "tags"))
    if "tellings" in tags:
        raise BadInput("several tellings in one row: read a table made without --distinct")
    plain = {name: unquote(value) for name, value in tags.items()}
    unresolved = set(tags.get("unresolved", "").split("|"))
    span = re.fullmatch(r"(\d+)-(\d+)", plain.get("span", ""))
    if not span or "report" not in plain:
        raise BadInput("its tags lack `report` and `span`: only our own events can be read")
    columns = {"actor": "actor1", "against": "actor2", "place": "location"}
    norms = {
        f"{name}_norm": None if name in unresolved else _text(row, column)
        for name, column in columns.items()
    }
    values: dict[str, Any] = {
        **norms,
        **{name: plain.get(name) for name in ("kind", "status", "actor", "against", "place")},
        **{name: plain.get(name) for name in ("place_id", "place_kind")},
        "quote": _text(row, "notes"),
        "part": "part" in plain,
        "country": plain.get("alpha2"),
        "lat": _number(row, "latitude"),
        "lon": _number(row, "longitude"),
        "start": _day(plain, "from"),
        "end": _day(plain, "to"),
        "sources": tuple(unquote(s) for s in tags["sources"].split("|"))
        if "sources" in tags
        else (),
        "event_type": _text(row, "event_type"),
        "sub_event_type": _text(row, "sub_event_type"),
    }
    claim = _claim(values, (int(span[1]), int(span[2])))
    place = _place(claim, plain.get("admin1"), plain.get("population"), plain.get("part_of"))
    fields = {"publisher": plain.get("publisher")}
    return _Told(plain["report"], claim, place, _day(plain, "published"), fields)


def _claim(values: dict[str, Any], span: tuple[int, int]) -> Claim:
    if values["kind"] not in KINDS:
        raise BadInput(f"{values['kind']!r} is no kind of claim: one of {', '.join(KINDS)}")
    if values["status"] not in STATUSES:
        raise BadInput(f"{values['status']!r} is no status: one of {', '.join(STATUSES)}")
    if not values["place"] or not values["quote"]:
        raise BadInput("a claim needs its place and its quote")
    if not 0 <= span[0] < span[1] <= _MOST_CELL:
        raise BadInput(f"{span[0]} to {span[1]} is no span of a text")
    if values["start"] and values["end"] and values["end"] < values["start"]:
        raise BadInput(f"it ends {values['end']}, before it begins {values['start']}")
    values["place_kind"] = values["place_kind"] or "other"
    return Claim(span=span, **values)


def _place(
    claim: Claim, admin1: str | None, population: str | None, part_of: str | None
) -> Place | None:
    if claim.place_id is None:
        return None
    return Place(
        claim.place_id,
        claim.place_norm or claim.place,
        claim.place_kind,
        claim.country,
        claim.lat,
        claim.lon,
        int(population) if population and population.isdigit() else 0,
        admin1,
        part_of,
        source="a table of claims",
    )


def _tags(text: str) -> dict[str, str]:
    """Tags by key, still encoded."""
    pairs = (part.partition("=") for part in text.split(";"))
    return {key.strip(): value for key, _, value in pairs}


def _text(row: Row, name: str) -> str | None:
    value = row.get(name)
    return None if value is None or value == "" else str(value)


def _required(row: Row, name: str) -> str:
    if (value := _text(row, name)) is None:
        raise BadInput(f"{name} is empty")
    return value


def _day(row: Row, name: str) -> date | None:
    value = _text(row, name)
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise BadInput(f"{name} {str(value)[:40]!r} is not a day: write YYYY-MM-DD") from None


def _number(row: Row, name: str) -> float | None:
    value = _text(row, name)
    try:
        return float(value) if value else None
    except ValueError:
        raise BadInput(f"{name} {str(value)[:40]!r} is not a number") from None


def _whole(row: Row, name: str) -> int:
    value = _required(row, name)
    if not value.isdecimal() or len(value) > 9:
        raise BadInput(f"{name} {value[:40]!r} is not a whole number")
    return int(value)


def _flag(row: Row, name: str) -> bool:
    value = row.get(name)
    return value is True or str(value).casefold() in {"true", "1", "yes"}


def _list(row: Row, name: str) -> tuple[str, ...]:
    value = row.get(name)
    if isinstance(value, str) and value:
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            raise BadInput(f"{name} {str(value)[:40]!r} is not a JSON list") from None
    if value is None or value == "":
        return ()
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise BadInput(f"{name} is not a list of texts")
    return tuple(value)
