"""The record as its users see it: add, ask, decide. `docs/record.md` says what it promises."""

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection

from whoholds.model import BadInput, Claim, EventEvidence, Evidence, Place, Report, Resolution
from whoholds.record import asking
from whoholds.record.adding import Added, Item, Run, add
from whoholds.record.asof import AsOf, cut
from whoholds.record.checking import check
from whoholds.record.collector import collector_paused
from whoholds.record.database import Database
from whoholds.record.deciding import decide, resolve
from whoholds.record.decisions import Decision, effective_day
from whoholds.record.dumping import dump, load
from whoholds.record.evidence import View, claims_as_read, evidence, known_places
from whoholds.record.happenings import happenings
from whoholds.record.ids import run_id
from whoholds.record.journal import Writer, last_entry
from whoholds.record.names import fold as plain_fold
from whoholds.record.origins import Link, group
from whoholds.record.speakers import Canonical
from whoholds.record.touching import touched
from whoholds.record.tracing import tellings, write_links
from whoholds.record.words import Words, chunks

EVER = AsOf()
_PLACES_TRACED = 100  # whose evidence is in memory at once


class Store:
    """An open record. Threads may share it; every call is one transaction.

    Questions take an `AsOf`; without one they are asked of all that the record knows now.
    """

    def __init__(self, database: Database, fold: Callable[[str], str] = plain_fold) -> None:
        self._database = database
        self._fold = fold
        self._words = Words()
        self._runs: dict[str, Run] = {}
        self._recorded: dict[int, datetime] = {}
        self._turn = threading.RLock()

    @classmethod
    def open(
        cls,
        location: str | Path,
        create: bool = True,
        fold: Callable[[str], str] = plain_fold,
    ) -> Self:
        """Open the record at a path or a `postgresql://` URL, made if need be where `create`.

        `fold` gives the key under which spellings of a place are one (see `find_place`). Raises
        BadInput where there is no record, or something else, or a newer one.
        """
        return cls(Database(location, create), fold)

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def name(self) -> str:
        """What messages call the record: its path, or its URL without the password."""
        return self._database.name

    @property
    def location(self) -> str:
        """What another process would open the record by; a URL with its password."""
        return self._database.location

    # Writing

    def begin_run(
        self,
        reader: str,
        version: str,
        theatre: str | None = None,
        gazetteer: str | None = None,
    ) -> str:
        """The id of the run: reader, its version, digests of theatre and gazetteer.

        The same four are the same run. The record keeps it with the first reading added.
        """
        key = run_id(reader, version, theatre, gazetteer)
        self._runs[key] = Run(key, reader, version, theatre, gazetteer)
        return key

    def add(self, run: str, items: Iterable[Item], recorded: datetime | None = None) -> Added:
        """Add reports with what `run` read in them, all or none.

        `items` is gone through before the record is locked. A report that the run has read
        before changes nothing. `recorded` (default now) is timezone-aware and not before the
        record's last entry; else BadInput.
        """
        if run not in self._runs:
            raise BadInput(f"no run {run!r} was begun: call begin_run first")
        pairs = list(items)
        with collector_paused(), self.writing(recorded) as writer:
            return add(writer, self._runs[run], pairs, self._fold)

    def decide(
        self,
        kind: str,
        target: str,
        *,
        by: str,
        why: str,
        subject: str = "claim",
        field: str | None = None,
        value: Any = None,
        place: Place | None = None,
        misread: bool = False,
        recorded: datetime | None = None,
    ) -> Decision:
        """Accept, reject, dispute or reinstate a claim or report; correct a claim's field; merge
        or split a place or actor.

        `target` is the claim's or report's id, the place's key or the actor's name. `value` is
        the corrected value as `Claim.to_json` has it, or what to merge into. `place` is the
        gazetteer's entry where a corrected `place_id` is new to the record. On the published
        clock the decision counts from the day it is made, or with `misread` for as long as the
        report: it mends how the report was read, not what was known. Raises BadInput for what
        does not exist or cannot be.
        """
        with self.writing(recorded) as writer:
            wanted = Decision(
                kind=kind,
                subject=subject,
                target=target,
                by=by,
                why=why,
                recorded=writer.recorded,
                effective=effective_day(writer.recorded, misread),
                field=field,
                new=value,
            )
            return decide(writer, self._view(writer.connection, EVER), wanted, place)

    def resolve(
        self,
        report: str,
        resolutions: Sequence[Resolution],
        *,
        by: str,
        why: str,
        places: Sequence[Place] = (),
        misread: bool = True,
        recorded: datetime | None = None,
    ) -> None:
        """Say anew what mentions in one report mean; `misread` as in `decide`.

        It prevails over every reader's resolution, later ones too. `places` are the entries of
        targets that are new to the record.
        """
        with self.writing(recorded) as writer:
            made = Decision(
                kind="resolve",
                subject="report",
                target=report,
                by=by,
                why=why,
                recorded=writer.recorded,
                effective=effective_day(writer.recorded, misread),
            )
            view = self._view(writer.connection, EVER)
            resolve(writer, view, report, resolutions, places, made)

    def trace_origins(
        self,
        place_keys: Collection[str] | None = None,
        *,
        canonical: Canonical = str,
        recorded: datetime | None = None,
    ) -> int:
        """Group the claims on `place_keys` (None: all) by the source they go back to.

        Call it after `add` with the places added to; places of an add that was broken off
        before its tracing are traced too. `canonical` gives the usual name of a speaker or
        publisher. Returns the number of claims whose origin is new or other than before; the
        former links stay.
        """
        links: dict[str, Link] = {}
        with collector_paused(), self._looking() as view:
            if place_keys is None:
                keys = set(asking.places_in_use(view))
            else:
                keys = {*place_keys, *asking.untraced_places(view)}
            # Some places at a time: a large record's evidence does not fit in memory.
            for part in chunks(sorted(keys), _PLACES_TRACED):
                known = evidence(view, part, EVER, only_on=False)
                links |= group(tellings(view, known), canonical)
        with collector_paused(), self.writing(recorded) as writer:
            return write_links(writer, links)

    # Asking

    def has_read(self, report: str, run: str) -> bool:
        """True where the record has `run`'s reading of the report."""
        with self._database.reading() as connection:
            return asking.has_read(connection, report, run)

    def reports_read(self, run: str) -> list[str]:
        """The ids of all reports of which the record has `run`'s reading."""
        with self._database.reading() as connection:
            return asking.reports_read(connection, run)

    def runs(self) -> list[str]:
        """The ids of the runs that have read anything, oldest first."""
        with self._database.reading() as connection:
            return asking.runs(connection)

    def evidence(
        self,
        as_of: AsOf = EVER,
        place_keys: Collection[str] | None = None,
        *,
        only_on: bool = False,
    ) -> list[Evidence]:
        """Claims known at `as_of`, in the order in which they were recorded.

        Superseded readings, retracted reports and rejected claims are left out; corrections,
        resolutions and merges applied. `place_keys` (see `Claim.place_key`) None: all places.
        `as_of.on` limits them only with `only_on`, to claims whose days contain it: who holds
        a place on a day rests on evidence from before and after it. Grades are "F", sides empty.
        """
        with collector_paused(), self._looking(as_of) as view:
            return evidence(view, place_keys, as_of, only_on)

    def events(
        self,
        as_of: AsOf = EVER,
        *,
        place_keys: Collection[str] | None = None,
        actors: Collection[str] | None = None,
        types: Collection[str] | None = None,
        canonical: Canonical = str,
    ) -> list[EventEvidence]:
        """Events and relations known at `as_of`, in the order in which they were recorded.

        At `place_keys`, with one of `actors` on either side, of `types`; None: all. What is left
        out, and what merges do, is as for claims; `canonical` as in `trace_origins`.
        """
        with collector_paused(), self._looking(as_of) as view:
            return happenings(view, place_keys, actors, types, canonical)

    def by_place(self, as_of: AsOf = EVER) -> Iterator[tuple[str, list[Evidence]]]:
        """Place key and the evidence known on it, one place after the other.

        So that a large record need not be in memory at once.
        """
        with self._looking(as_of) as view:
            keys = asking.places_in_use(view)
        for key in keys:
            if found := self.evidence(as_of, [key]):
                yield key, found

    def decisions(self, target: str | None = None, as_of: AsOf = EVER) -> list[Decision]:
        """Decisions that count at `as_of` (those on `target`, or all), oldest first."""
        with self._looking(as_of) as view:
            return asking.decisions(view, target)

    def in_doubt(self, as_of: AsOf = EVER) -> dict[str, tuple[Resolution, ...]]:
        """Claim id → what its reader left for a person to look at: readers that disagree, days
        that do not follow from the text. Claims of which nothing was left are not there."""
        with self._looking(as_of) as view:
            return asking.in_doubt(view)

    def claims(self, ids: Collection[str]) -> dict[str, Claim]:
        """Claims by id as they are now understood, rejected ones too."""
        with self._looking() as view:
            return claims_as_read(view, ids)

    def readers(self, ids: Collection[str], as_of: AsOf = EVER) -> dict[str, Run]:
        """Report id → the run whose reading of it counts at `as_of`."""
        with self._looking(as_of) as view:
            return asking.readers(view, ids)

    def report(self, report_id: str) -> Report | None:
        """The report as it was added."""
        with self._looking() as view:
            return next(asking.reports(view, [report_id]), None)

    def reports(self, ids: Collection[str] | None = None, as_of: AsOf = EVER) -> Iterator[Report]:
        """Reports known at `as_of` (all, or those of `ids`), in the order of their recording."""
        with self._looking(as_of) as view:
            yield from asking.reports(view, ids)

    def addresses(self) -> Iterator[tuple[str, str]]:
        """The address and id of each report that has one, in the order of their recording."""
        with self._database.reading() as connection:
            yield from asking.addresses(connection)

    def places(self, keys: Collection[str] | None = None, as_of: AsOf = EVER) -> dict[str, Place]:
        """Place key → newest known entry, of `keys` or all.

        An unplaced key has an entry without coordinates, under the name first written.
        """
        with self._looking(as_of) as view:
            return known_places(view, asking.place_keys(view) if keys is None else keys)

    def find_place(self, name: str) -> list[Place]:
        """The places of which a report or the gazetteer spells the name so, most claims first.

        Spellings are compared folded. A place merged into another is found as that one.
        """
        with self._looking() as view:
            return asking.find_place(view, name, self._fold)

    def digest(self) -> str:
        """32 hex digits for the whole record as it is now; "" for an empty one."""
        with self._database.reading() as connection:
            return last_entry(connection)[2]

    def touched(self, since: str) -> set[str] | None:
        """The keys of places whose entry or evidence may differ from when the digest was `since`.

        None where that may be any of them, or where the record never had that digest.
        """
        with self._looking() as view:
            return touched(view, since)

    def counts(self) -> dict[str, int]:
        """Rows in the record: `reports`, `claims`, `readings`, `runs`, `places`, `decisions`,
        and of the claims those `unplaced`, `unnamed` (no actor), `undated` (open on both sides).
        """
        with self._database.reading() as connection:
            return asking.counts(connection)

    def check(self) -> list[str]:
        """Faults in the record, a line each: hashes, references, spans, triggers. None: whole."""
        with self._database.reading() as connection:
            return check(connection, Words())

    def dump(self) -> Iterator[str]:
        """The record as lines of JSON; see `docs/record.md`."""
        with self._database.reading() as connection:
            yield from dump(connection)

    def load(self, lines: Iterable[str]) -> int:
        """Fill this empty record from a dump, whole or not at all; the number of entries."""
        with collector_paused(), self._database.writing() as connection:
            return load(connection, lines)

    def backup(self, path: Path) -> None:
        """Copy the record, others reading and writing meanwhile, to a new SQLite file.

        Raises BadInput where there is a file already.
        """
        if path.exists():
            raise BadInput(f"{path} is there already: name a new file for the backup")
        if self._database.dialect == "sqlite":
            self._database.backup(path)
            return
        with Store.open(path) as copy:
            copy.load(self.dump())

    @contextmanager
    def writing(self, recorded: datetime | None = None) -> Iterator[Writer]:
        """A transaction for the record's own modules to write in: all of it or nothing."""
        # Threads wait here for what the one before has learnt, not only for the database.
        with self._turn:
            with self._database.writing() as connection:
                writer = Writer(connection, self._words, recorded)
                yield writer
                writer.commit()
            writer.committed()

    @contextmanager
    def _looking(self, as_of: AsOf = EVER) -> Iterator[View]:
        with self._database.reading() as connection:
            yield self._view(connection, as_of)

    def _view(self, connection: Connection, as_of: AsOf) -> View:
        last, decisions, rulings = asking.extent(connection)
        if last not in self._recorded:
            self._recorded.update(asking.entries_after(connection, max(self._recorded, default=0)))
        now = cut(connection, as_of)
        return View(connection, self._words, self._recorded, now, decisions, rulings)
