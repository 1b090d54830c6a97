"""Which claims speak for a holding and which against it."""

from whoholds.control.case import Case
from whoholds.control.events import Event
from whoholds.control.stretch import Stretch
from whoholds.control.told import Told


def heard(case: Case, stretch: Stretch, open_days: int) -> tuple[list[Told], list[Told]]:
    """Tellings for and against the stretch's actor holding the place then, heaviest first.

    For it: its gain, the states told of it, and whoever says that it was lost from it at its end.
    Against it: changes and states within its sure part that would have ended it.
    """
    supporting: list[Told] = []
    opposing: list[Told] = []
    outweighed: list[Told] = []
    for event in case.events:
        before: list[Told] = []
        if stretch.low <= event.first(open_days) - 1 <= stretch.high:
            before = [one for one in event.told if one.loser and one.loser == stretch.actor]
        if _contradicts(event, stretch):
            opposing += event.told
            outweighed += before
        elif event.winner == stretch.actor:
            if event.opens <= stretch.high and event.end >= stretch.low:
                supporting += event.told
                opposing += event.denials
        else:
            supporting += before
    first, last = stretch.sure
    for one in case.holds:
        if one.winner == stretch.actor:
            if one.first <= stretch.high and one.end >= stretch.low:
                supporting.append(one)
        elif first <= one.end <= last:
            opposing.append(one)
    taking = [
        one
        for one in case.taking
        if one.winner == stretch.actor and stretch.low <= one.end <= stretch.high
    ]
    supporting += taking
    if taking:
        supporting += [one for event in case.events if _lost(event, stretch) for one in event.told]
    # Who is told only as the loser of a change that is not believed is held to by that telling.
    supporting = supporting or outweighed
    for one in case.denials:
        if stretch.low <= one.end <= stretch.high:
            if (one.winner or one.loser) == stretch.actor:
                opposing.append(one)
            elif supporting:  # that another does not hold it is no word for anybody by itself
                supporting.append(one)
    supporting.sort(key=_weight)
    opposing.sort(key=_weight)
    return supporting, opposing


def _lost(event: Event, stretch: Stretch) -> bool:
    """True of a loss to nobody named by which the stretch begins."""
    if event.winner is not None or event.loser == stretch.actor:
        return False
    return event.opens <= stretch.high and event.end >= stretch.low


def _contradicts(event: Event, stretch: Stretch) -> bool:
    """True of a change within the sure part that would have taken the place from its holder."""
    first, last = stretch.sure
    if not (first < event.opens and event.end <= last):
        return False
    if event.winner is None:
        return event.loser == stretch.actor and stretch.actor is not None
    return event.winner != stretch.actor


def _weight(one: Told) -> tuple[float, str]:
    return (-one.chance, one.evidence.id)
