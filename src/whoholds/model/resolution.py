"""What a mention in a report was taken to mean, and what a reader returns."""

from attrs import field, frozen

from whoholds.model.claim import Claim
from whoholds.model.place import Place


@frozen
class Resolution:
    """`mention` (of `kind` "place" or "actor") was resolved to `target`.

    `target` is a place id or an actor's name, None where nothing fits. `runner_up` is the next
    best target and `margin` the difference of their scores (0 to 1); `reason` names what decided.
    """

    kind: str
    mention: str
    target: str | None
    runner_up: str | None = None
    margin: float | None = None
    reason: str = ""


@frozen
class Reading:
    """What a reader found in one report: claims, how their names were resolved, and counts.

    `places` are the gazetteer's entries that the claims' `place_id`s name.
    `theatre` is the name of the theatre by whose words the report was read, if any. `counts`
    holds what the closing summary says (for example `sentences`, `gated`).
    """

    claims: tuple[Claim, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    places: tuple[Place, ...] = ()
    theatre: str | None = None
    counts: dict[str, int] = field(factory=dict)
