"""GeoPackage for QGIS: holdings through time, areas of one day, styles, and what it was made from."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from shapely import to_wkb
from shapely.geometry import MultiPolygon, Point, shape

from whoholds.model import BadInput
from whoholds.views.export import qgis
from whoholds.views.export.geography import UNKNOWN, Atlas, Mark, area_title
from whoholds.views.export.holdings import control_word

_DAY = "datetime64[D]"
_FLAGS = ("still", "contested", "disputed", "divided", "starting")


def write(path: Path, atlas: Atlas) -> None:
    """Write the layers `holdings` and `areas`, their styles, and the table `about`.

    BadInput where pyogrio is not installed.
    """
    marks = list(atlas.through_time())
    points = [Point(m.holding.place.lon, m.holding.place.lat) for m in marks]
    _layer(path, "holdings", _holdings(marks), points, "Point", append=False)
    features = atlas.areas["features"]
    surfaces = [_multi(shape(feature["geometry"])) for feature in features]
    properties = [feature["properties"] for feature in features]
    _layer(path, "areas", _areas(properties, atlas), surfaces, "MultiPolygon")
    named = {actor or UNKNOWN: colour for actor, colour in atlas.colours.items()}
    _layer(path, "layer_styles", qgis.styles(named))
    about = {**atlas.edition.to_json(), "on": atlas.day.isoformat(), "areas": atlas.caveat}
    _layer(path, "about", {"key": list(about), "value": list(about.values())})


def _holdings(marks: Sequence[Mark]) -> dict[str, Any]:
    held = [mark.holding for mark in marks]
    ends = [one.end or (None, None) for one in held]
    columns: dict[str, Any] = {
        "place": [one.place.name for one in held],
        "place_id": [one.place.id for one in held],
        "place_kind": [one.place.kind for one in held],
        "country": [one.place.country for one in held],
        "actor": [mark.actor for mark in marks],
        "control": [control_word(one) for one in held],
        "from_earliest": _days([one.start[0] for one in held]),
        "from_latest": _days([one.start[1] for one in held]),
        "to_earliest": _days([end[0] for end in ends]),
        "to_latest": _days([end[1] for end in ends]),
        "shown_from": _days([mark.shown[0] for mark in marks]),
        "shown_to": _days([mark.shown[1] for mark in marks]),
        "still": [one.end is None for one in held],
        "probability": [round(one.probability, 4) for one in held],
        **{flag: [getattr(one, flag) for one in held] for flag in _FLAGS[1:]},
        "grade": [one.grade for one in held],
        "reports": np.array([one.reports for one in held], dtype=np.int32),
        "origins": np.array([one.origins for one in held], dtype=np.int32),
        "claims": [" ".join(one.claims) for one in held],
        "words": [mark.words for mark in marks],
    }
    return columns


def _areas(properties: Sequence[Mapping[str, Any]], atlas: Atlas) -> dict[str, Any]:
    ages = [one.get("age") for one in properties]
    return {
        "title": [area_title(one) for one in properties],
        "kind": [one["kind"] for one in properties],
        "actor": [
            "contested" if o["kind"] == "contested" else o["actor"] or UNKNOWN for o in properties
        ],
        "age_days": np.array([np.nan if age is None else age for age in ages], dtype=float),
        "km2": np.array([one["km2"] for one in properties], dtype=float),
        "on": _days([atlas.day] * len(properties)),
        "interpolated": [True] * len(properties),
    }


def _days(days: Sequence[Any]) -> Any:
    return np.array([np.datetime64("NaT", "D") if day is None else day for day in days], _DAY)


def _multi(surface: Any) -> Any:
    return surface if surface.geom_type == "MultiPolygon" else MultiPolygon([surface])


def _layer(
    path: Path,
    name: str,
    columns: Mapping[str, Any],
    geometry: Sequence[Any] | None = None,
    kind: str | None = None,
    append: bool = True,
) -> None:
    try:
        from pyogrio.raw import write as write_layer
    except ImportError:
        raise BadInput("a GeoPackage needs pyogrio: pip install 'whoholds[frames]'") from None
    arrays = [_array(column) for column in columns.values()]
    write_layer(
        str(path),
        None if geometry is None else np.array(to_wkb(list(geometry)), dtype=object),
        arrays,
        list(columns),
        layer=name,
        driver="GPKG",
        geometry_type=kind,
        crs="EPSG:4326" if kind else None,
        append=append,
    )


def _array(column: Any) -> Any:
    if isinstance(column, np.ndarray):
        return column
    if column and isinstance(column[0], bool):
        return np.array(column, dtype=bool)
    if column and isinstance(column[0], float):
        return np.array(column, dtype=float)
    return np.array(column, dtype=object)
