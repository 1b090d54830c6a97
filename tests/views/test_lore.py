from datetime import UTC, datetime
from pathlib import Path

import pytest

from whoholds.knowledge.theatres import load_theatre
from whoholds.model import Claim, Evidence
from whoholds.views.lore import Lore

THEATRE = """
name: Toy war
countries: [SY]
sources_of_facts: [the test's own]
actors:
  - {name: Syrian government, aliases: [Syrian army], kind: government, country: SY}
  - {name: Syrian opposition, aliases: [Free Syrian Army], kind: opposition}
roles:
  - {words: [rebels, the opposition], actor: Syrian opposition}
sources:
  - {name: SANA, aliases: [Syrian Arab News Agency], grade: D, side: Syrian government}
  - {name: Reuters, grade: A}
"""


@pytest.fixture(scope="module")
def lore(tmp_path_factory: pytest.TempPathFactory) -> Lore:
    path: Path = tmp_path_factory.mktemp("theatre") / "toy.yaml"
    path.write_text(THEATRE)
    return Lore(load_theatre(path))


def judged(lore: Lore, publisher: str | None, *sources: str) -> tuple[str, tuple[str, ...]]:
    claim = Claim("capture", "Hama", "took Hama", (0, 9), country="SY", sources=sources)
    told = datetime(2024, 12, 6, tzinfo=UTC)
    evidence = lore.judged(Evidence("1", claim, "r", "o", told, publisher=publisher))
    return evidence.grade, evidence.sides


@pytest.mark.parametrize(
    ("publisher", "sources", "grade", "sides"),
    [
        ("Reuters", (), "A", ()),
        ("Unheard-of Wire", (), "F", ()),
        (None, (), "F", ()),
        # Whose word it is decides, not who passes it on.
        ("Reuters", ("SANA",), "D", ("Syrian government",)),
        ("Unheard-of Wire", ("Reuters", "two Syrian army sources"), "A", ("Syrian government",)),
        ("Reuters", ("activists",), "A", ()),
        # Not in the theatre's list, but in the list for every war.
        ("The Washington Post", (), "B", ()),
        # A side speaks under any of its names, within a longer description as well.
        (None, ("Syrian army spokesman",), "F", ("Syrian government",)),
        (None, ("Free Syrian Army",), "F", ("Syrian opposition",)),
        (None, ("the Syrian Arab News Agency (SANA)",), "D", ("Syrian government",)),
        # Part of another name is no name, and a common word is none.
        ("Sample Reuters", (), "F", ()),
        (None, ("New Syrian army",), "F", ()),
        (None, ("an economist",), "F", ()),
    ],
)
def test_who_is_believed_and_for_whom_they_speak(
    lore: Lore, publisher: str | None, sources: tuple[str, ...], grade: str, sides: tuple[str, ...]
) -> None:
    assert judged(lore, publisher, *sources) == (grade, sides)


def test_a_speaker_has_one_usual_name(lore: Lore) -> None:
    assert lore.speaker("the Syrian Arab News Agency") == lore.speaker("SANA") == "SANA"
    assert lore.speaker("Syrian army") == "Syrian government"
    assert lore.speaker("BBC News") == "BBC"
    assert lore.speaker("Syrian army spokesman") == "Syrian army spokesman"


def test_actors_by_alias_and_role(lore: Lore) -> None:
    assert lore.actors("syrian  ARMY") == {"Syrian government"}
    assert lore.actors("the rebels") == lore.actors("opposition") == {"Syrian opposition"}
    assert lore.actors("Atlanteans") == frozenset()


def test_without_a_theatre_each_country_has_its_own() -> None:
    worldwide = Lore()
    syria = worldwide.theatre_of("SY")
    assert syria is not None
    assert syria.countries[0] == "SY"
    assert worldwide.theatre_of(None) is None
    assert "Syrian government" in worldwide.actors("Assad regime")
