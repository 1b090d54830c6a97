"""Events and relations, what readings took them to mean, and the claims that they are told with.

Revision: 0002
"""

import sqlalchemy as sa
from alembic import op

from whoholds.record import triggers

revision = "0002"
down_revision = "0001"

TABLES = ("event", "event_sense", "event_link")
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _number(name: str, nullable: bool = True) -> "sa.Column[int]":
    return sa.Column(name, _NUMBER, autoincrement=False, nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "event",
        _number("seq", False),
        _number("entry", False),
        sa.Column("id", sa.Text(), nullable=False),
        _number("report", False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        _number("actor"),
        _number("target"),
        _number("third"),
        _number("place"),
        sa.Column("part", sa.Boolean(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        _number("sources"),
        sa.Column("fewest", sa.BigInteger(), nullable=True),
        sa.Column("most", sa.BigInteger(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["report"], ["report.seq"]),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "event_sense",
        _number("reading", False),
        _number("event", False),
        _number("entry", False),
        _number("place"),
        _number("place_norm"),
        sa.Column("placed", sa.Boolean(), nullable=False),
        sa.Column("place_kind", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(precision=53), nullable=True),
        sa.Column("lon", sa.Float(precision=53), nullable=True),
        _number("actor_norm"),
        _number("target_norm"),
        _number("third_norm"),
        sa.Column("contexts", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["event"], ["event.seq"]),
        sa.ForeignKeyConstraint(["reading"], ["reading.seq"]),
        sa.PrimaryKeyConstraint("reading", "event"),
        sqlite_with_rowid=False,
    )
    op.create_index("event_sense_place", "event_sense", ["place"], unique=False)
    op.create_table(
        "event_link",
        _number("reading", False),
        _number("event", False),
        _number("claim", False),
        _number("entry", False),
        sa.Column("order", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["claim"], ["claim.seq"]),
        sa.ForeignKeyConstraint(["event"], ["event.seq"]),
        sa.ForeignKeyConstraint(["reading"], ["reading.seq"]),
        sa.PrimaryKeyConstraint("reading", "event", "claim"),
        sqlite_with_rowid=False,
    )
    triggers.create(op.get_bind(), TABLES)
