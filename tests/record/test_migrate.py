"""Records of every format that was ever written open, and come up whole."""

import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from whoholds.record import Store, schema, triggers
from whoholds.record.database import Database
from whoholds.record.migrate import config

from .conftest import Location

RECORDS = Path(__file__).with_name("records")


def _revisions() -> list[str]:
    database = Database(":memory:")
    with database.engine.connect() as connection:
        script = ScriptDirectory.from_config(config(connection))
        return [revision.revision for revision in script.walk_revisions()]


def test_every_format_has_a_sample() -> None:
    """A record of each format is kept as SQL: write one (`.dump`) when adding a revision."""
    assert {path.stem for path in RECORDS.glob("*.sql")} == set(_revisions())
    assert _revisions()[0] == schema.REVISION


@pytest.mark.parametrize("sample", sorted(RECORDS.glob("*.sql")), ids=lambda path: path.stem)
def test_a_record_of_each_format_comes_up_whole(sample: Path, tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with sqlite3.connect(path) as connection:
        connection.executescript(sample.read_text("utf-8"))
        claims = connection.execute("SELECT count(*) FROM claim").fetchone()[0]
    with Store.open(path, create=False) as store:
        assert store.check() == []
        assert store.counts()["claims"] == claims > 0
        assert store.evidence()
        assert store.decisions()
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT * FROM alembic_version").fetchall() == [
            (schema.REVISION,)
        ]


def test_the_migrations_make_what_the_schema_says(location: Location) -> None:
    """A record made by all migrations in turn is the one that `Store.open` makes."""
    made = Database(location())
    with made.engine.begin() as connection:
        for table in reversed(schema.metadata.sorted_tables):
            connection.exec_driver_sql(f"DROP TABLE {table.name}")
        connection.exec_driver_sql("DROP TABLE alembic_version")
        command.upgrade(config(connection), "head")
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []
        assert triggers.missing(connection) == []
    made.close()
