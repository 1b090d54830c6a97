"""Threads that wait for a server while others work. Nobody waits for them: a command that is
interrupted ends at once, whatever they are at."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Threads:
    """So many threads. The standard library's executor would be waited for when Python ends, for
    as long as a slow server takes."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._started = 0
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()

    def submit(self, do: Callable[P, T], *args: P.args, **named: P.kwargs) -> Future[T]:
        """What `do` will return or raise."""
        future: Future[T] = Future()

        def work() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(do(*args, **named))
            except BaseException as error:  # noqa: BLE001 - raised where the result is asked for
                future.set_exception(error)

        self._jobs.put(work)
        if self._started < self._number:
            self._started += 1
            threading.Thread(target=self._run, daemon=True).start()
        return future

    def close(self) -> None:
        """Drop what has not begun; each thread ends after what it is at."""
        while True:
            try:
                self._jobs.get_nowait()
            except queue.Empty:
                break
        for _ in range(self._started):
            self._jobs.put(None)

    def _run(self) -> None:
        while (work := self._jobs.get()) is not None:
            work()
