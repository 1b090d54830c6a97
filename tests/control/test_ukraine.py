"""Towns of Ukraine: what our own reader finds in a list of towns, against who truly held them."""

import json
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2]))  # the benchmark lies outside the package

from bench import control as bench

from whoholds.control import History
from whoholds.knowledge.theatres import find_theatre

# The reports do not tell of every change that the truth knows: a town that its report last
# names as taken by one side is held by the other for 21 of the 98. So the method is held to what
# is told, and the truth only to what can be known of it.
FLOOR_TOLD = 0.9
FLOOR_TRUE = 0.7

Answers = list[tuple[dict[str, str], dict[str, str], History | None]]


@pytest.fixture(scope="module")
def answers(shared: Path) -> Answers:
    folder = shared / "control"
    reports = [json.loads(line) for line in (folder / "ukraine.reports.jsonl").open()]
    truths = [json.loads(line) for line in (folder / "ukraine.truth.jsonl").open()]
    theatre = find_theatre("ukraine")
    evidence = bench.read_all(reports, theatre)
    return [
        (report, truth, bench.answered(truth, evidence, theatre))
        for report, truth in zip(reports, truths, strict=True)
    ]


def test_the_holder_is_whom_the_report_last_names(answers: Answers) -> None:
    agree = [
        history is not None and bench.side(history, truth) == bench.last_told(report["text"])
        for report, truth, history in answers
    ]
    assert sum(agree) / len(agree) >= FLOOR_TOLD


def test_the_holder_is_the_true_one_as_far_as_it_is_told(answers: Answers) -> None:
    right = [bench.agrees(history, truth) for _, truth, history in answers]
    assert sum(right) / len(right) >= FLOOR_TRUE


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Smalltown was captured by Russia on 1 May 2022.", "Russia"),
        (
            "It was captured by Luhansk PR in 2014. It was recaptured by Ukraine 3 May 2022.",
            "Ukraine",
        ),
        ("It was captured by Donetsk PR in 2014.", "Russia"),
    ],
)
def test_whom_a_report_last_names(text: str, side: str) -> None:
    assert bench.last_told(text) == side
