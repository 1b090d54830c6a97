"""Reports → readings → record, with a count of everything that could not be made out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol

from attrs import astuple, define, evolve, field, frozen

from whoholds.model import Claim, Reading, Report, WhoholdsError
from whoholds.record import Store
from whoholds.reports import Failure, claims_table
from whoholds.reports.claims_table import Coded

# One transaction and one parse for so much: enough to keep the parser busy, little to lose.
BATCH_REPORTS = 256
BATCH_CHARACTERS = 1_000_000


class Reader(Protocol):
    """Whatever turns reports into claims; `name` and `version` go into the record's run."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]: ...


@frozen
class Summary:
    """What became of the reports of one call.

    `claims` counts those found in the reports read now; of these `unplaced` are at places that
    nothing knows, `unknown_actors` by an actor whom no theatre knows, `undated` without any day.
    `failures` could not be read.
    """

    new: int = 0
    known: int = 0
    failures: tuple[Failure, ...] = ()
    claims: int = 0
    unplaced: int = 0
    unknown_actors: int = 0
    undated: int = 0

    def __str__(self) -> str:
        return (
            f"{_count(self.new, 'report')} new, {self.known} known, {len(self.failures)} failed; "
            f"{_count(self.claims, 'claim')}: {self.unplaced} unplaced, "
            f"{self.unknown_actors} with an unknown actor, {self.undated} undated"
        )

    def plus(self, other: "Summary") -> "Summary":
        """Both together."""
        mine, theirs = astuple(self, recurse=False), astuple(other, recurse=False)
        return Summary(*(a + b for a, b in zip(mine, theirs, strict=True)))

    def to_json(self) -> dict[str, Any]:
        return {
            "reports": {"new": self.new, "known": self.known, "failed": len(self.failures)},
            "claims": self.claims,
            "unplaced": self.unplaced,
            "unknown_actors": self.unknown_actors,
            "undated": self.undated,
            "failures": [{"label": f.label, "reason": f.reason} for f in self.failures],
        }


@define
class _Tally:
    new: int = 0
    known: int = 0
    failures: list[Failure] = field(factory=list)
    claims: list[int] = field(factory=lambda: [0, 0, 0, 0])
    places: set[str] = field(factory=set)

    def hear(self, claims: Iterable[Claim]) -> None:
        for claim in claims:
            self.places.add(claim.place_key)
            kinds = (
                True,
                claim.place_id is None,
                claim.actor is not None and claim.actor_norm is None,
                claim.start is None and claim.end is None,
            )
            self.claims = [n + k for n, k in zip(self.claims, kinds, strict=True)]

    def summary(self) -> Summary:
        return Summary(self.new, self.known, tuple(self.failures), *self.claims)


def take_in(
    items: Iterable[Report | Failure],
    reader: Reader,
    store: Store,
    run: str,
    progress: Callable[[Summary], None] = lambda _: None,
    canonical: Callable[[str], str] = str,
) -> Summary:
    """Read what `run` has not read yet and add it to `store`, batch by batch.

    `progress` is called after each batch with the summary so far. What a batch added stays,
    whatever happens to a later one. `canonical` gives the usual name of a speaker or publisher,
    by which the origins of what was added are traced at the end.
    """
    tally = _Tally()
    try:
        _add_batches(items, reader, store, run, tally, progress)
    finally:
        if tally.places:
            store.trace_origins(tally.places, canonical=canonical)
    return tally.summary()


def take_in_coded(
    items: Iterable[Coded | Failure],
    store: Store,
    canonical: Callable[[str], str] = str,
) -> Summary:
    """Add reports that come with their claims. One whose original the record has is known."""
    reading: dict[str, Reading] = {}
    reports: list[Report | Failure] = []
    known = 0
    for item in items:
        if isinstance(item, Failure):
            reports.append(item)
        elif store.report(item.original) is not None:
            known += 1
        else:
            reading[item.report.id] = item.reading
            reports.append(item.report)
    run = store.begin_run(claims_table.READER, claims_table.VERSION)
    added = take_in(reports, _Coding(reading), store, run, canonical=canonical)
    return evolve(added, known=added.known + known)


@frozen
class _Coding:
    """The reader of reports whose claims are known already, by report id."""

    readings: Mapping[str, Reading]
    name: str = claims_table.READER
    version: str = claims_table.VERSION

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        return (self.readings[report.id] for report in reports)


def _add_batches(
    items: Iterable[Report | Failure],
    reader: Reader,
    store: Store,
    run: str,
    tally: _Tally,
    progress: Callable[[Summary], None],
) -> None:
    for batch in _batches(_unread(items, store, run, tally)):
        read: list[tuple[Report, Reading]] = []
        for report, reading in read_each(batch, reader):
            if isinstance(reading, Failure):
                tally.failures.append(reading)
            else:
                read.append((report, reading))
        added = store.add(run, read)
        tally.new += added.reports_new
        tally.known += added.reports_known
        for _, reading in read:
            tally.hear(reading.claims)
        progress(tally.summary())


def read_each(
    reports: Iterable[Report], reader: Reader
) -> Iterator[tuple[Report, Reading | Failure]]:
    """Each report with its reading, or with why the reader failed on it; in order, in batches."""
    for batch in _batches(reports):
        readings: list[Reading | Failure]
        try:
            readings = list(reader.read_many(batch))
        except Exception:  # noqa: BLE001 - one bad report must not cost the others of its batch
            readings = [_read_one(report, reader) for report in batch]
        yield from zip(batch, readings, strict=True)


def _read_one(report: Report, reader: Reader) -> Reading | Failure:
    try:
        (reading,) = reader.read_many([report])
    except WhoholdsError:
        raise
    except Exception as error:  # noqa: BLE001 - told as a failure of this report
        reason = f"the reader failed on it ({type(error).__name__}): please report this as a bug"
        return Failure(report.label or report.id, reason)
    return reading


def _unread(
    items: Iterable[Report | Failure], store: Store, run: str, tally: _Tally
) -> Iterator[Report]:
    """The reports that `run` has yet to read, each once; the rest goes into the tally."""
    seen: set[str] = set()
    labels: dict[str, str] = {}
    for item in items:
        if isinstance(item, Failure):
            tally.failures.append(item)
            continue
        if item.label:
            labels[item.label] = item.id
        if item.revises:
            item = evolve(item, revises=labels.get(item.revises) or _named(item.revises, store))
        if item.id in seen or store.has_read(item.id, run):
            tally.known += 1
        else:
            seen.add(item.id)
            yield item


def _named(label: str, store: Store) -> str:
    """The id of the report that a correction names: by the label that its giver had for it."""
    if store.report(label) is not None:
        return label
    return next((one.id for one in store.reports() if one.label == label), label)


def _batches(reports: Iterable[Report]) -> Iterator[list[Report]]:
    batch: list[Report] = []
    characters = 0
    for report in reports:
        batch.append(report)
        characters += len(report.text)
        if len(batch) >= BATCH_REPORTS or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
