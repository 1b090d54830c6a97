"""Which days an event is given: the time expression of its own clause, else the report's day."""

import re
from datetime import date

from attrs import define, evolve

from whoholds.model import Period
from whoholds.reading.dates import Timex, find_timexes
from whoholds.reading.grammar import section
from whoholds.reading.sentence import Sentence
from whoholds.reading.text import Span
from whoholds.reading.tree import Node

_STATES = frozenset({"hold", "siege", "clash"})
_SAME_CLAUSE, _FAR, _NEVER = 1.0, 8.0, 100.0
"""Steps between an expression and an event: in one clause, untied, and of another time."""
_OPENING = 25
"""Characters in which an expression opens its sentence, and dates the whole of it."""
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
        chosen = _choose(trigger, sentence, timexes, event_kind)
        later = _later_clause(trigger, sentence, timexes) if chosen is None else None
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
        own = _clause(trigger)
        marks = [
            c for c in own.children if c.lower_ == "after" and c.dep_ in ("mark", "prep", "advmod")
        ]
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
        if mode in ("before", "by"):
            return Period(None, period.end)
        if mode == "after":
            end = (
                published if published and (not period.start or period.start <= published) else None
            )
            return Period(period.start, end)
        if mode == "duration" and kind not in _STATES:
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
        if self.background and self.story is not None and published:
            return Period(self.story.start, published if kind == "hold" else self.story.end)
        if published is None:
            return Period(None, None)
        if status == "unrealised":
            return Period(published, None)
        if kind in ("capture", "transfer", "withdraw", "hold") and _is_background(
            trigger, sentence
        ):
            return Period(None, published)
        return Period.day(published)


def _is_background(trigger: Node, sentence: Sentence) -> bool:
    """ "following the capture of", "recently seized", "until rebels captured": told as past."""
    for c in trigger.children:
        if sentence.lower(c) in section("times")["background"]:
            return True
    if (
        trigger.tag_.startswith("NN")
        and trigger.dep_ == "pobj"
        and trigger.head.lower_ in ("following", "after", "since", "before")
    ):
        return True
    return any(
        c.dep_ == "mark" and c.lower_ in ("until", "since", "before") for c in trigger.children
    )


def _token_at(sentence: Sentence, offset: int) -> int:
    at = sentence.span.start + offset
    for i, unit in enumerate(sentence.units):
        if unit.end > at:
            return i
    return len(sentence.units) - 1


def _clause(token: Node) -> Node:
    """The verb (or root) of the token's own clause."""
    for _ in range(12):
        if token.tag_.startswith("VB") or token.head is token:
            return token
        token = token.head
    return token


def _choose(trigger: Node, sentence: Sentence, timexes: list[Timex], kind: str) -> Timex | None:
    """The time expression of the trigger's clause, or of the clause it depends on."""
    own = _clause(trigger)
    for timex in timexes:
        at_when = _when(own, sentence, timex)
        if at_when is not None:
            return at_when
    above = _clauses_above(own)
    scored: list[tuple[float, int, Timex]] = []
    for timex in timexes:
        if _says_nothing(timex, sentence, kind):
            continue
        first = sentence.doc[_token_at(sentence, timex.start)]
        distance = _distance(trigger, own, above, sentence, timex)
        alone = len(timexes) == 1 and _leads(timex)
        if distance == _NEVER or (distance >= _FAR and not alone):
            continue
        if timex.mode == "duration" and distance > _SAME_CLAUSE:
            continue
        scored.append((distance, abs(first.i - trigger.i), timex))
    return min(scored, key=lambda s: (s[0], s[1]))[2] if scored else None


def _clauses_above(clause: Node) -> dict[int, int]:
    """The verbs (by token) of the clauses over this one, and how many steps up they are."""
    above: dict[int, int] = {}
    for depth in range(10):
        above.setdefault(clause.i, depth)
        if clause.head is clause:
            break
        clause = _clause(clause.head)
    return above


def _says_nothing(timex: Timex, sentence: Sentence, kind: str) -> bool:
    """True for expressions that give an event of this kind no days."""
    if timex.mode == "duration" and kind not in _STATES and kind != "attack":
        return True
    start = sentence.span.start
    written = sentence.text[start + timex.start : start + timex.end].lower()
    after = sentence.doc[min(_token_at(sentence, timex.end - 1) + 1, len(sentence.doc) - 1)]
    year = sentence.doc[_token_at(sentence, timex.end - 1)]
    if (
        year.tag_ == "CD"
        and year.dep_ in ("nummod", "compound", "nmod", "amod")
        and year.head is after
        and after.tag_.startswith("NN")
    ):
        return True  # "the 2011 uprising": the uprising's year
    if written in section("times")["vague"]:
        return True
    return timex.mode == "since" and _superlative(sentence, timex)


def _distance(
    trigger: Node, own: Node, above: dict[int, int], sentence: Sentence, timex: Timex
) -> float:
    """How far the expression stands from the event's clause, in steps; `_FAR` or more where
    nothing ties them."""
    first = sentence.doc[_token_at(sentence, timex.start)]
    last = sentence.doc[_token_at(sentence, max(timex.start, timex.end - 1))]
    verb = _clause(first)
    under = _under(first, trigger) or _under(last, trigger)
    if under and (verb.i == own.i or _under(trigger, verb)):
        return 0.0
    if verb.i == own.i:
        return _SAME_CLAUSE
    if verb.i in above:
        return 2.0 + above[verb.i]
    if not _shares(verb, own):
        return _FAR
    if verb.i < own.i:
        return 4.0
    later = any(sentence.lower(c) == "then" for c in verb.children)
    return _NEVER if later else 6.0


def _when(own: Node, sentence: Sentence, timex: Timex) -> Timex | None:
    """ "since 2020, when government forces seized …": within the days named, whatever the
    preposition before them."""
    when = next((c for c in own.children if c.lower_ == "when"), None)
    if when is None:
        return None
    last = _token_at(sentence, max(timex.start, timex.end - 1))
    if not last < when.i <= last + 2:
        return None
    text = sentence.text[sentence.span.start + timex.start : sentence.span.start + timex.end]
    named = find_timexes("in " + text.split(" ", 1)[-1], None) if timex.mode == "since" else []
    return evolve(timex, period=named[0].period, mode="in") if named else timex


def _later_clause(trigger: Node, sentence: Sentence, timexes: list[Timex]) -> Timex | None:
    """ "first fell to X, and then was captured by Y in 2014": by then, at the latest."""
    own = _clause(trigger)
    for timex in timexes:
        verb = _clause(sentence.doc[_token_at(sentence, timex.start)])
        if timex.mode == "in" and verb.i > own.i and _shares(own, verb):
            return timex
    return None


def _superlative(sentence: Sentence, timex: Timex) -> bool:
    """ "the first time since 2013", "the most intense since": no stretch of days is told."""
    at = _token_at(sentence, timex.start)
    before = [sentence.lower(t) for t in sentence.doc[max(0, at - 9) : at]]
    tags = [t.tag_ for t in sentence.doc[max(0, at - 9) : at]]
    return "JJS" in tags or "RBS" in tags or "first" in before or "biggest" in before


def _leads(timex: Timex) -> bool:
    return timex.start < _OPENING


def _under(token: Node, top: Node) -> bool:
    for _ in range(12):
        if token.i == top.i:
            return True
        if token.head is token:
            return False
        token = token.head
    return False


def _shares(verb: Node, own: Node) -> bool:
    """Coordinated clauses: the first one's date covers the next unless it has its own."""
    token = own
    for _ in range(6):
        if token.dep_ == "conj" and token.head.i == verb.i:
            return True
        if token.dep_ not in ("conj", "advcl", "xcomp", "ccomp", "pcomp", "relcl", "acl"):
            break
        token = token.head
        if token.i == verb.i:
            return True
    token = verb
    for _ in range(4):
        if token.dep_ in ("xcomp", "ccomp") and token.head.i == own.i:
            return True
        if token.head is token:
            break
        token = token.head
    return False
