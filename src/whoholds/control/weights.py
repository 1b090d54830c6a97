"""How far one claim is believed: its source's grade, its status, and whose word it is."""

from whoholds.control.parameters import Parameters
from whoholds.model import Claim, Evidence


def actor_of(claim: Claim) -> str | None:
    return claim.actor_name


def against_of(claim: Claim) -> str | None:
    return claim.against_name


def interests(claim: Claim) -> tuple[str | None, str | None]:
    """(whom the claim flatters, whom it shames), each None where it names nobody.

    A gain or a hold flatters its actor and shames the other side; a withdrawal the reverse; the
    denial of either turns it round.
    """
    actor, against = actor_of(claim), against_of(claim)
    if (claim.family == "leave") != (claim.status == "negated"):
        actor, against = against, actor
    return actor, against


def reliability(evidence: Evidence, parameters: Parameters) -> float:
    """Probability that the claim is right, before any other claim is heard.

    A reviewer's confirmation settles it; a dispute, a hedge or a side's interest takes from it.
    """
    if evidence.accepted:
        return parameters.accepted
    chance = parameters.reliability[evidence.grade[:1]]
    if evidence.sides:
        flattered, shamed = interests(evidence.claim)
        if flattered in evidence.sides:
            chance *= parameters.own_side
        elif shamed in evidence.sides:
            chance = 1 - (1 - chance) * parameters.against_own_side
    if evidence.claim.status == "possible":
        chance *= parameters.possible
    if evidence.disputed:
        chance *= parameters.disputed_claim
    return chance
