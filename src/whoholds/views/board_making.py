"""Questions → a board: each place's history inferred, and what answers need of it kept."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
from attrs import Factory, define

from whoholds import control
from whoholds.control import History
from whoholds.control.changes import changes
from whoholds.control.infer import Question
from whoholds.control.parameters import DEFAULT
from whoholds.model import Change, Evidence, Holding, Place
from whoholds.views.board import DAILY, EPOCH, EVER, NEVER, NOBODY, Board, Words, order_of
from whoholds.views.envelope import result_json
from whoholds.views.page_segments import CONTESTED, DIVIDED, segments
from whoholds.views.ragged import Ragged

_MICROSECOND = 1_000_000
_Columns = dict[str, list[Any]]
# Columns and how their values are kept.
_KINDS = {
    "segments": {"day": "i4", "row": "i4", "flags": "u1", "sure": "u1", "state": "i4"},
    "told": {"day": "i4"},
    "chances": {"chance": "f8"},
    "priors": {"chance": "f8"},
    "rows": {"text": "O", "actor": "i4"},
    "changes": {"text": "O", "first": "i4", "last": "i4", "loser": "i4", "winner": "i4"},
    "claims": {
        "id": "S24",
        "start": "i4",
        "end": "i4",
        "published": "i4",
        "recorded": "i8",
        "actor": "i4",
        "against": "i4",
        "kind": "i4",
        "status": "i4",
        "report": "i4",
        "place": "i4",
        "norm": "i4",
        "placed": "?",
    },
}


def make_board(questions: Iterable[Question], words: Words, until: date | None) -> Board:
    """The board of the places that `questions` ask about; `until` as `control.infer` has it."""
    asked = sorted(questions, key=lambda question: order_of(question[0]))
    making = _Making(words)
    places: list[Place] = []
    for question, history in zip(asked, control.infer_many(asked, until=until), strict=True):
        making.add(history, question[1])
        places.append(history.place)
    return making.board(places)


@define
class _Table:
    """Rows that are being gathered, and how many each place has."""

    kinds: dict[str, str]
    columns: _Columns = Factory(dict)
    lengths: list[int] = Factory(list)

    def add(self, rows: Sequence[Sequence[Any]]) -> None:
        """One place's rows, each in the order of `kinds`."""
        self.lengths.append(len(rows))
        for name, values in zip(self.kinds, zip(*rows, strict=True), strict=False):
            self.columns.setdefault(name, []).extend(values)

    def ragged(self) -> Ragged:
        made = {
            name: np.array(self.columns.get(name, []), dtype=kind)
            for name, kind in self.kinds.items()
        }
        return Ragged.of(self.lengths, **made)


class _Making:
    def __init__(self, words: Words) -> None:
        self._words = words
        self._tables = {name: _Table(kinds) for name, kinds in _KINDS.items()}

    def add(self, history: History, heard: Sequence[Evidence]) -> None:
        """What is kept of one place."""
        number = self._words.number
        tables = self._tables
        rows, parts = self._rows(history)
        tables["rows"].add(rows)
        tables["segments"].add(parts)
        tables["told"].add([(day - EPOCH,) for day in history.days])
        tables["chances"].add([(one,) for one in history.posterior.ravel().tolist()])
        tables["priors"].add([(one,) for one in history.prior])
        tables["changes"].add([self._change(one) for one in changes([history])])
        own = (one for one in heard if one.claim.place_key == history.place.id)
        tables["claims"].add([_claim(one, number) for one in own])

    def board(self, places: Sequence[Place]) -> Board:
        made = {name: table.ragged() for name, table in self._tables.items()}
        return Board(words=self._words, places=places, hazard=DEFAULT.hazard, **made)

    def _rows(self, history: History) -> tuple[list[Any], list[Any]]:
        """Rows of holdings, with one for each way of being told of without a holder; and of
        segments."""
        kept = [(_holding(one), self._words.number(one.actor)) for one in history.holdings]
        unheld: dict[int, int] = {}
        parts = []
        for one in segments(history):
            row, state = one.holding, NOBODY
            if row >= 0:
                state = history.actors.index(history.holdings[row].actor)
            elif one.told:
                kind = one.flags & (CONTESTED | DIVIDED)
                if kind not in unheld:
                    unheld[kind] = len(kept)
                    kept.append((_holding(_unheld(history, kind)), NOBODY))
                row = unheld[kind]
            day = EVER if one.day is None else one.day.toordinal() - EPOCH
            parts.append((day, row, one.flags, one.sure, state))
        return kept, parts

    def _change(self, change: Change) -> tuple[str, int, int, int, int]:
        first, last = change.between
        number = self._words.number
        text = _json(result_json(change))
        return (
            text,
            _day(first, EVER),
            _day(last, NEVER),
            number(change.from_actor),
            number(change.to_actor),
        )


def _unheld(history: History, flags: int) -> Holding:
    """The answer where a place is fought over, or told of in part, and no holder is known."""
    claims = (history.fights if flags & CONTESTED else ()) + (
        history.part_claims if flags & DIVIDED else ()
    )
    return Holding(history.place, None, (None, None), None, 0.0, claims=claims)


def _holding(holding: Holding) -> str:
    """A holding but for what hangs on the day, ready to be gone on with."""
    return _json({k: v for k, v in result_json(holding).items() if k not in DAILY})[:-1]


def _claim(one: Evidence, number: Callable[[str | None], int]) -> tuple[Any, ...]:
    claim = one.claim
    return (
        one.id,
        _day(claim.start, EVER),
        _day(claim.end, NEVER),
        _day(one.published, EVER),
        instant(one.recorded),
        number(claim.actor_norm or claim.actor),
        number(claim.against_norm or claim.against),
        number(claim.kind),
        number(claim.status),
        number(one.report),
        number(claim.place),
        number(claim.place_norm),
        claim.place_id is not None,
    )


def instant(moment: datetime) -> int:
    """Microseconds since 1970."""
    since = moment - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * _MICROSECOND + since.microseconds


def _day(day: date | None, otherwise: int) -> int:
    return otherwise if day is None else day.toordinal() - EPOCH


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
