"""An equal-area plane about a group of places, and the way there and back."""

from collections.abc import Sequence

import numpy as np
import pyproj
import shapely
from attrs import frozen
from numpy.typing import NDArray
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

LonLat = Sequence[tuple[float, float]]
DECIMALS = 4  # of a degree: 11 m, far below what an interpolation can claim
STEP_M = 10_000.0  # straight edges are cut so short before they are bent to the globe
KM_A_DEGREE = 111.2


def unit_vectors(points: LonLat) -> NDArray[np.float64]:
    """(N, 3) unit vectors of points given as (longitude, latitude) in degrees."""
    lon, lat = np.radians(np.array(points, dtype=float)).T
    return np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))


@frozen(eq=False)
class Projection:
    """Lambert's azimuthal equal-area projection about `lon`, `lat` (degrees), in metres.

    `bounds` (west, south, east, north, in degrees, longitudes counted on past 180 where need be)
    hold the points it was made for.
    """

    lon: float
    lat: float
    bounds: tuple[float, float, float, float]
    transformer: pyproj.Transformer

    @classmethod
    def about(cls, points: LonLat) -> "Projection":
        x, y, z = unit_vectors(points).mean(axis=0)
        lon, lat = (
            float(np.degrees(np.arctan2(y, x))),
            float(np.degrees(np.arctan2(z, np.hypot(x, y)))),
        )
        plane = pyproj.CRS.from_proj4(f"+proj=laea +lat_0={lat} +lon_0={lon} +ellps=WGS84 +units=m")
        transformer = pyproj.Transformer.from_crs("EPSG:4326", plane, always_xy=True)
        lons = lon + _turn(np.array([one for one, _ in points]) - lon)
        lats = [one for _, one in points]
        bounds = (float(lons.min()), min(lats), float(lons.max()), max(lats))
        return cls(lon, lat, bounds, transformer)

    def metres(self, points: LonLat) -> NDArray[np.float64]:
        """(N, 2) easting and northing."""
        lon, lat = np.array(points, dtype=float).T
        return np.column_stack(self.transformer.transform(lon, lat))

    def clip(self, land: BaseGeometry, margin_km: float) -> BaseGeometry:
        """The part of `land` (degrees) about the points, with a margin, in metres."""
        west, south, east, north = self.bounds
        up = margin_km / KM_A_DEGREE * 1.1
        aside = up / max(0.05, np.cos(np.radians(min(89.0, max(abs(south), abs(north)) + up))))
        low, high = max(-90.0, south - up), min(90.0, north + up)
        pieces = []
        for turn in (-360.0, 0.0, 360.0):
            left, right = max(west - aside, turn - 180), min(east + aside, turn + 180)
            if left < right:
                box = (left - turn, low, right - turn, high)
                pieces.append(shapely.clip_by_rect(land, *box))
        fine = shapely.segmentize(shapely.union_all([shapely.make_valid(p) for p in pieces]), 0.1)
        return shapely.make_valid(shapely.transform(fine, self.metres))

    def degrees(self, shape: BaseGeometry) -> BaseGeometry:
        """The valid polygons in degrees of a shape in metres, cut where they cross 180 degrees."""
        fine = shapely.segmentize(shape, STEP_M)
        turned = shapely.make_valid(shapely.transform(fine, self._back))
        pieces = [
            translate(turned.intersection(shapely.box(turn - 180, -90, turn + 180, 90)), -turn)
            for turn in (-360.0, 0.0, 360.0)
        ]
        whole = shapely.union_all([p for p in pieces if not p.is_empty])
        rounded = shapely.set_precision(whole, 10**-DECIMALS)
        parts = [p for p in shapely.get_parts(rounded).tolist() if p.geom_type == "Polygon"]
        return shapely.union_all(parts)

    def _back(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        lon, lat = self.transformer.transform(points[:, 0], points[:, 1], direction="INVERSE")
        return np.column_stack((self.lon + _turn(lon - self.lon), lat))


def _turn(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    """Angles brought to between -180 and 180 degrees."""
    return (degrees + 180) % 360 - 180
