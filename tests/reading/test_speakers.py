"""On whose word: the chain of speakers, nearest first."""

import pytest

from .conftest import Tell, lines

CHAINS = """
Rebels captured Saraqib, activists said. | activists
Activists said rebels captured Saraqib. | Activists
According to activists, rebels captured Saraqib. | activists
Rebels captured Saraqib, according to the Syrian Observatory for Human Rights. | Syrian Observatory for Human Rights
Rebels captured Saraqib, state media reported. | state media
A resident told Reuters that rebels had captured Saraqib. | Reuters; A resident
Two army officers told Reuters that rebels had captured Saraqib. | Reuters; Two army officers
State television said the army had retaken Saraqib. | State television
The defence ministry announced that the army had retaken Saraqib. | defence ministry
The rebels' spokesman confirmed that his fighters had withdrawn from Saraqib. | The rebels' spokesman
Rebels captured Saraqib on Friday, the governor said. | governor
Rebels captured Saraqib from the army, police and local officials said. | police and local officials
Rebels captured Saraqib, the governor, Raed Hallaq, said on Friday, after days of siege. | governor, Raed Hallaq
Rebels captured Saraqib, the army spokesman Raed Hallaq said. | army spokesman Raed Hallaq
Rebels captured Saraqib, Raed Hallaq, the governor of the province, said by telephone. | Raed Hallaq
Rebels captured Saraqib at noon, said Raed Hallaq, a doctor. | Raed Hallaq
Rebels captured Saraqib, the mayor told reporters in Beirut. | mayor
State television said, quoting the army, that rebels had captured Saraqib. | State television; army
Rebels captured Saraqib, Reuters reported, citing a doctor. | Reuters; a doctor
The mayor was quoted by the agency as saying rebels had captured Saraqib. | agency; mayor
Rebel commanders on Friday said that their men had captured Saraqib. | Rebel commanders
By noon rebels were reported to have captured Saraqib.
Rebels captured Saraqib.
The army left Saraqib in the night.
"""


def names(chain: tuple[str, ...]) -> list[str]:
    return [name.lower().removeprefix("the ") for name in chain]


@pytest.mark.parametrize("line", lines(CHAINS))
def test_the_chain_of_speakers(line: str, tell: Tell) -> None:
    text, _, expected = line.partition("|")
    wanted = tuple(name.strip() for name in expected.split(";") if name.strip())
    (claim,) = tell(text.strip())
    assert names(claim.sources) == names(wanted)


def test_a_speaker_of_the_next_sentence_reaches_back(tell: Tell) -> None:
    (claim,) = tell("Rebels captured Saraqib on Friday. This was reported by Reuters.")
    assert claim.sources == ("Reuters",)


def test_a_quotation_that_runs_on_keeps_its_speaker(tell: Tell) -> None:
    claims = tell(
        "The mayor said: “The rebels captured Saraqib at dawn. The army has left Maarat al-Numan.”"
    )
    assert [names(claim.sources) for claim in claims] == [["mayor"], ["mayor"]]


def test_the_next_quotation_keeps_its_speaker(tell: Tell) -> None:
    (claim,) = tell('"It is over," the mayor said. "The rebels captured Saraqib at dawn."')
    assert names(claim.sources) == ["mayor"]


def test_who_is_inserted_in_a_sentence_speaks_for_all_of_it(tell: Tell) -> None:
    claims = tell(
        "Rebels captured Saraqib, activists said, and the army has left Maarat al-Numan; "
        "fighters of the YPG seized Kobani."
    )
    assert [names(claim.sources) for claim in claims] == [["activists"], ["activists"], []]


def test_a_state_told_in_passing_is_the_reports_own_word(tell: Tell) -> None:
    (claim,) = tell("Planes bombed a market in rebel-held Saraqib, a doctor said.")
    assert (claim.kind, claim.sources) == ("hold", ())


def test_who_speaks_in_passing_is_no_side_of_the_fight(tell: Tell) -> None:
    (claim,) = tell("Gunmen attacked the town of Saraqib, the army said.")
    assert claim.against is None


def test_the_report_speaks_for_itself_again_after_a_quotation(tell: Tell) -> None:
    claims = tell(
        '"The rebels captured Saraqib at dawn," the mayor said.\n\nThe army withdrew from Maarat '
        "al-Numan on Friday."
    )
    assert [names(claim.sources) for claim in claims] == [["mayor"], []]
