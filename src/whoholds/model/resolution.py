"""What a mention in a report was taken to mean, and what a reader returns."""

from typing import Any

from attrs import field, frozen

from whoholds.model.claim import Claim
from whoholds.model.event import Event, Link
from whoholds.model.place import Place

# Reasons for which a person should look at a claim: first those that more speaks against.
DISAGREE = "readers disagree"
ALONE = "one reader alone"
OWN_DAYS = "the reader's own days"
TO_REVIEW = (DISAGREE, ALONE, OWN_DAYS)


@frozen
class Resolution:
    """`mention` (of `kind` "place" or "actor") was resolved to `target`.

    `target` is a place id or an actor's name, None where nothing fits. `runner_up` is the next
    best target and `margin` the difference of their scores (0 to 1); `reason` names what decided.
    Where the reason is one of `TO_REVIEW`, `mention` is a claim's quote, `kind` the slot of the
    claim that is in doubt, `target` what it was taken for and `runner_up` what the other reader
    took it for.
    """

    kind: str
    mention: str
    target: str | None
    runner_up: str | None = None
    margin: float | None = None
    reason: str = ""


@frozen
class Refusal:
    """A claim that its report does not carry: `row` as the reader gave it, `rule` which of ours
    it breaks (form, quote, kind, status, days, place, actor, against, source), `reason` in words."""

    rule: str
    reason: str
    row: Any


@frozen
class Reading:
    """What a reader found in one report: claims, how their names were resolved, and counts.

    `places` are the gazetteer's entries that the `place_id`s of claims and events name. `links`
    tie an event to a claim by their places in the two lists. `refused` are claims that the text
    does not carry.
    `theatre` is the name of the theatre by whose words the report was read, if any. `counts`
    holds what the closing summary says (for example `sentences`, `gated`).
    """

    claims: tuple[Claim, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    places: tuple[Place, ...] = ()
    theatre: str | None = None
    counts: dict[str, int] = field(factory=dict)
    refused: tuple[Refusal, ...] = ()
    events: tuple[Event, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def doubts(self) -> tuple[Resolution, ...]:
        """What a person should look at."""
        return tuple(one for one in self.resolutions if one.reason in TO_REVIEW)
