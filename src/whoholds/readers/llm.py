"""The reader by a language model: it reads, and the text decides what is kept."""

import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from typing import Any

from attrs import define, frozen

from whoholds.model import BadInput, Reading, Report
from whoholds.readers.asking import Asker, Down, TooLong, Unanswered
from whoholds.readers.budget import Budget, Spent, price_of
from whoholds.readers.cache import Cache
from whoholds.readers.held import Holder
from whoholds.readers.passage import Passage
from whoholds.readers.pieces import halves, pieces
from whoholds.readers.prompting import messages, prompt_version
from whoholds.readers.schema import NotJSON, rows_of
from whoholds.readers.settings import Model, Settings
from whoholds.readers.threads import Threads
from whoholds.reading import gate
from whoholds.reading.text import Span
from whoholds.reports import Failure

VERSION = "1"
_BATCHES = 8
_AHEAD = 4
"""Reports waiting for each request under way: no request idles, and memory stays bounded."""


@define
class Work:
    """What reading took so far. Of `reports`, `gated` hold no word of war and were not asked
    about; `cached` counts answers that were there already."""

    reports: int = 0
    gated: int = 0
    cached: int = 0
    seconds: float = 0.0


@frozen
class _Said:
    """What the model claims of a report, and how many of its answers were there already."""

    rows: Sequence[Any] = ()
    gated: bool = False
    cached: int = 0


class LLMReader:
    """Reads by asking `settings.model`. BadInput where none is named or the client is missing.

    Answers are kept in `cache`; an answer that is there costs nothing. A report without an answer
    to use is a Failure, and is asked about again in the next call.
    """

    name = "llm"

    def __init__(self, settings: Settings, cache: Cache | None = None) -> None:
        if settings.model is None:
            raise BadInput("which model? give --model NAME, or set WHOHOLDS_LLM_MODEL")
        self.model: Model = settings.model
        price = price_of(self.model.name, self.model.prices)
        self.budget = Budget(price, self.model.max_cost, self.model.max_tokens)
        self.asker = Asker(self.model, self.budget)
        self.work = Work()
        self._cache = cache or Cache.default()
        self._holder = Holder(settings.theatre, settings.places)
        self._answered = False

    @property
    def batch(self) -> int:
        """Few enough that an interruption leaves most of what was answered in the record."""
        return _BATCHES * self.model.requests

    @property
    def version(self) -> str:
        return f"{VERSION} prompt {prompt_version()} {self.model.name}"

    def closing(self) -> list[str]:
        """What asking took, in a line."""
        work, budget = self.work, self.budget
        cost = "" if budget.cost is None else f", cost {budget.cost:.4f}"
        return [
            f"{self.model.name}: {self.asker.asked} questions, {work.cached} answers from the cache, "
            f"{work.gated} of {work.reports} reports without a word of war; "
            f"{budget.tokens_in + budget.tokens_out:,} tokens{cost}, {work.seconds:.1f} s"
        ]

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading | Failure]:
        started = time.monotonic()
        threads = Threads(self.model.requests)
        waiting: deque[tuple[Report, Passage, Future[_Said]]] = deque()
        try:
            for report in reports:
                passage = Passage.of(report)
                waiting.append((report, passage, threads.submit(self._ask, report, passage)))
                if len(waiting) > _AHEAD * self.model.requests:
                    yield self._reading(*waiting.popleft())
            while waiting:
                yield self._reading(*waiting.popleft())
        finally:
            threads.close()
            self.work.seconds += time.monotonic() - started

    def _reading(
        self, report: Report, passage: Passage, coming: "Future[_Said]"
    ) -> Reading | Failure:
        self.work.reports += 1
        label = report.label or report.id
        try:
            said = coming.result()
        except Down as down:
            if not self._answered:
                raise BadInput(str(down)) from None
            return Failure(label, f"unread: {down}")
        except Spent as spent:
            return Failure(label, f"unread: {spent} is used up; what was answered is kept")
        except Unanswered as reason:
            return Failure(label, f"unread: {reason}")
        self._answered = True
        self.work.gated += said.gated
        self.work.cached += said.cached
        return self._holder.reading(report, passage, said.rows)

    # In the threads -----------------------------------------------------------------------

    def _ask(self, report: Report, passage: Passage) -> _Said:
        """What the model claims of a report, piece by piece."""
        texts = [passage.text[span.start : span.end] for span in passage.sentences]
        if not gate.passing(texts):
            return _Said(gated=True)
        said = [
            self._of_piece(report, passage, piece)
            for piece in pieces(passage.text, passage.sentences)
        ]
        return _together(said)

    def _of_piece(self, report: Report, passage: Passage, piece: Span) -> _Said:
        key = (report.id, piece.start, piece.end, prompt_version(), self.model.name)
        kept = self._kept(key)
        if kept is not None:
            return kept
        try:
            answer = self.asker.ask(messages(report, passage.text, piece))
        except TooLong:
            both = halves(piece, passage.sentences)
            if both is None:
                raise
            return _together([self._of_piece(report, passage, half) for half in both])
        self._cache.put(answer, *key)
        return _Said(rows_of(answer))

    def _kept(self, key: tuple[object, ...]) -> _Said | None:
        answer = self._cache.get(*key)
        try:
            return _Said(rows_of(answer), cached=1) if answer is not None else None
        except NotJSON:
            return None


def _together(said: Sequence[_Said]) -> _Said:
    return _Said([row for one in said for row in one.rows], cached=sum(one.cached for one in said))
