"""A server that speaks OpenAI's protocol on loopback and answers as a script says."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from attrs import define, field, frozen

Row = dict[str, Any]


@frozen
class Reply:
    """What the server sends. `body` in place of everything else; `seconds` before anything."""

    content: str = '{"claims": []}'
    status: int = 200
    finish: str = "stop"
    usage: Any = field(factory=lambda: {"prompt_tokens": 1000, "completion_tokens": 100})
    seconds: float = 0.0
    headers: dict[str, str] = field(factory=dict)
    code: str | None = None
    body: bytes | None = None


def claims(rows: Sequence[Any], **more: Any) -> Reply:
    """A well-formed answer with these claims."""
    return Reply(json.dumps({"claims": list(rows)}), **more)


@frozen
class Question:
    """One request: what was sent, and the report in it."""

    body: Row
    headers: dict[str, str]

    @property
    def content(self) -> str:
        return str(self.body["messages"][-1]["content"])

    @property
    def published(self) -> str:
        return self.content.splitlines()[0].removeprefix("Published: ")

    @property
    def text(self) -> str:
        return self.content.split("\n\n", 1)[1]


@define(eq=False)
class Server:
    """`script` answers each question. `questions` are those so far, `at_once` the most that were
    under way at the same time."""

    script: Callable[[Question], Reply]
    questions: list[Question] = field(factory=list)
    url: str = ""
    at_once: int = 0
    _open: int = 0
    _lock: threading.Lock = field(factory=threading.Lock)

    def answer(self, question: Question) -> Reply:
        with self._lock:
            self.questions.append(question)
            self._open += 1
            self.at_once = max(self.at_once, self._open)
        try:
            reply = self.script(question)
            time.sleep(reply.seconds)
        finally:
            with self._lock:
                self._open -= 1
        return reply


@contextmanager
def serving(script: Callable[[Question], Reply]) -> Iterator[Server]:
    server = Server(script)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            reply = server.answer(Question(body, {k.lower(): v for k, v in self.headers.items()}))
            with suppress(BrokenPipeError, ConnectionResetError):  # who asked may have gone
                self._send(reply, str(body.get("model")))

        def _send(self, reply: Reply, model: str) -> None:
            content = _body(reply, model)
            self.send_response(reply.status)
            for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server.url = f"http://127.0.0.1:{http.server_port}/v1"
    thread = threading.Thread(
        target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    )
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()


def _body(reply: Reply, model: str) -> bytes:
    if reply.body is not None:
        return reply.body
    if reply.status != 200:
        said = {"error": {"message": "the key sk-secret is wrong", "code": reply.code}}
        return json.dumps(said).encode()
    choice = {
        "index": 0,
        "finish_reason": reply.finish,
        "message": {"role": "assistant", "content": reply.content},
    }
    answer = {
        "id": "scripted", "object": "chat.completion", "created": 0, "model": model,
        "choices": [choice], "usage": reply.usage,
    }  # fmt: skip
    return json.dumps(answer).encode()
