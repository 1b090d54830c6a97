"""The gold of events is well formed and covers types, statuses and wars."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from whoholds.knowledge import words
from whoholds.model.claim import STATUSES
from whoholds.model.event import RELATIONS, TYPES

ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "events.jsonl").read_text(encoding="utf-8").splitlines()
]
EVENTS = [(row, event) for row in ROWS for event in row["events"]]


def test_there_are_two_hundred_sentences_over_many_wars() -> None:
    assert len(ROWS) >= 200
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert len({row["text"] for row in ROWS}) == len(ROWS)
    assert len({row["id"].split("-")[0] for row in ROWS}) >= 14
    assert sum(not row["events"] for row in ROWS) >= 10


def test_every_type_and_status_is_there() -> None:
    types = Counter(event["type"] for _, event in EVENTS)
    assert set(types) == set(TYPES)
    assert sum(count >= 6 for count in types.values()) >= len(TYPES) - 1
    assert {event["status"] for _, event in EVENTS} == set(STATUSES)
    assert {r["kind"] for row in ROWS for r in row["relations"]} <= set(RELATIONS)


def test_places_and_speakers_stand_in_the_text() -> None:
    for row, event in EVENTS:
        for name in (event["place"], *event["sources"]):
            assert name is None or name.lower() in row["text"].lower(), (row["id"], name)


def test_days_are_in_order_and_counts_are_intervals() -> None:
    for row, event in EVENTS:
        days = [date.fromisoformat(d) if d else None for d in (event["start"], event["end"])]
        assert None in days or days[0] <= days[1], row["id"]
        count = event["count"]
        assert count is None or (None in count and any(count)) or count[0] <= count[1], row["id"]


def test_modes_are_those_of_the_type() -> None:
    types = words.load("plover")["types"]
    assert set(types) == set(TYPES)
    for row, event in EVENTS:
        mode = event["mode"]
        assert mode is None or mode in types[event["type"]].get("modes", ()), (row["id"], mode)
