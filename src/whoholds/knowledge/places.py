"""A user's own places, from files, as a further layer of the gazetteer.

Three forms are known by their first line: a table with a heading, a table with HXL tags or with
the headings of OCHA's administrative boundaries (P-codes), and GeoNames' dump of a country.
"""

import csv
import shutil
from pathlib import Path

from attrs import frozen

from whoholds.knowledge.gazetteer import user_layers
from whoholds.knowledge.hxl import as_hxl, is_hxl, is_ocha, read_hxl
from whoholds.knowledge.layers import compile_layer
from whoholds.knowledge.tables import Import, is_geonames, prefix_of, read_geonames, read_plain
from whoholds.knowledge.words import digest_of
from whoholds.model import BadInput


@frozen
class Added:
    """`count` places now lie in the layer `folder`; `left_out` counts rows by reason."""

    folder: Path
    count: int
    left_out: dict[str, int]


def add_places(path: Path, layers: Path | None = None) -> Added:
    """Import a file into the user's layers, in place of an earlier import of the same name.

    BadInput where the file is in none of the three forms or holds no place.
    """
    found = read_places(path)
    if not found.entries:
        raise BadInput(f"{path}: no place in it ({_reasons(found.left_out)})")
    folder = layers or user_layers()
    stem = prefix_of(path)
    target = folder / f"{stem}.{digest_of(path.read_bytes())[:12]}.layer"
    compile_layer(found.entries, target)
    for older in folder.glob(f"{stem}.????????????.layer"):
        if older != target:
            shutil.rmtree(older, ignore_errors=True)
    return Added(target, len(found.entries), found.left_out)


def _reasons(left_out: dict[str, int]) -> str:
    return ", ".join(f"{count} {reason}" for reason, count in left_out.items()) or "it is empty"


def read_places(path: Path) -> Import:
    """The places of a file. BadInput names the file, the line and the mend."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: is not UTF-8 text; save it as CSV in UTF-8") from error
    lines = text.splitlines()
    if not any(line.strip() for line in lines):
        raise BadInput(f"{path}: is empty")
    if is_geonames(lines[0]):
        return read_geonames(lines, path)
    try:
        rows = _table(lines)
    except csv.Error as error:
        raise BadInput(f"{path}: is no table ({error}); save it as CSV in UTF-8") from error
    for number, row in enumerate(rows[:3]):
        if is_hxl(row):
            return read_hxl(
                [cell.replace(" ", "") for cell in row], rows[number + 1 :], number + 2, path
            )
    if is_ocha(rows[0]):
        return read_hxl([as_hxl(cell.strip()) for cell in rows[0]], rows[1:], 2, path)
    return read_plain(rows, path)


def _table(lines: list[str]) -> list[list[str]]:
    head = lines[0]
    delimiter = max(",;\t", key=head.count)
    # A quoted cell may hold a line end; csv needs the ends back for that.
    return list(csv.reader((line + "\n" for line in lines), delimiter=delimiter))
