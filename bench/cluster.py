"""Reading on Ray: `python -m bench.cluster speed [--reports N]`, `python -m bench.cluster kills`.

`speed` reads the same reports in one process and on a Ray of two workers here, one after the other;
start-up is left out: the clock runs from the first part of reports to the last. `kills` adds an
archive on Ray and kills, at a random moment, one of its workers or the call itself (`kill -9`),
gives the same command again, and compares the record with one that nobody disturbed.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from bench.reading import OWN, SHARED, exhaust, reports
from bench.results import Figure, publish

from whoholds import api
from whoholds.intake import cluster as on_ray
from whoholds.intake import read_each
from whoholds.readers import rules
from whoholds.record import Store
from whoholds.reports import How, read_inputs

PART = 1_000  # reports; the first part comes when all workers are up
ADD = """
import sys
from whoholds import api
from whoholds.intake import cluster
cluster._PART_REPORTS = 64
with api.open(sys.argv[1]) as record:
    record.add([sys.argv[2]], engine="ray", jobs=2)
"""


def archive(path: Path, count: int) -> str:
    """So many reports about conflicts, the gold's over and over under other publishers."""
    once = reports(SHARED) if SHARED.exists() else reports(*OWN)
    with path.open("w", encoding="utf-8") as file:
        for n in range(count):
            one = once[n % len(once)]
            row = {"id": str(n), "text": one.text, "publisher": f"bench {n // len(once)}"}
            file.write(json.dumps({**row, "published": str(one.published or "2015-01-01")}) + "\n")
    return str(path)


def speed(count: int) -> Iterator[Figure]:
    on_ray._PART_REPORTS = PART
    with tempfile.TemporaryDirectory() as folder:
        name = archive(Path(folder) / "archive.jsonl", count)
        # Ray first: one process then has the files in memory's cache, which is to its advantage.
        reader = on_ray.Cluster("ray", partial(rules.rules_reader, None), 2)
        arrived = [(time.perf_counter(), rows.num_rows) for rows in reader.read([name], How())]
        (first, begun), (last, _) = arrived[0], arrived[-1]
        spread = (sum(rows for _, rows in arrived) - begun) / (last - first)
        alone = rules.rules_reader(None)
        exhaust(alone.read_many(reports(*OWN)[:20]))
        start = time.perf_counter()
        read = sum(1 for _ in read_each(_good(name), alone))
        single = read / (time.perf_counter() - start)
    yield Figure("one process, reports a second", f"{single:.0f}")
    yield Figure("Ray, two workers here, reports a second", f"{spread:.0f}")
    yield Figure("Ray ÷ one process", f"{spread / single:.2f} ×", "≥ 1.7 ×")


def _good(name: str) -> Iterator[Any]:
    yield from read_inputs([name])


def kills(times: int, count: int) -> Iterator[Figure]:
    rng = random.Random()
    lost = doubled = worker_kills = 0
    with tempfile.TemporaryDirectory() as folder:
        name = archive(Path(folder) / "archive.jsonl", count)
        with api.open(Path(folder) / "plain.db") as plain:
            plain.add([name])
            wanted = _content(plain.store)
        for n in range(times):
            path = Path(folder) / f"{n}.db"
            worker_kills += _killed(path, name, rng)
            subprocess.run([sys.executable, "-c", ADD, str(path), name], check=True)
            with Store.open(path) as store:
                found = _content(store)
                if faults := store.check():
                    raise RuntimeError(faults[0])
            lost += len(wanted[0] - found[0]) + max(0, wanted[1] - found[1])
            doubled += max(0, found[1] - wanted[1])
            print(
                f"{n + 1} of {times}: {lost} lost, {doubled} doubled", file=sys.stderr, flush=True
            )
    yield Figure("kills", f"{times}, {worker_kills} of them of a worker")
    yield Figure("reports and claims lost · doubled", f"{lost} · {doubled}", "0 of 20 kills")


def _content(store: Store) -> tuple[set[str], int]:
    counts = store.counts()
    return {one.id for one in store.reports()}, counts["claims"] + counts["reports"]


def _killed(path: Path, name: str, rng: random.Random) -> bool:
    """Begin to add, and kill; True where it was a worker, which the call then outlives."""
    adding = subprocess.Popen([sys.executable, "-c", ADD, str(path), name], start_new_session=True)
    while adding.poll() is None and not (readers := _readers(adding.pid)):
        time.sleep(0.1)
    time.sleep(rng.random() * 10)
    worker = rng.random() < 0.5
    if adding.poll() is None:
        victim = rng.choice(readers) if worker else adding.pid
        try:
            os.kill(victim, signal.SIGKILL)
        except ProcessLookupError:
            worker = False
    adding.wait()
    return worker


def _readers(driver: int) -> list[int]:
    """The processes of the cluster that `driver` started, in which readers wait."""
    session = os.getsid(driver)
    found = []
    for entry in Path("/proc").iterdir():
        try:
            command = (entry / "cmdline").read_bytes()
            if command.startswith(b"ray::MapWorker") and _session(int(entry.name)) == session:
                found.append(int(entry.name))
        except (OSError, ValueError):
            continue
    return found


def _session(process: int) -> int:
    try:
        return os.getsid(process)
    except OSError:
        return -1


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("what", choices=["speed", "kills"])
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--times", type=int, default=20)
    options = parser.parse_args()
    if options.what == "speed":
        publish("cluster", speed(options.reports), {"reports": options.reports}, part="speed")
    else:
        many = min(options.reports, 1_000)
        publish("cluster", kills(options.times, many), {"reports": many}, part="kills")


if __name__ == "__main__":
    main()
