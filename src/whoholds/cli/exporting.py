"""export, brief, plot, mcp: answers in the forms of other programs."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from whoholds.cli.options import Clock, Known, Place, Record, Theatre, opened

if TYPE_CHECKING:
    from whoholds.views.export import Written

Kind = Literal["claims", "events", "holdings", "panel", "geojson", "gpkg", "kml", "prov"]
First = Annotated[str | None, typer.Option("--from", metavar="DATE", help="The first day.")]
Last = Annotated[str | None, typer.Option("--to", metavar="DATE", help="The last day.")]
On = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="What stands on that day; maps: that day."),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", help="Where to; else standard output.", dir_okay=False),
]
Picture = Annotated[
    Path,
    typer.Option("--out", metavar="FILE", help="Where to: .png, .svg or .pdf.", dir_okay=False),
]
RoundKm = Annotated[
    float | None,
    typer.Option("--round-km", metavar="KM", help="Coordinates no finer than cells of that size."),
]
Redact = Annotated[
    bool,
    typer.Option(
        "--redact-sources", help="Private speakers by what they are: a doctor, a resident."
    ),
]


def register(app: typer.Typer) -> None:
    app.command()(export)
    app.command()(brief)
    plots = typer.Typer(rich_markup_mode=None, help="Figures for print: PNG, SVG or PDF.")
    plots.command("history")(plot_history)
    plots.command("actor")(plot_actor)
    plots.command("map")(plot_map)
    app.add_typer(plots, name="plot")
    app.command()(mcp)


def export(
    context: typer.Context,
    kind: Annotated[
        Kind,
        typer.Argument(
            metavar="KIND", help="claims, events, holdings, panel, geojson, gpkg, kml or prov."
        ),
    ],
    out: Out = None,
    form: Annotated[
        Literal["csv", "jsonl", "parquet"] | None,
        typer.Option("--format", help="Of a table; else as the file is named, else csv."),
    ] = None,
    on: On = None,
    start: First = None,
    end: Last = None,
    known: Known = None,
    clock: Clock = "published",
    place: Place = None,
    hxl: Annotated[bool, typer.Option("--hxl", help="A row of HXL tags (CSV).")] = False,
    distinct: Annotated[
        bool, typer.Option("--distinct", help="events: one row an event, not a claim.")
    ] = False,
    texts: Annotated[
        bool, typer.Option("--texts", help="claims: with the reports' texts, to move a record.")
    ] = False,
    round_km: RoundKm = None,
    redact_sources: Redact = False,
    record: Record = None,
    theatre: Theatre = None,
) -> None:
    """Tables, maps and provenance for other programs, each with what it was made from."""
    from whoholds.views.export import Options
    from whoholds.views.export import export as write

    with opened(context, record, theatre) as asked:
        scope = asked.scope(on, known, clock, start, end, round_km, redact_sources, place)
        written = write(kind, scope, out, Options(form, hxl, distinct, texts))
    _say(written)


def brief(
    context: typer.Context,
    start: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day.")],
    end: Annotated[str, typer.Option("--to", metavar="DATE", help="The last day.")],
    known: Known = None,
    clock: Clock = "published",
    form: Annotated[
        Literal["markdown", "html", "docx"] | None,
        typer.Option("--format", help="Else as the file is named, else Markdown."),
    ] = None,
    out: Out = None,
    round_km: RoundKm = None,
    redact_sources: Redact = False,
    record: Record = None,
    theatre: Theatre = None,
) -> None:
    """A note on what changed, what is disputed and contested, and what came to light late."""
    from whoholds.views import brief_files

    with opened(context, record, theatre) as asked:
        scope = asked.scope(None, known, clock, start, end, round_km, redact_sources)
        text = brief_files.write(scope, out, form)
    if text is not None:
        typer.echo(text, nl=False)


def plot_history(
    context: typer.Context,
    place: Annotated[str, typer.Argument(metavar="PLACE", help="A place, in any spelling.")],
    out: Picture,
    start: First = None,
    end: Last = None,
    known: Known = None,
    clock: Clock = "published",
    record: Record = None,
    theatre: Theatre = None,
) -> None:
    """Who held a place over time, uncertain ends fading, with the days of the claims."""
    with opened(context, record, theatre) as asked:
        asked.plot_history(place, known, clock, start, end).save(out)


def plot_actor(
    context: typer.Context,
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="An actor, by any of its names.")],
    out: Picture,
    start: First = None,
    end: Last = None,
    known: Known = None,
    clock: Clock = "published",
    record: Record = None,
    theatre: Theatre = None,
) -> None:
    """How many places an actor held on each day, with the least and most it can have been."""
    with opened(context, record, theatre) as asked:
        asked.plot_actor(actor, known, clock, start, end).save(out)


def plot_map(
    context: typer.Context,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The day of the map.")],
    out: Picture,
    known: Known = None,
    clock: Clock = "published",
    round_km: RoundKm = None,
    record: Record = None,
    theatre: Theatre = None,
) -> None:
    """Places and the areas interpolated between them, on one day."""
    with opened(context, record, theatre) as asked:
        asked.plot_map(on, known, clock, round_km).save(out)


def mcp(context: typer.Context, record: Record = None, theatre: Theatre = None) -> None:
    """The questions as tools for an assistant, over standard input and output (MCP)."""
    from whoholds.views.mcp import server

    with opened(context, record, theatre) as asked:
        served: Any = server(asked)
        served.run("stdio")


def _say(written: "Written") -> None:
    """On standard error, so that a table on standard output stays one."""
    for path in written.files:
        typer.echo(f"wrote {path}", err=True)
    typer.echo(f"made from: {written.edition}", err=True)
