"""One event once: tellings of the same event within a report become the fullest one."""

from collections import defaultdict
from collections.abc import Hashable, Sequence

from attrs import evolve

from whoholds.knowledge.names import fold
from whoholds.model import Claim


def merge(claims: Sequence[Claim]) -> list[Claim]:
    """The claims in order, each event once. Same event: same place and part, same kind and
    status, parties that agree where both are told, days that meet."""
    kept: list[Claim] = []
    near: dict[Hashable, list[int]] = defaultdict(list)
    for claim in claims:
        # A report of thousands of places must not compare each claim with each.
        alike = near[_kept_apart(claim)]
        for i in alike:
            if _same(claim, kept[i]):
                kept[i] = _fuller(kept[i], claim)
                break
        else:
            alike.append(len(kept))
            kept.append(claim)
    return kept


def _kept_apart(claim: Claim) -> Hashable:
    """What two tellings of one event have in common to the letter."""
    event = "gain" if claim.family == "gain" else claim.kind
    return claim.place_key, claim.part, claim.status, event


def _party(claim: Claim, slot: str) -> str | None:
    norm = getattr(claim, slot + "_norm") or getattr(claim, slot)
    return fold(norm) if norm else None


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other or one in other or other in one


def _same(one: Claim, other: Claim) -> bool:
    if one.span == other.span and one.actor != other.actor and one.actor and other.actor:
        return False
    if not (
        _agree(_party(one, "actor"), _party(other, "actor"))
        and _agree(_party(one, "against"), _party(other, "against"))
    ):
        return False
    return one.period.meets(other.period)


def _fullness(claim: Claim) -> tuple[int, int]:
    return (
        sum(bool(x) for x in (claim.actor, claim.against, claim.actor_norm, claim.sources)),
        -((claim.end - claim.start).days if claim.start and claim.end else 10_000),
    )


def _fuller(one: Claim, other: Claim) -> Claim:
    best, rest = (one, other) if _fullness(one) >= _fullness(other) else (other, one)
    if best.actor is None and rest.actor is not None:
        best = evolve(best, actor=rest.actor, actor_norm=rest.actor_norm)
    if not best.sources and rest.sources:
        best = evolve(best, sources=rest.sources)
    if best.against is None and rest.against is not None:
        best = evolve(best, against=rest.against, against_norm=rest.against_norm)
    return best
