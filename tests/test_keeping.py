"""check, record and review on a record of two reports."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from whoholds.cli import app

RUN = CliRunner()


@pytest.fixture
def record(tmp_path: Path) -> Path:
    for name, text in (
        ("a", "date 2015-03-02\nGovernment troops captured Tikrit from Islamic State on Monday."),
        ("b", "date 2015-03-03\nIslamic State fighters still hold Baiji, residents said."),
    ):
        (tmp_path / f"{name}.txt").write_text(text)
    path = tmp_path / "r.db"
    added = RUN.invoke(
        app, ["--record", str(path), "add", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    )
    assert added.exit_code == 0, added.output
    return path


def run(record: Path, *words: str) -> str:
    done = RUN.invoke(app, ["--record", str(record), *words])
    assert done.exit_code == 0, done.output
    return done.output


def test_a_whole_record_checks(record: Path) -> None:
    assert "the record is whole" in run(record, "check")


def test_a_dump_loads_to_the_same_record(record: Path, tmp_path: Path) -> None:
    dumped, other = tmp_path / "dump.jsonl", tmp_path / "other.db"
    run(record, "record", "dump", "--out", str(dumped))
    run(other, "record", "load", str(dumped))
    assert run(other, "record", "dump") == dumped.read_text()


def test_a_backup_answers_as_the_record_does(record: Path, tmp_path: Path) -> None:
    run(record, "record", "backup", str(tmp_path / "copy.db"))
    asked = ("on", "2015-03-02", "--json")
    ours, copied = (
        json.loads(run(path, *asked))["results"] for path in (record, tmp_path / "copy.db")
    )
    assert ours == copied
    assert ours


def test_a_rejected_claim_leaves_the_answer_and_comes_back(record: Path) -> None:
    listed = json.loads(run(record, "review", "list", "--json"))
    (capture,) = (one for one in listed if one["kind"] == "capture")

    def resting() -> list[str]:
        answer = json.loads(run(record, "on", "2015-03-02", "--place", "Tikrit", "--json"))
        return [claim for holding in answer["results"] for claim in holding["claims"]]

    assert capture["id"] in resting()
    said = ("--why", "the report was withdrawn", "--by", "A. Reviewer", "--misread")
    run(record, "review", "reject", capture["id"], *said)
    assert capture["id"] not in resting()
    run(record, "review", "reinstate", capture["id"], *said)
    assert capture["id"] in resting()


def test_a_correction_keeps_the_claim(record: Path) -> None:
    (capture,) = (
        one
        for one in json.loads(run(record, "review", "list", "--json"))
        if one["kind"] == "capture"
    )
    run(
        record,
        "review",
        "correct",
        capture["id"],
        "start",
        "2015-03-01",
        "--why",
        "dated wrongly",
        "--by",
        "A. Reviewer",
    )
    (now,) = (
        one
        for one in json.loads(run(record, "review", "list", "--json"))
        if one["kind"] == "capture"
    )
    assert now["start"] == "2015-03-01"
