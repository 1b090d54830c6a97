"""From an answer to a response: kept as bytes, named by an ETag, compressed where it pays."""

import gzip
import hashlib
import json
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

import anyio
import anyio.to_thread
from attrs import define, field, frozen
from starlette.requests import Request
from starlette.responses import Response

from whoholds import __version__
from whoholds.model import BadInput, WhoholdsError
from whoholds.views.api_desk import Kept
from whoholds.views.api_guard import refused

MOST_BYTES = 256_000_000  # of answers kept
WORTH_ZIPPING = 1_000  # bytes
ZIP_LEVEL = 3
FRESH = 0.25  # seconds for which the state of the record is taken as read
WORKERS = 4  # answers worked out at a time: beyond the processors, more only wait for each other
GEOJSON = "application/geo+json"


class NotFound(WhoholdsError):
    """There is nothing by that name."""


@frozen
class Body:
    plain: bytes
    zipped: bytes | None

    def __len__(self) -> int:
        return len(self.plain) + len(self.zipped or b"")


@define
class Shelf:
    """Bodies by key, the least used dropped beyond MOST_BYTES."""

    _bodies: OrderedDict[str, Body] = field(factory=OrderedDict)
    _size: int = 0
    _lock: Lock = field(factory=Lock)

    def find(self, key: str) -> Body | None:
        with self._lock:
            if key in self._bodies:
                self._bodies.move_to_end(key)
            return self._bodies.get(key)

    def put(self, key: str, body: Body) -> None:
        with self._lock:
            if key in self._bodies or len(body) > MOST_BYTES // 2:
                return
            self._bodies[key] = body
            self._size += len(body)
            while self._size > MOST_BYTES:
                _, dropped = self._bodies.popitem(last=False)
                self._size -= len(dropped)


class Replies:
    """Answers requests, each question once for a state of the record.

    `digest` names that state; `seconds` is the time that one answer may take.
    """

    def __init__(self, digest: Callable[[], str], seconds: float) -> None:
        self._digest = digest
        self._seconds = seconds
        self._shelf = Shelf()
        self._making: Kept[Body] = Kept(2 * WORKERS)
        self._limiter = anyio.CapacityLimiter(WORKERS)
        self._state = ""
        self._seen = -FRESH

    def changed(self) -> None:
        """To be called when this process has written to the record."""
        self._seen = -FRESH

    async def reply(
        self, request: Request, make: Callable[[], Any], media: str = "application/json"
    ) -> Response:
        """The response to a GET: `make` gives what is to be sent as JSON, or the JSON itself.

        304 where the client has it; 404 for NotFound, 400 for BadInput, 503 where it takes too
        long (it is then kept for the next to ask).
        """
        # Sorted: the same question, however it is put.
        asked = f"{request.url.path}?{sorted(request.query_params.multi_items())}"
        if time.monotonic() - self._seen > FRESH:
            self._seen = time.monotonic()
            self._state = await anyio.to_thread.run_sync(self._digest)
        key = hashlib.blake2b(
            f"{self._state} {__version__} {asked}".encode(), digest_size=16
        ).hexdigest()
        # Weak: the bytes differ by whether they are compressed.
        tag = f'W/"{key}"'
        headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        body = self._shelf.find(key)
        if body is None:
            try:
                with anyio.fail_after(self._seconds):
                    body = await anyio.to_thread.run_sync(
                        lambda: self._made(key, make), abandon_on_cancel=True, limiter=self._limiter
                    )
            except NotFound as error:
                return refused(404, str(error))
            except BadInput as error:
                return refused(400, str(error))
            except TimeoutError:
                return refused(
                    503,
                    "this takes longer than allowed: ask for less, or again later",
                    {"Retry-After": "5"},
                )
        if body.zipped and "gzip" in request.headers.get("accept-encoding", ""):
            return Response(body.zipped, 200, {**headers, "Content-Encoding": "gzip"}, media)
        return Response(body.plain, 200, headers, media)

    def _made(self, key: str, make: Callable[[], Any]) -> Body:
        body = self._making.get(key, lambda: _body(make()))
        self._shelf.put(key, body)
        return body


def _body(value: Any) -> Body:
    text = (
        value
        if isinstance(value, str)
        else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    )
    plain = text.encode("utf-8", "replace")
    worth = len(plain) >= WORTH_ZIPPING
    return Body(plain, gzip.compress(plain, ZIP_LEVEL, mtime=0) if worth else None)
