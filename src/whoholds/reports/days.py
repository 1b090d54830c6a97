"""The day of publication, as written by the publisher."""

import re
from datetime import date, datetime

from whoholds.model import BadInput

FIRST_YEAR = 1900
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?", re.ASCII)


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
    if day > today():
        raise BadInput(f"{day} is still to come, and a report cannot be: correct the date")
    if day.year < FIRST_YEAR:
        raise BadInput(f"{day} is before {FIRST_YEAR}, too early to be meant: correct the date")
    return day
