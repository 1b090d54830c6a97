"""What is remembered between polls: how feeds stood, which articles are still to be had.

One SQLite file beside the record. It may be lost: then every article is fetched once more, and
the record, which knows what it has, takes in none of them twice.
"""

import json
import sqlite3
from pathlib import Path
from types import TracebackType
from typing import Self

from attrs import asdict, evolve, frozen

from whoholds.reports.feeds import Entry

_TABLES = """
create table if not exists feed (
    url text primary key, etag text, modified text, due real not null, failed integer not null);
create table if not exists article (
    url text primary key, version text not null, entry text, publisher text,
    due real not null, failed integer not null);
create table if not exists told (change text primary key);
"""
FIRST_WAIT = 60.0  # seconds, doubled after each failure
LONGEST_WAIT = 6 * 3600.0
MOST_TRIES = 12  # of one article: about two days


@frozen
class FeedState:
    """How a feed stood when it was last had, and from when on it may be asked again."""

    url: str
    etag: str | None = None
    modified: str | None = None
    due: float = 0.0
    failed: int = 0


@frozen
class Pending:
    """An article that a feed names and that is not in the record yet."""

    entry: Entry
    publisher: str | None = None
    due: float = 0.0
    failed: int = 0

    def later(self, now: float, after: float) -> "Pending | None":
        """After one more failure; None where it has had its chances."""
        if self.failed + 1 >= MOST_TRIES:
            return None
        return evolve(self, due=now + wait(self.failed, after), failed=self.failed + 1)


def wait(failed: int, after: float = 0.0) -> float:
    """Seconds until the next try, never before `after`, which the server asked for."""
    return max(min(FIRST_WAIT * 2.0**failed, LONGEST_WAIT), min(after, LONGEST_WAIT))


class State:
    """Every change is on the disk when the call returns."""

    def __init__(self, path: Path | str) -> None:
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.executescript(_TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._database.close()

    def feed(self, url: str) -> FeedState:
        row = self._database.execute("select * from feed where url = ?", (url,)).fetchone()
        return FeedState(*row) if row else FeedState(url)

    def keep(self, feed: FeedState, entries: list[Entry], publisher: str | None) -> None:
        """How the feed stands, together with those of its articles that are new or changed."""
        self._database.execute("begin immediate")
        with self._database:
            self._database.execute(
                "insert or replace into feed values (?, ?, ?, ?, ?)",
                (feed.url, feed.etag, feed.modified, feed.due, feed.failed),
            )
            self._database.executemany(
                "insert into article values (?, ?, ?, ?, 0, 0) on conflict (url) do update set"
                " version = excluded.version, entry = excluded.entry, due = 0, failed = 0"
                " where version <> excluded.version",
                [(e.url, e.changed, json.dumps(asdict(e)), publisher) for e in entries],
            )

    def pending(self, now: float) -> list[Pending]:
        """The articles that are due."""
        rows = self._database.execute(
            "select entry, publisher, due, failed from article"
            " where entry is not null and due <= ? order by rowid",
            (now,),
        )
        return [Pending(Entry(**json.loads(entry)), *rest) for entry, *rest in rows]

    def done(self, one: Pending) -> None:
        """The article is in the record, or will never be."""
        # Not where the feed has named a newer version meanwhile.
        self._database.execute(
            "update article set entry = null where url = ? and version = ?",
            (one.entry.url, one.entry.changed),
        )

    def put_off(self, one: Pending) -> None:
        self._database.execute(
            "update article set due = ?, failed = ? where url = ? and version = ?",
            (one.due, one.failed, one.entry.url, one.entry.changed),
        )

    def next_due(self) -> float | None:
        """When the next article is due, if any is waiting."""
        query = "select min(due) from article where entry is not null"
        found: float | None = self._database.execute(query).fetchone()[0]
        return found

    def untold(self, changes: list[str]) -> list[str]:
        """Those of `changes` (their keys) that nobody was told of."""
        query = "select 1 from told where change = ?"
        return [c for c in changes if not self._database.execute(query, (c,)).fetchone()]

    def told(self, change: str) -> None:
        self._database.execute("insert or ignore into told values (?)", (change,))
