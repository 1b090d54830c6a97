"""Amounts of people as intervals: "at least six" is (6, None), "hundreds" (200, 999)."""

import re
from functools import cache
from typing import Any

from whoholds.knowledge import words

Interval = tuple[int | None, int | None]
_MOST = 10_000_000_000
"""More than there are people: a number above it is no count of them."""


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = words.load("counts")
    return data


def _any(phrases: Any) -> str:
    ordered = sorted(phrases, key=lambda p: (-len(p), p))
    return "(?:" + "|".join(r"\s+".join(map(re.escape, p.split())) for p in ordered) + ")"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A qualified amount, two amounts with "to" between them, no amount at all."""
    data = _data()
    small = _any(data["numbers"])
    scale = _any(data["scales"])
    figure = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
    spelled = rf"{small}(?:[-\s]{small})?"
    amount = rf"(?:(?:{figure}|{spelled}|an?)(?:\s+{scale})+|{figure}|{spelled})"
    vague = _any(data["vague"])
    qualifiers = "|".join(
        f"(?P<{name}>{_any(data[name])})"
        for name in ("at_least", "more_than", "at_most", "less_than", "about", "nearly")
    )
    one = rf"\b(?:(?:{qualifiers})\s+)?(?:a\s+)?(?P<amount>{vague}|{amount})\b"
    two = rf"\b(?:between\s+)?(?P<low>{amount})\s*(?:to|and|or|-|–)\s*(?P<high>{amount})\b"
    none = rf"\b{_any(data['none'])}\b"
    return tuple(re.compile(p, re.IGNORECASE) for p in (one, two, none))  # type: ignore[return-value]


def counted(text: str, last: bool = True) -> Interval | None:
    """The last (or first) amount that the text names; None where it names none.

    (0, 0) for "no". A year is no amount: hand in the noun phrase alone.
    """
    one, two, none = _patterns()
    pairs = list(two.finditer(text))
    for match in pairs[-1:]:
        low, high = _value(match["low"]), _value(match["high"])
        between = text[: match.end()].lower().lstrip().startswith("between")
        if low and high and low < high and (between or " and " not in match[0].lower()):
            return low, high
    found = [m for m in one.finditer(text) if _interval(m) is not None]
    if found:
        return _interval(found[-1] if last else found[0])
    return (0, 0) if none.search(text) else None


def _interval(match: re.Match[str]) -> Interval | None:
    written = " ".join(match["amount"].lower().split())
    vague = _data()["vague"].get(written)
    low: int | None
    high: int | None
    if vague is not None:
        low, high = vague
    else:
        value = _value(written)
        if value is None:
            return None
        low = high = value
    if match["at_least"]:
        return low, None
    if match["more_than"]:
        return (low if low != high else low + 1), None
    if match["at_most"]:
        return None, high
    if match["less_than"]:
        return None, high - 1
    if match["about"] and low == high:
        return round(low * 0.9), round(high * 1.1)
    if match["nearly"] and low == high:
        return round(low * 0.9), high
    return low, high


def _value(written: str) -> int | None:
    """ "4.8 million", "twenty-one", "a thousand", "1,200"."""
    data = _data()
    total = 0.0
    for word in re.split(r"[-\s]+", written.lower().strip()):
        bare = word.replace(",", "")
        if re.fullmatch(r"\d+(?:\.\d+)?", bare):
            total += float(bare)
        elif word in ("a", "an"):
            total += 1
        elif word in data["numbers"]:
            total += data["numbers"][word]
        elif word in data["scales"]:
            total = (total or 1) * data["scales"][word]
        else:
            return None
    whole = round(total)
    return whole if 0 < whole < _MOST and abs(whole - total) < 1e-6 else None
