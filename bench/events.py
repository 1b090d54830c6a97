"""Events beside a keyword script: `python -m bench.events`.

The script is what many begin with: a verb from a short list, the nearest name after it for the
place, the nearest before it for the actor, the day of publication for the day. Both are scored on
the same gold by `whoholds.readers.scoring`; sets that rules may not be built on are marked *aside*.
"""

import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from bench.results import Figure, publish

from whoholds.model import Report
from whoholds.readers.scoring import score
from whoholds.reading import RulesReader

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from eval.measure import GoldSet, gold_sets

Rows = list[dict[str, Any]]
_KEYWORDS = {
    "capture": r"captur\w+|seiz\w+|retak\w+|retook|recaptur\w+|liberat\w+|took|taken over|overr[au]n",
    "withdraw": r"withdr[ae]w\w*|retreat\w*|pull\w* out|abandon\w*",
    "hold": r"controls?|controlled|holds?|held",
    "siege": r"besieg\w+|siege|encircl\w+|surround\w+",
    "advance": r"advanc\w+|enter\w+|push\w+ into",
    "attack": r"attack\w*|shell\w+|assault\w*|storm\w+",
    "clash": r"clash\w*|fought|fighting|battles?",
}
_VERB = re.compile("|".join(rf"(?P<{kind}>\b(?:{p})\b)" for kind, p in _KEYWORDS.items()), re.I)
_NAME = re.compile(r"(?:\b[A-Z][\w'’-]+(?: (?=[A-Z]))?)+")
_SENTENCE = re.compile(r"[^.!?]+")
_REACH = 60  # characters


def by_keywords(report: Report) -> Rows:
    day = str(report.published) if report.published else None
    found: Rows = []
    for sentence in _SENTENCE.finditer(report.text):
        for verb in _VERB.finditer(sentence[0]):
            after = _NAME.search(sentence[0], verb.end(), verb.end() + _REACH)
            before = list(_NAME.finditer(sentence[0], max(0, verb.start() - _REACH), verb.start()))
            if after is None:
                continue
            actor = before[-1][0] if before else None
            slots = dict.fromkeys(("actor_norm", "against", "against_norm", "place_norm"))
            found.append(
                {
                    **slots, "kind": verb.lastgroup, "place": after[0], "actor": actor,
                    "start": day, "end": day, "status": "actual", "sources": [],
                    "quote": sentence[0][verb.start() : after.end()],
                }
            )  # fmt: skip
    return found


def ours() -> Callable[[Iterable[Report]], Iterator[Rows]]:
    reader = RulesReader()
    return lambda reports: (
        [claim.to_json() for claim in one.claims] for one in reader.read_many(reports)
    )


def figures(gold: GoldSet) -> Iterator[Figure]:
    tools = {"whoholds": ours(), "keyword script": lambda all_of: map(by_keywords, all_of)}
    list(tools["whoholds"](gold.reports[:10]))
    for name, read in tools.items():
        start = time.process_time()
        rows = {
            str(r.label): found for r, found in zip(gold.reports, read(gold.reports), strict=True)
        }
        spent = 1000 * (time.process_time() - start) / len(gold.reports)
        scored = score(gold.claims, rows)
        yield Figure(
            f"{gold.name}: {name}, event F1 · full F1 · ms a report",
            f"{scored.event.f1:.3f} · {scored.full.f1:.3f} · {spent:.1f}",
        )


if __name__ == "__main__":
    publish("events", [one for gold in gold_sets() for one in figures(gold)])
