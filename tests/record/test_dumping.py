"""A dump is the record: byte for byte again, from either database to either."""

from pathlib import Path

import pytest

from whoholds.model import BadInput, Resolution
from whoholds.model import Link as Tie
from whoholds.record import AsOf, Store
from whoholds.record.origins import Link
from whoholds.record.tracing import write_links

from .conftest import Location
from .making import HAMA, HOMS, claim, day, event, noon, reading, report

BY = {"by": "editor", "why": "checked"}


def fill(store: Store) -> None:
    """At least one row in every table."""
    first, second = (store.begin_run("rules", version, "t", "g") for version in "12")
    told = report(
        "The army took Hama. The army took Xtown.\x00 \ud800",
        title="Hama",
        url="https://example.org/1",
    )
    store.add(
        first,
        [
            (
                told,
                reading(
                    claim(sources=("Reuters",)),
                    claim("Xtown", span=(20, 39)),
                    events=(event(count=(6, None), place="Hama", contexts=("military",)),),
                    links=(Tie(0, 0, "after", "as cause", "because"),),
                ),
            )
        ],
        noon(2),
    )
    store.add(
        second, [(told, reading(claim(sources=("Reuters",)))), (report("b"), reading())], noon(3)
    )
    (one,) = store.evidence()
    with store.writing(noon(4)) as writer:
        write_links(writer, {one.id: Link("elsewhere", "text")})
    store.resolve(
        told.id,
        [Resolution("place", "Hama", HOMS.id, HAMA.id, 0.1, "map")],
        **BY,
        places=[HOMS],
        recorded=noon(5),
    )
    store.decide("correct", one.id, field="status", value="possible", **BY, recorded=noon(6))
    store.decide("merge", HAMA.id, subject="place", value=HOMS.id, **BY, recorded=noon(7))
    store.decide("dispute", told.id, subject="report", **BY, recorded=noon(8))


def test_a_dump_comes_back_byte_for_byte(location: Location, tmp_path: Path) -> None:
    with Store.open(location()) as store, Store.open(location()) as again:
        fill(store)
        lines = list(store.dump())
        assert again.load(lines) == 7
        assert list(again.dump()) == lines
        assert again.evidence() == store.evidence()
        assert again.evidence(AsOf(known=day(2), clock="recorded")) == store.evidence(
            AsOf(known=day(2), clock="recorded")
        )
        assert again.digest() == store.digest()
        assert again.check() == []


def test_a_dump_moves_between_the_databases(cluster: object, tmp_path: Path) -> None:
    with (
        Store.open(tmp_path / "a.db") as here,
        Store.open(cluster.new_database()) as there,  # type: ignore[attr-defined]
        Store.open(tmp_path / "b.db") as back,
    ):
        fill(here)
        there.load(here.dump())
        back.load(there.dump())
        assert list(back.dump()) == list(here.dump())
        run = there.begin_run("rules", "3")
        assert there.add(run, [(report("more"), reading(claim()))], noon(9)).reports_new == 1


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda lines: [], "no dump"),
        (lambda lines: ["hello\n"], "no dump"),
        (lambda lines: ['["whoholds record","9999"]\n', *lines[1:]], "format 9999"),
        (lambda lines: lines[:-1], "cut short"),
        (lambda lines: [*lines[:-1], lines[-1][:20]], "cut short"),
        (lambda lines: [line.replace("Hama", "Homs") for line in lines], "altered"),
        (lambda lines: [*lines[:3], '["theft",1]\n', *lines[3:]], "not of a record"),
    ],
)
def test_a_bad_dump_is_refused_whole(tmp_path: Path, damage: object, says: str) -> None:
    with Store.open(tmp_path / "a.db") as store, Store.open(tmp_path / "b.db") as again:
        fill(store)
        lines = list(store.dump())
        with pytest.raises(BadInput, match=says):
            again.load(damage(lines))  # type: ignore[operator]
        assert again.counts()["reports"] == 0
        assert again.load(lines) == 7


def test_a_dump_is_not_loaded_over_a_record(store: Store) -> None:
    fill(store)
    with pytest.raises(BadInput, match="new record"):
        store.load(store.dump())


def test_a_backup_is_the_record(store: Store, tmp_path: Path) -> None:
    fill(store)
    target = tmp_path / "backup.db"
    store.backup(target)
    with Store.open(target, create=False) as copy:
        assert list(copy.dump()) == list(store.dump())
        assert copy.check() == []
    with pytest.raises(BadInput, match="there already"):
        store.backup(target)
