"""The time expressions of a sentence, as intervals of days.

A small interval grammar: each word that can begin an expression triggers the few patterns that
begin so, the first that fits is resolved against the day of publication or the story told, and
the preposition before it says what the days mean. Time is linear in the length of the text.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, partial

from attrs import evolve, frozen

from whoholds.model import Period
from whoholds.reading.dates import days
from whoholds.reading.dates.amounts import amount_rules
from whoholds.reading.dates.compounds import compound_rules
from whoholds.reading.dates.deictic import deictic_rules
from whoholds.reading.dates.fixed import fixed_rules
from whoholds.reading.dates.scene import OPEN, Lead, Rule, Scene, When
from whoholds.reading.dates.words import any_of, key, time_words

TOKEN = re.compile(r"[A-Za-z]+|\d+")
# What stands between "March" and "April" in "March and April", and between the ends of a range.
JOINED = re.compile(r"\s*(?:,|,?\s+(?:and|or|to|until|till|through)\s+|[-–—])\s*")
RANGE = re.compile(
    r"\s*(?:,?\s*\b(?:and|to|until|till|through|up to)\b|[-–—])\s*(?:(?:the|late|early)\s+)?"
)
TIED = frozenset("-'’.,:$€£#_")
# No trigger is longer, and a number with more digits is no date.
LONGEST_TOKEN = 12
# How far before an expression its preposition, and before and after it the tense, is looked for.
LEAD_REACH = 36
TENSE_REACH = 80
# An event dated within so many days anchors "later" and "the following March" in the same text,
# and within so many days of a year that is named, months and days without a year as well.
TELLING, TELLING_YEAR = 366, 31


@frozen
class Timex:
    """`text[start:end]` with the preposition, and the days it stands for (open ends: None).

    `mode` is "in" (within these days), "since" (from then to publication), "until", "before",
    "after", "between" (from one to the other), "duration" (a stretch of days that ends at the
    event's own), or "by" (`period` is the day or days named; the event may lie before).
    `precision` is ACLED's: 1 a day, 2 a week, 3 a month or more. `anchored`: resolved against
    publication or a story; `relative`: counted from an event told before.
    """

    start: int
    end: int
    period: Period
    mode: str
    precision: int
    anchored: bool
    relative: bool


@frozen
class _Found:
    lead: Lead
    start: int
    end: int
    when: When


def find_timexes(text: str, published: date | None, story: Period | None = None) -> list[Timex]:
    """All of them in order, without overlap.

    `story` is the period of the event told before, in passages that tell of the past: it says
    what "two days later" and "in July" mean there. Without a day of publication (or with one
    that no year from 1900 to 2100 holds) what depends on it has open ends.
    """
    if published and not days.is_told_of(published.year):
        published = None
    found = list(_joined(text, _found(text, published, story)))
    own_days = _own_days(found)
    return [_timex(item, own, published, story) for item, own in zip(found, own_days, strict=True)]


@cache
def _rules() -> dict[str, tuple[Rule, ...]]:
    """The rules that can match at each word, in the order in which they are tried."""
    table: dict[str, list[Rule]] = {}
    for rule in (*compound_rules(), *amount_rules(), *fixed_rules(), *deictic_rules()):
        for trigger in rule.triggers:
            table.setdefault(trigger, []).append(rule)
    return {trigger: tuple(rules) for trigger, rules in table.items()}


@cache
def _lead_pattern() -> re.Pattern[str]:
    raw = time_words().raw
    preps = any_of({p for group in raw["modes"].values() for p in group} | set(raw["within"]))
    return re.compile(
        rf"(?i:(?<![\w-])(?P<prep>{preps})\s+)?(?i:(?:late|early|about|around|roughly|only|just|back)\s+)?"
        r"(?i:(?<![\w-])(?P<det>the|a|an|its|his|her|their|this|that)\s+)?$"
    )


@cache
def _modes() -> dict[str, str]:
    return {prep: mode for mode, preps in time_words().raw["modes"].items() for prep in preps}


@cache
def _tense_pattern() -> re.Pattern[str]:
    raw = time_words().raw
    return re.compile(
        rf"(?i)(?:\b|(?=['’]))(?:(?P<future>{any_of(raw['future'])})|{any_of(raw['past_verbs'])}|[a-z]+ed)\b"
    )


def _is_future(text: str, start: int, end: int) -> bool:
    """Does the last verb before the expression, or the first after it, point to the future?"""
    last = None
    for match in _tense_pattern().finditer(text, max(start - TENSE_REACH, 0), start):
        last = match
    if last is None or re.search(r"[.;!?]\s", text[last.end() : start]):
        last = _tense_pattern().search(text, end, end + TENSE_REACH)
        if last and re.search(r"[.;!?]\s", text[end : last.start()]):
            return False
    return bool(last and last["future"])


def _lead(text: str, start: int, joins: bool, end_of_last: int) -> Lead:
    # What the expression before has taken ("a year before") leads nothing here.
    before = text[max(start - LEAD_REACH, end_of_last) : start]
    match = _lead_pattern().search(before)
    if match is None:
        return Lead(start=start)
    return Lead(
        key(match["prep"] or ""),
        (match["det"] or "").lower(),
        start - (len(before) - match.start()),
        joins,
    )


def _triggered(text: str) -> Iterator[tuple[int, tuple[Rule, ...]]]:
    """Where an expression can begin, and by which rules."""
    rules = _rules()
    for token in TOKEN.finditer(text):
        word, start = token[0], token.start()
        if len(word) > LONGEST_TOKEN:
            continue
        tried = rules.get("0" if word[0] <= "9" else word.lower())
        # Not the tail of "al-May", "10,000" or "$2016".
        tail = start > 1 and text[start - 1] in TIED and not text[start - 2].isspace()
        if tried and not tail and not (start == 1 and text[0] in TIED):
            yield start, tried


def _found(text: str, published: date | None, story: Period | None) -> Iterator[_Found]:
    end = 0
    told: Period | None = None
    exact: Period | None = None
    for start, rules in _triggered(text):
        if start < end:
            continue
        found = _match(text, start, rules, end, Scene(published, story or exact, told))
        if found is None:
            continue
        yield found
        end = found.end
        if _tells(found, published):
            told = found.when.period
            if not found.when.anchored and (told.days or 0) <= TELLING_YEAR:
                exact = told


def _match(
    text: str, start: int, rules: tuple[Rule, ...], end_of_last: int, scene: Scene
) -> _Found | None:
    for rule in rules:
        match = rule.pattern.match(text, start)
        if match is None:
            continue
        joined = end_of_last > 0 and JOINED.fullmatch(text, end_of_last, start) is not None
        lead = _lead(text, start, joined, end_of_last)
        here = evolve(scene, tense=partial(_is_future, text, start, match.end()))
        when = rule.resolve(match, lead, here)
        if when:
            return _Found(lead, start, when.end or match.end(), _clipped(when, here))
    return None


def _tells(found: _Found, published: date | None) -> bool:
    """Can what follows be told from it? "Now" and "today" say no more than publication does."""
    when = found.when
    if when.mode is not None or _mode(found) != "in" or not when.period.days:
        return False
    return when.period.days <= TELLING and when.period != Period(published, published)


def _clipped(when: When, scene: Scene) -> When:
    """What is past ends with the day of publication at the latest.

    Days that the text names in full stand, even where they lie ahead.
    """
    start, published = when.period.start, scene.published
    named = not when.anchored and start and published and start > published
    if when.to_come or scene.future or when.stretch or named or published is None:
        return when
    return evolve(when, period=days.until(when.period, scene.published))


def _mode(found: _Found) -> str:
    return found.when.mode or _modes().get(found.lead.prep, "in")


def _joined(text: str, items: Iterator[_Found]) -> Iterator[_Found]:
    """One expression of each "from Friday to Sunday"."""
    last: _Found | None = None
    for item in items:
        if (
            last
            and last.lead.prep in {"from", "between"}
            and not last.when.stretch
            and not item.when.stretch
            and item.start - last.end <= LEAD_REACH
            and RANGE.fullmatch(text, last.end, item.start)
        ):
            a, b = last.when, item.when
            when = When(
                days.hull(a.period, b.period),
                a.anchored or b.anchored,
                a.relative or b.relative,
                mode="between",
                to_come=a.to_come or b.to_come,
            )
            last = _Found(last.lead, last.start, item.end, when)
            continue
        if last:
            yield last
        last = item
    if last:
        yield last


def _own_days(found: list[_Found]) -> list[date | None]:
    """For each expression the day of the nearest event dated before it, else the next after."""
    dated = [
        f.when.period.end
        if _mode(f) == "in" and f.when.period.days and f.when.period.days <= 7
        else None
        for f in found
    ]
    first = next((day for day in dated if day), None)
    own: list[date | None] = []
    last = None
    for day in dated:
        last = day or last
        own.append(last or first)
    return own


def _timex(found: _Found, own: date | None, published: date | None, story: Period | None) -> Timex:
    when, mode = found.when, _mode(found)
    period = when.period
    if when.stretch:
        day = own or (story and (story.end or story.start)) or published
        period = when.stretch.before(day) if day else OPEN
    precision = when.precision or _precision(period)
    return Timex(
        found.lead.start,
        found.end,
        _meant(period, mode, published),
        mode,
        precision,
        when.anchored,
        when.relative,
    )


def _precision(period: Period) -> int:
    # "The past week" counts both its ends.
    return 2 if period.days == 8 else period.time_precision


def _meant(period: Period, mode: str, published: date | None) -> Period:
    """The days meant by the preposition and the days named."""
    begun = published is not None and (period.start is None or period.start <= published)
    match mode:
        case "since" | "after":
            return Period(period.start, published if begun else None)
        case "until":
            return Period(None, period.end)
        case "before":
            return Period(None, days.shift(period.start, -1) if period.start else period.end)
        case _:
            return period
