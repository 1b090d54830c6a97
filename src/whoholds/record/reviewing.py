"""Which claims a reviewer should look at first: those on which an answer hangs."""

from collections.abc import Callable, Mapping, Sequence

from attrs import frozen

from whoholds.model import TO_REVIEW, Evidence, Resolution
from whoholds.record.asof import AsOf
from whoholds.record.store import EVER, Store

# Evidence on one place → by claim id, how much the answer there would change without the claim
# (0 to 1); claims left out of it change nothing.
Influence = Callable[[Sequence[Evidence]], Mapping[str, float]]


@frozen
class Doubt:
    """A claim to review; `influence` is how much the answer would change without it, 0 to 1.
    `left` is what its reader left to be looked at."""

    evidence: Evidence
    influence: float
    left: tuple[Resolution, ...] = ()

    @property
    def rank(self) -> int:
        """The place in `TO_REVIEW` of the gravest of what was left: 0 where readers disagree."""
        return min((TO_REVIEW.index(one.reason) for one in self.left), default=len(TO_REVIEW))


def queue(store: Store, influence: Influence, as_of: AsOf = EVER, limit: int = 50) -> list[Doubt]:
    """Claims not yet accepted, those that would change an answer most first.

    Before all others stand those on which readers disagree, those that one of two readers alone
    tells, and those whose days are the reader's own. Claims of equal influence stand disputed
    before undisputed, then in order of recording.
    """
    left = store.in_doubt(as_of)
    doubts = [
        Doubt(one, weights.get(one.id, 0.0), left.get(one.id, ()))
        for _, evidence in store.by_place(as_of)
        for weights in [influence(evidence)]
        for one in evidence
        if not one.accepted
    ]
    doubts.sort(key=lambda doubt: (doubt.rank, -doubt.influence, not doubt.evidence.disputed))
    return doubts[:limit]
