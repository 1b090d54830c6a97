"""Every command and every line of Python in the guides works on the sample reports."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

import whoholds
from whoholds.cli import main

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
SAMPLES = Path(whoholds.__file__).parent / "samples"
GUIDES = sorted([DOCS / "quickstart.md", DOCS / "export.md", *DOCS.glob("howto-*.md")])
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```", re.DOTALL | re.MULTILINE)
# What a reader does outside of whoholds: the shell's own and make's, checked apart.
OUTSIDE = ("make ", "source ", "export ")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the samples, read once."""
    path = tmp_path_factory.mktemp("filled") / "samples.db"
    with whoholds.open(path, theatre="syria") as record:
        record.add(SAMPLES)
    return path


@pytest.fixture
def desk(tmp_path: Path, filled: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as the guides suppose it: the samples where the clone has them, reports of one's
    own, and a record that the environment names."""
    shutil.copytree(SAMPLES, tmp_path / "src" / "whoholds" / "samples")
    shutil.copytree(SAMPLES, tmp_path / "reports")
    (tmp_path / "my-reports").mkdir()
    for name in ("my-report.txt", "my-reports/one.txt"):
        (tmp_path / name).write_text("date 2024-12-06\n\nThe rebels captured Hama on Thursday.\n")
    shutil.copy(filled, tmp_path / "samples.db")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WHOHOLDS_RECORD", "samples.db")
    return tmp_path


def blocks(page: Path) -> list[tuple[str, str]]:
    """Language and text of each example."""
    return BLOCK.findall(page.read_text("utf-8"))


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_every_command_and_example_works(
    page: Path, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pyogrio")
    pytest.importorskip("matplotlib")
    ran = 0
    for language, text in blocks(page):
        if language == "python":
            exec(compile(text, f"{page.name}", "exec"), {})
            ran += 1
            continue
        for line in text.splitlines():
            command = line.removeprefix("$ ")
            assert line != command, f"not a command: {line}"
            if command.startswith(OUTSIDE):
                continue
            name, *arguments = shlex.split(command)
            assert name == "whoholds"
            status = run(arguments)
            said = capsys.readouterr()
            assert status == 0, f"{command}: {said.err}"
            if "--out" in arguments:
                assert (desk / arguments[arguments.index("--out") + 1]).stat().st_size
            else:
                assert said.out.strip(), command
            ran += 1
    assert ran


def run(arguments: list[str]) -> int:
    try:
        main(arguments)
    except SystemExit as stopped:
        return stopped.code if isinstance(stopped.code, int) else 1
    return 0


def test_what_the_guides_ask_of_make_is_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for page in GUIDES:
        for target in re.findall(r"^\$ make (\S+)", page.read_text("utf-8"), re.MULTILINE):
            assert target in targets


def test_what_the_quickstart_says_of_hama_and_homs_holds(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with whoholds.open("samples.db", theatre="syria") as record:
        (before,) = record.on("2024-12-06", known="2024-12-04", place="Hama")
        (after,) = record.on("2024-12-06", known="2024-12-05", place="Hama")
    assert before.actor == "Syrian government"
    assert after.actor != "Syrian government"
