"""Maps, read again by libraries that know nothing of this one."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from shapely.geometry import shape

from whoholds.intake import Reader
from whoholds.knowledge.theatres import find_theatre
from whoholds.model import Holding, Report
from whoholds.record import AsOf, Store
from whoholds.views.export import Scope, export
from whoholds.views.export.geography import Atlas

from .exported import filled

KML = {"k": "http://www.opengis.net/kml/2.2"}
DAY = date(2024, 12, 6)


@pytest.fixture
def store(toy_reader: Reader, war: tuple[Report, ...]) -> Iterator[Store]:
    with filled(":memory:", toy_reader, war) as opened:
        yield opened


@pytest.fixture
def scope(store: Store) -> Scope:
    return Scope(store, find_theatre("syria"), AsOf(on=DAY))


@pytest.fixture
def holdings(scope: Scope) -> list[Holding]:
    return [mark.holding for mark in Atlas(scope).through_time()]


def key(holding: Holding) -> tuple[Any, ...]:
    place, end = holding.place, holding.end or (None, None)
    return (place.id, holding.actor, place.lat, place.lon, *holding.start, *end)


def test_geojson_is_valid_and_has_the_days_holders(scope: Scope, tmp_path: Path) -> None:
    export("geojson", scope, tmp_path / "m.geojson")
    found = json.loads((tmp_path / "m.geojson").read_text())
    assert found["type"] == "FeatureCollection"
    assert found["whoholds"]["on"] == "2024-12-06"
    assert "interpolated" in found["whoholds"]["interpolated"]
    points = {
        f["properties"]["place"]: f for f in found["features"] if f["geometry"]["type"] == "Point"
    }
    assert points["Hama"]["geometry"]["coordinates"] == [36.75, 35.13]
    assert points["Hama"]["properties"]["actor"] == "Syrian opposition"
    assert points["Homs"]["properties"]["marker-symbol"] == "danger"
    for feature in found["features"]:
        surface = shape(feature["geometry"])
        assert surface.is_valid
        assert not surface.is_empty
        for polygon in getattr(surface, "geoms", [surface]):
            if polygon.geom_type == "Polygon":
                assert polygon.exterior.is_ccw


def test_geojson_is_styled_as_simplestyle_has_it(scope: Scope, tmp_path: Path) -> None:
    export("geojson", scope, tmp_path / "m.geojson")
    for feature in json.loads((tmp_path / "m.geojson").read_text())["features"]:
        style = feature["properties"]
        assert style["title"]
        if feature["geometry"]["type"] == "Point":
            assert style["marker-size"] in {"small", "medium", "large"}
            assert len(style["marker-color"]) == 7
        else:
            assert 0 < style["fill-opacity"] <= 1
            assert style["stroke-width"] > 0
            assert style["fill"].startswith("#")


def test_geopackage_reads_back_to_the_same_places_and_times(
    scope: Scope, holdings: list[Holding], tmp_path: Path
) -> None:
    pyogrio = pytest.importorskip("pyogrio")
    pytest.importorskip("geopandas")
    export("gpkg", scope, tmp_path / "m.gpkg")
    path = tmp_path / "m.gpkg"
    layers = {name for name, _ in pyogrio.list_layers(path)}
    assert layers == {"holdings", "areas", "layer_styles", "about"}
    frame = pyogrio.read_dataframe(path, layer="holdings")
    assert frame.crs.to_epsg() == 4326

    def day(value: Any) -> date | None:
        return None if value != value or value is None else value.date()

    read = {
        (
            row.place_id,
            None if row.actor == "not known" else row.actor,
            row.geometry.y,
            row.geometry.x,
            day(row.from_earliest),
            day(row.from_latest),
            day(row.to_earliest),
            day(row.to_latest),
        )
        for row in frame.itertuples()
    }
    assert read == {key(one) for one in holdings}
    areas = pyogrio.read_dataframe(path, layer="areas")
    assert set(areas["kind"]) <= {"held", "unknown", "contested"}
    assert areas.geometry.is_valid.all()


def test_geopackage_has_the_styles_that_qgis_loads(scope: Scope, tmp_path: Path) -> None:
    pyogrio = pytest.importorskip("pyogrio")
    pytest.importorskip("geopandas")
    export("gpkg", scope, tmp_path / "m.gpkg")
    styles = pyogrio.read_dataframe(tmp_path / "m.gpkg", layer="layer_styles", read_geometry=False)
    assert list(styles["f_table_name"]) == ["holdings", "areas"]
    assert list(styles["f_geometry_column"]) == ["geom", "geom"]
    assert styles["useAsDefault"].all()
    data = pyogrio.read_dataframe(tmp_path / "m.gpkg", layer="holdings")
    for layer, qml in zip(styles["f_table_name"], styles["styleQML"], strict=True):
        root = etree.fromstring(qml.encode())
        renderer = root.find("renderer-v2")
        assert renderer.get("type") == "categorizedSymbol"
        symbols = {one.get("name") for one in renderer.findall("symbols/symbol")}
        categories = renderer.findall("categories/category")
        assert {one.get("symbol") for one in categories} == symbols
        if layer == "holdings":
            assert set(data["actor"]) <= {one.get("value") for one in categories}
            temporal = root.find("temporal")
            assert {temporal.get("startField"), temporal.get("endField")} <= set(data.columns)


def test_kml_holds_to_its_schema(scope: Scope, tmp_path: Path) -> None:
    validator = pytest.importorskip("fastkml.validator")
    export("kml", scope, tmp_path / "m.kml")
    assert validator.validate(file_to_validate=tmp_path / "m.kml")


def test_kml_reads_back_to_the_same_places_and_times(
    scope: Scope, holdings: list[Holding], tmp_path: Path
) -> None:
    export("kml", scope, tmp_path / "m.kml")
    root = etree.parse(tmp_path / "m.kml")
    read = set()
    for mark in root.iterfind(".//k:Placemark[k:Point]", KML):
        data = {one.get("name"): one.text for one in mark.iterfind(".//k:SimpleData", KML)}
        lon, lat = map(float, mark.findtext("k:Point/k:coordinates", None, KML).split(","))
        ends = ("from_earliest", "from_latest", "to_earliest", "to_latest")
        days = [date.fromisoformat(data[end]) if end in data else None for end in ends]
        read.add((data["place_id"], data.get("actor"), lat, lon, *days))
    assert read == {key(one) for one in holdings}
    spans = root.findall(".//k:Folder[1]/k:Placemark/k:TimeSpan", KML)
    assert spans
    for span in spans:
        begin, end = (span.findtext(f"k:{name}", None, KML) for name in ("begin", "end"))
        assert begin is None or end is None or begin <= end


def test_kml_names_no_other_host(scope: Scope, tmp_path: Path) -> None:
    export("kml", scope, tmp_path / "m.kml")
    text = (tmp_path / "m.kml").read_text()
    assert "href" not in text
    assert text.count("http") == text.count("http://www.opengis.net/")


def test_a_record_without_places_on_a_map(toy_reader: Reader, tmp_path: Path) -> None:
    report = Report("In May the Reds took Rivertown.", date(2024, 5, 2), "Sample Wire")
    with Store.open(":memory:") as store:
        run = store.begin_run("toy", "1")
        store.add(run, [(report, next(toy_reader.read_many([report])))])
        export("geojson", Scope(store), tmp_path / "m.geojson")
        export("kml", Scope(store), tmp_path / "m.kml")
    assert json.loads((tmp_path / "m.geojson").read_text())["features"] == []
