"""All that is told of one place, sorted into what the inference asks for."""

import re
import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache, partial
from importlib.resources import files
from typing import Protocol

from attrs import frozen

from whoholds.control.events import Event, changes_told
from whoholds.control.fights import fought
from whoholds.control.parameters import Parameters
from whoholds.control.told import Told, tell_all
from whoholds.model import Evidence, Place

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
    the same part. What is said of part of a region says nothing of a town in it.
    """
    own: list[Evidence] = []
    containers: list[Evidence] = []
    parts: dict[str, list[Evidence]] = {}
    for one in sorted(evidence, key=lambda one: one.id):
        claim = one.claim
        if claim.place_key == place.id:
            if claim.part:
                who = claim.actor_norm or claim.actor or claim.against_norm or claim.against
                parts.setdefault(f"part held by {who}", []).append(one)
            else:
                own.append(one)
        elif claim.place_kind in CONTAINERS:
            if not claim.part:
                containers.append(one)
        else:
            parts.setdefault(claim.place_norm or claim.place, []).append(one)
    return Heard(own, containers, parts)


def case_of(
    place: Place,
    own: Sequence[Evidence],
    containers: Sequence[Evidence],
    starting: Sequence[StartingHolder],
    parameters: Parameters,
    until: date | None = None,
) -> Case:
    """The case of one place from claims about it and about the regions that contain it."""
    told, silent = tell_all(own, parameters)
    for one in containers:
        share = parameters.container_whole if _speaks_of_all(one) else parameters.container
        more, mute = tell_all([one], parameters, share)
        told += [telling for telling in more if telling.family != "fight"]
        silent += mute
    return weigh(place, told, tuple(silent), starting, parameters, until)


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
def _whole() -> re.Pattern[str]:
    words = tomllib.loads(files(__package__).joinpath("whole.toml").read_text("utf-8"))["words"]
    return re.compile(r"\b(" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)


def _speaks_of_all(evidence: Evidence) -> bool:
    return _whole().search(evidence.claim.quote) is not None
