"""All that is told of one place, sorted into what the inference asks for."""

import re
import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache, partial
from importlib.resources import files
from typing import Protocol

from attrs import evolve, frozen

from whoholds.control.events import Event, changes_told
from whoholds.control.fights import fought
from whoholds.control.parameters import Parameters
from whoholds.control.told import Told, tell_all
from whoholds.model import Claim, Evidence, Place

CONTAINERS = frozenset({"region", "country"})


class StartingHolder(Protocol):
    """Who held a place at the start, on the theatre's word.

    `start` None: from before all reports. `end` None: until the claims say otherwise.
    """

    @property
    def actor(self) -> str: ...
    @property
    def start(self) -> date | None: ...
    @property
    def end(self) -> date | None: ...


@frozen(eq=False)
class Case:
    """What is told of `place`, in the terms of the inference.

    `taking` are gains of parts of it that may tell who took what was lost to nobody named;
    `denials` are denied tellings that match no event; `fights` the (first, last) ordinals of
    fighting and `fighters` the claims that tell it; `silent` the ids of claims that speak of no
    day or of nothing that happened.
    """

    place: Place
    events: Sequence[Event]
    holds: Sequence[Told]
    denials: Sequence[Told]
    fights: Sequence[tuple[int, int]]
    fighters: tuple[str, ...]
    silent: tuple[str, ...]
    starting: Sequence[StartingHolder]
    taking: Sequence[Told] = ()


@frozen(eq=False)
class Heard:
    """Evidence by what it is about: the place itself, what contains it, and each of its parts."""

    own: list[Evidence]
    containers: list[Evidence]
    parts: dict[str, list[Evidence]]


def sort_out(evidence: Sequence[Evidence], place: Place) -> Heard:
    """Evidence for `place` by what each claim is about.

    A claim about another place than `place` is about a region or country that contains it, or
    else about a named part of it; handing over the right ones is the caller's part. Claims on
    unnamed parts are parted by the actor they are about: two actors' "parts of the city" are not
    the same part. "Most of" a place is the place, fighting in a part is fighting in the place,
    and what is said of part of a region says nothing of a town in it.
    """
    own: list[Evidence] = []
    containers: list[Evidence] = []
    parts: dict[str, list[Evidence]] = {}
    for one in sorted(evidence, key=lambda one: one.id):
        claim = one.claim
        itself = claim.place_key == place.id
        if not itself and claim.place_kind in CONTAINERS:
            if not claim.part and claim.family != "fight":
                containers.append(one)
        elif claim.family == "fight" or (itself and (not claim.part or _says("most", claim))):
            own.append(one)
        elif itself:
            who = claim.actor_name or claim.against_name
            parts.setdefault(f"part held by {who}", []).append(one)
        else:
            parts.setdefault(claim.place_norm or claim.place, []).append(one)
    return Heard(own, containers, parts)


def case_of(
    place: Place,
    heard: Heard,
    starting: Sequence[StartingHolder],
    parameters: Parameters,
    until: date | None = None,
) -> Case:
    """The case of a place from what is heard of it, its parts, and the regions that contain it."""
    told, silent = tell_all(heard.own, parameters)
    for one in heard.containers:
        whole = _says("whole", one.claim)
        share = parameters.container_whole if whole else parameters.container
        more, mute = tell_all([one], parameters, share)
        told += more
        silent += mute
    case = weigh(place, told, tuple(silent), starting, parameters, until)
    if not heard.parts:
        return case
    parts = [one for claims in heard.parts.values() for one in claims]
    taking, _ = tell_all(parts, parameters, parameters.part_to_whole)
    return evolve(case, taking=takers(taking, case.events, parameters.open_days))


def takers(parts: Sequence[Told], events: Sequence[Event], days: int) -> tuple[Told, ...]:
    """Gains of parts as they tell who may have taken what somebody lost to nobody named.

    Each speaks of the day of the loss or of its own, whichever is later; only those within `days`
    of a loss count, by others than the loser.
    """
    found: list[Told] = []
    for one in parts:
        losses = [
            event.end
            for event in events
            if event.winner is None
            and event.loser != one.winner
            and abs(one.end - event.end) <= days
        ]
        if one.winner is not None and not one.denied and losses:
            day = max(one.end, min(losses, key=lambda day: abs(one.end - day)))
            found.append(evolve(one, family="hold", loser=None, start=day, end=day))
    return tuple(found)


def weigh(
    place: Place,
    told: Sequence[Told],
    silent: tuple[str, ...],
    starting: Sequence[StartingHolder],
    parameters: Parameters,
    until: date | None = None,
) -> Case:
    """The case that the tellings make; those of days after `until` are left out."""
    if until is not None:
        told = [one for one in told if one.first <= until.toordinal()]
        starting = [one for one in map(partial(_by, until), starting) if one is not None]
    events = changes_told(told, parameters)
    answered = {one.evidence.id for event in events for one in event.denials}
    holds = [one for one in told if one.family == "hold" and not one.denied]
    denials = [one for one in told if one.denied and one.family != "fight"]
    fighting = [one for one in told if one.family == "fight" and not one.denied]
    return Case(
        place,
        events,
        holds,
        [one for one in denials if one.evidence.id not in answered],
        fought(fighting, [event.end for event in events], parameters),
        tuple(one.evidence.id for one in fighting),
        silent,
        starting,
    )


@frozen
class _Started:
    """A starting holder whose end lies beyond what is asked for."""

    actor: str
    start: date | None
    end: date | None = None


def _by(until: date, one: StartingHolder) -> StartingHolder | None:
    if one.start is not None and one.start > until:
        return None
    return _Started(one.actor, one.start) if one.end is not None and one.end >= until else one


@cache
def _words(meaning: str) -> re.Pattern[str]:
    lists = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    return re.compile(r"\b(" + "|".join(map(re.escape, lists[meaning])) + r")\b", re.IGNORECASE)


def _says(meaning: str, claim: Claim) -> bool:
    """True where the claim's quote has a word of that meaning."""
    return _words(meaning).search(claim.quote) is not None
