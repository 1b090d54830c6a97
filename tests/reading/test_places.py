"""Where: names as written, what "the city" stands for, and which of several namesakes is meant."""

from datetime import date

import pytest

from whoholds.model import Report
from whoholds.reading import RulesReader

from .conftest import Tell, lines

COUNTRIES = """
Libyan rebels captured Tripoli from Gaddafi's forces. | LY
Lebanese soldiers clashed with gunmen in Tripoli, the Lebanese army said. | LB
Houthi fighters captured Hajjah. | YE
Taliban fighters captured the town of Musa Qala. | AF
Boko Haram seized the town of Gwoza. | NG
M23 rebels captured Bunagana. | CD
"""

NAMED = """
Rebels captured the Wadi al-Deif military base. | Wadi al-Deif military base
Rebels captured the village of Umm Zurzur. | Umm Zurzur
Rebels captured the town of Saraqib, south of Idlib. | Saraqib
The army recaptured the Tishrin dam. | Tishrin dam
Rebels seized the Bab al-Hawa border crossing. | Bab al-Hawa border crossing
"""

STOOD_FOR = """
Rebels reached Saraqib on Thursday. They captured the town on Friday. | capture | Saraqib
Fighting raged in Saraqib for days. On Friday the rebels captured it. | capture | Saraqib
The army has left Saraqib. Rebels entered the town an hour later. | advance | Saraqib
South Sudan's town of Bor changed hands. The army said it recaptured the Jonglei state capital from rebels. | capture | Bor
Houthi fighters hold Sanaa in Yemen. They overran the capital in 2014. | capture | Sanaa
Yemeni troops seized a strategic Red Sea port on Monday. Their commander said they held the city of Mokha. | capture | Mokha
The government retook a Red Sea town from the Houthis. Khokha had fallen to the rebels in January. | capture | Khokha
Rebels seized a village in North Kivu on Sunday. The army said fighting went on in Masisi. | capture | North Kivu
Troops entered Rutshuru and Kiwanja after the rebels had pulled out. | withdraw | Rutshuru, Kiwanja
The rebels overran three cities—Kidal, Gao and Timbuktu—within days. | capture | Kidal, Gao, Timbuktu
Rebels stormed Rutshuru. Speaking from Goma, a general said the town had fallen to the rebels. | capture | Rutshuru
Soldiers seized Malakal on Monday. It was the second town taken by the army in a week. | capture | Malakal
Fighting broke out in Yei, 100 km (60 miles) south of Juba. The army recaptured the town. | capture | Yei
M23 rebels seized a town in North Kivu on Sunday. Residents of the town of Rutshuru fled. | capture | Rutshuru
The Taliban overran another district in Helmand. Nawa district lies south of the capital. | capture | Nawa
"""


@pytest.mark.parametrize("line", lines(COUNTRIES))
def test_namesakes_are_told_apart_by_the_report(line: str, tell: Tell) -> None:
    text, country = (part.strip() for part in line.split("|"))
    (claim,) = tell(text)
    assert (claim.country, claim.place_id is None) == (country, False)


@pytest.mark.parametrize("line", lines(NAMED))
def test_a_place_is_named_as_it_is_written(line: str, tell: Tell) -> None:
    text, place = (part.strip() for part in line.split("|"))
    assert [claim.place for claim in tell(text)] == [place]


@pytest.mark.parametrize("line", lines(STOOD_FOR))
def test_the_town_is_the_one_that_was_named(line: str, tell: Tell) -> None:
    text, kind, places = (part.strip() for part in line.split("|"))
    found = {claim.place for claim in tell(text) if claim.kind == kind}
    assert found == set(places.split(", "))


def test_a_name_that_no_gazetteer_knows_is_kept(tell: Tell) -> None:
    (claim,) = tell("Rebels captured the village of Umm Zurzur from the Syrian army.")
    assert (claim.place, claim.place_kind) == ("Umm Zurzur", "village")
    assert (claim.place_id, claim.lat, claim.lon) == (None, None, None)


def test_an_unnamed_part_takes_the_name_of_the_whole(tell: Tell) -> None:
    (claim,) = tell("Rebels captured the eastern districts of Aleppo.")
    assert (claim.place, claim.part) == ("Aleppo", True)


def test_an_area_without_any_name_makes_no_claim(tell: Tell) -> None:
    assert tell("Rebels captured a village and two hills.") == ()


def test_a_spelling_of_ones_own_finds_the_place(reader: RulesReader) -> None:
    ids = {
        reader.read(Report(f"Rebels captured {name} from the Syrian army.", date(2015, 4, 25)))
        .claims[0]
        .place_id
        for name in ("Jisr al-Shughour", "Jisr ash-Shughur")
    }
    assert len(ids) == 1
    assert None not in ids


def test_a_base_called_after_a_town_is_not_the_town(tell: Tell) -> None:
    base, town = tell(
        "Rebels captured the Taftanaz airbase from the army. On Sunday they captured Taftanaz."
    )
    assert base.place_key != town.place_key


def test_the_choice_among_namesakes_can_be_looked_at(reader: RulesReader) -> None:
    reading = reader.read(Report("Rebels captured Salamiyah from the Syrian army."))
    (choice,) = (one for one in reading.resolutions if one.kind == "place")
    assert choice.target == reading.claims[0].place_id
    assert choice.reason
    assert choice.margin is None or 0 <= choice.margin <= 1
