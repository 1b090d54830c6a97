"""Events and changes of hands that a report tells together, and in its own words as cause.

Nothing is inferred: an order comes from the report's words (after, before, in response to) or
from days that lie apart, and "as cause" from its words alone.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from whoholds.knowledge.names import fold
from whoholds.model import Claim, Event, Link
from whoholds.reading.plover.lexicon import plover
from whoholds.reading.text import Span

_CHANGES = frozenset({"gain", "leave"})
_OPENING = 30
"""Characters at the head of a sentence in which a word can tie it to the sentence before."""


def links(
    events: Sequence[Event], claims: Sequence[Claim], text: str, spans: Sequence[Span]
) -> list[Link]:
    """A link for each event and change of hands in one sentence, or in two side by side that
    have a place or a party in common. `spans` are the report's sentences."""
    starts = [span.start for span in spans]
    found = []
    for i, event in enumerate(events):
        if event.is_relation:
            continue
        at = bisect_right(starts, event.span[0]) - 1
        for j, claim in enumerate(claims):
            if claim.family not in _CHANGES or _one_thing(event, claim):
                continue
            there = bisect_right(starts, claim.span[0]) - 1
            if at == there:
                found.append(_within(i, j, event, claim, text, spans[at]))
            elif _side_by_side(spans, at, there) and _shared(event, claim):
                found.append(_across(i, j, event, claim, text, spans[max(at, there)]))
    return found


def _side_by_side(spans: Sequence[Span], at: int, there: int) -> bool:
    return abs(at - there) == 1 and spans[at].paragraph == spans[there].paragraph


def _one_thing(event: Event, claim: Claim) -> bool:
    """A withdrawal told as claim and as event is one thing, and no link."""
    apart = event.span[1] <= claim.span[0] or claim.span[1] <= event.span[0]
    kinds = {"RETREAT": "leave", "ASSAULT": "gain"}
    one_actor = event.actor_name is not None and event.actor_name == claim.actor_name
    return not apart and one_actor and kinds.get(event.type) == claim.family


def _shared(event: Event, claim: Claim) -> bool:
    if event.place is not None and event.place_key == claim.place_key:
        return True
    mine = {fold(n) for n in (event.actor_name, event.target_name) if n}
    return bool(mine & {fold(n) for n in (claim.actor_name, claim.against_name) if n})


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        name: re.compile(
            r"\b(?:" + "|".join(sorted(map(re.escape, listed), key=len, reverse=True)) + r")\b",
            re.IGNORECASE,
        )
        for name, listed in plover().links.items()
    }


def _within(i: int, j: int, event: Event, claim: Claim, text: str, span: Span) -> Link:
    first, second = sorted((event.span, claim.span))
    event_first = event.span <= claim.span
    between = text[first[1] : second[0]]
    if second[0] < first[1]:
        # One quotation reaches into the other: what ends later is told later.
        low, high = sorted((event.span[1], claim.span[1]))
        event_first = event.span[1] <= claim.span[1]
        between = text[low:high] if low < high else text[first[0] : second[0]]
    opening = text[span.start : first[0]]
    if event.reason and claim.place in event.reason:
        return Link(i, j, "after", "as cause", _before_reason(event.reason, text, span))
    cause = _patterns()["cause"].search(between)
    if cause:
        # "E in response to C": C came first; "C prompted E" likewise: what is second acts
        backward = cause[0].lower().split()[0] in ("in", "because", "due", "as", "over")
        earlier_is_event = event_first != backward
        return Link(i, j, "before" if earlier_is_event else "after", "as cause", cause[0])
    for name, flips in (("after", False), ("before", True)):
        told = _patterns()[name].search(between)
        if told:
            # "E after C": the event came after
            order = "after" if event_first != flips else "before"
            return Link(i, j, order, words=told[0])
        told = _patterns()[name].search(opening)
        if told:
            order = "before" if event_first != flips else "after"
            return Link(i, j, order, words=told[0])
    told = _patterns()["with"].search(between) or _patterns()["with"].search(opening)
    return Link(i, j, "with" if told else _by_days(event, claim), words=told[0] if told else None)


def _before_reason(reason: str, text: str, span: Span) -> str | None:
    """The words that brought in the stated reason: "in response to"."""
    lead = text[span.start : text.find(reason, span.start)]
    told = list(_patterns()["cause"].finditer(lead))
    return told[-1][0] if told else None


def _across(i: int, j: int, event: Event, claim: Claim, text: str, later: Span) -> Link:
    head = text[later.start : later.start + _OPENING].lower().lstrip()
    event_later = event.span > claim.span
    for phrase in ("after that", "soon after", "afterwards", "later", "then", "following this"):
        if head.startswith(phrase):
            return Link(i, j, "after" if event_later else "before", words=phrase)
    for phrase in ("in response", "as a result", "because of this", "in retaliation"):
        if head.startswith(phrase):
            return Link(i, j, "after" if event_later else "before", "as cause", phrase)
    for phrase in plover().links["with"]:
        if head.startswith(phrase):
            return Link(i, j, "with", words=phrase)
    return Link(i, j, _by_days(event, claim))


def _by_days(event: Event, claim: Claim) -> str:
    if event.end and claim.start and event.end < claim.start:
        return "before"
    if claim.end and event.start and claim.end < event.start:
        return "after"
    return "with"
