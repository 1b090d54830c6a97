"""Whether days follow from the words of a text, by our own grammar of time expressions."""

from datetime import date

from whoholds.model import Period
from whoholds.readers.passage import Passage
from whoholds.reading.dates import Timex, find_timexes
from whoholds.reading.text import Span


def follows(period: Period, status: str, passage: Passage, span: tuple[int, int]) -> bool:
    """True where both ends of `period` can be had from the passage's words about `span`.

    They can from the expressions of the sentences that `span` touches. Where these name no day,
    they can from the passage's earlier expressions, and from the day of publication, on which
    news without a date happened. An open end claims nothing.
    """
    near = passage.around(*span)
    here = [timex for one in near for timex in _timexes(passage, one)]
    dated = [timex for timex in here if timex.mode != "duration" and _days_of(timex)]
    before = [one for one in passage.sentences if near and one.start < near[0].start]
    known = dated or [timex for one in before for timex in _timexes(passage, one)]
    days = {day for timex in known for day in _days_of(timex)}
    to_now = passage.published
    if to_now is not None and (not dated or status == "unrealised"):
        days.add(to_now)
    first_told = period.start is None or period.start in days
    # A state that has begun, and an event dated from a day on, run up to the day of publication.
    last_told = period.end is None or period.end in days or period.end == to_now
    return first_told and last_told


def _timexes(passage: Passage, sentence: Span) -> list[Timex]:
    return find_timexes(passage.text[sentence.start : sentence.end], passage.published)


def _days_of(timex: Timex) -> list[date]:
    return [day for day in (timex.period.start, timex.period.end) if day is not None]
