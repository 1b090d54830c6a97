"""A board on disk, so that a large record need not be worked out anew at each start.

It lies in the user's cache, never beside the record, and holds numbers and texts alone: whatever
else is in such a file, nothing of it is run.
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from attrs import astuple
from numpy.typing import NDArray

from whoholds import __version__
from whoholds.knowledge import words
from whoholds.model import Place
from whoholds.views.board import TABLES, Board, Words
from whoholds.views.ragged import Ragged


def write_board(path: Path, board: Board, method: str, digest: str) -> None:
    """Keep the board of a record as of its `digest`, worked out by `method`."""
    arrays: dict[str, NDArray[Any]] = {
        "method": _packed([method]),
        "digest": _packed([digest]),
        "words": _packed(board.words.texts),
        "places": _packed([json.dumps(astuple(place)) for place in board.places]),
        "hazard": np.array([board.hazard]),
    }
    for table in TABLES:
        ragged: Ragged = getattr(board, table)
        arrays[f"{table}/"] = ragged.offsets
        for column, values in ragged.columns.items():
            kept = _packed(values.tolist()) if values.dtype == object else values
            arrays[f"{table}/{column}"] = kept
    partial = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Whose record it is, theirs alone it is to read.
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            np.savez(file, **arrays)  # type: ignore[arg-type]
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)  # no room, no right: the next start takes longer


def read_board(path: Path, method: str) -> tuple[Board, str] | None:
    """The board kept there, and the record's digest then; None where there is none that was
    worked out by `method`."""
    try:
        with np.load(path, allow_pickle=False) as found:
            if _unpacked(found["method"]) != [method]:
                return None
            tables = {}
            for table in TABLES:
                columns = {}
                for key in found.files:
                    if key.startswith(f"{table}/") and not key.endswith("/"):
                        column = key.partition("/")[2]
                        columns[column] = _column(found[key], column)
                tables[table] = Ragged(found[f"{table}/"], columns)
            places = [Place(*json.loads(row)) for row in _unpacked(found["places"])]
            words = Words(_unpacked(found["words"]))
            hazard = float(found["hazard"][0])
            board = Board(words=words, places=places, hazard=hazard, **tables)
            return board, _unpacked(found["digest"])[0]
    except (OSError, ValueError, KeyError, IndexError, EOFError, TypeError, zipfile.BadZipFile):
        return None  # none, or one cut short: it is made again


def method_of(*sources: str) -> str:
    """A digest of the version, of `sources`, of the word lists, and of the code that makes boards."""
    made = hashlib.blake2b(" ".join((__version__, *sources)).encode(), digest_size=16)
    for code in _code():
        made.update(code)
    return made.hexdigest()


def _code() -> Iterator[bytes]:
    views = files("whoholds.views")
    for folder in (files("whoholds.control"), words.DATA):
        for module in sorted(folder.iterdir(), key=lambda one: one.name):
            if module.name.endswith((".py", ".toml", ".yaml")):
                yield module.read_bytes()
    for name in ("board", "board_making", "envelope", "hearing", "lore", "page_segments"):
        yield (views / f"{name}.py").read_bytes()


def home_of(name: str) -> Path:
    """Where the board of the record that a store calls `name` is kept."""
    place = name if "://" in name else str(Path(name).resolve())
    key = hashlib.blake2b(place.encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()
    return words.cache_home() / "boards" / f"{key}.npz"


def _packed(texts: list[str]) -> NDArray[np.uint8]:
    """Texts as one run of bytes: their lengths, then themselves."""
    parts = [text.encode("utf-8", "surrogatepass") for text in texts]
    lengths = np.array([len(parts), *map(len, parts)], dtype="<i8").tobytes()
    return np.frombuffer(lengths + b"".join(parts), dtype=np.uint8)


def _unpacked(packed: NDArray[np.uint8]) -> list[str]:
    raw = packed.tobytes()
    count = int(np.frombuffer(raw[:8], dtype="<i8")[0])
    lengths = np.frombuffer(raw[8 : 8 * (count + 1)], dtype="<i8")
    ends = (8 * (count + 1) + np.cumsum(lengths)).tolist()
    starts = [8 * (count + 1), *ends[:-1]]
    return [
        raw[low:high].decode("utf-8", "surrogatepass")
        for low, high in zip(starts, ends, strict=False)
    ][:count]


def _column(values: NDArray[Any], name: str) -> NDArray[Any]:
    return np.array(_unpacked(values), dtype=object) if name == "text" else values
