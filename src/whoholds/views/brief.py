"""A brief: what changed between two days, who says so, and how far it can be relied on.

`make` gathers it as data; `brief_markdown`, `brief_html` and `brief_docx` write it. Every line
carries the numbers of the notes it rests on; what no claim says has no line.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import define, evolve, field, frozen

from whoholds import control
from whoholds.control import History
from whoholds.model import BadInput, Change, Evidence, Period, Report
from whoholds.record import AsOf
from whoholds.views import brief_words as words
from whoholds.views.export.edition import Edition
from whoholds.views.export.geography import Atlas
from whoholds.views.export.scope import Scope
from whoholds.views.plain import plain

MOST_CHANGES = 60  # lines; the smaller places beyond are only counted
MOST_NOTES = 3  # to one line


@frozen
class Line:
    """One or two sentences and the numbers of their notes."""

    text: str
    notes: tuple[int, ...]


@frozen
class Section:
    title: str
    lines: tuple[Line, ...]
    otherwise: str  # said where there are no lines


@frozen
class Note:
    """What a line rests on: the words, who says them, where and when."""

    number: int
    quote: str
    said_by: str
    published: str
    title: str | None
    url: str | None
    claim: str
    said: str
    grade: str

    @property
    def head(self) -> str:
        """Publisher and speakers, the day, the headline."""
        title = f", “{self.title}”" if self.title else ""
        return f"{self.said_by}{title}, {self.published}"

    @property
    def tail(self) -> str:
        return f"{self.said}, source graded {self.grade}, claim {self.claim[:12]}"


@frozen
class Brief:
    """A brief as data; `atlas` draws its map, of the last day."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    remarks: tuple[str, ...]
    edition: Edition
    atlas: Atlas


@define
class _Notebook:
    """Gives each claim that is cited its number."""

    evidence: dict[str, Evidence]
    reports: dict[str, Report]
    numbers: dict[str, int] = field(factory=dict)

    def cite(self, claims: Iterable[str], most: int = MOST_NOTES) -> tuple[int, ...]:
        """Numbers of the first claims that the record still has, one a report and origin first."""
        known = [c for c in dict.fromkeys(claims) if c in self.evidence]
        seen: set[str] = set()
        first: list[str] = []
        rest: list[str] = []
        for claim in known:
            origin = self.evidence[claim].origin
            (rest if origin in seen else first).append(claim)
            seen.add(origin)
        chosen = [*first, *rest][:most]
        for claim in chosen:
            self.numbers.setdefault(claim, len(self.numbers) + 1)
        return tuple(sorted(self.numbers[claim] for claim in chosen))

    def notes(self) -> Iterator[Note]:
        for claim, number in self.numbers.items():
            evidence = self.evidence[claim]
            report = self.reports[evidence.report]
            yield Note(
                number,
                plain(evidence.claim.quote),
                speakers(evidence),
                words.day(evidence.published) if evidence.published else "undated",
                plain(report.title) if report.title else None,
                report.url,
                claim,
                f"{evidence.claim.status} {evidence.claim.kind}",
                evidence.grade,
            )


def make(scope: Scope) -> Brief:
    """The brief of the days from `scope.start` to `scope.end`. BadInput without both."""
    if scope.start is None or scope.end is None:
        raise BadInput("a brief needs its first and last day: give --from and --to")
    start, end = scope.start, scope.end
    wide = evolve(scope, start=None, end=None)
    told = list(wide.told())
    book = _Notebook(
        {one.evidence.id: one.evidence for one in told},
        {one.evidence.report: one.report for one in told},
    )
    histories = list(wide.histories())
    changed = control.changes(histories, start, end)
    sections = (
        _in_short(changed, histories, Period(start, end), book),
        _what_changed(changed, book),
        _disputed(histories, Period(start, end), book),
        _contested(histories, Period(start, end), book),
        _late(scope, changed, start, end, book),
    )
    span = words.span(start, end)
    title = f"{scope.theatre.name}: {span}" if scope.theatre else f"Who holds what: {span}"
    known = scope.as_of.known
    subtitle = f"As known on {words.day(known)}" if known else "With all that is known today"
    return Brief(
        plain(title),
        subtitle,
        tuple(section for section in sections if section.lines or section.otherwise),
        tuple(book.notes()),
        tuple(_remarks(changed, book)),
        wide.edition,
        Atlas(evolve(wide, as_of=evolve(wide.as_of, on=end))),
    )


def speakers(evidence: Evidence) -> str:
    """Publisher, then whom it relies on."""
    chain = list(evidence.claim.sources)
    publisher = evidence.publisher or "An unnamed publisher"
    relied = [plain(one) for one in chain if one != publisher]
    return f"{plain(publisher)}, citing {', citing '.join(relied)}" if relied else plain(publisher)


def _in_short(
    changed: Sequence[Change], histories: Sequence[History], window: Period, book: _Notebook
) -> Section:
    """The whole in three or four sentences, each resting on the largest places it counts."""
    towns = [one for one in changed if one.claims and one.place.kind not in {"region", "country"}]
    lines: list[Line] = []
    if towns:
        largest = _largest(towns)
        count = words.counted(len({one.place.id for one in towns}), "place")
        names = words.listed([words.place(one.place) for one in largest])
        text = f"{count.capitalize()} changed hands; the largest: {names}."
        lines.append(Line(text, book.cite([one.claims[0] for one in largest], most=6)))
    gains = Counter(one.to_actor for one in towns if one.to_actor)
    for actor, number in gains.most_common(2):
        own = _largest([one for one in towns if one.to_actor == actor])
        lost = Counter(one.from_actor for one in towns if one.to_actor == actor and one.from_actor)
        loser = f", mostly from {words.name(lost.most_common(1)[0][0])}" if lost else ""
        subject = words.name(actor)
        gained = f"{subject[0].upper()}{subject[1:]} gained {words.counted(number, 'place')}{loser}"
        gained += f", among them {words.place(own[0].place)}." if number > 1 else "."
        lines.append(Line(gained, book.cite([one.claims[0] for one in own])))
    fought = [h for h in histories if any(window.meets(p) for p in h.contested)]
    still = [h for h in fought if window.end and any(window.end in p for p in h.contested)]
    if still:
        top = sorted(still, key=lambda h: -h.place.population)[:3]
        names = words.listed([words.place(h.place) for h in top])
        verb = "was" if len(still) == 1 else "were"
        text = f"{words.counted(len(still), 'place').capitalize()} {verb} fought over at the end"
        cited = book.cite([h.fights[0] for h in top if h.fights])
        if cited:
            lines.append(
                Line(
                    f"{text}: {names}." if len(still) < 4 else f"{text}, {names} among them.", cited
                )
            )
    return Section("In short", tuple(lines), "No change of hands is told of in these days.")


def _largest(changed: Sequence[Change], most: int = 3) -> list[Change]:
    best: dict[str, Change] = {}
    for one in sorted(changed, key=lambda one: -one.place.population):
        best.setdefault(one.place.id, one)
    return list(best.values())[:most]


def _what_changed(changed: Sequence[Change], book: _Notebook) -> Section:
    cited = [(one, book.cite(one.claims)) for one in _shown(changed)]
    lines = [Line(words.change(one), notes) for one, notes in cited if notes]
    return Section("What changed", tuple(lines), "Nothing that a report tells of.")


def _shown(changed: Sequence[Change]) -> list[Change]:
    """The largest places' changes, in order of time."""
    told = [one for one in changed if one.claims]
    kept = sorted(told, key=lambda one: -one.place.population)[:MOST_CHANGES]
    return [one for one in told if one in kept]


def _disputed(histories: Sequence[History], window: Period, book: _Notebook) -> Section:
    """Where sources disagree: who says what."""
    lines = []
    for history in histories:
        for holding in history.holdings:
            periods = [p for p in holding.disputed_periods if window.meets(p)]
            for_it = [c for c in holding.claims if c in book.evidence]
            against = [c for c in holding.against if c in book.evidence]
            if not periods or not against:
                continue
            span = words.during(_within(periods[0], window))
            text = f"Who held {words.place(holding.place)} {span} is disputed. "
            if for_it:
                text += f"{_says(for_it, book)} for {words.name(holding.actor)}; "
                text += f"{_says(against, book)} against it."
            else:
                text += f"Nothing but the time before speaks for {words.name(holding.actor)}; "
                text += f"{_says(against, book)} against it."
            lines.append(Line(text, book.cite([*for_it[:2], *against[:2]], most=4)))
    return Section("What is disputed", tuple(lines), "The sources do not disagree on any holder.")


def _says(claims: Sequence[str], book: _Notebook) -> str:
    """Sample Wire and two others speak."""
    names = list(
        dict.fromkeys(book.evidence[c].publisher or "an unnamed publisher" for c in claims)
    )
    named = [plain(one) for one in names[:2]]
    if len(names) > 2:
        named.append(words.counted(len(names) - 2, "other"))
    return f"{words.listed(named)} {'speaks' if len(names) == 1 else 'speak'}"


def _contested(histories: Sequence[History], window: Period, book: _Notebook) -> Section:
    lines = []
    for history in sorted(histories, key=lambda h: (-h.place.population, h.place.name)):
        periods = [_within(p, window) for p in history.contested if window.meets(p)]
        told = [c for c in history.fights if c in book.evidence]
        told = [c for c in told if window.meets(book.evidence[c].claim.period)]
        if not periods or not told:
            continue
        spans = words.listed([words.during(period) for period in periods[:3]])
        cited = book.cite(told)
        lines.append(Line(f"{words.place(history.place)} was fought over {spans}.", cited))
    return Section(
        "What is contested", tuple(lines[:MOST_CHANGES]), "No fighting is told of in these days."
    )


def _late(
    scope: Scope, changed: Sequence[Change], start: date, end: date, book: _Notebook
) -> Section:
    """What of these days was not known when they ended."""
    known = scope.as_of.known
    title = "What we learned late"
    if known is not None and known <= end:
        return Section(title, (), "This brief itself has only what was known when its days ended.")
    as_of = AsOf(known=end, clock=scope.as_of.clock)
    then = evolve(scope, as_of=as_of, start=None, end=None)
    learned = control.learned(control.changes(then.histories(), start, end), changed)
    lines = []
    for one in learned.new:
        cited = book.cite(one.claims)
        news = [book.evidence[c].published for c in one.claims if c in book.evidence]
        days = [d for d in news if d and d > end]
        if cited and days:
            text = f"Not known until {words.day(min(days))}: {words.change(one)}"
            lines.append(Line(text, cited))
    for one in learned.withdrawn:
        if cited := book.cite(one.claims):
            told = words.change(one)
            lines.append(Line(f"Told then and not borne out since: {told}", cited))
    for before, after in learned.redated:
        cited = book.cite(after.claims)
        if cited and words.when(before.between) and words.when(after.between):
            text = (
                f"{words.place(after.place)}: the change was first put {words.when(before.between)}, "
                f"and now {words.when(after.between)}."
            )
            lines.append(Line(text, cited))
    return Section(title, tuple(lines), "Nothing about these days came to light after them.")


def _remarks(changed: Sequence[Change], book: _Notebook) -> Iterator[str]:
    cited = [book.evidence[c] for c in book.numbers]
    publishers = {one.publisher for one in cited if one.publisher}
    reports, origins = {one.report for one in cited}, {one.origin for one in cited}
    if cited:
        yield (
            f"The notes cite {words.counted(len(reports), 'report')} by "
            f"{words.counted(len(publishers), 'publisher')}, which go back to "
            f"{words.counted(len(origins), 'origin')}."
        )
    hidden = len([one for one in changed if one.claims]) - len(_shown(changed))
    if hidden:
        yield f"{words.counted(hidden, 'further change').capitalize()} in smaller places left out."


def _within(period: Period, window: Period) -> Period:
    """The part of a period that lies in the window."""
    starts = [d for d in (period.start, window.start) if d]
    ends = [d for d in (period.end, window.end) if d]
    return Period(max(starts, default=None), min(ends, default=None))
