"""Which claims go back to one source. Ten outlets with one wire story are one origin.

A telling joins an earlier one on the same place, by (in this order)

`attribution`  it names the publisher of the earlier one as its speaker;
`speaker`      both name the same speaker of the same event;
`text`         their passages are word for word the same, or nearly;
`publisher`    one publisher tells the same event again in its own voice;

and else is an origin of its own (`own`). It only ever joins what was published before it, or on
the same day: so the origins known on a day do not rest on what was published later, and an
unattributed copy belongs to the earliest publication.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import frozen

from whoholds.record.speakers import Canonical, chain, speaker_key

if TYPE_CHECKING:
    from datasketch import MinHash, MinHashLSH

# Measured on tests/record/origins.yaml (see docs/record.md).
SHINGLE_WORDS = 3
SIMILAR = 0.2
PASSAGE_WORDS = 50
# Days between two tellings' periods within which they may be of the same event.
GAP_DAYS = 3
# Days within which a text is copied: looked for among those of this many days and as many before.
COPY_DAYS = 31
# Above so many passages, sketches propose whom to compare; below, comparing all is faster. 64 bands
# of 2 rows propose 93 in 100 of the pairs at a similarity of 0.2, and 99 in 100 at 0.26.
_MANY, _BANDS, _ROWS = 100, 64, 2
_LONGEST_DAYS = 400  # a longer period is looked up by its two ends
_BIN_DAYS = 8
_WORD = re.compile(r"\w+")


@frozen
class Telling:
    """One claim as origins see it: who told what of which place, when, in which words.

    `actor` tells events apart where both tellings name one; `known` is the day by which the
    report was public; `passage` see `passage`.
    """

    claim: str
    report: str
    known: date
    publisher: str | None
    place: str
    family: str
    actor: str | None
    start: date | None
    end: date | None
    sources: tuple[str, ...]
    passage: str

    @property
    def days(self) -> tuple[date, date]:
        """The event's days, a missing end standing at the other, or at publication."""
        return self.start or self.end or self.known, self.end or self.start or self.known


@frozen
class Link:
    """`origin` is the id of the report that told it first, with `#speaker` where it named one."""

    origin: str
    basis: str


def passage(text: str, span: tuple[int, int]) -> str:
    """The words around `text[span]` that a copy would carry over: PASSAGE_WORDS and the quote.

    Limited to the paragraph, as an outlet adds its own paragraphs to a wire's.
    """
    start = text.rfind("\n\n", 0, span[0]) + 1
    end = text.find("\n\n", span[1])
    before = text[start : span[0]].split()[-PASSAGE_WORDS // 2 :]
    after = text[span[1] : end if end >= 0 else len(text)].split()[: PASSAGE_WORDS // 2]
    return " ".join((*before, text[span[0] : span[1]], *after))


@lru_cache(maxsize=10_000)
def shingles(text: str) -> frozenset[int]:
    """Hashes of all runs of SHINGLE_WORDS words; of the whole of a shorter text."""
    words = _WORD.findall(text.casefold())
    runs = range(max(1, len(words) - SHINGLE_WORDS + 1))
    return frozenset(zlib.crc32(" ".join(words[n : n + SHINGLE_WORDS]).encode()) for n in runs)


def similarity(one: frozenset[int], other: frozenset[int]) -> float:
    """Jaccard: what two sets of shingles share, of all that they have."""
    return len(one & other) / len(one | other)


def group(tellings: Iterable[Telling], canonical: Canonical = lambda name: name) -> dict[str, Link]:
    """Claim id → its origin. `canonical` gives the usual name of a speaker or publisher.

    The tellings of a place must all be there; those of different places do not touch.
    """
    places: dict[str, list[Telling]] = {}
    for telling in tellings:
        places.setdefault(telling.place, []).append(telling)
    return {
        claim: link
        for there in places.values()
        for claim, link in _group_place(there, canonical).items()
    }


def _group_place(tellings: Sequence[Telling], canonical: Canonical) -> dict[str, Link]:
    chains = {telling.claim: chain(telling.sources, canonical) for telling in tellings}
    ordered = sorted(tellings, key=lambda t: (t.known, len(chains[t.claim]), t.report, t.claim))
    copies = _Copies(ordered)
    publishers, speakers, voices = _Events(), _Events(), _Events()
    links: dict[str, Link] = {}
    roots: dict[str, Telling] = {}
    for telling in ordered:
        publisher = speaker_key(canonical(telling.publisher)) if telling.publisher else ""
        named = [key for key in chains[telling.claim] if key != publisher]
        found = (
            _first(publishers, named, telling, "attribution")
            or _first(speakers, named, telling, "speaker")
            or _copied(copies, telling, links)
            or (None if named else _first(voices, [publisher], telling, "publisher"))
        )
        if found is None:
            own = f"{telling.report}#{named[0]}" if named else telling.report
            found = own, "own"
        link = Link(*found)
        links[telling.claim] = link
        root = roots.setdefault(link.origin, telling)
        if publisher:
            publishers.add(publisher, root, telling, link.origin)
        for key in named:
            speakers.add(key, root, telling, link.origin)
        if publisher and not named and link.basis in ("own", "publisher"):
            voices.add(publisher, root, telling, link.origin)
    return links


def _first(
    events: "_Events", keys: Sequence[str], telling: Telling, basis: str
) -> tuple[str, str] | None:
    for key in keys:
        if key and (origin := events.find(key, telling)) is not None:
            return origin, basis
    return None


def _copied(copies: "_Copies", telling: Telling, links: dict[str, Link]) -> tuple[str, str] | None:
    earlier = [other for other in copies.of(telling) if other.claim in links]
    first = min(earlier, key=lambda other: (other.known, other.report), default=None)
    return (links[first.claim].origin, "text") if first else None


class _Events:
    """Origins on one place by who stands behind them, kind of event and days."""

    def __init__(self) -> None:
        self._bins: dict[tuple[str, str, int], dict[str, Telling]] = {}

    def add(self, key: str, root: Telling, telling: Telling, origin: str) -> None:
        """Let `origin` be found by `key`; its days are those of its `root`, told first."""
        for n in _bins(root):
            self._bins.setdefault((key, telling.family, n), {}).setdefault(origin, telling)

    def find(self, key: str, telling: Telling) -> str | None:
        """The first origin of the same event that `key` stands behind."""
        for n in _bins(telling, GAP_DAYS):
            known = self._bins.get((key, telling.family, n), {})
            for origin, other in known.items():
                if _same_event(telling, other):
                    return origin
        return None


def _bins(telling: Telling, margin: int = 0) -> Iterator[int]:
    first, last = (day.toordinal() for day in telling.days)
    if last - first > _LONGEST_DAYS:
        for day in (first, last):
            yield from range((day - margin) // _BIN_DAYS, (day + margin) // _BIN_DAYS + 1)
    else:
        yield from range((first - margin) // _BIN_DAYS, (last + margin) // _BIN_DAYS + 1)


def _same_event(one: Telling, other: Telling) -> bool:
    gap = timedelta(days=GAP_DAYS)
    (first, last), (other_first, other_last) = one.days, other.days
    return (
        (one.actor is None or other.actor is None or one.actor == other.actor)
        and first <= other_last + gap
        and other_first <= last + gap
    )


class _Copies:
    """Tellings on one place whose passages are nearly the same, word for word."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self._blocks: dict[tuple[str, int], dict[str, list[Telling]]] = {}
        for telling in tellings:
            block = self._blocks.setdefault(self._block(telling), {})
            block.setdefault(telling.passage, []).append(telling)
        self._indexes = {
            key: _index(block) for key, block in self._blocks.items() if len(block) > _MANY
        }

    @staticmethod
    def _block(telling: Telling) -> tuple[str, int]:
        return telling.family, telling.known.toordinal() // COPY_DAYS

    def of(self, telling: Telling) -> Iterator[Telling]:
        """Tellings in other reports of the same kind of event, in the days before and of it."""
        mine = telling.passage
        family, newest = self._block(telling)
        for key in ((family, newest - 1), (family, newest)):
            block = self._blocks.get(key, {})
            index = self._indexes.get(key)
            for text in block if index is None else index.query(_sketch(mine)):
                if text == mine or similarity(shingles(mine), shingles(text)) >= SIMILAR:
                    yield from (one for one in block[text] if one.report != telling.report)


def _index(passages: Iterable[str]) -> "MinHashLSH":
    from datasketch import MinHashLSH  # half a second that few records need

    index = MinHashLSH(num_perm=_BANDS * _ROWS, params=(_BANDS, _ROWS))
    for text in passages:
        index.insert(text, _sketch(text))
    return index


@lru_cache(maxsize=10_000)
def _sketch(text: str) -> "MinHash":
    from datasketch import MinHash

    sketch = MinHash(num_perm=_BANDS * _ROWS, hashfunc=int)
    sketch.update_batch(shingles(text))
    return sketch
