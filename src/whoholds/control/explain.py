"""Why the answer is what it is: what carried it, what was outweighed, what would overturn it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from attrs import frozen

from whoholds.control.case import StartingHolder
from whoholds.control.grades import credibility
from whoholds.control.history import History
from whoholds.control.infer import Question, infer, infer_many
from whoholds.control.parameters import DEFAULT, Parameters
from whoholds.model import Claim, Evidence, Holding, Place

MOST_CLAIMS = 200  # each costs an inference or two; the named ones come first
MOST_ORIGINS = 9  # beyond so many new origins an answer is called firm
NEW_GRADE = "B"


@frozen
class Reason:
    """What one claim did to the answer.

    `effect` is what the holder's probability loses when the claim is left out (negative: it
    speaks for another), `origin_effect` the same for all claims of its origin. A copy has no
    effect of its own: its origin has. `grade` is the reliability of the claim's own source and
    the credibility of what it says, as "D4"; 6 where it says nothing of the holder that day.
    """

    claim: str
    origin: str
    stance: str  # "for", "against" or "besides"
    effect: float
    origin_effect: float
    grade: str


@frozen
class Overturn:
    """What would change the answer.

    `origins` new, independent origins of grade `grade` saying that `rival` (None: somebody
    unnamed) holds the place; None where MOST_ORIGINS would not do. `pillars` are the origins any
    one of which, left out alone, changes it.
    """

    rival: str | None
    grade: str
    origins: int | None
    pillars: tuple[str, ...]

    def __str__(self) -> str:
        rival = self.rival or "somebody else"
        if self.origins is None:
            said = f"more than {MOST_ORIGINS} independent origins of grade {self.grade}"
        elif self.origins == 1:
            said = f"one more independent origin of grade {self.grade}"
        else:
            said = f"{self.origins} more independent origins of grade {self.grade}"
        text = f"{said} for {rival}"
        if len(self.pillars) == 1:
            text += ", or the one origin that carries it proving wrong"
        elif self.pillars:
            text += f", or any one of {len(self.pillars)} origins that carry it proving wrong"
        return text


@frozen
class Explanation:
    """The holding on a day, the claims in the order of their effect, and what would overturn it.

    `outweighed` are the ids of claims that speak against the holder and did not prevail.
    """

    holding: Holding
    reasons: tuple[Reason, ...]
    outweighed: tuple[str, ...]
    overturn: Overturn


def explain(
    evidence: Sequence[Evidence],
    place: Place,
    on: date,
    starting: Sequence[StartingHolder] = (),
    parameters: Parameters = DEFAULT,
) -> Explanation | None:
    """Why `place` was held by whom it was on the day `on`; None where nothing is told of it.

    Arguments as for `infer`. Every effect is found by leaving the claim (or its origin) out
    and inferring anew.
    """
    history = infer(evidence, place, starting, parameters)
    holding = history.on(on)
    if holding is None:
        return None
    weighed = _most_telling(evidence, holding)
    origins = list(dict.fromkeys(one.origin for one in weighed))
    variants = [[two for two in evidence if two.id != one.id] for one in weighed]
    variants += [[two for two in evidence if two.origin != origin] for origin in origins]
    questions: list[Question] = [(place, variant, starting) for variant in variants]
    left = list(infer_many(questions, parameters))
    whole = _chance(history, on, holding.actor)
    effects = [round(whole - _chance(without, on, holding.actor), 4) for without in left]
    of_origin = dict(zip(origins, effects[len(weighed) :], strict=True))
    content = _credibilities(evidence, holding)
    reasons = []
    for one, effect in zip(weighed, effects, strict=False):
        stance = _stance(one, holding)
        graded = f"{one.grade[:1]}{content.get(stance, 6)}"
        reasons.append(Reason(one.id, one.origin, stance, effect, of_origin[one.origin], graded))
    reasons.sort(key=lambda r: (r.stance == "besides", -abs(r.origin_effect), -abs(r.effect)))
    pillars = tuple(
        origin
        for origin, without in zip(origins, left[len(weighed) :], strict=True)
        if _holder(without, on) != holding.actor
    )
    return Explanation(
        holding,
        tuple(reasons),
        tuple(r.claim for r in reasons if r.stance == "against"),
        _overturn(evidence, place, on, starting, parameters, history, holding, pillars),
    )


def _most_telling(evidence: Sequence[Evidence], holding: Holding) -> list[Evidence]:
    rank = {claim: n for n, claim in enumerate((*holding.claims, *holding.against))}
    ranked = sorted(evidence, key=lambda one: (rank.get(one.id, len(rank)), one.id))
    return ranked[:MOST_CLAIMS]


def _stance(one: Evidence, holding: Holding) -> str:
    if one.id in holding.claims:
        return "for"
    return "against" if one.id in holding.against else "besides"


def _credibilities(evidence: Sequence[Evidence], holding: Holding) -> dict[str, int]:
    """Credibility of what the claims for the holder say, and of what those against it say."""
    origins = {
        stance: {one.origin for one in evidence if _stance(one, holding) == stance}
        for stance in ("for", "against")
    }
    supporting, opposing = origins["for"], origins["against"]
    chance = holding.probability
    return {
        "for": credibility(len(supporting), len(opposing - supporting), chance),
        "against": credibility(len(opposing), len(supporting - opposing), 1 - chance),
    }


def _chance(history: History, on: date, actor: str | None) -> float:
    return history.at(on).get(actor, 0.0)


def _holder(history: History, on: date) -> str | None:
    holding = history.on(on)
    return holding.actor if holding else None


def _overturn(
    evidence: Sequence[Evidence],
    place: Place,
    on: date,
    starting: Sequence[StartingHolder],
    parameters: Parameters,
    history: History,
    holding: Holding,
    pillars: tuple[str, ...],
) -> Overturn:
    chances = history.at(on)
    others = [actor for actor in chances if actor is not None and actor != holding.actor]
    rival = max(others, key=lambda actor: chances[actor], default=None)
    new = list(_sayings(place, on, rival, holding.actor))
    if rival is None and holding.actor is None:
        return Overturn(None, NEW_GRADE, None, pillars)
    questions: list[Question] = [
        (place, [*evidence, *new[:count]], starting) for count in range(1, MOST_ORIGINS + 1)
    ]
    for count, changed in enumerate(infer_many(questions, parameters), 1):
        if _holder(changed, on) != holding.actor:
            return Overturn(rival, NEW_GRADE, count, pillars)
    return Overturn(rival, NEW_GRADE, None, pillars)


def _sayings(place: Place, on: date, rival: str | None, holder: str | None) -> Iterator[Evidence]:
    """Invented claims of new origins: the rival holds the place on that day, or it is lost."""
    claim = Claim(
        kind="hold" if rival else "capture",
        place=place.name,
        quote="",
        span=(0, 0),
        actor=rival,
        against=None if rival else holder,
        place_id=place.id,
        place_kind=place.kind,
        start=on,
        end=on,
    )
    recorded = datetime(on.year, on.month, on.day, tzinfo=UTC)
    for n in range(MOST_ORIGINS):
        name = f"invented:{n}"
        yield Evidence(name, claim, name, name, recorded, published=on, grade=NEW_GRADE)
