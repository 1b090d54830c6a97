"""The events and relations of a record: who did what to whom, and who stands with whom."""

from collections.abc import Collection
from datetime import date

from attrs import frozen

from whoholds.knowledge.names import fold
from whoholds.model import RELATIONS, TYPES, BadInput, EventEvidence, Period
from whoholds.record import AsOf, Store
from whoholds.views import notes
from whoholds.views.actors import wanted_actors
from whoholds.views.envelope import Answer, basis_of
from whoholds.views.lore import Lore
from whoholds.views.places import Places


@frozen
class EventFilter:
    """What is asked for; None: all. `types` are events' or relations', in any letters."""

    place: str | None = None
    actor: str | None = None
    types: tuple[str, ...] | None = None
    start: date | None = None
    end: date | None = None


def happenings(
    store: Store, lore: Lore, places: Places, as_of: AsOf, wanted: EventFilter
) -> Answer[EventEvidence]:
    """What is told that may have happened in the days asked about, in the order of its days.

    Raises BadInput for a place, an actor or a type that there is not.
    """
    if wanted.start and wanted.end and wanted.end < wanted.start:
        raise BadInput(f"{wanted.start} to {wanted.end} runs backwards: swap the two days")
    found = places.find(wanted.place) if wanted.place else None
    keys = None if found is None else [place.id for place in found.places]
    told = store.events(as_of, place_keys=keys, types=_types(wanted.types), canonical=lore.speaker)
    if wanted.actor:
        actors = _actors(wanted.actor, lore, told)
        told = [one for one in told if {one.event.actor_name, one.event.target_name} & actors]
    days = Period(wanted.start, wanted.end)
    kept = [one for one in told if one.event.period.meets(days)]
    kept.sort(key=lambda one: (one.event.start or one.event.end or date.min, one.event.span))
    return Answer(
        on=None,
        known=as_of.known,
        clock=as_of.clock,
        basis=basis_of(store),
        results=tuple(kept),
        notes=tuple(notes.on_places(found)),
    )


def _types(wanted: Collection[str] | None) -> list[str] | None:
    if wanted is None:
        return None
    known = {fold(name): name for name in (*TYPES, *RELATIONS)}
    for name in wanted:
        if fold(name) not in known:
            raise BadInput(f"there is no event type {name!r}: one of {', '.join(known.values())}")
    return [known[fold(name)] for name in wanted]


def _actors(name: str, lore: Lore, told: Collection[EventEvidence]) -> frozenset[str]:
    named = {n for one in told for n in (one.event.actor_name, one.event.target_name) if n}
    return wanted_actors(name, lore, named)
