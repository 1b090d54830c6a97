"""Areas between places: an interpolation, and marked as such.

Every point goes to the nearest place within a radius (Voronoi cells clipped to discs); beyond it
there is no data. Geometry is done in Lambert's azimuthal equal-area projection about each group
of places that lie near enough to touch.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import numpy as np
import shapely
from attrs import frozen
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree
from shapely.geometry import MultiPoint, Point, mapping
from shapely.geometry.base import BaseGeometry

from whoholds.control.history import History
from whoholds.control.projection import Projection, unit_vectors
from whoholds.model import BadInput

RADIUS_KM = 20.0  # half a day's march: what a place's holder is taken to command at most
BAND_KM = 4.0  # width of the strip along which two sides meet
AGES = (30, 180, 365)  # days since the last evidence: the steps of fading
EARTH_KM = 6371.0


@frozen
class Spot:
    """Who holds a point on a day. `told` is the last day of evidence by then, None without any."""

    name: str
    lat: float
    lon: float
    actor: str | None
    contested: bool = False
    probability: float = 1.0
    told: date | None = None


def spots(histories: Iterable[History], day: date) -> list[Spot]:
    """The places with coordinates of which something is told, as they stand on `day`."""
    found: list[Spot] = []
    for history in histories:
        place, holding = history.place, history.on(day)
        if holding is None or place.lat is None or place.lon is None:
            continue
        told = [n for n in history.days if n <= day.toordinal()]
        last = date.fromordinal(told[-1]) if told and not holding.starting else None
        found.append(
            Spot(
                place.name,
                place.lat,
                place.lon,
                holding.actor,
                holding.contested,
                holding.probability,
                last,
            )
        )
    return found


def areas(
    points: Sequence[Spot],
    day: date,
    radius_km: float = RADIUS_KM,
    band_km: float = BAND_KM,
    land: BaseGeometry | None = None,
) -> dict[str, Any]:
    """A GeoJSON FeatureCollection (WGS 84) of who holds what around `points`.

    Each feature's `kind` is `held` (by `actor`), `unknown` (held by nobody known), `contested`
    (round places fought over, and the strip where two sides meet) or, where `land` (in degrees)
    is given to clip to, `no data` for the rest of it. `age` is the upper bound in days of the
    time since the last evidence, null beyond the last step or without any evidence.
    """
    if radius_km <= 0 or band_km < 0:
        raise BadInput("give a radius above 0 and a band of 0 km or more")
    features: list[dict[str, Any]] = []
    covered: list[BaseGeometry] = []
    for group in _groups(points, radius_km):
        projection = Projection.about([(one.lon, one.lat) for one in group])
        cells = _cells(group, projection, radius_km, land)
        for properties, shape in _features(group, cells, day, band_km * 500):
            degrees = projection.degrees(shape)
            if not degrees.is_empty:
                properties["km2"] = round(shape.area / 1e6, 1)
                features.append(_feature(degrees, properties))
                covered.append(degrees)
    if land is not None:
        rest = shapely.make_valid(land.difference(shapely.union_all(covered)))
        if not (rest := _surface(rest)).is_empty:
            features.append(_feature(rest, {"kind": "no data", "actor": None}))
    return {
        "type": "FeatureCollection",
        "features": features,
        "interpolated": True,
        "on": day.isoformat(),
        "radius_km": radius_km,
    }


def _groups(points: Sequence[Spot], radius_km: float) -> list[list[Spot]]:
    """Points whose discs may touch, together; of several on one spot the likeliest stays."""
    best: dict[tuple[float, float], Spot] = {}
    for one in sorted(points, key=lambda one: (-one.probability, one.name)):
        # 180 degrees east and west are one meridian.
        best.setdefault((round(one.lat, 4), round((one.lon + 180) % 360, 4) % 360), one)
    kept = list(best.values())
    if not kept:
        return []
    where = unit_vectors([(one.lon, one.lat) for one in kept])
    # 5 % more than twice the radius: the projection stretches distances far from its centre.
    pairs = cKDTree(where).query_pairs(2.1 * radius_km / EARTH_KM, output_type="ndarray")
    links = coo_matrix(
        (np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(kept), len(kept))
    )
    count, labels = connected_components(links, directed=False)
    groups: list[list[Spot]] = [[] for _ in range(count)]
    for one, label in zip(kept, labels.tolist(), strict=True):
        groups[label].append(one)
    return groups


def _cells(
    group: Sequence[Spot], projection: Projection, radius_km: float, land: BaseGeometry | None
) -> list[BaseGeometry]:
    """The part of the plane nearest to each point, within the radius and on land."""
    places = [Point(xy) for xy in projection.metres([(one.lon, one.lat) for one in group])]
    discs = [place.buffer(radius_km * 1000, quad_segs=16) for place in places]
    cells: list[BaseGeometry] = list(discs)
    if len(group) > 1:
        reach = shapely.box(*shapely.total_bounds(np.array(discs)))
        voronoi = shapely.voronoi_polygons(MultiPoint(places), extend_to=reach, ordered=True)
        cells = [cell.intersection(disc) for cell, disc in zip(voronoi.geoms, discs, strict=True)]
    if land is not None:
        ground = projection.clip(land, radius_km)
        shapely.prepare(ground)
        cells = [
            cell if ground.contains_properly(cell) else cell.intersection(ground) for cell in cells
        ]
    return [_surface(cell) for cell in cells]


def _features(
    group: Sequence[Spot], cells: Sequence[BaseGeometry], day: date, reach: float
) -> list[tuple[dict[str, Any], BaseGeometry]]:
    """(properties, surface in metres) of the features of one group."""
    sides: dict[str, list[BaseGeometry]] = {}
    for one, cell in zip(group, cells, strict=True):
        if one.actor is not None:
            sides.setdefault(one.actor, []).append(cell)
    whole = {actor: shapely.union_all(own) for actor, own in sides.items()}
    fought = [cell for one, cell in zip(group, cells, strict=True) if one.contested]
    near = {actor: side.buffer(reach, quad_segs=8) for actor, side in whole.items()}
    for actor, side in whole.items():
        fought += [side.intersection(other) for name, other in near.items() if name != actor]
    contested = _surface(shapely.union_all(fought))
    found: list[tuple[dict[str, Any], BaseGeometry]] = []
    if not contested.is_empty:
        actors = sorted(name for name, side in whole.items() if side.intersects(contested))
        found.append(({"kind": "contested", "actor": None, "actors": actors}, contested))
    classes: dict[tuple[str | None, int | None], list[int]] = {}
    for n, one in enumerate(group):
        classes.setdefault((one.actor, _age(one, day)), []).append(n)
    for (name, age), members in classes.items():
        surface = _surface(shapely.union_all([cells[n] for n in members]).difference(contested))
        chances = [group[n].probability for n in members]
        properties = {
            "kind": "held" if name else "unknown",
            "actor": name,
            "age": age,
            "places": [group[n].name for n in members],
            "probability": round(sum(chances) / len(chances), 4),
        }
        found.append((properties, surface))
    return found


def _age(one: Spot, day: date) -> int | None:
    if one.told is None:
        return None
    days = (day - one.told).days
    return next((step for step in AGES if days <= step), None)


def _surface(shape: BaseGeometry) -> BaseGeometry:
    """The polygons of a shape: what intersections leave of lines and points is dropped."""
    parts = [p for p in shapely.get_parts(shape).tolist() if p.geom_type == "Polygon" and p.area]
    return shapely.union_all(parts)


def _feature(shape: BaseGeometry, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": mapping(shape), "properties": properties}
