"""What a transaction writes, and the journal entry that seals it.

The entry's digest covers the digest before it and every row written with it: alter one row
anywhere, and no later digest comes out right.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from whoholds.model import BadInput
from whoholds.record.schema import ADDED, TABLES, AnyText, entry, escape, term
from whoholds.record.words import Words, word_id

# How the JSON of a text with anything that `escape` minds must look, if not only such a text.
_UNSTORABLE = (b"\\u0000", b"\\ud", b"\\ue000")


def encode(rows: Sequence[Sequence[Any]]) -> bytes:
    """JSON of rows, each closed by a comma, so that runs of rows may be joined."""
    text = json.dumps(rows, separators=(",", ":"))
    return (text[1:-1] + ",").encode("ascii") if rows else b""


class Seal:
    """The running digest of one entry's rows."""

    def __init__(self, before: str, recorded: datetime) -> None:
        self._head = f"{before} {recorded.isoformat()}"
        self._hashes = {table.name: hashlib.blake2b(digest_size=16) for table in TABLES}
        self._empty = set(ADDED)

    def cover(self, table: str, rows: Sequence[Sequence[Any]]) -> bool:
        """Cover further rows of a table; True where they may hold what databases do not store."""
        text = encode(rows)
        if rows:
            self._empty.discard(table)
        self._hashes[table].update(text)
        return any(sign in text for sign in _UNSTORABLE)

    def digest(self) -> str:
        whole = hashlib.blake2b(self._head.encode("ascii"), digest_size=16)
        for name, one in self._hashes.items():
            if name not in self._empty:
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
        self.words = words
        self._new_words: dict[str, int] = {}
        self._counters: dict[str, count[int]] = {}
        self._rows: dict[str, list[tuple[Any, ...]]] = {table.name: [] for table in TABLES}
        self._seal = Seal(before, self.recorded)
        self._then: list[Callable[[], None]] = []

    def counter(self, table: Table) -> Iterator[int]:
        """Gives the next numbers in `table`."""
        if table.name not in self._counters:
            last = self.connection.execute(select(func.max(table.c.seq))).scalar()
            self._counters[table.name] = count((last or 0) + 1)
        return self._counters[table.name]

    def reserve(self, table: Table) -> int:
        """The next number in `table`."""
        return next(self.counter(table))

    def meet(self, texts: Iterable[str | None]) -> dict[str | None, Any]:
        """Text → its number, new words being written; None → None."""
        wanted = {text for text in texts if text is not None}
        met: dict[str | None, Any] = {None: None}
        met |= {text: self._new_words[text] for text in wanted if text in self._new_words}
        met.update(self.words.numbers(self.connection, wanted - met.keys()))
        new = sorted(wanted - met.keys())
        numbers = dict(zip(new, self.counter(term), strict=False))
        self.write(term, [(n, self.entry, word_id(text), text) for text, n in numbers.items()])
        self._new_words |= numbers
        return met | numbers

    def write(self, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
        """Add rows: the plain values of all columns in their order, days in ISO form."""
        self._rows[table.name].extend(rows)

    def commit(self) -> None:
        """Write the rows and the entry that seals them; nothing at all where nothing is new."""
        written = False
        # In the order of TABLES, which puts a row after those it refers to.
        for table in TABLES:
            if rows := self._rows[table.name]:
                odd = self._seal.cover(table.name, rows)
                insert_rows(self.connection, table, rows, odd)
                written = True
        if written:
            write_entry(self.connection, self.entry, self.recorded, self._seal.digest())

    def when_committed(self, do: Callable[[], None]) -> None:
        """Call `do` once the rows are in the record: till then they might yet vanish."""
        self._then.append(do)

    def committed(self) -> None:
        """To be called when the transaction is committed."""
        self.words.learn(self._new_words.items())
        for do in self._then:
            do()


def write_entry(connection: Connection, number: int, recorded: datetime, digest: str) -> None:
    row = {"seq": number, "recorded": recorded, "digest": digest}
    connection.execute(insert(entry), row)


def insert_rows(
    connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]], odd: bool
) -> None:
    """Insert rows of plain values straight through the driver: there may be millions.

    `odd` as `Seal.cover` says of them.
    """
    if odd:
        free = [n for n, column in enumerate(table.columns) if isinstance(column.type, AnyText)]
        rows = [_escaped(row, free) for row in rows]
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    if connection.dialect.name == "postgresql":
        cursor = connection.connection.cursor()
        with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join("?" * len(table.columns))
    # The names are of our own schema, the values are bound.
    connection.exec_driver_sql(
        f"INSERT INTO {table.name} ({names}) VALUES ({marks})",  # noqa: S608
        rows if isinstance(rows, list) else list(rows),
    )


def _escaped(row: tuple[Any, ...], free: Sequence[int]) -> tuple[Any, ...]:
    values = list(row)
    for n in free:
        values[n] = values[n] and escape(values[n])
    return tuple(values)
