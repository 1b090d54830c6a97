"""The review queue: which claims a person should look at first, by what they would change."""

from collections.abc import Mapping, Sequence
from datetime import date

from whoholds import control
from whoholds.model import Evidence
from whoholds.record import AsOf, Doubt, Store, queue
from whoholds.views.lore import Lore


def doubts(store: Store, lore: Lore, as_of: AsOf, limit: int) -> list[Doubt]:
    """Claims not yet accepted, those first on which an answer hangs most.

    A claim's influence is how much the holder's probability on the place's last told day would
    change without it (`control.explain`).
    """

    def influence(evidence: Sequence[Evidence]) -> Mapping[str, float]:
        judged = [lore.judged(one) for one in evidence]
        day = max((_last_day(one) for one in judged), default=None)
        if day is None:
            return {}
        place = store.places([judged[0].claim.place_key], as_of)[judged[0].claim.place_key]
        told = control.explain(judged, place, day)
        return {one.claim: abs(one.effect) for one in told.reasons} if told else {}

    return queue(store, influence, as_of, limit)


def _last_day(one: Evidence) -> date:
    return one.claim.end or one.claim.start or one.published or one.recorded.date()
