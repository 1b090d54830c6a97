"""Every test of a `store` runs on SQLite and, where its server is installed, on PostgreSQL."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from whoholds.record import Store

from .cluster import Cluster, server_folder

DATABASES = ("sqlite", "postgresql")
Location = Callable[[], str]


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A throw-away PostgreSQL; tests that need it are skipped, saying so, without the server."""
    binaries = server_folder()
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
