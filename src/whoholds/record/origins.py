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

from attrs import frozen
from datasketch import MinHash, MinHashLSH

from whoholds.record.speakers import Canonical, chain, speaker_key

# Measured on tests/record/origins.yaml (see docs/record.md).
SHINGLE_WORDS = 3
SIMILAR = 0.45
PASSAGE_WORDS = 50
# Days between two tellings' periods within which they may be of the same event.
GAP_DAYS = 3
# 64 permutations in 16 bands of 4 rows propose pairs from a similarity of about 0.4 up; those
# proposed are then compared exactly.
_PERMUTATIONS, _BANDS, _ROWS = 64, 16, 4
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


def shingles(text: str) -> frozenset[str]:
    """All runs of SHINGLE_WORDS words; the whole of a shorter text."""
    words = _WORD.findall(text.casefold())
    runs = range(max(1, len(words) - SHINGLE_WORDS + 1))
    return frozenset(" ".join(words[n : n + SHINGLE_WORDS]) for n in runs)


def similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard: what two sets of shingles share, of all that they have."""
    return len(one & other) / len(one | other)


def group(tellings: Iterable[Telling], canonical: Canonical = lambda name: name) -> dict[str, Link]:
    """Claim id → its origin. `canonical` gives the usual name of a speaker or publisher.

    The tellings of a place must all be there; those of different places do not touch.
    """
    chains = {telling: chain(telling.sources, canonical) for telling in tellings}
    ordered = sorted(chains, key=lambda t: (t.known, len(chains[t]), t.report, t.claim))
    copies = _Copies(ordered)
    publishers, speakers, voices = _Events(), _Events(), _Events()
    links: dict[Telling, Link] = {}
    roots: dict[str, Telling] = {}
    for telling in ordered:
        publisher = speaker_key(canonical(telling.publisher)) if telling.publisher else ""
        named = [key for key in chains[telling] if key != publisher]
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
        links[telling] = link
        root = roots.setdefault(link.origin, telling)
        if publisher:
            publishers.add(publisher, root, telling, link.origin)
        for key in named:
            speakers.add(key, root, telling, link.origin)
        if publisher and not named and link.basis in ("own", "publisher"):
            voices.add(publisher, root, telling, link.origin)
    return {telling.claim: link for telling, link in links.items()}


def _first(
    events: "_Events", keys: Sequence[str], telling: Telling, basis: str
) -> tuple[str, str] | None:
    for key in keys:
        if key and (origin := events.find(key, telling)) is not None:
            return origin, basis
    return None


def _copied(
    copies: "_Copies", telling: Telling, links: dict[Telling, Link]
) -> tuple[str, str] | None:
    for earlier in copies.of(telling):
        if earlier in links:
            return links[earlier].origin, "text"
    return None


class _Events:
    """Origins by who stands behind them, place, kind of event and days."""

    def __init__(self) -> None:
        self._bins: dict[tuple[str, str, str, int], dict[str, Telling]] = {}

    def add(self, key: str, root: Telling, telling: Telling, origin: str) -> None:
        """Let `origin` be found by `key`; its days are those of its `root`, told first."""
        for n in _bins(root):
            self._bins.setdefault((key, telling.place, telling.family, n), {}).setdefault(
                origin, telling
            )

    def find(self, key: str, telling: Telling) -> str | None:
        """The first origin of the same event that `key` stands behind."""
        for n in _bins(telling, GAP_DAYS):
            known = self._bins.get((key, telling.place, telling.family, n), {})
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
    """Passages that are nearly the same, word for word."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self._order = {telling: n for n, telling in enumerate(tellings)}
        reports: dict[str, set[str]] = {}
        for telling in tellings:
            reports.setdefault(telling.place, set()).add(telling.report)
        # A place that one report alone speaks of has no copies to look for.
        self._by_passage: dict[str, list[Telling]] = {}
        for telling in tellings:
            if len(reports[telling.place]) > 1:
                self._by_passage.setdefault(telling.passage, []).append(telling)
        self._index = MinHashLSH(num_perm=_PERMUTATIONS, params=(_BANDS, _ROWS))
        self._sketches: dict[str, MinHash] = {}
        for text in self._by_passage:
            sketch = MinHash(num_perm=_PERMUTATIONS, hashfunc=zlib.crc32)
            sketch.update_batch([shingle.encode() for shingle in shingles(text)])
            self._sketches[text] = sketch
            self._index.insert(text, sketch)

    def of(self, telling: Telling) -> list[Telling]:
        """Earlier tellings in other reports of the same kind of event there, first ones first."""
        sketch = self._sketches.get(telling.passage)
        if sketch is None:
            return []
        mine = shingles(telling.passage)
        found = [
            other
            for text in self._index.query(sketch)
            for other in self._like(telling, text)
            if text == telling.passage or similarity(mine, shingles(text)) >= SIMILAR
        ]
        return sorted(found, key=self._order.__getitem__)

    def _like(self, telling: Telling, text: str) -> Iterator[Telling]:
        for other in self._by_passage[text]:
            if (
                other.report != telling.report
                and other.place == telling.place
                and other.family == telling.family
                and self._order[other] < self._order[telling]
            ):
                yield other
