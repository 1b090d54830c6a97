"""Evidence for tests, in few words."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from attrs import frozen

from whoholds.model import Claim, Evidence, Place

TOWN = Place("test:town", "Testville", "town", "ZZ", 10.0, 20.0)


def day(text: str) -> date:
    return date.fromisoformat(text)


@frozen
class Start:
    """A theatre's starting holder."""

    actor: str
    start: date | None = None
    end: date | None = None


class Told:
    """Makes evidence with running ids; each claim has an origin and a report of its own unless told."""

    def __init__(self, place: Place = TOWN) -> None:
        self.place = place
        self.count = 0

    def __call__(
        self,
        kind: str,
        actor: str | None = None,
        against: str | None = None,
        on: str | tuple[str | None, str | None] | None = None,
        *,
        origin: str | None = None,
        report: str | None = None,
        published: str | None = None,
        grade: str = "C",
        sides: Iterable[str] = (),
        status: str = "actual",
        part: bool = False,
        place: Place | None = None,
        quote: str = "",
    ) -> Evidence:
        self.count += 1
        name = f"{self.place.id}/{self.count:03}"
        where = place or self.place
        start, end = (on, on) if isinstance(on, str) or on is None else on
        claim = Claim(
            kind=kind,
            place=where.name,
            quote=quote,
            span=(self.count * 100, self.count * 100 + 1),
            actor=actor,
            against=against,
            place_id=where.id,
            place_kind=where.kind,
            part=part,
            start=day(start) if start else None,
            end=day(end) if end else None,
            status=status,
        )
        at = published or end
        return Evidence(
            id=name,
            claim=claim,
            report=report or name,
            origin=origin or name,
            recorded=datetime(2030, 1, 1, tzinfo=UTC),
            published=day(at) if at else None,
            grade=grade,
            sides=tuple(sides),
        )
