"""Areas round places: valid, of the right size, on land, and honest about what is not known."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely.geometry import Point, shape

from whoholds.control import infer
from whoholds.control.areas import Spot, areas, spots
from whoholds.control.land import land_of
from whoholds.model import BadInput

from .claims import TOWN, Told, day

ON = date(2020, 6, 1)
GEOD = Geod(ellps="WGS84")


def spot(name: str, lat: float, lon: float, actor: str | None = "Army", **more: Any) -> Spot:
    return Spot(name, lat, lon, actor, **more)


def of_kind(collection: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [one for one in collection["features"] if one["properties"]["kind"] == kind]


def test_one_place_is_a_disc_of_its_radius() -> None:
    (feature,) = areas([spot("a", 35.0, 40.0)], ON, radius_km=10)["features"]
    disc = shape(feature["geometry"])
    assert feature["properties"]["km2"] == pytest.approx(314, rel=0.01)
    assert abs(GEOD.geometry_area_perimeter(disc)[0]) / 1e6 == pytest.approx(314, rel=0.01)
    assert disc.contains(Point(40.0, 35.08))
    assert not disc.contains(Point(40.0, 35.1))


def test_two_places_part_the_ground_between_them() -> None:
    found = areas([spot("a", 35.0, 40.0), spot("b", 35.0, 40.2, "Rebels")], ON, band_km=0)
    army, rebels = (shape(one["geometry"]) for one in of_kind(found, "held"))
    assert army.contains(Point(40.09, 35.0))
    assert rebels.contains(Point(40.11, 35.0))
    assert army.intersection(rebels).area == pytest.approx(0, abs=1e-6)


def test_where_two_sides_meet_is_contested() -> None:
    found = areas([spot("a", 35.0, 40.0), spot("b", 35.0, 40.2, "Rebels")], ON, band_km=4)
    (band,) = of_kind(found, "contested")
    assert band["properties"]["actors"] == ["Army", "Rebels"]
    assert shape(band["geometry"]).contains(Point(40.1, 35.0))
    assert not shape(band["geometry"]).contains(Point(40.05, 35.0))


def test_one_side_has_no_front_with_itself() -> None:
    found = areas([spot("a", 35.0, 40.0), spot("b", 35.0, 40.2)], ON)
    assert of_kind(found, "contested") == []
    (held,) = of_kind(found, "held")
    assert held["properties"]["places"] == ["a", "b"]


def test_a_place_fought_over_is_contested_and_one_nobody_holds_unknown() -> None:
    found = areas(
        [spot("a", 35.0, 40.0, contested=True), spot("b", 35.0, 45.0, None)], ON, radius_km=5
    )
    (contested,), (unknown,) = of_kind(found, "contested"), of_kind(found, "unknown")
    assert shape(contested["geometry"]).contains(Point(40.0, 35.0))
    assert shape(unknown["geometry"]).contains(Point(45.0, 35.0))
    assert of_kind(found, "held") == []


def test_the_age_of_the_evidence_is_kept() -> None:
    told = [ON - timedelta(days=n) for n in (10, 100, 300, 900)]
    places = [spot(str(n), 35.0, 40.0 + n, told=one) for n, one in enumerate(told)]
    found = areas([*places, spot("never", 35.0, 50.0)], ON)
    ages = {one["properties"]["places"][0]: one["properties"]["age"] for one in found["features"]}
    assert ages == {"0": 30, "1": 180, "2": 365, "3": None, "never": None}


def test_land_clips_and_the_rest_of_it_is_no_data() -> None:
    syria = land_of(["SY"])
    latakia = spot("Latakia", 35.52, 35.78)
    found = areas([latakia], ON, radius_km=20, land=syria)
    (held,), (rest,) = of_kind(found, "held"), of_kind(found, "no data")
    assert held["properties"]["km2"] < 0.8 * 400 * 3.14
    assert not shape(held["geometry"]).contains(Point(35.6, 35.5))  # in the sea
    assert shape(rest["geometry"]).contains(Point(38.0, 35.0))
    both = shape(held["geometry"]).union(shape(rest["geometry"]))
    assert both.area == pytest.approx(syria.area, rel=1e-3)


def test_crimea_is_ukraine_s_land() -> None:
    crimea = Point(34.1, 45.2)
    assert land_of(["UA"]).contains(crimea)
    assert not land_of(["RU"]).contains(crimea)


def test_an_unknown_country_is_refused() -> None:
    with pytest.raises(BadInput, match="XX"):
        land_of(["SY", "XX"])


@pytest.mark.parametrize(("radius", "band"), [(0, 1), (-5, 1), (5, -1)])
def test_a_radius_of_nothing_is_refused(radius: float, band: float) -> None:
    with pytest.raises(BadInput):
        areas([spot("a", 35.0, 40.0)], ON, radius_km=radius, band_km=band)


def test_no_places_no_features() -> None:
    found = areas([], ON)
    assert found["features"] == []
    assert found["interpolated"] is True


def test_across_the_date_line() -> None:
    found = areas([spot("a", 0.0, 179.95), spot("b", 0.0, -179.95)], ON)
    (held,) = of_kind(found, "held")
    whole = shape(held["geometry"])
    assert whole.contains(Point(179.9, 0.0))
    assert whole.contains(Point(-179.9, 0.0))
    assert not whole.contains(Point(0.0, 0.0))


coordinates = st.tuples(
    st.one_of(st.floats(-85, 85), st.floats(34.9, 35.1)),
    st.one_of(st.floats(-180, 180), st.floats(39.9, 40.1), st.sampled_from((40.0, -180.0, 180.0))),
)


@given(
    st.lists(
        st.builds(
            lambda at, actor, contested, chance: Spot("p", *at, actor, contested, chance),
            coordinates,
            st.sampled_from(("Army", "Rebels", "Militia", None)),
            st.booleans(),
            st.floats(0, 1),
        ),
        max_size=12,
    ),
    st.floats(1, 60),
    st.floats(0, 10),
)
@settings(max_examples=60)
def test_geometry_is_always_valid(places: list[Spot], radius: float, band: float) -> None:
    found = areas(places, ON, radius, band)
    for feature in found["features"]:
        surface = shape(feature["geometry"])
        assert surface.is_valid
        assert not surface.is_empty
        west, south, east, north = surface.bounds
        assert -180 <= west <= east <= 180
        assert -90 <= south <= north <= 90
    within_radius = sum(one["properties"]["km2"] for one in found["features"])
    assert within_radius <= len(places) * 3.15 * radius**2 + 1


def test_spots_of_histories() -> None:
    told = Told()
    taken = infer([told("capture", "Rebels", "Army", "2020-05-01")], TOWN)
    (found,) = spots([taken, infer([], TOWN)], day("2020-05-20"))
    assert (found.actor, found.told) == ("Rebels", day("2020-05-01"))
    assert found.probability == pytest.approx(taken.at(day("2020-05-20"))["Rebels"], abs=1e-4)
