"""page and serve: the map with its slider and its evidence, in a file or over HTTP."""

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from whoholds.cli.options import DEFAULT_RECORD, Record, Theatre, opened

if TYPE_CHECKING:
    from fastapi import FastAPI

Tiles = Annotated[
    str | None,
    typer.Option(
        "--tiles",
        metavar="URL",
        help="Map tiles: a template with {z}, {x} and {y}, or a PMTiles archive. Else none.",
    ),
]


def register(app: typer.Typer) -> None:
    for command in (page, serve):
        app.command()(command)


def page(
    context: typer.Context,
    out: Annotated[str, typer.Option("--out", metavar="FILE", help="The HTML file to write.")],
    tiles: Tiles = None,
    record: Record = None,
    theatre: Theatre = None,
) -> None:
    """One self-contained page: map, slider, evidence. It opens from a disk, with no network."""
    from whoholds.views.page import write_page

    with opened(context, record, theatre) as asked:
        size = write_page(asked.store, out, asked.theatre, tiles)
    typer.echo(f"{out}: {size / 1e6:.1f} MB, open it in a browser")


def serve(
    context: typer.Context,
    port: Annotated[int, typer.Option("--port", metavar="N", min=1, max=65535)] = 8787,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Where to listen: this machine alone.")
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="HOST", help="A further host name that leads here."),
    ] = None,
    token: Annotated[
        str | None,
        typer.Option(
            "--token",
            metavar="TOKEN",
            envvar="WHOHOLDS_TOKEN",
            show_envvar=True,
            help="Lets those who have it decide on claims and send reports; else nobody.",
        ),
    ] = None,
    workers: Annotated[
        int,
        typer.Option(
            "--workers", metavar="N", min=1, help="Processes that answer, for many readers."
        ),
    ] = 1,
    tiles: Tiles = None,
    record: Record = None,
    theatre: Theatre = None,
) -> None:
    """The same page with the API under /api, and review for those with the token."""
    try:
        from whoholds.views import serve as serving
        from whoholds.views.serve_many import serve_many
    except ImportError:
        from whoholds.model import BadInput

        raise BadInput("serving needs more parts: pip install 'whoholds[serve]'") from None

    said: dict[str, Any] = {"host": host, "names": name or (), "token": token, "tiles": tiles}
    # Also where others will open it: that it is not there is to be told before they start.
    with opened(context, record, theatre) as asked:
        typer.echo(f"http://{host}:{port}/ (Ctrl+C stops it)", err=True)
        if workers == 1:
            serving.serve(asked.store, asked.theatre, port=port, intake=asked.take, **said)
            return
    said["workers"] = workers
    where, conflict = record or context.obj.record or DEFAULT_RECORD, theatre or context.obj.theatre
    configure = partial(serving.configured, host=host, port=port)
    serve_many(partial(_opened_app, where, conflict, said), configure, workers, host, port)


def _opened_app(where: str, theatre: str | None, said: dict[str, Any]) -> "FastAPI":
    """In a process of its own, which has the record open for as long as it lives."""
    from whoholds import api
    from whoholds.views.serve import public_app

    asked = api.open(where, theatre, create=False)
    return public_app(asked.store, asked.theatre, intake=asked.take, **said)
