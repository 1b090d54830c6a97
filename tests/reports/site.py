"""A news site on loopback, that behaves as badly as real ones."""

import gzip
import threading
import time
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from attrs import define, field, frozen


@frozen
class Answer:
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    drip: float = 0.0  # seconds between the bytes


@define
class Site:
    """Answers by path; what is callable is called with the number of the visit, from 1."""

    pages: dict[str, Answer | Callable[[int], Answer]] = field(factory=dict)
    visits: Counter[str] = field(factory=Counter)
    seen: list[dict[str, str]] = field(factory=list)
    posted: list[tuple[dict[str, str], bytes]] = field(factory=list)
    server: ThreadingHTTPServer = field(init=False)

    def __enter__(self) -> Self:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.visits[self.path] += 1
                site.seen.append({"path": self.path, **self.headers})
                found = site.pages.get(self.path, Answer(404))
                answer = found(site.visits[self.path]) if callable(found) else found
                etag = answer.headers.get("ETag")
                if etag and self.headers.get("If-None-Match") == etag:
                    answer = Answer(304, headers={"ETag": etag})
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                try:
                    if not answer.drip:
                        self.wfile.write(answer.body)
                    for byte in answer.body if answer.drip else b"":
                        self.wfile.write(bytes([byte]))
                        self.wfile.flush()
                        time.sleep(answer.drip)
                except OSError:
                    pass  # the client has had enough

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                site.posted.append((dict(self.headers), body))
                self.send_response(500 if self.path == "/broken" else 204)
                self.end_headers()

            def log_message(self, *_: object) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.server.shutdown()
        self.server.server_close()

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.server.server_port}{path}"


def rss(site: Site, items: dict[str, str], extra: str = "") -> Answer:
    """A feed of paths, each with its day and time."""
    rows = "".join(
        f"<item><title>x</title><link>{site.url(path)}</link><pubDate>{when}</pubDate></item>"
        for path, when in items.items()
    )
    body = (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>W</title>{rows}</channel></rss>"
    )
    return Answer(body=(body + extra).encode(), headers={"Content-Type": "application/rss+xml"})


def gzipped(body: bytes) -> Answer:
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    return Answer(body=gzip.compress(body), headers=headers)
