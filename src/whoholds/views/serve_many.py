"""Several processes that answer at one port, each with its own connections and kept answers.

What one of them writes the others see within a quarter of a second (`api_reply.FRESH`).
"""

import multiprocessing
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from types import FrameType

import uvicorn
from fastapi import FastAPI

from whoholds.model import BadInput, WhoholdsError

_PAUSE = 1.0  # seconds before one that was killed is begun anew, as it may be again at once


def serve_many(
    make: Callable[[], FastAPI], configure: Callable[[FastAPI], uvicorn.Config], workers: int,
    host: str, port: int,
) -> None:  # fmt: skip
    """Serve until stopped. `make` gives each process its application; both must be picklable.

    A process that is killed is begun anew. Raises BadInput where the port is taken, WhoholdsError
    where a process gives up, as it does where the record is gone.
    """
    context = multiprocessing.get_context("spawn")
    with _listening(host, port) as listening:

        def begin() -> BaseProcess:
            process = context.Process(target=_work, args=(make, configure, listening))
            process.start()
            return process

        running = [begin() for _ in range(workers)]
        signal.signal(signal.SIGTERM, _stop)
        try:
            while True:
                wait([process.sentinel for process in running])
                time.sleep(_PAUSE)
                for n, process in enumerate(running):
                    if process.exitcode is not None:
                        if process.exitcode > 0:
                            raise WhoholdsError("a server process gave up: it says why above")
                        running[n] = begin()
        except KeyboardInterrupt:
            pass
        finally:
            for process in running:
                process.terminate()
            for process in running:
                process.join()


def _work(
    make: Callable[[], FastAPI],
    configure: Callable[[FastAPI], uvicorn.Config],
    listening: socket.socket,
) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        app = make()
    except WhoholdsError as error:
        sys.exit(str(error))
    uvicorn.Server(configure(app)).run(sockets=[listening])


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        signal.raise_signal(signal.SIGTERM)


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError:
            raise BadInput(
                f"port {port} on {host} cannot be used: choose another with --port"
            ) from None
        listening.listen(2048)
        listening.set_inheritable(True)
        yield listening
