"""Bad records, bad disks, lost connections: one clear line, and nothing lost."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from whoholds.model import BadInput, WhoholdsError
from whoholds.record import Store

from .making import claim, noon, reading, report
from .test_dumping import fill


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "record.db"
    with Store.open(path) as store:
        fill(store)
    return path


def _refused(location: object, create: bool = True) -> str:
    with pytest.raises(BadInput) as error:
        Store.open(location, create=create)  # type: ignore[arg-type]
    line = str(error.value)
    assert "\n" not in line
    return line


def test_no_record_there(tmp_path: Path) -> None:
    assert "no record at" in _refused(tmp_path / "none.db", create=False)
    assert not (tmp_path / "none.db").exists()
    assert "no folder" in _refused(tmp_path / "none" / "record.db")
    assert "is a folder" in _refused(tmp_path)


def test_locations_that_are_none(tmp_path: Path) -> None:
    assert "mysql" in _refused("mysql://localhost/x")
    assert "database URL" in _refused("://")


def test_a_record_of_a_newer_version(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    assert "newer whoholds" in _refused(path)
    assert path.read_bytes() == before


def test_a_foreign_file(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("These are notes of mine, and no record." * 100)
    before = text.read_bytes()
    assert "no record" in _refused(text)
    assert text.read_bytes() == before
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE mine (x)")
    assert "no record" in _refused(other)


def test_a_truncated_record(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)

    def use() -> None:
        with Store.open(path) as store:
            store.evidence()
            store.check()

    with pytest.raises(BadInput, match="damaged or cut short"):
        use()


def test_a_read_only_record_can_be_read(path: Path) -> None:
    """As root writes regardless of permissions, an ordinary user tries it."""
    script = """
import sys
from whoholds.model import BadInput
from whoholds.record import Store
with Store.open(sys.argv[1]) as store:
    assert len(store.evidence()) == 1
    run = store.begin_run("rules", "9")
    from record.making import claim, reading, report
    try:
        store.add(run, [(report("new"), reading(claim()))])
    except BadInput as error:
        print(error)
"""
    command = [sys.executable, "-c", script, str(path)]
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root writes to read-only files, and there is no setpriv to be another")
        command = ["setpriv", "--reuid=65534", "--clear-groups", "--bounding-set=-all", *command]
        for folder in path.parents:
            if not folder.stat().st_mode & 0o001:
                folder.chmod(folder.stat().st_mode | 0o011)
    path.chmod(0o444)
    path.parent.chmod(0o555)
    tests = str(Path(__file__).parents[1])
    done = subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": tests},
        text=True,
        capture_output=True,
        check=False,
    )
    path.parent.chmod(0o755)
    if "Permission denied" in done.stderr:
        pytest.skip("the interpreter cannot be run by an ordinary user here")
    assert done.returncode == 0, done.stderr
    assert "read-only" in done.stdout
    assert done.stdout.count("\n") == 1


def test_a_full_disk(tmp_path: Path) -> None:
    """The limit on a file's size fails as a full disk does, in the middle of a write."""
    path = tmp_path / "record.db"
    script = """
import resource, signal, sys
from record.making import claim, reading, report
from whoholds.model import WhoholdsError
from whoholds.record import Store
store = Store.open(sys.argv[1])
run = store.begin_run("rules", "1")
store.add(run, [(report(), reading(claim()))])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
try:
    for n in range(1000):
        store.add(run, [(report("The army took Hama. " + f"{n} " + "x" * 20_000), reading(claim()))])
except WhoholdsError as error:
    print(error)
    print(store.counts()["reports"])
"""
    tests = str(Path(__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        env={**os.environ, "PYTHONPATH": tests},
        text=True,
        capture_output=True,
        check=True,
    )
    message, kept = done.stdout.splitlines()
    assert "full" in message or "no room" in message
    with Store.open(path) as store:
        assert store.counts()["reports"] == int(kept) >= 1
        assert store.check() == []
        run = store.begin_run("rules", "1")
        assert (
            store.add(run, [(report("The army took Hama. After."), reading(claim()))]).reports_new
            == 1
        )


def test_a_connection_lost_in_mid_write(cluster: object) -> None:
    url = cluster.new_database()  # type: ignore[attr-defined]
    with Store.open(url) as store:
        run = store.begin_run("rules", "1")
        store.add(run, [(report("The army took Hama. Before."), reading(claim()))], noon(1))
        killer = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))

        def break_off() -> None:
            with store.writing() as writer, killer.connect() as connection:
                writer.meet(["half"])
                connection.exec_driver_sql(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE pid <> pg_backend_pid() AND datname = current_database()"
                )

        with pytest.raises(WhoholdsError, match="connection") as error:
            break_off()
        assert "\n" not in str(error.value)
        killer.dispose()
        assert store.counts()["reports"] == 1
        assert (
            store.add(run, [(report("The army took Hama. After."), reading(claim()))]).reports_new
            == 1
        )
        assert store.check() == []


def test_no_server_there() -> None:
    with pytest.raises(WhoholdsError, match="connection") as error:
        Store.open("postgresql://nobody:secret@127.0.0.1:1/none")
    assert "secret" not in str(error.value)
    assert "\n" not in str(error.value)
