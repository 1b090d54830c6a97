"""theatre and places: what is known before any report."""

from pathlib import Path
from typing import Annotated

import typer

from whoholds.cli.options import AsJson, print_json, wants_json

Name = Annotated[str, typer.Argument(metavar="NAME|FILE", help="A shipped theatre or a file.")]


def register(app: typer.Typer) -> None:
    theatres = typer.Typer(rich_markup_mode=None, help="Theatres: one file a conflict.")
    theatres.command("list")(list_theatres)
    theatres.command("show")(show)
    theatres.command("check")(check)
    app.add_typer(theatres, name="theatre")
    places = typer.Typer(rich_markup_mode=None, help="Places that the gazetteer lacks.")
    places.command("add")(add_places)
    app.add_typer(places, name="places")


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


def check(name: Name) -> None:
    """Look for mistakes in a theatre: a name used twice, a place outside its country, and such."""
    from whoholds.knowledge.gazetteer import Gazetteer
    from whoholds.knowledge.theatres import check, find_theatre
    from whoholds.views.plain import plain

    findings = check(find_theatre(name), Gazetteer.load())
    for finding in findings:
        typer.echo(plain(finding))
    if findings:
        raise typer.Exit(2)
    typer.echo("nothing doubtful in it")


def add_places(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A GeoNames dump, or a CSV or HXL table.")
    ],
) -> None:
    """Places of a GeoNames dump or a P-code list, for every later reading on this machine."""
    from whoholds.knowledge.places import add_places

    added = add_places(file)
    left_out = "".join(f"; {count} left out: {why}" for why, count in added.left_out.items())
    typer.echo(f"{added.count} places added{left_out}")
