"""The time expressions of a sentence, as intervals of days: a small interval grammar."""

from whoholds.reading.dates.find import Timex, find_timexes

__all__ = ["Timex", "find_timexes"]
