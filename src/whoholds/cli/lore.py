"""theatre: what is known of conflicts before any report."""

from typing import Annotated

import typer

from whoholds.cli.options import AsJson, print_json, wants_json

Name = Annotated[str, typer.Argument(metavar="NAME|FILE", help="A shipped theatre or a file.")]


def register(app: typer.Typer) -> None:
    theatres = typer.Typer(rich_markup_mode=None, help="Theatres: one file a conflict.")
    theatres.command("list")(list_theatres)
    theatres.command("show")(show)
    app.add_typer(theatres, name="theatre")


def list_theatres(context: typer.Context, as_json: AsJson = False) -> None:
    """The theatres that come with whoholds."""
    from whoholds.knowledge.theatres import shipped

    rows = [(t.slug, t.name, " ".join(t.countries)) for t in shipped().values()]
    if wants_json(context, as_json):
        keys = ("slug", "name", "countries")
        print_json([dict(zip(keys, row, strict=True)) for row in rows])
    else:
        from whoholds.views import tables

        tables.show_lines(tables.console(), ("Theatre", "Name", "Countries"), rows)


def show(context: typer.Context, name: Name) -> None:
    """A theatre's actors: who they are, their other names, and when they are active."""
    from whoholds.knowledge.theatres import find_theatre
    from whoholds.views import tables
    from whoholds.views.days import days_text

    theatre = find_theatre(name)
    rows = [
        (actor.name, actor.kind, days_text((actor.start, actor.end)), ", ".join(actor.aliases))
        for actor in theatre.actors
    ]
    tables.show_lines(tables.console(), ("Actor", "Kind", "Active", "Also called"), rows)
