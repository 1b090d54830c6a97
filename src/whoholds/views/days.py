"""Days in words for tables: as sharp as they are known and no sharper."""

from calendar import monthrange
from datetime import date

from whoholds.views.envelope import Days


def days_text(days: Days) -> str:
    """(earliest, latest) as "2014", "2014-03", one day, or "first … last"; "" where both are open.

    "by D" has no first day, "from D" no last one.
    """
    first, last = days
    if first is None:
        return f"by {last}" if last else ""
    if last is None:
        return f"from {first}"
    if first == last:
        return str(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first:%Y}" if first.year == last.year else f"{first:%Y} … {last:%Y}"
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        months = f"{first:%Y-%m}", f"{last:%Y-%m}"
        return months[0] if months[0] == months[1] else " … ".join(months)
    return f"{first} … {last}"


def from_text(start: Days) -> str:
    """When a holding began; "before any report" where nothing tells."""
    return days_text(start) or "before any report"


def to_text(end: Days | None) -> str:
    """When a holding ended; "still" where it has not."""
    return "still" if end is None else days_text(end) or "some time after"


def day_text(day: date | None) -> str:
    return str(day) if day else "undated"
