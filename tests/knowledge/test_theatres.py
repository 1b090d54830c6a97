"""Theatre files: read whole or refused in one line; those that are shipped are in order."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from whoholds.knowledge.checks import NEAR_COLOURS, check, lab
from whoholds.knowledge.gazetteer import Gazetteer
from whoholds.knowledge.theatres import (
    SHIPPED,
    Role,
    Starting,
    Theatre,
    find_theatre,
    load_theatre,
    shipped,
)
from whoholds.model import BadInput

PLAIN = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
RIVERTOWN = """
name: Rivertown
countries: [SY]
from: 2020-01-01
to: null
sources_of_facts: ["River Monitor, yearbook 2020"]
actors:
  - name: Government of Rivertown
    aliases: [Rivertown army, RA]
    kind: government
    country: SY
    backed_by: [Upland]
    colour: "#A50026"
  - {name: River Front, aliases: [RF], kind: opposition, from: 2020-03-01, part_of: River Union}
  - {name: River Union}
  - {name: Upland, kind: foreign state}
roles:
  - {words: [army, regime], actor: Government of Rivertown}
  - {words: [rebels], actor: River Front, from: 2020-03-01, to: 2021-01-01}
places:
  - {name: Mill Crossing, aliases: [the Mill, Tahun crossing], kind: crossing, country: SY,
     lat: 35.0, lon: 36.7, source: "sheet 12", part_of: Mill Town}
  - {id: "geonames:2", name: Mill Town, kind: town, country: SY, lat: 34.9, lon: 36.7}
starting:
  - {actor: Government of Rivertown, country: SY}
  - {actor: Upland, place: Mill Crossing, from: 2020-01-01}
sources:
  - {name: Rivertown Radio, aliases: [state radio], grade: D, side: Government of Rivertown}
  - {name: River Monitor, grade: B, side: null}
"""


def written(folder: Path, text: str, name: str = "rivertown.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def rivertown(tmp_path: Path) -> Theatre:
    return load_theatre(written(tmp_path, RIVERTOWN))


def test_everything_in_the_file_is_there(rivertown: Theatre) -> None:
    assert (rivertown.name, rivertown.slug) == ("Rivertown", "rivertown")
    assert rivertown.countries == ("SY",)
    assert (rivertown.start, rivertown.end) == (date(2020, 1, 1), None)
    government, front, _, _ = rivertown.actors
    assert government.colour == "#a50026"
    assert government.backed_by == ("Upland",)
    assert (front.start, front.part_of) == (date(2020, 3, 1), "River Union")
    assert rivertown.roles[1] == Role(
        ("rebels",), "River Front", date(2020, 3, 1), date(2021, 1, 1)
    )
    crossing, town = rivertown.places
    assert crossing.id == "rivertown:mill-crossing"
    assert crossing.part_of == town.id == "geonames:2"
    assert rivertown.place_aliases[crossing.id] == ("the Mill", "Tahun crossing")
    assert rivertown.starting == (
        Starting("Government of Rivertown", country="SY"),
        Starting("Upland", place=crossing.id, start=date(2020, 1, 1)),
    )
    assert rivertown.sources[0].side == "Government of Rivertown"
    assert rivertown.sources[1].grade == "B"
    assert rivertown.sources_of_facts == ("River Monitor, yearbook 2020",)


def test_names_are_found_however_they_are_written(rivertown: Theatre) -> None:
    for name in ("RA", "the Rivertown Army", "GOVERNMENT OF RIVERTOWN"):
        assert rivertown.actor_named(name) == rivertown.actors[0]
    assert rivertown.place_named("the Mill") == rivertown.places[0]
    assert rivertown.place_named("al-Mill") == rivertown.places[0]
    assert rivertown.source_named("State Radio") == rivertown.sources[0]
    assert rivertown.place("geonames:2") == rivertown.places[1]
    assert rivertown.actor_named("rebels") is None
    assert rivertown.place_named("Elsewhere") is None
    assert rivertown.place("geonames:3") is None


def test_the_digest_follows_the_content(tmp_path: Path, rivertown: Theatre) -> None:
    same = load_theatre(written(tmp_path, RIVERTOWN, "other.yaml"))
    changed = load_theatre(written(tmp_path, RIVERTOWN + "\n# note\n", "third.yaml"))
    assert same.digest == rivertown.digest != changed.digest


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("name: Rivertown\n", "", "name: is missing"),
        ("countries: [SY]", "countries: [Syria]", "'Syria' is no ISO 3166"),
        ("from: 2020-01-01\nto: null", "from: 2020-01-01\nto: 2019-01-01", "ends 2019-01-01"),
        ("from: 2020-01-01\nto", "from: 2020-02-30\nto", "from: '2020-02-30' is no day"),
        (
            "kind: government",
            "kind: goverment",
            "Government of Rivertown kind: 'goverment' is none",
        ),
        ("#A50026", "red", "colour: 'red' is no colour"),
        ("backed_by: [Upland]", "backed_by: [Uplnd]", "backed_by: 'Uplnd' is none of the file's"),
        ("part_of: River Union", "part_of: Union", "part_of: 'Union' is none of the file's"),
        ("actor: River Front", "actor: River Frnt", "actor: 'River Frnt' is none of the file's"),
        ("{name: River Union}", "{name: Upland}", "actors: Upland stands twice"),
        ("{name: River Union}", "{nam: River Union}", "actors 3 name: is missing"),
        ("{name: River Union}", "River Union", "must be a mapping"),
        ("{name: River Union}", "{name: 7}", "name: must be text"),
        ("lat: 35.0", "lat: 95.0", "Mill Crossing lat: must be degrees from -90 to 90"),
        ("lat: 35.0", "lat: north", "lat: must be degrees"),
        ("lat: 35.0, ", "", "lat and lon stand together"),
        ("kind: crossing", "kind: ford", "kind: 'ford' is none of"),
        ("grade: B", "grade: G", "River Monitor grade: 'G' is none of"),
        ("side: Government of", "side: People of", "'People of Rivertown' is none of the file's"),
        ("words: [rebels]", "words: []", "roles 2 words: is missing"),
        ("words: [rebels]", "words: rebels", "words: must be a list"),
        (
            "actor: Upland, place",
            "actor: Upland, country: SY, place",
            "either a country or a place",
        ),
        ("sources:\n", "sorces:\n", "unknown key sorces"),
        (
            '"geonames:2"',
            '"rivertown:mill-crossing"',
            "has the id rivertown:mill-crossing of another",
        ),
    ],
)
def test_what_is_wrong_is_refused_in_one_line(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    assert old in RIVERTOWN
    with pytest.raises(BadInput) as refused:
        load_theatre(written(tmp_path, RIVERTOWN.replace(old, new, 1)))
    message = str(refused.value)
    assert "rivertown.yaml" in message
    assert says in message
    assert "\n" not in message


@pytest.mark.parametrize("text", ["", "[]", "just text", "actors: [1]"])
def test_what_is_no_theatre_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadInput, match="rivertown"):
        load_theatre(written(tmp_path, text))


def test_a_theatre_is_found_by_slug_name_or_file(tmp_path: Path) -> None:
    assert find_theatre("syria") is find_theatre("Syria") is shipped()["syria"]
    assert find_theatre(str(written(tmp_path, RIVERTOWN))).name == "Rivertown"
    with pytest.raises(BadInput, match=r"Atlantis: no such theatre; name one of .*syria"):
        find_theatre("Atlantis")
    with pytest.raises(BadInput, match="cannot be read"):
        find_theatre(str(tmp_path / "none.yaml"))


def test_a_shipped_theatre_is_read_only_when_asked_for() -> None:
    from whoholds.knowledge.theatres import _Shipped

    theatres = _Shipped(SHIPPED)
    assert "ukraine" in theatres
    assert theatres._read == {}
    assert theatres["ukraine"].slug == "ukraine"
    assert list(theatres._read) == ["ukraine"]


def findings(folder: Path, gazetteer: Gazetteer, old: str, new: str) -> str:
    assert old in RIVERTOWN
    return "\n".join(check(load_theatre(written(folder, RIVERTOWN.replace(old, new))), gazetteer))


def test_a_sound_file_has_no_findings(rivertown: Theatre, few: Gazetteer) -> None:
    assert check(rivertown, few) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "aliases: [RF]",
            "aliases: [R.A.]",
            "'RA' stands for Government of Rivertown and for River",
        ),
        ("the Mill,", "Mill-Town,", "'Mill-Town' stands for"),
        (
            "aliases: [state radio]",
            "aliases: [the monitor, River Monitor]",
            "sources: 'River Monit",
        ),
        (
            "{name: River Union}",
            '{name: River Union, colour: "#a80028"}',
            "hard to tell from #a50026",
        ),
        ("{name: River Union}", "{name: River Union, to: 2019-01-01}", "before the theatre begins"),
        ("{name: River Union}", "{name: River Union, part_of: River Front}", "part of itself"),
        ("from: 2020-03-01, to: 2021-01-01", "to: 2020-02-01", "ends before River Front began"),
        ("lat: 34.9, lon: 36.7", "lat: 48.0, lon: 36.7", "Mill Town: lies"),
        ("crossing, country: SY", "crossing, country: FR", "the gazetteer has no country FR"),
        ("geonames:2", "geonames:77", "the gazetteer has no geonames:77"),
        ("place: Mill Crossing", "place: Atlantis", "no place 'Atlantis'"),
    ],
)
def test_findings(tmp_path: Path, few: Gazetteer, old: str, new: str, says: str) -> None:
    assert says in findings(tmp_path, few, old, new)


def test_a_place_in_the_desert_is_not_doubtful(tmp_path: Path, few: Gazetteer) -> None:
    # Far from its own country's towns, and as far from any other's.
    assert findings(tmp_path, few, "lat: 34.9, lon: 36.7", "lat: 24.0, lon: 38.0") == ""


def test_a_place_that_the_gazetteer_has_is_pointed_out(tmp_path: Path, few: Gazetteer) -> None:
    named = "{name: Salban, kind: town, country: SY, lat: 34.92, lon: 36.7}"
    found = findings(tmp_path, few, "places:\n", f"places:\n  - {named}\n")
    assert "give it the id geonames:2" in found


def test_lab_of_known_colours() -> None:
    assert lab("#ffffff") == pytest.approx((100, 0, 0), abs=0.1)
    assert lab("#000000") == pytest.approx((0, 0, 0), abs=0.1)
    # sRGB red under D65.
    assert lab("#ff0000") == pytest.approx((53.2, 80.1, 67.2), abs=0.2)
    assert NEAR_COLOURS > 2.3


@pytest.mark.parametrize("slug", sorted(shipped()))
def test_shipped_theatres_can_be_read(slug: str) -> None:
    theatre = shipped()[slug]
    assert theatre.slug == slug
    assert theatre.sources_of_facts
    assert theatre.starting
    assert {role.actor for role in theatre.roles} <= {actor.name for actor in theatre.actors}


@pytest.mark.parametrize("slug", sorted(shipped()))
def test_shipped_theatres_leave_nothing_doubtful(slug: str, world: Gazetteer) -> None:
    assert check(shipped()[slug], world) == []


def test_syria_speaks_as_reports_do() -> None:
    syria = shipped()["syria"]
    for written_as, name in {
        "SAA": "Syrian government",
        "Assad's forces": "Syrian government",
        "ISIL": "Islamic State",
        "Da’esh": "Islamic State",
        "Jabhat al-Nusra": "al-Nusra Front",
        "Hay'at Tahrir al-Sham": "Hayat Tahrir al-Sham",
        "SDF": "Syrian Democratic Forces",
        "Iranian-backed Iraqi fighters": "Popular Mobilization Forces",
        "Turkish-backed rebels": "Syrian National Army",
        "IRGC": "Iran",
    }.items():
        actor = syria.actor_named(written_as)
        assert actor is not None
        assert actor.name == name
    for place in ("Baghuz", "Dabiq", "Wadi Deif", "Baba Amr", "Eastern Ghouta", "Bab al-Hawa"):
        assert syria.place_named(place) is not None
    assert syria.place_named("Albu Kamal") != syria.place_named("Albu Kamal border crossing")


def test_ukraine_starts_with_crimea_taken() -> None:
    ukraine = shipped()["ukraine"]
    crimea = ukraine.place_named("Crimea")
    assert crimea is not None
    held = {s.place: s for s in ukraine.starting if s.place}
    assert (held[crimea.id].actor, held[crimea.id].start) == ("Russia", date(2014, 3, 18))
    for name in ("Robotyne", "Rabotino", "Snake Island", "Azovstal", "Hostomel airport"):
        assert ukraine.place_named(name) is not None


def test_no_place_of_a_shipped_file_is_lost() -> None:
    for path in SHIPPED.glob("*.yaml"):
        # An independent parser agrees on how many there are.
        plain = yaml.load(path.read_text(encoding="utf-8"), Loader=PLAIN)
        assert len(shipped()[path.stem].places) == len(plain.get("places") or [])
