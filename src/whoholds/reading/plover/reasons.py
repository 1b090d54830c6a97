"""The reason that a report states for an event: "in response to months of attacks"."""

import re
from functools import cache

from whoholds.reading.plover.happening import Happening
from whoholds.reading.plover.lexicon import plover
from whoholds.reading.plover.scene import Scene
from whoholds.reading.tree import Node

_ENDS = re.compile(r"[.;]\s|[.;]$|, (?:and|but|while|which|who|the)\b|\s[–—]\s")
_UP = 4
_QUOTES = '"“”'


@cache
def _pattern() -> re.Pattern[str]:
    """Words before a reason; a quotation can open inside them (`in "response to`)."""
    phrases = sorted(
        {p.replace('"', "").replace("“", "") for p in plover().reasons if p != "over"},
        key=len,
        reverse=True,
    )
    joined = "|".join(r"[\s\"“]+".join(map(re.escape, p.split())) for p in phrases)
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE)


def find_reason(one: Happening, scene: Scene) -> tuple[int, int] | None:
    """[start, end) in the report of the words after "in response to" on the event's own clause."""
    sentence = scene.sentence
    begin = sentence.unit(one.trigger).start
    for match in _pattern().finditer(sentence.text, begin, sentence.span.end):
        first = next((t for t in sentence.doc if sentence.unit(t).start >= match.start()), None)
        if first is None or not _hangs(first, one):
            continue
        start = match.end()
        while start < sentence.span.end and sentence.text[start].isspace():
            start += 1
        end = _ENDS.search(sentence.text, start, sentence.span.end)
        last = end.start() if end else sentence.span.end
        last = len(sentence.text[:last].rstrip(" .\n"))
        return (start, last) if last > start else None
    return None


def quoted(text: str, reason: tuple[int, int]) -> bool:
    """True where a quotation holds the reason, or a part of it."""
    return any(mark in text[max(0, reason[0] - 20) : reason[1]] for mark in _QUOTES)


def _hangs(first: Node, one: Happening) -> bool:
    """Whether the phrase belongs to the event's verb or to its object."""
    own = {one.trigger.i, *one.tokens}
    node = first
    for _ in range(_UP):
        if node.i in own:
            return True
        node = node.head
    return node.i in own
