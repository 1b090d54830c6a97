"""page and serve: the map with its slider and its evidence, in a file or over HTTP."""

from typing import Annotated

import typer

from whoholds.cli.options import Record, Theatre, opened

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
    tiles: Tiles = None,
    record: Record = None,
    theatre: Theatre = None,
) -> None:
    """The same page with the API under /api, and review for those with the token."""
    try:
        from whoholds.views.serve import serve as run
    except ImportError:
        from whoholds.model import BadInput

        raise BadInput("serving needs more parts: pip install 'whoholds[serve]'") from None

    with opened(context, record, theatre) as asked:
        typer.echo(f"http://{host}:{port}/ (Ctrl+C stops it)", err=True)
        run(
            asked.store,
            asked.theatre,
            host=host,
            port=port,
            names=name or (),
            intake=asked.take,
            token=token,
            tiles=tiles,
        )
