"""The shape of the tree: who imports whom, how long a module gets, what is documented."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from whoholds.cli import app

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "whoholds"
MODULES = sorted(SOURCE.rglob("*.py"))
MOST_LINES = 400
# Of the machine that somebody worked on, where they mean nothing to anybody else.
PLACES_OF_ONE_MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home|Users|opt)/\w")


def test_imports_go_one_way() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("module", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_modules_stay_short(module: Path) -> None:
    assert len(module.read_text("utf-8").splitlines()) <= MOST_LINES


def tracked() -> Iterator[Path]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if names.returncode:
        pytest.skip("needs the git repository to know its files")
    for name in names.stdout.decode().split("\0"):
        path = ROOT / name
        if name and path.is_file() and path != Path(__file__):
            yield path


def test_no_file_names_a_place_on_one_machine() -> None:
    found = []
    for path in tracked():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path}: {m[0]}" for m in PLACES_OF_ONE_MACHINE.finditer(text)]
    assert not found


def test_the_lock_names_no_host() -> None:
    assert not re.search(r"https?://|file:|--index-url|--find-links", _lock_without_header())


def _lock_without_header() -> str:
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("#"))


def commands() -> list[str]:
    """Every command as it is typed: "on", "theatre check"."""

    def below(command: object, name: str) -> Iterator[str]:
        inner = getattr(command, "commands", None)
        if inner is None:
            yield name
        else:
            for key, one in inner.items():
                yield from below(one, f"{name} {key}".strip())

    return list(below(typer.main.get_command(app), ""))


@pytest.mark.parametrize("command", commands())
def test_every_command_is_documented(command: str) -> None:
    pages = [*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"]
    told = "\n".join(page.read_text("utf-8") for page in pages)
    assert re.search(rf"whoholds {command}\b", told), f"document: whoholds {command}"


def test_the_reference_of_commands_is_that_of_the_program(tmp_path: Path) -> None:
    made = tmp_path / "commands.md"
    arguments = ("utils", "docs", "--name", "whoholds", "--title", "Commands", "--output", made)
    subprocess.run(
        [sys.executable, "-m", "typer", "whoholds.cli", *arguments], check=True, capture_output=True
    )
    written = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert made.read_text("utf-8") == written, "out of date: run make docs"
