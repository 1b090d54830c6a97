"""The Python API: open a record, add reports, ask.

Days are `datetime.date` or "YYYY-MM-DD". Every question takes `known`, the last day whose
knowledge counts (None: all of it), and `clock`: by "published" a report is known from its day of
publication, by "recorded" from the moment this record learned it. Answers are
`whoholds.views.envelope.Answer`: frozen, iterable, with `to_json()` in the shape of `--json`.
What a caller can mend raises `whoholds.BadInput`, other failures `whoholds.WhoholdsError`.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property, partial
from os import PathLike, fspath
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from whoholds.intake import Pool, Reader, Summary, take_in, take_in_coded
from whoholds.knowledge.gazetteer import Gazetteer
from whoholds.knowledge.names import fold
from whoholds.knowledge.theatres import Theatre, find_theatre, shipped
from whoholds.knowledge.words import digest_of
from whoholds.model import BadInput, Change, EventEvidence, Holding, Report
from whoholds.readers import rules
from whoholds.record import AsOf, Doubt, Store
from whoholds.record.asof import Clock
from whoholds.reports import Failure, How, read_inputs
from whoholds.reports.coded import read_table, told_apart
from whoholds.views.answers import Answers
from whoholds.views.envelope import Answer, Reason, Weighed
from whoholds.views.happenings import EventFilter
from whoholds.views.lore import Lore
from whoholds.views.places import Places

if TYPE_CHECKING:
    from whoholds.views.brief import Brief
    from whoholds.views.export import Scope, Written
    from whoholds.views.plots import Drawn

Day = date | str
Location = str | PathLike[str]


def open(
    location: Location = "whoholds.db", theatre: str | Theatre | None = None, create: bool = True
) -> "Record":
    """The record in a SQLite file or at a `postgresql://` URL, made where there is none.

    `theatre` is a shipped one's name ("Syria"), a YAML file, or a `Theatre`. Without one every
    report is read by the shipped theatre that fits it. Raises BadInput for a file that is no
    record, an unknown theatre, and, without `create`, a record that is not there.
    """
    found = find_theatre(theatre) if isinstance(theatre, str) else theatre
    return Record(Store.open(fspath(location), create=create, fold=fold), found)


class Record:
    """An open record. Use it in a `with` block, or close it."""

    def __init__(self, store: Store, theatre: Theatre | None = None) -> None:
        self.store = store
        self.theatre = theatre

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self.store.close()

    def add(
        self,
        inputs: Location | Iterable[Location],
        reader: Reader | None = None,
        progress: Callable[[Summary], None] = lambda _: None,
        how: How | None = None,
        jobs: int | None = None,
        dry_run: bool = False,
        engine: str | None = None,
    ) -> Summary:
        """Read reports from files, folders, addresses or standard input ("-") into the record.

        What was read before is skipped. A report that cannot be read is among the summary's
        `failures`; it raises nothing. `reader` is by default the rules reader, in `jobs`
        processes, or, where `engine` is "ray" or "ray://HOST", in so many workers of a cluster (see
        `whoholds.intake.bulk`). A table of claims, as `export` writes it, is not read but taken as it is. `how`
        maps columns and widens limits; `dry_run` only counts.
        """
        given = [inputs] if isinstance(inputs, str | PathLike) else inputs
        tables, names = told_apart(fspath(name) for name in given)
        added = Summary()
        if names and engine:
            from whoholds.intake.bulk import Cluster, take_in_bulk

            if reader is not None:
                raise BadInput("a cluster reads by the rules alone: leave out --engine or --reader")
            run = self._run_of(rules.rules_reader(self.theatre, self.gazetteer))
            cluster = Cluster(engine, partial(rules.rules_reader, self.theatre), jobs)
            canonical = Lore(self.theatre).speaker
            added = take_in_bulk(names, cluster, self.store, run, progress, canonical, dry_run, how)
        elif names:
            items = read_inputs(names, how=how)
            added = self.take(items, reader, progress, jobs or 1, dry_run)
        for table in tables:
            canonical = Lore(self.theatre).speaker
            added = added.plus(take_in_coded(read_table(table), self.store, canonical, dry_run))
        return added

    def take(
        self,
        items: Iterable[Report | Failure],
        reader: Reader | None = None,
        progress: Callable[[Summary], None] = lambda _: None,
        jobs: int = 1,
        dry_run: bool = False,
        live: bool = False,
    ) -> Summary:
        """The same with reports that are there already; `live`: as their publishers show them now,
        so that an article put back to an earlier version goes back."""
        reading = reader or rules.rules_reader(self.theatre, self.gazetteer)
        run = self._run_of(reading)
        if jobs > 1 and reader is None:
            way: Reader | Pool = Pool(partial(rules.rules_reader, self.theatre), jobs)
        else:
            way = reading
        canonical = Lore(self.theatre).speaker
        return take_in(items, way, self.store, run, progress, canonical, dry_run, live)

    def _run_of(self, reader: Reader) -> str:
        digests = self._theatre_digest, self.gazetteer.digest
        return self.store.begin_run(reader.name, reader.version, *digests)

    def on(
        self,
        day: Day,
        known: Day | None = None,
        place: str | None = None,
        actor: str | None = None,
        clock: Clock = "published",
    ) -> Answer[Holding]:
        """Who holds each place on `day`, the largest place first.

        `place` and `actor`, in any spelling, narrow it down. A place of which nothing is told
        by then has no row; an unknown name raises BadInput with the nearest ones.
        """
        asked = as_day(day)
        return self.answers.on(_as_of(asked, known, clock), asked, place, actor)

    def history(
        self, place: str, known: Day | None = None, clock: Clock = "published"
    ) -> Answer[Holding]:
        """The holders of `place` in order of time, each from and to (earliest, latest) days."""
        return self.answers.history(_as_of(None, known, clock), place)

    def changes(
        self,
        start: Day | None = None,
        end: Day | None = None,
        lost_by: str | None = None,
        gained_by: str | None = None,
        place: str | None = None,
        known: Day | None = None,
        clock: Clock = "published",
    ) -> Answer[Change]:
        """Changes of holder that may have happened from `start` to `end`, both included."""
        first, last = (as_day(day) if day else None for day in (start, end))
        if first and last and last < first:
            raise BadInput(f"{first} to {last} runs backwards: swap the two days")
        as_of = _as_of(None, known, clock)
        return self.answers.changes(as_of, first, last, lost_by, gained_by, place)

    def events(
        self,
        place: str | None = None,
        actor: str | None = None,
        types: Iterable[str] | None = None,
        start: Day | None = None,
        end: Day | None = None,
        known: Day | None = None,
        clock: Clock = "published",
    ) -> Answer[EventEvidence]:
        """Events beside territory, and relations (see `docs/events.md`), by any of these."""
        days = (as_day(day) if day else None for day in (start, end))
        wanted = EventFilter(place, actor, tuple(types) if types else None, *days)
        return self.answers.events(_as_of(None, known, clock), wanted)

    def why(
        self, place: str, on: Day, known: Day | None = None, clock: Clock = "published"
    ) -> Answer[Reason]:
        """The claims behind the holder of `place` on the day `on`, those that decided first."""
        asked = as_day(on)
        return self.answers.why(_as_of(asked, known, clock), place, asked)

    def review(self, limit: int = 50, known: Day | None = None) -> list[Doubt]:
        """Claims for a person to look at, those first on which an answer hangs most."""
        from whoholds.views.reviewing import doubts

        as_of = _as_of(None, known, "published")
        return doubts(self.store, Lore(self.theatre), as_of, limit)

    def told(self, answer: Answer[Holding]) -> list[Weighed | None]:
        """For each holding of `answer` the claim to show for it, with its sentence and speakers."""
        return self.answers.told(AsOf(answer.on, answer.known, answer.clock), answer.results)

    def scope(
        self,
        on: Day | None = None,
        known: Day | None = None,
        clock: Clock = "published",
        start: Day | None = None,
        end: Day | None = None,
        round_km: float | None = None,
        redact_sources: bool = False,
        place: str | None = None,
    ) -> "Scope":
        """What an export, a brief or a plot is made of: this record, so far as it is asked for."""
        from whoholds.views.export import Privacy, Scope

        as_of = _as_of(as_day(on) if on else None, known, clock)
        first, last = (as_day(day) if day else None for day in (start, end))
        privacy = Privacy(round_km, redact_sources)
        keys = None
        if place is not None:
            found = Places(self.store, Lore(self.theatre), lambda: self.gazetteer).find(place)
            keys = frozenset(one.id for one in found.places)
        return Scope(self.store, self.theatre, as_of, first, last, privacy, keys)

    def export(
        self,
        kind: str,
        out: Location | None = None,
        *,
        form: str | None = None,
        hxl: bool = False,
        distinct: bool = False,
        texts: bool = False,
        **scope: Any,
    ) -> "Written":
        """Write claims, events, holdings, panel, geojson, gpkg, kml or prov to `out`, or to
        standard output. `scope` is as for `Record.scope`."""
        from whoholds.views.export import Options, export

        options = Options(form, hxl, distinct, texts)
        return export(kind, self.scope(**scope), fspath(out) if out else None, options)

    def brief(self, start: Day, end: Day, known: Day | None = None, **scope: Any) -> "Brief":
        """What changed from `start` to `end`, as data; `whoholds.views.brief_files` writes it."""
        from whoholds.views.brief import make

        return make(self.scope(known=known, start=start, end=end, **scope))

    def plot_history(
        self,
        place: str,
        known: Day | None = None,
        clock: Clock = "published",
        start: Day | None = None,
        end: Day | None = None,
    ) -> "Drawn":
        """A figure (`.figure`, `.save(path)`) of who held a place over time."""
        from whoholds.views import plots

        scope = self.scope(None, known, clock, start, end)
        keys = {one.place.id for one in self.history(place, known, clock)}
        told = self.store.evidence(scope.as_of, keys)
        return plots.history(scope, place, scope.histories_of(keys), told)

    def plot_actor(
        self,
        actor: str,
        known: Day | None = None,
        clock: Clock = "published",
        start: Day | None = None,
        end: Day | None = None,
    ) -> "Drawn":
        """A figure of how many places an actor held on each day."""
        from whoholds.views import plots

        scope = self.scope(None, known, clock, start, end)
        return plots.actor(scope, actor, list(scope.histories()))

    def plot_map(
        self,
        on: Day,
        known: Day | None = None,
        clock: Clock = "published",
        round_km: float | None = None,
    ) -> "Drawn":
        """A figure of the places, and the areas between them, on one day."""
        from whoholds.views import plots
        from whoholds.views.export.geography import Atlas

        return plots.day_map(Atlas(self.scope(on, known, clock, round_km=round_km)))

    @cached_property
    def answers(self) -> Answers:
        return Answers(self.store, self.theatre, lambda: self.gazetteer)

    @cached_property
    def _theatre_digest(self) -> str:
        """Of all that a reader could have read by: another state of it makes another run."""
        if self.theatre:
            return self.theatre.digest
        return digest_of(" ".join(t.digest for t in shipped().values()).encode())

    @cached_property
    def gazetteer(self) -> Gazetteer:
        return Gazetteer.load()


def as_day(day: Day) -> date:
    """`day` as a date; BadInput where it is none."""
    if isinstance(day, date):
        return day
    try:
        return date.fromisoformat(day.strip())
    except ValueError:
        raise BadInput(f"{day[:40]!r} is not a day: write it as YYYY-MM-DD") from None


def _as_of(day: date | None, known: Day | None, clock: Clock) -> AsOf:
    if clock not in ("published", "recorded"):
        raise BadInput(f"there is no clock {clock!r}: published or recorded")
    return AsOf(day, as_day(known) if known else None, clock)
