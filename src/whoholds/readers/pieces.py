"""A long report cut into pieces that a model can take, at the ends of sentences."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from whoholds.reading.text import Span

MOST = 12_000
"""Characters of a piece: some 3,000 tokens, which a small local model can take with the prompt."""
LEAST = 400
"""Characters under which nothing is cut further."""


def pieces(text: str, sentences: Sequence[Span], most: int = MOST) -> Iterator[Span]:
    """All of `text` in stretches of whole sentences, of at most `most` characters where no single
    sentence and nothing between two is longer."""
    start = 0
    for before, span in pairwise(sentences):
        if span.end - start > most:
            yield Span(start, before.end)
            start = span.start
    if sentences:
        yield Span(start, len(text))


def halves(piece: Span, sentences: Sequence[Span]) -> tuple[Span, Span] | None:
    """The piece in two; None where it is one sentence, or short already."""
    inside = [span for span in sentences if piece.start <= span.start and span.end <= piece.end]
    if len(inside) < 2 or piece.end - piece.start < LEAST:
        return None
    middle = (piece.start + piece.end) // 2
    cut = min(inside[1:], key=lambda span: abs(span.start - middle))
    before = max(span.end for span in inside if span.end <= cut.start)
    return Span(piece.start, before), Span(cut.start, piece.end)
