"""The reader is no worse than its floors, and no floor sinks unseen."""

import subprocess
import sys
from pathlib import Path

import pytest

from . import floors
from .floors import MARGIN, TOLD, Found
from .measure import DEV, GoldSet, gold_sets, is_aside, measured

GATE = Path(__file__).parents[1] / "eval_gate.py"
OLD = {"build": Found("d1", {"event": 0.8, TOLD: 0.1}), "dev": Found("d2", {"event": 0.9})}


def found(event: float, told: float = 0.05, digest: str = "d1") -> dict[str, Found]:
    return {"build": Found(digest, {"event": event, TOLD: told})}


@pytest.mark.parametrize("gold", gold_sets(), ids=lambda gold: gold.name)
def test_the_reader_is_no_worse_than_its_floors(gold: GoldSet) -> None:
    figures = {gold.name: Found.of(gold.digest, measured(gold))}
    assert floors.complaints(figures, floors.load()) == []


def test_every_set_has_floors_for_each_figure() -> None:
    known = floors.load()
    assert set(known) == {"build", "aside", "dev", "dev aside"}
    families = {f"family {name}" for name in ("fight", "gain", "hold", "leave")}
    slots = {f"slot {name}" for name in ("kind", "actor", "against", "days", "sources")}
    for one in known.values():
        assert set(one.figures) == {"event", "full", TOLD} | families | slots


def test_a_third_of_the_shared_reports_is_aside() -> None:
    ids = [f"report-{n}" for n in range(3000)]
    assert 900 < sum(map(is_aside, ids)) < 1100
    if DEV.exists():
        parts = {gold.name: set(gold.claims) for gold in gold_sets()}
        assert not parts["dev"] & parts["dev aside"]


def test_a_figure_under_its_floor_is_told() -> None:
    assert floors.complaints(found(0.8), OLD) == []
    assert floors.complaints(found(0.79), OLD) == ["build: event 0.790 is worse than 0.800"]
    assert floors.complaints(found(0.8, told=0.2), OLD) == [
        "build: told as fact 0.200 is worse than 0.100"
    ]


def test_other_gold_has_no_floors() -> None:
    (complaint,) = floors.complaints(found(0.99, digest="other"), OLD)
    assert "no floors for this gold" in complaint
    (complaint,) = floors.complaints({"new": OLD["dev"]}, OLD)
    assert "no floors for this gold" in complaint


def test_floors_rise_with_the_figures() -> None:
    made, sunk = floors.renewed(found(0.95, told=0.0), OLD, lower=False)
    assert sunk == []
    assert made["build"].figures == pytest.approx(
        {"event": 0.95 - MARGIN, TOLD: MARGIN}, abs=0.0011
    )
    assert made["dev"] == OLD["dev"]


def test_a_figure_a_little_over_its_floor_leaves_it() -> None:
    made, sunk = floors.renewed(found(0.801, told=0.099), OLD, lower=False)
    assert (made["build"], sunk) == (OLD["build"], [])


def test_a_floor_sinks_only_when_it_is_asked_to() -> None:
    made, sunk = floors.renewed(found(0.7), OLD, lower=False)
    assert made["build"].figures["event"] == 0.8
    assert sunk == ["build: event 0.700 is worse than 0.800"]
    made, sunk = floors.renewed(found(0.7), OLD, lower=True)
    assert made["build"].figures["event"] == pytest.approx(0.7 - MARGIN, abs=0.0011)
    assert len(sunk) == 1


def test_other_gold_lowers_no_floor_either() -> None:
    made, sunk = floors.renewed(found(0.7, digest="other"), OLD, lower=False)
    assert sunk
    assert made["build"].figures["event"] == 0.8


def test_a_lowered_floor_shows_in_the_changelog() -> None:
    name, text = floors.fragment(" spaCy 4 parses otherwise ", ["build: event sank"])
    assert name.startswith("+floors-")
    assert name.endswith(".changed.md")
    assert "build: event sank" in text
    assert text.endswith("spaCy 4 parses otherwise\n")


def test_floors_are_kept_as_they_were(tmp_path: Path) -> None:
    floors.save(OLD, tmp_path / "floors.json")
    assert floors.load(tmp_path / "floors.json") == OLD


@pytest.mark.parametrize("arguments", [["--lower", "why"], ["--update", "--lower", " "]])
def test_lowering_needs_a_reason_and_an_update(arguments: list[str]) -> None:
    run = subprocess.run([sys.executable, GATE, *arguments], capture_output=True, text=True)
    assert run.returncode == 2
    assert "--lower needs --update and a reason" in run.stderr
