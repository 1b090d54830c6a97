"""Several processes that read at the same time. What they read comes back in order."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.reduction import ForkingPickler
from types import MappingProxyType
from typing import Any

from attrs import frozen

from whoholds.intake.reading import Outcome, batches, read_batch
from whoholds.model import Report, WhoholdsError
from whoholds.readers.contract import Reader

# Smaller than one process would take at once: nobody waits long for the last one.
POOL_REPORTS = 64
POOL_CHARACTERS = 250_000
_AHEAD = 2  # batches waiting for each process: it is never idle, and memory stays bounded


def _frozen(values: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(values)


def _thawed(proxy: MappingProxyType[Any, Any]) -> tuple[Any, ...]:
    return _frozen, (dict(proxy),)


# A theatre's read-only dictionaries, which the pickle module does not know.
ForkingPickler.register(MappingProxyType, _thawed)
# The reader of this process, where it is one of a pool.
_reader: Reader | None = None


@frozen
class Pool:
    """`make` builds the reader in each of `jobs` processes; it must be picklable."""

    make: Callable[[], Reader]
    jobs: int

    def read_each(self, reports: Iterable[Report]) -> Iterator[list[Outcome]]:
        """As `read_batch`, batch by batch. Raises WhoholdsError where a process dies."""
        # Not forked: the record is open here, and SQLite must not be carried across a fork.
        context = multiprocessing.get_context("spawn")
        executor = ProcessPoolExecutor(self.jobs, context, _begin, (self.make,))
        waiting: deque[Future[list[Outcome]]] = deque()
        try:
            for batch in batches(reports, POOL_REPORTS, POOL_CHARACTERS):
                waiting.append(executor.submit(_read, batch))
                if len(waiting) > _AHEAD * self.jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            raise WhoholdsError(
                "a reading process died, perhaps for want of memory; what was added is safe: "
                "run it again with fewer --jobs"
            ) from None
        finally:
            executor.shutdown(wait=True, cancel_futures=True)


def _begin(make: Callable[[], Reader]) -> None:
    global _reader
    # Ctrl-C is for the process that has the record; this one ends when that one does.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _reader = make()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read(batch: list[Report]) -> list[Outcome]:
    assert _reader is not None
    return read_batch(batch, _reader)
