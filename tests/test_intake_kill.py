"""Killed again and again in the middle of an archive, then let run to its end."""

import json
import multiprocessing
import os
import random
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from whoholds.intake import Reader, reading, take_in
from whoholds.record import Store
from whoholds.reports import read_inputs

KILLS = 50
REPORTS = 600


def archive(path: Path) -> Path:
    """Some of the reports are copies of one another, so that origins join what kills part."""
    rows = [
        {
            "published": f"2024-12-{1 + n % 9:02}",
            "publisher": f"Outlet {n % 7}",
            "url": f"https://outlet{n % 7}.example/{n // 14}",
            "text": f"It was told in week {n // 14} that the rebels took Hama from the army, "
            f"SANA said. There the army holds Homs. {'Corrected.' if n % 2 else ''}",
        }
        for n in range(REPORTS)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def add(record: Path, source: Path, reader: Reader) -> None:
    with Store.open(record) as store:
        run = store.begin_run(reader.name, reader.version)
        take_in(read_inputs([str(source)]), reader, store, run)


def told(record: Path) -> tuple[list[Any], list[Any]]:
    with Store.open(record) as store:
        assert store.check() == []
        reports = sorted((r.id, r.revises or "") for r in store.reports())
        evidence = sorted((e.id, e.report, e.origin) for e in store.evidence())
        return reports, evidence


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills are of forked processes")
def test_killed_fifty_times_it_is_the_record_of_one_run(
    tmp_path: Path, toy_reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "BATCH_REPORTS", 5)
    source = archive(tmp_path / "archive.jsonl")
    clean, killed = tmp_path / "clean.db", tmp_path / "killed.db"
    started = time.monotonic()
    add(clean, source, toy_reader)
    whole = time.monotonic() - started
    chance = random.Random(3)
    context = multiprocessing.get_context("fork")
    kills = 0
    for _ in range(KILLS):
        process = context.Process(target=add, args=(killed, source, toy_reader))
        process.start()
        time.sleep(chance.uniform(0, whole / 12))
        assert process.pid is not None
        if process.is_alive():
            os.kill(process.pid, signal.SIGKILL)
        process.join()
        kills += process.exitcode == -signal.SIGKILL
    assert kills > KILLS / 2
    add(killed, source, toy_reader)
    assert told(killed) == told(clean)
    with Store.open(killed) as store:
        digest = store.digest()
    add(killed, source, toy_reader)
    with Store.open(killed) as store:
        assert store.digest() == digest
