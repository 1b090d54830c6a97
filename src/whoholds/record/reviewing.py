"""Which claims a reviewer should look at first: those on which an answer hangs."""

from collections.abc import Callable, Mapping, Sequence

from attrs import frozen

from whoholds.model import Evidence
from whoholds.record.asof import AsOf
from whoholds.record.store import EVER, Store

# Evidence on one place → by claim id, how much the answer there would change without the claim
# (0 to 1); claims left out of it change nothing.
Influence = Callable[[Sequence[Evidence]], Mapping[str, float]]


@frozen
class Doubt:
    """A claim to review; `influence` is how much the answer would change without it, 0 to 1."""

    evidence: Evidence
    influence: float


def queue(store: Store, influence: Influence, as_of: AsOf = EVER, limit: int = 50) -> list[Doubt]:
    """Claims not yet accepted, those that would change an answer most first.

    Claims of equal influence stand disputed before undisputed, then in order of recording.
    """
    doubts = [
        Doubt(one, weights.get(one.id, 0.0))
        for _, evidence in store.by_place(as_of)
        for weights in [influence(evidence)]
        for one in evidence
        if not one.accepted
    ]
    doubts.sort(key=lambda doubt: (-doubt.influence, not doubt.evidence.disputed))
    return doubts[:limit]
