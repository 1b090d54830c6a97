"""An actor's name in any form → the actors that an answer is filtered by."""

from collections.abc import Iterable

from rapidfuzz import process

from whoholds.knowledge.names import fold
from whoholds.model import BadInput, Evidence
from whoholds.views.lore import Lore

_SUGGESTIONS = 3


def wanted_actors(name: str, lore: Lore, heard: Iterable[Evidence]) -> frozenset[str]:
    """The actors called `name` by the claims or by a theatre.

    Raises BadInput, with the nearest names, where neither has such an actor.
    """
    told = {
        actor
        for one in heard
        for actor in (
            one.claim.actor_norm or one.claim.actor,
            one.claim.against_norm or one.claim.against,
        )
        if actor
    }
    key = fold(name)
    found = {actor for actor in told if fold(actor) == key} | lore.actors(name)
    if found:
        return frozenset(found)
    names = {fold(actor): actor for actor in told}
    names |= {fold(actor.name): actor.name for t in lore.theatres for actor in t.actors}
    near = [names[k] for k, _, _ in process.extract(key, list(names), limit=_SUGGESTIONS)]
    suggestion = f"did you mean {', '.join(near)}?" if near else "check the spelling"
    raise BadInput(f"no actor called {name!r} is known: {suggestion}")
