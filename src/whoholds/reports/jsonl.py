"""Reports as JSON lines: {"id", "published", "publisher", "title", "url", "text"}."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from whoholds.model import BadInput, Report
from whoholds.reports import lines as limits
from whoholds.reports.failure import Failure
from whoholds.reports.how import How
from whoholds.reports.rows import columns_of, report_of


def read_lines(lines: Iterable[bytes], label: str, how: How) -> Iterator[Report | Failure]:
    """One report or failure for each line that is not blank; other fields are left unread."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{label}:{number}"
        try:
            row = _row(line)
            yield report_of(row, columns_of(row, how), where, how)
        except BadInput as error:
            yield Failure(where, str(error))


def _row(line: bytes) -> dict[str, Any]:
    if len(line) > limits.MOST_BYTES:
        raise BadInput(f"a line over {limits.MOST_BYTES:,} bytes: one report a line")
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadInput("not text: save the file as UTF-8") from None
    except (ValueError, RecursionError):
        raise BadInput("not JSON: one object a line") from None
    if not isinstance(row, dict):
        raise BadInput("not a JSON object: one object a line")
    return row
