"""A claim in the terms in which control reckons: whole days, a winner, a loser, a chance."""

from collections.abc import Iterable

from attrs import frozen

from whoholds.control.parameters import Parameters
from whoholds.control.weights import actor_of, against_of, reliability
from whoholds.model import Evidence


@frozen(eq=False)
class Told:
    """What one claim tells.

    `family` is gain, leave, hold or fight. For a gain `winner` took it from `loser`; for a leave
    `loser` is who left; for a hold `winner` is the holder. `start` and `end` are ordinals of the
    first and last day, `start` None where open. `chance` is the probability that it is right.
    """

    evidence: Evidence
    family: str
    winner: str | None
    loser: str | None
    start: int | None
    end: int
    chance: float
    denied: bool = False

    @property
    def origin(self) -> str:
        return self.evidence.origin

    @property
    def first(self) -> int:
        """The first day spoken of; the last one where the claim is open at its start."""
        return self.start if self.start is not None else self.end


def tell(evidence: Evidence, parameters: Parameters, share: float = 1.0) -> Told | None:
    """What the claim tells, its chance scaled by `share`; None where it tells nothing of a day.

    A state or change "since" some day is told up to the day of publication. Without any day
    of its own a claim speaks of the day of publication; without that either it is undated.
    """
    claim = evidence.claim
    if claim.status == "unrealised":
        return None
    family = claim.family
    winner, loser = actor_of(claim), against_of(claim)
    if family == "leave":
        winner, loser = None, winner
    if family == "hold":
        loser = None
    if winner == loser:
        loser = None
    if winner is None and loser is None and family != "fight":
        return None
    start = claim.start.toordinal() if claim.start else None
    end = claim.end.toordinal() if claim.end else None
    if end is None and evidence.published:
        end = evidence.published.toordinal()
        if start is not None and start > end:
            end = start
    if end is None:
        end = start
    if end is None:
        return None
    if family == "hold" and start is not None and start < end:
        # "until today" may end today: the last day of a state is the day on which it may be lost.
        end -= 1
    chance = reliability(evidence, parameters) * share
    return Told(evidence, family, winner, loser, start, end, chance, claim.status == "negated")


def tell_all(
    evidence: Iterable[Evidence], parameters: Parameters, share: float = 1.0
) -> tuple[list[Told], list[str]]:
    """What the claims tell, and the ids of those that tell nothing of any day."""
    told: list[Told] = []
    silent: list[str] = []
    for item in evidence:
        one = tell(item, parameters, share)
        if one is None:
            silent.append(item.id)
        else:
            told.append(one)
    return told, silent
