"""An event as a sentence tells it, before names are resolved and days given."""

from attrs import define, field

from whoholds.reading.ground import Ground
from whoholds.reading.parties import Party
from whoholds.reading.plover.counts import Interval
from whoholds.reading.tree import Node


@define(eq=False)
class Happening:
    """One telling: `trigger` is the token that carries it, `tokens` others that show it.

    `hidden` are the tokens of what is said, asked or refused: they tell no event of their own.
    `lasts` marks a relation or a fight told as going on.
    """

    type: str
    trigger: Node
    mode: str | None = None
    actor: Party | None = None
    target: Party | None = None
    third: Party | None = None
    ground: Ground | None = None
    count: Interval | None = None
    reason: tuple[int, int] | None = None
    tokens: list[int] = field(factory=list)
    hidden: frozenset[int] = frozenset()
    negated: bool = False
    lasts: bool = False
    state: bool = False
