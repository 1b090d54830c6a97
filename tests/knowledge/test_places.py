"""Places of the user's own, from three kinds of file, as a layer of the gazetteer."""

import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoholds.knowledge.places import add_places, own_layers, read_places
from whoholds.model import BadInput, Place

PLAIN = """name,aliases,kind,country,lat,lon,population
Mill Crossing,the Mill; Tahun crossing,crossing,SY,35.0,36.7,
Rivertown,,,Syria,34.5,36.1,"12000"
Twin,,hill,SY,34.1,36.1,
Twin,,hill,SY,34.9,36.9,
,,hill,SY,34.9,36.9,
"""

HXL = """Province,Code,District,Town,Town (Arabic),Lat,Lon
#adm1+name,#adm1+code,#adm2+name+en,#loc+name+en,#loc+name+ar,#geo+lat,#geo+lon
Northland,SY01,Upper,Milltown,ميلتاون,36.0,37.0
Northland,SY01,Upper,Farmtown,,36.2,37.2
Northland,SY01,Lower,,,,
,,,,,,
"""

OCHA = """admin1Name_en,admin1Pcode,admin2Name_en,admin2Pcode,admin0Pcode,latitude,longitude
Northland,SY01,Upper,SY0101,SY,36.0,37.0
Northland,SY01,Lower,SY0102,SY,35.0,37.0
"""


def dump(**columns: str) -> str:
    """One line of a GeoNames dump."""
    names = [
        "id",
        "name",
        "ascii",
        "others",
        "lat",
        "lon",
        "class",
        "code",
        "country",
        "cc2",
        "admin1",
        "admin2",
        "admin3",
        "admin4",
        "people",
        "elevation",
        "dem",
        "timezone",
        "changed",
    ]
    given = {"id": "100", "name": "Milltown", "lat": "36.0", "lon": "37.0", "class": "P"}
    return "\t".join((given | {"code": "PPL", "country": "SY"} | columns).get(n, "") for n in names)


def file(folder: Path, text: str, name: str = "mine.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def read(folder: Path, text: str) -> dict[str, Place]:
    return {e.place.name: e.place for e in read_places(file(folder, text)).entries}


def test_a_plain_table(tmp_path: Path) -> None:
    found = read_places(file(tmp_path, PLAIN))
    crossing, town, *twins = (entry.place for entry in found.entries)
    assert crossing == Place(
        "mine:mill-crossing", "Mill Crossing", "crossing", "SY", 35.0, 36.7, source="mine.csv"
    )
    assert found.entries[0].aliases == ("the Mill", "Tahun crossing")
    assert (town.kind, town.country, town.population) == ("town", "SY", 12_000)
    assert len({twin.id for twin in twins}) == 2
    assert found.left_out == {"without a name": 1}


@pytest.mark.parametrize("mark", [";", "\t"])
def test_other_separators_and_headings(tmp_path: Path, mark: str) -> None:
    text = f"Latitude{mark}Longitude{mark}Name\n36.5{mark}37.5{mark}Milltown\n"
    assert read(tmp_path, text)["Milltown"].lat == 36.5


def test_hxl(tmp_path: Path) -> None:
    found = read_places(file(tmp_path, HXL))
    places = {entry.place.name: entry.place for entry in found.entries}
    assert set(places) == {"Northland", "Upper", "Lower", "Milltown", "Farmtown"}
    north, upper, mill = places["Northland"], places["Upper"], places["Milltown"]
    assert (north.kind, upper.kind, mill.kind) == ("region", "district", "village")
    assert (north.id, upper.part_of, mill.part_of) == ("mine:SY01", north.id, upper.id)
    assert (north.lat, north.lon) == pytest.approx((36.1, 37.1), abs=0.01)
    assert places["Lower"].lat is None
    assert {place.country for place in places.values()} == {"SY"}
    aliases = {entry.place.name: entry.aliases for entry in found.entries}
    assert aliases["Milltown"] == ("ميلتاون",)
    assert found.left_out == {}


def test_ocha_headings(tmp_path: Path) -> None:
    places = read(tmp_path, OCHA)
    assert places["Upper"].id == "mine:SY0101"
    assert places["Upper"].part_of == places["Northland"].id == "mine:SY01"
    assert places["Northland"].lat == pytest.approx(35.5, abs=0.01)


def test_a_geonames_dump(tmp_path: Path) -> None:
    text = "\n".join(
        [
            dump(others="Mill Town,MLT,ميلتاون,Moulinville", people="6000", admin1="07"),
            dump(id="101", name="Mill Dam", **{"class": "S", "code": "DAM"}),
            dump(id="102", name="Mill Base", **{"class": "S", "code": "MILB"}),
            dump(id="103", name="Northland", **{"class": "A", "code": "ADM1"}),
            dump(id="104", name="Mill Stream", **{"class": "H", "code": "STM"}),
            dump(id="105", name="Hamlet", people="40"),
        ]
    )
    found = read_places(file(tmp_path, text, "SY.txt"))
    kinds = {entry.place.name: entry.place.kind for entry in found.entries}
    assert kinds == {
        "Milltown": "town",
        "Mill Dam": "dam",
        "Mill Base": "base",
        "Northland": "region",
        "Hamlet": "village",
    }
    mill = found.entries[0]
    assert mill.place.id == "geonames:100"
    assert mill.place.admin1 == "07"
    assert mill.aliases == ("Mill Town", "Moulinville")
    assert found.left_out == {"no place that can be held": 1}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("name,lat\nMilltown,3\n", "no column lon"),
        ("name,lat,lon\nMilltown,north,3\n", "line 2: latitude 'north'"),
        ("name,lat,lon\nMilltown,36,361\n", "line 2: longitude '361'"),
        ("name,lat,lon,country\nMilltown,36,37,Atlantis\n", "line 2: no country 'Atlantis'"),
        ("name,lat,lon,kind\nMilltown,36,37,ford\n", "line 2: kind 'ford'"),
        ("#geo+lat,#geo+lon\n1,2\n", "no HXL tag such as"),
        (dump() + "\n100\tMilltown\n", "line 2: has 2 columns"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_places(file(tmp_path, text))
    assert says in str(refused.value)
    assert "mine.csv" in str(refused.value)


def test_not_utf8_is_said(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes("name,lat,lon\nMühle,1,2\n".encode("latin-1"))
    with pytest.raises(BadInput, match="UTF-8"):
        read_places(path)
    with pytest.raises(BadInput, match="cannot be read"):
        read_places(tmp_path / "none.csv")


@given(text=st.text(max_size=200))
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "mine.csv"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with suppress(BadInput):
        assert read_places(path).entries


def own(places: Path) -> list[int]:
    return sorted(len(layer) for layer in own_layers(places))


def test_a_file_becomes_a_layer_and_a_later_one_takes_its_place(tmp_path: Path) -> None:
    places = tmp_path / "places"
    first = add_places(file(tmp_path, PLAIN), places)
    assert (first.count, first.left_out) == (4, {"without a name": 1})
    assert own(places) == [4]
    assert add_places(file(tmp_path, PLAIN), places) == first
    add_places(file(tmp_path, HXL, "other.csv"), places)
    assert own(places) == [4, 5]
    add_places(file(tmp_path, "name,lat,lon\nMilltown,36,37\n"), places)
    assert own(places) == [1, 5]


@pytest.mark.parametrize("harm", ["damaged", "gone"])
def test_a_layer_is_made_again_from_the_file_that_was_kept(tmp_path: Path, harm: str) -> None:
    places = tmp_path / "places"
    folder = add_places(file(tmp_path, PLAIN), places).folder
    (tmp_path / "mine.csv").unlink()
    (layer,) = (path for path in folder.iterdir() if path.is_dir())
    if harm == "damaged":
        (layer / "meta.json").write_text("{")
    else:
        shutil.rmtree(layer)
    assert own(places) == [4]


def test_no_own_places(tmp_path: Path) -> None:
    assert own(tmp_path / "none") == []
    (tmp_path / "places" / "empty").mkdir(parents=True)
    assert own(tmp_path / "places") == []


def test_a_file_without_a_place_adds_nothing(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no place in it \(1 without a name\)"):
        add_places(file(tmp_path, "name,lat,lon\n,36,37\n"), tmp_path / "places")
    assert not (tmp_path / "places").exists()


def test_where_nothing_can_be_written_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be written"):
        add_places(file(tmp_path, PLAIN), file(tmp_path, "", "blocked") / "places")
