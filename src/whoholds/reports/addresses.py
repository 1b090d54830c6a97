"""What is named by its address: an article, a sitemap, or a feed with its articles."""

from collections.abc import Iterator

from whoholds.model import BadInput, Report
from whoholds.reports import feeds, forms
from whoholds.reports.failure import Failure
from whoholds.reports.fetch import Fetched, Fetcher, fetch_report
from whoholds.reports.how import How
from whoholds.reports.shown import shown

MOST_PAGES = 50_000  # of one sitemap: the protocol's own limit


def read_address(url: str, how: How, fetcher: Fetcher | None = None) -> Iterator[Report | Failure]:
    """The reports at `url`. Pages that a feed or sitemap leads to obey the site's robots.txt."""
    with fetcher or Fetcher(allow_private=how.allow_private) as fetch:
        try:
            got = fetch.get(url)
            entries = feeds.entries_of(got.body, got.url)
        except BadInput as error:
            yield Failure(shown(url), str(error))
            return
        if entries is None:
            yield from _guarded(got, how)
            return
        for entry in entries[:MOST_PAGES]:
            yield fetch_report(fetch, entry, how)
        if len(entries) > MOST_PAGES:
            yield Failure(shown(url), f"over {MOST_PAGES:,} pages: the rest was left out")


def _guarded(got: Fetched, how: How) -> Iterator[Report | Failure]:
    try:
        yield from forms.read_fetched(got, how)
    except BadInput as error:
        yield Failure(shown(got.url), str(error))
