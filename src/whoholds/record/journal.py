"""What a transaction writes, and the journal entry that seals it.

The entry's digest covers the digest before it and every row written with it, in the very form in
which `dump` prints them: one row altered anywhere, and no later digest comes out right.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from whoholds.model import BadInput
from whoholds.record.schema import TABLES, entry, term
from whoholds.record.words import Words, word_id

_BATCH = 5000


def line(table: str, row: Sequence[Any]) -> str:
    """One row as `dump` prints it."""
    return json.dumps([table, *row], separators=(",", ":"), default=date.isoformat)


class Seal:
    """The running digest of one entry's rows."""

    def __init__(self, before: str, recorded: datetime) -> None:
        self._head = f"{before} {recorded.isoformat()}"
        self._hashes = {table.name: hashlib.blake2b(digest_size=16) for table in TABLES}

    def cover(self, table: str, row: Sequence[Any]) -> None:
        self._hashes[table].update(line(table, row).encode("ascii"))

    def digest(self) -> str:
        whole = hashlib.blake2b(self._head.encode("ascii"), digest_size=16)
        for one in self._hashes.values():
            whole.update(one.digest())
        return whole.hexdigest()


def last_entry(connection: Connection) -> tuple[int, datetime | None, str]:
    """Number, time and digest of the newest entry; (0, None, "") in an empty record."""
    query = select(entry.c.seq, entry.c.recorded, entry.c.digest)
    row = connection.execute(query.order_by(entry.c.seq.desc()).limit(1)).first()
    return (row.seq, row.recorded, row.digest) if row else (0, None, "")


class Writer:
    """Rows to be written under one entry, within one `Database.writing`.

    Raises BadInput where `recorded` lies before the last entry: recorded time runs forward.
    """

    def __init__(self, connection: Connection, words: Words, recorded: datetime | None) -> None:
        number, last, before = last_entry(connection)
        if recorded is None:
            recorded = datetime.now(UTC)
            recorded = max(recorded, last) if last else recorded
        elif recorded.tzinfo is None:
            raise BadInput(f"the time of recording {recorded} has no time zone: give one")
        elif last and recorded < last:
            raise BadInput(
                f"cannot record at {recorded.isoformat()}: the record's last entry is of "
                f"{last.isoformat()}, and recorded time runs forward"
            )
        self.connection = connection
        self.recorded = recorded.astimezone(UTC)
        self.entry = number + 1
        self._words = words
        self._new_words: dict[str, int] = {}
        self._next: dict[str, int] = {}
        self._rows: dict[str, list[tuple[Any, ...]]] = {table.name: [] for table in TABLES}
        self._seal = Seal(before, self.recorded)
        self._written = False

    def reserve(self, table: Table) -> int:
        """The next number in `table`."""
        if table.name not in self._next:
            last = select(func.coalesce(func.max(table.c.seq), 0))
            self._next[table.name] = self.connection.execute(last).scalar_one()
        self._next[table.name] += 1
        return self._next[table.name]

    def meet(self, texts: Iterable[str | None]) -> dict[str, int]:
        """Numbers of `texts`, new words being written."""
        wanted = {text for text in texts if text is not None}
        known = self._words.numbers(self.connection, wanted - self._new_words.keys())
        for text in sorted(wanted - known.keys() - self._new_words.keys()):
            number = self.reserve(term)
            self._new_words[text] = number
            self.write(term, (number, self.entry, word_id(text), text))
        return known | {text: self._new_words[text] for text in wanted - known.keys()}

    def write(self, table: Table, row: tuple[Any, ...]) -> None:
        """Add a row: the values of all columns in their order."""
        self._seal.cover(table.name, row)
        rows = self._rows[table.name]
        rows.append(row)
        if len(rows) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        # In the order of TABLES, which puts a row after those it refers to.
        for table in TABLES:
            if rows := self._rows[table.name]:
                insert_rows(self.connection, table, rows)
                self._rows[table.name] = []
                self._written = True

    def commit(self) -> None:
        """Write what is left and the entry; nothing at all where nothing was new."""
        self._flush()
        if self._written:
            sealed = (self.entry, self.recorded, self._seal.digest())
            insert_rows(self.connection, entry, [sealed])

    def remember(self) -> None:
        """Let the process know the new words. Call once the transaction is committed."""
        self._words.learn(self._new_words.items())


def insert_rows(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows given as the values of all columns in their order."""
    names = [column.name for column in table.columns]
    connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])
