"""The land of countries, to clip areas to: Natural Earth 4.1, 1:50m, public domain.

`land.json.gz` is made by `bench/control_land.py`, simplified to about 2 km.
"""

import gzip
import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from whoholds.model import BadInput


@cache
def _rings() -> dict[str, Any]:
    packed = files(__package__).joinpath("land.json.gz").read_bytes()
    rings: dict[str, Any] = json.loads(gzip.decompress(packed))
    return rings


def land_of(countries: Iterable[str]) -> BaseGeometry:
    """Land of the countries (ISO 3166 alpha-2) in degrees; BadInput for a code that has none."""
    polygons = []
    for code in sorted(set(countries)):
        if code not in _rings():
            raise BadInput(f"{code}: no land is known by that code; give ISO 3166 alpha-2 codes")
        polygons.append(shape({"type": "MultiPolygon", "coordinates": _rings()[code]}))
    return shapely.union_all(polygons)
