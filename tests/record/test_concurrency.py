"""Several writers and readers, and writers that die."""

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from whoholds.record import Added, Store

from .conftest import Location
from .making import claim, noon, reading, report

KILLS = int(os.environ.get("WHOHOLDS_KILLS", "12"))
REPORTS = 40
ADD = """
import sys
from record.test_concurrency import batch
from whoholds.record import Store
with Store.open(sys.argv[1]) as store:
    run = store.begin_run("rules", "1")
    print("ready", flush=True)
    for part in batch(int(sys.argv[2])):
        store.add(run, part)
"""


def batch(seed: int) -> list[list[tuple[object, object]]]:
    """Reports of one to three claims each, in four transactions."""
    items = [
        (
            report(f"Report {seed}/{n}."),
            reading(*(claim(p) for p in ("Hama", "Homs", "Xtown")[: 1 + n % 3])),
        )
        for n in range(REPORTS)
    ]
    return [items[n::4] for n in range(4)]


def _adding(location: str, seed: int) -> "subprocess.Popen[str]":
    tests = str(Path(__file__).parents[1])
    return subprocess.Popen(
        [sys.executable, "-c", ADD, location, str(seed)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": tests},
    )


def _forked_add(location: str, seed: int) -> int:
    """The id of a process that has begun to add, split off this one as a new one starts slowly."""
    ready, begun = os.pipe()
    if pid := os.fork():
        os.read(ready, 1)
        os.close(ready)
        os.close(begun)
        return pid
    try:
        with Store.open(location) as store:
            run = store.begin_run("rules", "1")
            os.write(begun, b"r")
            for part in batch(seed):
                store.add(run, part)
    finally:
        os._exit(0)


def test_a_killed_add_loses_doubles_and_halves_nothing(location: Location) -> None:
    """`WHOHOLDS_KILLS=200` kills as often as the record is held to."""
    where = location()
    rng = random.Random(4)
    for n in range(KILLS):
        pid = _forked_add(where, n)
        time.sleep(rng.random() * 0.05)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        with Store.open(where) as store:
            run = store.begin_run("rules", "1")
            for part in batch(n):
                store.add(run, part)
    whole = sum(len(r.claims) for part in batch(0) for _, r in part)
    with Store.open(where) as store:
        counts = store.counts()
        assert counts["reports"] == counts["readings"] == KILLS * REPORTS
        assert counts["claims"] == len(store.evidence()) == KILLS * whole


def test_two_processes_add_the_same_reports(location: Location) -> None:
    where = location()
    Store.open(where).close()
    both = [_adding(where, 1), _adding(where, 1)]
    assert [process.wait(60) for process in both] == [0, 0]
    with Store.open(where) as store:
        assert store.counts()["reports"] == store.counts()["readings"] == REPORTS


def test_two_processes_make_the_record_at_once(location: Location) -> None:
    where = location()
    both = [_adding(where, 1), _adding(where, 2)]
    assert [process.wait(60) for process in both] == [0, 0]
    with Store.open(where) as store:
        assert store.counts()["reports"] == 2 * REPORTS


def test_threads_read_while_others_write(store: Store) -> None:
    run = store.begin_run("rules", "1")

    def write(n: int) -> Added:
        return store.add(run, batch(n // 2)[n % 2])

    def read(_: int) -> int:
        return len(store.evidence())

    with ThreadPoolExecutor(8) as pool:
        added = list(pool.map(write, range(8)))
        seen = list(pool.map(read, range(8)))
    assert sum(one.reports_new for one in added) == store.counts()["reports"] == 80
    assert all(count <= store.counts()["claims"] for count in seen)
    assert len({one.id for one in store.evidence()}) == store.counts()["claims"]


def test_a_rolled_back_add_leaves_no_trace(store: Store) -> None:
    run = store.begin_run("rules", "1")
    before = store.digest()
    broken = claim("Nowhere", kind=None)
    with pytest.raises(Exception, match=r"(?i)null|none"):
        store.add(run, [(report(), reading(claim("Xtown"), broken))], noon(2))
    assert store.digest() == before
    assert store.counts()["reports"] == 0
    assert store.add(run, [(report(), reading(claim("Xtown")))], noon(2)) == Added(1, 0, 1, 0)
    assert store.evidence()[0].claim == claim("Xtown")
