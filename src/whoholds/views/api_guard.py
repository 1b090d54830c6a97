"""What keeps a server standing and its readers safe: hosts, sizes, rates, times, headers."""

import hmac
import time
from collections import OrderedDict
from collections.abc import Collection, Iterable

from attrs import define, field, frozen
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BODY = 1_000_000  # bytes of a request
MOST_CLIENTS = 10_000  # whose rate is remembered


@frozen
class Limits:
    """Requests a second that one client may make on the whole and how many at once on top of it,
    the same for writes, and seconds that one answer may take. A rate of 0 is no limit.
    """

    reads: float = 0.0
    burst: int = 200
    writes: float = 0.5
    write_burst: int = 20
    seconds: float = 120.0


@define
class Bucket:
    """Tokens that refill at `rate` a second up to `size`."""

    rate: float
    size: int
    left: float
    at: float

    def take(self, now: float) -> bool:
        self.left = min(self.size, self.left + (now - self.at) * self.rate)
        self.at = now
        if self.left < 1:
            return False
        self.left -= 1
        return True


@define
class Rates:
    """A bucket for each client, the longest idle forgotten."""

    rate: float
    size: int
    _buckets: OrderedDict[str, Bucket] = field(factory=OrderedDict)

    def allow(self, client: str) -> bool:
        if self.rate <= 0:
            return True
        now = time.monotonic()
        bucket = self._buckets.get(client) or Bucket(self.rate, self.size, self.size, now)
        self._buckets[client] = bucket
        self._buckets.move_to_end(client)
        if len(self._buckets) > MOST_CLIENTS:
            self._buckets.popitem(last=False)
        return bucket.take(now)


class Guard:
    """Refuses what is too large, too much, or meant for another host; adds safety headers.

    `hosts` are the names by which the server may be called: a page elsewhere whose name is made
    to lead here (DNS rebinding) calls it by another. None: any.
    """

    def __init__(
        self, app: ASGIApp, hosts: Collection[str] | None, limits: Limits, headers: dict[str, str]
    ) -> None:
        self._app = app
        self._hosts = hosts
        self._reads = Rates(limits.reads, limits.burst)
        self._writes = Rates(limits.writes, limits.write_burst)
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        if (refusal := self._refusal(scope)) is not None:
            await refusal(scope, receive, dressed)
            return
        body = _Measured(receive)
        await self._app(scope, body, dressed)

    def _refusal(self, scope: Scope) -> JSONResponse | None:
        headers = Headers(scope=scope)
        host = _name(headers.get("host", ""))
        if self._hosts is not None and host not in self._hosts:
            return refused(421, "this server does not go by that name: see --host")
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > MOST_BODY:
            return refused(413, f"send at most {MOST_BODY} bytes")
        client = scope["client"][0] if scope.get("client") else ""
        writing = scope["method"] not in ("GET", "HEAD", "OPTIONS")
        if not (self._writes if writing else self._reads).allow(client):
            return refused(429, "too many requests: wait a little", {"Retry-After": "5"})
        return None


class _Measured:
    """A body that ends, as if the client had gone, when it is longer than it may be."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._left = MOST_BODY

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        return message if self._left >= 0 else {"type": "http.disconnect"}


def refused(status: int, detail: str, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"detail": detail}, status, headers)


def allowed(authorization: str | None, token: str | None) -> bool:
    """True where the header carries the token; compared in constant time. None allows nobody."""
    if not token:
        return False
    kind, _, given = (authorization or "").partition(" ")
    same = hmac.compare_digest(given.strip().encode(), token.encode())
    return kind.lower() == "bearer" and same


def own_names(host: str, more: Iterable[str] = ()) -> frozenset[str] | None:
    """The names of a server bound to `host`; None, for any, where it is bound to all addresses."""
    if host in ("0.0.0.0", "::", ""):  # noqa: S104 - asked about, not bound to
        return None
    return frozenset({host, "localhost", "127.0.0.1", "[::1]", *more})


def _name(host: str) -> str:
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]
