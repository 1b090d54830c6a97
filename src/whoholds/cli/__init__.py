"""The commands: thin. They parse, ask `whoholds.api`, and print.

Nothing heavy is imported here or above a command's body: `--help` answers at once.
"""

import io
import os
import sys
from typing import NoReturn

import typer

from whoholds.cli import exporting, judging, keeping, lore, questions, reading, showing
from whoholds.cli.options import AsJson, Record, Theatre, defaults

STOPPED = "stopped; what was added before is safe"

# rich would make help a third of a second slower.
app = typer.Typer(
    name="whoholds",
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (reading, questions, showing, exporting, keeping, lore, judging):
    module.register(app)


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    record: Record = None,
    theatre: Theatre = None,
    as_json: AsJson = False,
    version: bool = typer.Option(False, "--version", help="The version of whoholds."),
) -> None:
    """Who holds which place, since when, and who says so: from dated reports, with sources."""
    context.obj = defaults(record, theatre, as_json)
    if version:
        from whoholds import __version__

        typer.echo(f"whoholds {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main(arguments: list[str] | None = None) -> None:
    """Run one command and exit: 0, 2 for bad input, 1 for a failure; errors are one line."""
    for stream in (sys.stdout, sys.stderr):
        # Places have names in any script, whatever this machine's locale can write.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        status = app(arguments, standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        _fail(f"{error.format_message()} (see whoholds --help)", error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        _fail(STOPPED, 130)
    except BrokenPipeError:
        # The reader of our output has what it wanted; Python's own flush at exit must not fail.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:  # noqa: BLE001 - a user gets a line, never a traceback
        _explain(error)
    else:
        if status == 130:  # what typer makes of an interruption
            _fail(STOPPED, 130)
        sys.exit(status if isinstance(status, int) else 0)


def _explain(error: Exception) -> None:
    """A line and the status for what a command raised; never a traceback, unless asked for."""
    from whoholds.model import BadInput, WhoholdsError

    if isinstance(error, WhoholdsError):
        _fail(str(error), 2 if isinstance(error, BadInput) else 1)
    if os.environ.get("WHOHOLDS_DEBUG"):
        raise error
    _fail(f"failed: {type(error).__name__}: {error} (WHOHOLDS_DEBUG=1 shows where)", 1)


def _fail(message: str, status: int) -> NoReturn:
    from whoholds.views.plain import plain

    typer.echo(f"whoholds: {plain(message)}", err=True)
    sys.exit(status)
