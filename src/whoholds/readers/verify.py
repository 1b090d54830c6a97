"""A model's claim held against the text: what the text does not carry is refused, with the reason.

Pure. The same rules for every model, good or bad: the quotation stands in the text; so does every
name, or another name that the theatre gives the same party or place; some word near the quotation
can tell such a kind of event; days follow from the words, or are marked as the model's.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from attrs import frozen

from whoholds.knowledge.countries import COUNTRIES, country_of
from whoholds.knowledge.theatres import Theatre
from whoholds.model import KINDS, PLACE_KINDS, STATUSES, Claim, Period, Refusal
from whoholds.model.claim import FAMILY, REALISED
from whoholds.readers.days import follows
from whoholds.readers.kinds import denied, families_told
from whoholds.readers.passage import Passage

LONGEST_NAME = 200
MOST_SOURCES = 20
MOST_SENTENCES = 2
"""Of a quotation. In three sentences one can find words for anything."""
_CLAUSE = re.compile(r"[,;:.]")


@frozen
class Verified:
    """`claim` has no usual names and no coordinates yet; its place is written at `place_at`,
    [start, end) in the text. `days_follow` is false where its days are the model's own."""

    claim: Claim
    place_at: tuple[int, int]
    days_follow: bool


class _Refused(Exception):
    def __init__(self, rule: str, reason: str) -> None:
        super().__init__(reason)
        self.rule = rule


def verify(row: Any, passage: Passage, theatre: Theatre | None = None) -> Verified | Refusal:
    """The claim that `row` makes, in the text's own words; or why it is refused."""
    try:
        return _verified(row, passage, theatre)
    except _Refused as refused:
        return Refusal(refused.rule, str(refused), row)


def _verified(row: Any, passage: Passage, theatre: Theatre | None) -> Verified:
    if not isinstance(row, Mapping):
        raise _Refused("form", "it is no JSON object")
    kind, status = _one_of(row, "kind", KINDS), _one_of(row, "status", STATUSES)
    place_kind = row.get("place_kind")
    period = _period(row)
    span = _span(row, passage)
    if span is None:
        raise _Refused("quote", "its quotation is not in the text")
    near = passage.text_around(*span)
    if near is None:
        raise _Refused("quote", "its quotation is no part of a sentence")
    first, last = passage.around(*span)
    if last - first > MOST_SENTENCES:
        raise _Refused("quote", f"its quotation runs over {last - first} sentences")
    told = families_told(passage.text[near.start : near.end])
    if FAMILY[kind] not in told:
        raise _Refused("kind", f"no word near its quotation tells of a {kind}")
    if status in REALISED and denied(_clause_before(passage, near.start, span), FAMILY[kind]):
        raise _Refused("status", f"it is told as {status}, and a denial stands over it")
    place = _text(row, "place")
    if place is None:
        raise _Refused("place", "it names no place")
    place_at = _place(place, passage, span, near.end, theatre)
    claim = Claim(
        kind=kind,
        place=passage.text[slice(*place_at)],
        quote=passage.written[slice(*span)],
        span=span,
        actor=_party(row, "actor", passage, theatre),
        against=_party(row, "against", passage, theatre),
        place_kind=place_kind if place_kind in PLACE_KINDS else "other",
        part=row.get("part") is True,
        start=period.start,
        end=period.end,
        status=status,
        sources=tuple(_sources(row, passage, theatre)),
    )
    return Verified(claim, place_at, follows(period, status, passage, span))


def _clause_before(passage: Passage, sentence: int, span: tuple[int, int]) -> str:
    """The quotation with what its clause says before it: a cut must not lose the "not"."""
    before = _CLAUSE.split(passage.text[sentence : span[0]])[-1] if sentence < span[0] else ""
    return before + passage.text[slice(*span)]


def _span(row: Mapping[str, Any], passage: Passage) -> tuple[int, int] | None:
    """Where the quotation stands: where the reader says, if it does, else where it is found."""
    quote = _text(row, "quote") or ""
    given = row.get("span")
    if isinstance(given, list | tuple) and len(given) == 2:
        start, end = given
        ints = isinstance(start, int) and isinstance(end, int)
        if ints and 0 <= start < end and passage.written[start:end] == row["quote"]:
            return start, end
    return passage.quoted(quote)


# Form -------------------------------------------------------------------------------------


def _text(row: Mapping[str, Any], field: str) -> str | None:
    value = row.get(field)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if not isinstance(value, str):
        raise _Refused("form", f"its {field} is no text")
    return value.strip()


def _one_of(row: Mapping[str, Any], field: str, allowed: tuple[str, ...]) -> str:
    value = row.get(field)
    if not isinstance(value, str) or value not in allowed:
        raise _Refused("form", f"its {field} is none of {', '.join(allowed)}")
    return value


def _period(row: Mapping[str, Any]) -> Period:
    days: list[date | None] = []
    for field in ("start", "end"):
        written = _text(row, field)
        try:
            days.append(date.fromisoformat(written) if written else None)
        except ValueError:
            raise _Refused("days", f"its {field} is no day") from None
    try:
        return Period(*days)
    except ValueError:
        raise _Refused("days", "it ends before it starts") from None


# Names ------------------------------------------------------------------------------------


def _place(
    name: str, passage: Passage, span: tuple[int, int], told_by: int, theatre: Theatre | None
) -> tuple[int, int]:
    """Where the text writes it: in the quotation, else by the end of its sentence; rather in a
    sentence than in a dateline."""
    names = list(_same_place(name, theatre))
    for start, end in (span, (passage.sentences[0].start, told_by), (0, told_by)):
        for one in names:
            where = passage.named(one, start, end)
            if where is not None:
                return where
    raise _Refused("place", f"the text names no place {name[:LONGEST_NAME]!r} by then")


def _same_place(name: str, theatre: Theatre | None) -> Iterator[str]:
    yield _short(name, "place")
    place = theatre.place_named(name) if theatre else None
    if theatre and place:
        yield from (place.name, *theatre.place_aliases.get(place.id, ()))


def _party(
    row: Mapping[str, Any], slot: str, passage: Passage, theatre: Theatre | None
) -> str | None:
    name = _text(row, slot)
    return None if name is None else _as_written(name, slot, passage, theatre)


def _sources(row: Mapping[str, Any], passage: Passage, theatre: Theatre | None) -> Iterator[str]:
    given = row.get("sources") or []
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise _Refused("form", "its sources are no list of names")
    if len(given) > MOST_SOURCES:
        raise _Refused("form", f"it names {len(given)} sources")
    for name in given:
        if name.strip():
            yield _as_written(name, "source", passage, theatre)


def _as_written(name: str, slot: str, passage: Passage, theatre: Theatre | None) -> str:
    for one in (*_numbers(_short(name, slot)), *_same_party(name, theatre, passage.published)):
        where = passage.named(one)
        if where is not None:
            return passage.text[slice(*where)]
    raise _Refused(slot, f"the text names no {slot} {name[:LONGEST_NAME]!r}")


def _short(name: str, slot: str) -> str:
    if len(name) > LONGEST_NAME:
        raise _Refused(slot, f"its {slot} is longer than any name")
    return name


def _numbers(name: str) -> Iterator[str]:
    """The name, and the same in the other number: "rebels" of "rebel-held"."""
    yield name
    yield name.removesuffix("s") if name.endswith("s") else f"{name}s"


def _roles(actor: str, theatre: Theatre, day: date | None) -> Iterator[str]:
    """The common nouns that mean the actor on that day: "the army"."""
    for role in theatre.roles:
        begun = day is None or role.start is None or role.start <= day
        over = day is not None and role.end is not None and role.end < day
        if role.actor == actor and begun and not over:
            yield from role.words


def _same_party(name: str, theatre: Theatre | None, day: date | None) -> Iterator[str]:
    """What else the party or speaker is called: in the theatre, or after its country."""
    if theatre:
        for known in (theatre.actor_named(name), theatre.source_named(name)):
            if known is not None:
                yield from (known.name, *known.aliases)
                yield from _roles(known.name, theatre, day)
    country = country_of(name)
    if country:
        entry = COUNTRIES[country]
        yield from (entry.name, *entry.aliases, *entry.demonyms)
