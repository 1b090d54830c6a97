"""How well events and relations are read: the gold, the matching, the figures."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from whoholds.knowledge.countries import country_of
from whoholds.knowledge.names import fold
from whoholds.model import Event, Report
from whoholds.model.event import SYMMETRIC
from whoholds.reading import RulesReader

GOLD = Path(__file__).resolve().parents[1] / "gold" / "events.jsonl"
SALT = "35"
"""Chosen before any rule was written, for a set aside that has every type in it."""
SLOTS = ("mode", "status", "place", "days", "count", "sources")
NOTHING = "–"

Row = dict[str, Any]


def is_aside(passage: str) -> bool:
    """A third or so of the passages, by their ids alone: no rule may be written from them, and
    their errors are never shown."""
    return hashlib.blake2b(f"{SALT}:{passage}".encode(), digest_size=4).digest()[0] % 3 == 0


@cache
def gold() -> tuple[Row, ...]:
    return tuple(json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines())


def part(aside: bool) -> list[Row]:
    return [row for row in gold() if is_aside(row["id"]) == aside]


def digest() -> str:
    return hashlib.blake2b(GOLD.read_bytes(), digest_size=8).hexdigest()


def read(rows: Sequence[Row]) -> list[tuple[Event, ...]]:
    """What the rules reader makes of each passage."""
    reports = (
        Report(row["text"], date.fromisoformat(row["published"]), row["publisher"]) for row in rows
    )
    return [reading.events for reading in RulesReader().read_many(reports)]


@frozen
class F:
    """Counts of a figure: right, read, in gold."""

    right: int = 0
    read: int = 0
    gold: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.read + self.gold) if self.read + self.gold else 0.0

    def __str__(self) -> str:
        precision = self.right / self.read if self.read else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        return f"{self.f1:.3f} (P {precision:.3f}, R {recall:.3f})"


@define
class Score:
    """The figures of one part; `errors` are (passage, what, read, gold)."""

    passages: int = 0
    type: F = F()
    both: F = F()
    relations: F = F()
    types: dict[str, F] = field(factory=dict)
    slots: dict[str, F] = field(factory=dict)
    confusion: Counter[tuple[str, str]] = field(factory=Counter)
    errors: list[tuple[str, str, Any, Any]] = field(factory=list)

    def figures(self) -> dict[str, float]:
        """Every figure that has a floor; those of few cases in steps of a twentieth, since one
        sentence read otherwise is chance."""
        few = {"relations": self.relations} | {f"slot {k}": one for k, one in self.slots.items()}
        return {
            "type": self.type.f1,
            "type with both actors": self.both.f1,
            **{name: int(one.f1 * 20) / 20 for name, one in few.items()},
        }


def score(rows: Sequence[Row], readings: Sequence[Iterable[Event]]) -> Score:
    """Each passage's events matched to its gold by type, those with the same actors first.

    An event that the gold marks optional counts neither read nor missed. Tellings of one trigger
    with several actors or targets are one event.
    """
    made = Score(passages=len(rows))
    right, both, relations = [0, 0, 0], [0, 0, 0], [0, 0, 0]
    types: dict[str, list[int]] = {}
    slots = {name: [0, 0, 0] for name in SLOTS}
    for row, events in zip(rows, readings, strict=True):
        told = [e for e in events if not e.is_relation]
        pairs, spare, missed = _matched(row["events"], _grouped(told))
        for want, group in pairs:
            if want.get("optional"):
                continue
            agreed = _best(want, group)
            sides = _sides(want, agreed)
            _add(right, 1, 1, 1)
            _add(types.setdefault(want["type"], [0, 0, 0]), 1, 1, 1)
            _add(both, int(sides), 1, 1)
            made.confusion[want["type"], agreed.type] += 1
            if not sides:
                made.errors.append((row["id"], "actors", _shown(agreed), _wanted(want)))
            for name in SLOTS:
                verdict = _slot(name, want, agreed)
                if verdict is not None:
                    _add(slots[name], int(verdict), 1, 1)
                    if not verdict:
                        made.errors.append((row["id"], name, _shown(agreed), _wanted(want)))
        for group in spare:
            _add(right, 0, 1, 0)
            _add(both, 0, 1, 0)
            _add(types.setdefault(group[0].type, [0, 0, 0]), 0, 1, 0)
            made.errors.append((row["id"], "too much", _shown(group[0]), None))
        for want in missed:
            _add(right, 0, 0, 1)
            _add(both, 0, 0, 1)
            _add(types.setdefault(want["type"], [0, 0, 0]), 0, 0, 1)
            made.errors.append((row["id"], "missed", None, _wanted(want)))
        _confused(made.confusion, spare, missed)
        _relations(relations, made, row, [e for e in events if e.is_relation])
    made.type, made.both, made.relations = F(*right), F(*both), F(*relations)
    made.types = {name: F(*counts) for name, counts in sorted(types.items())}
    made.slots = {name: F(*counts) for name, counts in slots.items()}
    return made


def _add(counts: list[int], right: int, read: int, gold: int) -> None:
    for i, more in enumerate((right, read, gold)):
        counts[i] += more


def _grouped(events: Iterable[Event]) -> list[list[Event]]:
    groups: dict[tuple[Any, ...], list[Event]] = {}
    for event in events:
        key = (
            event.type,
            event.mode,
            event.count,
            event.span[0] // 8 if event.type != "LOSSES" else event.span,
        )
        groups.setdefault(key, []).append(event)
    return list(groups.values())


def _matched(
    wanted: Sequence[Row], groups: list[list[Event]]
) -> tuple[list[tuple[Row, list[Event]]], list[list[Event]], list[Row]]:
    points = []
    for (i, want), (j, group) in product(enumerate(wanted), enumerate(groups)):
        if want["type"] == group[0].type:
            best = _best(want, group)
            fit = 2 * _sides(want, best) + (want["mode"] == best.mode)
            points.append((bool(want.get("optional")), -fit, i, j))
    pairs: dict[int, int] = {}
    for _, _, i, j in sorted(points):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    used = set(pairs.values())
    return (
        [(wanted[i], groups[j]) for i, j in pairs.items()],
        [group for j, group in enumerate(groups) if j not in used],
        [want for i, want in enumerate(wanted) if i not in pairs and not want.get("optional")],
    )


def _best(want: Row, group: Sequence[Event]) -> Event:
    return max(group, key=lambda event: (_sides(want, event), _who(want["actor"], event, "actor")))


def _sides(want: Row, event: Event) -> bool:
    free = "target" in want.get("open", ())
    straight = _who(want["actor"], event, "actor") and (
        free or _who(want["target"], event, "target")
    )
    turned = want.get("symmetric") or event.type in SYMMETRIC
    return straight or bool(
        turned
        and _who(want["actor"], event, "target")
        and (free or _who(want["target"], event, "actor"))
    )


def _who(names: Sequence[str] | None, event: Event, slot: str) -> bool:
    norm, text = getattr(event, slot + "_norm"), getattr(event, slot)
    if names is None or text is None:
        return names is None and text is None
    return any(_same_name(name, other) for name in names for other in (norm, text) if other)


def _same_name(name: str, other: str) -> bool:
    one, two = fold(name).split(), fold(other).split()
    if not one or not two:
        return False
    if _state(one) and _state(one) == _state(two):
        return True
    short, long = sorted((one, two), key=len)
    return set(short) <= set(long) and (short[-1] == long[-1] or short[0] == long[0])


def _state(words: list[str]) -> str | None:
    """The country whose side "Lebanon", "Lebanese" and "Lebanese government" alike name."""
    for size in (len(words), len(words) - 1):
        country = country_of(" ".join(words[:size]))
        if country and set(words[size:]) <= {"government", "army", "forces", "troops", "military"}:
            return country
    return None


def _slot(name: str, want: Row, event: Event) -> bool | None:
    """Whether the slot is as in gold; None where the gold leaves it open."""
    if name == "mode":
        return None if want["mode"] is None else want["mode"] == event.mode
    if name == "status":
        return bool(want["status"] == event.status)
    if name == "place":
        if want["place"] is None or "place" in want.get("open", ()):
            return None
        told = {fold(p) for p in (event.place, event.place_norm) if p}
        return any(fold(want["place"]) in p or p in fold(want["place"]) for p in told)
    if name == "days":
        if "period" in want.get("open", ()):
            return None
        days = [d.isoformat() if d else None for d in (event.start, event.end)]
        return days == [want["start"], want["end"]]
    if name == "count":
        return None if want["count"] is None else list(event.count or ()) == want["count"]
    if not want["sources"] and not event.sources:
        return None
    return {fold(s) for s in want["sources"]} == {fold(s) for s in event.sources}


def _confused(table: Counter[tuple[str, str]], spare: list[list[Event]], missed: list[Row]) -> None:
    """What was read where the gold has something else, in the order of the passage."""
    left = [group[0].type for group in spare]
    for want in missed:
        table[want["type"], left.pop(0) if left else NOTHING] += 1
    for type_ in left:
        table[NOTHING, type_] += 1


def _relations(counts: list[int], made: Score, row: Row, found: list[Event]) -> None:
    left = list(found)
    for want in row["relations"]:
        hit = next((e for e in left if e.type == want["kind"] and _sides(want, e)), None)
        if hit is not None:
            left.remove(hit)
        if want.get("optional"):
            continue
        _add(counts, int(hit is not None), int(hit is not None), 1)
        if hit is None:
            made.errors.append((row["id"], "relation missed", None, want))
    for event in left:
        _add(counts, 0, 1, 0)
        made.errors.append((row["id"], "relation too much", _shown(event), None))


def _shown(event: Event) -> str:
    row = (
        event.type,
        event.mode,
        event.actor_name,
        event.target_name,
        event.place,
        event.status,
        event.start,
        event.end,
        event.count,
        event.sources,
    )
    return " | ".join(str(cell) for cell in row) + f" »{event.quote}«"


def _wanted(want: Row) -> str:
    keys = (
        "type",
        "mode",
        "actor",
        "target",
        "place",
        "status",
        "start",
        "end",
        "count",
        "sources",
    )
    return " | ".join(str(want[key]) for key in keys)
