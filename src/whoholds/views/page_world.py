"""Everything that a record knows at one time: each place with its evidence and its history."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from attrs import frozen

from whoholds import control
from whoholds.control import History
from whoholds.knowledge.theatres import Theatre
from whoholds.model import Evidence
from whoholds.record import AsOf, Store
from whoholds.views.hearing import Hearing
from whoholds.views.lore import Lore


@frozen
class World:
    """What is known at `as_of`, by place key.

    `evidence` holds the claims about each place itself.
    """

    as_of: AsOf
    histories: Mapping[str, History]
    evidence: Mapping[str, Sequence[Evidence]]

    @cached_property
    def claims(self) -> Mapping[str, Evidence]:
        return {one.id: one for heard in self.evidence.values() for one in heard}


def world(store: Store, theatre: Theatre | None, lore: Lore, as_of: AsOf) -> World:
    """All that `store` knows at `as_of`, the largest places first."""
    questions = Hearing(store, lore, theatre, as_of).questions()
    questions.sort(key=lambda one: (-one[0].population, one[0].name, one[0].id))
    told = control.infer_many(questions, until=as_of.known)
    histories = {history.place.id: history for history in told}
    own = {
        place.id: tuple(one for one in heard if one.claim.place_key == place.id)
        for place, heard, _ in questions
    }
    return World(
        as_of,
        histories,
        own,
    )
