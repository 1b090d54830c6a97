"""Rows → CSV, JSON lines or Parquet, piece by piece; whole files or none."""

import csv
import io
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any

from whoholds.model import BadInput, WhoholdsError
from whoholds.views.export.dictionary import Table
from whoholds.views.export.edition import Edition
from whoholds.views.plain import json_text

FORMS = ("csv", "jsonl", "parquet")
ROWS_AT_ONCE = 50_000

Row = Sequence[Any]

# Spreadsheets run a cell that begins like a formula; `reports.claims_table` undoes this.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def cell(value: Any) -> str:
    """A value as CSV has it: days and times in ISO 8601, lists as JSON, None as nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def plain_value(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, date):
        return cell(value)
    return list(value) if isinstance(value, tuple) else value


def csv_lines(table: Table, rows: Iterable[Row], hxl: bool = False) -> Iterator[str]:
    """The header, with `hxl` the row of tags, and a line a row."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(table.names)
    if hxl:
        writer.writerow([column.hxl for column in table.columns])
    for row in rows:
        writer.writerow([cell(value) for value in row])
        if buffer.tell() > 1 << 16:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def json_lines(table: Table, rows: Iterable[Row]) -> Iterator[str]:
    """A JSON object a line, every column in each."""
    names = table.names
    for row in rows:
        values = [plain_value(value) for value in row]
        yield json_text(dict(zip(names, values, strict=True))) + "\n"


def parquet_schema(table: Table, edition: Edition) -> Any:
    """The Arrow schema of a table, with the edition and the descriptions in its metadata."""
    pa = arrow()
    types = {
        "string": pa.string(),
        "number": pa.float64(),
        "integer": pa.int64(),
        "year": pa.int64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "datetime": pa.timestamp("s", tz="UTC"),
        "array": pa.list_(pa.string()),
    }
    fields = [
        pa.field(
            column.name,
            types[column.type],
            nullable=not column.required,
            metadata={"description": column.about, "hxl": column.hxl},
        )
        for column in table.columns
    ]
    return pa.schema(fields, metadata={"whoholds": json.dumps(edition.to_json())})


def arrow_batches(table: Table, rows: Iterable[Row], schema: Any) -> Iterator[Any]:
    """Arrow record batches of at most ROWS_AT_ONCE rows."""
    pa = arrow()
    remaining = iter(rows)
    while some := list(islice(remaining, ROWS_AT_ONCE)):
        columns = zip(*some, strict=True)
        arrays = [pa.array(c, field.type) for c, field in zip(columns, schema, strict=True)]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def write_parquet(file: IO[bytes], batches: Iterable[Any], schema: Any) -> None:
    from pyarrow import parquet

    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)


def arrow() -> Any:
    """pyarrow, or BadInput that says how to come by it."""
    try:
        import pyarrow
    except ImportError:
        raise BadInput("this needs pyarrow: pip install 'whoholds[frames]'") from None
    return pyarrow


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to, which takes its place once everything is written."""
    if not path.parent.is_dir():
        raise BadInput(f"{path}: there is no folder {path.parent}: make it first")
    if path.is_dir():
        raise BadInput(f"{path} is a folder: name a file in it")
    part = path.with_name(f".{path.stem}.{os.getpid()}.part{path.suffix}")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        raise WhoholdsError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
