"""The main job on the shipped sample reports, in a record that is thrown away."""

from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.text import Text

import whoholds
from whoholds import api
from whoholds.views import tables

SAMPLES = Path(whoholds.__file__).parent / "samples"
MOST_PLACES = 20
DAYS = ("2024-11-28", "2024-12-01", "2024-12-08")
WHY = ("Hama", "2024-12-06")


def play() -> None:
    """Read the samples and ask each question once, the commands shown with their answers."""
    out = tables.console()
    with TemporaryDirectory() as folder, api.open(Path(folder) / "demo.db") as record:
        _say(out, f"whoholds add {_short(SAMPLES)}")
        out.print(Text(str(record.add(SAMPLES))))
        _say(out, " · ".join(f"whoholds on {day}" for day in DAYS))
        tables.show_days(out, [record.on(day) for day in DAYS], MOST_PLACES)
        first, last = DAYS[0], DAYS[-1]
        _say(out, f"whoholds changes --from {first} --to {last}")
        tables.show_changes(out, record.changes(first, last))
        place, day = WHY
        _say(out, f"whoholds history {place}")
        history = record.history(place)
        tables.show_history(out, history, record.told(history))
        _say(out, f"whoholds why {place} --on {day}")
        tables.show_reasons(out, record.why(place, day))
    _say(out, "Now with a record of your own:")
    for command in (
        f"whoholds add {_short(SAMPLES)}",
        f"whoholds on {DAYS[1]} --known {DAYS[0]}",
        'whoholds history "Deir ez-Zor"',
        f"whoholds changes --from {first} --to {last} --lost-by Assad --json",
    ):
        out.print(Text(f"  {command}"))


def _short(path: Path) -> str:
    """As one would type it here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _say(out: Console, line: str) -> None:
    out.print()
    out.print(Text(line, style="bold"))
    out.print()
