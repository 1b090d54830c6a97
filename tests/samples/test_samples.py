"""The sample reports are well formed, dated, sourced, and in words of their own."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "src" / "whoholds" / "samples"
SHARED = ROOT.parent / "shared"
FILES = sorted(SAMPLES.glob("*.txt"))
CITED_RUN = 12  # words in a row that two independent texts do not share by chance


def parse(path: Path) -> tuple[dict[str, Any], str]:
    opening, head, text = path.read_text(encoding="utf-8").split("---\n", 2)
    assert opening == ""
    return yaml.safe_load(head), text


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + CITED_RUN]) for i in range(len(words) - CITED_RUN + 1)}


@pytest.fixture(scope="module")
def notes() -> dict[str, dict[str, str]]:
    entries = yaml.safe_load((SAMPLES / "notes.yaml").read_text(encoding="utf-8"))
    return {entry["file"]: entry for entry in entries}


@pytest.fixture(scope="module")
def expected() -> list[dict[str, Any]]:
    path = Path(__file__).with_name("expected.yaml")
    return list(yaml.safe_load(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_front_matter(path: Path) -> None:
    head, text = parse(path)
    assert set(head) - {"revises"} == {"id", "published", "publisher", "title"}
    assert type(head["published"]) is date
    assert path.name.startswith(head["published"].isoformat())
    assert head["publisher"].startswith("Sample ")
    assert 80 <= len(text.split()) <= 350


def test_enough_reports_of_enough_publishers() -> None:
    heads = [parse(path)[0] for path in FILES]
    assert len(heads) >= 20
    assert len({head["publisher"] for head in heads}) >= 5
    assert len({head["id"] for head in heads}) == len(heads)


def test_the_offensive_of_2024_is_told_from_its_first_to_its_last_day() -> None:
    days = {parse(path)[0]["published"] for path in FILES}
    assert {date(2024, 11, 27), date(2024, 12, 5), date(2024, 12, 8)} <= days


def test_publishers_cite_one_another() -> None:
    publishers = {parse(path)[0]["publisher"] for path in FILES}
    cited = {
        (head["publisher"], other)
        for head, text in map(parse, FILES)
        for other in publishers
        if other != head["publisher"] and other in text
    }
    assert len({citing for citing, _ in cited}) >= 4
    assert len({other for _, other in cited}) >= 2


def test_every_report_has_a_public_source(notes: dict[str, dict[str, str]]) -> None:
    assert set(notes) == {path.name for path in FILES}
    assert all(entry["source"].strip() for entry in notes.values())


def test_repeated_stories(notes: dict[str, dict[str, str]]) -> None:
    repeats = {name: entry["repeats"] for name, entry in notes.items() if "repeats" in entry}
    assert len(repeats) == 2
    attributed = []
    for name, original in repeats.items():
        (head, text), (source, source_text) = parse(SAMPLES / name), parse(SAMPLES / original)
        assert head["published"] >= source["published"]
        attributed.append(source["publisher"] in text)
        if not attributed[-1]:
            assert len(runs(text) & runs(source_text)) > len(runs(text)) / 2
    assert sorted(attributed) == [False, True]


def test_a_correction_names_an_earlier_report_of_its_publisher(
    notes: dict[str, dict[str, str]],
) -> None:
    corrections = [(name, e["corrects"]) for name, e in notes.items() if "corrects" in e]
    assert corrections
    for name, original in corrections:
        head, text = parse(SAMPLES / name)
        source, _ = parse(SAMPLES / original)
        assert head["revises"] == source["id"]
        assert head["publisher"] == source["publisher"]
        assert head["published"] > source["published"]
        assert source["title"] in text


def shared_texts() -> Iterator[str]:
    for path in (SHARED / "reports").glob("*.txt"):
        yield path.read_text(encoding="utf-8")
    for path in (SHARED / "gold").glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"]


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
def test_no_report_borrows_from_the_annotated_texts() -> None:
    borrowed = set().union(*map(runs, shared_texts()))
    for path in FILES:
        assert not runs(parse(path)[1]) & borrowed, path.name


def test_expected_holders_are_told_by_some_report(expected: list[dict[str, Any]]) -> None:
    texts = [(head["published"], text) for head, text in map(parse, FILES)]
    assert len(expected) >= 25
    for row in expected:
        assert set(row) == {"place", "day", "actor", "source"}
        assert any(row["place"] in text for _, text in texts), row["place"]


def test_expected_holders_name_each_place_and_day_once(expected: list[dict[str, Any]]) -> None:
    pairs = [(row["place"], row["day"]) for row in expected]
    assert len(set(pairs)) == len(pairs)
