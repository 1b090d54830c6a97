"""Columns of rows that belong to places: many thousand small tables laid end to end."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]
# (of which of two tables, first place, place after the last)
Run = tuple[int, int, int]


@frozen(eq=False)
class Ragged:
    """`columns` of equal length; the rows of place p are offsets[p] to offsets[p + 1]."""

    offsets: Numbers
    columns: Mapping[str, NDArray[Any]]

    @classmethod
    def of(cls, lengths: Iterable[int], **columns: NDArray[Any]) -> "Ragged":
        return cls(np.cumsum([0, *lengths], dtype=np.int64), columns)

    def __getitem__(self, column: str) -> NDArray[Any]:
        return self.columns[column]

    @property
    def first(self) -> Numbers:
        """The first row of each place."""
        return self.offsets[:-1]

    @property
    def lengths(self) -> Numbers:
        """How many rows each place has."""
        return np.diff(self.offsets)

    def count(self, where: Mask) -> Numbers:
        """How many rows of each place are true in `where`."""
        before = np.concatenate(([0], np.cumsum(where, dtype=np.int64)))
        return np.asarray(np.diff(before[self.offsets]))

    def owners(self) -> Numbers:
        """The place of each row."""
        return np.repeat(np.arange(len(self.lengths)), self.lengths)

    def spliced(self, other: "Ragged", runs: Sequence[Run]) -> "Ragged":
        """The rows of `runs` of places, each from this table (0) or the `other` (1)."""
        tables = (self, other)
        lengths = [tables[which].lengths[low:high] for which, low, high in runs]
        offsets = np.concatenate(([0], np.cumsum(np.concatenate([[], *lengths]), dtype=np.int64)))
        cuts = [
            (t, int(tables[t].offsets[low]), int(tables[t].offsets[high])) for t, low, high in runs
        ]
        columns = {
            name: np.concatenate([mine[:0], *(tables[t][name][low:high] for t, low, high in cuts)])
            for name, mine in self.columns.items()
        }
        return Ragged(offsets, columns)
