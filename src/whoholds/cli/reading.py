"""demo, extract, add: the commands that read reports."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from whoholds.cli.options import (
    AsJson,
    Files,
    Record,
    Theatre,
    opened,
    print_json,
    wants_json,
    warn,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from whoholds.intake import Summary


def register(app: typer.Typer) -> None:
    for command in (demo, extract, add):
        app.command()(command)


def demo() -> None:
    """The shipped sample reports, end to end: who held what, what changed, and why."""
    from whoholds.cli.demo import play

    play()


def extract(context: typer.Context, files: Files, theatre: Theatre = None) -> None:
    """Claims of reports as JSON lines, one line a report; no record is touched."""
    from whoholds import api
    from whoholds.intake import read_each
    from whoholds.knowledge.theatres import find_theatre
    from whoholds.model import Report
    from whoholds.reports import Failure, read_inputs
    from whoholds.views.plain import json_text

    failed = False

    def good_ones() -> Iterator[Report]:
        nonlocal failed
        for item in read_inputs(files, dated=False):
            if isinstance(item, Failure):
                failed = True
                warn(item)
            else:
                yield item

    name = theatre or context.obj.theatre
    reader = api.rules_reader(find_theatre(name) if name else None)
    for report, reading in read_each(good_ones(), reader):
        if isinstance(reading, Failure):
            failed = True
            warn(reading)
        else:
            claims = [claim.to_json() for claim in reading.claims]
            typer.echo(json_text({"id": report.label, "claims": claims}))
    if failed:
        raise typer.Exit(2)


def add(
    context: typer.Context,
    files: Files,
    record: Record = None,
    theatre: Theatre = None,
    as_json: AsJson = False,
) -> None:
    """Reports into the record. What was read before is skipped; the rest goes on if one fails."""
    with opened(context, record, theatre, create=True) as found, _progress() as progress:
        summary = found.add(files, progress=progress)
    for failure in summary.failures:
        warn(failure)
    if wants_json(context, as_json):
        print_json(summary.to_json())
    else:
        typer.echo(str(summary))
    if summary.failures:
        raise typer.Exit(2)


@contextmanager
def _progress() -> "Iterator[Callable[[Summary], None]]":
    """A line that counts on a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading …", total=None)
        yield lambda summary: bar.update(task, description=str(summary))
