"""The documentation agrees with the program and can be read without the network."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from whoholds.knowledge.theatres import load_theatre
from whoholds.model import EVENT_TYPES, KINDS, PLACE_KINDS, STATUSES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
TOP = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")]
PAGES = sorted(DOCS.rglob("*.md")) + TOP
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
COMMAND = re.compile(r"^\$ whoholds ([a-z-]+)", re.MULTILINE)


def fenced(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.M)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        if not target.startswith(("http", "#")):
            assert (page.parent / target.split("#")[0]).exists(), target


def test_the_glossary_has_every_word_of_the_model() -> None:
    text = (DOCS / "glossary.md").read_text("utf-8")
    for word in (*KINDS, *STATUSES):
        assert f"`{word}`" in text, word
    for word in PLACE_KINDS:
        assert word == "other" or word in text, word
    for terms in EVENT_TYPES.values():
        assert all(term in text for term in terms)


def test_the_example_theatre_is_a_theatre(tmp_path: Path) -> None:
    example = fenced(DOCS / "theatres.md", "yaml")[0]
    path = tmp_path / "rivertown.yaml"
    path.write_text(example, "utf-8")
    theatre = load_theatre(path)
    army = theatre.actor_named("the Rivertown regime")
    assert army is not None
    assert army.name == "Government of Rivertown"
    crossing = theatre.place_named("Tahun Crossing")
    assert crossing is not None
    assert (crossing.lat, crossing.lon) == (34.45, 40.95)
    assert {source.side for source in theatre.sources} == {"Government of Rivertown", None}


def test_commands_shown_exist() -> None:
    pytest.importorskip("whoholds.cli")
    run = "import sys; from whoholds.cli import main; sys.argv[0] = 'whoholds'; main()"
    text = "\n".join(page.read_text("utf-8") for page in PAGES)
    shown = set(COMMAND.findall(text))
    assert {"demo", "extract", "add", "on", "history", "changes", "why"} <= shown
    for verb in shown:
        said = subprocess.run(
            [sys.executable, "-c", run, verb, "--help"], capture_output=True, text=True, check=False
        )
        assert said.returncode == 0, f"{verb}: {said.stderr}"


def test_every_page_is_in_the_navigation() -> None:
    nav = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["nav"]
    listed = set(re.findall(r'"([^"]+\.md)"', json.dumps(nav)))
    there = {str(page.relative_to(DOCS)) for page in DOCS.glob("*.md")}
    assert listed == there | {"decisions/index.md"}


def test_every_decision_is_in_the_index() -> None:
    folder = DOCS / "decisions"
    listed = set(LINK.findall((folder / "index.md").read_text("utf-8")))
    assert {p.name for p in folder.glob("*.md")} - {"index.md"} == listed


def test_pages_build_and_load_nothing_from_elsewhere(tmp_path: Path) -> None:
    pytest.importorskip("material", reason="needs mkdocs-material")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    pages = list(tmp_path.rglob("*.html"))
    assert len(pages) >= len(list(DOCS.rglob("*.md")))
    loads = re.compile(r"""<(?:script|img|iframe|link)\b[^>]*?(?:src|href)=["'](?:https?:)?//""")
    for page in pages:
        assert not loads.search(page.read_text("utf-8")), page.name
    assert (tmp_path / "search" / "search_index.js").exists()


def test_changelog_fragments() -> None:
    types = {"added", "changed", "fixed", "removed", "security"}
    fragments = [p for p in (ROOT / "changelog.d").iterdir() if p.suffix == ".md"]
    for fragment in fragments:
        slug, kind, _ = fragment.name.rsplit(".", 2)
        assert slug.startswith("+"), fragment.name
        assert kind in types, fragment.name
        text = fragment.read_text("utf-8").strip()
        assert "\n\n" not in text, fragment.name
        assert text.endswith("."), fragment.name


def test_the_performance_page_is_made_from_what_was_measured(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(ROOT)
    from bench.performance import PAGE, page

    assert PAGE.read_text("utf-8") == page(), "run python -m bench.performance"
