"""Gains and losses: between two days, and between two states of knowledge."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from itertools import pairwise

from attrs import frozen

from whoholds.control.history import History
from whoholds.model import Change, Period

Box = tuple[float, float, float, float]  # west, south, east, north in degrees


def changes(
    histories: Iterable[History],
    start: date | None = None,
    end: date | None = None,
    lost_by: str | None = None,
    gained_by: str | None = None,
    kinds: Collection[str] | None = None,
    within: Box | None = None,
) -> list[Change]:
    """Changes of holder from `start` to `end` (both included; None is open), in order of time.

    A change counts where its earliest or its latest possible day lies in the window: one that is
    known only to lie in a longer time than the window's does not. A change that no claim tells
    (a starting holder's end) is none. `kinds` are place kinds.
    """
    window = Period(start, end)
    found: list[Change] = []
    for history in histories:
        if kinds is not None and history.place.kind not in kinds:
            continue
        if within is not None and not _inside(history, within):
            continue
        for before, after in pairwise(history.holdings):
            told = any(day is not None and day in window for day in after.start)
            if not told or not after.claims:
                continue
            if lost_by is not None and before.actor != lost_by:
                continue
            if gained_by is not None and after.actor != gained_by:
                continue
            found.append(
                Change(
                    history.place,
                    before.actor,
                    after.actor,
                    after.start,
                    round(before.probability * after.probability, 4),
                    after.reports,
                    after.origins,
                    after.claims,
                )
            )
    found.sort(key=lambda one: (one.between[1] or date.max, one.place.name, one.place.id))
    return found


def losses(found: Iterable[Change], kind: str | None = None) -> Counter[str]:
    """How many places (of one kind) each actor lost: "the third city in a week"."""
    lost = {
        (one.from_actor, one.place.id)
        for one in found
        if one.from_actor is not None and kind in (None, one.place.kind)
    }
    return Counter(actor for actor, _ in lost)


@frozen
class Learned:
    """What a later state of knowledge says of the same days that an earlier one did not.

    `new` are changes of holder not known before, `withdrawn` those no longer believed, `redated`
    pairs of the same change with other bounds (before, after).
    """

    new: tuple[Change, ...]
    withdrawn: tuple[Change, ...]
    redated: tuple[tuple[Change, Change], ...]


def learned(earlier: Iterable[Change], later: Iterable[Change]) -> Learned:
    """Compare the changes of one window as known on two days.

    Changes are the same where the place and both actors are and their days touch.
    """
    before, new = list(earlier), []
    redated: list[tuple[Change, Change]] = []
    for change in later:
        same = next((one for one in before if _same(one, change)), None)
        if same is None:
            new.append(change)
        else:
            before.remove(same)
            if same.between != change.between:
                redated.append((same, change))
    return Learned(tuple(new), tuple(before), tuple(redated))


def _same(one: Change, other: Change) -> bool:
    sides = (one.place.id, one.from_actor, one.to_actor)
    if sides != (other.place.id, other.from_actor, other.to_actor):
        return False
    return Period(*one.between).meets(Period(*other.between))


def _inside(history: History, box: Box) -> bool:
    lat, lon = history.place.lat, history.place.lon
    if lat is None or lon is None:
        return False
    west, south, east, north = box
    across = west <= lon <= east if west <= east else lon >= west or lon <= east
    return across and south <= lat <= north
