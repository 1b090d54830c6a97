"""on, history, changes, why, events."""

from typing import Annotated

import typer

from whoholds.cli.options import (
    AsJson,
    Clock,
    Known,
    Place,
    Record,
    Theatre,
    opened,
    print_json,
    wants_json,
)

Day = Annotated[str, typer.Argument(metavar="DATE", help="A day as YYYY-MM-DD.")]
PlaceName = Annotated[str, typer.Argument(metavar="PLACE", help="A place, in any spelling.")]
Actor = Annotated[str | None, typer.Option("--actor", metavar="ACTOR", help="This holder alone.")]


def register(app: typer.Typer) -> None:
    for command in (on, history, changes, why, events):
        app.command()(command)


def on(
    context: typer.Context,
    day: Day,
    known: Known = None,
    place: Place = None,
    actor: Actor = None,
    clock: Clock = "published",
    record: Record = None,
    theatre: Theatre = None,
    as_json: AsJson = False,
) -> None:
    """Who holds what on a day."""
    with opened(context, record, theatre) as asked:
        answer = asked.on(day, known, place, actor, clock)
    if wants_json(context, as_json):
        print_json(answer.to_json())
    else:
        from whoholds.views import tables

        tables.show_holdings(tables.console(), answer)


def history(
    context: typer.Context,
    place: PlaceName,
    known: Known = None,
    clock: Clock = "published",
    record: Record = None,
    theatre: Theatre = None,
    as_json: AsJson = False,
) -> None:
    """The holders of a place in order of time, each with the sentence that says so."""
    with opened(context, record, theatre) as asked:
        answer = asked.history(place, known, clock)
        if wants_json(context, as_json):
            print_json(answer.to_json())
            return
        from whoholds.views import tables

        tables.show_history(tables.console(), answer, asked.told(answer))


def changes(
    context: typer.Context,
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first day asked about.")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="The last day asked about.")
    ] = None,
    lost_by: Annotated[
        str | None, typer.Option("--lost-by", metavar="ACTOR", help="What this actor lost.")
    ] = None,
    gained_by: Annotated[
        str | None, typer.Option("--gained-by", metavar="ACTOR", help="What this actor gained.")
    ] = None,
    place: Place = None,
    known: Known = None,
    clock: Clock = "published",
    record: Record = None,
    theatre: Theatre = None,
    as_json: AsJson = False,
) -> None:
    """What changed hands between two days."""
    with opened(context, record, theatre) as asked:
        answer = asked.changes(start, end, lost_by, gained_by, place, known, clock)
    if wants_json(context, as_json):
        print_json(answer.to_json())
    else:
        from whoholds.views import tables

        tables.show_changes(tables.console(), answer)


def why(
    context: typer.Context,
    place: PlaceName,
    day: Annotated[str, typer.Option("--on", metavar="DATE", help="The day asked about.")],
    known: Known = None,
    clock: Clock = "published",
    record: Record = None,
    theatre: Theatre = None,
    as_json: AsJson = False,
) -> None:
    """The claims behind an answer: sentence, speakers, publisher, day, status, grade, origin."""
    with opened(context, record, theatre) as asked:
        answer = asked.why(place, day, known, clock)
    if wants_json(context, as_json):
        print_json(answer.to_json())
    else:
        from whoholds.views import tables

        tables.show_reasons(tables.console(), answer)


def events(
    context: typer.Context,
    place: Place = None,
    actor: Annotated[
        str | None, typer.Option("--actor", metavar="ACTOR", help="Where this actor is on a side.")
    ] = None,
    types: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="TYPE", help="Of this type: REQUEST, LOSSES, backs …"),
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first day asked about.")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="The last day asked about.")
    ] = None,
    known: Known = None,
    clock: Clock = "published",
    record: Record = None,
    theatre: Theatre = None,
    as_json: AsJson = False,
) -> None:
    """Who asked, armed, accused, dismissed or backs whom: events beside territory, relations."""
    with opened(context, record, theatre) as asked:
        answer = asked.events(place, actor, types, start, end, known, clock)
    if wants_json(context, as_json):
        print_json(answer.to_json())
    else:
        from whoholds.views import tables

        tables.show_events(tables.console(), answer)
