"""What a report costs as a record grows, and a large record on PostgreSQL, asked by a server.

    python -m bench.scale growth [--most N]
    python -m bench.scale server [--reports N]

`growth` adds 1,000 reports, 10,000 and so on up to N, each to a new SQLite record, and asks it; the
places grow with the reports, 50 reports a place, so that a place's history is as long in each.
`server` fills a PostgreSQL cluster of its own (it skips where there is no server) with reports of
2.5 claims each on 20,000 places of one theatre, and asks the application as a browser would, in
this process. A million reports take an hour, 4 GB of disk and as much memory.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench import record_data
from bench.record_data import DAYS, FIRST_DAY, SEED, Archive
from bench.results import Figure, publish

from whoholds.record import AsOf, Store
from whoholds.views.answers import Answers

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from record.cluster import Cluster, server_folder

BATCH = 20_000  # reports in one transaction, at most: a fifth of all where they are few
REPORTS_A_PLACE = 50
CLAIMS_A_REPORT = 2.5
ASKED = 300


def fill(store: Store, archive: Archive, reports: int, say: Callable[[str], None]) -> list[float]:
    """Add so many reports and trace their origins; seconds on the clock and of the processor."""
    run = store.begin_run("bench", "1", "theatre", "gazetteer")
    items = archive.items(round(reports * CLAIMS_A_REPORT))
    clock = processor = 0.0
    added = 0
    while part := list(islice(items, min(BATCH, reports // 5))):
        start, began = time.perf_counter(), time.process_time()
        store.add(run, part)
        clock, processor = (
            clock + time.perf_counter() - start,
            processor + time.process_time() - began,
        )
        added += len(part)
        say(f"{added:,} reports in {clock:.0f} s")
    start, began = time.perf_counter(), time.process_time()
    store.trace_origins()
    return [clock, processor, time.perf_counter() - start, time.process_time() - began]


def milliseconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def processor_milliseconds(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)


def grown(reports: int, say: Callable[[str], None]) -> tuple[float, float]:
    """Milliseconds of the processor: to add a report and trace it; to ask for a place's history,
    the median over places."""
    record_data.PLACES = max(20, reports // REPORTS_A_PLACE)
    archive = Archive()
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "record.db")
        _, adding, _, tracing = fill(store, archive, reports, say)
        answers = Answers(store)
        told = sorted(store.places().values(), key=lambda place: place.id)
        chosen = random.Random(SEED).choices(told, k=ASKED)
        answers.history(AsOf(), chosen[0].name)
        spent = [
            processor_milliseconds(lambda name=place.name: answers.history(AsOf(), name))
            for place in chosen
        ]
        store.close()
    return 1000 * (adding + tracing) / reports, median(spent)


def growth(most: int, say: Callable[[str], None]) -> Iterator[Figure]:
    sizes = [10**n for n in range(3, 10) if 10**n <= most]
    costs = {size: grown(size, say) for size in sizes}
    for size, (adding, asking) in costs.items():
        yield Figure(f"{size:,} reports: adding one, ms of the processor", f"{adding:.3f}")
        yield Figure(f"{size:,} reports: history of a place, ms of the processor", f"{asking:.2f}")
    first, last = costs[sizes[0]], costs[sizes[-1]]
    span = f"from {sizes[0]:,} to {sizes[-1]:,} reports"
    yield Figure(f"adding, {span}", f"{last[0] / first[0]:.2f} ×", "≤ 1.3 ×")
    yield Figure(f"asking, {span}", f"{last[1] / first[1]:.2f} ×", "≤ 1.3 ×")


def server(reports: int, say: Callable[[str], None]) -> Iterator[Figure]:
    from starlette.testclient import TestClient

    from whoholds.views.serve import create_app

    binaries = server_folder()
    if binaries is None:
        raise SystemExit("no PostgreSQL server is installed here: nothing measured")
    record_data.PLACES = 20_000
    archive = Archive()
    cluster = Cluster(binaries, options="-c shared_buffers=1GB -c max_wal_size=8GB")
    try:
        store = Store.open(cluster.new_database())
        adding, client, tracing, traced = fill(store, archive, reports, say)
        say(f"traced in {tracing:.0f} s")
        claims = store.counts()["claims"]
        yield Figure("reports · claims", f"{reports:,} · {claims:,}")
        yield Figure("claims added in a second, on the clock", f"{claims / adding:,.0f}")
        yield Figure("the same in a second of the client's processor", f"{claims / client:,.0f}")
        yield Figure("origins traced, seconds on the clock", f"{tracing:.0f}")
        yield Figure("the same, of the client's processor", f"{traced:.0f}")
        rng = random.Random(SEED)
        app = create_app(store)
        with TestClient(app, base_url="http://localhost") as browser:

            def ask(url: str) -> None:
                answer = browser.get(url)
                if answer.status_code != 200:
                    raise RuntimeError(f"{url}: {answer.status_code} {answer.text[:200]}")

            names = rng.choices(sorted(store.places()), k=ASKED)
            ask(f"/api/history?place={names[0]}")
            spent = [
                milliseconds(lambda name=name: ask(f"/api/history?place={name}")) for name in names
            ]
            yield from _spread("history of a place", spent, "≤ 30 ms")
            say("history asked")
            # Not over HTTP: nobody is made to wait so long for an answer.
            first = milliseconds(lambda: app.state.desk.board(AsOf()))
            yield Figure("all places, the first time (the board is made), s", f"{first / 1000:.0f}")
            days = [str(FIRST_DAY + timedelta(days=rng.randrange(DAYS))) for _ in range(100)]
            spent = [milliseconds(lambda day=day: ask(f"/api/on?on={day}")) for day in days]
            yield from _spread("all places of the theatre on a day", spent, "≤ 1,000 ms")
    finally:
        cluster.remove()


def _spread(name: str, spent: list[float], bar: str) -> Iterator[Figure]:
    cuts = quantiles(spent, n=100)
    yield Figure(f"{name}: median", f"{cuts[49]:.1f} ms")
    yield Figure(f"{name}: 99th percentile", f"{cuts[98]:.1f} ms", bar)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("what", choices=["growth", "server"])
    parser.add_argument("--most", type=int, default=1_000_000)
    parser.add_argument("--reports", type=int, default=1_200_000)
    options = parser.parse_args()

    def say(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    if options.what == "growth":
        figures = growth(options.most, say)
    else:
        figures = server(options.reports, say)
    publish("scale", _told(figures, say), part=options.what)


def _told(figures: Iterator[Figure], say: Callable[[str], None]) -> Iterator[Figure]:
    """Each at once too: what comes after it may take long, or fail."""
    for figure in figures:
        say(f"{figure.name}: {figure.measured}")
        yield figure


if __name__ == "__main__":
    main()
