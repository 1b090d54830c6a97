"""What a cluster has read, as Parquet files that wait until the record has it.

A row is a report: `report` and `reading` as JSON, or `failure` where it, or its input, could not be
read. JSON in ASCII, because a hostile text may hold what Parquet's strings cannot.
"""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import asdict

from whoholds.intake.reading import Outcome
from whoholds.model import BadInput, Reading, Report, WhoholdsError
from whoholds.reports import Failure

if TYPE_CHECKING:
    import pyarrow
    from cattrs import Converter

# Outcomes of reports, and inputs that failed before there was a report.
Item = Outcome | Failure
Row = tuple[str | None, str | None, str | None]
COLUMNS = ("report", "reading", "failure")


@cache
def _converter() -> "Converter":
    from cattrs.preconf.json import make_converter

    return make_converter()


def to_json(value: Report | Reading) -> str:
    return json.dumps(_converter().unstructure(value), separators=(",", ":"))


def report_of(text: str) -> Report:
    return _converter().structure(json.loads(text), Report)


def table(rows: Iterable[Row]) -> "pyarrow.Table":
    """Rows, such as `row_of` gives, as Arrow has them."""
    import pyarrow as pa

    schema = pa.schema([(name, pa.string()) for name in COLUMNS])
    return pa.Table.from_pylist([dict(zip(COLUMNS, row, strict=True)) for row in rows], schema)


def items(rows: "pyarrow.Table") -> list[Item]:
    """What the rows stand for."""
    columns = (rows[name].to_pylist() for name in COLUMNS)
    return [_item(*row) for row in zip(*columns, strict=True)]


def row_of(item: Item) -> Row:
    """The values of COLUMNS for an item."""
    if isinstance(item, Failure):
        return None, None, json.dumps(asdict(item))
    report, reading = item
    if isinstance(reading, Failure):
        return to_json(report), None, json.dumps(asdict(reading))
    return to_json(report), to_json(reading), None


def _item(report: str | None, reading: str | None, failure: str | None) -> Item:
    failed = Failure(**json.loads(failure)) if failure else None
    if report is None:
        assert failed is not None
        return failed
    if failed is None:
        assert reading is not None
        return report_of(report), _converter().structure(json.loads(reading), Reading)
    return report_of(report), failed


class Parts:
    """A folder of parts, which one call at a time has; else BadInput."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other calls out; at the end remove the folder if no part waits in it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        lock = self._folder / "lock"
        with lock.open("w") as opened:
            try:
                fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise BadInput(f"another call is adding by {self._folder}: let it end") from None
            for torn in self._folder.glob("*.torn"):
                torn.unlink()
            yield
            if not self._waiting():
                lock.unlink()
                self._folder.rmdir()

    def waiting(self) -> Iterator[list[Item]]:
        """The parts, oldest first. Each is removed when the next one is asked for."""
        for path in self._waiting():
            yield self._read(path)
            path.unlink()

    def through(self, tables: Iterable["pyarrow.Table"]) -> Iterator[list[Item]]:
        """Tables written as parts and given back, each removed as `waiting` does."""
        last = max((int(path.stem) for path in self._waiting()), default=0)
        for number, rows in enumerate(tables, last + 1):
            path = self._write(number, rows)
            yield items(rows)
            path.unlink()

    def _waiting(self) -> list[Path]:
        return sorted(self._folder.glob("*.parquet"))

    def _write(self, number: int, rows: "pyarrow.Table") -> Path:
        import pyarrow.parquet as pq

        path = self._folder / f"{number:09}.parquet"
        torn = path.with_suffix(".torn")
        try:
            pq.write_table(rows, torn, compression="zstd")
            with torn.open("rb") as written:
                os.fsync(written.fileno())
            return torn.rename(path)
        except OSError as error:
            torn.unlink(missing_ok=True)
            raise WhoholdsError(
                f"no part can be written to {self._folder} ({error.strerror or error}): make room "
                "and add again; what was added before is safe"
            ) from error

    def _read(self, path: Path) -> list[Item]:
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            return items(pq.read_table(path))
        except (pa.ArrowException, OSError, KeyError, ValueError) as error:
            reason: Any = type(error).__name__
            raise BadInput(f"{path} is no part of a reading ({reason}): remove it") from None
