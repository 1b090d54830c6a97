"""The figures of events are counted as they say, and lie over their floors."""

import sys
from datetime import date
from pathlib import Path

import pytest

from whoholds.model import Event

from . import events, floors
from .floors import Found

sys.path.insert(0, str(Path(__file__).parents[1]))
FLOORS = Path(__file__).parent / "events_floors.json"
DAY = date(2024, 12, 6)
TYPE_BAR, BOTH_BAR = 0.75, 0.60
"""F1 that the part set aside must reach: of the type, and of the type with both actors."""


def gold(type_: str, actor: str | None, target: str | None, **more: object) -> dict[str, object]:
    row = {"type": type_, "mode": None, "actor": actor and [actor], "target": target and [target]}
    return {**row, "place": None, "start": "2024-12-06", "end": "2024-12-06", "status": "actual", "sources": [], "count": None, **more}  # fmt: skip


def told(type_: str, actor: str | None, target: str | None, at: int = 0) -> Event:
    return Event(type_, "x", (at, at + 1), actor=actor, target=target, start=DAY, end=DAY)


def figures(wanted: list[dict[str, object]], read: list[Event]) -> tuple[events.F, events.F]:
    row = {"id": "x", "events": wanted, "relations": []}
    score = events.score([row], [read])
    return score.type, score.both


def test_a_type_counts_once_and_its_actors_apart() -> None:
    wanted = [gold("AID", "Iran", "Syria"), gold("ACCUSE", "Mali", "France")]
    read = [told("AID", "Iran", "Iraq"), told("ACCUSE", "Mali", "France", 40)]
    type_, both = figures(wanted, read)
    assert (type_.right, type_.read, type_.gold) == (2, 2, 2)
    assert (both.right, both.read, both.gold) == (1, 2, 2)


def test_too_much_and_too_little_cost() -> None:
    type_, _ = figures([gold("AID", "Iran", "Syria")], [told("REQUEST", "Syria", "Iran")])
    assert (type_.right, type_.read, type_.gold) == (0, 1, 1)


def test_an_optional_event_counts_neither_way() -> None:
    wanted = [gold("AID", "Iran", "Syria", optional=True)]
    for read in ([], [told("AID", "Iran", "Syria")]):
        assert figures(wanted, read)[0] == events.F(0, 0, 0)


def test_sides_of_a_meeting_may_stand_either_way() -> None:
    assert figures([gold("CONSULT", "Iran", "Iraq")], [told("CONSULT", "Iraq", "Iran")])[1].right
    assert not figures([gold("AID", "Iran", "Iraq")], [told("AID", "Iraq", "Iran")])[1].right


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Lebanon", "Lebanese government", True),
        ("soldiers", "Nigerian soldiers", True),
        ("Syria", "Syrian opposition", False),
        ("rebels", "rebel commander", False),
    ],
)
def test_names_that_mean_one_party(one: str, other: str, same: bool) -> None:
    assert events._same_name(one, other) is same


def test_a_third_is_set_aside_and_has_every_type() -> None:
    aside = events.part(True)
    assert 0.3 <= len(aside) / len(events.gold()) <= 0.4
    types = {e["type"] for row in events.gold() for e in row["events"] if not e.get("optional")}
    assert {e["type"] for row in aside for e in row["events"]} >= types - {"COOPERATE"}


@pytest.mark.slow
def test_events_are_read_as_well_as_before_and_over_the_bars() -> None:
    found = {}
    for name, aside in (("build", False), ("aside", True)):
        rows = events.part(aside)
        score = events.score(rows, events.read(rows))
        found[name] = Found(events.digest(), score.figures())
    assert floors.complaints(found, floors.load(FLOORS)) == []
    assert found["aside"].figures["type"] >= TYPE_BAR
    assert found["aside"].figures["type with both actors"] >= BOTH_BAR
