"""A compiled layer gives back what went in, and a damaged one is never used."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoholds.knowledge.layers import Corrupt, Entry, Layer, compile_layer, country_code
from whoholds.knowledge.names import fold, skeleton
from whoholds.model import PLACE_KINDS, Place

Entries = tuple[Entry, ...]


def test_every_place_comes_back_as_it_went_in(tmp_path: Path, entries: Entries) -> None:
    layer = Layer.of(entries, tmp_path / "layer")
    for entry in entries:
        row = layer.row_of(entry.place.id)
        assert row is not None
        assert layer.place(row) == entry.place


def test_every_name_leads_to_its_place(tmp_path: Path, entries: Entries) -> None:
    layer = Layer.of(entries, tmp_path / "layer")
    for entry in entries:
        row = layer.row_of(entry.place.id)
        for name in (entry.place.name, *entry.aliases):
            assert row in layer.named(fold(name))
            assert row in layer.boned(skeleton(name))
            assert fold(name) in layer.folds(row or 0)


PLACES = st.builds(
    Place,
    id=st.uuids().map(str),
    name=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
    kind=st.sampled_from(PLACE_KINDS),
    country=st.sampled_from(["SY", "UA", None]),
    population=st.integers(0, 2**40),
    source=st.just("made up"),
)


@given(st.lists(PLACES, unique_by=lambda p: p.id, max_size=8))
def test_any_places_survive(tmp_path_factory: pytest.TempPathFactory, places: list[Place]) -> None:
    layer = Layer.of([Entry(p) for p in places], tmp_path_factory.mktemp("l") / "layer")
    assert len(layer) == len(places)
    for place in places:
        row = layer.row_of(place.id)
        assert row is not None
        found = layer.place(row)
        # Line ends and tabs in a name are blanks afterwards; nothing else changes.
        assert found.name == " ".join(place.name.split())
        assert (found.kind, found.country, found.population) == (
            place.kind,
            place.country,
            place.population,
        )


def test_rows_of_a_country_are_all_of_it(tmp_path: Path, entries: Entries) -> None:
    layer = Layer.of(entries, tmp_path / "layer")
    rows = layer.of_country(country_code("SY"))
    ids = {layer.place(row).id for row in rows}
    assert ids == {e.place.id for e in entries if e.place.country == "SY"}
    assert not layer.of_country(country_code("FR"))


def test_an_empty_layer_holds_nothing(tmp_path: Path) -> None:
    layer = Layer.of([], tmp_path / "layer")
    assert len(layer) == 0
    assert layer.row_of("geonames:1") is None
    assert len(layer.named("salban")) == 0


def test_the_digest_is_that_of_the_content(tmp_path: Path, entries: Entries) -> None:
    one = Layer.of(entries, tmp_path / "one")
    again = Layer.of(reversed(entries), tmp_path / "again")
    other = Layer.of(entries[:-1], tmp_path / "other")
    assert one.digest == again.digest != other.digest


@pytest.mark.parametrize("name", ["meta.json", "name_hash.npy", "detail.npy", "lat.npy"])
@pytest.mark.parametrize("damage", ["gone", "short", "noise"])
def test_a_damaged_layer_is_not_read(
    tmp_path: Path, entries: Entries, name: str, damage: str
) -> None:
    folder = tmp_path / "layer"
    compile_layer(entries, folder)
    file = folder / name
    if damage == "gone":
        file.unlink()
    elif damage == "short":
        file.write_bytes(file.read_bytes()[:-7])
    else:
        file.write_bytes(b"noise")
    with pytest.raises(Corrupt):
        Layer(folder)


def test_another_format_is_not_read(tmp_path: Path, entries: Entries) -> None:
    compile_layer(entries, tmp_path / "layer")
    meta = tmp_path / "layer" / "meta.json"
    meta.write_text(json.dumps(json.loads(meta.read_text()) | {"format": -1}))
    with pytest.raises(Corrupt):
        Layer(tmp_path / "layer")


def test_a_damaged_layer_is_put_right_and_nothing_is_left_over(
    tmp_path: Path, entries: Entries
) -> None:
    compile_layer(entries, tmp_path / "layer")
    (tmp_path / "layer" / "lat.npy").unlink()
    compile_layer(entries, tmp_path / "layer")
    assert len(Layer(tmp_path / "layer")) == len(entries)
    assert [path.name for path in tmp_path.iterdir()] == ["layer"]


COMPILE = """
import sys
from pathlib import Path
from whoholds.knowledge.layers import Entry, Layer
from whoholds.model import Place
entries = [Entry(Place(f"made:{n}", f"Town {n}")) for n in range(3000)]
print(len(Layer.of(entries, Path(sys.argv[1]))))
"""


def test_many_processes_may_compile_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", COMPILE, str(tmp_path / "layer")]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [process.communicate(timeout=300)[0] for process in running] == ["3000\n"] * 3
    assert [path.name for path in tmp_path.iterdir()] == ["layer"]


def test_coordinates_are_nan_where_unknown(tmp_path: Path, entries: Entries) -> None:
    layer = Layer.of(entries, tmp_path / "layer")
    row = layer.row_of("geonames:7")
    assert row is not None
    assert np.isnan(layer.coordinates(range(row, row + 1))).all()
    assert layer.place(row).lat is None
