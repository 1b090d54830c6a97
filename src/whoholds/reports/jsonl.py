"""Reports as JSON lines: {"id", "published", "publisher", "title", "url", "text"}."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from whoholds.model import BadInput, Report
from whoholds.reports.days import publication_day
from whoholds.reports.decode import checked
from whoholds.reports.failure import Failure

MOST_BYTES = 8_000_000  # of one line


def read_lines(lines: Iterable[bytes], label: str, dated: bool) -> Iterator[Report | Failure]:
    """One report or failure for each line that is not blank; other fields are left unread.

    `dated` refuses a report without its day; without it such a report's `published` is None.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{label}:{number}"
        try:
            yield _report(line, where, dated)
        except BadInput as error:
            yield Failure(where, str(error))


def _report(line: bytes, where: str, dated: bool) -> Report:
    row = _row(line)
    text = row.get("text")
    if not isinstance(text, str):
        raise BadInput('no report: a line needs {"published": "YYYY-MM-DD", "text": "…"}')
    published = _string(row, "published")
    if published is None and dated:
        raise BadInput('no day of publication: add "published": "YYYY-MM-DD"')
    return Report(
        text=checked(text),
        published=publication_day(published) if published else None,
        publisher=_string(row, "publisher"),
        title=_string(row, "title"),
        url=_string(row, "url"),
        label=_string(row, "id") or where,
    )


def _row(line: bytes) -> dict[str, Any]:
    if len(line) > MOST_BYTES:
        raise BadInput(f"a line over {MOST_BYTES:,} bytes: one report a line")
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadInput("not text: save the file as UTF-8") from None
    except (ValueError, RecursionError):
        raise BadInput("not JSON: one object a line") from None
    if not isinstance(row, dict):
        raise BadInput("not a JSON object: one object a line")
    return row


def _string(row: dict[str, Any], name: str) -> str | None:
    """The field as a string; None where absent, null or blank. A number is its digits."""
    value = row.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadInput(f'"{name}" is not a string: write it in quotes')
    return checked(str(value)) if str(value).strip() else None
