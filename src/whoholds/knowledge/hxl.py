"""Tables with HXL tags (hxlstandard.org), or with the headings of OCHA's boundaries (P-codes).

A row names a place by the units it lies in, from the province down. Each unit becomes a place of
its own, in the middle of its rows: GeoNames' selection of towns has no provinces.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from attrs import evolve

from whoholds.knowledge.layers import Entry
from whoholds.knowledge.names import fold
from whoholds.knowledge.sphere import middle
from whoholds.knowledge.tables import HEADINGS, Import, country_code_of, degrees, prefix_of
from whoholds.model import BadInput, Place

# OCHA's headings for what HXL tags: admin1Name_en, ADM1_EN, admin1Pcode, ADM1_PCODE, featureName.
_OCHA = re.compile(
    r"(?:adm(?:in)?(?P<level>[0-5])|(?P<feature>feature(?:ref)?))_?"
    r"(?:name_?(?P<lang>[a-z]{2,3})?|(?P<code>pcode)|(?P<bare>[a-z]{2}))\d?",
    re.IGNORECASE,
)
_HXL = re.compile(r"#(?:adm(?P<level>[1-5])|(?P<loc>loc)|(?P<country>country)|(?P<geo>geo))\b")
# Kinds by administrative level: the first is a region everywhere, the lower ones differ.
_LEVEL_KINDS = {1: "region", 2: "district", 3: "district", 4: "village", 5: "neighbourhood"}
_LOC = 9


def is_hxl(row: list[str]) -> bool:
    """True for a row of HXL tags."""
    return any(cell.strip().startswith("#") for cell in row)


def is_ocha(heading: list[str]) -> bool:
    """True for a heading that has one of OCHA's columns."""
    return any(_OCHA.fullmatch(cell.strip()) for cell in heading)


def as_hxl(heading: str) -> str:
    """OCHA's heading as the HXL tag that means the same; other headings as they are."""
    found = _OCHA.fullmatch(heading)
    if found:
        level = found["level"]
        tag = "#country" if level == "0" else f"#adm{level}" if level else "#loc"
        if found["code"]:
            return f"{tag}+code"
        lang = found["lang"] or found["bare"] or ""
        return f"{tag}+name" + (f"+{lang.lower()}" if lang and lang.lower() != "en" else "")
    lower = heading.casefold()
    for axis in ("lat", "lon"):
        if lower in HEADINGS[axis]:
            return f"#geo+{axis}"
    return heading


class _Unit(NamedTuple):
    """One administrative unit or location of a row: level, code and names, the usual first."""

    level: int
    code: str
    names: tuple[str, ...]


class _Columns(NamedTuple):
    """Where a table has what: name columns by level (the usual name's first), codes, and `at`
    (lat, lon, country-code, country-name)."""

    names: dict[int, list[int]]
    codes: dict[int, int]
    at: dict[str, int]


def _columns(tags: list[str], path: Path) -> _Columns:
    ranked: dict[int, list[tuple[int, int]]] = defaultdict(list)
    codes: dict[int, int] = {}
    at: dict[str, int] = {}
    for column, tag in enumerate(tags):
        found = _HXL.match(tag.lower())
        if not found:
            continue
        marks = tag.lower().split("+")[1:]
        level = int(found["level"]) if found["level"] else _LOC
        if found["geo"]:
            at |= {axis: column for axis in ("lat", "lon") if axis in marks}
        elif found["country"]:
            at.setdefault("country-code" if "code" in marks else "country-name", column)
        elif "code" in marks:
            codes.setdefault(level, column)
        elif "name" in marks or not marks:
            # English before plain before other languages, and less marked before more.
            ranked[level].append((len(marks) - 2 * ("en" in marks), column))
    if not ranked:
        raise BadInput(f"{path}: no HXL tag such as #adm1+name or #loc+name heads a column")
    names = {level: [column for _, column in sorted(ranked[level])] for level in sorted(ranked)}
    return _Columns(names, codes, at)


def read_hxl(tags: list[str], rows: list[list[str]], first: int, path: Path) -> Import:
    """Places of the rows under `tags`; `first` is the number of the first row's line."""
    columns = _columns(tags, path)
    left_out: Counter[str] = Counter()
    units: dict[str, Entry] = {}
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for number, row in enumerate(rows, first):
        chain = list(_chain(row, columns))
        if not chain:
            left_out["without a name"] += any(cell.strip() for cell in row)
            continue
        lat = degrees(_cell(row, columns.at.get("lat")), 90, path, number, "latitude")
        lon = degrees(_cell(row, columns.at.get("lon")), 180, path, number, "longitude")
        country = _country(row, columns, path, number, chain)
        above: str | None = None
        for unit in chain:
            key = unit.code or fold(unit.names[0]).replace(" ", "-")
            own = f"{prefix_of(path)}:{key}" if unit.code or above is None else f"{above}/{key}"
            kind = _LEVEL_KINDS.get(unit.level, "village")
            place = Place(own, unit.names[0], kind, country, part_of=above, source=path.name)
            units.setdefault(own, Entry(place, unit.names[1:]))
            if lat is not None and lon is not None:
                points[own].append((lat, lon))
            above = own
    entries = (_placed(entry, points[own]) for own, entry in units.items())
    return Import(tuple(entries), {k: v for k, v in left_out.items() if v})


def _placed(entry: Entry, points: list[tuple[float, float]]) -> Entry:
    """The unit at the middle of the rows that lie in it."""
    at = middle(points)
    if at is None:
        return entry
    return evolve(entry, place=evolve(entry.place, lat=round(at[0], 5), lon=round(at[1], 5)))


def _cell(row: list[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


def _chain(row: list[str], columns: _Columns) -> Iterator[_Unit]:
    """The units that a row names, from the widest to the place itself."""
    for level, name_columns in columns.names.items():
        names = dict.fromkeys(n for c in name_columns if fold(n := _cell(row, c)))
        if names:
            yield _Unit(level, _cell(row, columns.codes.get(level)), tuple(names))


def _country(
    row: list[str], columns: _Columns, path: Path, number: int, chain: list[_Unit]
) -> str | None:
    name = _cell(row, columns.at.get("country-name"))
    code = _cell(row, columns.at.get("country-code"))
    if len(code) == 2:
        return code.upper()
    if name:
        return country_code_of(name, path, number)
    # P-codes begin with the country's ISO code: SY0703.
    start = next((unit.code[:2] for unit in chain if unit.code), "")
    return start if start.isalpha() and start.isupper() else None
