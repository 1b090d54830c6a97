"""Nothing in a record is changed or removed, whichever way one tries."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from whoholds.record import Store, schema
from whoholds.record.database import Database

from .conftest import Location
from .making import claim, noon, reading, report
from .test_dumping import fill

TABLES = (*schema.TABLES, schema.entry)


def _key(table: str) -> str:
    return next(iter(schema.metadata.tables[table].primary_key.columns)).name


def _attempts(table: str, dialect: str) -> list[str]:
    key = _key(table)
    columns = ", ".join(f'"{column.name}"' for column in schema.metadata.tables[table].columns)
    copied = f"INTO {table} ({columns}) SELECT {columns} FROM {table}"
    attempts = [
        f"UPDATE {table} SET {key} = {key} + 1000",
        f"DELETE FROM {table}",
        f"DELETE FROM {table} WHERE {key} = 1",
    ]
    if dialect == "sqlite":
        attempts += [
            f"INSERT OR REPLACE {copied}",
            f"REPLACE {copied}",
            f"UPDATE OR REPLACE {table} SET {key} = {key}",
            f"INSERT {copied} WHERE true ON CONFLICT DO UPDATE SET {key} = excluded.{key}",
        ]
    else:
        names = ", ".join(column.name for column in schema.metadata.tables[table].primary_key)
        attempts += [
            f"TRUNCATE {table} CASCADE",
            f"INSERT {copied} ON CONFLICT ({names}) DO UPDATE SET {key} = excluded.{key}",
            f"SET session_replication_role = replica; DELETE FROM {table}",
        ]
    return attempts


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_every_way_to_change_a_table_is_refused(location: Location, table: str) -> None:
    where = location()
    with Store.open(where) as store:
        fill(store)
    database = Database(where)
    count = text(f"SELECT count(*) FROM {table}")
    with database.engine.connect() as connection:
        before = connection.execute(count).scalar()
    assert before
    for attempt in _attempts(table, database.dialect):
        with (
            database.engine.connect() as connection,
            pytest.raises(DBAPIError, match="append-only"),
            connection.begin(),
        ):
            connection.exec_driver_sql(attempt)
    with database.engine.connect() as connection:
        assert connection.execute(count).scalar() == before
    database.close()


def test_a_connection_without_recursive_triggers_cannot_replace(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with Store.open(path) as store:
        fill(store)
    connection = sqlite3.connect(path)
    for table in TABLES:
        row = connection.execute(f"SELECT * FROM {table.name} LIMIT 1").fetchone()
        marks = ", ".join("?" * len(row))
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(f"INSERT OR REPLACE INTO {table.name} VALUES ({marks})", row)
    key = connection.execute("SELECT id FROM claim LIMIT 1").fetchone()[0]
    columns = [name for _, name, *_ in connection.execute("PRAGMA table_info(claim)")]
    row = dict(zip(columns, connection.execute("SELECT * FROM claim").fetchone(), strict=True))
    row |= {"seq": 999, "quote": "forged"}
    marks = ", ".join("?" * len(row))
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(f"INSERT OR REPLACE INTO claim VALUES ({marks})", [*row.values()])
    assert connection.execute("SELECT quote FROM claim WHERE id = ?", (key,)).fetchone()[0]
    connection.close()


def test_adding_goes_on_after_a_refusal(store: Store) -> None:
    run = store.begin_run("rules", "1")
    store.add(run, [(report(), reading(claim()))], noon(1))
    with pytest.raises(Exception, match="append-only"), store.writing() as writer:
        writer.connection.exec_driver_sql("DELETE FROM claim")
    store.add(run, [(report("later"), reading())], noon(2))
    assert store.counts()["reports"] == 2
