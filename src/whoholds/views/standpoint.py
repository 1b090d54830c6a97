"""What is known at one time, kept up with a record that is written to meanwhile.

Of a write only the places of which something else is told are inferred again.
"""

import signal
from collections.abc import Collection
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from attrs import define, evolve, field

from whoholds.control.infer import Question
from whoholds.control.parameters import DEFAULT
from whoholds.knowledge.theatres import Theatre
from whoholds.model import Place
from whoholds.record import AsOf, Store
from whoholds.views.board import Board, Words
from whoholds.views.board_keeping import home_of, method_of, read_board, write_board
from whoholds.views.board_making import make_board
from whoholds.views.hearing import Hearing
from whoholds.views.lore import Lore

MANY = 2_000  # places: fewer are sooner inferred than read


@define
class _Following:
    """A hearing, and the record's digest for which it is right."""

    hearing: Hearing
    digest: str


@define
class _Whole(_Following):
    board: Board


@define
class Standpoint:
    """All questions at `as_of`, whatever day it asks about; threads may share it."""

    store: Store
    lore: Lore
    theatre: Theatre | None
    as_of: AsOf
    # Apart from each other: one place is not to wait for all of them.
    _single: _Following | None = None
    _whole: _Whole | None = None
    _asking: Lock = field(factory=Lock)
    _making: Lock = field(factory=Lock)

    def questions(self, keys: Collection[str]) -> list[Question]:
        """What is to be answered of each of the places `keys` of which anything is told."""
        with self._asking:
            return self._followed().hearing.questions(keys)

    def places(self) -> Collection[Place]:
        """Every place that the record has an entry for."""
        with self._asking:
            return list(self._followed().hearing.nest.places.values())

    def _followed(self) -> _Following:
        digest = self.store.digest()
        found = self._single
        if found is None:
            found = _Following(self._hearing(), digest)
        elif found.digest != digest:
            touched = self.store.touched(found.digest)
            if touched is None:
                found = _Following(self._hearing(), digest)
            else:
                found.hearing.learn(touched)
                found.digest = digest
        self._single = found
        return found

    def board(self) -> Board:
        """All places as they are known now."""
        with self._making:
            digest = self.store.digest()
            if self._whole is None:
                self._whole = self._taken_up()
            found = self._whole
            if found is not None and found.digest == digest:
                return found.board
            touched = self.store.touched(found.digest) if found else None
            if found is None or touched is None:
                found = self._made_elsewhere() or self._made()
                self._whole = found
                if found.digest == digest:
                    return found.board
                touched = self.store.touched(found.digest) or set()
            reached = found.hearing.learn(touched)
            questions = found.hearing.questions(reached)
            fresh = make_board(questions, found.board.words, self.as_of.known)
            board = found.board.with_places(fresh, reached)
            self._whole = evolve(found, digest=digest, board=board)
            if len(reached) > len(board.places) // 20:
                self._keep(self._whole)
            return board

    def _hearing(self) -> Hearing:
        return Hearing(self.store, self.lore, self.theatre, self.as_of)

    def _taken_up(self) -> _Whole | None:
        """The board of an earlier start."""
        if self.as_of.known is not None:
            return None
        return self._read(home_of(self.store.name))

    def _read(self, path: Path) -> _Whole | None:
        found = read_board(path, self._method())
        return _Whole(self._hearing(), found[1], found[0]) if found else None

    def _made(self) -> _Whole:
        digest = self.store.digest()
        hearing = self._hearing()
        board = make_board(hearing.questions(), Words(), self.as_of.known)
        return _Whole(hearing, digest, board)

    def _made_elsewhere(self) -> _Whole | None:
        """The same by another process, as this one has readers to answer; None where that is not
        worth it, or failed."""
        if self.store.name == ":memory:" or self.store.counts()["places"] < MANY:
            return None
        with TemporaryDirectory() as folder:
            path = Path(folder) / "board.npz"
            if self.as_of.known is None:
                path = home_of(self.store.name)
            asked = (self.store.location, self.theatre, self.as_of, path)
            child = get_context("spawn").Process(target=_make_and_write, args=asked, daemon=True)
            child.start()
            child.join()
            return self._read(path)

    def _keep(self, whole: _Whole) -> None:
        if self.as_of.known is None and len(whole.board.places) >= MANY:
            write_board(home_of(self.store.name), whole.board, self._method(), whole.digest)

    def _method(self) -> str:
        theatres = sorted(theatre.digest for theatre in self.lore.theatres)
        return method_of(repr(DEFAULT), str(self.theatre is not None), *theatres)


def _make_and_write(location: str, theatre: Theatre | None, as_of: AsOf, path: Path) -> None:
    """What the other process does."""
    # Ctrl-C is for the process that answers; this one ends with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with Store.open(location, create=False) as store:
        standpoint = Standpoint(store, Lore(theatre), theatre, as_of)
        made = standpoint._made()
        write_board(path, made.board, standpoint._method(), made.digest)
