"""The commands with a reader: what they print, what they keep, how they end."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from whoholds.cli import main
from whoholds.knowledge.words import cache_home
from whoholds.record import Store

from .conftest import NEWS, TRUE, good, reports, row
from .server import Server, claims, serving

ROOT = Path(__file__).parents[2]
SECRET = "sk-very-secret-key"
WHOHOLDS = [sys.executable, "-c", "from whoholds.cli import main; main()"]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, whose cache has what was compiled before and no answers."""
    cache = tmp_path / "cache"
    cache.mkdir()
    for found in cache_home().iterdir():
        if found.name != "llm":
            (cache / found.name).symlink_to(found)
    monkeypatch.setenv("WHOHOLDS_CACHE", str(cache))
    monkeypatch.setenv("WHOHOLDS_LLM_KEY", SECRET)
    for name in ("WHOHOLDS_RECORD", "WHOHOLDS_LLM_URL", "WHOHOLDS_LLM_MODEL", "OPENAI_BASE_URL",
                 "OPENAI_API_KEY"):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(one) for one in arguments])
        out, err = capsys.readouterr()
        assert SECRET not in out + err
        return int(str(ended.value.code)), out, err

    return command


def file_of(home: Path, number: int) -> Path:
    """So many reports that tell the same, as JSON Lines."""
    path = home / "reports.jsonl"
    rows = [
        {"id": one.label, "published": str(one.published), "publisher": one.publisher,
         "text": one.text}
        for one in reports(number)
    ]  # fmt: skip
    path.write_text("".join(json.dumps(one) + "\n" for one in rows))
    return path


def asked(server: Server, reader: str = "llm") -> list[object]:
    return ["--reader", reader, "--model", "scripted", "--base-url", server.url]


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(good) as made:
        yield made


def test_extract_prints_the_claims_and_says_what_it_took(
    run: Run, home: Path, server: Server
) -> None:
    status, out, err = run("extract", file_of(home, 2), *asked(server))
    assert status == 0, err
    lines = [json.loads(line) for line in out.splitlines()]
    assert [line["id"] for line in lines] == ["r0", "r1"]
    assert [c["place"] for c in lines[0]["claims"]] == ["Hama", "Rastan", "Homs"]
    assert "scripted: 2 questions" in err
    assert "2,200 tokens" in err
    assert server.questions[0].headers["authorization"] == f"Bearer {SECRET}"


def test_add_names_the_reader_in_the_run_and_keeps_no_key(
    run: Run, home: Path, server: Server
) -> None:
    status, out, err = run("add", file_of(home, 2), *asked(server), "--record", "r.db")
    assert (status, out) == (
        0,
        "2 reports new, 0 known, 0 failed; 6 claims: 0 unplaced, 0 with an unknown actor, "
        "0 undated\n",
    ), err
    with Store.open("r.db") as store:
        (made,) = set(store.readers([r.id for r in store.reports()]).values())
        assert made.reader == "llm"
        assert made.version.endswith(" scripted")
        assert store.check() == []
    for path in home.rglob("*"):
        if path.is_file() and not path.is_symlink() and home / "cache" not in path.parents:
            assert SECRET.encode() not in path.read_bytes(), path
    for path in (home / "cache" / "llm").rglob("*.json"):
        assert SECRET not in path.read_text()


def test_refused_claims_are_listed_with_their_reason(run: Run, home: Path) -> None:
    invented = row("capture", "Rebels", "Zarbatan", "Rebels captured Hama on Thursday")
    with serving(lambda _: claims([invented, *TRUE])) as server:
        status, _, err = run("add", file_of(home, 1), *asked(server), "--refused", "refused.jsonl")
    assert status == 0
    assert "claims refused, as the text does not carry them: 1 for the place" in err
    (line,) = (home / "refused.jsonl").read_text().splitlines()
    told = json.loads(line)
    assert (told["id"], told["rule"], told["claim"]) == ("r0", "place", invented)
    assert "Zarbatan" in told["reason"]


def test_readers_that_disagree_are_looked_at_first(run: Run, home: Path) -> None:
    other = [{**TRUE[2], "actor": "Rebels"}, TRUE[0], TRUE[1]]
    with serving(lambda _: claims(other)) as server:
        status, _, err = run("add", file_of(home, 1), *asked(server, "both"), "--record", "r.db")
    assert status == 0, err
    assert "claims that both tell: 3; rules alone: 0; llm alone: 0" in err
    assert "actor    agrees in 2 of 3" in err
    status, out, _ = run("review", "list", "--record", "r.db")
    first, doubt, *rest = out.splitlines()
    assert "hold Homs" in first
    assert doubt.strip() == ("readers disagree: actor Syrian government, or Syrian opposition")
    assert not any("disagree" in line for line in rest)
    status, out, _ = run("review", "list", "--record", "r.db", "--json")
    assert json.loads(out)[0]["doubts"][0]["kind"] == "actor"
    # By the rules alone nothing is left to look at.
    run("add", file_of(home, 1), "--record", "rules.db")
    assert "doubts" not in run("review", "list", "--record", "rules.db", "--json")[1]


def test_a_later_reading_takes_the_doubts_with_it(run: Run, home: Path, server: Server) -> None:
    path = file_of(home, 1)
    with serving(lambda _: claims([{**TRUE[2], "actor": "Rebels"}])) as other:
        run("add", path, *asked(other, "both"), "--record", "r.db")
    assert "disagree" in run("review", "list", "--record", "r.db")[1]
    run("add", path, "--record", "r.db")
    assert "disagree" not in run("review", "list", "--record", "r.db")[1]


def test_eval_scores_any_reader_with_its_cost(run: Run, home: Path, server: Server) -> None:
    rows = [
        {"id": one.label, "published": str(one.published), "publisher": None, "text": one.text,
         "claims": [*TRUE, row("attack", "Rebels", "Rome", "not there")]}
        for one in reports(2)
    ]  # fmt: skip
    gold = home / "gold.jsonl"
    gold.write_text("".join(json.dumps(one) + "\n" for one in rows))
    (home / "prices.yaml").write_text("scripted: {input: 1, output: 5}\n")
    money = ("--prices", "prices.yaml", "--max-cost", "1")
    status, out, err = run("eval", gold, *asked(server), *money, "--json")
    assert status == 0, err
    found = json.loads(out)
    assert found["event"] == {"precision": 1.0, "recall": 0.75, "f1": 0.8571}
    assert (found["gold"], found["read"], found["failed"]) == (8, 6, 0)
    assert found["asked"]["cost"] == pytest.approx(2 * (1000 * 1 + 100 * 5) / 1e6)
    assert found["seconds"] > 0
    status, out, _ = run("eval", gold, "--errors", "1")
    assert status == 0
    assert "event  precision" in out
    assert '"error": "missed"' in out
    status, out, _ = run("eval", gold, *asked(server, "both"), "--json")
    assert json.loads(out)["agreement"]["both"] == 6


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{}", "gold.jsonl:2: no gold report"),
        ('{"id": "a", "text": "x"}', "claims' is missing"),
        ('{"id": "a", "text": "x", "claims": [{"kind": "gain", "place": "x"}]}', "kind 'gain'"),
        ('{"id": "r0", "text": "x", "claims": []}', "twice"),
        ("nonsense", "gold.jsonl:2: no gold report"),
    ],
)
def test_a_gold_file_that_is_none_is_refused_in_a_line(
    run: Run, home: Path, line: str, said: str
) -> None:
    (home / "gold.jsonl").write_text('{"id": "r0", "text": "x", "claims": []}\n' + line + "\n")
    status, out, err = run("eval", "gold.jsonl")
    assert (status, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--reader", "nobody"], "there is no reader 'nobody': rules, llm, both"),
        (["--reader", "llm"], "--model"),
        (["--reader", "llm", "--model", "m", "--base-url", "ftp://x"], "no http address"),
        (
            ["--reader", "llm", "--model", "m", "--base-url", "http://x", "--max-cost", "1"],
            "prices",
        ),
    ],
)
def test_what_is_missing_is_said_in_a_line(
    run: Run, home: Path, arguments: list[str], said: str
) -> None:
    status, out, err = run("extract", file_of(home, 1), *arguments)
    assert (status, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1


# In a process of its own ------------------------------------------------------------------------


def test_without_the_client_there_is_one_line_to_run(home: Path) -> None:
    (home / "absent").mkdir()
    (home / "absent" / "openai.py").write_text("raise ImportError('not installed')\n")
    path = os.pathsep.join([str(home / "absent"), *filter(None, [os.environ.get("PYTHONPATH")])])
    without = os.environ | {"PYTHONPATH": path}
    done = _extract(home, "--reader", "llm", env=without)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "whoholds: to ask a language model, install its client: pip install 'whoholds[llm]'"
    ]
    # The rules read the same with and without it.
    assert (there := _extract(home, env=dict(os.environ))).returncode == 0
    assert (not_there := _extract(home, env=without)).returncode == 0
    assert there.stdout == not_there.stdout
    assert there.stdout.count('"kind"') == 3


def _extract(home: Path, *more: str, env: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*WHOHOLDS, "extract", file_of(home, 1), *more],
        env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip


def _started(home: Path, server: Server, number: int) -> "subprocess.Popen[str]":
    arguments = [
        "add",
        file_of(home, number),
        *asked(server),
        "--record",
        "r.db",
        "--requests",
        "2",
    ]
    return subprocess.Popen(
        [*WHOHOLDS, *map(str, arguments)], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def _wait_for(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not true():
        assert time.monotonic() < until, "it never came to that"
        time.sleep(0.01)


@pytest.mark.slow
@pytest.mark.parametrize("signal_", [signal.SIGKILL, signal.SIGINT])
def test_what_was_answered_before_an_end_is_not_asked_again(
    home: Path, run: Run, signal_: signal.Signals
) -> None:
    with serving(lambda _: claims(TRUE, seconds=0.2)) as server:
        working = _started(home, server, 20)
        _wait_for(lambda: len(server.questions) >= 6)
        working.send_signal(signal_)
        working.communicate(timeout=30)
        before = len(server.questions)
        assert before < 20
        status, out, err = run("add", home / "reports.jsonl", *asked(server), "--record", "r.db")
    assert status == 0, err
    assert "20 reports new" in out
    assert "60 claims" in out
    found = re.search(r"(\d+) questions, (\d+) answers from the cache", err)
    assert found, err
    again, kept = map(int, found.groups())
    assert again + kept == 20
    assert kept >= before - 2 >= 4  # all but what was under way
    assert run("check", "--record", "r.db")[0] == 0


def test_an_interrupted_command_does_not_wait_for_a_slow_server(home: Path) -> None:
    with serving(lambda _: claims(TRUE, seconds=20)) as server:
        working = _started(home, server, 4)
        _wait_for(lambda: len(server.questions) >= 2)
        started = time.monotonic()
        working.send_signal(signal.SIGINT)
        _, err = working.communicate(timeout=15)
    assert time.monotonic() - started < 10
    assert working.returncode == 130
    assert "stopped; what was added before is safe" in err


# Somebody else's ----------------------------------------------------------------------------------


@pytest.fixture
def installed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example's package, as an installation leaves it: its module and its entry points."""
    example = ROOT / "examples" / "own-reader"
    import tomllib

    project = tomllib.loads((example / "pyproject.toml").read_text())["project"]
    about = home / "site" / "whoholds_bulletins-0.1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: whoholds-bulletins\nVersion: 0.1.0\n"
    )
    lines = [
        f"[{group}]\n" + "\n".join(f"{name} = {value}" for name, value in points.items())
        for group, points in project["entry-points"].items()
    ]
    (about / "entry_points.txt").write_text("\n".join(lines))
    monkeypatch.syspath_prepend(home / "site")
    monkeypatch.syspath_prepend(example)


def test_an_installed_reader_reads_and_is_held_to_the_text(
    installed: None, run: Run, home: Path
) -> None:
    (home / "bulletin.txt").write_text(
        "---\npublished: 2024-12-05\npublisher: Sample Bulletin\n---\n"
        "CAPTURED Hama by Hayat Tahrir al-Sham from government forces.\n\n"
        "HELD Homs by government forces.\n"
    )
    status, out, err = run("extract", "bulletin.txt", "--reader", "bulletins")
    assert status == 0, err
    hama, homs = json.loads(out)["claims"]
    assert (hama["kind"], hama["place_norm"], hama["actor_norm"], hama["against_norm"]) == (
        "capture", "Hama", "Hayat Tahrir al-Sham", "Syrian government",
    )  # fmt: skip
    assert (homs["kind"], homs["actor_norm"]) == ("hold", "Syrian government")
    assert run("add", "bulletin.txt", "--reader", "bulletins", "--record", "r.db")[0] == 0
    with Store.open("r.db") as store:
        (made,) = store.readers([r.id for r in store.reports()]).values()
        assert (made.reader, made.version) == ("bulletins", "1")
    assert "bulletins" in run("extract", "bulletin.txt", "--reader", "nobody")[2]


def test_an_installed_reader_that_fails_costs_its_report_alone(
    installed: None, run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import bulletins

    def read(self: object, report: Any) -> Iterator[Any]:
        if "report 0" in report.text:
            raise RuntimeError("no idea")
        return iter(())

    monkeypatch.setattr(bulletins.BulletinReader, "read", read)
    status, out, err = run("extract", file_of(home, 2), "--reader", "bulletins")
    assert status == 2
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["r1"]
    assert "r0: the reader bulletins failed on it (RuntimeError: no idea)" in err


def test_the_news_is_read_by_the_rules_as_the_model_says(run: Run, home: Path) -> None:
    """What the other tests here build on."""
    (home / "one.txt").write_text(f"---\npublished: 2024-12-05\n---\n{NEWS}")
    _, out, _ = run("extract", "one.txt")
    read = [(c["kind"], c["place"]) for c in json.loads(out)["claims"]]
    assert read == [(one["kind"], one["place"]) for one in TRUE]
