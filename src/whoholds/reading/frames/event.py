"""An event as a sentence tells it, before names are resolved and days given."""

from attrs import define

from whoholds.reading.ground import Ground
from whoholds.reading.parties import Party
from whoholds.reading.tree import Node

FIGHT = frozenset({"siege", "advance", "attack", "clash"})
OUTCOMES = frozenset({"capture", "transfer", "withdraw"})
ARMED = frozenset({"forces", "rebels", "state", "people", "name"})
"""Kinds of party that can hold or fight for ground: all but a single person."""


@define(eq=False)
class Event:
    """One telling: `trigger` is the token that carries it. `state` marks a state told by a word
    on the ground itself ("rebel-held"), which does not hang on the clause's verb."""

    kind: str
    trigger: Node
    place: Ground
    actor: Party | None = None
    against: Party | None = None
    negated: bool = False
    state: bool = False
