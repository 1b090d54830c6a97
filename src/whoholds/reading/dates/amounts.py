"""Rules for amounts of time: "two days ago", "a week later", "three days of fighting"."""

import re
from datetime import date
from functools import cache

from whoholds.model import Period
from whoholds.reading.dates import days
from whoholds.reading.dates.scene import OPEN, Lead, Resolve, Rule, Scene, Stretch, When
from whoholds.reading.dates.words import any_of, key, time_words

# "Two months ago" is seldom meant to the day: what it leaves open on either side, in days.
SLACK = {"week": 3, "fortnight": 3, "month": 15, "year": 183, "decade": 1826}
# How far before "its third day" the verb is looked for.
ENTERING = 24
# A stretch longer than any war is a number of something else.
MOST_YEARS = 100


def _amount(m: re.Match[str]) -> tuple[str, int, int] | None:
    """Unit, fewest and most of them."""
    w = time_words()
    if m["bare"]:
        low, high = w.number("")
        return m["bare"].lower(), low, high
    if not m["n"]:
        return m["u"].lower(), 1, 1
    low, high = w.number(m["n"])
    if m["n2"]:
        high = max(w.number(m["n2"])[1], low)
    if m["half"]:  # "two and a half"
        high += 1
    unit = m["u"].lower()
    return (unit, low, high) if high * w.raw["units"][unit] <= MOST_YEARS * 366 else None


def _is_vague(m: re.Match[str]) -> bool:
    return bool(m["bare"]) or (bool(m["n"]) and time_words().is_vague(m["n"]))


def _back(day: date, m: re.Match[str], unit: str, low: int, high: int) -> Period:
    """The days that lie so much before `day`."""
    raw = time_words().raw
    qualifier = key(m["q"] or "")
    first, last = days.move(day, unit, -high), days.move(day, unit, -low)
    if qualifier in raw["at_most"]:
        return Period(first, day)
    if qualifier in raw["at_least"]:
        return Period(days.move(day, unit, -2 * high), last)
    slack = 0 if _is_vague(m) else SLACK.get(unit, 0)
    return Period(days.shift(first, -slack), min(days.shift(last, slack), day))


def _ago(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    amount = _amount(m)
    if amount is None:
        return None
    if scene.published is None:
        return When(OPEN, anchored=True)
    return When(_back(scene.published, m, *amount), anchored=True)


def _earlier(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    """As in "four days prior", "a week before": counted from what was told last."""
    amount = _amount(m)
    if amount is None:
        return None
    past = scene.past
    first, last = (past.start, past.end) if past else (scene.published, scene.published)
    if first is None or last is None:
        return When(OPEN, anchored=True, relative=True)
    period = days.hull(_back(first, m, *amount), _back(last, m, *amount))
    return When(period, anchored=True, relative=True)


def _later(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    amount = _amount(m)
    if amount is None:
        return None
    past = scene.past
    if past is None or past.start is None or past.end is None:
        # Counted from something that the text leaves undated: "two days after the fall of X"
        # tells the news itself, "two days later" something up to then.
        first = scene.published if m["event"] else None
        return When(Period(first, scene.published), anchored=True, relative=True)
    unit, low, high = amount
    slack = 0 if _is_vague(m) else SLACK.get(unit, 0)
    first = max(days.shift(days.move(past.start, unit, low), -slack), past.start)
    last = days.shift(days.move(past.end, unit, high), slack)
    return When(Period(first, max(first, last)), anchored=True, relative=True)


def _of_fighting(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    """As in "three days of fighting", "a two-week siege", "for months"."""
    amount = _amount(m)
    if amount is None:
        return None
    unit, _, high = amount
    past = scene.past
    if past and past.start and past.end and m["more"] and lead.prep == "after":
        # The fighting told of went on: it ends so many days after it was told.
        return When(
            Period(past.start, days.move(past.end, unit, high)),
            anchored=True,
            relative=True,
            mode="duration",
        )
    # "days of fighting", "for weeks" reach as far back as a writer can mean; months are open
    exact = not _is_vague(m) or unit in time_words().raw["short_units"]
    after = lead.prep == "after" or lead.prep in time_words().raw["stretch_leads"]
    return _stretch(Stretch(unit, high if exact else None, whole_days=not after))


def _since(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    """As in "in the two weeks since the offensive began"."""
    amount = _amount(m)
    if amount is None or lead.det != "the":
        return None
    if scene.published is None:
        return When(OPEN, anchored=True)
    unit, _, high = amount
    return When(Period(days.move(scene.published, unit, -high), scene.published), anchored=True)


def _stretch(stretch: Stretch) -> When:
    return When(anchored=True, mode="duration", stretch=stretch)


def _alone(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    """As in "for three months", "within a week"."""
    amount = _amount(m)
    raw = time_words().raw
    prep = f"in {key(m['q'])}" if lead.prep == "in" and m["q"] else lead.prep
    if amount is None or lead.det:
        return None
    if prep in raw["within"]:
        unit, _, high = amount
        past = scene.past
        if scene.future and scene.published:
            last = days.move(scene.published, unit, high)
            return When(Period(scene.published, last), anchored=True, to_come=True)
        if past is None or past.end is None:
            return When(Period(None, scene.published), anchored=True, relative=True)
        return When(
            Period(past.start, days.move(past.end, unit, high)), anchored=True, relative=True
        )
    if prep not in raw["stretch_leads"] or scene.future:
        return None
    return _of_fighting(m, lead, scene)


def _past(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    """As in "the past week", "the last 24 hours", "recent days", "previous months"."""
    raw, which = time_words().raw, m["which"].lower()
    if which in {"past", "last", "previous"} and not (lead.det or lead.prep):
        return None
    if m["single"] and (which in {"previous", "preceding"} or (which == "last" and not lead.det)):
        return None
    counted = scene.past if which in {"previous", "preceding"} else None
    now = counted.start if counted else scene.published
    if now is None:
        return When(OPEN, anchored=True)
    mode = "duration" if lead.prep == "for" else "in"
    end = days.shift(now, -1) if which in {"previous", "preceding"} else now
    if m["single"]:
        return When(Period(days.move(now, m["single"].lower(), -1), end), anchored=True, mode=mode)
    amount = _amount(m)
    if amount is None:
        return None
    unit, _, high = amount
    if m["bare"]:
        reach = raw["recent"].get(unit)
        first = days.shift(now, -reach) if reach else None
    else:
        first = days.move(now, unit, -high)
    return When(Period(min(first, end) if first else None, end), anchored=True, mode=mode)


def _coming(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    """As in "the coming days", "the next 24 hours", "the following two weeks"."""
    amount = _amount(m)
    if amount is None or not lead.det:
        return None
    unit, _, high = amount
    past = scene.past
    if m["which"].lower() == "following" or (past and not scene.future):
        if past is None or past.start is None or past.end is None:
            return When(Period(None, scene.published), anchored=True, relative=True)
        last = days.move(past.end, unit, high)
        return When(Period(past.start, last), anchored=True, relative=True)
    if scene.published is None:
        return When(OPEN, anchored=True)
    last = days.move(scene.published, unit, high)
    return When(Period(scene.published, last), anchored=True, to_come=True)


def _nth_day(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    """As in "for a third day", "the second straight week": so many days up to the event's."""
    written = m["o"].lower()
    number = time_words().raw["ordinals"].get(written) or int(re.sub(r"\D", "", written))
    before = m.string[max(lead.start - ENTERING, 0) : m.start()]
    entering = lead.det in {"its", "their"} and _entering_pattern().search(before)
    fought = lead.det == "a" and m["of_fighting"]
    if not (m["row"] or lead.prep == "for" or entering or fought or m["in_a_row"]):
        return None
    return _stretch(Stretch(m["u"].lower(), number - 1, whole_days=False))


@cache
def _entering_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b{any_of(time_words().raw['entering'])}\s+(?:its|their)\s+$")


@cache
def amount_rules() -> tuple[Rule, ...]:
    w = time_words()
    raw = w.raw
    units = tuple(raw["units"])
    half = r"(?P<half>(?i:[\s-]and[\s-]a[\s-]half))?"
    number = rf"(?P<n>{w.amount})(?:(?:\s+(?:to|or)\s+|[-–])(?P<n2>{w.amount}))?{half}"
    more = r"(?:(?P<more>(?i:more|further|additional))\s+|(?i:long|full|whole|straight|consecutive|successive)\s+)?"
    amount = (
        rf"(?:(?:(?P<q>{w.qualifier})\s+)?(?:the\s+)?{number}(?:\s+|-){more}(?P<u>{w.unit})s?"
        rf"|(?P<bare>{w.unit})s)\b"
    )
    triggers = frozenset(
        {"0", *(u + "s" for u in units)}
        | {
            phrase.split()[0]
            for group in ("numbers", "vague", "at_most", "at_least", "about")
            for phrase in raw[group]
            if phrase
        }
    )
    adjectives = r"(?:[A-Za-z-]{1,20}\s+){0,2}?"
    of_fighting = rf"(?:['’]|\s+of)\s+(?!(?:the|its|this)\b){adjectives}{w.fighting}"
    hyphened = rf"(?P<n>{w.amount})(?P<n2>)(?P<q>)(?P<more>)(?P<bare>){half}[-\s](?P<u>{w.unit})(?:-?long)?"
    long = (
        rf"(?:(?P<u>{w.unit})|(?P<bare>{w.unit})s)-?long(?P<n>)(?P<n2>)(?P<q>)(?P<more>)(?P<half>)"
    )
    either = "past|last|previous|recent|preceding|latest"
    ahead = "coming|next|following"

    def rule(pattern: str, resolve: Resolve, starts: frozenset[str] = triggers) -> Rule:
        return Rule(starts, re.compile(pattern), resolve)

    return (
        rule(rf"{amount}\s+ago\b", _ago),
        rule(rf"{amount}\s+(?:earlier|before|prior|previously|beforehand)\b", _earlier),
        rule(rf"{amount}\s+(?:later|afterwards|after(?=(?P<event>\s+[A-Za-z])?))\b", _later),
        rule(rf"{amount}{of_fighting}", _of_fighting),
        rule(rf"{hyphened}\s+{adjectives}{w.fighting}", _of_fighting),
        rule(
            rf"{long}\s+{adjectives}{w.fighting}",
            _of_fighting,
            frozenset(u + s + e for u in units for s in ("", "s") for e in ("", "long")),
        ),
        rule(rf"{amount}\s+since\b", _since),
        rule(amount, _alone),
        rule(
            rf"(?P<which>(?i:{either}))\s+(?:(?P<single>{w.unit})\b(?!-)|{amount})",
            _past,
            frozenset(either.split("|")),
        ),
        rule(
            rf"(?P<which>(?i:{ahead}))\s+{amount}",
            _coming,
            frozenset(ahead.split("|")),
        ),
        rule(
            rf"(?P<o>{w.ordinal})\s+(?:(?P<row>(?i:straight|consecutive|successive|running))\s+)?(?P<u>{w.unit})\b(?P<in_a_row>\s+(?i:in\s+a\s+row|running))?(?P<of_fighting>\s+of\s+{adjectives}{w.fighting})?",
            _nth_day,
            frozenset({"0", *raw["ordinals"]}),
        ),
    )
