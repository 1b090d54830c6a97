"""The first format: journal, words, runs, reports, readings, claims, places, decisions, origins.

Revision: 0001
"""

import sqlalchemy as sa
from alembic import op

from whoholds.record import triggers

revision = "0001"
down_revision = None

TABLES = (
    "entry term run report report_text reading claim interpretation place spelling resolution "
    "ruling origin_link decision"
).split()
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "decision",
        sa.Column("seq", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("entry", _NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("claim", _NUMBER, nullable=True),
        sa.Column("report", _NUMBER, nullable=True),
        sa.Column("target", _NUMBER, nullable=True),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("old", sa.Text(), nullable=True),
        sa.Column("new", sa.Text(), nullable=True),
        sa.Column("moves_to", _NUMBER, nullable=True),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("effective", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("decision_claim", "decision", ["claim"], unique=False)
    op.create_index("decision_moves_to", "decision", ["moves_to"], unique=False)
    op.create_index("decision_report", "decision", ["report"], unique=False)
    op.create_table(
        "entry",
        sa.Column("seq", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("recorded", sa.DateTime(timezone=True), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_table(
        "place",
        sa.Column("seq", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("entry", _NUMBER, nullable=False),
        sa.Column("key", _NUMBER, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(precision=53), nullable=True),
        sa.Column("lon", sa.Float(precision=53), nullable=True),
        sa.Column("population", sa.BigInteger(), nullable=False),
        sa.Column("admin1", sa.Text(), nullable=True),
        sa.Column("part_of", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("place_key", "place", ["key"], unique=False)
    op.create_table(
        "report",
        sa.Column("seq", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("entry", _NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("publisher", _NUMBER, nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("known", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("revises", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(
        "report_revises",
        "report",
        ["revises"],
        unique=False,
        sqlite_where=sa.text("revises IS NOT NULL"),
    )
    op.create_table(
        "resolution",
        sa.Column("seq", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("entry", _NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("mention", _NUMBER, nullable=False),
        sa.Column("target", _NUMBER, nullable=True),
        sa.Column("runner_up", _NUMBER, nullable=True),
        sa.Column("margin", sa.Float(precision=53), nullable=True),
        sa.Column("reason", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "run",
        sa.Column("seq", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("entry", _NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("theatre", sa.Text(), nullable=True),
        sa.Column("gazetteer", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "spelling",
        sa.Column("seq", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("entry", _NUMBER, nullable=False),
        sa.Column("place", _NUMBER, nullable=False),
        sa.Column("name", _NUMBER, nullable=False),
        sa.Column("fold", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("place", "name", "fold"),
    )
    op.create_index("spelling_fold", "spelling", ["fold"], unique=False)
    op.create_table(
        "term",
        sa.Column("seq", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("entry", _NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "claim",
        sa.Column("seq", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("entry", _NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("report", _NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("actor", _NUMBER, nullable=True),
        sa.Column("against", _NUMBER, nullable=True),
        sa.Column("place", _NUMBER, nullable=False),
        sa.Column("part", sa.Boolean(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("sources", _NUMBER, nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"],
            ["report.seq"],
        ),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "reading",
        sa.Column("seq", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("entry", _NUMBER, nullable=False),
        sa.Column("report", _NUMBER, nullable=False),
        sa.Column("run", _NUMBER, nullable=False),
        sa.Column("theatre", _NUMBER, nullable=True),
        sa.Column("resolutions", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report"],
            ["report.seq"],
        ),
        sa.ForeignKeyConstraint(
            ["run"],
            ["run.seq"],
        ),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("report", "run"),
    )
    op.create_table(
        "report_text",
        sa.Column("report", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("entry", _NUMBER, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"],
            ["report.seq"],
        ),
        sa.PrimaryKeyConstraint("report"),
    )
    op.create_table(
        "ruling",
        sa.Column("seq", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("entry", _NUMBER, nullable=False),
        sa.Column("report", _NUMBER, nullable=False),
        sa.Column("resolution", _NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("mention", _NUMBER, nullable=False),
        sa.Column("target", _NUMBER, nullable=True),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("effective", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report"],
            ["report.seq"],
        ),
        sa.ForeignKeyConstraint(
            ["resolution"],
            ["resolution.seq"],
        ),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("ruling_report", "ruling", ["report"], unique=False)
    op.create_index("ruling_target", "ruling", ["target"], unique=False)
    op.create_table(
        "interpretation",
        sa.Column("reading", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("claim", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("entry", _NUMBER, nullable=False),
        sa.Column("place", _NUMBER, nullable=False),
        sa.Column("place_norm", _NUMBER, nullable=True),
        sa.Column("placed", sa.Boolean(), nullable=False),
        sa.Column("place_kind", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(precision=53), nullable=True),
        sa.Column("lon", sa.Float(precision=53), nullable=True),
        sa.Column("actor_norm", _NUMBER, nullable=True),
        sa.Column("against_norm", _NUMBER, nullable=True),
        sa.Column("event_type", _NUMBER, nullable=True),
        sa.Column("sub_event_type", _NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["claim"],
            ["claim.seq"],
        ),
        sa.ForeignKeyConstraint(
            ["reading"],
            ["reading.seq"],
        ),
        sa.PrimaryKeyConstraint("reading", "claim"),
        sqlite_with_rowid=False,
    )
    op.create_index("interpretation_place", "interpretation", ["place"], unique=False)
    op.create_table(
        "origin_link",
        sa.Column("seq", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("entry", _NUMBER, nullable=False),
        sa.Column("claim", _NUMBER, nullable=False),
        sa.Column("origin", _NUMBER, nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim"],
            ["claim.seq"],
        ),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("origin_link_claim", "origin_link", ["claim", "seq"], unique=False)
    triggers.create(op.get_bind(), TABLES)
