"""Options that many commands share. Each may stand before the command as well as after it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

import typer

if TYPE_CHECKING:
    from whoholds import api

DEFAULT_RECORD = "whoholds.db"

Record = Annotated[
    str | None,
    typer.Option(
        "--record",
        metavar="FILE|URL",
        help="The record: a file or a database URL. Else WHOHOLDS_RECORD, else whoholds.db.",
    ),
]
Theatre = Annotated[
    str | None,
    typer.Option(
        "--theatre", metavar="NAME|FILE", help="The conflict: a shipped theatre or a YAML file."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Known = Annotated[
    str | None,
    typer.Option("--known", metavar="DATE", help="Answer with what was known on that day."),
]
Clock = Annotated[
    Literal["published", "recorded"],
    typer.Option(
        "--clock",
        help="Whether known means published by then, or recorded here by then.",
    ),
]
Place = Annotated[str | None, typer.Option("--place", metavar="PLACE", help="This place alone.")]
Files = Annotated[
    list[str],
    typer.Argument(metavar="FILE…", help="Files, folders, addresses, or - for standard input."),
]


class Defaults(NamedTuple):
    """What was said before the command."""

    record: str | None
    theatre: str | None
    as_json: bool


def defaults(record: str | None, theatre: str | None, as_json: bool) -> Defaults:
    import os

    return Defaults(record or os.environ.get("WHOHOLDS_RECORD"), theatre, as_json)


@contextmanager
def opened(
    context: typer.Context, record: str | None, theatre: str | None = None, create: bool = False
) -> Iterator["api.Record"]:
    """The record that the options name; it must be there unless `create`."""
    from whoholds import api

    said: Defaults = context.obj
    with api.open(
        record or said.record or DEFAULT_RECORD, theatre or said.theatre, create
    ) as found:
        yield found


def wants_json(context: typer.Context, as_json: bool) -> bool:
    said: Defaults = context.obj
    return as_json or said.as_json


def print_json(value: Any) -> None:
    from whoholds.views.plain import json_text

    typer.echo(json_text(value, indent=2))


def warn(message: object) -> None:
    """One line on standard error."""
    from whoholds.views.plain import plain

    typer.echo(f"whoholds: {plain(str(message))}", err=True)
