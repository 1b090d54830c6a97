"""The reader on the gold: which sets there are, and the figures of each."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen

from whoholds.model import Reading, Report
from whoholds.readers.scoring import Score, score
from whoholds.reading import RulesReader

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "tests" / "gold"
DEV = ROOT.parent / "shared" / "gold" / "dev.jsonl"


@frozen
class GoldSet:
    """Reports with their claims. No rule may be written from a set that is `aside`: its errors
    are never shown, only its figures. `digest` is that of the whole file."""

    name: str
    aside: bool
    digest: str
    reports: tuple[Report, ...]
    claims: dict[str, list[dict[str, Any]]]


def is_aside(report_id: str) -> bool:
    """A third of the shared reports, by their ids alone."""
    return hashlib.blake2b(report_id.encode(), digest_size=4).digest()[0] % 3 == 0


def gold_sets() -> list[GoldSet]:
    """The project's own two sets, and the two parts of the shared one where it is there."""
    sets = [
        _set("build", False, OWN / "build.jsonl", None),
        _set("aside", True, OWN / "aside.jsonl", None),
    ]
    if DEV.exists():
        sets += [_set("dev", False, DEV, False), _set("dev aside", True, DEV, True)]
    return sets


def _set(name: str, aside: bool, path: Path, part: bool | None) -> GoldSet:
    """All of a file, or the part of it for which `is_aside` is `part`."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    taken = [row for row in rows if part in (None, is_aside(row["id"]))]
    return GoldSet(
        name=name,
        aside=aside,
        digest=hashlib.blake2b(path.read_bytes(), digest_size=8).hexdigest(),
        reports=tuple(map(report_of, taken)),
        claims={row["id"]: row["claims"] for row in taken},
    )


def report_of(row: Mapping[str, Any]) -> Report:
    """The report of a line of gold, its id as the label."""
    day = row["published"]
    return Report(
        row["text"], date.fromisoformat(day) if day else None, row["publisher"], label=row["id"]
    )


@cache
def readings(name: str) -> tuple[tuple[Report, Reading], ...]:
    """The reports of the set so named, each with what the rules reader makes of it."""
    reports = next(gold for gold in gold_sets() if gold.name == name).reports
    return tuple(zip(reports, RulesReader().read_many(reports), strict=True))


def measured(gold: GoldSet) -> Score:
    read = {
        str(report.label): [claim.to_json() for claim in reading.claims]
        for report, reading in readings(gold.name)
    }
    return score(gold.claims, read)
