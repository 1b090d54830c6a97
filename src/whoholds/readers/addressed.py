"""Sentences of a report that speak to the model. It never sees them, and no claim rests on them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from whoholds.knowledge import words
from whoholds.reading.text import Span

_PARAGRAPH = re.compile(r"\n[ \t]*\n")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(words.load("addressed")[name]), re.IGNORECASE)


@cache
def _turns() -> re.Pattern[str]:
    turns = words.load("addressed")["turns"]
    return re.compile(f"(?P<opening>{turns['opening']})|{turns['closing']}", re.IGNORECASE)


def turns(text: str) -> Iterator[Span]:
    """Marks between turns of a conversation, and what is said in somebody's turn."""
    opened: int | None = None
    for match in _turns().finditer(text):
        if opened is not None:
            end = _PARAGRAPH.search(text, opened, match.start())
            yield Span(opened, end.start() if end else match.start())
        yield Span(*match.span())
        opened = match.end() if match["opening"] else None
    if opened is not None:
        end = _PARAGRAPH.search(text, opened)
        yield Span(opened, end.start() if end else len(text))


def addressed(text: str, sentences: Sequence[Span]) -> list[Span]:
    """Those of `sentences` that give a model orders, with what follows on from an order."""
    marks, follow = _pattern("marks"), _pattern("follow")
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
