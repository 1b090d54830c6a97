"""Tables of places: with a heading of its own, or GeoNames' dump of a country."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from attrs import evolve, frozen

from whoholds.knowledge.countries import country_of
from whoholds.knowledge.geonames import is_name, kind_of
from whoholds.knowledge.layers import Entry
from whoholds.knowledge.names import fold
from whoholds.knowledge.words import load
from whoholds.model import PLACE_KINDS, BadInput, Place

# The columns of GeoNames' main table (geonames.org/export, "readme").
GEONAMES_COLUMNS = 19

# Headings of a plain table, by what they mean.
HEADINGS = {
    "name": ("name", "place", "placename", "place name", "toponym", "asciiname"),
    "aliases": ("aliases", "alias", "alternatenames", "alternate names", "other names"),
    "kind": ("kind", "type", "place kind"),
    "country": ("country", "iso2", "country code", "countrycode", "iso"),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "lng", "long", "longitude", "x"),
    "population": ("population", "pop"),
    "id": ("id", "code", "pcode", "geonameid"),
    "source": ("source",),
}


@frozen
class Import:
    """What a file gave: `entries`, and how many rows were left out, by reason."""

    entries: tuple[Entry, ...]
    left_out: dict[str, int]


def prefix_of(path: Path) -> str:
    """What the ids of a file's places begin with, before the colon."""
    return fold(path.stem).replace(" ", "-") or "places"


def degrees(text: str, limit: int, path: Path, number: int, what: str) -> float | None:
    text = text.strip().replace(",", ".")
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not abs(value) <= limit:
        raise BadInput(f"{path} line {number}: {what} {text[:20]!r} is not in -{limit}..{limit}")
    return value


def country_code_of(text: str, path: Path, number: int) -> str | None:
    text = text.strip()
    if not text:
        return None
    found = text.upper() if len(text) == 2 and text.isalpha() else country_of(text)
    if found is None:
        raise BadInput(
            f"{path} line {number}: no country {text[:30]!r}; use its two-letter ISO code"
        )
    return found


def is_geonames(line: str) -> bool:
    cells = line.split("\t")
    return len(cells) == GEONAMES_COLUMNS and cells[0].isdigit()


@cache
def _kinds() -> dict[str, str]:
    return {code: kind for kind, codes in load("geonames_kinds").items() for code in codes}


def read_geonames(lines: list[str], path: Path) -> Import:
    left_out: Counter[str] = Counter()
    entries = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != GEONAMES_COLUMNS:
            raise BadInput(
                f"{path} line {number}: has {len(cells)} columns; a GeoNames dump has "
                f"{GEONAMES_COLUMNS}, separated by tabs"
            )
        population = int(cells[14]) if cells[14].isdigit() else 0
        kind = _kinds().get(cells[7])
        if kind is None and cells[6] != "P":
            left_out["no place that can be held"] += 1
            continue
        place = Place(
            id=f"geonames:{cells[0]}",
            name=cells[1],
            kind=kind or kind_of(population, counted=False),
            country=cells[8] or None,
            lat=degrees(cells[4], 90, path, number, "latitude"),
            lon=degrees(cells[5], 180, path, number, "longitude"),
            population=population,
            admin1=cells[10] or None,
        )
        aliases = (cells[2], *filter(is_name, cells[3].split(",")))
        entries.append(Entry(place, tuple(alias for alias in aliases if alias)))
    return Import(tuple(entries), dict(left_out))


def read_plain(rows: list[list[str]], path: Path) -> Import:
    heading = [cell.strip().casefold().replace("_", " ") for cell in rows[0]]
    columns = {
        field: index
        for field, names in HEADINGS.items()
        for index, cell in enumerate(heading)
        if cell in names
    }
    missing = [field for field in ("name", "lat", "lon") if field not in columns]
    if missing:
        raise BadInput(
            f"{path}: no column {' or '.join(missing)}; the heading needs name, lat, lon and may "
            "have aliases, kind, country, population, id, source"
        )
    prefix = prefix_of(path)
    left_out: Counter[str] = Counter()
    entries: list[Entry] = []
    for number, row in enumerate(rows[1:], 2):
        cells = {field: row[i].strip() for field, i in columns.items() if i < len(row)}
        name = cells.get("name", "")
        if not fold(name):
            left_out["without a name"] += bool(any(cell.strip() for cell in row))
            continue
        population = cells.get("population", "")
        people = int(population) if population.isdigit() else 0
        kind = cells.get("kind", "").casefold() or kind_of(people, counted=False)
        if kind not in PLACE_KINDS:
            raise BadInput(
                f"{path} line {number}: kind {kind!r} is none of {', '.join(PLACE_KINDS)}"
            )
        lat = degrees(cells.get("lat", ""), 90, path, number, "latitude")
        lon = degrees(cells.get("lon", ""), 180, path, number, "longitude")
        place = Place(
            id=f"{prefix}:{cells.get('id') or fold(name).replace(' ', '-')}",
            name=name,
            kind=kind,
            country=country_code_of(cells.get("country", ""), path, number),
            lat=lat if lon is not None else None,
            lon=lon if lat is not None else None,
            population=people,
            source=cells.get("source") or path.name,
        )
        aliases = tuple(a.strip() for a in re.split(r"[;|]", cells.get("aliases", "")) if a.strip())
        entries.append(Entry(place, aliases))
    return Import(tuple(_own_ids(entries)), {k: v for k, v in left_out.items() if v})


def _own_ids(entries: list[Entry]) -> Iterator[Entry]:
    """The entries, ids that stand twice told apart by where they lie."""
    often = Counter(entry.place.id for entry in entries)
    for entry in entries:
        place = entry.place
        if often[place.id] > 1 and place.lat is not None and place.lon is not None:
            place = evolve(place, id=f"{place.id}@{place.lat:.3f},{place.lon:.3f}")
        yield evolve(entry, place=place)
