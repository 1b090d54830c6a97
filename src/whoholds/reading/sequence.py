"""What two events of one sentence make together: entered after they left is a transfer."""

from collections.abc import Sequence

from attrs import evolve

from whoholds.model import Claim
from whoholds.model.claim import acled_terms


def handed_on(claims: Sequence[tuple[int, Claim]], text: str) -> list[Claim]:
    """Claims with an entry after the other side had left told as the `transfer` it is (GUIDE:
    "entered after the other side had left"). `claims` come with the index of their sentence."""
    changed = []
    for at, claim in claims:
        left = _left_before(at, claim, claims, text) if claim.kind == "advance" else None
        if left is not None:
            event_type, sub_event_type = acled_terms("transfer", False)
            claim = evolve(
                claim, kind="transfer", against=left.actor, against_norm=left.actor_norm,
                event_type=event_type, sub_event_type=sub_event_type,
            )  # fmt: skip
        changed.append(claim)
    return changed


def _left_before(
    at: int, entry: Claim, claims: Sequence[tuple[int, Claim]], text: str
) -> Claim | None:
    if not entry.realised or entry.actor is None:
        return None
    for other_at, other in claims:
        same = other.kind == "withdraw" and other.realised and other.place_key == entry.place_key
        if not same or other_at != at or _who(other) == _who(entry):
            continue
        if other.span[0] > entry.span[0] and " after " in text[entry.span[0] : other.span[1]]:
            return other
    return None


def _who(claim: Claim) -> str | None:
    return claim.actor_norm or claim.actor
