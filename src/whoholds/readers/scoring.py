"""How well a reader's claims agree with gold claims.

Two claims tell the same *event* when their places and the families of their kinds agree, and
agree in *full* when parties and days agree as well. Only realised claims (actual, possible) are
paired; a plan or a failed attempt told as a fact is a false claim, and is counted besides.
Claims are rows as `whoholds extract` prints them.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from itertools import product
from typing import Any

from attrs import field, frozen

from whoholds.model import Period
from whoholds.model.claim import FAMILY, REALISED

Row = Mapping[str, Any]

FAMILIES = tuple(sorted(set(FAMILY.values())))
PARTIES_AND_DAYS = ("actor", "against", "days")
SLOTS = ("kind", *PARTIES_AND_DAYS, "sources")
ALIKE = 0.84
"""Similarity of two spellings (`difflib`, blanks left out) from which they are one name."""
WIDER = 31
"""Days by which a period may be wider than gold's and still agree with it."""

# Words that tell no two names apart: articles, what a place or a force is.
_ARMED = frozenset("the of force forces fighter fighters troop troops militant militants".split())
_PARTY_NOISE = _ARMED | {"its", "allied"}
_PLACE_NOISE = _ARMED | frozenset(
    "al el ar as ash at az an ad city town village district province governorate army rebel rebels"
    " regime".split()
)


@frozen
class Agreement:
    """How many of the predicted and of the gold claims have a partner."""

    hits: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where nothing agrees."""
        total = self.predicted + self.gold
        return 2 * self.hits / total if total else 0.0


@frozen
class Error:
    """`what` went wrong in the report `id`: a missed or a false claim, or slots that differ."""

    id: str
    what: str
    predicted: Row | None = None
    gold: Row | None = None


@frozen
class Score:
    """Figures of one set of reports. `slots` are the shares of paired claims whose slot agrees;
    `told_as_fact` of `unrealised` gold claims were predicted as realised."""

    reports: int
    event: Agreement
    full: Agreement
    families: dict[str, Agreement]
    slots: dict[str, float]
    told_as_fact: int
    unrealised: int
    errors: tuple[Error, ...] = field(default=(), repr=False)

    @property
    def told_share(self) -> float:
        return self.told_as_fact / self.unrealised if self.unrealised else 0.0


def score(gold: Mapping[str, Sequence[Row]], predicted: Mapping[str, Sequence[Row]]) -> Score:
    """The score of `predicted` claims by report id; a report without an entry has no claim."""
    pairs: list[tuple[Row, Row]] = []
    guessed: list[Row] = []
    wanted: list[Row] = []
    errors: list[Error] = []
    told = unrealised = 0
    for id_, rows in gold.items():
        theirs = [row for row in rows if row["status"] in REALISED]
        ours = [row for row in predicted.get(id_, ()) if row["status"] in REALISED]
        found = list(pair(ours, theirs))
        spare = _left(ours, [mine for mine, _ in found])
        dreamt = [row for row in rows if row["status"] not in REALISED]
        told += sum(any(same_event(mine, row) for mine in spare) for row in dreamt)
        unrealised += len(dreamt)
        errors += [
            Error(id_, "slot " + "/".join(wrong), mine, row)
            for mine, row in found
            if (wrong := [slot for slot in PARTIES_AND_DAYS if not _AGREE[slot](mine, row)])
        ]
        errors += [Error(id_, "false", predicted=mine) for mine in spare]
        errors += [
            Error(id_, "missed", gold=row) for row in _left(theirs, [row for _, row in found])
        ]
        pairs += found
        guessed += ours
        wanted += theirs
    complete = sum(all(_AGREE[slot](*both) for slot in PARTIES_AND_DAYS) for both in pairs)
    hits, made, asked = (
        Counter(FAMILY[row["kind"]] for row in rows)
        for rows in ([row for _, row in pairs], guessed, wanted)
    )
    return Score(
        reports=len(gold),
        event=Agreement(len(pairs), len(guessed), len(wanted)),
        full=Agreement(complete, len(guessed), len(wanted)),
        families={name: Agreement(hits[name], made[name], asked[name]) for name in FAMILIES},
        slots={
            slot: sum(_AGREE[slot](*both) for both in pairs) / len(pairs) if pairs else 0.0
            for slot in SLOTS
        },
        told_as_fact=told,
        unrealised=unrealised,
        errors=tuple(errors),
    )


def pair(ours: Sequence[Row], theirs: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Claims that tell the same event, one to one: those that agree in most slots first, then
    in the order of the text."""
    candidates = sorted(
        (-sum(agree(ours[i], theirs[j]) for agree in _AGREE.values()), i, j)
        for i, j in product(range(len(ours)), range(len(theirs)))
        if same_event(ours[i], theirs[j])
    )
    taken: set[int] = set()
    met: set[int] = set()
    for _, i, j in candidates:
        if i not in taken and j not in met:
            taken.add(i)
            met.add(j)
            yield ours[i], theirs[j]


def same_event(ours: Row, theirs: Row) -> bool:
    return FAMILY[ours["kind"]] == FAMILY[theirs["kind"]] and alike(
        _names(ours, "place"), _names(theirs, "place"), _PLACE_NOISE
    )


def alike(ours: Iterable[str], theirs: Iterable[str], noise: frozenset[str]) -> bool:
    """True where any two of the names are one: the same words, all of the words of the shorter
    in the longer, or nearly the same letters."""
    return any(
        mine and other and _one_name(mine, other)
        for mine, other in product(
            [_plain(n, noise) for n in ours], [_plain(n, noise) for n in theirs]
        )
    )


def _one_name(mine: tuple[str, ...], other: tuple[str, ...]) -> bool:
    few, many = sorted((set(mine), set(other)), key=len)
    letters = SequenceMatcher(None, "".join(mine), "".join(other))
    return few <= many or letters.ratio() >= ALIKE


def _plain(name: str, noise: frozenset[str]) -> tuple[str, ...]:
    """The words of a name without accents, case and noise; with its noise where that is all."""
    letters = "".join(
        " " if not (c.isalnum() or c == "_") else c
        for c in unicodedata.normalize("NFKD", name).lower()
        if not unicodedata.combining(c) and c not in "'ʼ"
    )
    words = tuple(letters.split())
    return tuple(word for word in words if word not in noise) or words


def _names(row: Row, slot: str) -> list[str]:
    return [name for name in (row.get(slot), row.get(f"{slot}_norm")) if name]


def _same_party(slot: str) -> Callable[[Row, Row], bool]:
    def agree(ours: Row, theirs: Row) -> bool:
        wanted = _names(theirs, slot)  # where gold is silent there is nothing to get wrong
        return not wanted or alike(_names(ours, slot), wanted, _PARTY_NOISE)

    return agree


def _same_days(ours: Row, theirs: Row) -> bool:
    """The periods meet, and ours is not much wider than one of gold's that is closed."""
    mine, other = _period(ours), _period(theirs)
    if other.start is None and other.end is None:
        return True
    if not mine.meets(other):
        return False
    return other.days is None or (mine.days is not None and mine.days <= other.days + WIDER)


def _period(row: Row) -> Period:
    start, end = (date.fromisoformat(day) if day else None for day in (row["start"], row["end"]))
    return Period(start, end)


def _same_sources(ours: Row, theirs: Row) -> bool:
    if not theirs["sources"]:
        return not ours["sources"]
    return alike(ours["sources"], theirs["sources"], _PARTY_NOISE)


_AGREE: dict[str, Callable[[Row, Row], bool]] = {
    "kind": lambda ours, theirs: bool(ours["kind"] == theirs["kind"]),
    "actor": _same_party("actor"),
    "against": _same_party("against"),
    "days": _same_days,
    "sources": _same_sources,
}


def _left(rows: Sequence[Row], used: Sequence[Row]) -> list[Row]:
    taken = {id(row) for row in used}
    return [row for row in rows if id(row) not in taken]
