"""How well events and relations are read, and whether as well as before.

`python tests/events_gate.py` prints the figures of both parts of `tests/gold/events.jsonl`, and
of the part that rules may be built on the first errors; it fails where a figure lies under its
floor. `--update` takes new floors, `--confusion` prints the table of types.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from eval import events, floors
from eval.events import NOTHING, Score
from eval.floors import Found

FLOORS = Path(__file__).parent / "eval" / "events_floors.json"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", type=int, default=10, metavar="N", help="to print (10)")
    parser.add_argument("--update", action="store_true", help="take new floors")
    parser.add_argument("--confusion", action="store_true", help="print the table of types")
    options = parser.parse_args()
    scores = measured()
    print(table(scores))
    if options.confusion:
        print(confusion(scores))
    for passage, what, read, gold in scores["build"].errors[: options.errors]:
        print(f"{passage}: {what}\n    read {read}\n    gold {gold}")
    found = {name: Found(events.digest(), one.figures()) for name, one in scores.items()}
    kept = floors.load(FLOORS) if FLOORS.exists() else {}
    if options.update:
        made, sunk = floors.renewed(found, kept, lower=False)
        print(*sunk, sep="\n", end="\n" * bool(sunk), file=sys.stderr)
        if not sunk:
            floors.save(made, FLOORS)
        return 1 if sunk else 0
    complaints = floors.complaints(found, kept)
    print(*complaints, sep="\n", end="\n" * bool(complaints), file=sys.stderr)
    return 1 if complaints else 0


def measured() -> dict[str, Score]:
    parts = {"build": events.part(False), "aside": events.part(True)}
    return {name: events.score(rows, events.read(rows)) for name, rows in parts.items()}


def table(scores: dict[str, Score]) -> str:
    """The figures in Markdown, a column for each part."""
    rows = {
        "": list(scores),
        "---": ["---" for _ in scores],
        "passages": [str(one.passages) for one in scores.values()],
        "events in gold": [str(one.type.gold) for one in scores.values()],
        "type": [str(one.type) for one in scores.values()],
        "type with both actors": [str(one.both) for one in scores.values()],
        "relations": [str(one.relations) for one in scores.values()],
    }
    for slot in next(iter(scores.values())).slots:
        rows[f"slot {slot}"] = [f"{one.slots[slot].f1:.3f}" for one in scores.values()]
    return "\n".join(f"| {' | '.join((name, *cells))} |" for name, cells in rows.items())


def confusion(scores: dict[str, Score]) -> str:
    """Gold in rows, what was read in columns, both parts together."""
    counts = sum(
        (one.confusion for one in scores.values()), start=type(scores["build"].confusion)()
    )
    types = sorted({t for pair in counts for t in pair} - {NOTHING})
    lines = [
        f"| gold ╲ read | {' | '.join((*types, NOTHING))} |",
        "| --- " * (len(types) + 2) + "|",
    ]
    for gold in (*types, NOTHING):
        cells = (str(counts[gold, read] or "") for read in (*types, NOTHING))
        lines.append(f"| {gold} | {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
