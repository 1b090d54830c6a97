"""A claim as control weighs it: with its report, its two dates, its origin and its grade."""

from datetime import date, datetime

from attrs import frozen

from whoholds.model.claim import Claim
from whoholds.model.event import Event


@frozen
class Evidence:
    """One known claim.

    `origin` groups claims that go back to one source: each origin counts once. `grade` is the
    Admiralty reliability (A to F) of the source relied on; `sides` the actors for whom the
    speakers in the chain speak; `recorded` is timezone-aware UTC. `disputed` is true where
    a reviewer, or another publisher's correction, disputes the claim; `accepted` where a
    reviewer has confirmed it.
    """

    id: str
    claim: Claim
    report: str
    origin: str
    recorded: datetime
    published: date | None = None
    publisher: str | None = None
    grade: str = "F"
    sides: tuple[str, ...] = ()
    disputed: bool = False
    accepted: bool = False


@frozen
class EventEvidence:
    """One known event or relation, as `Evidence` is one known claim.

    `links` are (claim id, order, told, words): see `Link`.
    """

    id: str
    event: Event
    report: str
    origin: str
    recorded: datetime
    published: date | None = None
    publisher: str | None = None
    disputed: bool = False
    accepted: bool = False
    links: tuple[tuple[str, str, str, str | None], ...] = ()
