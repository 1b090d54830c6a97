"""The tables of a record. Invariant: a row is written once and never changed or removed.

`entry` is the journal: one row for each transaction that wrote anything, in the order in which
they were committed, with the time of recording. Every other row names the entry that wrote it,
so "as recorded on a day" is a comparison of small integers. Words that recur (actors, places,
speakers) stand once in `term` and are referred to by number.
"""

import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

REVISION = "0002"
APPLICATION_ID = 0x57486F6C  # "WHol", in the header of a SQLite record

# PostgreSQL cannot store NUL and neither database a lone surrogate, yet both occur in the wild.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff\ue000]")
_ESCAPED = re.compile("\ue000([0-9a-f]{4})")


def escape(text: str) -> str:
    """`text` with NUL, lone surrogates and U+E000 as U+E000 and four hex digits."""
    return _UNSTORABLE.sub(lambda m: f"\ue000{ord(m[0]):04x}", text)


def unescape(text: str) -> str:
    """The inverse of `escape`."""
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) if "\ue000" in text else text


class AnyText(TypeDecorator[str]):
    """Text of any content, which hostile reports need."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return value if value is None else escape(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        return value if value is None else unescape(value)


class Instant(TypeDecorator[datetime]):
    """A timezone-aware instant; SQLite, which has no such type, gets it in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or dialect.name != "sqlite":
            return value
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        instant: datetime = value
        return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


metadata = MetaData()
_NUMBER = BigInteger().with_variant(Integer, "sqlite")


def _seq() -> Column[int]:
    return Column("seq", _NUMBER, primary_key=True, autoincrement=False)


def _entry() -> Column[int]:
    return Column("entry", _NUMBER, nullable=False)


def _number(name: str, nullable: bool = True, to: str | None = None) -> Column[int]:
    key = (ForeignKey(to),) if to else ()
    return Column(name, _NUMBER, *key, nullable=nullable)


def _text(name: str, nullable: bool = True) -> Column[str]:
    return Column(name, AnyText, nullable=nullable)


entry = Table(
    "entry",
    metadata,
    _seq(),
    Column("recorded", Instant, nullable=False),
    _text("digest", nullable=False),
)
term = Table(
    "term",
    metadata,
    _seq(),
    _entry(),
    Column("id", Text, nullable=False, unique=True),
    _text("text", nullable=False),
)
run = Table(
    "run",
    metadata,
    _seq(),
    _entry(),
    Column("id", Text, nullable=False, unique=True),
    _text("reader", nullable=False),
    _text("version", nullable=False),
    _text("theatre"),
    _text("gazetteer"),
)
report = Table(
    "report",
    metadata,
    _seq(),
    _entry(),
    Column("id", Text, nullable=False, unique=True),
    _number("publisher"),
    Column("published", Date),
    # The day by which the world could know it: `published`, or else the day of recording.
    Column("known", Date, nullable=False),
    _text("title"),
    _text("url"),
    _text("label"),
    _text("language", nullable=False),
    Column("revises", Text),
)
Index("report_revises", report.c.revises, sqlite_where=report.c.revises.is_not(None))
# Apart from `report`, so that looking up many reports does not page through their texts.
report_text = Table(
    "report_text",
    metadata,
    Column("report", _NUMBER, ForeignKey("report.seq"), primary_key=True, autoincrement=False),
    _entry(),
    _text("text", nullable=False),
)
reading = Table(
    "reading",
    metadata,
    _seq(),
    _entry(),
    _number("report", False, "report.seq"),
    _number("run", False, "run.seq"),
    _number("theatre"),
    Column("resolutions", Text),  # numbers in `resolution`, apart by blanks
    UniqueConstraint("report", "run"),
)
# What the report says: the fields that make the claim's id, so a re-read that finds the same
# claim finds the same row, with the decisions taken on it.
claim = Table(
    "claim",
    metadata,
    _seq(),
    _entry(),
    Column("id", Text, nullable=False, unique=True),
    _number("report", False, "report.seq"),
    Column("kind", Text, nullable=False),
    _number("actor"),
    _number("against"),
    _number("place", False),
    Column("part", Boolean, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("start", Date),
    Column("end", Date),
    Column("status", Text, nullable=False),
    _number("sources"),
    _text("quote", nullable=False),
)
# What one reading took the claim's names to mean.
interpretation = Table(
    "interpretation",
    metadata,
    Column("reading", _NUMBER, ForeignKey("reading.seq"), primary_key=True, autoincrement=False),
    Column("claim", _NUMBER, ForeignKey("claim.seq"), primary_key=True, autoincrement=False),
    _entry(),
    _number("place", False),
    _number("place_norm"),
    Column("placed", Boolean, nullable=False),
    Column("place_kind", Text, nullable=False),
    Column("country", Text),
    Column("lat", Float(53)),
    Column("lon", Float(53)),
    _number("actor_norm"),
    _number("against_norm"),
    _number("event_type"),
    _number("sub_event_type"),
    sqlite_with_rowid=False,
)
Index("interpretation_place", interpretation.c.place)
place = Table(
    "place",
    metadata,
    _seq(),
    _entry(),
    _number("key", False),
    _text("name", nullable=False),
    Column("kind", Text, nullable=False),
    Column("country", Text),
    Column("lat", Float(53)),
    Column("lon", Float(53)),
    Column("population", BigInteger, nullable=False),
    _text("admin1"),
    _text("part_of"),
    _text("source", nullable=False),
)
Index("place_key", place.c.key)
spelling = Table(
    "spelling",
    metadata,
    _seq(),
    _entry(),
    _number("place", False),
    _number("name", False),
    _number("fold", False),
    UniqueConstraint("place", "name", "fold"),
)
Index("spelling_fold", spelling.c.fold)
# What readers took mentions to mean. The same resolution recurs in report after report, so it
# stands here once and each `reading` lists those it made.
resolution = Table(
    "resolution",
    metadata,
    _seq(),
    _entry(),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    _number("mention", False),
    _number("target"),
    _number("runner_up"),
    Column("margin", Float(53)),
    _number("reason", False),
)
# A resolution made by hand, for one report; `target` is a place's key even where it is unplaced.
ruling = Table(
    "ruling",
    metadata,
    _seq(),
    _entry(),
    _number("report", False, "report.seq"),
    _number("resolution", False, "resolution.seq"),
    Column("kind", Text, nullable=False),
    _number("mention", False),
    _number("target"),
    _text("made_by", nullable=False),
    _text("why", nullable=False),
    Column("effective", Date),
)
Index("ruling_report", ruling.c.report)
Index("ruling_target", ruling.c.target)
origin_link = Table(
    "origin_link",
    metadata,
    _seq(),
    _entry(),
    _number("claim", False, "claim.seq"),
    _number("origin", False),
    Column("basis", Text, nullable=False),
)
Index("origin_link_claim", origin_link.c.claim, origin_link.c.seq)
# `subject` says which of claim, report, target (a place key or an actor's name) is decided on;
# `effective` is the day from which it counts on the published clock, null for "since ever".
decision = Table(
    "decision",
    metadata,
    _seq(),
    _entry(),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    _number("claim"),
    _number("report"),
    _number("target"),
    Column("field", Text),
    _text("old"),
    _text("new"),
    _number("moves_to"),
    _text("made_by", nullable=False),
    _text("why", nullable=False),
    Column("effective", Date),
)
Index("decision_claim", decision.c.claim)
Index("decision_report", decision.c.report)
Index("decision_moves_to", decision.c.moves_to)

# An event or relation that a report tells, as `claim` is a claim: the fields that make its id.
event = Table(
    "event",
    metadata,
    _seq(),
    _entry(),
    Column("id", Text, nullable=False, unique=True),
    _number("report", False, "report.seq"),
    Column("type", Text, nullable=False),
    Column("mode", Text),
    _number("actor"),
    _number("target"),
    _number("third"),
    _number("place"),
    Column("part", Boolean, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("start", Date),
    Column("end", Date),
    Column("status", Text, nullable=False),
    _number("sources"),
    Column("fewest", BigInteger),
    Column("most", BigInteger),
    _text("quote", nullable=False),
    _text("reason"),
)
# What one reading took the event's names to mean; `place` is null where it tells none.
event_sense = Table(
    "event_sense",
    metadata,
    Column("reading", _NUMBER, ForeignKey("reading.seq"), primary_key=True, autoincrement=False),
    Column("event", _NUMBER, ForeignKey("event.seq"), primary_key=True, autoincrement=False),
    _entry(),
    _number("place"),
    _number("place_norm"),
    Column("placed", Boolean, nullable=False),
    Column("place_kind", Text),
    Column("country", Text),
    Column("lat", Float(53)),
    Column("lon", Float(53)),
    _number("actor_norm"),
    _number("target_norm"),
    _number("third_norm"),
    Column("contexts", Text),  # apart by blanks
    sqlite_with_rowid=False,
)
Index("event_sense_place", event_sense.c.place)
# Which claim of the same reading an event is told with, and how.
event_link = Table(
    "event_link",
    metadata,
    Column("reading", _NUMBER, ForeignKey("reading.seq"), primary_key=True, autoincrement=False),
    Column("event", _NUMBER, ForeignKey("event.seq"), primary_key=True, autoincrement=False),
    Column("claim", _NUMBER, ForeignKey("claim.seq"), primary_key=True, autoincrement=False),
    _entry(),
    Column("order", Text, nullable=False),
    Column("told", Text, nullable=False),
    _text("words"),
    sqlite_with_rowid=False,
)

TABLES: tuple[Table, ...] = (
    term,
    run,
    report,
    report_text,
    resolution,
    reading,
    claim,
    interpretation,
    place,
    spelling,
    ruling,
    origin_link,
    decision,
    event,
    event_sense,
    event_link,
)
"""Every table but the journal, each in the order of its primary key, which is that of `entry`."""
ADDED = frozenset({"event", "event_sense", "event_link"})
"""Tables that the first format had not: an entry that writes nothing in them has the digest that
it had then."""
