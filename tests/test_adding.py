"""`add` and `extract` with the options that say how reports are read."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from whoholds import api
from whoholds.cli import app

TEXT = "By noon the rebels took Hama."
FOREIGN = "سيطرت قوات المعارضة على مدينة حماة بعد انسحاب الجيش منها صباح الخميس"


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, toy_world: None) -> Path:
    monkeypatch.chdir(tmp_path)
    rows = f"when,story,kind\n2024-12-06,{TEXT},a\n2024-12-07,{FOREIGN},b\n3024-12-06,Rain,c\n"
    path = tmp_path / "table.csv"
    path.write_text(rows, "utf-8")
    return path


def run(*arguments: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, [str(a) for a in arguments])
    return done.exit_code, done.stdout, done.stderr


def test_columns_failures_and_languages(table: Path) -> None:
    options = ("--map", "published=when,text=story", "--failures", "failed.jsonl")
    status, out, err = run("add", table, *options)
    assert status == 2
    assert out.startswith("2 reports new, 0 known, 1 failed, 1 unread (not in English); 1 claim")
    (failure,) = map(json.loads, Path("failed.jsonl").read_text("utf-8").splitlines())
    assert failure["label"].endswith("table.csv:4")
    assert "still to come" in failure["reason"]
    assert failure["reason"] in err
    with api.open() as record:
        assert sorted(one.language for one in record.store.reports()) == ["ar", "en"]


def test_a_dry_run_makes_no_record(table: Path) -> None:
    options = ("--map", "published=when", "--map", "text=story")
    _, out, _ = run("add", table, *options, "--dry-run")
    assert out.startswith("nothing added, but would be: 2 reports new")
    assert not Path("whoholds.db").exists()
    run("add", table, *options)
    _, out, _ = run("add", table, *options, "--dry-run")
    assert out.startswith("nothing added, but would be: 0 reports new, 2 known")


def test_extract_says_what_it_does_not_read(table: Path) -> None:
    status, out, err = run("extract", table, "--map", "published=when,text=story")
    assert status == 2
    assert [len(json.loads(line)["claims"]) for line in out.splitlines()] == [1, 0]
    assert "table.csv:3: unread, as it is in another language (ar)" in err


def test_a_mapping_that_is_none(table: Path) -> None:
    done = CliRunner().invoke(app, ["add", str(table), "--map", "colour=red"])
    assert "--map 'colour=red' is not FIELD=COLUMN" in str(done.exception)


@pytest.mark.slow
def test_two_processes_add_what_one_adds(tmp_path: Path) -> None:
    """With the real reader, which each process loads for itself."""
    source = tmp_path / "a.jsonl"
    rows = [
        {"published": "2016-05-06", "publisher": f"P{n % 3}", "text": f"On day {n} {TEXT[3:]}"}
        for n in range(200)
    ]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    told = []
    for jobs in (1, 2):
        with api.open(tmp_path / f"{jobs}.db", theatre="Syria") as record:
            summary = record.add(source, jobs=jobs)
            evidence = sorted((e.id, e.origin) for e in record.store.evidence())
            told.append((summary, [r.id for r in record.store.reports()], evidence))
    assert told[0] == told[1]
    assert told[0][0].new == 200
