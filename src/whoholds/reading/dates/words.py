"""The time words of `dates.yaml` as regular-expression fragments and look-up tables."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from attrs import frozen

from whoholds.knowledge import words


def any_of(phrases: Iterable[str]) -> str:
    """A group matching any of the phrases, longest first, with any white space between words."""
    ordered = sorted(phrases, key=lambda p: (-len(p), p))
    return "(?:" + "|".join(r"\s+".join(map(re.escape, p.split())) for p in ordered) + ")"


def key(text: str) -> str:
    """Written words as the tables have them: lower case, single blanks."""
    return " ".join(text.lower().split())


@frozen
class TimeWords:
    """`raw` is the parsed YAML; `months`, `weekdays` map every written form in lower case to a
    number (1 to 12; 0 is Monday); the strings are pattern fragments without named groups."""

    raw: dict[str, Any]
    months: dict[str, int]
    weekdays: dict[str, int]
    month: str
    weekday: str
    season: str
    amount: str
    unit: str
    ordinal: str
    qualifier: str
    part: str
    fighting: str

    def number(self, amount: str) -> tuple[int, int]:
        """Fewest and most that a written amount can mean."""
        amount = key(amount)
        if amount.isdigit():
            return int(amount), int(amount)
        if amount in self.raw["vague"]:
            low, high = self.raw["vague"][amount]
            return int(low), int(high)
        number = self.raw["numbers"][amount]
        return number, number

    def is_vague(self, amount: str) -> bool:
        return key(amount) in self.raw["vague"]


def _months(raw: dict[str, Any]) -> tuple[dict[str, int], str]:
    numbers: dict[str, int] = {}
    written: list[str] = list(raw["lowercase_months"])
    dotted: list[str] = []
    for number, (name, short) in enumerate(raw["months"].items(), start=1):
        written += [name, name.upper()]
        dotted += short
        numbers |= {form.lower(): number for form in (name, *short)}
    return numbers, f"(?:{any_of(written)}\\b|{any_of(dotted)}(?:\\.|\\b))"


def _weekdays(raw: dict[str, Any]) -> tuple[dict[str, int], str]:
    numbers: dict[str, int] = {}
    written: list[str] = []
    dotted: list[str] = []
    for number, (name, short) in enumerate(raw["weekdays"].items()):
        written += [name, name.upper(), name.lower()]
        dotted += short
        numbers |= {form.lower(): number for form in (name, *short)}
    return numbers, f"(?:{any_of(written)}\\b|{any_of(dotted)}(?:\\.|(?=\\s+\\d)))"


@cache
def time_words() -> TimeWords:
    raw = words.load("dates")
    months, month = _months(raw)
    weekdays, weekday = _weekdays(raw)
    unit = "(?:" + "|".join(raw["units"]) + ")"
    named = [a for a in (*raw["vague"], *raw["numbers"]) if a]
    ordinals = any_of(raw["ordinals"])
    return TimeWords(
        raw=raw,
        months=months,
        weekdays=weekdays,
        month=month,
        weekday=weekday,
        season="(?i:" + any_of(raw["seasons"]) + ")",
        amount=rf"(?:\d{{1,3}}(?!\d)|(?i:{any_of(named)}))",
        unit=f"(?i:{unit})",
        ordinal=rf"(?:(?i:{ordinals})|\d{{1,2}}(?:nd|rd|th))",
        qualifier="(?i:" + any_of((*raw["at_most"], *raw["at_least"], *raw["about"])) + ")",
        part="(?i:" + any_of(raw["parts"]) + ")",
        fighting="(?i:" + any_of(raw["fighting"]) + r")\b",
    )
