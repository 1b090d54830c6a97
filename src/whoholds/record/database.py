"""Opening a record's database: one writer at a time, readers on a snapshot, errors in one line."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import QueuePool, StaticPool

from whoholds.model import BadInput, WhoholdsError
from whoholds.record import schema, triggers

BUSY_SECONDS = 60
_ADVISORY_LOCK = schema.APPLICATION_ID


class Database:
    """A record's engine. `name` is what messages call it: a path, or a URL without password."""

    def __init__(self, location: str | Path, create: bool = True) -> None:
        url = _url(location)
        self.location = str(location)
        self.dialect = url.get_backend_name()
        self.name = url.database or "" if self.dialect == "sqlite" else url.render_as_string()
        if self.dialect == "sqlite":
            self.engine = _sqlite(url, create)
        elif self.dialect == "postgresql":
            self.engine = _postgresql(url)
        else:
            raise BadInput(
                f"no record can be kept in {self.dialect!r}: name a file, or a postgresql:// URL"
            )
        # Rows in bulk go past SQLAlchemy, and so do their errors.
        self._driver_error: type[Exception] = self.engine.dialect.loaded_dbapi.Error
        try:
            with self.errors():
                _prepare(self.engine, self.name, create)
        except BaseException:
            self.engine.dispose()
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one unchanging state of the record."""
        with self.errors(), self.engine.connect() as connection, connection.begin():
            if self.dialect == "postgresql":
                connection.execute(
                    text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                )
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that no other writer shares: committed whole, or not at all."""
        with self.errors(), _write_transaction(self.engine) as connection:
            yield connection

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn a database's error into one line that says what to do."""
        try:
            yield
        except (SQLAlchemyError, self._driver_error) as error:
            raise _explained(error, self.name) from error

    def backup(self, path: Path) -> None:
        """Copy a SQLite record to a new file, while others use it."""
        with self.errors():
            raw = self.engine.raw_connection()
            try:
                with closing(sqlite3.connect(path)) as copy:
                    raw.driver_connection.backup(copy)  # type: ignore[union-attr]
            finally:
                raw.close()

    def close(self) -> None:
        self.engine.dispose()


def _url(location: str | Path) -> URL:
    text_form = str(location)
    if "://" not in text_form:
        return URL.create("sqlite", database=text_form)
    try:
        url = make_url(text_form)
    except SQLAlchemyError as error:
        raise BadInput(f"{text_form!r} is no database URL: {error}") from error
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    return url


def _sqlite(url: URL, create: bool) -> Engine:
    database = url.database or ":memory:"
    memory = database == ":memory:"
    path = Path(database)
    if not memory:
        if path.is_dir():
            raise BadInput(f"{path} is a folder: name a file for the record")
        if not path.exists() and not create:
            raise BadInput(f"there is no record at {path}: add reports first, or mend --record")
        if not path.parent.is_dir():
            raise BadInput(f"there is no folder {path.parent} to keep the record in: make it first")
    frozen = not memory and path.exists() and not _writable(path)

    def connect() -> sqlite3.Connection:
        if frozen:
            # On a read-only disk the log's index cannot be made; without a log none is needed.
            still = "" if Path(f"{path}-wal").exists() else "&immutable=1"
            target, uri = path.resolve().as_uri() + "?mode=ro" + still, True
        else:
            target, uri = database, False
        return sqlite3.connect(
            target,
            uri=uri,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )

    engine = create_engine(
        "sqlite://", creator=connect, poolclass=StaticPool if memory else QueuePool
    )

    @event.listens_for(engine, "connect")
    def _pragmas(connection: sqlite3.Connection, record: Any) -> None:
        for pragma in (
            "recursive_triggers=on",
            "cache_size=-8192",
            "mmap_size=1073741824",
            "temp_store=memory",
            "wal_autocheckpoint=8000",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("whoholds_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _postgresql(url: URL) -> Engine:
    try:
        return create_engine(url, connect_args={"connect_timeout": 10}, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise BadInput(
            "a PostgreSQL record needs the driver: pip install 'whoholds[postgres]'"
        ) from error


def _prepare(engine: Engine, name: str, create: bool) -> None:
    with engine.connect() as connection:
        tables = set(inspect(connection).get_table_names())
        found = None
        if "alembic_version" in tables:
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if not tables:
        if not create:
            raise BadInput(f"{name} holds no record: add reports first, or mend --record")
        _create(engine)
    elif found is None or "entry" not in tables:
        raise BadInput(f"{name} is a database but no record of whoholds: mend --record")
    elif found != schema.REVISION:
        from whoholds.record.migrate import upgrade  # alembic takes long to import

        with _write_transaction(engine) as connection:
            upgrade(connection, name, found)


@contextmanager
def _write_transaction(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection, connection.execution_options(whoholds_write=True).begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})"))
        yield connection


def _create(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()
        for pragma in (
            "page_size=8192",
            "journal_mode=wal",
            f"application_id={schema.APPLICATION_ID}",
        ):
            raw.cursor().execute(f"PRAGMA {pragma}")
        raw.close()
    with _write_transaction(engine) as connection:
        if "entry" in inspect(connection).get_table_names():
            return  # another process made it while this one waited
        schema.metadata.create_all(connection)
        triggers.create(connection)
        connection.execute(
            text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        )
        connection.execute(
            text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": schema.REVISION}
        )


def _explained(error: Exception, name: str) -> WhoholdsError:
    cause = str(error.orig if isinstance(error, DBAPIError) and error.orig else error)
    line = " ".join(cause.split())
    for sign, make in _EXPLANATIONS:
        if sign in line.lower():
            return make(name, line)
    if isinstance(error, OperationalError):
        return WhoholdsError(f"the database {name} failed: {line}; nothing half-written was kept")
    return WhoholdsError(f"the record {name} could not be used: {line}")


def _bad(says: str) -> Callable[[str, str], WhoholdsError]:
    return lambda name, cause: BadInput(says.format(name=name, cause=cause))


def _failed(says: str) -> Callable[[str, str], WhoholdsError]:
    return lambda name, cause: WhoholdsError(says.format(name=name, cause=cause))


_READ_ONLY = _bad(
    "{name} cannot be written: its disk or folder is read-only; name another with --record"
)
_FULL = _failed("no room left for {name}: free some and add again; what was added before is safe")
# What the databases' messages contain → what to tell the user; the first that fits.
_EXPLANATIONS = (
    (triggers.REFUSAL, _failed("{name}: {cause}: nothing in it is changed or removed")),
    ("file is not a database", _bad("{name} is no record of whoholds: mend --record")),
    ("malformed", _bad("{name} is damaged or cut short: restore it from a backup or a dump")),
    ("readonly", _READ_ONLY),
    ("read-only", _READ_ONLY),
    ("is full", _FULL),
    ("no space left", _FULL),
    (
        "disk i/o error",
        _failed(
            "the disk under {name} failed or is full: mend it and add again; "
            "what was added before is safe"
        ),
    ),
    (
        "database is locked",
        _failed(f"{{name}} was busy with another writer for {BUSY_SECONDS} s: try again"),
    ),
    ("unable to open", _bad("{name} cannot be opened: check its folder and permissions")),
    (
        "connection",
        _failed(
            "no connection to {name}, or it was lost ({cause}): what was being added was not kept; "
            "add it again"
        ),
    ),
)
