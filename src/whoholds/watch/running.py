"""The loop around the rounds, and what is told after each."""

import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from whoholds.api import Record
from whoholds.intake import Reader, Summary
from whoholds.model import WhoholdsError
from whoholds.reports import Failure
from whoholds.reports.fetch import Fetcher
from whoholds.watch import telling
from whoholds.watch.config import Watched
from whoholds.watch.polling import Round, poll
from whoholds.watch.state import State

_LEAST_SLEEP = 1.0
_BEGUN = "begun"  # stands among the keys of changes told once there was a first round


def watch(
    record: Record,
    watched: Watched,
    state_path: Path,
    once: bool = False,
    allow_private: bool = False,
    reader: Reader | None = None,
    report: Callable[[Round], None] = lambda _: None,
) -> Summary:
    """Poll until stopped, or one round with `once`; the sum of what was added.

    The first round on a record tells of no change: what it held before is not news.
    """
    total = Summary()
    chance = random.Random()  # noqa: S311 - spreads the polls, keeps no secret
    with State(state_path) as state, Fetcher(allow_private) as fetch:
        if state.untold([_BEGUN]):
            for key in _changes(record):
                state.told(key)
            state.told(_BEGUN)
        while True:
            done = poll(
                watched,
                state,
                fetch,
                lambda items: record.take(items, reader, live=True),
                time.time,
                chance,
            )
            failures = tell_all(record, watched, state, allow_private)
            total = total.plus(done.added).plus(Summary(failures=failures))
            report(done)
            if once:
                return total
            time.sleep(max(done.next_due - time.time(), _LEAST_SLEEP))


def tell_all(
    record: Record, watched: Watched, state: State, allow_private: bool
) -> tuple[Failure, ...]:
    """Tell what nobody was told of; what fails is told again after the next round."""
    if not (watched.webhook or watched.command or watched.atom):
        return ()
    changes = _changes(record)
    failures = []
    for key in state.untold(list(changes)):
        try:
            telling.tell(changes[key], watched, allow_private)
        except WhoholdsError as error:
            failures.append(Failure(telling.title(changes[key]), str(error)))
        else:
            state.told(key)
    if watched.atom:
        telling.write_atom(watched.atom, changes)
    return tuple(failures)


def _changes(record: Record) -> dict[str, dict[str, Any]]:
    return telling.keyed(record.changes().to_json()["results"])
