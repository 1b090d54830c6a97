"""Figures of the exports, as a table in Markdown: `python -m bench.export [--places N] [--days N]`.

The record is made up: N places in one country, three claims each over two years, a third of them
changing hands. Each export runs in a process of its own, whose memory is the most it ever took.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import Any

from whoholds.model import Claim, Place, Reading, Report
from whoholds.record import AsOf, Store
from whoholds.views.export import Options, Scope, export

SEED = 8
FIRST = date(2023, 1, 1)
SPAN = 730  # days over which claims are spread
CLAIMS_A_REPORT = 20
ACTORS = ("Syrian government", "Syrian opposition", "Syrian Democratic Forces", "Islamic State")


def claims(places: int) -> Iterator[tuple[Claim, Place]]:
    rng = random.Random(SEED)
    for number in range(places):
        place = Place(
            f"geonames:{number + 1}",
            f"Place {number}",
            "village",
            "SY",
            round(rng.uniform(33, 37), 4),
            round(rng.uniform(36, 42), 4),
            population=rng.randrange(500, 50_000),
        )
        holder, other = rng.sample(ACTORS, 2)
        days = sorted(rng.sample(range(SPAN), 3))
        kinds = ("hold", "capture" if number % 3 == 0 else "hold", "attack")
        for kind, day in zip(kinds, days, strict=True):
            actor = other if kind == "capture" else holder
            words = f"{actor}: {kind} of {place.name}"
            when = FIRST + timedelta(days=day)
            yield (
                Claim(
                    kind,
                    place.name,
                    words,
                    (0, len(words)),
                    actor=actor,
                    actor_norm=actor,
                    against=holder if kind == "capture" else None,
                    against_norm=holder if kind == "capture" else None,
                    place_norm=place.name,
                    place_id=place.id,
                    place_kind=place.kind,
                    country="SY",
                    lat=place.lat,
                    lon=place.lon,
                    start=when,
                    end=when,
                    event_type=None if kind == "hold" else "Battles",
                    sub_event_type=None if kind == "hold" else "Armed clash",
                ),
                place,
            )


def fill(path: Path, places: int) -> None:
    with Store.open(path) as store:
        run = store.begin_run("bench", "1")
        made = claims(places)
        items: list[tuple[Report, Reading]] = []
        while some := list(islice(made, CLAIMS_A_REPORT)):
            told = tuple(claim for claim, _ in some)
            report = Report(
                "\n".join(claim.quote for claim in told),
                max(claim.start for claim in told if claim.start),
                f"Outlet {len(items) % 20}",
            )
            items.append((report, Reading(told, places=tuple({place for _, place in some}))))
        store.add(run, items)


def measure(path: Path, out: Path, kind: str, form: str, days: int) -> dict[str, Any]:
    """Seconds by the clock and of the processor, peak memory and size in MB of one export, in this
    process."""
    start = date(2024, 1, 1)
    with Store.open(path, create=False) as store:
        scope = Scope(store, None, AsOf(), start, start + timedelta(days=days - 1))
        began, worked = time.perf_counter(), time.process_time()
        export(kind, scope, out, Options(form=form))
        seconds, busy = time.perf_counter() - began, time.process_time() - worked
    peak = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "busy": busy, "peak": peak, "size": out.stat().st_size / 1e6}


def _send(pipe: Any, *arguments: Any) -> None:
    pipe.send(measure(*arguments))


def apart(*arguments: Any) -> dict[str, Any]:
    """`measure` in a fresh process."""
    context = get_context("spawn")
    here, there = context.Pipe()
    child = context.Process(target=_send, args=(there, *arguments))
    child.start()
    there.close()
    try:
        found: dict[str, Any] = here.recv()
    except EOFError:
        sys.exit("the export failed; see above")
    child.join()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--places", type=int, default=33_000)
    parser.add_argument("--days", type=int, default=365)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
        path = Path(folder) / "bench.db"
        fill(path, asked.places)
        print(f"{asked.places:,} places, {3 * asked.places:,} claims, {asked.days} days\n")
        print("| export | seconds | of the processor | peak memory, MB | file, MB | bar |")
        print("| --- | ---: | ---: | ---: | ---: | --- |")
        for kind, form, bar in (
            ("panel", "csv", "60 s, 500 MB"),
            ("panel", "parquet", ""),
            ("holdings", "csv", ""),
            ("claims", "csv", ""),
        ):
            out = Path(folder) / f"{kind}.{form}"
            got = apart(path, out, kind, form, asked.days)
            print(
                f"| {kind} {form} | {got['seconds']:.1f} | {got['busy']:.1f} | {got['peak']:.0f} "
                f"| {got['size']:.0f} | {bar} |",
                flush=True,
            )
            out.unlink()


if __name__ == "__main__":
    main()
