"""Reports into the record: what is new is read, batch by batch; what is known is skipped."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from attrs import define, evolve, field, frozen

from whoholds.intake.parts import Item
from whoholds.intake.pool import Pool
from whoholds.intake.reading import Outcome, batch_of, batches, read_batch
from whoholds.intake.revisions import Revisions, go_back_to
from whoholds.intake.summary import Summary, Tally
from whoholds.model import Reading, Report
from whoholds.readers.contract import Reader
from whoholds.record import Store
from whoholds.reports import Failure, claims_table
from whoholds.reports.claims_table import Coded

_MOST_LABELS = 10_000  # remembered, for corrections that name what they correct


def take_in(
    items: Iterable[Report | Failure],
    reader: Reader | Pool,
    store: Store,
    run: str,
    progress: Callable[[Summary], None] = lambda _: None,
    canonical: Callable[[str], str] = str,
    dry: bool = False,
    live: bool = False,
) -> Summary:
    """Read what `run` has not read yet and add it to `store`, batch by batch.

    `progress` is called after each batch with the summary so far. What a batch added stays,
    whatever happens to a later one. `canonical` gives the usual name of a speaker or publisher,
    by which the origins of what was added are traced at the end, together with those that a
    call which was killed left untraced. `dry` only counts what would be added. `live` says that
    the items are what their publishers show now: a known report is then in force again, where a
    later version had taken its place.
    """
    intake = _Intake(store, run, dry, live)
    try:
        for batch in _read(intake.unread(items), reader):
            intake.add(batch)
            progress(intake.tally.summary())
    finally:
        # Also where nothing is new: a call that was killed may have left places untraced.
        if not dry:
            store.trace_origins(intake.tally.places, canonical=canonical)
    return intake.tally.summary()


def take_in_read(
    parts: Iterable[list[Item]],
    store: Store,
    run: str,
    progress: Callable[[Summary], None] = lambda _: None,
    canonical: Callable[[str], str] = str,
    dry: bool = False,
) -> Summary:
    """As `take_in`, of what was read elsewhere; each of `parts` is a batch.

    The next part is asked for when the one before is in the record.
    """
    intake = _Intake(store, run, dry)
    try:
        for part in parts:
            read = {i[0].id: i[1] for i in part if not isinstance(i, Failure)}
            reports = intake.unread(i if isinstance(i, Failure) else i[0] for i in part)
            intake.add([(report, read[report.id]) for report in reports])
            progress(intake.tally.summary())
    finally:
        if not dry:
            store.trace_origins(intake.tally.places, canonical=canonical)
    return intake.tally.summary()


def take_in_coded(
    items: Iterable[Coded | Failure],
    store: Store,
    canonical: Callable[[str], str] = str,
    dry: bool = False,
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
    added = take_in(reports, _Coding(reading), store, run, canonical=canonical, dry=dry)
    return evolve(added, known=added.known + known)


@frozen
class _Coding:
    """The reader of reports whose claims are known already, by report id."""

    readings: Mapping[str, Reading]
    name: str = claims_table.READER
    version: str = claims_table.VERSION

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        return (self.readings[report.id] for report in reports)


def _read(reports: Iterable[Report], reader: Reader | Pool) -> Iterator[list[Outcome]]:
    if isinstance(reader, Pool):
        return reader.read_each(reports)
    return (read_batch(batch, reader) for batch in batches(reports, batch_of(reader)))


@define
class _Intake:
    """One call's way into the record. `flying` are the reports that are not in it yet."""

    store: Store
    run: str
    dry: bool
    live: bool = False
    tally: Tally = field(factory=Tally)
    flying: dict[str, Report] = field(factory=dict)
    labels: dict[str, str] = field(factory=dict)
    revisions: Revisions = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.revisions = Revisions(self.store)

    def unread(self, items: Iterable[Report | Failure]) -> Iterator[Report]:
        """The reports that the run has yet to read, each once; the rest goes into the tally."""
        for item in items:
            if isinstance(item, Failure):
                self.tally.failures.append(item)
                continue
            if item.label:
                self._remember(item.label, item.id)
            if item.id in self.flying or self.store.has_read(item.id, self.run):
                self.tally.known += 1
                if self.live and not self.dry and item.id not in self.flying:
                    go_back_to(item, self.store)
                continue
            corrects = self.revisions.of(item, self.flying)
            if item.revises:
                corrects = self.labels.get(item.revises) or self._named(item.revises)
            item = evolve(item, revises=corrects)
            self.flying[item.id] = item
            yield item

    def add(self, batch: list[Outcome]) -> None:
        """What was read of a batch goes into the record in one transaction."""
        read: list[tuple[Report, Reading]] = []
        for report, reading in batch:
            if isinstance(reading, Failure):
                self.tally.failures.append(reading)
            else:
                read.append((report, reading))
                self.tally.unread += report.language != "en"
                self.tally.hear(reading.claims)
        if self.dry:
            known = sum(self.store.report(report.id) is not None for report, _ in read)
            self.tally.new += len(read) - known
            self.tally.known += known
            # Without their texts: they are only to be known again.
            self.flying |= {report.id: evolve(report, text="") for report, _ in read}
            return
        added = self.store.add(self.run, read)
        self.tally.new += added.reports_new
        self.tally.known += added.reports_known
        for report, _ in batch:
            del self.flying[report.id]

    def _remember(self, label: str, report: str) -> None:
        self.labels[label] = report
        if len(self.labels) > _MOST_LABELS:
            del self.labels[next(iter(self.labels))]

    def _named(self, label: str) -> str:
        """The id of the report that a correction names by the label its giver had for it."""
        if self.store.report(label) is not None:
            return label
        return next((one.id for one in self.store.reports() if one.label == label), label)
