"""What a decision would make of the evidence, before anybody takes it."""

from collections.abc import Collection
from typing import Any

from whoholds.model import Evidence
from whoholds.record import asking
from whoholds.record.asof import AsOf, cut
from whoholds.record.deciding import decide
from whoholds.record.decisions import Decision, effective_day
from whoholds.record.evidence import View, evidence
from whoholds.record.journal import Writer
from whoholds.record.store import EVER, Store
from whoholds.record.words import Words


class _TakenBack(Exception):
    """Ends a transaction that is not to be kept."""


def suppose(
    store: Store,
    kind: str,
    target: str,
    place_keys: Collection[str],
    *,
    by: str,
    why: str,
    subject: str = "claim",
    field: str | None = None,
    value: Any = None,
    misread: bool = False,
    as_of: AsOf = EVER,
) -> list[Evidence]:
    """The evidence on `place_keys` as it would be after `Store.decide` with the same arguments.

    The record stays as it is. Raises what `decide` would raise.
    """
    found: list[Evidence] = []
    try:
        with store.writing() as writer:
            wanted = Decision(
                kind=kind,
                subject=subject,
                target=target,
                by=by,
                why=why,
                recorded=writer.recorded,
                effective=effective_day(writer.recorded, misread),
                field=field,
                new=value,
            )
            decide(writer, _view(writer, EVER), wanted, None)
            writer.commit()
            found = evidence(_view(writer, as_of), place_keys, as_of, only_on=False)
            raise _TakenBack
    except _TakenBack:
        return found


def _view(writer: Writer, as_of: AsOf) -> View:
    """A look at what the transaction has written, with words of its own: these may yet vanish."""
    connection = writer.connection
    recorded = asking.entries_after(connection, 0)
    return View(connection, Words(), recorded, cut(connection, as_of))
