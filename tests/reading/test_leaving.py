"""Ground left and ground handed on, told without a "from", by several verbs, or in two sentences."""

from collections.abc import Callable

import pytest

from .conftest import lines

LEFT = """
# where they went stands in for what they left, once others had come to it
Fighters entered the town of Rubaya and soldiers have pulled back to Mushaki. | advance Rubaya: Fighters; withdraw Rubaya: soldiers
M23 rebels captured Bunagana on Monday. Soldiers fled into Uganda. | capture Bunagana: M23 rebels; withdraw Bunagana: Soldiers
The army lost Lashkar Gah on Friday when some 150 soldiers retreated to the airport. | capture Lashkar Gah: nobody < army; withdraw Lashkar Gah: soldiers
The army withdrew to its barracks. | none
Ethiopian troops took Luuq on Monday. "The militants had already gone," a resident said. | capture Luuq: Ethiopian troops; withdraw Luuq: militants
The army said its troops had fallen back to better positions near Orikhiv. | withdraw Orikhiv (part)
Insurgents captured Bangassou. The government troops left their positions. | capture Bangassou: Insurgents; withdraw Bangassou (part): government troops
Rebels seized Kitshanga late on Thursday. The army confirmed the withdrawal on Friday. | capture Kitshanga: Rebels; withdraw Kitshanga: army
# more than one place left
UN peacekeepers said rebels had pulled out of Sake and Mweso as well as the village of Rubaya. | withdraw Sake: rebels; withdraw Mweso: rebels; withdraw Rubaya: rebels
The rebels took the towns of Dinsor and Bardale on Saturday. Ethiopian troops had pulled out of the towns the day before. | capture Dinsor: rebels; capture Bardale: rebels; withdraw Dinsor: Ethiopian troops; withdraw Bardale: Ethiopian troops
# what is told of the place is no object of the leaving
The rebels pulled out of Mukalla, a port on the Arabian Sea. | withdraw Mukalla: rebels
# nobody armed leaves
Houthi rebels advanced on Aden, where Hadi had taken refuge before fleeing to Riyadh. | advance Aden: Houthi rebels
Gunmen attacked the oil terminal at Brega, forcing the evacuation of staff. | attack Brega (part): Gunmen
Fighting in Wau forced the evacuation of families and aid workers from the town. | clash Wau
Diplomats left Khartoum on Sunday as the fighting went on in the city. | clash Khartoum
# no ground is named
U.S. aircraft hit a militant camp near Ramadi, in the first strikes since foreign troops left in 2011. | none
"""

HANDED_ON = """
Loyalist fighters pulled out of Tarhuna, allowing militias from Misrata to move in. | withdraw Tarhuna: Loyalist fighters; transfer Tarhuna: militias < Loyalist fighters
Islamist rebels swept into Diabaly on Monday. The Malian army had earlier withdrawn from the town. | transfer Diabaly: Islamist rebels < Malian army; withdraw Diabaly: Malian army
Rebels entered Hasaka, where the army had melted away. | transfer Hasaka: Rebels < army; withdraw Hasaka: army
The rebels pulled out of Bentiu before dawn and the government now controls the town. | withdraw Bentiu: rebels; transfer Bentiu: government < rebels
The army has withdrawn from Avdiivka, handing Russia its biggest gain this year. | withdraw Avdiivka: army; transfer Avdiivka: Russia < army
Government forces entered Timbuktu unopposed. | transfer Timbuktu: Government forces
Rebels rolled into Jalalabad without a shot being fired. | transfer Jalalabad: Rebels
Rebels advanced toward Jalalabad without resistance. | advance Jalalabad: Rebels
The last militants holding out in Mosul surrendered on Monday. | hold Mosul: last militants; transfer Mosul: nobody < last militants
Dozens of militants surrendered in Mosul on Monday. | none
The army was back in control of Malakal on Friday after rebels left. | capture Malakal: army < rebels; withdraw Malakal: rebels
"""

ONCE = """
Iraqi troops recaptured Baiji on Friday after expelling Islamic State from the town. | capture Baiji: Iraqi troops < Islamic State
The army drove Islamic State out of Sirte on Monday. | withdraw Sirte: Islamic State < army
The army captured Ajdabiya, raising the flag over the courthouse. | capture Ajdabiya: army
Rebels seized the town of Bor and several villages near it. | capture Bor: Rebels; capture Bor (part): Rebels
"""


@pytest.mark.parametrize("line", lines(LEFT))
def test_ground_left(check: Callable[[str], None], line: str) -> None:
    check(line)


@pytest.mark.parametrize("line", lines(HANDED_ON))
def test_ground_handed_on(check: Callable[[str], None], line: str) -> None:
    check(line)


@pytest.mark.parametrize("line", lines(ONCE))
def test_one_event_told_by_two_verbs(check: Callable[[str], None], line: str) -> None:
    check(line)
