"""What was done to a record behind its back comes to light."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from whoholds.record import Store

from .test_dumping import fill


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "record.db"
    with Store.open(path) as store:
        fill(store)
        assert store.check() == []
    return path


def _tamper(path: Path, statement: str) -> list[str]:
    """The faults found after a change made with the triggers out of the way, and put back."""
    with sqlite3.connect(path) as connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        for _, sql in triggers:
            connection.execute(sql)
    with Store.open(path) as store:
        return store.check()


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE report_text SET text = 'The rebels took Hama.'", "report text altered"),
        ("UPDATE report_text SET text = 'The rebels took Hama.'", "quote not at its span"),
        ("UPDATE claim SET span_start = 1", "quote not at its span"),
        ("UPDATE claim SET status = 'negated'", "journal entry altered"),
        ("UPDATE entry SET recorded = '2019-01-01 00:00:00.000000' WHERE seq = 3", "runs backward"),
        ("UPDATE report SET published = '2011-01-01'", "report text altered"),
        ("DELETE FROM decision", "journal entry altered"),
        ("DELETE FROM report_text", "report without text"),
        ("DELETE FROM reading", "orphaned row: interpretation.reading"),
        ("DELETE FROM entry WHERE seq = 7", "rows without a journal entry"),
        ("UPDATE origin_link SET origin = 9999", "orphaned row: origin_link.origin"),
    ],
)
def test_tampering_is_told(path: Path, statement: str, fault: str) -> None:
    assert any(line.startswith(fault) or fault in line for line in _tamper(path, statement))


def test_a_missing_trigger_is_told(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TRIGGER claim_no_update")
    with Store.open(path) as store:
        assert store.check() == ["no guard against change: claim_no_update"]


def test_a_disabled_trigger_is_told_on_postgresql(cluster: object) -> None:
    url = cluster.new_database()  # type: ignore[attr-defined]
    with Store.open(url) as store:
        fill(store)
        assert store.check() == []
        engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
        with engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE claim DISABLE TRIGGER claim_no_change")
        engine.dispose()
        assert store.check() == ["no guard against change: claim_no_change"]


def test_many_faults_of_a_sort_are_counted(path: Path) -> None:
    lines = _tamper(path, "DELETE FROM term")
    orphans = [line for line in lines if line.startswith("orphaned row")]
    assert len(orphans) == 6
    assert orphans[-1].endswith(" more")
