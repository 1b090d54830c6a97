"""A layer of the gazetteer: places and their names as memory-mapped arrays.

A layer is a folder of `.npy` files and a `meta.json` written last. Names are found by the
64-bit hash of their fold (`name_*`), or of its consonant skeleton (`bone_*`), in sorted arrays.
The folder is built aside and renamed into place, so no process ever sees half of one.
"""

import contextlib
import errno
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from whoholds.knowledge.names import fold, skeleton
from whoholds.model import PLACE_KINDS, Place

# Part of the key of every compiled layer: raise it when the code of folding, the rules for kinds
# or the format changes.
FORMAT = 3
# How often a layer is put into place before another process is said to be in the way.
_TRIES = 5

_ARRAYS: dict[str, Any] = {
    "id_hash": np.uint64,  # sorted, with `id_row`
    "id_row": np.uint32,
    "name_hash": np.uint64,  # sorted, with `name_row`
    "name_row": np.uint32,
    "bone_hash": np.uint64,  # sorted, with `bone_row`
    "bone_row": np.uint32,
    "country": np.uint16,  # by row; rows are sorted by it
    "kind": np.uint8,  # index in PLACE_KINDS
    "population": np.int64,
    "lat": np.float32,  # NaN where unknown
    "lon": np.float32,
    "detail_end": np.uint32,  # end of the row's text in `detail`
    "folds_end": np.uint32,  # end of the row's text in `folds`
    "detail": np.uint8,  # UTF-8: id, name, admin1, part_of, source, tab between
    "folds": np.uint8,  # UTF-8: the folds of all its names, newline between
}


class Corrupt(Exception):
    """A compiled layer is missing, half there or damaged."""


@frozen
class Entry:
    """A place with all its names, on its way into a layer."""

    place: Place
    aliases: tuple[str, ...] = ()


def hash_of(key: str) -> np.uint64:
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return np.uint64(int.from_bytes(digest, "little"))


@lru_cache(512)
def country_code(iso2: str | None) -> int:
    """ISO 3166 alpha-2 as one number, 0 for none."""
    if not iso2 or len(iso2) != 2 or not iso2.isascii():
        return 0
    return ord(iso2[0].upper()) << 8 | ord(iso2[1].upper())


def country_text(code: int) -> str | None:
    """The inverse of `country_code`."""
    return chr(code >> 8) + chr(code & 0xFF) if code else None


def _clean(text: str | None) -> str:
    return " ".join((text or "").split())


def _index(pairs: list[tuple[int, int]]) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    hashes = np.fromiter((pair[0] for pair in pairs), np.uint64, len(pairs))
    rows = np.fromiter((pair[1] for pair in pairs), np.uint32, len(pairs))
    order = np.lexsort((rows, hashes))
    return hashes[order], rows[order]


def _arrays(entries: Iterable[Entry]) -> dict[str, NDArray[Any]]:
    ordered = sorted(entries, key=lambda e: (country_code(e.place.country), e.place.id))
    ids: list[tuple[int, int]] = []
    names: list[tuple[int, int]] = []
    bones: list[tuple[int, int]] = []
    detail, folds = bytearray(), bytearray()
    detail_end, folds_end = [], []
    for row, entry in enumerate(ordered):
        place = entry.place
        keys = dict.fromkeys(k for name in (place.name, *entry.aliases) if (k := fold(name)))
        ids.append((int(hash_of(place.id)), row))
        names += ((int(hash_of(key)), row) for key in keys)
        bones += ((int(hash_of(b)), row) for b in {skeleton(key) for key in keys} if b)
        fields = (place.id, place.name, place.admin1, place.part_of, place.source)
        detail += "\t".join(map(_clean, fields)).encode("utf-8", "replace")
        folds += "\n".join(keys).encode()
        detail_end.append(len(detail))
        folds_end.append(len(folds))
    places = [entry.place for entry in ordered]
    id_hash, id_row = _index(ids)
    name_hash, name_row = _index(names)
    bone_hash, bone_row = _index(bones)
    found: dict[str, Any] = {
        "id_hash": id_hash,
        "id_row": id_row,
        "name_hash": name_hash,
        "name_row": name_row,
        "bone_hash": bone_hash,
        "bone_row": bone_row,
        "country": [country_code(p.country) for p in places],
        "kind": [PLACE_KINDS.index(p.kind) for p in places],
        "population": [p.population for p in places],
        "lat": [np.nan if p.lat is None else p.lat for p in places],
        "lon": [np.nan if p.lon is None else p.lon for p in places],
        "detail_end": detail_end,
        "folds_end": folds_end,
        "detail": np.frombuffer(bytes(detail), np.uint8),
        "folds": np.frombuffer(bytes(folds), np.uint8),
    }
    return {name: np.asarray(found[name], dtype) for name, dtype in _ARRAYS.items()}


def compile_layer(entries: Iterable[Entry], target: Path) -> None:
    """Write a layer to the folder `target`, whole or not at all.

    Where another process has put a good one there meanwhile, that one stays. OSError where the
    parent cannot be written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=target.parent, prefix=target.name + "."))
    try:
        sizes = {}
        content = hashlib.blake2b(digest_size=12)
        for name, array in _arrays(entries).items():
            np.save(aside / f"{name}.npy", array)
            sizes[name] = int(array.size)
            content.update(array.tobytes())
        meta = {"format": FORMAT, "digest": content.hexdigest(), "sizes": sizes}
        (aside / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
        _put(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _put(aside: Path, target: Path) -> None:
    for _ in range(_TRIES):
        try:
            aside.rename(target)
        except OSError:
            if Layer.readable(target):
                return
            # What lies there is damaged, or on its way in or out by another process's hand.
            grave = Path(tempfile.mkdtemp(dir=target.parent, prefix=target.name + "."))
            with contextlib.suppress(OSError):
                target.rename(grave / "layer")
            shutil.rmtree(grave, ignore_errors=True)
        else:
            return
    raise OSError(errno.EBUSY, "another process keeps changing it", str(target))


class Layer:
    """A compiled layer, mapped read-only. Rows are its own numbering of its places."""

    def __init__(self, folder: Path) -> None:
        """Corrupt where `folder` holds no whole layer of this FORMAT."""
        try:
            meta = json.loads((folder / "meta.json").read_bytes())
            if meta["format"] != FORMAT:
                raise Corrupt(f"{folder}: format {meta['format']}")
            self.digest: str = meta["digest"]
            # Arrays of no bytes cannot be mapped.
            self._a: dict[str, NDArray[Any]] = {
                name: np.load(
                    folder / f"{name}.npy", mmap_mode="r" if meta["sizes"][name] else None
                )
                for name in _ARRAYS
            }
            for name, dtype in _ARRAYS.items():
                array = self._a[name]
                if array.shape != (meta["sizes"][name],) or array.dtype != dtype:
                    raise Corrupt(f"{folder}: {name} is not whole")
        except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
            raise Corrupt(f"{folder}: {error}") from error
        self._spans: dict[int, tuple[int, int]] = {}
        self._initials: dict[int, dict[str, list[tuple[str, int]]]] = {}

    @classmethod
    def readable(cls, folder: Path) -> bool:
        try:
            cls(folder)
        except Corrupt:
            return False
        return True

    @classmethod
    def of(cls, entries: Iterable[Entry], folder: Path) -> Self:
        compile_layer(entries, folder)
        return cls(folder)

    def __len__(self) -> int:
        return len(self._a["country"])

    def _matches(self, index: str, key: str) -> NDArray[np.uint32]:
        hashes = self._a[f"{index}_hash"]
        wanted = hash_of(key)
        low = int(hashes.searchsorted(wanted, "left"))
        high = low
        while high < len(hashes) and hashes[high] == wanted:
            high += 1
        rows: NDArray[np.uint32] = self._a[f"{index}_row"][low:high]
        return rows

    def named(self, key: str) -> NDArray[np.uint32]:
        """Rows that have a name with this fold."""
        return self._matches("name", key)

    def boned(self, bones: str) -> NDArray[np.uint32]:
        """Rows that have a name with this skeleton."""
        return self._matches("bone", bones)

    def row_of(self, place_id: str) -> int | None:
        for row in self._matches("id", place_id):
            if self._text("detail", int(row)).split("\t", 1)[0] == place_id:
                return int(row)
        return None

    def within(
        self, rows: NDArray[np.uint32], countries: frozenset[int] | None
    ) -> NDArray[np.uint32]:
        """Those rows that lie in one of the countries (see `country_code`)."""
        if countries is None or not len(rows):
            return rows
        codes = self._a["country"][rows]
        kept: NDArray[np.uint32] = rows[[int(code) in countries for code in codes]]
        return kept

    def of_country(self, code: int) -> range:
        """All rows of a country."""
        if code not in self._spans:
            column = self._a["country"]
            self._spans[code] = (
                int(column.searchsorted(np.uint16(code), "left")),
                int(column.searchsorted(np.uint16(code), "right")),
            )
        return range(*self._spans[code])

    def _text(self, blob: str, row: int) -> str:
        ends = self._a[f"{blob}_end"]
        start = int(ends[row - 1]) if row else 0
        return bytes(self._a[blob][start : int(ends[row])]).decode()

    def folds(self, row: int) -> list[str]:
        """The folds of all names of a place, its usual name's first."""
        return self._text("folds", row).split("\n")

    def initials(self, code: int) -> dict[str, list[tuple[str, int]]]:
        """Every fold and its row of a country, by first letter; kept once made."""
        if code not in self._initials:
            grouped: dict[str, list[tuple[str, int]]] = {}
            for row in self.of_country(code):
                for key in self.folds(row):
                    grouped.setdefault(key[:1], []).append((key, row))
            self._initials[code] = grouped
        return self._initials[code]

    def country(self, row: int) -> str | None:
        return country_text(int(self._a["country"][row]))

    def population(self, row: int) -> int:
        return int(self._a["population"][row])

    def coordinates(self, rows: range) -> NDArray[np.float32]:
        """(n, 2) latitude and longitude in degrees, NaN where unknown."""
        part = slice(rows.start, rows.stop)
        return np.column_stack((self._a["lat"][part], self._a["lon"][part]))

    def place(self, row: int) -> Place:
        place_id, name, admin1, part_of, source = self._text("detail", row).split("\t")
        lat, lon = float(self._a["lat"][row]), float(self._a["lon"][row])
        return Place(
            id=place_id,
            name=name,
            kind=PLACE_KINDS[self._a["kind"][row]],
            country=self.country(row),
            # GeoNames gives five decimals, about what 32 bits hold.
            lat=None if lat != lat else round(lat, 5),
            lon=None if lon != lon else round(lon, 5),
            population=self.population(row),
            admin1=admin1 or None,
            part_of=part_of or None,
            source=source,
        )
