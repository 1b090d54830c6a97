"""Every test of a `store` runs on SQLite and, where its server is installed, on PostgreSQL."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from whoholds.record import Store

DATABASES = ("sqlite", "postgresql")
Location = Callable[[], str]


def _server_folder() -> Path | None:
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(folders, key=lambda path: int(path.parts[-3]), default=None)
    return newest.parent if newest else None


def _as_ordinary_user(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root: `command` as whoever may run it."""
    if os.geteuid() != 0:
        return command
    names = {user.pw_name for user in pwd.getpwall()}
    return ["runuser", "-u", "postgres" if "postgres" in names else "nobody", "--", *command]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Cluster:
    """A PostgreSQL cluster that lives as long as the tests."""

    def __init__(self, binaries: Path) -> None:
        self.binaries = binaries
        self.folder = Path(tempfile.mkdtemp(prefix="whoholds-postgresql-"))
        self.port = _free_port()
        if os.geteuid() == 0:
            subprocess.run(["chmod", "777", self.folder], check=True)
        self.data = self.folder / "data"
        self._run("initdb", "-D", str(self.data), "-U", "whoholds", "-A", "trust", "-E", "UTF8")
        self.start()

    def _run(self, program: str, *arguments: str) -> None:
        command = _as_ordinary_user([str(self.binaries / program), *arguments])
        subprocess.run(
            command, check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
        )

    def start(self) -> None:
        settings = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._run(
            *("pg_ctl", "-D", str(self.data), "-w", "-o", settings),
            *("-l", str(self.folder / "log"), "start"),
        )

    def stop(self, mode: str = "fast") -> None:
        self._run("pg_ctl", "-D", str(self.data), "-w", "-m", mode, "stop")

    def url(self, database: str) -> str:
        return f"postgresql://whoholds@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        """The URL of an empty database."""
        name = "d" + uuid.uuid4().hex
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "whoholds", name)
        return self.url(name)

    def remove(self) -> None:
        self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A throw-away PostgreSQL; tests that need it are skipped, saying so, without the server."""
    binaries = _server_folder()
    if binaries is None:
        pytest.skip("PostgreSQL's server is not installed: apt-get install postgresql")
    pytest.importorskip("psycopg", reason="the PostgreSQL driver is not installed")
    made = Cluster(binaries)
    yield made
    made.remove()


@pytest.fixture(params=DATABASES)
def location(request: pytest.FixtureRequest, tmp_path: Path) -> Location:
    """Makes locations for new records on each database in turn."""
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"{uuid.uuid4().hex}.db")
    made: Cluster = request.getfixturevalue("cluster")
    return made.new_database


@pytest.fixture
def store(location: Location) -> Iterator[Store]:
    with Store.open(location()) as made:
        yield made
