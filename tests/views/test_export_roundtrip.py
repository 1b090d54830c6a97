"""What `export` wrote, `add` reads back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from whoholds import api
from whoholds.intake import Reader
from whoholds.model import Claim, Report
from whoholds.record import Store
from whoholds.views.export import Options, Scope, export

from .exported import filled


@pytest.fixture
def store(toy_reader: Reader, war: tuple[Report, ...]) -> Iterator[Store]:
    with filled(":memory:", toy_reader, war) as opened:
        yield opened


def claims(store: Store, events_only: bool = False) -> list[str]:
    told = [one.claim for one in store.evidence()]
    return sorted(map(repr, filter(_is_event, told) if events_only else told))


def _is_event(claim: Claim) -> bool:
    return claim.realised and claim.family != "hold" and claim.sub_event_type is not None


def read_back(path: Path, tmp_path: Path) -> Store:
    record = api.open(tmp_path / "back.db")
    summary = record.add(path)
    assert not summary.failures
    return record.store


@pytest.mark.parametrize("hxl", [False, True], ids=["plain", "hxl"])
def test_claims_as_csv(store: Store, tmp_path: Path, hxl: bool) -> None:
    path = tmp_path / "claims.csv"
    export("claims", Scope(store), path, Options(hxl=hxl))
    assert claims(read_back(path, tmp_path)) == claims(store)


def test_claims_as_json_lines(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    export("claims", Scope(store), path)
    assert claims(read_back(path, tmp_path)) == claims(store)


def test_claims_with_their_texts_keep_their_ids(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    export("claims", Scope(store), path, Options(texts=True))
    back = read_back(path, tmp_path)
    assert {e.id for e in back.evidence()} == {e.id for e in store.evidence()}
    told = {one.report for one in store.evidence()}
    texts = {report.text for report in store.reports() if report.id in told}
    assert {report.text for report in back.reports()} == texts


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_events(store: Store, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"events.{form}"
    export("events", Scope(store), path)
    assert claims(read_back(path, tmp_path)) == claims(store, events_only=True)
    assert len(claims(store, events_only=True)) == 1


def test_the_answers_are_the_same(store: Store, tmp_path: Path, toy_world: None) -> None:
    path = tmp_path / "claims.csv"
    export("claims", Scope(store), path)
    record = api.Record(store)
    with api.open(tmp_path / "back.db") as back:
        back.add(path)
        for day in ("2024-11-25", "2024-12-01", "2024-12-08"):
            assert [_told(h) for h in back.on(day)] == [_told(h) for h in record.on(day)]


def _told(holding: object) -> tuple[object, ...]:
    keys = "actor start end probability contested disputed divided grade reports origins".split()
    return (holding.place.name, *(getattr(holding, key) for key in keys))  # type: ignore[attr-defined]


def test_reading_back_twice_changes_nothing(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    export("claims", Scope(store), path)
    back = read_back(path, tmp_path)
    before = back.digest()
    summary = api.Record(back).add(path)
    assert (summary.new, summary.claims) == (0, 0)
    assert summary.known > 0
    assert back.digest() == before


def test_a_record_that_has_the_reports_takes_no_second_copy(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    export("claims", Scope(store), path)
    before = store.counts()
    summary = api.Record(store).add(path)
    assert (summary.new, summary.claims, len(summary.failures)) == (0, 0, 0)
    assert summary.known == len({one.report for one in store.evidence()})
    assert store.counts() == before
