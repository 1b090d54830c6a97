"""What two events of a report make together: entered after they left is a transfer, and retaken
after driving them out is one capture."""

from collections import defaultdict
from collections.abc import Sequence

from attrs import evolve

from whoholds.knowledge.names import fold
from whoholds.model import Claim
from whoholds.model.claim import acled_terms
from whoholds.reading.grammar import section

_LISTED = section("sequence")
_WIDE = frozenset({"region", "country"})
_SOON = 2
"""Sentences after a lead in which it is told in full."""
_AGAIN = tuple(_LISTED["again"])
_ENTRIES = frozenset({"advance", "hold"})


def handed_on(claims: Sequence[tuple[int, Claim]], text: str) -> list[Claim]:
    """Claims with an entry after the other side had left told as the `transfer` it is (GUIDE:
    "entered after the other side had left"). `claims` come with the index of their sentence."""
    changed = []
    for at, claim in claims:
        left = _left_before(at, claim, claims, text) if claim.kind in _ENTRIES else None
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
        if not same or other_at not in (at, at + 1) or _who(other) == _who(entry):
            continue
        if _makes_room(entry, other, other_at == at, text):
            return other
    return None


def _makes_room(entry: Claim, left: Claim, together: bool, text: str) -> bool:
    """Whether the departure is told as what came before the entry; `together`: in a sentence."""
    first, then = left.span[0], entry.span[0]
    if entry.kind == "hold":
        # "they pulled out of X, and the government now controls the city"
        return together and first < then and _says(left.span[0], entry.span[1], "now", text)
    if together and then < first:
        return " after " in text[then : left.span[1]] or _had(left)
    if together:
        return _says(first, entry.span[1], "letting", text)
    return _had(left)


def _says(start: int, end: int, listed: str, text: str) -> bool:
    return not _LISTED[listed].isdisjoint(text[start:end].lower().split())


def _had(claim: Claim) -> bool:
    """ "had earlier withdrawn": told as over before what the report tells."""
    return "had" in claim.quote.lower().split()


def in_order(claims: Sequence[Claim]) -> list[Claim]:
    """A gain since when nobody says is over by the day on which another is next told to have
    taken the place back: "was taken by A before the offensive. It was retaken by B in June".
    `claims` in the order of telling."""
    ordered = []
    for i, claim in enumerate(claims):
        if claim.family == "gain" and claim.actor and claim.start is None:
            told = (c for c in claims[i + 1 :] if c.place_key == claim.place_key)
            later = next((c for c in told if c.family == "gain"), None)
            if later is not None and later.end is not None and _takes_back(later, claim):
                claim = evolve(claim, end=min(claim.end or later.end, later.end))
        ordered.append(claim)
    return ordered


def _takes_back(later: Claim, before: Claim) -> bool:
    again = any(w.startswith(_AGAIN) for w in later.quote.lower().split())
    return again and later.realised and _who(later) != _who(before)


def told_in_full(claims: Sequence[tuple[int, Claim]]) -> list[tuple[int, Claim]]:
    """The claims less those about a part of a region or country that the next sentences tell by
    name: "took more towns in the province. … captured X" (GUIDE: the fullest telling)."""
    return [
        (at, claim)
        for at, claim in claims
        if not (claim.part and claim.place_kind in _WIDE and claim.family in ("gain", "leave"))
        or not any(_names_it(claim, later, behind - at) for behind, later in claims)
    ]


def _names_it(vague: Claim, later: Claim, behind: int) -> bool:
    if not 0 < behind <= _SOON or later.place_kind in _WIDE or later.family != vague.family:
        return False
    same_day = later.period.meets(vague.period)
    one, other = fold(_who(vague) or ""), fold(_who(later) or "")
    same_side = bool(one and other) and (one in other or other in one)
    return same_day and later.status == vague.status and same_side


def swallowed(claims: Sequence[tuple[int, Claim]]) -> list[Claim]:
    """The claims less the loser's going that the winner's capture in the same sentence tells
    already (GUIDE: "retook X after expelling Y" is one capture)."""
    sentences: dict[int, list[Claim]] = defaultdict(list)
    for at, claim in claims:
        sentences[at].append(claim)
    return [
        claim
        for at, claim in claims
        if not any(_tells_all(other, claim) for other in sentences[at] if other is not claim)
    ]


def _tells_all(capture: Claim, going: Claim) -> bool:
    if (capture.kind, going.kind) != ("capture", "withdraw") or going.against is None:
        return False
    same = capture.place_key == going.place_key and capture.status == going.status
    whole = going.part or not capture.part
    return (
        same and whole and going.period.meets(capture.period) and _against(going) == _who(capture)
    )


def _against(claim: Claim) -> str | None:
    return claim.against_norm or claim.against


def _who(claim: Claim) -> str | None:
    return claim.actor_norm or claim.actor
