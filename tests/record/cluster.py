"""A throw-away PostgreSQL cluster, run as an ordinary user on a free port."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import uuid
from pathlib import Path


def server_folder() -> Path | None:
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

    def __init__(self, binaries: Path, options: str = "-c fsync=off") -> None:
        self.binaries, self.options = binaries, options
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
        settings = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 {self.options}"
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

    def copy(self, url: str) -> str:
        """The URL of a copy of a database, made in milliseconds."""
        import psycopg

        name = "d" + uuid.uuid4().hex
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(
                f"CREATE DATABASE {name} TEMPLATE {url.rsplit('/', 1)[1]} STRATEGY file_copy"
            )
        return self.url(name)

    def drop(self, url: str) -> None:
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {url.rsplit('/', 1)[1]}")

    def remove(self) -> None:
        self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)
