"""Simulated wars: a hidden control of places, and the reports that tell of it well or badly.

Every rate is a field of `Setting`. A war is drawn from a seed: the same seed, the same war.
Truth and reports are made by other code than the inference's and share no number with it:
sources err at rates of their own (`ERRS`), partisans lie, outlets copy one another (and
not every copy is recognised as one), dates are vague or late, and the reader misreads.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import numpy as np
from attrs import evolve, frozen

from whoholds.model import Claim, Evidence, Place

START = date(2015, 1, 1)
ACTORS = ("Government", "Rebels", "Militia", "Caliphate")
# How often a source of that grade is wrong: not the inference's own table.
ERRS = {"A": 0.02, "B": 0.06, "C": 0.12, "D": 0.30, "E": 0.50, "F": 0.18}
GRADES = "ABCDEF"
GRADE_SHARES = (0.05, 0.30, 0.30, 0.15, 0.05, 0.15)


@frozen
class Setting:
    """One kind of war. Rates are per place; times in days; the rest are shares."""

    name: str
    places: int = 150
    days: int = 1500
    hold_time: float = 700  # mean days between changes of holder
    coverage: float = 2.0  # mean independent reports of a change
    background: float = 0.5  # mean later mentions of a change, by month or year
    holds_every: float = 250  # mean days between reports of who holds it
    fights_every: float = 300  # mean days between fights that change nothing
    delay: float = 2.0  # mean days from event to publication
    vague: float = 0.15  # dated to a week or a month
    undated: float = 0.15  # dated by the day of publication
    winner_untold: float = 0.08
    copies: float = 0.3  # mean copies of each story
    copies_found: float = 0.9  # copies recognised as one origin
    partisans: float = 0.0  # share of the sources that speak for a side
    lies_every: float = 0.0  # mean days between a partisan's false gains at a place; 0 none
    denials: float = 0.0  # how often a partisan reports a loss of its side as no loss
    hedged: float = 0.1  # stories told as possible; they err twice as often
    misread: float = 0.02  # claims that the reader gets wrong


PLAIN = Setting("plain")
SETTINGS = (
    PLAIN,
    evolve(PLAIN, name="late and vague", delay=8.0, vague=0.35, undated=0.35),
    evolve(PLAIN, name="sparse", coverage=1.0, holds_every=600, background=0.3),
    evolve(PLAIN, name="fast war", hold_time=150, holds_every=120),
    evolve(PLAIN, name="misread", misread=0.12),
    evolve(PLAIN, name="copies", copies=4.0),
    evolve(PLAIN, name="partisans", partisans=0.4, lies_every=400, denials=0.6),
    evolve(
        PLAIN, name="copies and partisans", copies=4.0, partisans=0.4, lies_every=400, denials=0.6
    ),
    evolve(
        PLAIN,
        name="everything",
        copies=4.0,
        partisans=0.4,
        lies_every=400,
        denials=0.6,
        delay=6.0,
        vague=0.25,
        undated=0.25,
        misread=0.08,
    ),
)


@frozen
class Outlet:
    """A source: its published grade, its true error rate, the side it speaks for, if any."""

    name: str
    grade: str
    errs: float
    side: str | None


@frozen(eq=False)
class Town:
    """A place, who truly held it (changes: day number, actor), and what was reported of it."""

    place: Place
    truth: tuple[tuple[int, str], ...]
    evidence: tuple[Evidence, ...]

    def holders(self, days: int) -> list[str]:
        """The true holder on each day."""
        out: list[str] = []
        for n, (day, actor) in enumerate(self.truth):
            until = self.truth[n + 1][0] if n + 1 < len(self.truth) else days
            out += [actor] * (until - day)
        return out


def war(setting: Setting, seed: int) -> Iterator[Town]:
    """The towns of one simulated war."""
    rng = np.random.default_rng(seed)
    outlets = _outlets(setting, rng)
    for number in range(setting.places):
        yield _Teller(setting, outlets, rng, number).town()


def day_of(number: int) -> date:
    return START + timedelta(days=int(number))


def _outlets(setting: Setting, rng: np.random.Generator) -> list[Outlet]:
    outlets = []
    for n in range(40):
        grade = str(rng.choice(list(GRADES), p=GRADE_SHARES))
        errs = float(np.clip(ERRS[grade] * rng.uniform(0.5, 1.5), 0.0, 0.9))
        side = str(rng.choice(ACTORS)) if rng.random() < setting.partisans else None
        outlets.append(Outlet(f"outlet {n}", grade, errs, side))
    return outlets


@frozen
class _Story:
    """What a source tells: days are day numbers of the war."""

    kind: str
    actor: str | None
    against: str | None
    first: int
    last: int
    status: str = "actual"


class _Teller:
    """Draws one town's truth and the claims about it."""

    def __init__(
        self, setting: Setting, outlets: list[Outlet], rng: np.random.Generator, number: int
    ) -> None:
        self.setting, self.outlets, self.rng = setting, outlets, rng
        self.place = Place(f"sim:{number}", f"Town {number}", "town", "ZZ")
        self.number = number
        self.stories = 0
        self.evidence: list[Evidence] = []

    def town(self) -> Town:
        s, rng = self.setting, self.rng
        truth = [(0, ACTORS[0] if rng.random() < 0.8 else str(rng.choice(ACTORS[1:])))]
        day = rng.exponential(s.hold_time)
        while day < s.days - 1:
            if int(day) > truth[-1][0]:
                truth.append((int(day), self._other(truth[-1][1])))
            day += rng.exponential(s.hold_time)
        for n in range(1, len(truth)):
            self._change(truth[n][0], truth[n][1], truth[n - 1][1])
        for day in self._times(s.holds_every):
            self._state(day, _holder(truth, day))
        for day in self._times(s.fights_every):
            self._fight(day, _holder(truth, day))
        if s.lies_every:
            for day in self._times(s.lies_every):
                self._lie(day, _holder(truth, day))
        return Town(self.place, tuple(truth), tuple(self.evidence))

    def _times(self, every: float) -> list[int]:
        count = self.rng.poisson(self.setting.days / every)
        return sorted(int(day) for day in self.rng.integers(0, self.setting.days, count))

    def _other(self, *actors: str | None) -> str:
        return str(self.rng.choice([a for a in ACTORS if a not in actors]))

    def _outlet(self) -> Outlet:
        return self.outlets[int(self.rng.integers(len(self.outlets)))]

    def _change(self, day: int, winner: str, loser: str) -> None:
        s, rng = self.setting, self.rng
        for _ in range(rng.poisson(2)):
            self._fight(max(0, day - int(rng.integers(1, 20))), loser, winner)
        for _ in range(rng.poisson(s.coverage)):
            outlet = self._outlet()
            published = day + int(rng.exponential(s.delay))
            if outlet.side == loser and rng.random() < s.denials:
                self._tell(outlet, published, _Story("hold", loser, None, published, published))
            else:
                self._gain(outlet, published, winner, loser, *self._dates(day, published))
        for _ in range(rng.poisson(s.background)):
            published = day + int(rng.integers(30, 800))
            width = 30 if rng.random() < 0.5 else 365
            first = day - int(rng.integers(width))
            last = min(first + width, published)
            self._gain(self._outlet(), published, winner, loser, first, last)

    def _dates(self, day: int, published: int) -> tuple[int, int]:
        s, rng = self.setting, self.rng
        draw = rng.random()
        if draw < s.undated:
            return published, published
        if draw < s.undated + s.vague:
            width = 7 if rng.random() < 0.6 else 30
            first = day - int(rng.integers(width))
            return first, max(day, min(first + width - 1, published))
        return day, day

    def _errs(self, outlet: Outlet) -> tuple[bool, str]:
        """Whether this story is wrong, and the status it is told with."""
        hedged = self.rng.random() < self.setting.hedged
        wrong = self.rng.random() < min(0.9, outlet.errs * (2 if hedged else 1))
        return wrong, "possible" if hedged else "actual"

    def _gain(
        self, outlet: Outlet, published: int, winner: str, loser: str, first: int, last: int
    ) -> None:
        wrong, status = self._errs(outlet)
        if wrong:
            winner, loser = self._other(winner), winner
        draw = self.rng.random()
        if draw < 0.12:
            story = _Story("withdraw", loser, None, first, last, status)
        elif draw < 0.12 + self.setting.winner_untold:
            story = _Story("capture", None, loser, first, last, status)
        else:
            kind = "transfer" if self.rng.random() < 0.1 else "capture"
            against = loser if self.rng.random() < 0.6 else None
            story = _Story(kind, winner, against, first, last, status)
        self._tell(outlet, published, story)

    def _state(self, day: int, holder: str) -> None:
        outlet = self._outlet()
        wrong, status = self._errs(outlet)
        if wrong:
            holder = outlet.side or self._other(holder)
        self._tell(outlet, day, _Story("hold", holder, None, day, day, status))

    def _fight(self, day: int, holder: str, attacker: str | None = None) -> None:
        kind = str(self.rng.choice(["clash", "attack", "advance", "siege"], p=[0.5, 0.3, 0.1, 0.1]))
        story = _Story(kind, attacker or self._other(holder), holder, day, day)
        self._tell(self._outlet(), day, story)

    def _lie(self, day: int, holder: str) -> None:
        """A partisan announces a gain of its own side that never was."""
        liars = [one for one in self.outlets if one.side and one.side != holder]
        if liars:
            outlet = liars[int(self.rng.integers(len(liars)))]
            self._tell(outlet, day, _Story("capture", outlet.side, holder, day, day))

    def _tell(self, outlet: Outlet, published: int, story: "_Story") -> None:
        """The story and its copies, each as the reader gets it."""
        s, rng = self.setting, self.rng
        self.stories += 1
        origin = f"{self.number}/{self.stories}"
        self._read(outlet, outlet, published, origin, story)
        undated = story.first == story.last == published
        for copy in range(rng.poisson(s.copies)):
            day = published + int(rng.integers(0, 4))
            told = evolve(story, first=day, last=day) if undated else story
            found = rng.random() < s.copies_found
            publisher = self._outlet()
            if found:
                self._read(publisher, outlet, day, origin, told)
            else:
                self._read(publisher, publisher, day, f"{origin}/{copy}", told)

    def _read(
        self, publisher: Outlet, speaker: Outlet, published: int, origin: str, story: "_Story"
    ) -> None:
        """What the reader makes of one report, told on the word of `speaker`."""
        rng = self.rng
        if published >= self.setting.days:
            return
        if rng.random() < self.setting.misread:
            slip = int(rng.integers(3))
            if slip == 0:
                story = evolve(story, actor=story.against, against=story.actor)
            elif slip == 1:
                story = evolve(story, first=published, last=published)
            else:
                story = evolve(story, kind="attack" if story.kind == "capture" else story.kind)
        if story.actor is None and story.kind != "capture":
            return
        claim = Claim(
            kind=story.kind,
            place=self.place.name,
            quote="",
            span=(0, 0),
            actor=story.actor,
            against=story.against,
            place_id=self.place.id,
            place_kind="town",
            start=day_of(story.first),
            end=day_of(story.last),
            status=story.status,
        )
        at = day_of(published)
        self.evidence.append(
            Evidence(
                id=f"{self.number}/{len(self.evidence):04}",
                claim=claim,
                report=f"{publisher.name}/{self.number}/{published}/{self.stories}",
                origin=origin,
                recorded=datetime(at.year, at.month, at.day, tzinfo=UTC),
                published=at,
                publisher=publisher.name,
                grade=speaker.grade,
                sides=(speaker.side,) if speaker.side else (),
            )
        )


def _holder(truth: list[tuple[int, str]], day: int) -> str:
    return next(actor for start, actor in reversed(truth) if start <= day)
