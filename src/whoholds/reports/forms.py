"""The forms that reports come in: a table from a file's suffix to its reader."""

import io
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

from attrs import evolve

from whoholds.model import BadInput, Report
from whoholds.reports import mail, packed, pdf, tables, telegram
from whoholds.reports.decode import MOST_TEXT_BYTES
from whoholds.reports.failure import Failure
from whoholds.reports.how import How
from whoholds.reports.html import MOST_BYTES as MOST_PAGE_BYTES
from whoholds.reports.html import read_html
from whoholds.reports.jsonl import read_lines
from whoholds.reports.lines import bounded_lines
from whoholds.reports.shown import shown
from whoholds.reports.texts import read_text
from whoholds.reports.warc import read_warc

if TYPE_CHECKING:
    from whoholds.reports.fetch import Fetched

Opened = Callable[[BinaryIO, str, How], Iterator[Report | Failure]]


def text(file: BinaryIO, label: str, how: How) -> Iterator[Report | Failure]:
    yield read_text(file.read(MOST_TEXT_BYTES + 1), label)


def jsonl(file: BinaryIO, label: str, how: How) -> Iterator[Report | Failure]:
    empty = True
    for item in read_lines(bounded_lines(file), label, how):
        empty = False
        yield item
    if empty:
        raise BadInput("empty: nothing to read in it")


def html(file: BinaryIO, label: str, how: How) -> Iterator[Report | Failure]:
    yield read_html(file.read(MOST_PAGE_BYTES + 1), label, dated=how.dated)


def warc(file: BinaryIO, label: str, how: How) -> Iterator[Report | Failure]:
    yield from read_warc(file, label, how.dated)


SUFFIXES: dict[str, Opened] = {
    ".txt": text,
    ".md": text,
    ".html": html,
    ".htm": html,
    ".jsonl": jsonl,
    ".ndjson": jsonl,
    ".csv": tables.read_csv,
    ".tsv": tables.read_csv,
    ".parquet": tables.read_parquet,
    ".eml": mail.read_eml,
    ".mbox": mail.read_mbox,
    ".pdf": pdf.read_pdf,
    ".json": telegram.read_telegram,
    ".warc": warc,
}
# `.gz` and `.zst` hold one file of the forms above; a WACZ is a ZIP with WARCs in it.
_PAGE_KINDS = ("text/html", "application/xhtml+xml", "")
PACKED = (".zip", ".wacz", ".gz", ".zst")


def known(name: str) -> bool:
    """True where a file of this name is of a form that can be read."""
    suffix = suffix_of(name)
    if suffix in (".gz", ".zst"):
        return known(packed.inner_name(name))
    return suffix in SUFFIXES or suffix in PACKED


def read_form(
    file: BinaryIO, name: str, label: str, how: How, depth: int = 0
) -> Iterator[Report | Failure]:
    """The reports in a stream, by the form that `name` shows.

    Raises BadInput for an unknown form, and whatever its reader has to say.
    """
    suffix = suffix_of(name)

    def inner(file: BinaryIO, name: str, label: str) -> Iterator[Report | Failure]:
        # What else an archive holds (pictures, indices) is no report and no failure.
        return read_form(file, name, label, how, depth + 1) if known(name) else iter(())

    if suffix in PACKED and depth >= packed.MOST_DEPTH:
        raise BadInput(f"archives packed {packed.MOST_DEPTH} deep: unpack it first")
    if suffix in (".zip", ".wacz"):
        yield from packed.read_zip(file, label, _warcs_only(inner) if suffix == ".wacz" else inner)
    elif suffix == ".gz" and known(name):
        yield from packed.read_gzip(file, label, name, inner)
    elif suffix == ".zst" and known(name):
        yield from packed.read_zstd(file, label, name, inner)
    elif suffix in SUFFIXES:
        yield from SUFFIXES[suffix](file, label, how)
    else:
        raise BadInput(f"cannot read {suffix or 'such'} files: give {listed()}")


def _warcs_only(read: packed.Open) -> packed.Open:
    """A WACZ also holds its own indices, in forms that reports have elsewhere."""

    def reading(file: BinaryIO, name: str, label: str) -> Iterator[Report | Failure]:
        return read(file, name, label) if ".warc" in name.lower() else iter(())

    return reading


def suffix_of(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()


def listed() -> str:
    """The suffixes, for messages."""
    return " ".join((*SUFFIXES, *PACKED))


def read_fetched(got: "Fetched", how: How) -> Iterator[Report | Failure]:
    """The reports in what was fetched: by its type, else by its address, else as a page."""
    label = shown(got.url)
    name = PurePosixPath(urlsplit(got.url).path).name
    if got.kind == "application/pdf":
        found = SUFFIXES[".pdf"](io.BytesIO(got.body), label, how)
    elif got.kind in _PAGE_KINDS or not known(name):
        page: bytes | str = got.body
        if got.charset:
            try:
                page = got.body.decode(got.charset)
            except (LookupError, UnicodeDecodeError):
                page = got.body  # a wrong label: the page's own word, or its bytes, decide
        found = iter([read_html(page, label, label, how.dated)])
    else:
        found = read_form(io.BytesIO(got.body), name, label, how)
    for item in found:
        yield evolve(item, url=item.url or label) if isinstance(item, Report) else item
