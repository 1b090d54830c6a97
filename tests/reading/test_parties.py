"""Who: names, aliases, acronyms of the report's own, roles, pronouns."""

from datetime import date

import pytest

from .conftest import Tell, lines

USUAL_NAMES = """
ISIS captured Saraqib in Syria. | Islamic State
Daesh captured Mosul. | Islamic State
ISIL militants captured Palmyra. | Islamic State
The Syrian army captured Saraqib. | Syrian government
Assad's forces captured Saraqib. | Syrian government
Regime troops captured the Syrian town of Saraqib. | Syrian government
Syrian rebels captured Saraqib. | Syrian opposition
Taliban fighters captured Kunduz. | Taliban
Turkish forces captured the Syrian town of Jarablus. | Turkey
"""


@pytest.mark.parametrize("line", lines(USUAL_NAMES))
def test_the_usual_name(line: str, tell: Tell) -> None:
    text, name = (part.strip() for part in line.split("|"))
    assert [claim.actor_norm for claim in tell(text)] == [name]


def test_an_acronym_stands_for_the_name_that_introduced_it(tell: Tell) -> None:
    claims = tell(
        "The Falcons of Zabadani Front (FZF) captured the Syrian town of Saraqib. The FZF later "
        "withdrew from Binnish."
    )
    assert {claim.kind for claim in claims} == {"capture", "withdraw"}
    assert len({claim.actor_norm for claim in claims}) == 1


def test_an_unknown_group_keeps_its_name(tell: Tell) -> None:
    (claim,) = tell("The Zabadani Falcons captured the Syrian town of Saraqib.")
    assert (claim.actor, claim.actor_norm) == ("Zabadani Falcons", None)


def test_whoever_stands_behind_a_party_is_not_the_party(tell: Tell) -> None:
    backed, allied = (
        tell("Saudi-backed rebels captured the Syrian town of Saraqib."),
        tell("The Syrian army and its allies captured Saraqib."),
    )
    assert [claim.actor_norm for claim in backed] == ["Syrian opposition"]
    assert [claim.actor_norm for claim in allied] == ["Syrian government"]


def test_they_are_those_who_were_named(tell: Tell) -> None:
    claims = tell("Taliban fighters attacked Kunduz on Friday. They captured the city a day later.")
    assert [claim.actor_norm for claim in claims] == ["Taliban", "Taliban"]


def test_the_government_is_the_one_of_the_day(tell: Tell) -> None:
    text = "Government troops captured the Afghan city of Kunduz."
    before, after = (tell(text, date(year, 6, 1))[0].actor_norm for year in (2015, 2023))
    assert before != after


def test_the_regime_of_each_war(tell: Tell) -> None:
    (syria,) = tell("The army retook the Syrian town of Saraqib.")
    (iraq,) = tell("The army retook the Iraqi town of Baiji.")
    assert syria.actor_norm == "Syrian government"
    assert iraq.actor_norm == "Iraqi government"


def test_a_war_of_no_theatre_has_the_sides_of_its_own_country(tell: Tell) -> None:
    (claim,) = tell(
        "Philippine troops took the town of Butig from militants on Friday. Manila has sent more "
        "soldiers, the Philippine army said."
    )
    assert (claim.actor_norm, claim.against_norm) == ("Philippine government", None)


def test_the_army_is_not_that_of_a_country_that_the_report_does_not_name(tell: Tell) -> None:
    (claim,) = tell("Soldiers in Burkina Faso recaptured the town of Djibo on Friday.")
    assert claim.actor_norm is not None
    assert "Mali" not in claim.actor_norm
