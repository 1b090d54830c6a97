"""A party to a conflict."""

from datetime import date

from attrs import frozen


@frozen
class Actor:
    """`name` is the usual English name and the identity; `side_of` are those it fights for."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str = "other"
    country: str | None = None
    start: date | None = None
    end: date | None = None
    part_of: str | None = None
    backed_by: tuple[str, ...] = ()
    colour: str | None = None
