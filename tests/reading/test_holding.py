"""Ground held, told by what a place is, by a clause on its noun, by a count, or asked about."""

from collections.abc import Callable

import pytest

from .conftest import lines

STRONGHOLDS = """
The Taliban lost Musa Qala, their main bastion in the south, in December. | capture Musa Qala: nobody < Taliban; hold Musa Qala: Taliban
Islamic State has lost Sirte, its main stronghold on the coast. | capture Sirte: nobody < Islamic State; hold Sirte: Islamic State
Iraqi forces drove the jihadists from Rawa and al-Qaim, their last strongholds near the Syrian border. | withdraw Rawa: jihadists < Iraqi forces; withdraw al-Qaim: jihadists < Iraqi forces; hold Rawa: jihadists; hold al-Qaim: jihadists
Cameroonian troops captured Ashigashiya, the headquarters of Boko Haram's caliphate. | capture Ashigashiya: Cameroonian troops < Boko Haram; hold Ashigashiya: Boko Haram
The army took Kobo, the town that served as the rebels' headquarters for two years. | capture Kobo: army < rebels; hold Kobo: rebels
Iraqi forces attacked Tal Afar and Hawija, the jihadists' last strongholds in the north. | attack Tal Afar; attack Hawija; hold Tal Afar: jihadists; hold Hawija: jihadists
U.S.-backed fighters began to clear the last pocket of Islamic State fighters from the village of Baghouz. | hold Baghouz (part): Islamic State fighters
British soldiers left the palace, the last British stronghold in Basra. | withdraw Basra (part): British soldiers; hold Basra (part): British
Government forces attacked the separatists' main stronghold in eastern Ukraine. The city of Sloviansk has been under siege since May. | attack Sloviansk: Government forces; hold Sloviansk: separatists; siege Sloviansk
Boko Haram fighters made Gwoza the headquarters of their caliphate. | hold Gwoza: Boko Haram fighters
The army captured Mullaitivu on Sunday, leaving Puthukkudiyiruppu as the Tigers' sole remaining base. | capture Mullaitivu: army; hold Puthukkudiyiruppu: Tigers
Rebels attacked Mukalla, the al-Qaeda-held capital of Hadramawt province. | attack Mukalla: Rebels < al-Qaeda; hold Mukalla: al-Qaeda
The army retook Mekelle, the Tigrayan capital. | capture Mekelle: army
"""

CLAUSES = """
Rebel forces in Bani Walid, another town southeast of the capital Tripoli still controlled by Gaddafi forces, were shelled. | hold Bani Walid: Gaddafi forces
Government forces captured Calaba Town, described as the last part of Freetown held by the rebels. | capture Calaba Town: Government forces; hold Calaba Town: rebels
Iraqi troops captured Rawa, the last town IS held in Iraq. | capture Rawa: Iraqi troops < IS; hold Rawa: IS
Government troops retook Kidal, the last town of the north that the separatists had held. | capture Kidal: Government troops < separatists; hold Kidal: separatists
Emirati-backed forces drove the Houthis out of Bayhan, the last district of Shabwa that the rebels had held. | withdraw Bayhan: Houthis < Emirati-backed forces; hold Bayhan: rebels
"""

COUNTS = """
Kurdish militias now control at least five towns in northern Syria. They include Afrin, Amuda and Derik. | hold Syria (part): Kurdish militias; hold Afrin: Kurdish militias; hold Amuda: Kurdish militias; hold Derik: Kurdish militias
The army still holds a cluster of buildings in the west of Marinka. | hold Marinka (part): army
Government forces had Goma under their control. | hold Goma: Government forces
The army has all the main roads to Aleppo under its control. | hold Aleppo (part): army
Sittwe and Manaung remain with the regime, the army said. | hold Sittwe: regime; hold Manaung: regime
Strikes near Hawija destroyed an ISIL-held building, two VBIEDs and a truck. | none
The Houthis control two main roads out of Taiz. | hold Taiz (part): Houthis
The rebels hold 11 of the 18 districts of Helmand province. | hold Helmand province (part): rebels
The Taliban controls or influences a third of the districts of Afghanistan. | hold Afghanistan (part): Taliban
"""

ASKED = """
Russian troops were near Kherson after a day of conflicting accounts over who controlled the city. | none
Residents could not say who held Sirte on Friday. | none
"""


@pytest.mark.parametrize("line", lines(STRONGHOLDS))
def test_a_word_for_a_place_says_who_holds_it(check: Callable[[str], None], line: str) -> None:
    check(line)


@pytest.mark.parametrize("line", lines(CLAUSES))
def test_a_clause_on_the_noun_that_describes_a_place(
    check: Callable[[str], None], line: str
) -> None:
    check(line)


@pytest.mark.parametrize("line", lines(COUNTS))
def test_a_count_of_parts(check: Callable[[str], None], line: str) -> None:
    check(line)


@pytest.mark.parametrize("line", lines(ASKED))
def test_a_question_tells_nothing(check: Callable[[str], None], line: str) -> None:
    check(line)
