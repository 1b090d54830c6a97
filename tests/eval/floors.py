"""Floors under the figures of the reader: what may not get worse unseen.

`floors.json` keeps, for each gold set, the digest of its file, the least that each figure may be,
and the most that may be told as fact of what was not so. All else here is pure.
"""

import json
import math
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path

from attrs import frozen

from whoholds.readers.scoring import Score

FILE = Path(__file__).parent / "floors.json"
MARGIN = 0.01
"""How far under the present figure a new floor lies: what another version of the parser's
libraries may cost by chance."""
TOLD = "told as fact"


@frozen
class Found:
    """The figures of a gold set, known by the digest of its file."""

    digest: str
    figures: dict[str, float]

    @classmethod
    def of(cls, digest: str, score: Score) -> "Found":
        """Every figure that has a floor, by name; of `TOLD` alone less is better."""
        return cls(
            digest,
            {
                "event": score.event.f1,
                "full": score.full.f1,
                **{f"family {name}": family.f1 for name, family in score.families.items()},
                **{f"slot {name}": share for name, share in score.slots.items()},
                TOLD: score.told_share,
            },
        )


Floors = dict[str, Found]


def load(path: Path = FILE) -> Floors:
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {name: Found(**row) for name, row in rows.items()}


def save(floors: Floors, path: Path = FILE) -> None:
    rows = {name: {"digest": one.digest, "figures": one.figures} for name, one in floors.items()}
    path.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def complaints(found: Mapping[str, Found], floors: Floors) -> list[str]:
    """What is worse than its floor, and sets for which there is none, in words."""
    said: list[str] = []
    for name, one in found.items():
        if name not in floors or floors[name].digest != one.digest:
            said.append(f"{name}: no floors for this gold; --update takes them")
        else:
            said += _sunk(name, one.figures, floors[name].figures)
    return said


def renewed(found: Mapping[str, Found], floors: Floors, lower: bool) -> tuple[Floors, list[str]]:
    """New floors under the figures, and in words what sank.

    Without `lower` no floor sinks: the words then tell which figures lie under theirs. A set
    that was not measured keeps its floors.
    """
    made, sunk = dict(floors), list[str]()
    for name, one in found.items():
        old = floors[name].figures if name in floors else {}
        new = {figure: _under(figure, value) for figure, value in one.figures.items()}
        sunk += _sunk(name, new if lower else one.figures, old)
        if not lower:
            new = {
                figure: _stricter(figure, value, old.get(figure)) for figure, value in new.items()
            }
        made[name] = Found(one.digest, new)
    return made, sunk


def fragment(reason: str, sunk: Iterable[str]) -> tuple[str, str]:
    """Name and text of the changelog's fragment about floors that were lowered."""
    text = f"Lower the floors of reading ({'; '.join(sunk)}): {reason.strip()}\n"
    return f"+floors-{blake2b(text.encode(), digest_size=4).hexdigest()}.changed.md", text


def _sunk(name: str, figures: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    return [
        f"{name}: {figure} {value:.3f} is worse than {floors[figure]:.3f}"
        for figure, value in figures.items()
        if figure in floors and _worse(figure, value, floors[figure])
    ]


def _under(figure: str, value: float) -> float:
    """To three decimals, rounded away from the figure."""
    if figure == TOLD:
        return math.ceil((value + MARGIN) * 1000) / 1000
    return max(0.0, math.floor((value - MARGIN) * 1000) / 1000)


def _stricter(figure: str, new: float, old: float | None) -> float:
    return old if old is not None and _worse(figure, new, old) else new


def _worse(figure: str, value: float, floor: float) -> bool:
    return value > floor if figure == TOLD else value < floor
