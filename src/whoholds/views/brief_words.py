"""The sentences of a brief: short, made from the data, as sure as the data and no surer."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Any

from whoholds.knowledge.words import load
from whoholds.model import Change, Holding, Period
from whoholds.views.envelope import Days
from whoholds.views.plain import plain


def day(when: date) -> str:
    """5 December 2024."""
    return f"{when.day} {when:%B %Y}"


def span(first: date, last: date) -> str:
    """3 to 5 December 2024; 29 November to 1 December 2024; one day where both are the same."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def when(days: Days) -> str:
    """When a change happened, as the adverbial of a sentence; "" where nothing tells."""
    first, last = days
    if first is None or last is None:
        return f"by {day(last)}" if last else f"on {day(first)} or later" if first else ""
    if first == last:
        return f"on {day(first)}"
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        if (first.year, first.month) == (last.year, last.month):
            return f"in {first:%B %Y}"
        if (first.year, first.month, last.month) == (last.year, 1, 12):
            return f"in {first:%Y}"
    return f"between {span(first, last).replace(' to ', ' and ')}"


def during(period: Period) -> str:
    if period.start is None or period.end is None:
        return when((period.start, period.end))
    if period.start == period.end:
        return f"on {day(period.start)}"
    return f"from {span(period.start, period.end)}"


def change(one: Change) -> str:
    """Hama passed from the one to the other between 4 and 5 December 2024 (reports, origins)."""
    form = next(row for row in load("brief")["change"] if one.probability >= row["from"])
    winner, loser = name(one.to_actor), name(one.from_actor)
    if one.to_actor is None:
        told = form["lost"].format(loser=loser)
        verb, _, rest = told.partition(";")
        return _sentence(f"{place(one.place)} {verb} {when(one.between)};{rest}{support(one)}")
    template = form["to_from"] if one.from_actor else form["to"]
    told = template.format(winner=winner, loser=loser)
    return _sentence(f"{place(one.place)} {told} {when(one.between)}{support(one)}")


def support(one: Change | Holding) -> str:
    """How many reports and origins, in brackets; nothing for one report, which the note shows."""
    if one.reports <= 1:
        return ""
    if one.origins >= one.reports:
        return f" ({number(one.reports)} independent reports)"
    return f" ({number(one.reports)} reports, {counted(one.origins, 'origin')})"


def place(one: Any) -> str:
    """A place by its name, with its kind where that is no town of any size."""
    given = plain(one.name)
    if one.kind in {"region", "district"} and one.kind not in given.casefold():
        return f"{given} ({one.kind})"
    return given


def name(actor: str | None) -> str:
    """An actor within a sentence: "the Syrian government", "Islamic State"."""
    if actor is None:
        return "somebody not named"
    words = plain(actor)
    last = words.split()[-1].casefold()
    return f"the {words}" if last in _TAKE_ARTICLE and not words.startswith("the ") else words


_TAKE_ARTICLE = frozenset(
    "government army forces opposition coalition council front rebels brigades movement junta "
    "authorities administration militia militias party army".split()
)


def number(count: int) -> str:
    """A number as it is written in a text: words up to twelve."""
    words: Sequence[str] = load("brief")["numbers"]
    return words[count] if count < len(words) else f"{count:,}"


def counted(count: int, noun: str) -> str:
    return f"{number(count)} {noun}{'' if count == 1 else 's'}"


def listed(names: Sequence[str]) -> str:
    """a, b and c."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _sentence(words: str) -> str:
    words = " ".join(words.split()).replace(" ;", ";")
    return f"{words[0].upper()}{words[1:]}."
