"""Rules for days told from the day of publication or from what was told before."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from attrs import evolve

from whoholds.model import Period
from whoholds.reading.dates import days
from whoholds.reading.dates.scene import OPEN, InYear, Lead, Resolve, Rule, Scene, When, yearly
from whoholds.reading.dates.words import any_of, key, time_words

CALENDAR = ("week", "fortnight", "month", "year", "decade")
DAY_PARTS = ("day", "night", "morning", "afternoon", "evening")


def _said(offsets: list[int], scene: Scene) -> When:
    if scene.published is None:
        return When(OPEN, anchored=True, precision=1)
    first, last = (days.shift(scene.published, n) for n in offsets)
    return When(Period(first, last), anchored=True, precision=1)


def _day_word(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    raw, word = time_words().raw, key(m[0])
    said = _said((raw["days"] | raw["tomorrow"])[word], scene)
    return evolve(said, to_come=word in raw["tomorrow"])


def _before_now(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    if lead.det:  # "an earlier offensive"
        return None
    # "Recently" and "earlier" in the news of a day lie days or weeks back, "formerly" any time.
    reach = time_words().raw["just_before"].get(key(m[0]))
    first = days.shift(scene.published, -reach) if reach and scene.published else None
    return When(Period(first, scene.published), anchored=True, precision=3)


def _until_now(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    return When(Period(None, scene.published), anchored=True, mode="until", precision=1)


def _afterwards(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    if lead.det:  # "a later offensive"
        return None
    past, word = scene.past, key(m[0])
    mode = "since" if word.endswith(("since then", "ever since", "then on")) else "in"
    if past is None or past.start is None:
        return When(Period(None, scene.published), relative=True, anchored=True, mode=mode)
    soon = word.startswith(("soon", "shortly"))
    last = days.shift(past.end or past.start, time_words().raw["soon"]) if soon else None
    return When(_from(past.start, last, scene), relative=True, anchored=True, mode=mode)


def _from(first: date, last: date | None, scene: Scene) -> Period:
    """From `first` to `last`, at most to the day of publication where that comes after."""
    if scene.published and first <= scene.published:
        last = min(last, scene.published) if last else scene.published
    return Period(first, last)


def _meanwhile(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    mode = "by" if key(m[0]).startswith("by") else "in"
    return When(scene.past or OPEN, relative=True, anchored=True, mode=mode)


def _weekday(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    before = m.string[max(m.start() - 12, 0) : m.start()].split()
    if before and before[-1].lower() in time_words().raw["not_weekday_after"]:
        return None
    number = time_words().weekdays[m["w"].lower().rstrip(".")]
    mode = "in" if m["prayers"] else None
    period = _on_weekday(number, scene)
    if m["week"] and scene.published:  # "on Friday last week"
        monday = days.week(scene.published).start or scene.published
        last = m["week"].lower() == "last"
        period = Period.day(days.shift(monday, number - 7 * last))
    return When(period, anchored=True, mode=mode, precision=1)


def _on_weekday(number: int, scene: Scene) -> Period:
    published = scene.published
    if published:
        found = days.first_on_or_after if scene.future else days.last_on_or_before
        return Period.day(found(published, number))
    past = scene.past
    if past and past.end and (past.days or 0) <= 7:
        return Period.day(days.first_on_or_after(past.end, number))
    return OPEN


def _weekend(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    if lead.det not in {"the", "this"} and not lead.prep:
        return None
    return When(_weekend_by(scene.published, scene.future), anchored=True, precision=1)


def _weekend_by(day: date | None, future: bool = False) -> Period:
    if day is None:
        return OPEN
    saturday = days.first_on_or_after(day, 5) if future else days.last_on_or_before(day, 5)
    return Period(saturday, days.shift(saturday, 1))


def _reference(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    """As in "last week", "earlier that year", "the following March", "next Friday"."""
    which, unit = m["which"].lower(), m["unit"].lower().rstrip(".")
    half = (m["half"] or "").lower()
    if which in {"following", "previous", "same", "preceding"} and not lead.det and not half:
        return None
    if which in {"that", "same"}:
        when = _that(unit, half, scene)
    elif which in {"previous", "preceding"} or (which == "last" and lead.det and scene.past):
        when = _neighbour(unit, -1, scene)
    elif which == "following" or (
        which == "next" and (unit in DAY_PARTS or (lead.det and scene.past)) and not scene.future
    ):
        when = _neighbour(unit, 1, scene)
    else:
        when = _from_publication(which, unit, half, scene)
    return when


def _that(unit: str, half: str, scene: Scene) -> When | None:
    past = scene.past
    now = past.start if past else scene.published
    if now is None:
        return When(OPEN, anchored=True, relative=True)
    named = _named(unit)
    period = named(now.year) or OPEN if named else days.around(now, unit)
    if half == "earlier" and period.start and period.start <= now:
        period = Period(period.start, now)
    if half == "later" and period.end and now <= period.end:
        period = Period(now, period.end)
    return When(period, anchored=True, relative=True)


def _neighbour(unit: str, step: int, scene: Scene) -> When | None:
    """The day, week, month … right before or after what was told last."""
    past = scene.past
    if past is None and step > 0:
        # After something that the text leaves undated: some day up to publication.
        return When(Period(None, scene.published), anchored=True, relative=True)
    now = scene.published if past is None else past.start if step < 0 else past.end
    if now is None:
        return When(OPEN, anchored=True, relative=True)
    named = _named(unit)
    if unit in DAY_PARTS:
        period = Period.day(days.shift(now, step))
    elif unit in time_words().weekdays:
        found = days.first_on_or_after if step > 0 else days.last_on_or_before
        period = Period.day(found(days.shift(now, step), time_words().weekdays[unit]))
    elif unit == "weekend":
        period = _weekend_by(days.shift(now, step), future=step > 0)
    elif named:
        period = _beside(named, now, step)
    elif unit == "week" and past is not None:
        edges = days.shift(now, step), days.shift(now, 7 * step)
        period = Period(min(edges), max(edges))
    else:
        period = days.around(days.move(now, unit, step), unit)
    return When(period, anchored=True, relative=True)


def _beside(named: InYear, now: date, step: int) -> Period:
    """The named month or season next after the day, or last before it."""
    for year in range(now.year - 1 if step > 0 else now.year, now.year + 3 * step, step):
        period = named(year)
        if period and period.start and period.end:
            if step > 0 and period.start > now:
                return period
            if step < 0 and period.end < now:
                return period
    return OPEN


def _named(unit: str) -> InYear | None:
    """The month or season of that name in a year."""
    w = time_words()
    if unit in w.months:
        return lambda y: days.month(y, w.months[unit]) if days.is_told_of(y) else None
    if unit in w.raw["seasons"]:
        first, last = w.raw["seasons"][unit]
        return lambda y: days.season(y, (first, last)) if days.is_told_of(y) else None
    return None


def _from_publication(which: str, unit: str, half: str, scene: Scene) -> When | None:
    now = scene.published
    if now is None:
        return When(OPEN, anchored=True)
    step = {"last": -1, "this": 0}.get(which, 1)
    named = _named(unit)
    if unit in time_words().weekdays:
        number = time_words().weekdays[unit]
        if step == 0:
            return When(_on_weekday(number, scene), anchored=True, precision=1)
        found = days.last_on_or_before if step < 0 else days.first_on_or_after
        period = Period.day(found(days.shift(now, step), number))
    elif unit == "weekend":
        if step < 0 and now.weekday() >= 5:
            now = days.shift(now, -2)
        period = _weekend_by(now, future=step > 0 or scene.future)
    elif named:
        this = yearly(Scene(now, tense=scene.tense), named)
        period = (this or OPEN) if step == 0 else _beside(named, now, step)
    elif unit in DAY_PARTS:
        if step < 0 and unit != "night":
            return None
        period = Period(days.shift(now, min(step, 0)), days.shift(now, max(step, 0)))
    else:
        period = days.around(days.move(now, unit, step), unit)
    if half == "later":
        period = Period(max(now, period.start or now), period.end) if step == 0 else period
        return When(period, anchored=True, mode="in", to_come=True)
    if half == "earlier" and step == 0:
        period = Period(period.start, now)
    return When(period, anchored=True, to_come=step > 0)


def _day_before(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    """As in "the night before", "the year after"."""
    if lead.det != "the":
        return None
    if m["last"] and scene.published:  # "the week before last"
        unit = m["unit"].lower()
        return When(days.around(days.move(scene.published, unit, -2), unit), anchored=True)
    step = 1 if m["way"].lower() in {"after", "later"} else -1
    if step > 0 and m["event"] and scene.past is None and scene.published:
        # "The day after the fall of X" tells the news itself.
        return When(Period.day(scene.published), anchored=True, relative=True)
    return _neighbour(m["unit"].lower(), step, scene)


@cache
def deictic_rules() -> tuple[Rule, ...]:
    w = time_words()
    raw = w.raw
    units = any_of((*CALENDAR, *DAY_PARTS, "weekend"))
    named = rf"(?:(?i:{units})\b|{w.season}\b|{w.month}|{w.weekday})"
    which = "last|this|next|coming|following|previous|preceding|same|that"
    halves = "earlier|later"

    def rule(triggers: set[str], pattern: str, resolve: Resolve) -> Rule:
        return Rule(frozenset(triggers), re.compile(pattern), resolve)

    def phrases(words: Iterable[str], resolve: Resolve) -> Rule:
        listed = list(words)
        triggers = {phrase.split()[0] for phrase in listed}
        return rule(triggers, rf"(?i:{any_of(listed)})\b(?!-|\s+than\b)", resolve)

    return (
        rule(
            {*which.split("|"), "earlier", "later"},
            rf"(?:(?P<half>(?i:{halves}))\s+(?:on\s+|in\s+)?(?:the\s+)?)?(?P<which>(?i:{which}))\s+(?P<unit>{named})",
            _reference,
        ),
        phrases([*raw["days"], *raw["tomorrow"]], _day_word),
        phrases(raw["until_now"], _until_now),
        phrases(raw["meanwhile"], _meanwhile),
        rule(
            set(w.weekdays),
            rf"(?P<w>{w.weekday})(?:['’]s)?(?!-)(?P<prayers>\s+prayers)?(?:\s+(?:of\s+)?(?P<week>(?i:last|this))\s+week\b)?",
            _weekday,
        ),
        rule({"weekend"}, r"(?i:weekend)\b", _weekend),
        rule(
            {*CALENDAR, *DAY_PARTS},
            rf"(?P<unit>(?i:{units}))\s+(?P<way>(?i:before|after|earlier|later|prior))\b(?P<last>\s+last\b)?(?=(?P<event>\s+[A-Za-z])?)",
            _day_before,
        ),
        phrases(raw["afterwards"], _afterwards),
        phrases(raw["before_now"], _before_now),
    )
