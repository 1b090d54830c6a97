"""The claims of two readers of one report joined: where they agree, where not, who alone says it.

Pure. The first reader's word stands where they disagree; what it leaves open the second one fills.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

from attrs import Factory, define, evolve, frozen

from whoholds.knowledge.names import SIMILAR_ENOUGH, fold, similar
from whoholds.model import Claim, Resolution
from whoholds.model.resolution import ALONE, DISAGREE

SLOTS = ("kind", "status", "actor", "against", "days", "sources")


@frozen
class Joined:
    """`claim` as it goes into the record; `doubts` say on what the readers disagree, or which of
    them alone tells it."""

    claim: Claim
    doubts: tuple[Resolution, ...] = ()


@define
class Agreement:
    """Over any number of reports: claims that `both` tell, or one alone, and in how many of those
    that both tell a slot agrees."""

    first: str = "first"
    second: str = "second"
    both: int = 0
    only_first: int = 0
    only_second: int = 0
    agreeing: Counter[str] = Factory(Counter)

    def rows(self) -> Iterator[tuple[str, int, int]]:
        """A slot, in how many claims it agrees, and of how many."""
        return ((slot, self.agreeing[slot], self.both) for slot in SLOTS)


def join(first: Sequence[Claim], second: Sequence[Claim], agreement: Agreement) -> list[Joined]:
    """Both readers' claims in the order of the text, each event once; `agreement` is counted on."""
    partners = dict(_pairs(first, second))
    told = set(partners.values())
    joined = []
    for i, mine in enumerate(first):
        if i in partners:
            joined.append(_both(mine, second[partners[i]], agreement))
        else:
            agreement.only_first += 1
            joined.append(_alone(mine, agreement.first))
    for j, theirs in enumerate(second):
        if j not in told and not any(_told_again(mine, theirs) for mine in first):
            agreement.only_second += 1
            joined.append(_alone(theirs, agreement.second))
    return sorted(joined, key=lambda one: one.claim.span)


def _pairs(first: Sequence[Claim], second: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """Claims of one event, one to one: those that agree in most slots first."""
    candidates = sorted(
        (-sum(_agrees(slot, mine, theirs) for slot in SLOTS), i, j)
        for (i, mine), (j, theirs) in product(enumerate(first), enumerate(second))
        if _one_event(mine, theirs)
    )
    left, right = set[int](), set[int]()
    for _, i, j in candidates:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield i, j


def _one_event(mine: Claim, theirs: Claim) -> bool:
    """The same ground won, left, held or fought for, in words that overlap; or elsewhere in the
    report, told as surely, of days and parties that do not contradict."""
    if mine.family != theirs.family or not _one_place(mine, theirs):
        return False
    if mine.span[0] < theirs.span[1] and theirs.span[0] < mine.span[1]:
        return True
    return mine.realised == theirs.realised and all(
        _agrees(slot, mine, theirs) for slot in ("actor", "against", "days")
    )


def _told_again(mine: Claim, theirs: Claim) -> bool:
    """The second reader has two tellings of an event of which the first one kept the fullest."""
    return mine.kind == theirs.kind and _one_event(mine, theirs)


def _one_place(mine: Claim, theirs: Claim) -> bool:
    return mine.place_key == theirs.place_key or _one_name(mine.place, theirs.place)


def _one_name(mine: str, theirs: str) -> bool:
    """One name, or one with a noun more: "the Tabqa dam", "Tabqa dam"."""
    few, many = sorted((set(fold(mine).split()), set(fold(theirs).split())), key=len)
    return bool(few) and (few <= many or similar(mine, theirs) >= SIMILAR_ENOUGH)


def _agrees(slot: str, mine: Claim, theirs: Claim) -> bool:
    """Nothing said is no contradiction."""
    if slot == "days":
        return mine.period.meets(theirs.period)
    if slot == "sources":
        return (
            not mine.sources
            or not theirs.sources
            or any(_one_name(a, b) for a, b in product(mine.sources, theirs.sources))
        )
    if slot in ("kind", "status"):
        return bool(getattr(mine, slot) == getattr(theirs, slot))
    ours, other = _party(mine, slot), _party(theirs, slot)
    if ours is None or other is None:
        return True
    norms = getattr(mine, f"{slot}_norm"), getattr(theirs, f"{slot}_norm")
    return norms[0] == norms[1] if all(norms) else _one_name(ours, other)


def _party(claim: Claim, slot: str) -> str | None:
    written: str | None = getattr(claim, f"{slot}_norm") or getattr(claim, slot)
    return written


def _both(mine: Claim, theirs: Claim, agreement: Agreement) -> Joined:
    agreement.both += 1
    doubts = []
    for slot in SLOTS:
        if _agrees(slot, mine, theirs):
            agreement.agreeing[slot] += 1
        else:
            doubts.append(
                Resolution(slot, mine.quote, _said(slot, mine), _said(slot, theirs), 0.0, DISAGREE)
            )
    return Joined(_filled(mine, theirs), tuple(doubts))


def _filled(mine: Claim, theirs: Claim) -> Claim:
    for slot in ("actor", "against"):
        if getattr(mine, slot) is None and getattr(theirs, slot) is not None:
            other = "against" if slot == "actor" else "actor"
            # Never both sides the same: the readers then see it the other way round.
            if _party(theirs, slot) != _party(mine, other):
                names = {one: getattr(theirs, one) for one in (slot, f"{slot}_norm")}
                mine = evolve(mine, **names)
    return evolve(mine, sources=mine.sources or theirs.sources)


def _alone(claim: Claim, reader: str) -> Joined:
    return Joined(claim, (Resolution("claim", claim.quote, reader, margin=0.0, reason=ALONE),))


def _said(slot: str, claim: Claim) -> str | None:
    if slot == "days":
        return "/".join(day.isoformat() if day else ".." for day in (claim.start, claim.end))
    if slot == "sources":
        return ", ".join(claim.sources)
    if slot in ("kind", "status"):
        return str(getattr(claim, slot))
    return _party(claim, slot)
