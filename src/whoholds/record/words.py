"""Words that recur in a record stand once, in `term`; here they turn into numbers and back.

Terms are never changed, so what a process has once looked up stays right.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from sqlalchemy import ARRAY, Column, ColumnElement, Connection, any_, literal, select

from whoholds.model import Place, Resolution
from whoholds.record.schema import term

CHUNK = 500  # values in one IN list, well under the limits of both databases
_ARRAY = 10_000  # in one array, which is one value to a database that has them
_T = TypeVar("_T")


def chunks(values: Iterable[_T], size: int = CHUNK) -> Iterator[list[_T]]:
    iterator = iter(values)
    while part := list(islice(iterator, size)):
        yield part


def among(
    connection: Connection, column: Column[_T], values: Iterable[_T]
) -> Iterator[ColumnElement[bool]]:
    """Conditions that together are true of the rows with one of `values` in `column`."""
    if connection.dialect.name == "postgresql":
        for part in chunks(values, _ARRAY):
            yield column == any_(literal(part, ARRAY(column.type)))
    else:
        yield from (column.in_(part) for part in chunks(values))


def word_id(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


class Words:
    """The words of one record, as far as this process has met them.

    Beside them `resolutions` → their numbers as digits, the pairs (place key, name) already `spelled`, and
    the newest `places` by key as of journal entry `places_as_of`.
    """

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self._text: dict[int, str] = {}
        self.resolutions: dict[Resolution, str] = {}
        self.spelled: set[tuple[str, str]] = set()
        self.places: dict[str, Place] = {}
        self.places_as_of = 0

    def numbers(self, connection: Connection, texts: Collection[str]) -> dict[str, int]:
        """The numbers of those of `texts` that the record has."""
        unknown = {word_id(text): text for text in texts if text not in self._number}
        for condition in among(connection, term.c.id, unknown):
            query = select(term.c.id, term.c.seq).where(condition)
            self.learn((unknown[key], seq) for key, seq in connection.execute(query))
        return {text: self._number[text] for text in texts if text in self._number}

    def texts(self, connection: Connection, numbers: Iterable[int | None]) -> dict[int, str]:
        """Every number that this process knows → its text, with those of `numbers` among them."""
        unknown = {n for n in numbers if n is not None and n not in self._text}
        for condition in among(connection, term.c.seq, unknown):
            query = select(term.c.text, term.c.seq).where(condition)
            self.learn((text, seq) for text, seq in connection.execute(query))
        return self._text

    def learn(self, pairs: Iterable[tuple[str, int]]) -> None:
        """Remember committed words; those of an open transaction might yet vanish."""
        for text, number in pairs:
            self._number[text] = number
            self._text[number] = text
