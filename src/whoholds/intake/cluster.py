"""Reading on Ray: files are opened on the workers, and readers wait there with their models."""

import logging
import os
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from whoholds.intake.parts import COLUMNS, report_of, row_of, table, to_json
from whoholds.intake.reading import Outcome, read_batch
from whoholds.model import BadInput, Reading, Report, WhoholdsError
from whoholds.readers.contract import Reader
from whoholds.reports import Failure, How
from whoholds.reports.how import Gauge
from whoholds.reports.remote import read_name, spread

if TYPE_CHECKING:
    import pyarrow

ENGINE = "ray"
# So that two processors hold two readers and still open files: none waits for the other.
_READER_SHARE, _FILE_SHARE = 0.75, 0.25
_BATCH_REPORTS = 64
_BLOCK_BYTES = 400_000  # what goes from worker to worker: a hundred reports or two
_PART_REPORTS = 5_000  # in one Parquet file and one transaction
_STORE_BYTES = 400_000_000  # of a Ray that is started here, for blocks under way
_TIMES_TRIED = 2  # a report alone, before it is taken to be what kills the reader


@frozen
class Cluster:
    """`make` builds the reader in each of `jobs` workers (None: one a processor).

    `address` is "ray" for a cluster started here for the time of the call (or the one that
    RAY_ADDRESS names), or "ray://HOST[:PORT]".
    """

    address: str
    make: Callable[[], Reader]
    jobs: int | None = None

    def read(
        self, names: Iterable[str], how: How, known: Collection[str] = ()
    ) -> Iterator["pyarrow.Table"]:
        """What is read behind `names`, in their order, as tables of `parts`.

        Reports whose id is among `known` come back unread. Raises BadInput where there is no Ray
        to be had, WhoholdsError where the cluster is lost.
        """
        given = list(names), evolve(how, gauge=Gauge()), known
        with _ray(self.address, self.jobs) as ray:
            try:
                if self.address == ENGINE:
                    yield from self.tables(*given)
                else:
                    yield from _fed(ray, self, *given)
            except (ray.exceptions.RayError, ConnectionError) as error:
                reason = str(error).strip().splitlines() or [type(error).__name__]
                raise WhoholdsError(
                    f"the Ray cluster failed ({reason[-1][:200]}); what was read is safe: "
                    "run it again to go on"
                ) from error

    def tables(
        self, names: list[str], how: How, known: Collection[str]
    ) -> Iterator["pyarrow.Table"]:
        """As `read`, within a process of the cluster."""
        import ray

        _set_up_data()
        files = spread(names)
        if files:
            yield from self._dataset(ray, files, how, known).iter_batches(
                batch_size=_PART_REPORTS, batch_format="pyarrow", prefetch_batches=1
            )

    def _dataset(self, ray: Any, files: list[str], how: How, known: Collection[str]) -> Any:
        import numpy as np

        # Sorted bytes, which the workers of one machine share.
        ids = ray.put(np.array(sorted(known), dtype="S24"))
        ledger = ray.remote(num_cpus=0, max_restarts=-1)(_Ledger).remote()
        jobs = self.jobs or max(1, int(ray.cluster_resources().get("CPU", 1)))
        named = ray.data.from_items(
            [{"name": file} for file in files], override_num_blocks=len(files)
        )
        opened = named.flat_map(_Opening(how, ids), num_cpus=_FILE_SHARE)
        return opened.map_batches(
            _Extractor,
            fn_constructor_args=(self.make, ledger),
            batch_format="pyarrow",
            batch_size=_BATCH_REPORTS,
            compute=ray.data.ActorPoolStrategy(size=jobs),
            num_cpus=_READER_SHARE,
        )


@frozen
class _Opening:
    """A file's name → a row for each report in it. A report that is known has an empty reading."""

    how: How
    known: Any  # a reference to the sorted ids

    def __call__(self, file: dict[str, str]) -> Iterator[dict[str, str | None]]:
        import numpy as np
        import ray

        known = ray.get(self.known)
        for item in read_name(file["name"], self.how):
            if isinstance(item, Failure):
                row = row_of(item)
            else:
                key = item.id.encode()
                place = np.searchsorted(known, key)
                seen = place < len(known) and known[place] == key
                row = row_of((item, Reading())) if seen else (to_json(item), None, None)
            yield dict(zip(COLUMNS, row, strict=True))


class _Extractor:
    """An actor with a reader. A batch at which one died before is read report by report."""

    def __init__(self, make: Callable[[], Reader], ledger: Any) -> None:
        self._reader = make()
        self._ledger = ledger

    def __call__(self, rows: "pyarrow.Table") -> "pyarrow.Table":
        given = [tuple(row[name] for name in COLUMNS) for row in rows.to_pylist()]
        unread = {row: report_of(row[0]) for row in given if row[0] and not row[1] and not row[2]}
        read = dict(zip(unread, self._read(list(unread.values())), strict=True))
        return table(row_of(read[row]) if row in read else row for row in given)

    def _read(self, reports: list[Report]) -> list[Outcome]:
        key = " ".join(report.id for report in reports)
        if self._tries(key) == 1:
            outcomes = read_batch(reports, self._reader)
        else:
            outcomes = [self._read_alone(report) for report in reports]
        self._forget(key)
        return outcomes

    def _read_alone(self, report: Report) -> Outcome:
        if self._tries(report.id) > _TIMES_TRIED:
            reason = "the reader dies of it: please report this as a bug"
            return report, Failure(report.label or report.id, reason)
        (outcome,) = read_batch([report], self._reader)
        self._forget(report.id)
        return outcome

    def _tries(self, key: str) -> int:
        import ray

        tries: int = ray.get(self._ledger.tries.remote(key))
        return tries

    def _forget(self, key: str) -> None:
        import ray

        ray.get(self._ledger.forget.remote(key))


class _Ledger:
    """An actor that outlives the readers: how often the reading of what was begun and not ended."""

    def __init__(self) -> None:
        self._tries: dict[str, int] = {}

    def tries(self, key: str) -> int:
        self._tries[key] = self._tries.get(key, 0) + 1
        return self._tries[key]

    def forget(self, key: str) -> None:
        self._tries.pop(key, None)


class _Feeder:
    """An actor that runs the data set: from without, at `ray://`, Ray Data cannot be run."""

    def __init__(
        self, cluster: Cluster, names: list[str], how: How, known: Collection[str]
    ) -> None:
        self._tables = cluster.tables(names, how, known)

    def next(self) -> "pyarrow.Table | None":
        return next(self._tables, None)


def _fed(
    ray: Any, cluster: Cluster, names: list[str], how: How, known: Collection[str]
) -> Iterator["pyarrow.Table"]:
    # The cluster's machines have another working folder.
    local = [name if "://" in name else str(Path(name).absolute()) for name in names]
    feeder = ray.remote(num_cpus=0)(_Feeder).remote(cluster, local, how, list(known))
    coming = feeder.next.remote()
    while (rows := ray.get(coming)) is not None:
        coming = feeder.next.remote()
        yield rows


def _set_up_data() -> None:
    import ray.data

    logging.getLogger("ray.data").setLevel(logging.ERROR)
    warnings.filterwarnings("ignore", module="ray")
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.target_max_block_size = _BLOCK_BYTES
    # Which version of an article corrects which is told by their order.
    context.execution_options.preserve_order = True


@contextmanager
def _ray(address: str, jobs: int | None) -> Iterator[Any]:
    """The module, connected; ended again where it was not connected before."""
    # Reading a record is nobody else's business: Ray counts its users unless told not to.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    warnings.filterwarnings("ignore", module="ray")
    try:
        import ray
    except ImportError:
        raise BadInput(f"--engine {ENGINE} needs Ray: pip install 'whoholds[cluster]'") from None
    started = not ray.is_initialized()
    if started:
        if address != ENGINE:
            settings: dict[str, Any] = {"address": address}
        elif os.environ.get("RAY_ADDRESS"):
            settings = {}
        else:
            processors = jobs or os.cpu_count() or 1
            settings = {
                "address": "local",
                "num_cpus": processors,
                "object_store_memory": _STORE_BYTES,
                "include_dashboard": False,
            }
        try:
            ray.init(logging_level=logging.ERROR, log_to_driver=False, **settings)
        except (ConnectionError, RuntimeError, ValueError, TimeoutError, ImportError) as error:
            raise BadInput(
                f"no Ray cluster answers at {address} ({type(error).__name__}): "
                "check that it runs, and with the same version of Ray and Python"
            ) from error
    try:
        yield ray
    finally:
        if started:
            ray.shutdown()
