"""A report's text as a model is shown it, and where a name or a quotation stands in it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from functools import cache, cached_property
from itertools import accumulate

from attrs import frozen
from rapidfuzz import fuzz

from whoholds.knowledge import words
from whoholds.knowledge.names import fold
from whoholds.model import Report
from whoholds.readers.addressed import addressed, blanked, turns
from whoholds.reading.dates import find_timexes
from whoholds.reading.text import Span, blank_markup, sentences

NEAR_ENOUGH = 90.0
"""Likeness (rapidfuzz's partial ratio, 0 to 100) from which the nearest span is the quotation: a
slip of a letter or another comma in ten words, not another word."""
LONGEST_QUOTE = 1_000
"""Characters. No statement about one place needs more, and nearness costs time by the length."""
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’ʼ‘`´][^\W_]+)*")
_ARTICLE = re.compile(r"\b([^\W\d_]{2,4})[-‐‑ ]$")
_POSSESSIVE = re.compile(r"['’ʼ‘`´]s\Z")
_WEIGHTY = re.compile(r"\d|[^\W\d_a-z]")  # a digit, or a letter that is not a small one of a–z


@frozen(eq=False)
class Passage:
    """`text` is as long as `written`, the report's own: markup and what speaks to the model are
    blanks in it."""

    written: str
    text: str
    published: date | None
    sentences: tuple[Span, ...]

    @classmethod
    def of(cls, report: Report) -> "Passage":
        text = blank_markup(blanked(report.text, turns(report.text)))
        spans = list(sentences(text))
        orders = addressed(text, spans)
        kept = tuple(span for span in spans if span not in orders)
        return cls(report.text, blanked(text, orders), report.published, kept)

    @cached_property
    def days(self) -> list[tuple[date, ...]]:
        """Of each sentence, the days on which its expressions of time begin and end. Those that
        name a length alone have none."""
        return [tuple(self._days_in(span)) for span in self.sentences]

    def _days_in(self, span: Span) -> Iterator[date]:
        for timex in find_timexes(self.text[span.start : span.end], self.published):
            if timex.mode != "duration":
                yield from filter(None, (timex.period.start, timex.period.end))

    def quoted(self, quote: str) -> tuple[int, int] | None:
        """Where `quote` stands: to the letter, else with other blanks, else the nearest span in
        which the same names, numbers and denials stand. None where nothing is near enough."""
        quote = quote.strip().strip("»«“”\"'").strip()
        if not quote or len(quote) > LONGEST_QUOTE:
            return None
        at = self.text.find(quote)
        if at >= 0:
            return at, at + len(quote)
        loose = r"\s+".join(re.escape(word) for word in quote.split())
        found = re.search(loose, self.text)
        return found.span() if found else self._nearest(quote)

    def _nearest(self, quote: str) -> tuple[int, int] | None:
        best = fuzz.partial_ratio_alignment(quote, self.text, score_cutoff=NEAR_ENOUGH)
        if best is None or len(quote) > len(self.text):
            return None
        start, end = self._whole_words(best.dest_start, best.dest_end)
        near = self.text[start:end]
        return (start, end) if _ends(near) == _ends(quote) and _alike(near, quote) else None

    def _whole_words(self, start: int, end: int) -> tuple[int, int]:
        """The words that [start, end) touches by more than half."""
        touched = [
            match.span()
            for match in _WORD.finditer(
                self.text, max(0, start - 60), min(len(self.text), end + 60)
            )
            if min(end, match.end()) - max(start, match.start()) > len(match.group()) / 2
        ]
        return (touched[0][0], touched[-1][1]) if touched else (start, start)

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The sentences that [start, end) touches: from the first to before the last."""
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end)
        return first, max(first, last)

    def text_around(self, start: int, end: int) -> Span | None:
        """The text of the same; None where [start, end) touches no sentence."""
        first, last = self.around(start, end)
        if first == last:
            return None
        return Span(self.sentences[first].start, self.sentences[last - 1].end)

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self.sentences]

    @cached_property
    def _ends(self) -> list[int]:
        return [span.end for span in self.sentences]

    def named(self, name: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
        """Where `name` first stands in text[start:end], in whatever spelling folds alike."""
        wanted = _key(name)
        if not wanted:
            return None
        joined, offsets, spans = self._index
        first = bisect_right(spans, (start,))
        at = offsets[first] if first < len(offsets) else len(joined)
        found = joined.find(f" {wanted} ", at)
        if found < 0:
            return None
        head = bisect_right(offsets, found) - 1
        tail = bisect_right(offsets, found + len(wanted)) - 1
        begin = spans[head][0]
        if name.strip().lower().startswith(tuple(f"{word}-" for word in _articles())):
            article = _ARTICLE.search(self.text, max(0, begin - 6), begin)
            begin = article.start() if article and article[1].lower() in _articles() else begin
        own = _POSSESSIVE.search(self.text, begin, spans[tail][1])
        where = begin, own.start() if own else spans[tail][1]
        return where if end is None or where[1] <= end else None

    @cached_property
    def _index(self) -> tuple[str, list[int], list[tuple[int, int]]]:
        """The folded words between blanks; where each begins there, and its span in the text."""
        pairs = [(_key(m.group()), m.span()) for m in _WORD.finditer(self.text)]
        kept = [(word, span) for word, span in pairs if word and word not in _articles()]
        offsets = [0, *accumulate(len(word) + 1 for word, _ in kept)][: len(kept)]
        return " " + "".join(f"{word} " for word, _ in kept), offsets, [span for _, span in kept]


def _key(name: str) -> str:
    plain = " ".join(_POSSESSIVE.sub("", word) for word in name.split())
    return fold(plain)


@cache
def _articles() -> frozenset[str]:
    return frozenset(words.load("names")["articles"])


def _ends(text: str) -> tuple[str, ...]:
    """The first and the last word: a span that is cut may have lost its "not"."""
    found = [fold(match.group()) for match in _WORD.finditer(text)]
    return (found[0], found[-1]) if found else ()


def _alike(one: str, other: str) -> bool:
    """True where no name, number, denial or hedge stands in one of the two alone."""
    return set(_weighty(one)) == set(_weighty(other))


def _weighty(text: str) -> Iterator[str]:
    for number, match in enumerate(_WORD.finditer(text)):
        word = match.group()
        if word.lower() in _hedges() or word.lower().endswith(("n't", "n’t")):
            yield word.lower()
        elif _WEIGHTY.search(word) and number:
            # The first word's capital may be the sentence's.
            yield fold(_POSSESSIVE.sub("", word))


@cache
def _hedges() -> frozenset[str]:
    status = words.load("status")
    adverbs = {word for group in status["adverbs"].values() for word in group}
    return frozenset(adverbs | set(status["modals"]["unrealised"]))
