"""Ids are hashes of content: the same thing read twice is one row."""

from collections.abc import Iterable
from hashlib import blake2b
from json.encoder import encode_basestring_ascii as quoted

from whoholds.model import Claim, Event, Resolution


def digest(parts: Iterable[str | None]) -> str:
    """24 hex digits of blake2b over `parts` as a JSON list, in which None and "" differ."""
    # Joined here, as setting up the encoder takes longer than encoding so little.
    text = ",".join(["null" if part is None else quoted(part) for part in parts])
    return blake2b(f"[{text}]".encode("ascii"), digest_size=12).hexdigest()


def claim_id(report_id: str, claim: Claim) -> str:
    """The claim's id: of its report and what it says, not of what its names were taken to mean.

    So a decision on a claim outlives a reader that resolves names otherwise.
    """
    return digest(
        (
            report_id,
            claim.kind,
            claim.actor,
            claim.against,
            claim.place,
            "part" if claim.part else "",
            str(claim.span[0]),
            str(claim.span[1]),
            claim.start.isoformat() if claim.start else None,
            claim.end.isoformat() if claim.end else None,
            claim.status,
            claim.quote,
            *claim.sources,
        )
    )


def event_id(report_id: str, event: Event) -> str:
    """The same of an event or relation."""
    low, high = event.count or (None, None)
    return digest(
        (
            report_id,
            event.type,
            event.mode,
            event.actor,
            event.target,
            event.third,
            event.place,
            "part" if event.part else "",
            str(event.span[0]),
            str(event.span[1]),
            event.start.isoformat() if event.start else None,
            event.end.isoformat() if event.end else None,
            event.status,
            None if low is None else str(low),
            None if high is None else str(high),
            event.quote,
            event.reason,
            *event.sources,
        )
    )


def resolution_id(one: Resolution) -> str:
    """The id of what a mention is taken to mean, in whatever report."""
    margin = None if one.margin is None else repr(one.margin)
    return digest((one.kind, one.mention, one.target, one.runner_up, margin, one.reason))


def run_id(reader: str, version: str, theatre: str | None, gazetteer: str | None) -> str:
    """The run's id: the same reader with the same knowledge is one run, whenever it works."""
    return digest((reader, version, theatre, gazetteer))
