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


NAMES_AS_WRITTEN = """
Militants of Fatah al-Islam captured the Syrian town of Saraqib. | Militants of Fatah al-Islam
Forces from Tigray captured the town of Lalibela. | Forces from Tigray
By noon Friday Turkish forces had captured the Syrian town of Jarablus. | Turkish forces
"""


@pytest.mark.parametrize("line", lines(NAMES_AS_WRITTEN))
def test_a_party_is_named_as_it_is_written(line: str, tell: Tell) -> None:
    text, name = (part.strip() for part in line.split("|"))
    assert [claim.actor for claim in tell(text)] == [name]


def test_what_belongs_to_a_party_is_no_party_beside_it(tell: Tell) -> None:
    (claim,) = tell("Rebels seized the army's northern command in the Syrian town of Saraqib.")
    assert claim.against_norm == "Syrian government"
    assert claim.against == "army"


def test_the_siege_was_by_those_who_took_the_place(tell: Tell) -> None:
    claims = tell("The Syrian army captured Saraqib, held by rebels, after a two-month siege.")
    sides = {c.kind: (c.actor_norm, c.against_norm) for c in claims}
    assert sides["siege"][0] == "Syrian government"


def test_fighting_told_again_has_the_sides_of_the_first_telling(tell: Tell) -> None:
    claims = tell(
        "Syrian rebels attacked the army in Saraqib on Sunday. Clashes in Saraqib have killed 40 "
        "people, residents said."
    )
    (clash,) = (claim for claim in claims if claim.kind == "clash")
    assert {clash.actor_norm, clash.against_norm} == {"Syrian opposition", "Syrian government"}


def test_his_forces_are_those_of_the_presidents_country(tell: Tell) -> None:
    claims = tell(
        "Azerbaijan's President Ilham Aliyev said on Sunday his forces had taken Shusha in "
        "Nagorno-Karabakh."
    )
    assert [claim.actor_norm for claim in claims] == ["Azerbaijan"]
