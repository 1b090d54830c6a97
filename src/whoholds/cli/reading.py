"""demo, extract, add: the commands that read reports."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from whoholds.cli.options import (
    DEFAULT_RECORD,
    AsJson,
    Files,
    Record,
    Theatre,
    opened,
    print_json,
    wants_json,
    warn,
)
from whoholds.cli.readers import RULES, Who, reads

if TYPE_CHECKING:
    from collections.abc import Callable

    from whoholds.intake import Summary
    from whoholds.reports import How
    from whoholds.reports.how import Gauge
    from whoholds.watch.polling import Round

Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--map", metavar="FIELD=COLUMN", help="A table's columns: published=date,text=body."
    ),
]
AllowPrivate = Annotated[
    bool,
    typer.Option("--allow-private", help="Read addresses in this machine's own network too."),
]


def register(app: typer.Typer) -> None:
    for command in (demo, extract, add, watch):
        app.command()(command)


def demo() -> None:
    """The shipped sample reports, end to end: who held what, what changed, and why."""
    from whoholds.cli.demo import play

    play()


@reads
def extract(
    context: typer.Context,
    files: Files,
    who: Who,
    theatre: Theatre = None,
    columns: Columns = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Claims, events and relations of reports as JSON lines, a line a report; no record touched."""
    from attrs import asdict

    from whoholds.intake import read_each
    from whoholds.knowledge.theatres import find_theatre
    from whoholds.model import Report
    from whoholds.reports import Failure, read_inputs
    from whoholds.views.plain import json_text
    from whoholds.views.told import told

    failed = False

    def good_ones() -> Iterator[Report]:
        nonlocal failed
        for item in read_inputs(files, how=_how(columns, allow_private, dated=False)):
            if isinstance(item, Failure):
                failed = True
                warn(item)
            else:
                yield item

    name = theatre or context.obj.theatre
    with who.reading(find_theatre(name) if name else None) as reader:
        for report, reading in read_each(good_ones(), reader):
            if isinstance(reading, Failure):
                failed = True
                warn(reading)
                continue
            if report.language != "en":
                warn(f"{report.label}: unread, as it is in another language ({report.language})")
            row: dict[str, Any] = {"id": report.label, **told(reading)}
            if reading.doubts:
                row["doubts"] = [asdict(doubt) for doubt in reading.doubts]
            typer.echo(json_text(row))
    if failed:
        raise typer.Exit(2)


@reads
def add(
    context: typer.Context,
    files: Files,
    who: Who,
    record: Record = None,
    theatre: Theatre = None,
    as_json: AsJson = False,
    columns: Columns = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", metavar="N", min=1, help="Processes that read: else 1, or all of a cluster's."
        ),
    ] = None,
    engine: Annotated[
        str | None,
        typer.Option(
            "--engine",
            metavar="ray|ray://HOST",
            help="Read on Ray: on a cluster of its own here, or on the one at HOST.",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Count what would be added, and add nothing.")
    ] = False,
    failures: Annotated[
        Path | None,
        typer.Option(
            "--failures",
            metavar="FILE",
            help="What failed, and why, as JSON lines.",
            dir_okay=False,
        ),
    ] = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Reports into the record. What was read before is skipped; the rest goes on if one fails."""
    how = _how(columns, allow_private)
    if engine and engine != "ray" and not engine.startswith("ray://"):
        from whoholds.model import BadInput

        raise BadInput(f"--engine {engine!r} is none: ray, or ray://HOST:PORT")
    if engine and "-" in files:
        from whoholds.model import BadInput

        raise BadInput("a cluster cannot read standard input: name files")
    where = record or context.obj.record or DEFAULT_RECORD
    if dry_run and "://" not in where and not Path(where).exists():
        where = ":memory:"
    with (
        opened(context, where, theatre, create=not dry_run or where == ":memory:") as found,
        who.reading(found.theatre, found.gazetteer) as reader,
        _progress(how.gauge) as progress,
    ):
        # Without a reader of its own it reads by the rules, in as many processes as were asked for.
        chosen = None if who.reader == RULES else reader
        summary = found.add(
            files,
            reader=chosen,
            progress=progress,
            how=how,
            jobs=jobs,
            dry_run=dry_run,
            engine=engine,
        )
    for failure in summary.failures:
        warn(failure)
    if failures:
        from whoholds.views.plain import json_text

        rows = (json_text({"label": f.label, "reason": f.reason}) for f in summary.failures)
        failures.write_text("".join(f"{row}\n" for row in rows), "utf-8")
    if wants_json(context, as_json):
        print_json(summary.to_json())
    else:
        typer.echo(f"{'nothing added, but would be: ' if dry_run else ''}{summary}")
    if summary.failures:
        raise typer.Exit(2)


def watch(
    context: typer.Context,
    feeds: Annotated[
        Path, typer.Argument(metavar="FEEDS.toml", help="Which feeds, and who is told of changes.")
    ],
    record: Record = None,
    theatre: Theatre = None,
    as_json: AsJson = False,
    once: Annotated[bool, typer.Option("--once", help="One round, as for cron.")] = False,
    allow_private: AllowPrivate = False,
) -> None:
    """New articles of feeds into the record, and changes of holder to whoever wants them."""
    from hashlib import blake2b

    from whoholds.watch import load
    from whoholds.watch import watch as run

    watched = load(feeds)
    with opened(context, record, theatre, create=True) as found:
        # Beside the list of feeds, and another one for each record that they flow into.
        name = blake2b(found.store.name.encode(), digest_size=4).hexdigest()
        state = feeds.with_name(f"{feeds.stem}.{name}.watch.db")

        def say(done: "Round") -> None:
            for failure in done.added.failures:
                warn(failure)
            if not once:
                typer.echo(f"{done.added}; {done.waiting} to be tried again")

        summary = run(found, watched, state, once, allow_private, report=say)
    if wants_json(context, as_json):
        print_json(summary.to_json())
    else:
        typer.echo(str(summary))
    if summary.failures:
        raise typer.Exit(2)


def _how(columns: list[str] | None, allow_private: bool, dated: bool = True) -> "How":
    from whoholds.model import BadInput
    from whoholds.reports import How
    from whoholds.reports.rows import NAMES

    named: dict[str, str] = {}
    for pair in ",".join(columns or ()).split(","):
        wanted, _, column = pair.partition("=")
        if pair and (wanted.strip() not in NAMES or not column.strip()):
            raise BadInput(f"--map {pair!r} is not FIELD=COLUMN: the fields are {', '.join(NAMES)}")
        if pair:
            named[wanted.strip()] = column.strip()
    return How(dated, named, allow_private)


@contextmanager
def _progress(gauge: "Gauge") -> "Iterator[Callable[[Summary], None]]":
    """A line that counts on a terminal, with the time left; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    import time

    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    started = time.monotonic()
    columns = (BarColumn(20), TextColumn("{task.description}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading …", total=None)

        def show(summary: "Summary") -> None:
            rate = (summary.new + summary.known) / max(time.monotonic() - started, 0.1)
            said = f"{summary} · {rate:.0f} reports/s"
            bar.update(task, description=said, completed=gauge.done, total=gauge.total or None)

        yield show
