"""Feeds (RSS, Atom) and sitemaps: which pages they lead to, and since when."""

import re
import time
import zlib
from typing import Any
from urllib.parse import urljoin, urlsplit

from attrs import frozen
from lxml import etree

from whoholds.model import BadInput

_GZIP = b"\x1f\x8b"
_MOST_BYTES = 50_000_000  # of a sitemap, unpacked: the protocol's own limit
_HEAD = 2_000  # bytes in which a document says what it is
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", re.IGNORECASE)


@frozen
class Entry:
    """A page as a feed has it. `published` is an ISO day; `changed` differs where it changed."""

    url: str
    published: str | None = None
    title: str | None = None
    changed: str = ""


@frozen
class Sitemaps:
    """The addresses of the sitemaps that a sitemap index lists."""

    urls: tuple[str, ...]


def listing_of(data: bytes, base: str) -> list[Entry] | Sitemaps | None:
    """The pages that a feed or sitemap lists, in its order, each once, or the sitemaps that a
    sitemap index does; None for anything else.

    Addresses are taken relative to `base`. They may be packed by gzip. Raises BadInput for a sitemap that
    is not XML, or too large.
    """
    head = _unpacked(data, _HEAD)
    if _SITEMAP.search(head) or _FEED.search(head):
        data = _unpacked(data, _MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            raise BadInput(f"unpacks to over {_MOST_BYTES:,} bytes: not read")
    if _SITEMAP.search(head):
        root = _tree(data)
        if etree.QName(root).localname == "sitemapindex":
            named = (urljoin(base, (e.text or "").strip()) for e in root.iter("{*}loc"))
            web = (url for url in named if urlsplit(url).scheme in ("http", "https"))
            return Sitemaps(tuple(dict.fromkeys(web)))
        found = _sitemap(root)
    elif _FEED.search(head):
        found = _feed(data)
    else:
        return None
    entries: dict[str, Entry] = {}
    for one in found:
        url = urljoin(base, one.url.strip())
        if urlsplit(url).scheme in ("http", "https"):
            entries.setdefault(url, Entry(url, one.published, one.title, one.changed))
    return list(entries.values())


def _feed(data: bytes) -> list[Entry]:
    import feedparser

    return [_entry(one) for one in feedparser.parse(data).entries if one.get("link")]


def _entry(one: Any) -> Entry:
    # Its own day, as written where that is ISO, so that the publisher's zone is kept.
    own: dict[str, Any] = dict(one)  # feedparser's `get` answers for one key with another
    written = str(own.get("published") or own.get("updated") or "")
    parsed = own.get("published_parsed") or own.get("updated_parsed")
    day = None
    if match := re.match(r"\d{4}-\d{2}-\d{2}", written):
        day = match[0]
    elif parsed:
        day = _mail_day(written) or time.strftime("%Y-%m-%d", parsed)
    return Entry(one["link"], day, one.get("title"), str(own.get("updated") or written))


def _mail_day(written: str) -> str | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(written).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _unpacked(data: bytes, most: int) -> bytes:
    """At most so many bytes of what a gzip file holds, or of what is none."""
    if not data.startswith(_GZIP):
        return data[:most]
    try:
        return zlib.decompressobj(wbits=31).decompress(data, most)
    except zlib.error:
        return b""


def _tree(data: bytes) -> Any:
    # No entities, no other documents, and libxml2's own limits on depth and size.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BadInput(f"a broken sitemap: {str(error)[:80]}") from None


def _sitemap(root: Any) -> list[Entry]:
    entries = []
    for url in root.iter("{*}url"):
        location = (url.findtext("{*}loc") or "").strip()
        changed = (url.findtext("{*}lastmod") or "").strip()
        published = url.findtext(
            ".//{http://www.google.com/schemas/sitemap-news/0.9}publication_date"
        )
        if location:
            entries.append(Entry(location, (published or "").strip()[:10] or None, None, changed))
    return entries
