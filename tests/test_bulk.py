"""Archives on Ray: the parts, the loading, and a real cluster of several processes.

The tests of the cluster skip where Ray is not installed.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from whoholds import BadInput, WhoholdsError
from whoholds.intake import Reader, take_in
from whoholds.intake.bulk import Cluster, folder, take_in_bulk
from whoholds.intake.parts import Item, Parts, items, row_of, table
from whoholds.intake.taking import take_in_read
from whoholds.model import Claim, Place, Reading, Report, Resolution
from whoholds.record import Store
from whoholds.reports import Failure, How, read_inputs
from whoholds.reports.remote import read_name, spread

pytest.importorskip("pyarrow", reason="parts need pyarrow: pip install 'whoholds[cluster]'")
DAY = date(2024, 12, 6)


def claim(**more: Any) -> Claim:
    return Claim("capture", "Hama", "took Hama", (3, 12), **more)


ODD = (
    Report("nul \0 and half a pair \ud800 and \ue000", None, 'a "wire"\n', url="https://x/ü"),
    Reading(
        (
            claim(start=DAY, end=DAY, sources=("SANA", "يوم"), lat=35.1, lon=0.1 + 0.2),
            claim(part=True, place_id="geonames:1", country="SY"),
        ),
        (Resolution("place", "Hama", "geonames:1", "geonames:2", 1 / 3, "near"),),
        (Place("geonames:1", "Hama", "city", "SY", 35.1, 36.7, 1000),),
        "Syria",
        {"sentences": 3},
    ),
)


def test_items_come_back_from_their_rows_as_they_were() -> None:
    given: list[Item] = [
        ODD,
        Failure("a.jsonl:3", "empty"),
        (Report("Rain fell.", DAY, language="fr"), Reading()),
        (Report("This will crash."), Failure("b.txt", "the reader failed")),
    ]
    assert items(table(map(row_of, given))) == given
    assert items(table([])) == []


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


@pytest.fixture
def run(store: Store) -> str:
    return store.begin_run("toy", "1")


def numbered(numbers: Iterable[int]) -> list[Item]:
    return [(Report(f"Report {n}.", DAY, "Wire"), Reading((claim(),))) for n in numbers]


def test_a_part_waits_until_the_record_has_it(tmp_path: Path, store: Store, run: str) -> None:
    parts = Parts(tmp_path / "parts")
    tables = [table(map(row_of, numbered(range(n, n + 3)))) for n in (0, 3)]

    def lost(read: Iterator[list[Item]]) -> Iterator[list[Item]]:
        yield next(read)
        next(read)
        raise WhoholdsError("the database is gone")

    with pytest.raises(WhoholdsError, match="gone"), parts.held():
        take_in_read(lost(parts.through(tables)), store, run)
    assert [path.name for path in (tmp_path / "parts").glob("*.parquet")] == ["000000002.parquet"]
    assert store.counts()["reports"] == 3
    with parts.held():
        summary = take_in_read(parts.waiting(), store, run)
    assert (summary.new, summary.known) == (3, 0)
    assert not (tmp_path / "parts").exists()


def test_a_part_that_was_added_but_not_removed_changes_nothing(
    tmp_path: Path, store: Store, run: str
) -> None:
    parts = Parts(tmp_path)
    waiting = parts.through([table(map(row_of, numbered(range(3))))])
    take_in_read([next(waiting)], store, run)
    digest = store.digest()
    assert take_in_read(parts.waiting(), store, run).known == 3
    assert store.digest() == digest


def test_torn_and_foreign_parts(tmp_path: Path, store: Store, run: str) -> None:
    (tmp_path / "000000001.torn").write_bytes(b"half")
    (tmp_path / "000000002.parquet").write_bytes(b"no Parquet")
    with pytest.raises(BadInput, match="remove it"), Parts(tmp_path).held():
        take_in_read(Parts(tmp_path).waiting(), store, run)
    assert not (tmp_path / "000000001.torn").exists()


def test_one_call_at_a_time_has_the_parts(tmp_path: Path) -> None:
    first, second = Parts(tmp_path / "p"), Parts(tmp_path / "p")
    with first.held(), pytest.raises(BadInput, match="another call"), second.held():
        raise AssertionError("both have them")


def test_a_full_disk_is_one_line_and_costs_no_part_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow.parquet as pq

    parts = Parts(tmp_path)
    written = parts.through(table(map(row_of, numbered([n]))) for n in range(3))
    next(written)

    def full(rows: Any, path: Path, **_: Any) -> None:
        path.write_bytes(b"a beginning")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq, "write_table", full)
    with pytest.raises(WhoholdsError, match=r"No space left .*make room"):
        next(written)
    assert not list(tmp_path.iterdir())


def test_parts_wait_beside_the_record_and_never_show_a_password() -> None:
    assert folder("/data/war.db", "0123456789ab") == Path("/data/war.db.01234567.parts")
    named = folder("postgresql://user:secret@host/war", "0123456789ab")
    assert "secret" not in str(named)
    assert named != folder("postgresql://host/other", "0123456789ab")


def lines(texts: Iterable[str]) -> str:
    rows = (
        {"id": n, "published": "2024-12-06", "publisher": "Wire", "text": t}
        for n, t in enumerate(texts)
    )
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_a_path_of_fsspec_is_read_as_a_file_is(tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    texts = ["Here the rebels took Hama.", "There the army holds Homs."]
    for place in (f"{tmp_path}/sub/a.jsonl", "memory://war/sub/a.jsonl"):
        with fsspec.open(place, "w", auto_mkdir=True) as file:
            file.write(lines(texts))
    with fsspec.open("memory://war/readme.exe", "w") as file:
        file.write("no report")
    assert spread(["memory://war"]) == spread(["memory://war/*/*.jsonl"])
    (name,) = spread(["memory://war"])
    assert list(read_name(name, How())) == list(read_inputs([str(tmp_path)]))
    (failed,) = read_name("memory://war/none.jsonl", How())
    assert isinstance(failed, Failure)
    (strange,) = read_name("nosuch://x/a.jsonl", How())
    assert isinstance(strange, Failure)


# A real cluster: two workers, started once.


@pytest.fixture(scope="module")
def ray() -> Iterator[Any]:
    ray = pytest.importorskip("ray", reason="needs Ray: pip install 'whoholds[cluster]'")
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    ray.init(
        address="local",
        num_cpus=2,
        include_dashboard=False,
        log_to_driver=False,
        logging_level="ERROR",
        object_store_memory=100_000_000,
    )
    yield ray
    ray.shutdown()


def toy(killer: str | None = None) -> Callable[[], Reader]:
    """A reader of "took Hama" that some words break or kill; `killer` names a file that, once
    there, it does not die again."""

    def make() -> Reader:
        # Defined here and with its types in quotes, so that it goes to the workers by value.
        class Toy:
            name, version = "toy", "1"

            def read_many(self, reports: "Iterable[Report]") -> "Iterator[Reading]":
                for report in reports:
                    if "breaks" in report.text:
                        raise ValueError("broken")
                    if "kills" in report.text:
                        os._exit(1)
                    if killer and report.text.endswith("77.") and not Path(killer).exists():
                        Path(killer).touch()
                        os.kill(os.getpid(), signal.SIGKILL)
                    at = report.text.find("took Hama")
                    found = Claim("capture", "Hama", "took Hama", (at, at + 9), start=DAY, end=DAY)
                    yield Reading((found,) if at >= 0 else ())

        return Toy()

    return make


def archive(path: Path, texts: Iterable[str]) -> str:
    path.write_text(lines(texts))
    return str(path)


def test_what_breaks_or_kills_a_reader_costs_no_other_report(
    ray: Any, tmp_path: Path, store: Store, run: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    texts = [f"Rebels took Hama, it was said {n}." for n in range(200)]
    texts[20] = "This breaks the reader."
    texts[90] = "This kills the reader."
    given = archive(tmp_path / "a.jsonl", texts)
    with Path(given).open("a") as file:
        file.write("no JSON\n")
    cluster = Cluster("ray", toy(str(tmp_path / "killed-once")), 2)
    first = take_in_bulk([given, "none.jsonl"], cluster, store, run)
    assert (tmp_path / "killed-once").exists()
    assert (first.new, first.known, first.claims) == (198, 0, 198)
    reasons = [failure.reason for failure in first.failures]
    assert len(reasons) == 4
    assert any("ValueError" in reason for reason in reasons)
    assert any("dies of it" in reason for reason in reasons)
    # A second call reads only what the first could not.
    second = take_in_bulk([given], cluster, store, run)
    assert (second.new, second.known, len(second.failures)) == (0, 198, 3)


def test_a_cluster_reads_what_one_process_reads(
    ray: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the rules reader, over the sample reports, down to the last byte of every claim."""
    from whoholds import api

    samples = Path(api.__file__).parent / "samples"
    seen = []
    for name, engine in (("one.db", None), ("ray.db", "ray")):
        with api.open(tmp_path / name) as record:
            summary = record.add(samples, jobs=2 if engine else 1, engine=engine)
            claims = [one.claim.to_json() for one in record.store.evidence()]
            reports = list(record.store.reports())
        seen.append((str(summary), json.dumps(claims), reports))
    assert seen[0] == seen[1]


DRIVER = """
import sys
import test_bulk
from whoholds.intake import cluster
from whoholds.intake.bulk import Cluster, take_in_bulk
from whoholds.record import Store
cluster._PART_REPORTS = 64
with Store.open(sys.argv[1]) as store:
    make = test_bulk.slow()
    take_in_bulk([sys.argv[2]], Cluster("ray", make, 1), store, store.begin_run("toy", "1"))
"""


def slow() -> Callable[[], Reader]:
    def make() -> Reader:
        reader = toy()()

        class Slow:
            name, version = "toy", "1"

            def read_many(self, reports: "Iterable[Report]") -> "Iterator[Reading]":
                time.sleep(0.2)
                return reader.read_many(reports)

        return Slow()

    return make


def test_the_call_after_a_killed_one_finishes_the_rest(ray: Any, tmp_path: Path) -> None:
    given = archive(tmp_path / "a.jsonl", (f"Rebels took Hama {n}." for n in range(2000)))
    path = tmp_path / "record.db"
    # Its workers import this module too.
    search = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    driver = subprocess.Popen(
        [sys.executable, "-c", DRIVER, str(path), given],
        env={**os.environ, "PYTHONPATH": search},
    )
    try:
        while driver.poll() is None and _reports(path) < 64:
            time.sleep(0.05)
        driver.send_signal(signal.SIGKILL)
    finally:
        driver.kill()
        driver.wait()
    before = _reports(path)
    assert 64 <= before < 2000
    with Store.open(path) as store, Store.open(":memory:") as plain:
        run = store.begin_run("toy", "1")
        summary = take_in_bulk([given], Cluster("ray", toy(), 2), store, run)
        assert summary.known + summary.new >= 2000
        take_in(read_inputs([given]), toy()(), plain, plain.begin_run("toy", "1"))
        assert [one.claim for one in store.evidence()] == [one.claim for one in plain.evidence()]
        assert store.counts() == plain.counts()
        assert store.check() == []


def _reports(path: Path) -> int:
    if not path.exists():
        return 0
    try:
        with Store.open(path, create=False) as store:
            return store.counts()["reports"]
    except WhoholdsError:
        return 0
