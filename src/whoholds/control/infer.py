"""From what is known of places to who held them: the way in."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from whoholds.control.chain import Chain, StartingHolder, lay_out
from whoholds.control.events import changes_told
from whoholds.control.history import History
from whoholds.control.holdings import Case, read_off
from whoholds.control.parameters import DEFAULT, Parameters
from whoholds.control.smoothing import smooth
from whoholds.control.told import Told, tell_all
from whoholds.model import Evidence, Holding, Period, Place

BATCH = 512  # places smoothed at once: enough to pay for numpy, few enough to stay small
Question = tuple[Place, Sequence[Evidence], Sequence[StartingHolder]]


def infer(
    evidence: Sequence[Evidence],
    place: Place,
    starting: Sequence[StartingHolder] = (),
    parameters: Parameters = DEFAULT,
    until: date | None = None,
) -> History:
    """Who held `place`, given all the claims known of it.

    `starting` are the holders at the theatre's start, weak evidence. `until` leaves out what is
    told of later days. The same evidence in any order gives the same history.
    """
    return next(infer_many([(place, evidence, starting)], parameters, until))


def infer_many(
    questions: Iterable[Question],
    parameters: Parameters = DEFAULT,
    until: date | None = None,
) -> Iterator[History]:
    """`infer` for many places, in their order, faster than one by one."""
    batch: list[tuple[Case, tuple[str, ...], tuple[str, ...], Chain | None]] = []
    for place, evidence, starting in questions:
        batch.append(_prepare(place, evidence, starting, parameters, until))
        if len(batch) == BATCH:
            yield from _answer(batch, parameters)
            batch = []
    yield from _answer(batch, parameters)


def _prepare(
    place: Place,
    evidence: Sequence[Evidence],
    starting: Sequence[StartingHolder],
    parameters: Parameters,
    until: date | None,
) -> tuple[Case, tuple[str, ...], tuple[str, ...], Chain | None]:
    known = sorted(evidence, key=lambda one: one.id)
    own = [one for one in known if one.claim.place_key == place.id and not one.claim.part]
    told, silent = tell_all(own, parameters)
    if until is not None:
        horizon = until.toordinal()
        told = [one for one in told if one.first <= horizon]
    events = changes_told(told, parameters)
    answered = {one.evidence.id for event in events for one in event.denials}
    holds = [one for one in told if one.family == "hold" and not one.denied]
    denials = [
        one
        for one in told
        if one.denied and one.family != "fight" and one.evidence.id not in answered
    ]
    fighting = [one for one in told if one.family == "fight" and not one.denied]
    fights = fought(fighting, [event.end for event in events], parameters)
    case = Case(place, events, holds, denials, fights, frozenset(s.actor for s in starting))
    chain = lay_out(events, holds, denials, fights, starting, parameters)
    return case, tuple(silent), tuple(one.evidence.id for one in fighting), chain


def fought(
    fighting: Sequence[Told], changes: Sequence[int], parameters: Parameters
) -> list[tuple[int, int]]:
    """Periods (first, last ordinal) of fighting: told days and a while after, joined.

    A change of holder after the last day told ends the fight. Of a fight with an open start only
    its last day is sure.
    """
    spans: list[tuple[int, int]] = []
    for one in fighting:
        last = one.end + parameters.linger[one.evidence.claim.kind]
        for day in changes:
            if one.end <= day < last:
                last = day
        spans.append((one.first, last))
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _answer(
    batch: list[tuple[Case, tuple[str, ...], tuple[str, ...], Chain | None]],
    parameters: Parameters,
) -> Iterator[History]:
    chains = [chain for _, _, _, chain in batch if chain is not None]
    order = sorted(range(len(chains)), key=lambda c: len(chains[c].days))
    smoothed = {}
    for low in range(0, len(order), 64):
        group = order[low : low + 64]
        for c, posterior in zip(group, smooth([chains[c] for c in group]), strict=True):
            smoothed[id(chains[c])] = posterior
    for case, silent, fighters, chain in batch:
        contested = tuple(
            Period(date.fromordinal(first), date.fromordinal(last)) for first, last in case.fights
        )
        if chain is None:
            holdings = _only_starting(case, parameters)
            yield History(case.place, holdings, contested, fighters, silent)
            continue
        posterior = smoothed[id(chain)]
        holdings, spans = read_off(case, chain, posterior, parameters)
        yield History(
            case.place,
            holdings,
            contested,
            fighters,
            silent,
            chain.actors,
            tuple(chain.days),
            posterior,
            spans,
            tuple(chain.prior),
            parameters.hazard,
        )


def _only_starting(case: Case, parameters: Parameters) -> tuple[Holding, ...]:
    """Nothing is told of the place but who held everything at the start."""
    if len(case.starting) != 1:
        return ()
    (actor,) = case.starting
    return (
        Holding(
            case.place, actor, (None, None), None, parameters.starting, starting=True, grade="F6"
        ),
    )
