"""Files of claims that are coded already, told apart from files of reports."""

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from whoholds.model import BadInput
from whoholds.reports.claims_table import Coded, is_claims_table, read_csv, read_jsonl
from whoholds.reports.failure import Failure

MOST_BYTES = 1_000_000_000  # of one table
_HEAD = 100_000  # bytes of the first line that are looked at


def told_apart(names: Iterable[str]) -> tuple[list[Path], list[str]]:
    """The tables of claims among the files named, and the other names."""
    tables: list[Path] = []
    others: list[str] = []
    for name in names:
        if _is_table(Path(name)):
            tables.append(Path(name))
        else:
            others.append(name)
    return tables, others


def read_table(path: Path) -> Iterator[Coded | Failure]:
    """The reports of one table with their claims; what is wrong with it as a Failure."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput(f"over {MOST_BYTES:,} bytes: split it by report")
        if path.suffix.lower() == ".csv":
            yield from read_csv(path.read_bytes(), str(path))
        else:
            with path.open("rb") as lines:
                yield from read_jsonl(lines, str(path))
    except BadInput as error:
        yield Failure(str(path), str(error))
    except OSError as error:
        yield Failure(str(path), f"cannot be read: {error.strerror or error}")


def _is_table(path: Path) -> bool:
    """True where the first line is the header, or the first row, of a table of claims."""
    if path.suffix.lower() not in {".csv", ".jsonl", ".ndjson"} or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            line = file.readline(_HEAD).decode("utf-8-sig")
        columns = next(csv.reader([line])) if path.suffix.lower() == ".csv" else json.loads(line)
    except (OSError, ValueError, StopIteration, RecursionError, csv.Error):
        return False
    return isinstance(columns, dict | list) and is_claims_table(map(str, columns))
