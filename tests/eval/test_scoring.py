"""The scoring agrees with the gold guide, and with the scorer that came with it where that is."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoholds.readers.scoring import Row, score

from .measure import gold_sets, readings

ROW: dict[str, Any] = {
    "kind": "capture",
    "place": "Raqqa",
    "actor": "the rebels",
    "against": None,
    "start": "2013-03-04",
    "end": "2013-03-04",
    "status": "actual",
    "sources": [],
}


def claim(**slots: Any) -> Row:
    return ROW | slots


def of(gold: Row, *read: Row) -> tuple[float, float]:
    """Event and full F1 of one report with one gold claim."""
    found = score({"one": [gold]}, {"one": list(read)})
    return found.event.f1, found.full.f1


@pytest.mark.parametrize(
    "read",
    [
        claim(kind="transfer"),
        claim(place="the city of Ar-Raqqah"),
        claim(place="Rakka", place_norm="Raqqa"),
        claim(actor="rebel fighters"),
        claim(actor="they", actor_norm="rebels"),
        claim(against="the army", sources=["SOHR"]),
        claim(start="2013-03-01", end="2013-03-31"),
        claim(status="possible"),
    ],
)
def test_what_agrees_in_full(read: Row) -> None:
    assert of(claim(), read) == (1, 1)


@pytest.mark.parametrize(
    "read",
    [
        claim(actor="the army"),
        claim(start="2013-03-05", end="2013-03-05"),
        claim(start="2013-01-01", end="2013-12-31"),
        claim(start=None),
    ],
)
def test_what_agrees_on_the_event_alone(read: Row) -> None:
    assert of(claim(), read) == (1, 0)


@pytest.mark.parametrize(
    "read", [claim(kind="hold"), claim(place="Idlib"), claim(status="unrealised")]
)
def test_what_agrees_on_nothing(read: Row) -> None:
    assert of(claim(), read) == (0, 0)


def test_open_gold_asks_only_that_the_days_meet() -> None:
    gold = claim(start=None, end="2013-03-04")
    assert of(gold, claim(start="2010-01-01", end="2013-01-01")) == (1, 1)
    assert of(gold, claim(start="2013-03-05", end=None)) == (1, 0)
    assert of(claim(start=None, end=None), claim(start=None, end=None)) == (1, 1)


def test_an_event_is_counted_once_and_by_its_best_telling() -> None:
    poor, good = claim(actor="the army"), claim()
    found = score({"one": [claim()]}, {"one": [poor, good]})
    assert (found.event.hits, found.event.predicted, found.full.hits) == (1, 2, 1)
    assert [(error.what, error.predicted) for error in found.errors] == [("false", poor)]


def test_a_report_that_was_not_read_misses_its_claims() -> None:
    found = score({"one": [claim()], "two": []}, {})
    assert (found.reports, found.event.recall, found.event.f1) == (2, 0, 0)
    assert [error.what for error in found.errors] == ["missed"]


def test_a_plan_told_as_a_fact_is_counted_besides() -> None:
    found = score({"one": [claim(status="unrealised")]}, {"one": [claim()]})
    assert (found.told_as_fact, found.unrealised, found.event.precision) == (1, 1, 0)
    kept = score({"one": [claim(status="unrealised")]}, {"one": [claim(status="unrealised")]})
    assert (kept.told_as_fact, kept.event.predicted) == (0, 0)


@given(st.lists(st.sampled_from(["capture", "hold", "siege"]), max_size=6))
def test_gold_agrees_with_itself(kinds: list[str]) -> None:
    gold = {"one": [claim(kind=kind, place=f"Hill {n}") for n, kind in enumerate(kinds)]}
    found = score(gold, gold)
    assert found.full.hits == found.event.gold == len(kinds)
    assert found.errors == ()


@pytest.mark.parametrize("gold", gold_sets(), ids=lambda gold: gold.name)
def test_the_guides_own_scorer_gives_the_same_figures(
    gold: Any, shared: Path, tmp_path: Path
) -> None:
    read = {str(report.label): reading.claims for report, reading in readings(gold.name)}
    files = {
        "gold": gold.claims,
        "read": {key: [claim.to_json() for claim in claims] for key, claims in read.items()},
    }
    for name, claims in files.items():
        lines = (json.dumps({"id": key, "claims": rows}) for key, rows in claims.items())
        (tmp_path / name).write_text("\n".join(lines))
    run = subprocess.run(
        [sys.executable, shared / "gold/score.py", tmp_path / "gold", tmp_path / "read", "--json"],
        capture_output=True,
        check=True,
    )
    theirs = json.loads(run.stdout)
    mine = score(gold.claims, files["read"])
    assert theirs["event"]["f1"] == round(mine.event.f1, 4)
    assert theirs["full"]["f1"] == round(mine.full.f1, 4)
    assert theirs["slots"] == {name: round(share, 4) for name, share in mine.slots.items()}
    assert theirs["told_as_fact"] == [mine.told_as_fact, mine.unrealised]
    for name, agreement in mine.families.items():
        assert theirs["family"][name]["f1"] == round(agreement.f1, 4)
