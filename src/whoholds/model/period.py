"""A closed interval of days, either end of which may be open."""

from datetime import date

from attrs import frozen


@frozen
class Period:
    """Days from `start` to `end`, both included; None is an open end.

    Raises ValueError when the end lies before the start.
    """

    start: date | None = None
    end: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")

    @classmethod
    def day(cls, day: date) -> "Period":
        return cls(day, day)

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def meets(self, other: "Period") -> bool:
        """True where the two share a day."""
        return (self.start is None or other.end is None or self.start <= other.end) and (
            other.start is None or self.end is None or other.start <= self.end
        )

    @property
    def days(self) -> int | None:
        """Number of days in it, None where an end is open."""
        return (self.end - self.start).days + 1 if self.start and self.end else None

    @property
    def time_precision(self) -> int:
        """ACLED's time precision (codebook 2023): 1 a day, 2 up to a week, 3 a month or more."""
        days = self.days
        return 3 if days is None or days > 7 else 1 if days == 1 else 2
