"""What a time expression is resolved against, and what resolving it gives."""

import re
from collections.abc import Callable
from datetime import date

from attrs import evolve, frozen

from whoholds.model import Period
from whoholds.reading.dates import days

OPEN = Period()
# A story told in more days than this has no one month to go on from.
PRECISE_STORY = 62
# How far back a story goes for a month or day without a year, before it means the next year's.
STORY_LOOKS_BACK = 150
# Years to look through for a day that not every year has.
LEAP_CYCLE = 8


@frozen
class Scene:
    """`story` dates the passage; `told` is the last event told before the expression, in the
    passage or the same text; `tense` says whether the words around speak of what is to come."""

    published: date | None
    story: Period | None = None
    told: Period | None = None
    tense: Callable[[], bool] = bool

    @property
    def future(self) -> bool:
        return self.tense()

    @property
    def now(self) -> date | None:
        """The last day told of, or the day of publication."""
        for period in (self.told, self.story):
            if period and (period.end or period.start):
                return period.end or period.start
        return self.published

    @property
    def past(self) -> Period | None:
        """What was told last, closed on both sides; None where nothing was."""
        for period in (self.told, self.story):
            if period and (period.start or period.end):
                return Period(period.start or period.end, period.end or period.start)
        return None


@frozen
class Lead:
    """The words right before an expression: preposition and article in lower case, where they
    start, and whether they join it to an expression before ("March and April")."""

    prep: str = ""
    det: str = ""
    start: int = 0
    joined: bool = False


@frozen
class Stretch:
    """A length of time that ends at a day found later; `number` None is no known length."""

    unit: str
    number: int | None
    whole_days: bool = True

    def before(self, day: date) -> Period:
        if self.number is None:
            return Period(None, day)
        first = days.move(day, self.unit, -self.number)
        if self.whole_days and self.unit in {"day", "night"}:
            first = days.shift(first, 1)
        return Period(min(first, day), day)


@frozen
class When:
    """`mode` None leaves it to the preposition; `end` is where the expression ends, if not where
    its pattern does; `stretch` asks for a period up to the event's own day; `to_come` is true where
    the words themselves speak of the future."""

    period: Period = OPEN
    anchored: bool = False
    relative: bool = False
    mode: str | None = None
    precision: int | None = None
    end: int | None = None
    stretch: Stretch | None = None
    to_come: bool = False

    def until(self, end: int) -> "When":
        return evolve(self, end=end)


InYear = Callable[[int], Period | None]
Resolve = Callable[[re.Match[str], Lead, Scene], When | None]


@frozen
class Rule:
    """`triggers` are the words (lower case; "0" any number) at which the pattern can match."""

    triggers: frozenset[str]
    pattern: re.Pattern[str]
    resolve: Resolve


def yearly(scene: Scene, in_year: InYear, last: InYear | None = None) -> Period | None:
    """Which year's occurrence is meant: the story's, or the latest that began by publication
    (in the future: the first that is not over). `last` is the last of several days or months:
    all of them must have begun."""
    past = scene.story
    day = past and (past.start or past.end)
    if past and day:
        wide = past.days is not None and past.days > PRECISE_STORY
        since = day.replace(month=1, day=1) if wide else days.shift(day, -STORY_LOOKS_BACK)
        for year in range(since.year, since.year + LEAP_CYCLE + 1):
            found = in_year(year)
            if found and found.end and found.end >= since:
                late = scene.published and found.start and found.start > scene.published
                return in_year(year - 1) if late else found
        return None
    published = scene.published
    if published is None:
        return None
    step = 1 if scene.future else -1
    for year in range(published.year, published.year + step * LEAP_CYCLE, step):
        found = in_year(year)
        newest = last(year) if last else found
        if scene.future:
            meant = found and found.end and found.end >= published
        else:
            meant = newest and newest.start and newest.start <= published
        if meant:
            return found
    return None
