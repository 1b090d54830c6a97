"""A long report cut into pieces that a model can take, at the ends of sentences."""

from collections.abc import Iterator, Sequence

from whoholds.reading.text import Span

MOST = 12_000
"""Characters of a piece: some 3,000 tokens, which a small local model can take with the prompt."""
LEAST = 400
"""Characters under which nothing is cut further."""


def pieces(sentences: Sequence[Span], most: int = MOST) -> Iterator[Span]:
    """Stretches of the text that hold whole sentences and at most `most` characters, if no single
    sentence is longer."""
    start = end = None
    for span in sentences:
        if start is not None and end is not None and span.end - start > most:
            yield Span(start, end)
            start = None
        start = span.start if start is None else start
        end = span.end
    if start is not None and end is not None:
        yield Span(start, end)


def halves(piece: Span, sentences: Sequence[Span]) -> tuple[Span, Span] | None:
    """The piece in two; None where it is one sentence, or short already."""
    inside = [span for span in sentences if piece.start <= span.start and span.end <= piece.end]
    if len(inside) < 2 or piece.end - piece.start < LEAST:
        return None
    middle = (piece.start + piece.end) // 2
    cut = min(inside[1:], key=lambda span: abs(span.start - middle))
    before = max(span.end for span in inside if span.end <= cut.start)
    return Span(piece.start, before), Span(cut.start, piece.end)
