"""A claim in the terms in which control reckons: whole days, a winner, a loser, a chance."""

from collections.abc import Iterable

from attrs import evolve, frozen

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
    if evidence.published:
        # What is told as so has happened by the day it is published, whatever date it is given.
        known = evidence.published.toordinal()
        start = min(start, known) if start is not None else None
        end = min(end, known) if end is not None else known
    end = end if end is not None else start
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


def one_a_story(holds: Iterable[Told], days: int) -> list[Told]:
    """The holds without an origin's repetitions of one of them within `days` of its first.

    A copy dated by its own publication would else vote again. The best-graded telling stays.
    """
    kept: list[Told] = []
    last: dict[tuple[str, str | None], int] = {}
    for one in sorted(holds, key=lambda one: (one.end, -one.chance, one.evidence.id)):
        key = (one.origin, one.winner)
        if key in last:
            first = kept[last[key]]
            if one.end - first.end <= days and one.first >= first.first:
                continue
        last[key] = len(kept)
        kept.append(one)
    return kept


def of_parts(told: Iterable[Told]) -> list[Told]:
    """What is told of the whole of a place as it bears on any one part of it.

    From the last day of a gain on, the winner holds every part (who held the part before is not
    told); from the last day of a loss on, the loser holds none.
    """
    said: list[Told] = []
    for one in told:
        if one.family == "hold":
            said.append(one)
        elif one.family == "gain" and one.winner is not None:
            said.append(evolve(one, family="hold", loser=None, start=one.end))
        elif one.family != "fight" and not one.denied:
            said.append(
                evolve(one, family="hold", winner=one.loser, loser=None, start=one.end, denied=True)
            )
    return said
