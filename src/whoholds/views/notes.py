"""Remarks that an answer carries: what it does not say by itself, in plain English."""

from collections.abc import Iterable, Iterator

from whoholds.control import History
from whoholds.control.explain import Explanation
from whoholds.model import Change, Holding
from whoholds.record import AsOf, Store
from whoholds.views.envelope import Reason
from whoholds.views.places import Found


def contested(history: History) -> Iterator[str]:
    for period in history.contested:
        yield f"{history.place.name} was contested from {period.start} to {period.end}"


def overturning(explained: Explanation) -> Iterator[str]:
    """What would change the answer of `why`."""
    if explained.holding.actor:
        name = explained.holding.place.name
        yield f"what would overturn it for {name}: {explained.overturn}"


def assumed_before(holding: Holding | None) -> Iterator[str]:
    """The starting holder that a history leaves out."""
    if holding:
        yield f"{holding.place.name} before that: {holding.actor}, assumed, no report says it"


def on_places(found: Found | None) -> Iterator[str]:
    """Namesakes that the answer covers or leaves out."""
    if found is None:
        return
    if len(found.places) > 1:
        yield "several places of that name: " + ", ".join(
            f"{place.name} ({place.id})" for place in found.places
        )
    for other in found.others:
        yield f"not asked about: {other.name} ({other.kind}, {other.id})"


def on_start(results: Iterable[Holding | Change | Reason]) -> Iterator[str]:
    holdings = (one.holding if isinstance(one, Reason) else one for one in results)
    yield from assumed(h.place.name for h in holdings if isinstance(h, Holding) and h.starting)


def assumed(places: Iterable[str]) -> Iterator[str]:
    """The places, by name, whose answer is who held everything at the start."""
    if names := ", ".join(sorted(set(places))):
        yield f"assumed from who held the country at the start, no report says it: {names}"


def on_silence(store: Store, as_of: AsOf, found: Found | None, told: bool) -> Iterator[str]:
    """Why there is no result; `told` where there were claims to answer from."""
    if told:
        yield "none that the record knows of"
        return
    if found and found.known:
        yield f"no report in this record speaks of {found.known.name}"
        return
    counts = store.counts()
    if not counts["reports"]:
        yield "the record is empty: add reports with whoholds add"
    elif as_of.known:
        days = [report.published for report in store.reports() if report.published]
        first = f"; the first report is of {min(days)}" if days else ""
        yield f"nothing known yet on {as_of.known}{first}"
    else:
        yield "no report in this record makes a claim on it"
