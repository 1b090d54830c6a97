"""A record as JSON Lines and back, the same byte for byte from either database.

The first line names the format. Each journal entry follows as its rows, `["table", value, …]` with
the values of all columns in their order, closed by its own line, `["entry", number, recorded,
digest]`; so a dump cut short loads up to the last whole entry, or is refused.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Table, select

from whoholds.model import BadInput
from whoholds.record import schema
from whoholds.record.journal import Seal, insert_rows, last_entry, write_entry

FORMAT = "whoholds record"

Rows = dict[str, list[list[Any]]]


def entries(connection: Connection) -> Iterator[tuple[int, datetime, str, Rows]]:
    """Each journal entry in turn: number, time of recording, digest, plain rows by table."""
    known = connection.execute(select(schema.entry).order_by(schema.entry.c.seq)).all()
    streams = [(table.name, _Stream(connection, table)) for table in schema.TABLES]
    for number, recorded, digest in known:
        rows = {name: found for name, stream in streams if (found := stream.take(number))}
        yield number, recorded, digest, rows


class _Stream:
    """A table's rows in the order of their primary key, taken entry by entry."""

    def __init__(self, connection: Connection, table: Table) -> None:
        at = list(table.c).index(table.c.entry)
        query = select(table).order_by(*table.primary_key.columns)
        rows = connection.execution_options(yield_per=2000).execute(query)
        self._groups = groupby((plain(row) for row in rows), key=lambda row: int(row[at]))
        self._next = next(self._groups, None)

    def take(self, number: int) -> list[list[Any]]:
        """The rows of an entry; call with rising numbers."""
        if self._next is None or self._next[0] != number:
            return []
        rows = list(self._next[1])
        self._next = next(self._groups, None)
        return rows


def plain(row: Sequence[Any]) -> list[Any]:
    """A row's values as JSON has them, days in ISO form."""
    return [value.isoformat() if isinstance(value, date) else value for value in row]


def _line(values: Sequence[Any]) -> str:
    return json.dumps(values, separators=(",", ":")) + "\n"


def dump(connection: Connection) -> Iterator[str]:
    """The lines of a dump."""
    yield _line([FORMAT, schema.REVISION])
    for number, recorded, digest, rows in entries(connection):
        for name, found in rows.items():
            for row in found:
                yield _line([name, *row])
        yield _line(["entry", number, recorded.isoformat(), digest])


def load(connection: Connection, lines: Iterable[str]) -> int:
    """Write the lines of a dump into an empty record; the number of entries.

    Raises BadInput where the record is not empty, or the dump is foreign, of another format, cut
    short or altered.
    """
    if last_entry(connection)[0]:
        raise BadInput("a dump is loaded into a new record: name one that is not there yet")
    numbered = enumerate(lines, 1)
    _read_head(next(numbered, (1, ""))[1])
    rows: Rows = {}
    before, number = "", 0
    for at, line in numbered:
        name, *values = _values(at, line)
        if name != "entry":
            rows.setdefault(name, []).append(values)
            continue
        try:
            number, recorded = int(values[0]), datetime.fromisoformat(values[1])
            seal = Seal(before, recorded)
            odd = {table_name: seal.cover(table_name, found) for table_name, found in rows.items()}
            digest = seal.digest()
        except (KeyError, ValueError, TypeError, IndexError):
            raise BadInput(f"line {at} of the dump is not of a record") from None
        if digest != values[2]:
            raise BadInput(f"the dump was altered before line {at}: dump the record again")
        for table in schema.TABLES:
            if new := rows.pop(table.name, []):
                insert_rows(connection, table, [tuple(row) for row in new], odd[table.name])
        write_entry(connection, number, recorded, digest)
        before = digest
    if rows:
        raise BadInput("the dump is cut short: dump the record again")
    return number


def _read_head(line: str) -> None:
    try:
        name, revision = json.loads(line)
    except (ValueError, TypeError):
        name, revision = None, None
    if name != FORMAT:
        raise BadInput("this is no dump of a record: make one with `whoholds record dump`")
    if revision != schema.REVISION:
        raise BadInput(
            f"the dump is of format {revision}, this version reads {schema.REVISION}: load it "
            "with the whoholds that wrote it, upgrade that record, and dump it again"
        )


def _values(at: int, line: str) -> list[Any]:
    try:
        values = json.loads(line)
    except ValueError:
        values = None
    if not isinstance(values, list) or not values or not isinstance(values[0], str):
        raise BadInput(f"line {at} of the dump is cut short or not of a record")
    return values
