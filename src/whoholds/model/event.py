"""One telling, made in a report, of what somebody did to somebody beside the ground they hold.

Also of how two parties stand to each other: a relation is told, dated and sourced as an event is,
and only its type says that it is a state.
"""

from datetime import date
from typing import Any

from attrs import asdict, field, frozen

from whoholds.model.period import Period

# PLOVER manual (Open Event Data Alliance); REQUEST is its DEMAND, as in POLECAT's data.
PLOVER_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
# What reports of war are full of and PLOVER leaves out.
OWN_TYPES = ("COMMAND", "LOSSES", "DISPLACEMENT")
TYPES = (*PLOVER_TYPES, *OWN_TYPES)
RELATIONS = ("backs", "part of", "allied with", "fights", "commands", "leads")
SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE", "allied with", "fights"})
_EVENT_ONLY = ("mode", "contexts", "third", "third_norm", "count", "reason")


def _pair(value: Any) -> tuple[int | None, int | None] | None:
    return None if value is None else (value[0], value[1])


def _tuple(value: Any) -> tuple[Any, ...]:
    return tuple(value) if value else ()


@frozen
class Event:
    """An event or a relation; fields that a claim has too mean what they mean there.

    `type` is one of TYPES or RELATIONS, `mode` PLOVER's (None: none told), `contexts` PLOVER's
    flags. `actor` does it to or for `target`; `third` is whom it concerns besides (a mediator,
    the enemy that help is asked against). In LOSSES the target suffers them, in DISPLACEMENT it
    flees, in COMMAND it is who takes or loses the post. `count` is [fewest, most] people, either
    None where open. `reason` is the reason that the report states. All of the place is None where
    none is told.
    """

    type: str
    quote: str
    span: tuple[int, int] = field(converter=_tuple)
    mode: str | None = None
    contexts: tuple[str, ...] = field(default=(), converter=_tuple)
    actor: str | None = None
    actor_norm: str | None = None
    target: str | None = None
    target_norm: str | None = None
    third: str | None = None
    third_norm: str | None = None
    place: str | None = None
    place_norm: str | None = None
    place_id: str | None = None
    place_kind: str | None = None
    part: bool = False
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    start: date | None = None
    end: date | None = None
    status: str = "actual"
    sources: tuple[str, ...] = field(default=(), converter=_tuple)
    count: tuple[int | None, int | None] | None = field(default=None, converter=_pair)
    reason: str | None = None

    @property
    def is_relation(self) -> bool:
        return self.type in RELATIONS

    @property
    def period(self) -> Period:
        return Period(self.start, self.end)

    @property
    def actor_name(self) -> str | None:
        """The usual name of `actor`, else the written one."""
        return self.actor_norm or self.actor

    @property
    def target_name(self) -> str | None:
        """The same of `target`."""
        return self.target_norm or self.target

    @property
    def place_key(self) -> str | None:
        """As `Claim.place_key`; None where no place is told."""
        if self.place is None:
            return None
        return self.place_id or "unplaced:" + (self.place_norm or self.place).casefold()

    def to_json(self) -> dict[str, Any]:
        """As `extract` prints it: days as ISO dates, `part` only where true, and of a relation
        only what a relation has."""
        row = asdict(self)
        for key in ("start", "end"):
            row[key] = row[key].isoformat() if row[key] else None
        for key in ("span", "sources", "contexts"):
            row[key] = list(row[key])
        row["count"] = list(row["count"]) if row["count"] else None
        if not row["part"]:
            del row["part"]
        if self.is_relation:
            for key in _EVENT_ONLY:
                del row[key]
        return row

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> "Event":
        """The inverse of `to_json`; unknown keys are ignored."""
        known = {a: row[a] for a in cls.__annotations__ if a in row}
        for key in ("start", "end"):
            if known.get(key):
                known[key] = date.fromisoformat(known[key])
        return cls(**known)


@frozen
class Link:
    """An event and a claim that the same report tells of together.

    `event` and `claim` are their places in the reading's two lists. `order` says when the event
    was beside the claim: before, with or after; `told` is "together", or "as cause" where the
    report itself says that one brought the other about. `words` are the report's words for it,
    None where they only stand side by side.
    """

    event: int
    claim: int
    order: str
    told: str = "together"
    words: str | None = None
