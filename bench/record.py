"""Figures of the record, as a table in Markdown: `python bench/record.py [--claims N]`.

A million claims take some minutes and 1 GB of disk. PostgreSQL is measured where its server is
installed, on a cluster of its own with its usual safety.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import islice
from pathlib import Path
from statistics import quantiles

from bench.record_data import DAYS, FIRST_DAY, SEED, Archive
from bench.results import Figure, publish

from whoholds.record import AsOf, Store
from whoholds.record.origins import group
from whoholds.record.schema import report_text

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from record.cluster import Cluster, server_folder
from record.origin_set import f1, pairwise, tellings

BATCH = 20_000  # reports in one transaction, as bulk loading has them
QUERIES = 1000


def filled(location: str, claims: int) -> tuple[Store, float, float]:
    """A new record of so many claims, how many were added in a second, and how many in a second
    of this process's CPU, which others on the machine do not change."""
    store = Store.open(location)
    run = store.begin_run("bench", "1", "theatre", "gazetteer")
    items = Archive().items(claims)
    spent = worked = 0.0
    while part := list(islice(items, BATCH)):
        start, began = time.perf_counter(), time.process_time()
        store.add(run, part)
        spent += time.perf_counter() - start
        worked += time.process_time() - began
    return store, claims / spent, claims / worked


def bytes_a_claim(path: Path, claims: int) -> float:
    """Size of the file a claim, the pages of the table of texts aside."""
    import sqlite3

    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(truncate)")
        (texts,) = connection.execute(
            f"SELECT sum(length(CAST(text AS BLOB))) FROM {report_text.name}"
        ).fetchone()
    return (path.stat().st_size - texts) / claims


def timed(store: Store, keys: Iterable[str]) -> tuple[list[float], list[float]]:
    """Milliseconds for each place: asked plainly, and as known on the last day of all."""
    spent: tuple[list[float], list[float]] = ([], [])
    last = FIRST_DAY + timedelta(days=DAYS)  # so that both questions find the same claims
    for key in keys:
        for one, as_of in zip(spent, (AsOf(), AsOf(known=last)), strict=True):
            start = time.perf_counter()
            store.evidence(as_of, [key])
            one.append((time.perf_counter() - start) * 1000)
    return spent


def asked() -> list[str]:
    """Places at random, of which some have one claim and some thousands."""
    return [place.id for place in random.Random(SEED).choices(Archive().places, k=QUERIES)]


def percentiles(spent: Sequence[float]) -> tuple[float, float]:
    """The median and the 99th percentile."""
    cuts = quantiles(spent, n=100)
    return cuts[49], cuts[98]


def grouping(reports: int) -> tuple[float, float]:
    """Seconds to group the origins of so many reports, one to four claims each."""
    with tempfile.TemporaryDirectory() as folder:
        store, *_ = filled(str(Path(folder) / "origins.db"), reports * 5 // 2)
        start, began = time.perf_counter(), time.process_time()
        store.trace_origins()
        return time.perf_counter() - start, time.process_time() - began


def cluster_speed(claims: int) -> tuple[float, float] | None:
    """As `filled`, on PostgreSQL; None where its server is not installed."""
    binaries = server_folder()
    if binaries is None:
        return None
    cluster = Cluster(binaries, options="")
    try:
        store, *speeds = filled(cluster.new_database(), claims)
        store.close()
    finally:
        cluster.remove()
    return speeds[0], speeds[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--reports", type=int, default=100_000, help="to group by origin")
    options = parser.parse_args()
    publish("record", figures(options.claims, options.reports), {"claims": f"{options.claims:,}"})


def figures(claims: int, reports: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.db"
        store, speed, effort = filled(str(path), claims)
        yield Figure("claims added in a second, SQLite", f"{speed:,.0f}", "≥ 20,000")
        yield Figure("the same in a second of the processor", f"{effort:,.0f}")
        timed(store, asked()[:100])
        plain, known = map(percentiles, timed(store, asked()))
        store.close()
        size = bytes_a_claim(path, claims)
    yield Figure("evidence of a place, p50 ms", f"{plain[0]:.1f}", "≤ 5")
    yield Figure("evidence of a place, p99 ms", f"{plain[1]:.1f}", "≤ 20")
    yield Figure("as known on, against the plain, p50", f"{known[0] / plain[0]:.2f} ×", "≤ 1.5 ×")
    yield Figure("as known on, against the plain, p99", f"{known[1] / plain[1]:.2f} ×", "≤ 1.5 ×")
    yield Figure("bytes a claim, SQLite, report text aside", f"{size:.0f}", "≤ 600")
    speeds = cluster_speed(min(claims, 200_000))
    there = ["no server here"] * 2 if speeds is None else [f"{one:,.0f}" for one in speeds]
    yield Figure("claims added in a second, PostgreSQL", there[0], "≥ 10,000")
    yield Figure("the same in a second of the client's processor", there[1])
    truth = tellings()
    yield Figure("origins, pairwise F1", f"{f1(*pairwise(truth, group(truth))):.2f}", "≥ 0.90")
    clock, processor = grouping(reports)
    yield Figure(f"seconds to group {reports:,} reports", f"{clock:.0f}", "≤ 60")
    yield Figure("the same, seconds of the processor", f"{processor:.0f}")


if __name__ == "__main__":
    main()
