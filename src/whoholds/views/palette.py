"""The colours of actors on maps and plots: the same as on the page."""

from collections import Counter
from collections.abc import Iterable, Mapping

from whoholds.views.lore import Lore
from whoholds.views.page_colours import UNKNOWN
from whoholds.views.page_colours import colours as told_apart

CONTESTED = "#333333"

__all__ = ["CONTESTED", "UNKNOWN", "colours"]


def colours(actors: Iterable[str | None], lore: Lore) -> Mapping[str | None, str]:
    """A colour for each actor, the most frequent choosing first; None (nobody known) is grey."""
    counts = Counter(actor for actor in actors if actor)
    ranked = sorted(counts, key=lambda actor: (-counts[actor], actor))
    found: dict[str | None, str] = {None: UNKNOWN}
    found.update(told_apart([(actor, _own(actor, lore)) for actor in ranked]))
    return found


def _own(actor: str, lore: Lore) -> str | None:
    """The colour that a theatre gives the actor."""
    known = (theatre.actor_named(actor) for theatre in lore.theatres)
    return next((one.colour for one in known if one and one.colour), None)
