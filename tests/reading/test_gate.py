"""The gate lets every sentence through that holds a claim, and few others."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from whoholds.reading.gate import passing
from whoholds.reading.text import blank_markup, sentences

OWN = Path(__file__).parents[1] / "gold"


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def through(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences that pass."""
    spans = list(sentences(blank_markup(text)))
    return [(spans[i].start, spans[i].end) for i in passing([text[s.start : s.end] for s in spans])]


def places_of(quote: str, text: str) -> Iterator[tuple[int, int]]:
    at = text.find(quote)
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + 1)


def recall(path: Path) -> float:
    """Share of the gold claims of which a sentence passes."""
    found: list[bool] = []
    for row in rows(path):
        spans = through(row["text"])
        found += [
            any(
                first < end and start < last
                for first, last in places_of(claim["quote"], row["text"])
                for start, end in spans
            )
            for claim in row["claims"]
        ]
    return sum(found) / len(found)


def test_no_claim_of_the_shared_gold_is_lost(shared: Path) -> None:
    assert recall(shared / "gold" / "dev.jsonl") == 1.0


@pytest.mark.parametrize(("name", "floor"), [("build.jsonl", 0.95), ("aside.jsonl", 0.89)])
def test_few_claims_of_the_own_gold_are_lost(name: str, floor: float) -> None:
    assert recall(OWN / name) >= floor


@pytest.mark.parametrize(
    "text",
    [
        "The harvest was good. Prices fell and farmers left for the city.",
        "The minister took the lead in the polls and left her rivals behind.",
        "Shares fell after the bank lost a case.",
        "The museum holds a collection of maps. Visitors entered by the river.",
        "",
    ],
)
def test_peace_does_not_pass(text: str) -> None:
    assert through(text) == []
