"""What is doubtful in a theatre file that is well formed: for those who write one."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np

from whoholds.knowledge.gazetteer import Gazetteer
from whoholds.knowledge.names import fold
from whoholds.knowledge.sphere import great_circle
from whoholds.knowledge.theatre import Theatre
from whoholds.model import Actor, Place

# Colours nearer than this (CIE76 in Lab) are hard to tell apart as dots on a map. A just
# noticeable difference of two areas side by side is 2.3 (Mahy et al. 1994); dots apart need more.
NEAR_COLOURS = 7.0
# A place is doubtful where its country is this far and another one's places are this many times
# nearer. Deserts are far from everything. Crossings are left alone: out there the next town often
# is the other side's.
FAR_KM = 200.0
TIMES_NEARER = 4.0
# A theatre's place this near to a gazetteer place of the same name is the same place.
SAME_KM = 8.0


def check(theatre: Theatre, gazetteer: Gazetteer) -> list[str]:
    """Findings, one line each; empty where nothing is doubtful."""
    return [
        *_used_twice("actors", ((a.name, (a.name, *a.aliases)) for a in theatre.actors)),
        *_used_twice(
            "places",
            ((p.id, (p.name, *theatre.place_aliases.get(p.id, ()))) for p in theatre.places),
        ),
        *_used_twice("sources", ((s.name, (s.name, *s.aliases)) for s in theatre.sources)),
        *_colours(theatre.actors),
        *_days(theatre),
        *_loops(theatre.actors),
        *_far(theatre.places, gazetteer),
        *_known_already(theatre.places, gazetteer),
        *_unknown_starting(theatre, gazetteer),
    ]


def _used_twice(what: str, named: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    owners: dict[str, dict[str, str]] = defaultdict(dict)
    for owner, names in named:
        for name in names:
            if not fold(name):
                yield f"{what} {owner}: {name!r} has no letter that could be matched"
            owners[fold(name)].setdefault(owner, name)
    for shared in owners.values():
        if len(shared) > 1:
            name = next(iter(shared.values()))
            yield f"{what}: {name!r} stands for {' and for '.join(shared)}"


def lab(colour: str) -> tuple[float, float, float]:
    """CIE L*a*b* (D65) of an sRGB colour `#rrggbb` (IEC 61966-2-1, CIE 15)."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    ]
    matrix = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.95047, 1.0, 1.08883)
    x, y, z = (
        v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116
        for v in (
            sum(m * c for m, c in zip(row, linear, strict=True)) / w
            for row, w in zip(matrix, white, strict=True)
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _colours(actors: tuple[Actor, ...]) -> Iterator[str]:
    shown = [(a, lab(a.colour)) for a in actors if a.colour]
    for index, (actor, colour) in enumerate(shown):
        for other, other_colour in shown[:index]:
            if math.dist(colour, other_colour) < NEAR_COLOURS:
                yield (
                    f"actors {actor.name}: its colour {actor.colour} is hard to tell from "
                    f"{other.colour} of {other.name}"
                )


def _days(theatre: Theatre) -> Iterator[str]:
    living = {a.name: a for a in theatre.actors}
    for actor in theatre.actors:
        if actor.end and theatre.start and actor.end < theatre.start:
            yield f"actors {actor.name}: ended {actor.end}, before the theatre begins"
    for role in theatre.roles:
        actor = living[role.actor]
        if role.start and actor.end and role.start > actor.end:
            yield f"roles {role.words[0]}: begins after {actor.name} ended ({actor.end})"
        if role.end and actor.start and role.end < actor.start:
            yield f"roles {role.words[0]}: ends before {actor.name} began ({actor.start})"


def _loops(actors: tuple[Actor, ...]) -> Iterator[str]:
    above = {a.name: a.part_of for a in actors}
    for actor in actors:
        seen = {actor.name}
        over = actor.part_of
        while over is not None and over not in seen:
            seen.add(over)
            over = above.get(over)
        if over == actor.name:
            yield f"actors {actor.name}: is part of itself by way of part_of"


def _far(places: tuple[Place, ...], gazetteer: Gazetteer) -> Iterator[str]:
    for place in places:
        if place.country is None or place.lat is None or place.lon is None:
            continue
        own = gazetteer.nearest(place.lat, place.lon, place.country)
        if own is None:
            yield f"places {place.name}: the gazetteer has no country {place.country}"
            continue
        if own[1] < FAR_KM or place.kind == "crossing":
            continue
        other = gazetteer.nearest(place.lat, place.lon)
        if other and other[1] * TIMES_NEARER < own[1]:
            yield (
                f"places {place.name}: lies {own[1]:.0f} km from anything in {place.country} and "
                f"{other[1]:.0f} km from {other[0].name} in {other[0].country}"
            )


def _known_already(places: tuple[Place, ...], gazetteer: Gazetteer) -> Iterator[str]:
    for place in places:
        if place.id.startswith("geonames:"):
            if gazetteer.get(place.id) is None:
                yield f"places {place.name}: the gazetteer has no {place.id}"
            continue
        if place.country is None or place.lat is None or place.lon is None or place.part_of:
            continue
        if place.kind not in {"city", "town", "village"}:
            continue
        for known in gazetteer.find(place.name, {place.country}):
            if known.kind == "region" or known.lat is None or known.lon is None:
                continue
            at = np.array([[known.lat, known.lon]])
            if great_circle(place.lat, place.lon, at)[0] < SAME_KM:
                yield f"places {place.name}: the gazetteer has it; give it the id {known.id}"
                break


def _unknown_starting(theatre: Theatre, gazetteer: Gazetteer) -> Iterator[str]:
    for item in theatre.starting:
        if item.place is None or theatre.place(item.place) or gazetteer.get(item.place):
            continue
        if not gazetteer.find(item.place, theatre.countries):
            yield f"starting {item.actor}: no place {item.place!r} in the file or the gazetteer"
