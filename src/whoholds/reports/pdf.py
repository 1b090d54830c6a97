"""The text of a PDF. One made of pictures has none, and is refused."""

import io
import logging
import re
import time
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, BinaryIO

from whoholds.model import BadInput, Report
from whoholds.reports.days import sensible
from whoholds.reports.decode import MOST_CHARACTERS, checked
from whoholds.reports.failure import Failure
from whoholds.reports.how import How

logging.getLogger("pypdf").addHandler(logging.NullHandler())
MOST_BYTES = 50_000_000
MOST_PAGES = 500
MOST_SECONDS = 60.0
_DATE = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})", re.ASCII)  # ISO 32000-1, 7.9.4
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")


def read_pdf(file: BinaryIO, label: str, how: How) -> Iterator[Report | Failure]:
    """Its day is that of the document's creation, in the zone of whoever made it.

    Raises BadInput for a PDF that is locked, broken, too large, or without text or day.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise BadInput(f"a PDF over {MOST_BYTES:,} bytes: split it into the reports it holds")
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise BadInput("a PDF with a password: save it without one")
        text = _text(reader.pages)
        details = reader.metadata
        title = details.title if details else None
        made = str(details.get("/CreationDate") or "") if details else ""
    except PyPdfError as error:
        raise BadInput(f"not a whole PDF ({type(error).__name__}): save it anew") from None
    if not text:
        raise BadInput("no text in the PDF, only pictures: run OCR on it first")
    day = _day(made)
    if day is None and how.dated:
        raise BadInput("no date in the PDF: save its text below a line such as date 2024-12-06")
    yield Report(text=checked(text), published=day, title=title or None, label=label)


def _text(pages: Iterable[Any]) -> str:
    until = time.monotonic() + MOST_SECONDS
    texts: list[str] = []
    size = 0
    for number, page in enumerate(pages):
        if number >= MOST_PAGES or size > MOST_CHARACTERS or time.monotonic() > until:
            raise BadInput(f"a PDF over {MOST_PAGES} pages or too slow to read: split it")
        texts.append(page.extract_text())
        size += len(texts[-1])
    return _HYPHEN.sub("", "\n".join(texts)).strip()


def _day(made: str) -> date | None:
    match = _DATE.match(made)
    if not match:
        return None
    try:
        return sensible(date(*map(int, match.groups())))
    except ValueError:
        return None
