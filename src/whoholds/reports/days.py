"""The day of publication, as written by the publisher."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from whoholds.model import BadInput

FIRST_YEAR = 1900
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{6}Z?)?", re.ASCII)  # GDELT
_WORDS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%d-%B-%Y")  # ACLED: 06 December 2024


def today() -> date:
    """Today by this machine's clock and time zone."""
    return datetime.now().astimezone().date()


def publication_day(written: str) -> date:
    """The day that `written` names: YYYY-MM-DD, with or without a time, which is dropped.

    A time zone is not converted: the day stays the publisher's. Raises BadInput for any other
    form, a day that does not exist, one to come, or one before 1900.
    """
    match = _ISO.fullmatch(written.strip())
    if not match:
        raise BadInput(f"{written.strip()[:40]!r} is not a day: write it as YYYY-MM-DD")
    try:
        day = date.fromisoformat(match[1])
    except ValueError:
        raise BadInput(f"{match[1]} does not exist in the calendar: correct the date") from None
    return sensible(day)


def table_day(written: str) -> date:
    """The same, also for the days of GDELT (20241206, with or without a time), of ACLED
    (06 December 2024) and of mail and feeds (Fri, 06 Dec 2024 01:00:00 +0300)."""
    written = written.strip()
    if match := _COMPACT.fullmatch(written):
        return publication_day("-".join(match.groups()))
    for form in _WORDS:
        try:
            return sensible(datetime.strptime(written, form).date())  # noqa: DTZ007 - a day
        except ValueError:
            continue
    if "," in written:
        return mail_day(written)
    return publication_day(written)


def mail_day(written: str) -> date:
    """The sender's day of an RFC 5322 date: its zone is not converted."""
    try:
        return sensible(parsedate_to_datetime(written).date())
    except (ValueError, TypeError, IndexError, OverflowError):
        raise BadInput(f"{written.strip()[:40]!r} is not a day: write it as YYYY-MM-DD") from None


def sensible(day: date) -> date:
    """`day` itself; BadInput where no report can have been published on it."""
    if day > today():
        raise BadInput(f"{day} is still to come, and a report cannot be: correct the date")
    if day.year < FIRST_YEAR:
        raise BadInput(f"{day} is before {FIRST_YEAR}, too early to be meant: correct the date")
    return day
