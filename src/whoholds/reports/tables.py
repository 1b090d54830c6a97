"""Reports as rows of CSV and Parquet tables."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from whoholds.model import BadInput, Report
from whoholds.reports.decode import MOST_CHARACTERS
from whoholds.reports.failure import Failure
from whoholds.reports.how import How
from whoholds.reports.lines import bounded_lines
from whoholds.reports.rows import columns_of, report_of

_DELIMITERS = ",;\t|"
_ROWS = 256  # of a Parquet table in memory at once


def read_csv(file: BinaryIO, label: str, how: How) -> Iterator[Report | Failure]:
    """One report or failure for each row; the delimiter is the commonest in the header.

    Raises BadInput for a table without a header that names a column of texts.
    """
    csv.field_size_limit(2 * MOST_CHARACTERS)
    # Bytes that are not UTF-8 become half characters, which `checked` refuses row by row.
    lines = (line.decode("utf-8", "surrogateescape") for line in bounded_lines(file))
    header = next(lines, "").removeprefix("\ufeff")
    if not header.strip():
        raise BadInput("empty: nothing to read in it")
    delimiter = max(_DELIMITERS, key=header.count)
    try:
        names = next(csv.reader([header], delimiter=delimiter))
    except csv.Error:
        raise BadInput("its first line is not a header of CSV: check its quotes") from None
    rows = csv.reader(lines, delimiter=delimiter)
    yield from _reports(_dicts(rows, names), names, label, how)


def read_parquet(file: BinaryIO, label: str, how: How) -> Iterator[Report | Failure]:
    """One report or failure for each row, read a few at a time."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise BadInput("Parquet needs an extra: pip install 'whoholds[frames]'") from None
    try:
        table = pq.ParquetFile(file)
        names = table.schema_arrow.names
        columns = list(columns_of(names, how).values())
        batches = table.iter_batches(batch_size=_ROWS, columns=columns)
        rows = (row for batch in batches for row in batch.to_pylist())
        yield from _reports(rows, names, label, how)
    except (pa.ArrowException, OSError) as error:
        raise BadInput(f"not a whole Parquet file: {str(error).splitlines()[0][:80]}") from None


def _dicts(rows: Iterator[list[str]], names: list[str]) -> Iterator[Mapping[str, Any] | None]:
    """Each row by column; None for one that is not CSV."""
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield None
        else:
            if row:
                yield dict(zip(names, row, strict=False))


def _reports(
    rows: Iterable[Mapping[str, Any] | None], names: list[str], label: str, how: How
) -> Iterator[Report | Failure]:
    columns = columns_of(names, how)
    if "text" not in columns:
        raise BadInput("no column of texts: say which it is, as in --map text=COLUMN")
    if "published" not in columns and how.dated:
        raise BadInput("no column of days: say which it is, as in --map published=COLUMN")
    for number, row in enumerate(rows, 2):
        where = f"{label}:{number}"
        try:
            if row is None:
                raise BadInput("not a row of CSV: check its quotes")
            yield report_of(row, columns, where, how)
        except BadInput as error:
            yield Failure(where, str(error))
