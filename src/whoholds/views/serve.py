"""The page and its API over HTTP: for one's own machine unless told otherwise."""

import gzip
import hashlib
from collections.abc import Callable, Collection
from contextlib import suppress
from html import escape
from threading import Thread
from typing import Any

import uvicorn
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from whoholds import __version__
from whoholds.knowledge.gazetteer import Gazetteer
from whoholds.knowledge.theatres import Theatre
from whoholds.model import BadInput, WhoholdsError
from whoholds.record import AsOf, Store
from whoholds.views.api_desk import Desk
from whoholds.views.api_guard import Guard, Limits, own_names
from whoholds.views.api_reply import Replies
from whoholds.views.api_routes import reading, writing
from whoholds.views.api_write import Intake
from whoholds.views.page import asset, content_policy

LOCAL = "127.0.0.1"
PORT = 8787
LEAST_TOKEN = 12  # characters: shorter ones are guessed
MOST_CONNECTIONS = 500
ASSETS = {"app.js": "text/javascript", "app.css": "text/css", "ground.json": "application/json"}
ABOUT = """\
Who holds which place, since when, and who says so, from dated reports.

Every answer names the basis it was worked out on: the day of knowledge, the runs, the record's
digest. Every question takes `known`: answer with what was known on that day. Writing needs the
token that the server was started with, as `Authorization: Bearer …`.
"""


def create_app(
    store: Store,
    theatre: Theatre | None = None,
    *,
    load_gazetteer: Callable[[], Gazetteer] = Gazetteer.load,
    intake: Intake | None = None,
    token: str | None = None,
    tiles: str | None = None,
    hosts: Collection[str] | None = own_names(LOCAL),
    limits: Limits | None = None,
) -> FastAPI:
    """The application: page at `/`, API under `/api`, its description at `/api/openapi.json`.

    `intake` reads reports that are sent in; `token` lets write, None nobody; `hosts` are the names
    under which the server may be called (None: any). Raises BadInput for a token too short.
    """
    if token is not None and len(token) < LEAST_TOKEN:
        raise BadInput(f"a token needs {LEAST_TOKEN} characters or more: longer is safer")
    limits = limits or Limits()
    desk = Desk(store, theatre, load_gazetteer)
    replies = Replies(store.digest, limits.seconds)
    app = FastAPI(
        title="whoholds",
        version=__version__,
        description=ABOUT,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    app.include_router(reading(desk, replies, token is not None, tiles))
    app.include_router(writing(desk, replies, token, intake))
    app.add_api_route("/", _home(theatre), include_in_schema=False)
    for name, media in ASSETS.items():
        app.add_api_route(f"/static/{name}", _static(name, media), include_in_schema=False)
    app.add_exception_handler(Exception, _failed)
    app.add_middleware(Guard, hosts=hosts, limits=limits, headers=_headers(tiles))
    app.state.desk = desk
    return app


def serve(
    store: Store,
    theatre: Theatre | None = None,
    *,
    host: str = LOCAL,
    port: int = PORT,
    **said: Any,
) -> None:
    """Serve until stopped; `said` as for `public_app`. Raises BadInput where the port is taken."""
    app = public_app(store, theatre, host=host, **said)
    server = uvicorn.Server(configured(app, host, port))
    try:
        server.run()
    except SystemExit:
        raise BadInput(
            f"port {port} on {host} cannot be used: choose another with --port"
        ) from None


def public_app(
    store: Store,
    theatre: Theatre | None = None,
    *,
    host: str = LOCAL,
    names: Collection[str] = (),
    intake: Intake | None = None,
    token: str | None = None,
    tiles: str | None = None,
    limits: Limits | None = None,
    workers: int = 1,
) -> FastAPI:
    """The application for `host`, to which `names` lead too, one of so many `workers`.

    Beyond this machine each client gets 50 requests a second unless `limits` says otherwise.
    """
    local = host in (LOCAL, "localhost", "::1")
    app = create_app(
        store,
        theatre,
        intake=intake,
        token=token,
        tiles=tiles,
        hosts=own_names(host, names),
        limits=limits or Limits(reads=0.0 if local else 50.0 / workers),
    )
    # What all will ask for is made while the first are answered.
    Thread(target=_prepare, args=(app.state.desk,), daemon=True).start()
    return app


def configured(app: FastAPI, host: str = LOCAL, port: int = PORT) -> uvicorn.Config:
    """How the application is served, by one process or by each of several."""
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=10,
        limit_concurrency=MOST_CONNECTIONS,
    )


def _prepare(desk: Desk) -> None:
    """Whoever asks for it after a failure here is told of it."""
    with suppress(WhoholdsError):
        desk.board(AsOf())


def _home(theatre: Theatre | None) -> Callable[[], HTMLResponse]:
    title = escape(theatre.name if theatre else "whoholds")

    def home() -> HTMLResponse:
        return HTMLResponse(
            "\n".join(
                [
                    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
                    '<meta name="viewport" content="width=device-width, initial-scale=1">',
                    '<meta name="color-scheme" content="light dark">',
                    '<link rel="icon" href="data:,">',
                    f"<title>{title}</title>",
                    '<link rel="stylesheet" href="static/app.css">',
                    '<link rel="preload" href="static/ground.json" as="fetch" crossorigin>',
                    '<script src="static/app.js" defer></script>\n</head>',
                    '<body>\n<div id="app"><p class="boot">Reading the record…</p></div>',
                    "<noscript><p>This page draws its map with JavaScript, which is switched off "
                    "here.</p></noscript>\n</body>\n</html>\n",
                ]
            )
        )

    return home


def _static(name: str, media: str) -> Callable[[Request], Response]:
    """A file of the bundle, known by name: no path from outside reaches the disk."""
    text = asset(name)
    plain = text.encode()
    tag = f'"{hashlib.blake2b(plain, digest_size=12).hexdigest()}"'
    zipped = gzip.compress(plain, 9, mtime=0)

    def static(request: Request) -> Response:
        headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(zipped, 200, {**headers, "Content-Encoding": "gzip"}, media)
        return Response(plain, 200, headers, media)

    return static


def _headers(tiles: str | None) -> dict[str, str]:
    policy = content_policy(["'self'"], ["'self'"], ["'self'"], tiles)
    return {
        "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }


def _failed(request: Request, error: Exception) -> JSONResponse:
    """An error of ours: what went wrong is for the log alone."""
    return JSONResponse({"detail": "the server failed on this: see its log"}, 500)
