"""What an export was made from: which record, as known when, by which version."""

from typing import Any

from attrs import frozen

from whoholds import __version__
from whoholds.record import AsOf, Store
from whoholds.views.envelope import Answer


@frozen
class Edition:
    """`record` is the digest of the record's content; `known` the last day whose knowledge counts
    ("all" where nothing is left out), by the `clock` "published" or "recorded"."""

    record: str
    known: str
    clock: str
    version: str

    @classmethod
    def of(cls, store: Store, as_of: AsOf) -> "Edition":
        known = as_of.known.isoformat() if as_of.known else "all"
        return cls(store.digest(), known, as_of.clock, __version__)

    @classmethod
    def of_answer(cls, answer: Answer[Any]) -> "Edition":
        known = answer.known.isoformat() if answer.known else "all"
        return cls(answer.basis.record, known, answer.clock, answer.basis.version)

    def to_json(self) -> dict[str, str]:
        return {
            "known": self.known,
            "clock": self.clock,
            "record": self.record,
            "version": self.version,
        }

    def __str__(self) -> str:
        known = "all that is known" if self.known == "all" else f"as known on {self.known}"
        clock = " (by the day of recording)" if self.clock == "recorded" else ""
        return f"{known}{clock} · record {self.record or 'empty'} · whoholds {self.version}"
