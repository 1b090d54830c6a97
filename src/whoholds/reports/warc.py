"""Web archives: the articles among the pages of a WARC file, or of the WARCs in a WACZ."""

from collections.abc import Iterator
from typing import BinaryIO

from whoholds.model import BadInput, Report
from whoholds.reports.failure import Failure
from whoholds.reports.html import MOST_BYTES, read_html
from whoholds.reports.shown import shown

_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(file: BinaryIO, label: str, dated: bool) -> Iterator[Report | Failure]:
    """A report or failure for each page that the archive holds as it was served.

    Its day is the page's own: that of the crawl says nothing of it. Pictures, scripts, redirects
    and errors are passed over. Raises BadInput where nothing in it is a record.
    """
    from fastwarc import ArchiveIterator, FastWARCError, WarcRecordType

    records = 0
    try:
        for record in ArchiveIterator(
            file,
            record_types=WarcRecordType.response | WarcRecordType.warcinfo,
            auto_decode="all",
            fsspec_args=False,
        ):
            records += 1
            if not _is_page(record):
                continue
            url = shown(str(record.headers.get("WARC-Target-URI", "")).strip("<>"))
            where = url or f"{label}#{records}"
            try:
                yield read_html(record.reader.read(MOST_BYTES + 1), where, url or None, dated)
            except BadInput as error:
                yield Failure(where, str(error))
    except (FastWARCError, OSError, ValueError, EOFError) as error:
        raise BadInput(f"the archive breaks off ({type(error).__name__}): fetch it anew") from None
    if not records:
        raise BadInput("no records: not a WARC file")


def _is_page(record: object) -> bool:
    from fastwarc import WarcRecordType

    http = getattr(record, "http_headers", None)
    if record.record_type != WarcRecordType.response or http is None:  # type: ignore[attr-defined]
        return False
    kind = str(http.get("Content-Type", "")).partition(";")[0].strip().lower()
    return http.status_code == 200 and kind in _PAGES
