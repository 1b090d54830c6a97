"""How well the reader reads the gold, and whether as well as before.

`python tests/eval_gate.py` prints the figures of each gold set and the first errors of those
that rules may be built on, and fails where a figure lies under its floor or where a set is no
longer the one that its floors were taken on. `--update` raises floors to the present figures;
it lowers none without `--lower "reason"`, which the changelog then tells.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from eval import floors
from eval.floors import TOLD, Found
from eval.measure import ROOT, gold_sets, measured
from whoholds.readers.scoring import Error, Score


def main() -> int:
    options = _options()
    golds = {gold.name: gold for gold in gold_sets()}
    scores = {name: measured(gold) for name, gold in golds.items()}
    found = {name: Found.of(gold.digest, scores[name]) for name, gold in golds.items()}
    print(table(scores, found))
    for name, gold in golds.items():
        if not gold.aside:
            for error in scores[name].errors[: options.errors]:
                print(f"{name}: {shown(error)}")
    if options.update:
        return _update(found, options.lower)
    complaints = floors.complaints(found, floors.load())
    print(*complaints, sep="\n", end="\n" * bool(complaints), file=sys.stderr)
    return 1 if complaints else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", type=int, default=10, metavar="N", help="of each set (10)")
    parser.add_argument("--update", action="store_true", help="take new floors")
    parser.add_argument("--lower", metavar="REASON", help="lower floors too, for this reason")
    options = parser.parse_args()
    if options.lower is not None and not (options.update and options.lower.strip()):
        parser.error("--lower needs --update and a reason")
    return options


def _update(found: Mapping[str, Found], reason: str | None) -> int:
    made, sunk = floors.renewed(found, floors.load(), lower=reason is not None)
    if sunk and reason is None:
        print(*sunk, 'lower a floor with --lower "reason"', sep="\n", file=sys.stderr)
        return 1
    floors.save(made)
    if sunk and reason is not None:
        name, text = floors.fragment(reason, sunk)
        (ROOT / "changelog.d" / name).write_text(text, encoding="utf-8")
    return 0


def table(scores: Mapping[str, Score], found: Mapping[str, Found]) -> str:
    """The figures in Markdown, a column for each gold set."""
    rows: dict[str, list[str]] = {
        "": list(scores),
        "---": ["---" for _ in scores],
        "reports": [str(one.reports) for one in scores.values()],
        "claims in gold": [str(one.event.gold) for one in scores.values()],
        "claims read": [str(one.event.predicted) for one in scores.values()],
    }
    for level in ("event", "full"):
        for figure in ("precision", "recall", "F1"):
            rows[f"{level} {figure}"] = [
                f"{getattr(getattr(one, level), figure.lower()):.3f}" for one in scores.values()
            ]
    for name in next(iter(found.values())).figures:
        if name.startswith(("family", "slot")):
            rows[name] = [f"{one.figures[name]:.3f}" for one in found.values()]
    rows[TOLD] = [f"{one.told_as_fact} of {one.unrealised}" for one in scores.values()]
    return "\n".join(f"| {' | '.join((name, *cells))} |" for name, cells in rows.items())


def shown(error: Error) -> str:
    """An error as one line of JSON, with the slots that matter for it."""
    keys = ("kind", "actor", "against", "place", "start", "end", "status", "quote")
    sides = {"read": error.predicted, "gold": error.gold}
    told = {side: {k: row.get(k) for k in keys} for side, row in sides.items() if row is not None}
    return json.dumps({"id": error.id, "error": error.what, **told}, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main())
