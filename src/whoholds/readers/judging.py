"""A reader judged on gold reports: how well, how fast, at what cost."""

import time
from typing import Any

from attrs import asdict, frozen

from whoholds.model import Report
from whoholds.readers.both import BothReaders
from whoholds.readers.gold import Gold
from whoholds.readers.heard import Heard
from whoholds.readers.llm import LLMReader
from whoholds.readers.scoring import Agreement, Row, Score, score
from whoholds.reports import Failure


@frozen
class Judged:
    """`failures` are reports that were not read, and count as holding no claim. `seconds` is the
    time that reading took; `asked` what a language model was asked for it, if one was."""

    reader: str
    version: str
    score: Score
    failures: tuple[Failure, ...]
    refused: dict[str, int]
    seconds: float
    asked: dict[str, Any] | None
    agreement: dict[str, Any] | None

    def to_json(self) -> dict[str, Any]:
        one = self.score
        return {
            "reader": self.reader,
            "version": self.version,
            "reports": one.reports,
            "failed": len(self.failures),
            "gold": one.event.gold,
            "read": one.event.predicted,
            "event": _figures(one.event),
            "full": _figures(one.full),
            "families": {name: _figures(family) for name, family in one.families.items()},
            "slots": {slot: round(share, 4) for slot, share in one.slots.items()},
            "told_as_fact": [one.told_as_fact, one.unrealised],
            "refused": self.refused,
            "seconds": round(self.seconds, 2),
            "asked": self.asked,
            "agreement": self.agreement,
        }


def judge(reader: Heard, gold: Gold) -> Judged:
    """What `reader` makes of the gold's texts, held against its claims."""
    started = time.monotonic()
    read: dict[str, list[Row]] = {}
    failures: list[Failure] = []
    for report, reading in zip(gold.reports, reader.read_many(gold.reports), strict=True):
        if isinstance(reading, Failure):
            failures.append(reading)
        else:
            read[_id(report)] = [claim.to_json() for claim in reading.claims]
    return Judged(
        reader=reader.name,
        version=reader.version,
        score=score(gold.claims, read),
        failures=tuple(failures),
        refused=dict(reader.refused),
        seconds=time.monotonic() - started,
        asked=_asked(reader.inner),
        agreement=_agreement(reader.inner),
    )


def _id(report: Report) -> str:
    return report.label or report.id


def _asked(reader: object) -> dict[str, Any] | None:
    if isinstance(reader, BothReaders):
        return next(filter(None, map(_asked, reader.readers)), None)
    if not isinstance(reader, LLMReader):
        return None
    return {
        "model": reader.model.name,
        "questions": reader.asker.asked,
        "cached": reader.work.cached,
        "tokens_in": reader.budget.tokens_in,
        "tokens_out": reader.budget.tokens_out,
        "cost": reader.budget.cost,
    }


def _agreement(reader: object) -> dict[str, Any] | None:
    return asdict(reader.agreement) if isinstance(reader, BothReaders) else None


def _figures(one: Agreement) -> dict[str, float]:
    return {
        "precision": round(one.precision, 4),
        "recall": round(one.recall, 4),
        "f1": round(one.f1, 4),
    }
