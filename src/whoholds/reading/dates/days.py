"""Calendar arithmetic on days and periods, kept within the calendar's own range."""

import calendar
from datetime import date

from whoholds.model import Period

FIRST_YEAR, LAST_YEAR = 1900, 2100


def safe_date(year: int, month: int, day: int) -> date | None:
    """The day, or None where there is no such day or its year is not one news tells of."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_told_of(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR


def shift(day: date, days: float) -> date:
    """The day so many days on, at most the calendar's first or last."""
    number = day.toordinal() + round(days)
    return date.fromordinal(min(max(number, date.min.toordinal()), date.max.toordinal()))


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months on, or that month's last day."""
    count = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def move(day: date, unit: str, number: int) -> date:
    """The day `number` units on (negative: back), months and years by the calendar."""
    match unit:
        case "hour":
            return shift(day, int(number / 24))
        case "week":
            return shift(day, 7 * number)
        case "fortnight":
            return shift(day, 14 * number)
        case "month":
            return add_months(day, number)
        case "year":
            return add_months(day, 12 * number)
        case "decade":
            return add_months(day, 120 * number)
        case _:
            return shift(day, number)


def month(year: int, number: int) -> Period:
    return Period(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]))


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31))


def week(day: date) -> Period:
    """Monday to Sunday around the day."""
    monday = shift(day, -day.weekday())
    return Period(monday, shift(monday, 6))


def season(number: int, months: tuple[int, int]) -> Period:
    """The season that begins in the year."""
    first, last = months
    end = month(number + (last < first), last).end
    return Period(date(number, first, 1), end)


def around(day: date, unit: str) -> Period:
    """The calendar unit that the day lies in."""
    match unit:
        case "week":
            return week(day)
        case "month":
            return month(day.year, day.month)
        case "year":
            return year(day.year)
        case "decade":
            first = day.year - day.year % 10
            return Period(date(max(first, 1), 1, 1), date(first + 9, 12, 31))
        case _:
            return Period.day(day)


def share(period: Period, first: float, last: float) -> Period:
    """The part of a closed period between two shares of its length."""
    if period.start is None or period.end is None:
        return period
    days = (period.end - period.start).days + 1
    end = shift(period.start, max(round(days * last) - 1, 0))
    return Period(min(shift(period.start, int(days * first)), end), end)


def until(period: Period, day: date | None) -> Period:
    """The period without what lies after the day; the day itself if it only begins later."""
    if day is None:
        return period
    start = min(period.start, day) if period.start else None
    return Period(start, min(period.end, day) if period.end else day)


def hull(first: Period, last: Period) -> Period:
    """From the start of one to the end of the other, whichever way round they come."""
    if first.start and last.end and first.start > last.end:
        first, last = last, first
    return Period(first.start, last.end)


def last_on_or_before(day: date, weekday: int) -> date:
    return shift(day, -((day.weekday() - weekday) % 7))


def first_on_or_after(day: date, weekday: int) -> date:
    return shift(day, (weekday - day.weekday()) % 7)
