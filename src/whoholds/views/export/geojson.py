"""GeoJSON (RFC 7946) with simplestyle 1.1: areas and points as they stand on one day."""

from typing import Any

from shapely.geometry import mapping, shape
from shapely.geometry.polygon import orient

from whoholds.views.envelope import result_json
from whoholds.views.export.geography import Atlas, Mark, area_title, opacity
from whoholds.views.palette import CONTESTED

_BIG, _MIDDLING = 100_000, 10_000  # people: simplestyle has three sizes of markers


def collection(atlas: Atlas) -> dict[str, Any]:
    """The FeatureCollection; `whoholds` holds its edition, the day, and what areas are."""
    areas = [_area(feature, atlas) for feature in atlas.areas["features"]]
    points = [_point(mark, atlas) for mark in atlas.on_day()]
    return {
        "type": "FeatureCollection",
        "whoholds": {
            **atlas.edition.to_json(),
            "on": atlas.day.isoformat(),
            "interpolated": atlas.caveat,
            "radius_km": atlas.areas["radius_km"],
        },
        "features": areas + points,
    }


def _point(mark: Mark, atlas: Atlas) -> dict[str, Any]:
    place = mark.holding.place
    size = (
        "large"
        if place.population >= _BIG
        else "medium"
        if place.population >= _MIDDLING
        else "small"
    )
    style = {
        "title": mark.title,
        "description": mark.words,
        "marker-color": atlas.colours[mark.holding.actor],
        "marker-size": size,
    }
    if mark.holding.contested:
        style["marker-symbol"] = "danger"
    told = result_json(mark.holding)
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": {**told, **style},
    }


def _area(feature: dict[str, Any], atlas: Atlas) -> dict[str, Any]:
    told = feature["properties"]
    fought = told["kind"] == "contested"
    colour = CONTESTED if fought else atlas.colours[told["actor"]]
    style = {
        "title": area_title(told),
        "description": atlas.caveat,
        "fill": colour,
        "fill-opacity": 0.3 if fought else opacity(told.get("age")),
        "stroke": colour,
        "stroke-width": 1.5 if fought else 0.5,
        "stroke-opacity": 0.8,
    }
    return {
        "type": "Feature",
        "geometry": right_handed(feature["geometry"]),
        "properties": {**told, **style},
    }


def right_handed(geometry: dict[str, Any]) -> dict[str, Any]:
    """A polygon or several with outer rings counterclockwise, six decimals (about 10 cm)."""
    found = shape(geometry)
    parts = getattr(found, "geoms", [found])
    rings = [_rounded(mapping(orient(part))["coordinates"]) for part in parts]
    if len(rings) == 1:
        return {"type": "Polygon", "coordinates": rings[0]}
    return {"type": "MultiPolygon", "coordinates": rings}


def _rounded(rings: Any) -> list[list[list[float]]]:
    return [[[round(x, 6), round(y, 6)] for x, y in ring] for ring in rings]
