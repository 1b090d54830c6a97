"""Distances and means on the Earth taken as a sphere."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

EARTH_KM = 6371.0


def great_circle(lat: float, lon: float, points: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """Distances in km from a point to (n, 2) latitudes and longitudes, all in degrees.

    Haversine formula (Sinnott 1984); NaN where a point is unknown.
    """
    here = np.radians([lat, lon])
    there = np.radians(np.asarray(points, dtype=np.float64))
    half = np.sin((there - here) / 2) ** 2
    chord = half[:, 0] + np.cos(here[0]) * np.cos(there[:, 0]) * half[:, 1]
    km: NDArray[np.float64] = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))
    return km


def middle(points: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """Mean of latitudes and longitudes in degrees, on the sphere: the date line does no harm."""
    if not points:
        return None
    x = y = z = 0.0
    for lat, lon in points:
        a, b = math.radians(lat), math.radians(lon)
        x += math.cos(a) * math.cos(b)
        y += math.cos(a) * math.sin(b)
        z += math.sin(a)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
