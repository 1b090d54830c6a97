"""As known on a day: the same as from a record that holds only what was published by then."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds.control import infer
from whoholds.model import Claim, Reading, Report
from whoholds.record import AsOf, Store

from .claims import TOWN
from .test_properties import claims, days, same

QUOTE = "a sentence"
RECORDED = datetime(2031, 1, 1, tzinfo=UTC)


def quoted(claim: Claim) -> Claim:
    from attrs import evolve

    return evolve(claim, quote=QUOTE, span=(0, len(QUOTE)))


@st.composite
def read(draw: st.DrawFn) -> tuple[Report, Reading]:
    number = draw(st.integers(0, 10**6))
    report = Report(f"{QUOTE} {number}", draw(days), f"outlet {draw(st.integers(0, 3))}")
    found = draw(st.lists(claims().map(quoted), min_size=1, max_size=3, unique=True))
    return report, Reading(tuple(found), places=(TOWN,))


def record_of(path: Path, items: list[tuple[Report, Reading]]) -> Store:
    store = Store.open(str(path))
    run = store.begin_run("test", "1")
    store.add(run, items, RECORDED)
    return store


@given(st.lists(read(), min_size=1, max_size=6, unique_by=lambda item: item[0].id), days)
@settings(max_examples=25)
def test_as_known_on_a_day(items: list[tuple[Report, Reading]], day: date) -> None:
    early = [item for item in items if item[0].published and item[0].published <= day]
    with (
        TemporaryDirectory() as folder,
        record_of(Path(folder) / "all.db", items) as full,
        record_of(Path(folder) / "early.db", early) as partial,
    ):
        then = infer(full.evidence(AsOf(known=day)), TOWN)
        assert same(then, infer(partial.evidence(AsOf()), TOWN))
        # The cut moves: a day later may know more, never less.
        later = full.evidence(AsOf(known=day + timedelta(days=1)))
        assert {e.id for e in full.evidence(AsOf(known=day))} <= {e.id for e in later}
