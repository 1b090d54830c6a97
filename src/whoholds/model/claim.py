"""One statement, made in a report, about who holds, gains, leaves or fights for one place."""

from datetime import date
from typing import Any

from attrs import asdict, field, frozen

from whoholds.model.period import Period

KINDS = ("capture", "transfer", "withdraw", "hold", "siege", "advance", "attack", "clash")
FAMILY = {
    "capture": "gain",
    "transfer": "gain",
    "withdraw": "leave",
    "hold": "hold",
    "siege": "fight",
    "advance": "fight",
    "attack": "fight",
    "clash": "fight",
}
STATUSES = ("actual", "possible", "unrealised", "negated")
REALISED = frozenset({"actual", "possible"})
PLACE_KINDS = (
    "city",
    "town",
    "village",
    "district",
    "neighbourhood",
    "region",
    "country",
    "base",
    "airport",
    "crossing",
    "dam",
    "hill",
    "road",
    "building",
    "camp",
    "other",
)
# ACLED codebook (2023): event type and sub-event type for each kind; a capture depends on
# whether the winner is a state (see `acled_terms`).
EVENT_TYPES = {
    "transfer": ("Strategic developments", "Non-violent transfer of territory"),
    "withdraw": ("Strategic developments", "Non-violent transfer of territory"),
    "siege": ("Battles", "Armed clash"),
    "advance": ("Battles", "Armed clash"),
    "attack": ("Battles", "Armed clash"),
    "clash": ("Battles", "Armed clash"),
}


def _tuple(value: Any) -> tuple[Any, ...]:
    return tuple(value) if value else ()


def _name(written: str | None) -> str | None:
    # A capital is what tells a name from a noun in English print.
    return written if written and any(c.isupper() for c in written) else None


@frozen
class Claim:
    """A claim, with the fields of the gold guide and what they were resolved to.

    `place`, `actor`, `against` are as written; `*_norm` the usual English name. `start` and
    `end` are the first and last day on which the event can have happened (for `hold`, the days
    for which the state is asserted); None is open. `sources` is the chain of speakers, nearest
    first. `quote` is `text[span[0]:span[1]]` of the report. `place_id`, `lat`, `lon` are None
    for a place that no gazetteer or theatre knows (*unplaced*).
    """

    kind: str
    place: str
    quote: str
    span: tuple[int, int] = field(converter=_tuple)
    actor: str | None = None
    actor_norm: str | None = None
    against: str | None = None
    against_norm: str | None = None
    place_norm: str | None = None
    place_id: str | None = None
    place_kind: str = "other"
    part: bool = False
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    start: date | None = None
    end: date | None = None
    status: str = "actual"
    sources: tuple[str, ...] = field(default=(), converter=_tuple)
    event_type: str | None = None
    sub_event_type: str | None = None

    @property
    def family(self) -> str:
        return FAMILY[self.kind]

    @property
    def period(self) -> Period:
        return Period(self.start, self.end)

    @property
    def realised(self) -> bool:
        return self.status in REALISED

    @property
    def actor_name(self) -> str | None:
        """The usual name of `actor`, else the written one where it is a name. A common noun that
        no theatre explains ("armed men", "officers") names nobody."""
        return self.actor_norm or _name(self.actor)

    @property
    def against_name(self) -> str | None:
        """The same of `against`."""
        return self.against_norm or _name(self.against)

    @property
    def place_key(self) -> str:
        """What groups claims about one place: its id, or its written name when unplaced."""
        return self.place_id or "unplaced:" + (self.place_norm or self.place).casefold()

    def to_json(self) -> dict[str, Any]:
        """The claim as `extract` prints it: days as ISO dates, `part` only where true."""
        row = asdict(self)
        for key in ("start", "end"):
            row[key] = row[key].isoformat() if row[key] else None
        row["span"] = list(row["span"])
        row["sources"] = list(row["sources"])
        if not row["part"]:
            del row["part"]
        return row

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> "Claim":
        """The inverse of `to_json`; unknown keys are ignored."""
        known = {a: row[a] for a in cls.__annotations__ if a in row}
        for key in ("start", "end"):
            if known.get(key):
                known[key] = date.fromisoformat(known[key])
        return cls(**known)


def acled_terms(kind: str, winner_is_state: bool) -> tuple[str | None, str | None]:
    """ACLED's event type and sub-event type for a claim's kind; (None, None) for a hold."""
    if kind == "capture":
        return "Battles", (
            "Government regains territory"
            if winner_is_state
            else "Non-state actor overtakes territory"
        )
    return EVENT_TYPES.get(kind, (None, None))
