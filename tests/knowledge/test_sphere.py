"""Distances and means on the Earth."""

import numpy as np
import pytest

from whoholds.knowledge.sphere import great_circle, middle


def test_known_distances() -> None:
    # A degree of a great circle is 6371 km times pi / 180.
    assert great_circle(0, 0, np.array([[1.0, 0.0], [0.0, 1.0]])) == pytest.approx(
        [111.19] * 2, 1e-4
    )
    assert great_circle(0, 0, np.array([[0.0, 180.0]])) == pytest.approx([20015.1], 1e-4)
    # Damascus to Aleppo, by the tables of general reference works some 310 km.
    assert great_circle(33.51, 36.29, np.array([[36.20, 37.16]]))[0] == pytest.approx(310, abs=5)


def test_an_unknown_point_has_no_distance() -> None:
    assert np.isnan(great_circle(0, 0, np.array([[np.nan, np.nan]]))).all()


def test_the_middle_of_places_on_both_sides_of_the_date_line() -> None:
    lat, lon = middle([(10.0, 179.0), (10.0, -179.0)]) or (0.0, 0.0)
    assert lat == pytest.approx(10.0, abs=0.01)
    assert abs(lon) == pytest.approx(180.0)


def test_nothing_has_no_middle() -> None:
    assert middle([]) is None
