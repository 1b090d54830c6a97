"""Sentences of a report that speak to the model. It never sees them, and no claim rests on them."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from whoholds.knowledge import words
from whoholds.reading.text import Span


@cache
def _patterns(name: str) -> re.Pattern[str]:
    return re.compile("|".join(words.load("addressed")[name]), re.IGNORECASE)


def addressed(text: str, sentences: Sequence[Span]) -> list[Span]:
    """Those of `sentences` that give a model orders, with what follows on from an order."""
    marks, follow = _patterns("marks"), _patterns("follow")
    found: list[Span] = []
    running = False
    for span in sentences:
        said = text[span.start : span.end]
        running = bool(marks.search(said) or (running and follow.search(said)))
        if running:
            found.append(span)
    return found


def blanked(text: str, spans: Iterable[Span]) -> str:
    """`text` with `spans` as spaces, so that every other character keeps its place."""
    parts: list[str] = []
    at = 0
    for span in spans:
        parts += [text[at : span.start], " " * (span.end - span.start)]
        at = span.end
    return "".join([*parts, text[at:]])
