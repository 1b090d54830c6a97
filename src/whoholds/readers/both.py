"""Two readers as one: everything that either finds, and what they disagree on for a person."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from whoholds.model import Claim, Link, Reading, Report
from whoholds.model.resolution import ALONE
from whoholds.readers.contract import Reader
from whoholds.readers.joining import Agreement, join
from whoholds.reports import Failure


class BothReaders:
    """`first` is believed where they disagree. A report that one of them could not read has no
    reading, and is read again in the next call."""

    name = "both"

    def __init__(self, first: Reader, second: Reader) -> None:
        self.readers = first, second
        self.agreement = Agreement(first.name, second.name)
        self.batch: int | None = getattr(second, "batch", None)

    @property
    def version(self) -> str:
        return " + ".join(f"{one.name} {one.version}" for one in self.readers)

    def closing(self) -> list[str]:
        """How far the two agree, slot by slot, after what each has to say."""
        one = self.agreement
        lines = [line for reader in self.readers for line in getattr(reader, "closing", list)()]
        lines.append(
            f"claims that both tell: {one.both}; {one.first} alone: {one.only_first}; "
            f"{one.second} alone: {one.only_second}"
        )
        if one.both:
            lines += [f"  {slot:8} agrees in {n} of {of}" for slot, n, of in one.rows()]
        return lines

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading | Failure]:
        given = list(reports)
        first, second = (one.read_many(given) for one in self.readers)
        for mine, theirs in zip(first, second, strict=True):
            if isinstance(mine, Failure) or isinstance(theirs, Failure):
                yield mine if isinstance(mine, Failure) else theirs
            else:
                yield self._joined(mine, theirs)

    def _joined(self, mine: Reading, theirs: Reading) -> Reading:
        joined = join(mine.claims, theirs.claims, self.agreement)
        claims = tuple(one.claim for one in joined)
        doubts = [doubt for one in joined for doubt in one.doubts]
        # Of an event that both tell, the days are the first reader's.
        alone = {doubt.mention for doubt in doubts if doubt.reason == ALONE}
        kept = [
            one
            for one in (*mine.resolutions, *theirs.resolutions)
            if one not in theirs.doubts or one.mention in alone
        ]
        used = {claim.place_id for claim in claims} | {event.place_id for event in mine.events}
        places = {place.id: place for place in (*theirs.places, *mine.places)}
        return evolve(
            mine,
            claims=claims,
            resolutions=tuple(dict.fromkeys([*kept, *doubts])),
            places=tuple(place for key, place in places.items() if key in used),
            theatre=mine.theatre or theirs.theatre,
            refused=(*mine.refused, *theirs.refused),
            links=_relinked(mine, claims),
        )


def _relinked(mine: Reading, claims: Sequence[Claim]) -> tuple[Link, ...]:
    """The links of the first reader, whose claims now stand elsewhere in the list."""
    at = {(claim.kind, claim.span): number for number, claim in enumerate(claims)}
    keys = [(claim.kind, claim.span) for claim in mine.claims]
    return tuple(
        evolve(link, claim=at[keys[link.claim]]) for link in mine.links if keys[link.claim] in at
    )
