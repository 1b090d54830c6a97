"""Rules that take another expression in: parts of a period, weekdays with their date."""

import re
from functools import cache

from attrs import evolve

from whoholds.model import Period
from whoholds.reading.dates import days
from whoholds.reading.dates.deictic import deictic_rules
from whoholds.reading.dates.fixed import day_rules, long_rules
from whoholds.reading.dates.scene import OPEN, Lead, Rule, Scene, When
from whoholds.reading.dates.words import key, time_words

# Shorter periods have no early or late part that is worth telling apart.
SHORTEST_CUT = 7


def _part(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    """As in "mid-September", "late in 2016", "the end of last year"."""
    first, last = time_words().raw["parts"][key(m["part"])]
    for rule in (*long_rules(), *deictic_rules(), _current_rule()):
        inner = rule.pattern.match(m.string, m.end())
        when = inner and rule.resolve(inner, Lead("in", "", m.end()), scene)
        if inner and when:
            whole = when.period
            cut = whole if (whole.days or 0) < SHORTEST_CUT else days.share(whole, first, last)
            return evolve(when, period=cut, precision=None, end=inner.end())
    return None


def _told_part(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    """As in "earlier in the week", "later in 2014", "earlier on Friday": before or after what was told."""
    for rule in (*long_rules(), *deictic_rules(), _current_rule()):
        inner = rule.pattern.match(m.string, m.end())
        when = inner and rule.resolve(inner, Lead("in", "", m.end()), scene)
        if inner and when:
            past, whole = scene.past, when.period
            if past and past.start and past.start in whole:
                earlier = m[1].lower() == "earlier"
                ends = (whole.start, past.start) if earlier else (past.start, whole.end)
                whole = Period(*ends)
            return evolve(when, period=whole, end=inner.end())
    return None


def _current(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    """As in "(The end of) the week": the one told of, or this."""
    now = scene.now
    return When(days.around(now, m[1].lower()) if now else OPEN, anchored=True)


def _dated_weekday(m: re.Match[str], lead: Lead, scene: Scene) -> When | None:
    """As in "Friday, November 27": the date says which Friday."""
    for rule in day_rules():
        inner = rule.pattern.match(m.string, m.end())
        when = inner and rule.resolve(inner, lead, scene)
        if inner and when:
            return evolve(when, end=inner.end())
    return None


@cache
def _current_rule() -> Rule:
    return Rule(frozenset(), re.compile(r"(?i:(day|week|month|year))\b"), _current)


@cache
def compound_rules() -> tuple[Rule, ...]:
    w = time_words()
    return (
        Rule(
            frozenset(part.split()[0] for part in w.raw["parts"]),
            re.compile(rf"(?P<part>{w.part})(?:-|\s+(?:of|in|on)\s+(?:the\s+)?|\s+)"),
            _part,
        ),
        Rule(
            frozenset({"earlier", "later"}),
            re.compile(r"(?i:(earlier|later))\s+(?:in|on)\s+(?:the\s+)?"),
            _told_part,
        ),
        Rule(
            frozenset(w.weekdays),
            re.compile(rf"{w.weekday}(?:,?\s+(?:the\s+)?\(?)"),
            _dated_weekday,
        ),
    )
