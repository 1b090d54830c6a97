"""Answers as tables of other libraries."""

import json
from collections.abc import Iterator
from datetime import date

import pytest

from whoholds import api
from whoholds.intake import Reader
from whoholds.model import Report

from .exported import filled

pd = pytest.importorskip("pandas")
pa = pytest.importorskip("pyarrow")


@pytest.fixture
def record(toy_world: None, toy_reader: Reader, war: tuple[Report, ...]) -> Iterator[api.Record]:
    with filled(":memory:", toy_reader, war) as store:
        yield api.Record(store)


def test_holdings_in_arrow(record: api.Record) -> None:
    answer = record.on("2024-12-08")
    table = answer.to_arrow()
    assert table.num_rows == len(answer)
    rows = {row["place"]: row for row in table.to_pylist()}
    assert rows["Hama"]["actor"] == "Syrian opposition"
    assert rows["Hama"]["from_latest"] == date(2024, 12, 5)
    assert rows["Hama"]["still"]
    assert rows["Rivertown"]["lat"] is None
    assert table.schema.field("claims").type == pa.list_(pa.string())
    made = json.loads(table.schema.metadata[b"whoholds"])
    assert made["record"] == record.store.digest()


def test_an_empty_answer_keeps_its_columns(record: api.Record) -> None:
    nothing = record.on("2024-12-08", known="2001-01-01")
    assert len(nothing) == 0
    assert nothing.to_arrow().schema == record.on("2024-12-08").to_arrow().schema.with_metadata(
        nothing.to_arrow().schema.metadata
    )
    assert list(nothing.to_pandas().columns) == list(record.on("2024-12-08").to_pandas().columns)


def test_changes_in_pandas(record: api.Record) -> None:
    frame = record.changes("2024-11-27", "2024-12-08").to_pandas()
    hama = frame[frame["place"] == "Hama"].iloc[0]
    assert (hama["from_actor"], hama["to_actor"]) == ("Syrian government", "Syrian opposition")
    assert hama["latest"] == pd.Timestamp(2024, 12, 5)
    assert frame["latest"].dtype.kind == "M"
    assert frame.attrs["whoholds"]["version"]


def test_reasons_in_pandas(record: api.Record) -> None:
    frame = record.why("Hama", "2024-12-06").to_pandas()
    assert {"quote", "publisher", "sources", "weight"} <= set(frame.columns)
    told = frame[frame["quote"] == "the rebels took Hama from the army, SANA said"].iloc[0]
    assert list(told["sources"]) == ["SANA"]
    assert told["kind"] == "capture"


def test_points_in_geopandas(record: api.Record) -> None:
    pytest.importorskip("geopandas")
    frame = record.on("2024-12-08").to_geopandas()
    assert frame.crs.to_epsg() == 4326
    points = dict(zip(frame["place"], frame.geometry, strict=True))
    assert (points["Hama"].x, points["Hama"].y) == (36.75, 35.13)
    assert points["Rivertown"] is None
