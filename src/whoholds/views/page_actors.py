"""The actors of a record, the most important first, each with its colour and what is known of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from whoholds.model import Actor
from whoholds.views.actors import actors_of
from whoholds.views.lore import Lore
from whoholds.views.page_colours import colours
from whoholds.views.page_world import World

Row = dict[str, Any]


def actor_rows(held: Mapping[str, int], named: Mapping[str, int], lore: Lore) -> list[Row]:
    """One object an actor: `name`, `colour`, `places` ever held, `claims` naming it, and, where a
    theatre knows it, `kind`, `country`, `aliases`, `from`, `to`, `part_of`, `backed_by`.

    `held` and `named` count these places and claims.
    """
    names = held.keys() | named.keys()
    ranked = sorted(names, key=lambda name: (-held.get(name, 0), -named.get(name, 0), name))
    known = {name: _known(name, lore) for name in ranked}
    chosen = colours([(name, actor.colour if actor else None) for name, actor in known.items()])
    return [
        {
            "name": name,
            "colour": chosen[name],
            "places": held.get(name, 0),
            "claims": named.get(name, 0),
            **_particulars(known[name]),
        }
        for name in ranked
    ]


def tallied(found: World) -> tuple[Counter[str], Counter[str]]:
    """How many places each actor ever held, and how many claims name it."""
    held: Counter[str] = Counter()
    for history in found.histories.values():
        held.update({one.actor for one in history.holdings if one.actor})
    named = Counter(actor for one in found.claims.values() for actor in actors_of(one))
    return held, named


def with_former(rows: Sequence[Row], former: Sequence[Row]) -> list[Row]:
    """`rows` and after them those of an earlier state of knowledge that they lack: an actor keeps
    its place, and with it its colour and shape, whatever day is asked about.
    """
    listed = {row["name"] for row in rows}
    return [*rows, *(row for row in former if row["name"] not in listed)]


def _known(name: str, lore: Lore) -> Actor | None:
    return next((a for t in lore.theatres for a in t.actors if a.name == name), None)


def _particulars(actor: Actor | None) -> dict[str, Any]:
    if actor is None:
        return {"known": False}
    return {
        "known": True,
        "kind": actor.kind,
        "country": actor.country,
        "aliases": list(actor.aliases),
        "from": actor.start.isoformat() if actor.start else None,
        "to": actor.end.isoformat() if actor.end else None,
        "part_of": actor.part_of,
        "backed_by": list(actor.backed_by),
    }
