"""What every test may want: hypothesis without a clock, the shared material, a toy reader."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from whoholds.knowledge.gazetteer import Gazetteer
from whoholds.knowledge.layers import Entry
from whoholds.model import Claim, Place, Reading, Report

# A slow or busy machine is not a failure of the code under test.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of material beside the clone; tests that need it skip without it."""
    if not SHARED.is_dir():
        pytest.skip(f"needs {SHARED}, which lies beside the clone")
    return SHARED


TOY_PLACES = (
    Entry(Place("geonames:1", "Ḩamāh", "city", "SY", 35.13, 36.75, 460_000), ("Hama", "Hamah")),
    Entry(Place("geonames:2", "Homs", "city", "SY", 34.73, 36.72, 775_000), ("Hims",)),
    Entry(Place("geonames:3", "Aleppo", "city", "SY", 36.2, 37.16, 1_600_000), ("Halab",)),
    Entry(Place("geonames:4", "Aleppo", "region", "SY", 36.2, 37.3, 0), ()),
    Entry(Place("geonames:5", "Kherson", "city", "UA", 46.64, 32.61, 280_000), ()),
    Entry(Place("toy:7", "Tabqa dam", "dam", "SY", 35.87, 38.56), ()),
    Entry(Place("geonames:8", "Tabqa", "city", "SY", 35.84, 38.55, 88_000), ("Thawra",)),
    Entry(Place("geonames:6", "Raqqa", "city", "SY", 35.95, 39.01, 220_000), ("Ar Raqqah",)),
)
_ACTORS = {
    "the army": "Syrian government",
    "the rebels": "Syrian opposition",
    "Russia": "Russia",
    "Ukraine": "Ukraine",
}
_VERBS = {"took": "capture", "holds": "hold", "left": "withdraw", "attacked": "attack"}
_CLAIM = re.compile(
    r"(?P<actor>the army|the rebels|the Reds|Russia|Ukraine) (?P<verb>took|holds|left|attacked) "
    r"(?P<place>[A-Z]\w+)(?P<kind> province| dam)?(?: from (?P<against>the army|the rebels|Russia))?"
    r"(?:, (?P<source>[A-Z]\w+) said)?"
)


class ToyReader:
    """Reads sentences such as "the rebels took Hama from the army, SANA said", and no others."""

    name = "toy"
    version = "1"

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        for report in reports:
            if "crash the reader" in report.text:
                raise RuntimeError("crashed")
            found = [self._claim(report, match) for match in _CLAIM.finditer(report.text)]
            yield Reading(
                claims=tuple(claim for claim, _ in found),
                places=tuple(place for _, place in found if place),
            )

    def _claim(self, report: Report, match: re.Match[str]) -> tuple[Claim, Place | None]:
        suffix = match["kind"] or ""
        kind = {" province": "region", " dam": "dam"}.get(suffix, "city")
        name = match["place"] + (suffix if kind == "dam" else "")
        place = next(
            (
                entry.place
                for entry in TOY_PLACES
                if name in (entry.place.name, *entry.aliases) and entry.place.kind == kind
            ),
            None,
        )
        claim = Claim(
            kind=_VERBS[match["verb"]],
            place=name,
            quote=match[0],
            span=match.span(),
            actor=match["actor"],
            actor_norm=_ACTORS.get(match["actor"]),
            against=match["against"],
            against_norm=_ACTORS.get(match["against"] or ""),
            place_norm=place and place.name,
            place_id=place and place.id,
            place_kind=kind,
            country=place and place.country,
            lat=place and place.lat,
            lon=place and place.lon,
            start=report.published,
            end=report.published,
            sources=(match["source"],) if match["source"] else (),
        )
        return claim, place


@pytest.fixture
def toy_reader() -> ToyReader:
    return ToyReader()


@pytest.fixture(scope="session")
def toy_gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    return Gazetteer.of(TOY_PLACES, tmp_path_factory.mktemp("gazetteer") / "toy.layer")


@pytest.fixture
def toy_world(
    monkeypatch: pytest.MonkeyPatch, toy_gazetteer: Gazetteer, toy_reader: ToyReader
) -> None:
    """Commands and the API read with the toy reader and know the toy places alone."""
    monkeypatch.setattr(Gazetteer, "load", lambda *_, **__: toy_gazetteer)
    monkeypatch.setattr("whoholds.readers.rules.rules_reader", lambda *_: toy_reader)
    monkeypatch.delenv("WHOHOLDS_RECORD", raising=False)


WAR = (
    ("2024-11-20", "Sample Wire", "On Monday the army holds Hama. There the army holds Homs."),
    ("2024-11-30", "Sample Wire", "By night the rebels took Aleppo from the army."),
    ("2024-12-01", "Sample Courier", "It was said that the rebels took Aleppo from the army."),
    ("2024-12-05", "Sample Wire", "At dawn the rebels took Hama from the army, SANA said."),
    (
        "2024-12-06",
        "Sample Courier",
        "And the rebels attacked Homs. In May the Reds took Rivertown.",
    ),
    ("2022-11-11", "Sample Wire", "In the south Ukraine took Kherson from Russia."),
)


@pytest.fixture
def war() -> tuple[Report, ...]:
    """Six reports in the toy reader's English: Hama and Aleppo change hands, Homs is fought over,
    nobody knows Rivertown or the Reds, and Kherson is elsewhere."""
    return tuple(Report(text, date.fromisoformat(day), publisher) for day, publisher, text in WAR)


@pytest.fixture
def war_files(tmp_path: Path, war: tuple[Report, ...]) -> Path:
    """The reports of `war` as files in a folder."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for number, report in enumerate(war):
        (folder / f"{number}.txt").write_text(
            f"---\npublished: {report.published}\npublisher: {report.publisher}\n---\n{report.text}"
        )
    return folder
