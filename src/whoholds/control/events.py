"""Changes of holder: the tellings of one change brought together, each origin counted once."""

from collections.abc import Iterable

from attrs import define, field

from whoholds.control.parameters import Parameters
from whoholds.control.told import Told

FOREVER = 1 << 20  # days: longer than any record


@define(eq=False)
class Event:
    """One change of holder between `start` and `end` (ordinals; start None: open).

    `winner` None: lost to nobody named. `loser` None: won from nobody named.
    """

    winner: str | None
    loser: str | None
    start: int | None
    end: int
    told: list[Told] = field(factory=list)
    denials: list[Told] = field(factory=list)
    origins: set[str] = field(factory=set)

    @property
    def opens(self) -> int:
        """The first day told; the last where the start is open."""
        return self.start if self.start is not None else self.end

    def first(self, open_days: int) -> int:
        """The first day on which the change is sought."""
        return self.start if self.start is not None else self.end - open_days


def pooled(told: Iterable[Told], ceiling: float) -> float:
    """Probability that at least one origin is right, each origin by its best telling."""
    best: dict[str, float] = {}
    for one in told:
        if one.chance > best.get(one.origin, 0.0):
            best[one.origin] = one.chance
    doubt = 1.0
    for chance in best.values():
        doubt *= 1.0 - chance
    return min(1.0 - doubt, ceiling)


def belief(event: Event, parameters: Parameters) -> float:
    """Probability that the change took place, by its own tellings and denials alone."""
    chance = pooled(event.told, parameters.certainty)
    if not any(one.family == "gain" for one in event.told):
        chance *= parameters.leaver_after
    if event.denials:
        against = pooled(event.denials, parameters.certainty)
        odds = chance / (1 - chance) * min(1.0, (1 - against) / against)
        chance = odds / (1 + odds)
    return chance


def changes_told(told: Iterable[Told], parameters: Parameters) -> list[Event]:
    """The distinct changes that the gains and withdrawals tell, denials attached.

    The sharpest tellings make the events and the vaguer ones join them; a loss to nobody named
    joins a gain from that loser, so that one change told from both ends is one change.
    """
    moves = [one for one in told if one.family in ("gain", "leave")]
    moves.sort(key=_sharpest_first)
    turns = {
        (one.end, one.winner)
        for one in moves
        if one.winner is not None and not one.denied and one.start == one.end
    }
    events: list[Event] = []
    for one in moves:
        if one.denied:
            continue
        event = _home(one, events, turns, parameters)
        if event is None:
            events.append(
                Event(one.winner, one.loser, one.start, one.end, [one], origins={one.origin})
            )
        else:
            _join(event, one)
    for one in moves:
        if one.denied:
            event = _home(one, events, turns, parameters)
            if event is not None:
                event.denials.append(one)
    return events


def _sharpest_first(one: Told) -> tuple[bool, bool, int, int, str]:
    width = one.end - one.start if one.start is not None else FOREVER
    return (one.winner is None, one.loser is None, width, one.end, one.evidence.id)


def _home(
    one: Told, events: list[Event], turns: set[tuple[int, str]], parameters: Parameters
) -> Event | None:
    """The event that `one` tells too: the one nearest to it, of several the best supported.

    `turns` are the (day, winner) of gains told to the day: two tellings with another's gain
    between them are two events.
    """
    best: tuple[int, int, Event] | None = None
    for event in events:
        if not _same_sides(one, event):
            continue
        reach = FOREVER if one.winner == event.winner else parameters.open_days
        gap = max(
            (one.start if one.start is not None else one.end - reach) - event.end,
            (event.start if event.start is not None else event.end - reach) - one.end,
            0,
        )
        story = gap > parameters.same_event_days and one.origin in event.origins
        slack = parameters.same_story_days if story else parameters.same_event_days
        if gap > slack or (gap and _taken_between(one, event, turns)):
            continue
        if best is None or (gap, -len(event.told)) < best[:2]:
            best = (gap, -len(event.told), event)
    return best[2] if best else None


def _taken_between(one: Told, event: Event, turns: set[tuple[int, str]]) -> bool:
    low, high = min(one.end, event.end), max(one.first, event.opens)
    winner = one.winner or event.winner
    return any(low < day < high and other != winner for day, other in turns)


def _same_sides(one: Told, event: Event) -> bool:
    if one.winner is not None and event.winner is not None:
        return one.winner == event.winner
    if one.winner is None and event.winner is None:
        return one.loser == event.loser
    winner, loser = one.winner or event.winner, one.loser or event.loser
    if winner == loser:
        return False
    return one.loser is None or event.loser is None or one.loser == event.loser


def _join(event: Event, one: Told) -> None:
    """Narrow the event to the days on which both put it; where they share none, span both."""
    event.told.append(one)
    event.origins.add(one.origin)
    event.winner = event.winner or one.winner
    event.loser = event.loser or one.loser
    starts = [day for day in (event.start, one.start) if day is not None]
    start, end = max(starts, default=None), min(event.end, one.end)
    if start is None or start <= end:
        event.start, event.end = start, end
    else:
        event.start, event.end = min(starts), max(event.end, one.end)
