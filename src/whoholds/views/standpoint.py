"""What is known at one time, kept up with a record that is written to meanwhile.

Of a write only the places of which something else is told are inferred again.
"""

from collections.abc import Collection
from threading import Lock

from attrs import define, evolve, field

from whoholds.control.infer import Question
from whoholds.control.parameters import DEFAULT
from whoholds.knowledge.theatres import Theatre
from whoholds.model import Place
from whoholds.record import AsOf, Store
from whoholds.views.board import Board, Words
from whoholds.views.board_keeping import keep, kept, method_of
from whoholds.views.board_making import make_board
from whoholds.views.hearing import Hearing
from whoholds.views.lore import Lore


@define
class _Following:
    """A hearing, the record's digest for which it is right, and one board made from it."""

    hearing: Hearing
    digest: str
    board: Board | None = None


@define
class Standpoint:
    """All questions at `as_of`, whatever day it asks about; threads may share it."""

    store: Store
    lore: Lore
    theatre: Theatre | None
    as_of: AsOf
    # Apart from each other: one place is not to wait for all of them.
    _single: _Following | None = None
    _whole: _Following | None = None
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
            if found is not None and found.digest == digest and found.board:
                return found.board
            touched = self.store.touched(found.digest) if found else None
            if found is None or found.board is None or touched is None:
                hearing = self._hearing()
                board = make_board(hearing.questions(), Words(), self.as_of.known)
                self._whole = _Following(hearing, digest, board)
                self._keep(self._whole, board)
                return board
            reached = found.hearing.learn(touched)
            questions = found.hearing.questions(reached)
            fresh = make_board(questions, found.board.words, self.as_of.known)
            board = found.board.with_places(fresh, reached)
            self._whole = evolve(found, digest=digest, board=board)
            if len(reached) > len(board.places) // 20:
                self._keep(self._whole, board)
            return board

    def _hearing(self) -> Hearing:
        return Hearing(self.store, self.lore, self.theatre, self.as_of)

    def _taken_up(self) -> _Following | None:
        """The board of an earlier start."""
        if self.as_of.known is not None:
            return None
        found = kept(self.store.name, self._method())
        return _Following(self._hearing(), found[1], found[0]) if found else None

    def _keep(self, following: _Following, board: Board) -> None:
        if self.as_of.known is None:
            keep(board, self.store.name, self._method(), following.digest)

    def _method(self) -> str:
        theatres = sorted(theatre.digest for theatre in self.lore.theatres)
        return method_of(repr(DEFAULT), str(self.theatre is not None), *theatres)
