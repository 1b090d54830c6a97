"""An actor holds a place from some day to some day, on somebody's word."""

from datetime import date

from attrs import field, frozen

from whoholds.model.period import Period
from whoholds.model.place import Place


@frozen
class Holding:
    """`actor` (None: holder unknown) holds `place`.

    `start` is (earliest, latest) of the day it began, `end` the same for the day it ended or
    None where it still holds; either inner day is None where open. `probability` is that of the
    actor holding the place within the sure part of the period. `grade` is Admiralty reliability
    and credibility, as "B2". `claims` are the ids of the claims it rests on, the deciding first;
    `against` those that speak against it. `starting` is true where only the theatre's starting
    holder speaks for it.
    """

    place: Place
    actor: str | None
    start: tuple[date | None, date | None]
    end: tuple[date | None, date | None] | None
    probability: float
    contested: bool = False
    disputed: bool = False
    divided: bool = False
    grade: str = "F6"
    reports: int = 0
    origins: int = 0
    claims: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    contested_periods: tuple[Period, ...] = field(default=())
    disputed_periods: tuple[Period, ...] = field(default=())
    starting: bool = False


@frozen
class Change:
    """A change of holder at `place` within `between` (earliest, latest).

    Either actor is None where the claims do not name it.
    """

    place: Place
    from_actor: str | None
    to_actor: str | None
    between: tuple[date | None, date | None]
    probability: float
    reports: int = 0
    origins: int = 0
    claims: tuple[str, ...] = ()
