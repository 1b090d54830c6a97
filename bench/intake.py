"""How fast, and in how much memory, archives of reports get into a record.

    python bench/intake.py speed --reports 20000        one process against two, add against extract
    python bench/intake.py memory --megabytes 10 1000   the most memory, by size of the archive

The articles are made here, each different, with the proportions of news: a few sentences about
places and actors among many that say nothing of them.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

PLACES = "Hama Homs Aleppo Idlib Raqqa Palmyra Daraa Saraqib Manbij Afrin Kobani Tabqa".split()
WINNERS = ("The rebels", "Syrian army troops", "Islamic State fighters", "Kurdish forces")
LOSERS = ("the army", "the rebels", "Islamic State", "government forces")
TALES = (
    "{w} captured {p} from {l} on {d}, residents said.",
    "{w} attacked {p} overnight, the Syrian Observatory for Human Rights said.",
    "{w} still hold {p}, an official said on {d}.",
    "{l} withdrew from {p} after days of fighting, a commander said.",
)
REST = (
    "Prices of bread and fuel have doubled since {m}, traders in the market said.",
    "The council met to talk about the water supply and the school year.",
    "A delegation is expected in Geneva next week for another round of talks.",
    "Aid workers said that {n} families had arrived in the camp since {m}.",
    "The ministry did not answer requests for comment.",
)
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July".split()


def article(chance: random.Random, number: int) -> dict[str, str]:
    """One article of about 2,500 characters."""
    sentences = []
    for _ in range(24):
        tale = chance.choice(TALES if chance.random() < 0.15 else REST)
        sentences.append(
            tale.format(
                w=chance.choice(WINNERS),
                l=chance.choice(LOSERS),
                p=chance.choice(PLACES),
                d=chance.choice(DAYS),
                m=chance.choice(MONTHS),
                n=chance.randrange(20, 9000),
            )
        )
    day = date(2013, 1, 1) + timedelta(days=chance.randrange(3000))
    publisher = f"Outlet {chance.randrange(50)}"
    text = f"Dispatch {number}. " + " ".join(sentences)
    return {"id": str(number), "published": str(day), "publisher": publisher, "text": text}


def write_jsonl(path: Path, reports: int | None = None, most_bytes: int | None = None) -> None:
    chance = random.Random(7)
    with path.open("w", encoding="utf-8") as file:
        number = 0
        while (reports is None or number < reports) and (
            most_bytes is None or file.tell() < most_bytes
        ):
            file.write(json.dumps(article(chance, number)) + "\n")
            number += 1


def timed(*arguments: object) -> tuple[float, float]:
    """Seconds by the clock, and of processor time, that a command took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    command = [sys.executable, "-m", "whoholds", *map(str, arguments)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, used


def speed(reports: int, folder: Path) -> None:
    archive = folder / "archive.jsonl"
    write_jsonl(archive, reports)
    rows = {}
    for name, command in {
        "extract": ("extract", archive, "--theatre", "Syria"),
        "add": ("add", archive, "--theatre", "Syria", "--record", folder / "one.db"),
        "add --jobs 2": (
            *("add", archive, "--theatre", "Syria", "--record", folder / "two.db", "--jobs", 2),
        ),
    }.items():
        rows[name] = timed(*command)
        seconds, used = rows[name]
        print(f"{name:14} {seconds:8.1f} s  {used:8.1f} s of processor  {reports / seconds:7.1f}/s")
    print(f"load while measured        {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"speed-up by two processes  {rows['add'][0] / rows['add --jobs 2'][0]:.2f}")
    print(f"add over extract           {rows['add'][1] / rows['extract'][1] - 1:+.1%} (processor)")


def memory(megabytes: list[int], folder: Path) -> None:
    """Reads with a reader that finds nothing, so that it is the intake that is measured.

    SQLite maps the record's file into memory: those pages count as the process's, and the system
    takes them back when it wants to.
    """
    code = (
        "import resource, sys\n"
        "from whoholds import api\n"
        "from whoholds.model import Reading\n"
        "class Nothing:\n"
        "    name, version = 'nothing', '1'\n"
        "    def read_many(self, reports): return (Reading() for _ in reports)\n"
        "most = 0\n"
        "def look(_):\n"
        "    global most\n"
        "    lines = open('/proc/self/status').read().splitlines()\n"
        "    most = max(most, *(int(l.split()[1]) for l in lines if l.startswith('RssAnon')))\n"
        "with api.open(sys.argv[2]) as record: record.add(sys.argv[1], Nothing(), look)\n"
        "print(most // 1024, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)\n"
    )
    for size in megabytes:
        archive = folder / "archive.jsonl"
        write_jsonl(archive, most_bytes=size * 1_000_000)
        command = [sys.executable, "-c", code, archive, folder / f"{size}.db"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        own, whole = done.stdout.split()
        print(f"{size:6} MB archive  {own:>6} MB of memory, {whole:>6} MB with the record's pages")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="what", required=True)
    commands.add_parser("speed").add_argument("--reports", type=int, default=20_000)
    commands.add_parser("memory").add_argument(
        "--megabytes", type=int, nargs="+", default=[10, 1000]
    )
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if asked.what == "speed":
            speed(asked.reports, Path(folder))
        else:
            memory(asked.megabytes, Path(folder))


if __name__ == "__main__":
    main()
