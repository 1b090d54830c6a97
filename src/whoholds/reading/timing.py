"""Which days an event is given: the time expression of its own clause, else the report's day."""

import re
from datetime import date

from attrs import define, evolve

from whoholds.model import Period
from whoholds.reading.dates import Timex, find_timexes
from whoholds.reading.sentence import Sentence
from whoholds.reading.text import Span
from whoholds.reading.tree import Node
from whoholds.reading.tying import (
    STATES,
    afters,
    choose,
    clause_of,
    is_background,
    is_present,
    later_clause,
)

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PASSAGE = 45
"""Days before publication from which an event is background, so that what stands undated beside
it is not taken for the day's news. Long enough for a month's review."""


@define(eq=False)
class Times:
    """The story's own time while a report is read in order."""

    published: date | None
    story: Period | None = None
    paragraph: int = -1
    background: bool = False
    since: date | None = None
    _next: date | None = None

    def pass_by(self, text: str, span: Span) -> None:
        """Take in the years of a sentence that was not parsed: "since the war began in 2011"."""
        if _YEAR.search(text, span.start, span.end):
            self._take(text, span)

    def of_sentence(self, sentence: Sentence) -> list[Timex]:
        return self._take(sentence.text, sentence.span)

    def _take(self, report: str, span: Span) -> list[Timex]:
        text = report[span.start : span.end]
        if span.paragraph != self.paragraph:
            self.paragraph = span.paragraph
            self.background = False
            if self.published is not None:
                self.story = None
        found = self._that_month(text, find_timexes(text, self.published, self.story))
        # the years that the sentence before named: no further back
        self.since, self._next = self._next, None
        for timex in found:
            if not timex.anchored and timex.period.start:
                self._next = timex.period.start
        if self.published is None:
            # undated passages date themselves: "in early November 2005 … on 5 November"
            dated = [t.period for t in found if not t.anchored and t.period.start]
            if dated:
                self.story = dated[-1]
        return found

    def _that_month(self, text: str, found: list[Timex]) -> list[Timex]:
        """ "held X from April 2014 until the army retook it that July", "in July that year": July
        2014."""
        settled: list[Timex] = []
        for timex in found:
            written = text[timex.start : timex.end]
            before = settled[-1].period if settled else self.story
            if written == "that year" and settled and text[settled[-1].end : timex.start] == " ":
                month = settled[-1]
                year = self.story.start.year if self.story and self.story.start else None
                named = find_timexes(f"{text[month.start : month.end]} {year}", None)
                if year and named and named[0].period.start:
                    settled[-1] = evolve(month, period=named[0].period, end=timex.end)
                    continue
            if written.startswith("that ") and before is not None and before.start is not None:
                named = find_timexes(f"in {written[5:]} {before.start.year}", None)
                if named and named[0].period.start:
                    timex = evolve(timex, period=named[0].period, mode="in")
            settled.append(timex)
        return settled

    def told(self, period: Period) -> None:
        """An event was told in `period`: what comes next is anchored to it."""
        if period.start is None and period.end is None:
            return
        self.story = period
        last = period.end or period.start
        if self.published and last and (self.published - last).days > _PASSAGE:
            self.background = True

    def period(
        self, event_kind: str, trigger: Node, sentence: Sentence, timexes: list[Timex], status: str
    ) -> Period:
        """The days of an event: by a time expression of its clause, else by the story's time."""
        counted = self._counted(trigger, sentence, timexes)
        if counted is not None:
            return counted
        chosen = choose(trigger, sentence, timexes, event_kind)
        later = later_clause(trigger, sentence, timexes) if chosen is None else None
        if later is not None and later.period.end and status != "unrealised":
            since = self.since if self.since and self.since <= later.period.end else None
            return Period(since, later.period.end)
        if chosen is not None:
            found = self._by(chosen, event_kind, status)
            if found is not None:
                return found
        return self._undated(event_kind, trigger, sentence, status)

    def _counted(self, trigger: Node, sentence: Sentence, timexes: list[Timex]) -> Period | None:
        """ "took X on Friday, three years after IS overran it": so long before the main event."""
        marks = afters(clause_of(trigger))
        if not marks:
            return None
        starts = {sentence.unit(c).start - sentence.span.start for c in marks}
        text = sentence.text[sentence.span.start : sentence.span.end]
        for timex in timexes:
            written = text[timex.start : timex.end]
            if not written.endswith(" after") or timex.end - len("after") not in starts:
                continue
            main = [
                t.period.end
                for t in timexes
                if t is not timex and t.mode == "in" and t.period.days == 1
            ]
            anchor = main[0] if main else self.published
            back = find_timexes(written.removesuffix(" after") + " ago", anchor)
            return back[0].period if back else None
        return None

    def _by(self, timex: Timex, kind: str, status: str) -> Period | None:
        period, mode, published = timex.period, timex.mode, self.published
        if status == "unrealised" and mode in ("in", "by", "before"):
            start = (
                published
                if mode == "in" and period.start and published and period.start <= published
                else period.start
            )
            if mode != "in" or start is None:
                start = published
            return Period(
                start if not (start and period.end and start > period.end) else None, None
            )
        if mode == "since":
            if period.start is None and period.end is None:
                return None
            end = (
                published if published and (not period.start or period.start <= published) else None
            )
            return Period(period.start, end)
        if mode == "until":
            start = (
                self.story.end
                if self.story and self.story.end and period.end and self.story.end < period.end
                else None
            )
            return Period(start if kind == "hold" else None, period.end)
        if mode == "by" and kind == "hold":
            # "by Monday rebels held X": from then on
            return Period(
                period.start, max(published, period.end) if published and period.end else None
            )
        if mode in ("before", "by"):
            return Period(None, period.end)
        if mode == "after":
            end = (
                published if published and (not period.start or period.start <= published) else None
            )
            return Period(period.start, end)
        if mode == "duration" and kind not in STATES:
            return None
        if period.start is None and period.end is None:
            return None
        if (
            period.end is None
            and published
            and period.start
            and period.start <= published
            and status != "unrealised"
        ):
            return Period(period.start, published)
        return period

    def _undated(self, kind: str, trigger: Node, sentence: Sentence, status: str) -> Period:
        published = self.published
        told_now = kind != "capture" and is_present(clause_of(trigger))
        if self.background and self.story is not None and published and not told_now:
            return Period(self.story.start, published if kind == "hold" else self.story.end)
        if published is None:
            return Period(None, None)
        if status == "unrealised":
            return Period(published, None)
        if kind in ("capture", "transfer", "withdraw", "hold") and (
            is_background(trigger, sentence) or _before_another(trigger)
        ):
            return Period(None, published)
        return Period.day(published)


def _before_another(trigger: Node) -> bool:
    """ "was captured before the 2023 offensive": some day before, and not that of publication."""
    return any(
        c.lower_ in ("before", "prior") and any(inner.dep_ == "pobj" for inner in c.subtree)
        for c in trigger.children
    )
