"""Gazetteers for the tests: a handful of made-up places, and the whole world."""

from pathlib import Path

import pytest

from whoholds.knowledge.gazetteer import Gazetteer
from whoholds.knowledge.layers import Entry
from whoholds.model import Place

ENTRIES = (
    Entry(
        Place("geonames:1", "Dayr Nuhās", "city", "SY", 35.3, 40.1, 200_000, "07"),
        ("Deir Nuhas", "Dair an-Nuhas", "Deir Ennuhas"),
    ),
    Entry(Place("geonames:2", "Salbān", "town", "SY", 34.9, 36.7, 30_000, "11"), ("Salban",)),
    Entry(Place("geonames:3", "Salban", "village", "IQ", 33.1, 44.2, 900), ()),
    Entry(Place("geonames:4", "Nikoville", "city", "UA", 47.5, 34.4, 105_000), ("Slavograd",)),
    Entry(Place("geonames:5", "Slavohrad", "town", "UA", 48.8, 37.6, 40_000), ("Slavograd",)),
    Entry(Place("geonames:6", "Slavograd", "town", "UA", 48.1, 37.1, 20_000), ()),
    Entry(Place("geonames:7", "Qarna", "town", "SY", None, None, 0), ()),
    Entry(Place("geonames:8", "Halabara", "city", "SY", 36.2, 37.2, 900_000), ("Mare", "Mera")),
)


@pytest.fixture(scope="session")
def entries() -> tuple[Entry, ...]:
    return ENTRIES


@pytest.fixture
def few(tmp_path: Path) -> Gazetteer:
    return Gazetteer.of(ENTRIES, tmp_path / "few")


@pytest.fixture(scope="session")
def world() -> Gazetteer:
    """All of GeoNames' selection, without the layers of whoever runs the tests."""
    return Gazetteer.load(own=Path("/nonexistent-places"))
