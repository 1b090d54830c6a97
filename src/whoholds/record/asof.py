"""All SQL about time: what was known on a day, and what was so on a day.

Two clocks say when a thing was known.

`published`: when the world could know it. A report is known from the day it was published (an
undated one from the day it was recorded, the first by which it surely was). How a report is read,
its names resolved and its origin traced is the best that the record knows today: an archive read
this year answers for any year before. A decision or a resolution made by hand counts from its
`effective` day, by default the day it was made.

`recorded`: when this record learned it. Every row counts from the journal entry that wrote it.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from attrs import field, frozen, validators
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Exists,
    FromClause,
    ScalarSelect,
    Table,
    and_,
    exists,
    func,
    or_,
    select,
    true,
)

from whoholds.record.schema import claim, decision, entry, origin_link, reading, report

Clock = Literal["published", "recorded"]


@frozen
class AsOf:
    """`on` is the day asked about, `known` the last day whose knowledge counts; None: no limit."""

    on: date | None = None
    known: date | None = None
    clock: Clock = field(default="published", validator=validators.in_(("published", "recorded")))


@frozen
class Cut:
    """A known cut, found once for a query: the last journal entry and the last day published.

    Either may be a parameter that stands for it in a query yet to be asked.
    """

    entry: int | BindParameter[int] | None = None
    published: date | BindParameter[date] | None = None

    def rows(self, table: FromClause) -> ColumnElement[bool]:
        """True of the rows that the record had."""
        return true() if self.entry is None else table.c.entry <= self.entry

    def made(self, table: FromClause) -> ColumnElement[bool]:
        """True of decisions, or resolutions by hand, that count."""
        if self.published is None:
            return self.rows(table)
        effective = table.c.effective
        return and_(self.rows(table), or_(effective.is_(None), effective <= self.published))

    def reports(self, table: FromClause = report) -> ColumnElement[bool]:
        """True of the reports that are known."""
        if self.published is None:
            return self.rows(table)
        return and_(self.rows(table), table.c.known <= self.published)

    def in_force(self) -> ColumnElement[bool]:
        """True of the newest known `reading` of its report."""
        newer = reading.alias("newer")
        superseded = exists().where(
            newer.c.report == reading.c.report, newer.c.seq > reading.c.seq, self.rows(newer)
        )
        return and_(self.rows(reading), ~superseded)

    def revised(self, by_itself: bool) -> Exists:
        """True of a `report` that a known report revises: its publisher's own, or another's.

        A rejected one revises nothing.
        """
        newer = report.alias("revision")
        state = (
            select(decision.c.kind)
            .where(decision.c.report == newer.c.seq, self.made(decision))
            .order_by(decision.c.seq.desc())
            .limit(1)
            .scalar_subquery()
        )
        same = and_(newer.c.publisher.is_not(None), newer.c.publisher == report.c.publisher)
        return exists().where(
            newer.c.revises == report.c.id,
            self.reports(newer),
            func.coalesce(state, "") != "reject",
            same if by_itself else func.coalesce(newer.c.publisher != report.c.publisher, true()),
        )

    def origin(self) -> ScalarSelect[int]:
        """The newest known origin (a term) of a `claim`, null where none was traced."""
        return (
            select(origin_link.c.origin)
            .where(origin_link.c.claim == claim.c.seq, self.rows(origin_link))
            .order_by(origin_link.c.seq.desc())
            .limit(1)
            .scalar_subquery()
        )


def cut(connection: Connection, as_of: AsOf) -> Cut:
    """The known cut that `as_of` means in this record."""
    if as_of.known is None:
        return Cut()
    if as_of.clock == "published":
        return Cut(published=as_of.known)
    midnight = datetime.combine(as_of.known + timedelta(days=1), time(), UTC)
    query = select(func.coalesce(func.max(entry.c.seq), 0)).where(entry.c.recorded < midnight)
    return Cut(entry=connection.execute(query).scalar_one())


def asserted_on(day: date | BindParameter[date]) -> ColumnElement[bool]:
    """True of a `claim` whose days, open ends included, contain `day`."""
    first, last = claim.c.start, claim.c.end
    return and_(or_(first.is_(None), first <= day), or_(last.is_(None), day <= last))


def newest(table: Table, alike: str, within: Cut) -> ColumnElement[bool]:
    """True of the newest known row of `table` among those with the same value of `alike`."""
    other = table.alias("other")
    latest = select(func.max(other.c.seq)).where(
        other.c[alike] == table.c[alike], within.rows(other)
    )
    return table.c.seq == latest.scalar_subquery()
