"""Where the world's places are: GeoNames, compiled once, and the user's own layers over it."""

import contextlib
import getpass
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Collection, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Self

import numpy as np
from rapidfuzz.distance import OSA

from whoholds.knowledge import geonames
from whoholds.knowledge.countries import COUNTRIES
from whoholds.knowledge.layers import FORMAT, Corrupt, Entry, Layer, country_code, country_text
from whoholds.knowledge.names import SIMILAR_ENOUGH, fold, similar, skeleton, vowels_written
from whoholds.knowledge.places import own_layers, user_places
from whoholds.knowledge.sphere import great_circle
from whoholds.knowledge.words import cache_home, digest_of, load
from whoholds.model import Place, WhoholdsError

# A place that only bears a name as a byname counts with a tenth of its people: Nikopol, once
# Slovyansk, must not pass for Sloviansk, while Kyiv remains the first place called Kiev.
BYNAME = 0.1
# Where GeoNames has no figure it lists the place as the seat of a district.
UNCOUNTED = 2_500
# A compiled gazetteer of another version is cleared away after this long.
KEPT_SECONDS = 30 * 24 * 3600


def _layer(folder: Path) -> Layer | None:
    try:
        return Layer(folder)
    except Corrupt:
        return None


def _base(cache_dir: Path) -> Layer:
    """The layer of GeoNames, compiled where it is not there, in `cache_dir` or aside."""
    aliases = {iso2: country.aliases for iso2, country in COUNTRIES.items()}
    made_by = (geonames.library_version(), geonames.SMALLEST, FORMAT, load("names"), aliases)
    key = digest_of(repr(made_by).encode())
    name = f"gazetteer-{key[:16]}"
    if (layer := _layer(cache_dir / name)) is not None:
        return layer
    # A cache folder that cannot be written (a container, another user's home) must not stop work.
    fallback = _own_temporary()
    if (layer := _layer(fallback / name)) is not None:
        return layer
    _say("Compiling the gazetteer, once: about half a minute …")
    entries = list(geonames.entries(aliases))
    try:
        layer = Layer.of(entries, cache_dir / name)
    except OSError:
        return _aside(entries, fallback / name)
    _drop_older(cache_dir, name)
    return layer


def _aside(entries: list[Entry], target: Path) -> Layer:
    try:
        return Layer.of(entries, target)
    except OSError as error:
        raise WhoholdsError(
            f"{target.parent}: the gazetteer cannot be written there ({error.strerror}); name a "
            "folder that can be written in WHOHOLDS_CACHE"
        ) from error


def _own_temporary() -> Path:
    """A folder for temporary things that nobody else can write to, the same one each time."""
    whose = os.getuid() if hasattr(os, "getuid") else getpass.getuser()
    folder = Path(tempfile.gettempdir()) / f"whoholds-{whose}"
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True)
    try:
        state = folder.lstat()
    except OSError:
        return Path(tempfile.mkdtemp())
    # Somebody else may have made it first, to plant a gazetteer of their own.
    theirs = hasattr(os, "getuid") and state.st_uid != os.getuid()
    if theirs or not stat.S_ISDIR(state.st_mode) or state.st_mode & 0o022:
        return Path(tempfile.mkdtemp())
    return folder


def _drop_older(cache_dir: Path, current: str) -> None:
    # Not at once: two versions of whoholds on one machine would compile by turns.
    for folder in cache_dir.glob("gazetteer-????????????????"):
        if folder.name != current and time.time() - folder.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


def _say(note: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(note + "\n")


class Gazetteer:
    """Places by name. Layers are asked in order: the user's own before GeoNames."""

    def __init__(self, layers: Iterable[Layer]) -> None:
        self._layers = tuple(layers)
        self.digest = digest_of(" ".join(layer.digest for layer in self._layers).encode())
        self._found = lru_cache(8192)(self._find)

    @classmethod
    def load(cls, cache_dir: Path | None = None, own: Path | None = None) -> Self:
        """The compiled gazetteer, compiled first where it is not yet.

        `own` is the folder of the user's places (see `places.add_places`). WhoholdsError where
        there is no folder to compile in.
        """
        base = _base(cache_dir or cache_home())
        return cls([*own_layers(own or user_places()), base])

    @classmethod
    def of(cls, entries: Iterable[Entry], folder: Path) -> Self:
        """A gazetteer of these entries alone, compiled into `folder`."""
        return cls([Layer.of(entries, folder)])

    def __len__(self) -> int:
        return sum(map(len, self._layers))

    def get(self, place_id: str) -> Place | None:
        for layer in self._layers:
            if (row := layer.row_of(place_id)) is not None:
                return layer.place(row)
        return None

    def find(
        self, name: str, countries: Collection[str] | None = None, fuzzy: bool = False
    ) -> list[Place]:
        """Places of that name, the most populous first, in `countries` (ISO alpha-2) or anywhere.

        Those that bear it as a byname only are counted as smaller (see BYNAME).

        With `fuzzy`, where no name matches: those whose name is `similar`, the nearest first;
        and, only with `countries`, those a slip of the pen away.
        """
        key = fold(name)
        if not key:
            return []
        return list(self._found(key, None if countries is None else frozenset(countries), fuzzy))

    def _find(self, key: str, countries: frozenset[str] | None, fuzzy: bool) -> tuple[Place, ...]:
        codes = None if countries is None else frozenset(map(country_code, countries))
        ranked: dict[str, tuple[float, float, Place]] = {}
        for layer in self._layers:
            for row in map(int, layer.within(layer.named(key), codes)):
                _rank(ranked, layer, row, 1.0, key)
        if not ranked and fuzzy:
            for layer in self._layers:
                for row, score in _similar_rows(layer, key, codes):
                    _rank(ranked, layer, row, score, key)
        best = sorted(ranked.values(), key=lambda r: (-r[0], -r[1], r[2].id))
        return tuple(place for _, _, place in best)

    def nearest(
        self, lat: float, lon: float, country: str | None = None
    ) -> tuple[Place, float] | None:
        """The place next to a point in degrees, of a country or of any, and its distance in km."""
        best: tuple[Place, float] | None = None
        for layer in self._layers:
            rows = layer.of_country(country_code(country)) if country else range(len(layer))
            km = great_circle(lat, lon, layer.coordinates(rows))
            if np.isnan(km).all():
                continue
            index = int(np.nanargmin(km))
            if best is None or km[index] < best[1]:
                best = layer.place(rows[index]), float(km[index])
        return best


def _rank(
    ranked: dict[str, tuple[float, float, Place]], layer: Layer, row: int, score: float, key: str
) -> None:
    place = layer.place(row)
    people = float(place.population or UNCOUNTED)
    if similar(place.name, key) < SIMILAR_ENOUGH:
        people *= BYNAME
    ranked.setdefault(place.id, (round(score, 2), people, place))


def _similar_rows(layer: Layer, key: str, codes: frozenset[int] | None) -> list[tuple[int, float]]:
    bones = skeleton(key)
    scored = []
    for row in map(int, layer.within(layer.boned(bones), codes) if bones else ()):
        names = layer.folds(row)
        # Two consonants are too few to trust a byname that has them: Aleppo was once Beroea.
        if len(bones) < 3 and skeleton(names[0]) != bones:
            continue
        vowelled = vowels_written(layer.country(row))
        score = max(similar(key, other, vowelled) for other in names)
        if score >= SIMILAR_ENOUGH:
            scored.append((row, score))
    if scored or codes is None:
        return scored
    for code in codes:
        vowelled = vowels_written(country_text(code))
        for other, row in layer.initials(code).get(key[0], ()):
            if OSA.distance(key, other, score_cutoff=1) <= 1:
                score = similar(key, other, vowelled)
                if score >= SIMILAR_ENOUGH:
                    scored.append((row, score))
    return scored
