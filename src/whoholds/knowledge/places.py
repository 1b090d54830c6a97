"""A user's own places, from files, as a further layer of the gazetteer.

Three forms are known by their first line: a table with a heading, a table with HXL tags or with
the headings of OCHA's administrative boundaries (P-codes), and GeoNames' dump of a country.
"""

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen
from platformdirs import user_data_dir

from whoholds.knowledge.hxl import as_hxl, is_hxl, is_ocha, read_hxl
from whoholds.knowledge.layers import FORMAT, Layer, compile_layer
from whoholds.knowledge.tables import Import, is_geonames, read_geonames, read_plain
from whoholds.knowledge.words import digest_of, load
from whoholds.model import BadInput, WhoholdsError


@frozen
class Added:
    """`count` places of a file now lie in `folder`; `left_out` counts rows by reason."""

    folder: Path
    count: int
    left_out: dict[str, int]


def user_places() -> Path:
    """Where the files lie that `places add` has taken in, each in a folder of its own."""
    return Path(user_data_dir("whoholds", appauthor=False)) / "places"


def add_places(path: Path, places: Path | None = None) -> Added:
    """Take a file into the user's places, instead of an earlier one of the same name.

    The file itself is kept: a later version of whoholds compiles it anew. BadInput where it is in
    none of the three forms or holds no place.
    """
    found = read_places(path)
    if not found.entries:
        raise BadInput(f"{path}: no place in it ({_reasons(found.left_out)})")
    kept = places or user_places()
    folder = kept / digest_of(path.name.encode() + b"\0" + path.read_bytes())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / path.name)
        compile_layer(found.entries, folder / _layer_name())
    except OSError as error:
        raise BadInput(f"{folder}: cannot be written ({error.strerror})") from error
    for older in kept.iterdir():
        if older != folder and _source(older) == older / path.name:
            shutil.rmtree(older, ignore_errors=True)
    return Added(folder, len(found.entries), found.left_out)


def own_layers(places: Path) -> Iterator[Layer]:
    """The layers of the files that were added, compiled again where that is needed."""
    for folder in sorted(places.iterdir()) if places.is_dir() else ():
        target = folder / _layer_name()
        if Layer.readable(target):
            yield Layer(target)
        elif (source := _source(folder)) is not None:
            try:
                yield Layer.of(read_places(source).entries, target)
            except OSError as error:
                raise WhoholdsError(
                    f"{folder}: the places in it cannot be compiled there ({error.strerror})"
                ) from error


def _layer_name() -> str:
    return "layer-" + digest_of(repr((FORMAT, load("names"))).encode())[:16]


def _source(folder: Path) -> Path | None:
    files = [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []
    return files[0] if len(files) == 1 else None


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
    lines = text.split("\n")
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
