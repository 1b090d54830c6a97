"""Pages from the web, within limits of size, time, redirects and addresses."""

import time
import zlib
from collections.abc import Callable
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx
from attrs import evolve, frozen

from whoholds import __version__
from whoholds.model import BadInput, Report
from whoholds.reports.days import publication_day
from whoholds.reports.failure import Failure
from whoholds.reports.feeds import Entry
from whoholds.reports.how import How
from whoholds.reports.networks import Guarded
from whoholds.reports.shown import shown

AGENT = f"whoholds/{__version__}"
MOST_BYTES = 20_000_000
MOST_SECONDS = 60.0  # of one page, all redirects included
MOST_REDIRECTS = 5
STEP_SECONDS = 15.0  # to connect, and for each part to come
PAUSE_SECONDS = 1.0  # between two pages of one host


class Unavailable(BadInput):
    """The page could not be had now; `again` where it may be later, at the soonest in `after`
    seconds."""

    def __init__(self, reason: str, again: bool, after: float = 0.0) -> None:
        super().__init__(reason)
        self.again = again
        self.after = after


@frozen
class Fetched:
    """`url` is where the redirects led; `status` 200, or 304 where nothing changed."""

    url: str
    status: int
    body: bytes
    kind: str
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None


class Fetcher:
    """Gets pages one at a time, politely: a pause for each host, its robots.txt where asked for."""

    def __init__(
        self,
        allow_private: bool = False,
        pause: float = PAUSE_SECONDS,
        step_seconds: float = STEP_SECONDS,
        most_seconds: float = MOST_SECONDS,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        # No settings from the environment: a proxy would look up names where we cannot check.
        self._client = httpx.Client(
            transport=Guarded(allow_private),
            timeout=step_seconds,
            follow_redirects=True,
            max_redirects=MOST_REDIRECTS,
            trust_env=False,
            headers={"User-Agent": AGENT, "Accept-Encoding": "gzip"},
        )
        self._pause = pause
        self._most_seconds = most_seconds
        self._sleep = sleep
        self._last: dict[str, float] = {}
        self._robots: dict[str, RobotFileParser] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def get(self, url: str, etag: str | None = None, modified: str | None = None) -> Fetched:
        """The page. With its `etag` or `modified` from before it may come as 304, without body.

        Raises Unavailable for what a server or the network refuses, BadInput for what we do.
        """
        headers = {"If-None-Match": etag, "If-Modified-Since": modified}
        self._wait(url)
        try:
            return self._get(url, {name: value for name, value in headers.items() if value})
        except httpx.TooManyRedirects:
            raise Unavailable(f"over {MOST_REDIRECTS} redirects", again=False) from None
        except httpx.TimeoutException:
            raise Unavailable("no answer in time", again=True) from None
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError):
            raise BadInput("not an address that can be read: only http and https are") from None
        except (httpx.HTTPError, OSError) as error:
            raise Unavailable(f"cannot be reached ({type(error).__name__})", again=True) from None

    def _get(self, url: str, headers: dict[str, str]) -> Fetched:
        until = time.monotonic() + self._most_seconds
        with self._client.stream("GET", url, headers=headers) as answer:
            status = answer.status_code
            if status not in (200, 304):
                again = status >= 500 or status in (408, 425, 429)
                after = answer.headers.get("Retry-After", "")
                seconds = float(after) if after.isascii() and after.isdigit() else 0.0
                raise Unavailable(f"the server says {status}", again, seconds)
            body = _body(answer, until) if status == 200 else b""
            return Fetched(
                url=str(answer.url),
                status=status,
                body=body,
                kind=answer.headers.get("Content-Type", "").partition(";")[0].strip().lower(),
                charset=answer.charset_encoding,
                etag=answer.headers.get("ETag"),
                modified=answer.headers.get("Last-Modified"),
            )

    def allowed(self, url: str) -> bool:
        """Whether the site's robots.txt lets us read the page; yes where it has none."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            rules = RobotFileParser()
            try:
                text = self.get(f"{site}/robots.txt").body.decode("utf-8", "replace")
                rules.parse(text.splitlines())
            except Unavailable as error:
                if error.again:
                    raise  # a site that cannot say so now has not said yes (RFC 9309, 2.3.1.4)
                rules.parse([])
            self._robots[site] = rules
        return self._robots[site].can_fetch(AGENT, url)

    def _wait(self, url: str) -> None:
        host = urlsplit(url).hostname or ""
        wait = self._last.get(host, -self._pause) + self._pause - time.monotonic()
        if wait > 0:
            self._sleep(wait)
        self._last[host] = time.monotonic()


def fetch_report(fetch: Fetcher, entry: Entry, how: How) -> Report | Failure:
    """The article behind a feed's entry, which may supply the day that the page does not have."""
    try:
        return article(fetch, entry, how)
    except BadInput as error:
        return Failure(shown(entry.url), str(error))


def article(fetch: Fetcher, entry: Entry, how: How) -> Report:
    """The same, raising BadInput, and Unavailable for what may be had later."""
    from whoholds.reports import forms

    if not fetch.allowed(entry.url):
        raise BadInput("the site's robots.txt asks not to read it: get it another way")
    undated = evolve(how, dated=False)
    for item in forms.read_fetched(fetch.get(entry.url), undated):
        if isinstance(item, Failure):
            raise BadInput(item.reason)
        if item.published is None and entry.published:
            item = evolve(item, published=publication_day(entry.published))
        if item.published is None and how.dated:
            raise BadInput("no day of publication in the page or the feed")
        return item
    raise BadInput("no report in it")


def _body(answer: httpx.Response, until: float) -> bytes:
    """The body unpacked, never more of it than the limit."""
    coding = answer.headers.get("Content-Encoding", "identity").lower()
    if coding not in ("identity", "gzip", ""):
        raise Unavailable(f"comes as {coding!r}, which was not asked for", again=False)
    unpack = zlib.decompressobj(wbits=31) if coding == "gzip" else None
    body = bytearray()
    try:
        # As it comes, however little: chunks of a size would wait for a slow drip.
        for chunk in answer.iter_raw():
            body += unpack.decompress(chunk, MOST_BYTES + 1 - len(body)) if unpack else chunk
            if len(body) > MOST_BYTES:
                raise BadInput(f"over {MOST_BYTES:,} bytes: not read")
            if time.monotonic() > until:
                raise Unavailable("comes too slowly", again=True)
    except zlib.error:
        raise Unavailable("its gzip is broken", again=True) from None
    if unpack and not unpack.eof:
        raise Unavailable("its gzip is broken", again=True)
    return bytes(body)
