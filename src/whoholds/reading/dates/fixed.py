"""Rules for calendar dates: days, months, years, seasons and parts of them."""

import re
from functools import cache

from whoholds.model import Period
from whoholds.reading.dates import days
from whoholds.reading.dates.scene import OPEN, InYear, Lead, Resolve, Rule, Scene, When, yearly
from whoholds.reading.dates.words import any_of, key, time_words

DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)(?:st|nd|rd|th)?\b"
YEAR = r"(?:19\d\d|20\d\d|2100)(?!\d|[,.]\d)"
DASH = r"\s{0,2}[-–—/]\s{0,2}"
TO = rf"(?:{DASH}|\s+(?:to|and|until|till|through|or|&)\s+(?:the\s+)?)"
NUMBER = frozenset({"0"})


def _digits(written: str) -> int:
    return int(re.sub(r"\D", "", written))


def _in_year(
    written: str | None, scene: Scene, in_year: InYear, last: InYear | None = None
) -> When | None:
    if written and written.isdigit():
        found = in_year(int(written))
        return When(found) if found else None
    if written and scene.published:  # "May last year"
        found = in_year(scene.published.year - written.lower().startswith("last"))
        return When(found, anchored=True) if found else None
    if written:
        return When(OPEN, anchored=True)
    found = yearly(scene, in_year, last)
    if found:
        return When(found, anchored=True)
    # A day that no year has is no date; one in an unknown year is an open one.
    return When(OPEN, anchored=True) if in_year(2000) else None


def _month_number(written: str) -> int:
    return time_words().months[written.lower().rstrip(".")]


def _day(month: str, day: str) -> InYear:
    def in_year(year: int) -> Period | None:
        found = days.safe_date(year, _month_number(month), _digits(day))
        return Period.day(found) if found else None

    return in_year


def _month(written: str) -> InYear:
    number = _month_number(written)
    return lambda year: days.month(year, number) if days.is_told_of(year) else None


def _span(first: InYear, last: InYear, written: str | None) -> InYear:
    """From one to the other, which lies in the year given; the first at most a year before."""

    first_year = written if written and written.isdigit() else None

    def in_year(year: int) -> Period | None:
        end = last(year)
        start = first(int(first_year) if first_year else year)
        if start and end and start.start and end.end and start.start > end.end and not first_year:
            start = first(year - 1)
        if not start or not end or not start.start or not end.end or start.start > end.end:
            return None
        return Period(start.start, end.end)

    return in_year


def _between(when: When | None) -> When | None:
    return when and When(when.period, when.anchored, mode="between", precision=when.precision)


def _iso(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    day = days.safe_date(int(m[1]), int(m[2]), int(m[3]))
    return When(Period.day(day)) if day else None


def _numeric(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    """Day or month first is the writer's custom, so both readings stand unless one cannot be."""
    a, b, year = int(m[1]), int(m[2]), int(m[3])
    read = sorted(d for d in {days.safe_date(year, b, a), days.safe_date(year, a, b)} if d)
    if scene.published and not scene.future:
        read = [d for d in read if d <= scene.published] or read
    return When(Period(read[0], read[-1])) if read else None


def _days_of_month(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    """As in "27–30 November 2016"."""
    first, last = _day(m["m"], m["d1"]), _day(m["m"], m["d2"])
    return _between(_in_year(m["y"], scene, _span(first, last, None), last))


def _day_month(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    """As in "27 November", "November 27, 2016" and either of them to another."""
    first = _day(m["m1"], m["d1"])
    if m["counted"] and lead.prep != "on":  # "in May 14 people"
        return None
    if m["m2"]:
        last = _day(m["m2"], m["d2"])
        return _between(_in_year(m["y2"] or m["y1"], scene, _span(first, last, m["y1"]), last))
    return _in_year(m["y1"], scene, first)


def _months(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    """As in "March 2016", "March to June 2016"; a bare month only where its lead says that it is one."""
    first = _month(m["m1"])
    if m["m2"]:
        last = _month(m["m2"])
        return _between(_in_year(m["y2"] or m["y1"], scene, _span(first, last, m["y1"]), last))
    if not m["y1"]:
        bare = lead.joined or lead.prep in time_words().raw["leads_bare"]
        if not (bare and not lead.det) and not (lead.det and m["dated"] is not None):
            return None
    return _in_year(m["y1"], scene, first)


def _years(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    """As in "2014-16"."""
    first, last = int(m[1]), int(m[2])
    if last < 100:
        last += first - first % 100
    if not first < last <= min(first + 60, days.LAST_YEAR):
        return None
    return When(days.hull(days.year(first), days.year(last)), mode="between")


def _decade(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    first = int(m[1])
    return When(days.hull(days.year(first), days.year(first + 9)))


def _year(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    bare = (lead.prep in time_words().raw["leads_bare"] or lead.joined) and not lead.det
    dated = lead.det and re.match(r"\s+[A-Za-z]", m.string[m.end() : m.end() + 4])
    bracketed = (
        m.string[m.start() - 1 : m.start()] == "(" and m.string[m.end() : m.end() + 1] == ")"
    )
    return When(days.year(int(m[1]))) if bare or dated or bracketed else None


def _season(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    first, last = time_words().raw["seasons"][m["s"].lower()]
    if not m["y"]:
        bare = lead.prep in time_words().raw["leads_bare"] and lead.det in {"", "the"}
        if not bare or (m["s"].lower() == "fall" and lead.prep not in {"in", "since"}):
            return None

    def in_year(year: int) -> Period | None:
        if not days.is_told_of(year):
            return None
        found = days.season(year, (first, last))
        if m["y"] and last < first:
            # "Winter 2015" is the one that ends or the one that begins in it.
            return Period(days.year(year).start, found.end)
        return found

    return _in_year(m["y"], scene, in_year)


def _holiday(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    month, day = time_words().raw["holidays"][key(m["h"]).replace("’", "'")]

    def in_year(year: int) -> Period | None:
        found = days.safe_date(year, month, day)
        return Period.day(found) if found else None

    return _in_year(m["y"], scene, in_year)


def _nth(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    """As in "on the 27th": the latest such day, in the story's month if there is a story."""
    if lead.det != "the" or lead.prep not in time_words().raw["nth_leads"]:
        return None
    past = scene.past
    day = past.start if past and past.start else scene.published
    if day is None:
        return When(OPEN, anchored=True, precision=1)
    step = 1 if scene.future or past else -1
    for months in range(0, 4 * step, step):
        month = days.add_months(day.replace(day=1), months)
        found = days.safe_date(month.year, month.month, _digits(m[0]))
        if found and (found >= day if step > 0 else found <= day):
            return When(Period.day(found), anchored=True)
    return None


@cache
def fixed_rules() -> tuple[Rule, ...]:
    w = time_words()
    month, raw = w.month, w.raw
    count = rf"\s+(?:{any_of(raw['counted'])})\b|\s?%|-(?:year|strong|man|member)\b"
    counted, counts = f"(?!{count})", f"(?=(?P<counted>{count})?)"
    months = frozenset(w.months)
    dated = "(?=(?P<dated>\\s+" + any_of((*raw["fighting"], *raw["dated"])) + "\\b)?)"
    of = r"(?:\s+(?:of\s+)?|-)"
    year = rf"(?:(?:,?\s+(?:of\s+)?|-)(?P<y{{}}>{YEAR}|(?i:last|this)\s+year\b))?"
    y, y1, y2 = (year.replace("{}", n) for n in ("", "1", "2"))
    day_first = rf"(?P<d1>{DAY}){of}(?P<m1>{month})(?P<counted>){y1}"
    month_first = rf"(?P<m1>{month})\s+(?:the\s+)?(?P<d1>{DAY})(?![.,:]\d){counts}{y1}"

    def rule(triggers: frozenset[str], pattern: str, resolve: Resolve) -> Rule:
        return Rule(triggers, re.compile(pattern), resolve)

    return (
        rule(NUMBER, r"(\d{4})-(\d\d)-(\d\d)(?!\d)", _iso),
        rule(NUMBER, r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)", _numeric),
        rule(
            NUMBER,
            rf"(?P<d1>{DAY})(?:,\s{{0,2}}\d{{1,2}}){{0,5}}{TO}(?P<d2>{DAY}){of}(?P<m>{month}){y}",
            _days_of_month,
        ),
        rule(NUMBER, rf"{day_first}{TO}(?P<d2>{DAY}){of}(?P<m2>{month}){y2}", _day_month),
        rule(NUMBER, rf"{day_first}(?P<m2>)(?P<d2>)(?P<y2>)", _day_month),
        rule(months, rf"{month_first}{TO}(?P<m2>{month})\s+(?P<d2>{DAY}){y2}", _day_month),
        rule(
            months,
            rf"(?P<m>{month})\s+(?P<d1>{DAY}){TO}(?P<d2>{DAY})(?!\s+{month}){y}",
            _days_of_month,
        ),
        rule(months, rf"{month_first}(?P<m2>)(?P<d2>)(?P<y2>)", _day_month),
        rule(
            months, rf"(?P<m1>{month}){y1}{TO}(?P<m2>{month})(?!\s+{DAY}){y2}(?P<dated>)", _months
        ),
        rule(months, rf"(?P<m1>{month}){y1}(?P<m2>)(?P<y2>)(?!-[a-z]){dated}", _months),
        rule(NUMBER, rf"({YEAR})\s?[-–—/]\s?((?:19|20)?\d\d)(?![\d-]|,\d){counted}", _years),
        rule(NUMBER, r"((?:19|20)\d0)s\b", _decade),
        rule(NUMBER, rf"({YEAR})(?![\w%/-]){counted}", _year),
        rule(
            NUMBER,
            r"(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)(?=\s*(?:$|[.,;:)\n]|(?:and|when|as|at|by)\b))",
            _nth,
        ),
        rule(
            frozenset(raw["seasons"]),
            rf"(?P<s>{w.season})\b(?!\s+of\b(?!\s+\d))(?:(?:\s+of)?\s+(?P<y>{YEAR}))?",
            _season,
        ),
        rule(
            frozenset(holiday.split()[0].split("'")[0] for holiday in raw["holidays"]),
            rf"(?P<h>(?i:{any_of(raw['holidays']).replace(chr(39), '[' + chr(39) + '’]')}))\b{y}",
            _holiday,
        ),
    )


@cache
def day_rules() -> tuple[Rule, ...]:
    """Those that name one day or two by their month."""
    return tuple(
        r for r in fixed_rules() if r.resolve in {_iso, _numeric, _days_of_month, _day_month}
    )


@cache
def long_rules() -> tuple[Rule, ...]:
    """Those of periods that are cut into parts ("late 2016")."""
    return tuple(r for r in fixed_rules() if r.resolve in {_months, _decade, _year, _season})
