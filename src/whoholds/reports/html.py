"""The article in a web page: its text without menus and comments, its day, site and title."""

import logging
from typing import Any

from whoholds.model import BadInput, Report
from whoholds.reports.days import publication_day, today
from whoholds.reports.decode import checked

MOST_BYTES = 10_000_000
# What is wrong with a page is told as its failure; libraries say it on standard error as well.
for _name in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_name).addHandler(logging.NullHandler())
_NO_DAY = "no day of publication in the page: save it as text below a line such as date 2024-12-06"


def read_html(data: bytes | str, label: str, url: str | None = None, dated: bool = True) -> Report:
    """Raises BadInput for a page without an article or, where `dated`, without its day.

    `url` is where the page came from; else it is what the page says of itself.
    """
    found = _article(data, url)
    text = found.text if found is not None else None
    if not text or not text.strip():
        raise BadInput("no article in the page: save its text in a .txt file")
    if found.date:
        day = publication_day(found.date)
    elif dated:
        raise BadInput(_NO_DAY)
    else:
        day = None
    return Report(
        text=checked(text.strip()),
        published=day,
        publisher=found.sitename or found.hostname,
        title=found.title,
        url=url or found.url,
        label=label,
    )


def _article(data: bytes | str, url: str | None) -> Any:
    from trafilatura import bare_extraction  # takes a second to load

    if len(data) > MOST_BYTES:
        raise BadInput(f"a page over {MOST_BYTES:,} bytes: save its text in a .txt file")
    # Only what the page says outright: a day that merely stands in the text is not its day.
    dating = {"original_date": True, "extensive_search": False, "max_date": today().isoformat()}
    return bare_extraction(
        data,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params=dating,
    )
