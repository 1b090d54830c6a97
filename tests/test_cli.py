import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from whoholds.cli import main

WHOHOLDS = [sys.executable, "-c", "from whoholds.cli import main; main()"]


class Commands:
    """Runs commands in this process; `out` and `err` are those of the last one."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.out = self.err = ""

    def __call__(self, *arguments: object) -> int:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        self.out, self.err = self._capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code

    def json(self, *arguments: object) -> dict[str, object]:
        assert self(*arguments, "--json") == 0, self.err
        loaded = json.loads(self.out)
        assert isinstance(loaded, dict)
        return loaded


@pytest.fixture
def whoholds(
    toy_world: None,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Commands:
    monkeypatch.chdir(tmp_path)
    return Commands(capsys)


@pytest.fixture
def filled(whoholds: Commands, war_files: Path) -> Commands:
    """Commands in a folder whose `whoholds.db` has the toy war in it."""
    assert whoholds("add", war_files) == 0
    return whoholds


def test_add_closes_with_its_counts(whoholds: Commands, war_files: Path) -> None:
    assert whoholds("add", war_files) == 0
    assert whoholds.out == (
        "6 reports new, 0 known, 0 failed; "
        "8 claims: 1 unplaced, 1 with an unknown actor, 0 undated\n"
    )
    assert whoholds.err == ""
    assert whoholds("add", war_files) == 0
    assert whoholds.out.startswith("0 reports new, 6 known, 0 failed; 0 claims")
    assert whoholds.json("add", war_files)["reports"] == {"new": 0, "known": 6, "failed": 0}


def test_one_bad_file_costs_no_other(whoholds: Commands, war_files: Path) -> None:
    (war_files / "3.txt").write_text("no date")
    (war_files / "4.txt").write_bytes(b"date 2024-12-06\n\xff\xfe\xfd")
    assert whoholds("add", war_files) == 2
    assert whoholds.out.startswith("4 reports new, 0 known, 2 failed")
    lines = whoholds.err.splitlines()
    assert len(lines) == 2
    assert "3.txt: no day of publication: begin the file with a line" in lines[0]
    assert "4.txt: not text" in lines[1]
    assert whoholds.json("on", "2024-12-01", "--place", "Aleppo")["results"]


def test_on_prints_a_row_a_place(filled: Commands) -> None:
    assert filled("on", "2024-12-06") == 0
    rows = {line.split("  ")[0]: line for line in filled.out.splitlines()}
    assert "Syrian opposition" in rows["Hama"]
    assert "contested" in rows["Homs"]
    assert "\x1b" not in filled.out


def test_history_shows_each_holder_with_its_sentence(filled: Commands) -> None:
    assert filled("history", "Hama") == 0
    army = filled.out.index("»the army holds Hama«")
    rebels = filled.out.index("»the rebels took Hama from the army, SANA said«")
    assert army < rebels
    assert "Sample Wire ← SANA, 2024-12-05" in filled.out


def test_changes_and_why(filled: Commands) -> None:
    assert filled("changes", "--from", "2024-12-02", "--to", "2024-12-08") == 0
    assert "Hama" in filled.out
    assert "Aleppo" not in filled.out
    assert filled("why", "Hama", "--on", "2024-12-06") == 0
    for piece in (
        "At dawn »the rebels took Hama from the army, SANA said«.",
        "Sample Wire ← SANA",
        "published 2024-12-05",
        "actual capture 2024-12-05",
        "grade ",
        "origin ",
        "characters 8–53",
    ):
        assert piece in filled.out, piece


@pytest.mark.parametrize(
    "question",
    [
        ("on", "2024-12-06"),
        ("history", "Hama"),
        ("changes", "--from", "2024-12-01"),
        ("why", "Hama", "--on", "2024-12-06"),
    ],
)
def test_every_question_takes_json(filled: Commands, question: tuple[str, ...]) -> None:
    answer = filled.json(*question)
    assert set(answer) == {"on", "known", "clock", "basis", "results", "notes"}
    assert answer["results"]


def test_known_cuts_off_later_reports(filled: Commands) -> None:
    answer = filled.json("on", "2024-12-06", "--known", "2021-01-01")
    assert answer["results"] == []
    assert answer["known"] == "2021-01-01"
    assert "nothing known yet" in str(answer["notes"])


def test_options_stand_before_or_after_the_command(
    whoholds: Commands, war_files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, three = (tmp_path / f"{name}.db" for name in ("one", "two", "three"))
    monkeypatch.setenv("WHOHOLDS_RECORD", str(three))
    assert whoholds("--record", one, "add", war_files / "0.txt") == 0
    assert whoholds("add", war_files / "1.txt", "--record", two) == 0
    assert whoholds("add", war_files / "5.txt") == 0
    places = []
    for before, after in (((), ("--record", one)), (("--record", two), ()), ((), ())):
        assert whoholds(*before, "--json", "on", "2024-12-06", *after) == 0
        places.append([row["place"] for row in json.loads(whoholds.out)["results"]])
    assert places == [["Homs", "Hama"], ["Aleppo"], ["Kherson"]]


def test_extract_gives_a_line_a_report(
    whoholds: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "That day the rebels took Hama."
    rows = [
        {"id": "a", "published": "2024-12-06", "text": text, "claims": [{"kind": "siege"}]},
        {"id": "b", "published": None, "text": text},
        {"id": "c", "published": "2024-12-06", "text": "Rain."},
    ]
    lines = "\n".join(json.dumps(row) for row in rows)
    (tmp_path / "reports.jsonl").write_text(lines)
    assert whoholds("extract", "reports.jsonl") == 0
    read = [json.loads(line) for line in whoholds.out.splitlines()]
    assert [row["id"] for row in read] == ["a", "b", "c"]
    assert [[claim["kind"] for claim in row["claims"]] for row in read] == [["capture"]] * 2 + [[]]
    start, end = read[0]["claims"][0]["span"]
    assert text[start:end] == read[0]["claims"][0]["quote"]
    assert read[1]["claims"][0]["start"] is None
    assert not list(tmp_path.glob("*.db"))

    by_file = whoholds.out
    stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO(lines.encode())))
    monkeypatch.setattr("sys.stdin", stdin)
    assert whoholds("extract", "-") == 0
    assert whoholds.out == by_file


def test_extract_goes_on_after_a_bad_line(whoholds: Commands, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": 1}\n{"id": "b", "text": "Rain."}\n')
    assert whoholds("extract", "a.jsonl", "missing.txt") == 2
    assert json.loads(whoholds.out)["id"] == "b"
    assert [line.split(": ")[1] for line in whoholds.err.splitlines()] == [
        "a.jsonl:1",
        "missing.txt",
    ]


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("on", "2024-12-06"), 2, "no record at"),
        (("on", "2024-02-31", "--record", "war.db"), 2, "no record at war.db"),
        (("on",), 2, "DATE"),
        (("history",), 2, "PLACE"),
        (("fly",), 2, "fly"),
        (("on", "2024-12-06", "--wings"), 2, "--wings"),
        (("on", "2024-12-06", "--clock", "wall"), 2, "wall"),
        (("why", "Hama"), 2, "--on"),
        (("add", "here.txt", "--record", "notes.db"), 2, "notes.db"),
        (("add", "here.txt", "--theatre", "Narnia"), 2, "Narnia"),
        (("extract", "here.txt", "--theatre", "Narnia"), 2, "Narnia"),
        (("add", "nowhere"), 2, "no such file"),
        (("theatre", "show", "Narnia"), 2, "Narnia"),
    ],
)
def test_errors_are_one_line_with_the_mend(
    whoholds: Commands, tmp_path: Path, arguments: tuple[str, ...], status: int, says: str
) -> None:
    (tmp_path / "here.txt").write_text("date 2024-12-06\nRain.")
    (tmp_path / "notes.db").write_text("notes " * 1000)
    assert whoholds(*arguments) == status
    (line,) = whoholds.err.splitlines()
    assert line.startswith("whoholds: ")
    assert says in line


def test_a_failure_is_one_line_and_status_1(
    filled: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a\nsurprise\x1b[2J")

    monkeypatch.setattr("whoholds.api.Record.on", broken)
    monkeypatch.delenv("WHOHOLDS_DEBUG", raising=False)
    assert filled("on", "2024-12-06") == 1
    assert filled.err.count("\n") == 1
    assert "a surprise\N{REPLACEMENT CHARACTER}[2J" in filled.err


def test_text_never_speaks_to_the_terminal(whoholds: Commands, tmp_path: Path) -> None:
    evil = "\x1b]0;owned\x07 [bold red] \x9b2J \u202e"
    row = {
        "id": evil,
        "published": "2024-12-06",
        "publisher": f"Wire{evil}",
        "text": f"{evil}Then the rebels took Hama{evil}.",
    }
    (tmp_path / "evil.jsonl").write_text(json.dumps(row))
    bad = tmp_path / f"{evil.replace('/', '')}.png"
    bad.write_text("")
    assert whoholds("extract", "evil.jsonl") == 0
    printed = whoholds.out
    assert json.loads(printed)["id"] == evil
    assert whoholds("add", "evil.jsonl", bad) == 2
    printed += whoholds.out + whoholds.err
    for question in (
        ("on", "2024-12-06"),
        ("history", "Hama"),
        ("why", "Hama", "--on", "2024-12-06"),
    ):
        assert whoholds(*question) == 0
        printed += whoholds.out
        assert whoholds(*question, "--json") == 0
        printed += whoholds.out
    assert "[bold red]" in printed
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(printed)


def test_help_names_the_commands_and_asks_for_nothing(whoholds: Commands) -> None:
    assert whoholds() == 0
    for command in ("demo", "extract", "add", "on", "history", "changes", "why", "theatre"):
        assert f"\n  {command} " in whoholds.out
    assert whoholds("on", "--help") == 0
    assert "--known" in whoholds.out


def test_theatres_can_be_listed_and_shown(whoholds: Commands) -> None:
    assert whoholds("theatre", "list") == 0
    assert "syria" in whoholds.out
    assert whoholds("theatre", "show", "syria") == 0
    assert "Syrian government" in whoholds.out


def test_a_theatre_can_be_checked(whoholds: Commands, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        "name: Mine\ncountries: [SY]\nsources_of_facts: [test]\nactors:\n"
        "  - {name: Reds, aliases: [Them], kind: militia}\n"
        "  - {name: Blues, aliases: [Them], kind: militia}\n"
    )
    assert whoholds("theatre", "check", "mine.yaml") == 2
    assert "Them" in whoholds.out
    (tmp_path / "mine.yaml").write_text("name: [")
    assert whoholds("theatre", "check", "mine.yaml") == 2
    assert whoholds.err.startswith("whoholds: mine.yaml")


def test_places_can_be_added(
    whoholds: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    (tmp_path / "mine.csv").write_text("name,lat,lon,country\nTahun,35.1,36.2,SY\n")
    assert whoholds("places", "add", "mine.csv") == 0
    assert whoholds.out.startswith("1 places added")
    assert whoholds("places", "add", "none.csv") == 2


def test_help_answers_at_once() -> None:
    """In no more than a few times what Python itself takes to start and import its own inspect."""

    def seconds(command: list[str]) -> float:
        best = float("inf")
        for _ in range(3):
            begun = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            best = min(best, time.perf_counter() - begun)
        return best

    base = seconds([sys.executable, "-c", "import typing, inspect"])
    assert seconds([*WHOHOLDS, "--help"]) < 6 * base


def test_output_is_utf8_whatever_the_locale() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [*WHOHOLDS, "on", "2024-12-06", "--record", "Ḩamāh.db"]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.returncode == 2
    assert "Ḩamāh.db" in done.stderr.decode()


def test_a_closed_pipe_is_no_error() -> None:
    command = f"{sys.executable} -c 'from whoholds.cli import main; main()' theatre list"
    done = subprocess.run(
        ["bash", "-c", f"{command} --json | head -c 1"], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
