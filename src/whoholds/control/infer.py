"""From what is known of places to who held them: the way in."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from whoholds.control.case import Case, StartingHolder, case_of, sort_out, weigh
from whoholds.control.chain import Chain, lay_out
from whoholds.control.divided import divided
from whoholds.control.history import History
from whoholds.control.holdings import read_off
from whoholds.control.parameters import DEFAULT, Parameters
from whoholds.control.smoothing import smooth
from whoholds.control.told import of_parts, tell_all
from whoholds.model import Evidence, Holding, Period, Place

BATCH = 2048  # places prepared together: few enough to stay small
ABREAST = 128  # chains of like length smoothed together: enough to pay for numpy's calls

Question = tuple[Place, Sequence[Evidence], Sequence[StartingHolder]]


@frozen(eq=False)
class _Asked:
    """One place's case and chain, and those of its parts with the ids of the claims on them."""

    case: Case
    chain: Chain | None
    parts: tuple[tuple["_Asked", frozenset[str]], ...] = ()


def infer(
    evidence: Sequence[Evidence],
    place: Place,
    starting: Sequence[StartingHolder] = (),
    parameters: Parameters = DEFAULT,
    until: date | None = None,
) -> History:
    """Who held `place`, given all the claims known of it.

    Besides claims on the place itself, `evidence` may hold claims on regions that contain it and
    on named parts of it. `starting` are the holders at the theatre's start, weak evidence.
    `until` leaves out what is told of later days alone, by claims and by the theatre: give the day
    of an "as known on", or the end of a starting holder's time would tell of what came after it.
    The order of the claims does not matter.
    """
    return next(infer_many([(place, evidence, starting)], parameters, until))


def infer_many(
    questions: Iterable[Question],
    parameters: Parameters = DEFAULT,
    until: date | None = None,
) -> Iterator[History]:
    """`infer` for many places, in their order, faster than one by one."""
    batch: list[_Asked] = []
    for place, evidence, starting in questions:
        batch.append(_ask(place, evidence, starting, parameters, until))
        if len(batch) == BATCH:
            yield from _answer(batch, parameters)
            batch = []
    yield from _answer(batch, parameters)


def _ask(
    place: Place,
    evidence: Sequence[Evidence],
    starting: Sequence[StartingHolder],
    parameters: Parameters,
    until: date | None,
) -> _Asked:
    heard = sort_out(evidence, place)
    case = case_of(place, heard, starting, parameters, until)
    parts: list[tuple[_Asked, frozenset[str]]] = []
    if heard.parts:
        whole, _ = tell_all(heard.own, parameters, parameters.part_from_whole)
        for claims in heard.parts.values():
            told, silent = tell_all(claims, parameters)
            part = weigh(place, told + of_parts(whole), tuple(silent), (), parameters, until)
            asked = _Asked(part, lay_out(part, parameters))
            parts.append((asked, frozenset(one.id for one in claims)))
    return _Asked(case, lay_out(case, parameters), tuple(parts))


def _answer(batch: Sequence[_Asked], parameters: Parameters) -> Iterator[History]:
    everything = [*batch, *(part for asked in batch for part, _ in asked.parts)]
    smoothed = _smoothed([asked.chain for asked in everything if asked.chain is not None])
    for asked in batch:
        history = _read(asked, smoothed, parameters)
        if asked.parts:
            history = _with_parts(history, asked, smoothed, parameters)
        yield history


def _smoothed(chains: Sequence[Chain]) -> dict[int, NDArray[np.float64]]:
    """The posterior of each chain, by the chain's `id`."""
    order = sorted(chains, key=lambda chain: (len(chain.actors), len(chain.days)))
    found: dict[int, NDArray[np.float64]] = {}
    # Chains of one count of states go together: a sum over padding might round otherwise, and
    # an answer must not depend on which other places were asked about.
    for _, alike in groupby(order, key=lambda chain: len(chain.actors)):
        group = list(alike)
        for low in range(0, len(group), ABREAST):
            some = group[low : low + ABREAST]
            for chain, posterior in zip(some, smooth(some), strict=True):
                found[id(chain)] = posterior
    return found


def _read(
    asked: _Asked, smoothed: dict[int, NDArray[np.float64]], parameters: Parameters
) -> History:
    case, chain = asked.case, asked.chain
    contested = tuple(
        Period(date.fromordinal(first), date.fromordinal(last)) for first, last in case.fights
    )
    if chain is None:
        history = History(case.place, contested=contested, fights=case.fighters, silent=case.silent)
        return _only_starting(history, case, parameters)
    posterior = smoothed[id(chain)]
    holdings, spans = read_off(case, chain, posterior, parameters)
    return History(
        case.place,
        holdings,
        contested=contested,
        fights=case.fighters,
        silent=case.silent,
        actors=chain.actors,
        days=tuple(chain.days),
        posterior=posterior.copy(),
        spans=spans,
        prior=tuple(chain.prior),
        hazard=parameters.hazard,
    )


def _only_starting(history: History, case: Case, parameters: Parameters) -> History:
    """Nothing is told of the place but who held everything at the start."""
    actors = {start.actor for start in case.starting}
    if len(actors) != 1:
        return history
    (actor,) = actors
    chance = parameters.starting
    holding = Holding(
        case.place,
        actor,
        (None, None),
        None,
        chance,
        contested=bool(history.contested),
        contested_periods=history.contested,
        starting=True,
    )
    return evolve(history, holdings=(holding,), actors=(None, actor), prior=(1 - chance, chance))


def _with_parts(
    history: History,
    asked: _Asked,
    smoothed: dict[int, NDArray[np.float64]],
    parameters: Parameters,
) -> History:
    held: list[Holding] = []
    claims: list[str] = []
    silent = list(history.silent)
    for part, ids in asked.parts:
        claims += sorted(ids)
        silent += part.case.silent
        # A part's holding that rests on claims about the whole alone says nothing new.
        holdings = _read(part, smoothed, parameters).holdings
        held += [one for one in holdings if ids.intersection(one.claims)]
    periods = divided(history.holdings, held)
    holdings = tuple(_flagged(holding, periods) for holding in history.holdings)
    return evolve(
        history,
        holdings=holdings,
        divided=periods,
        part_claims=tuple(claims),
        silent=tuple(silent),
    )


def _flagged(holding: Holding, periods: Sequence[Period]) -> Holding:
    lasting = Period(holding.start[0], holding.end[1] if holding.end else None)
    return evolve(holding, divided=any(lasting.meets(period) for period in periods))
