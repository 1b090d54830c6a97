"""What is named by its address: an article, a sitemap, or a feed with its articles."""

from collections.abc import Iterator

from whoholds.model import BadInput, Report
from whoholds.reports import feeds, forms
from whoholds.reports.failure import Failure
from whoholds.reports.feeds import Entry, Sitemaps
from whoholds.reports.fetch import Fetched, Fetcher, fetch_report
from whoholds.reports.how import How
from whoholds.reports.shown import shown

MOST_PAGES = 50_000  # of one sitemap: the protocol's own limit; here of an index of them, too
MOST_SITEMAPS = 500  # that an index leads to, directly or by another
MOST_DEEP = 2  # indexes of indexes: the protocol allows none, sites have them


def read_address(url: str, how: How, fetcher: Fetcher | None = None) -> Iterator[Report | Failure]:
    """The reports at `url`. Pages that a feed or sitemap leads to obey the site's robots.txt."""
    with fetcher or Fetcher(allow_private=how.allow_private) as fetch:
        try:
            got = fetch.get(url)
            listing = feeds.listing_of(got.body, got.url)
        except BadInput as error:
            yield Failure(shown(url), str(error))
            return
        if listing is None:
            yield from _guarded(got, how)
            return
        pages = 0
        for entry in entries_of(listing, fetch):
            if isinstance(entry, Failure):
                yield entry
                continue
            pages += 1
            if pages > MOST_PAGES:
                yield Failure(shown(url), f"over {MOST_PAGES:,} pages: the rest was left out")
                return
            yield fetch_report(fetch, entry, how)


def entries_of(listing: list[Entry] | Sitemaps, fetch: Fetcher) -> Iterator[Entry | Failure]:
    """The pages of a listing, those of an index's sitemaps one sitemap after the other.

    Each sitemap is read once, where robots.txt lets us; what cannot be had costs no other.
    """
    if not isinstance(listing, Sitemaps):
        yield from listing
        return
    waiting = [(url, 1) for url in listing.urls]
    seen = set(listing.urls)
    number = 0
    while number < len(waiting):
        if number == MOST_SITEMAPS:
            left = len(waiting) - number
            yield Failure(
                shown(waiting[number][0]), f"over {MOST_SITEMAPS} sitemaps: {left} left out"
            )
            return
        url, deep = waiting[number]
        number += 1
        try:
            if not fetch.allowed(url):
                raise BadInput("the site's robots.txt asks not to read it")
            got = fetch.get(url)
            found = feeds.listing_of(got.body, got.url)
            if found is None:
                raise BadInput("neither a feed nor a sitemap")
            if isinstance(found, Sitemaps) and deep == MOST_DEEP:
                raise BadInput(f"sitemaps over {MOST_DEEP} deep: give one of them")
        except BadInput as error:
            yield Failure(shown(url), str(error))
            continue
        if isinstance(found, Sitemaps):
            new = [one for one in found.urls if one not in seen]
            seen.update(new)
            waiting += [(one, deep + 1) for one in new]
        else:
            yield from found


def _guarded(got: Fetched, how: How) -> Iterator[Report | Failure]:
    try:
        yield from forms.read_fetched(got, how)
    except BadInput as error:
        yield Failure(shown(got.url), str(error))
