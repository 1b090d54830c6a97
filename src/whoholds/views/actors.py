"""An actor's name in any form → the actors that an answer is filtered by."""

from collections.abc import Collection

from rapidfuzz import process

from whoholds.knowledge.names import fold
from whoholds.model import BadInput, Evidence
from whoholds.views.lore import Lore

_SUGGESTIONS = 3


def actors_of(one: Evidence) -> set[str]:
    """The actors that a claim names, under their usual names."""
    claim = one.claim
    named = {claim.actor_norm or claim.actor, claim.against_norm or claim.against}
    return {actor for actor in named if actor}


def wanted_actors(name: str, lore: Lore, told: Collection[str]) -> frozenset[str]:
    """The actors called `name`: of those `told` of by the claims, or by a theatre.

    Raises BadInput, with the nearest names, where neither has such an actor.
    """
    key = fold(name)
    found = {actor for actor in told if fold(actor) == key} | lore.actors(name)
    if found:
        return frozenset(found)
    names = {fold(actor): actor for actor in told}
    names |= {fold(actor.name): actor.name for t in lore.theatres for actor in t.actors}
    near = [names[k] for k, _, _ in process.extract(key, list(names), limit=_SUGGESTIONS)]
    suggestion = f"did you mean {', '.join(near)}?" if near else "check the spelling"
    raise BadInput(f"no actor called {name!r} is known: {suggestion}")
