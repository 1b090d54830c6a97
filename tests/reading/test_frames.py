"""Every form in which English tells of ground won, left, held and fought for; and the same words
said of something else."""

from collections.abc import Callable

import pytest

from .conftest import lines

TOLD = """
# capture
Islamic State fighters captured Mosul. | capture Mosul: Islamic State fighters
Mosul was captured by Islamic State fighters on Friday. | capture Mosul: Islamic State fighters
Mosul fell to Islamic State. | capture Mosul: Islamic State
Mosul has fallen into the hands of Islamic State. | capture Mosul: Islamic State
The army lost control of Mosul. | capture Mosul: nobody < army
Mosul came under the control of Islamic State. | capture Mosul: Islamic State
The capture of Mosul by Islamic State stunned Baghdad. | capture Mosul: Islamic State
The fall of Mosul to Islamic State stunned the region. | capture Mosul: Islamic State
The loss of Mosul was a blow to the army. | capture Mosul
Iraqi forces took control of Mosul from Islamic State. | capture Mosul: Iraqi forces < Islamic State
The troops captured Tikrit, Baiji and Ramadi. | capture Tikrit: troops; capture Baiji: troops; capture Ramadi: troops
Soldiers and militiamen managed to capture Tikrit. | capture Tikrit: Soldiers
Troops seized a village near Tikrit. | capture Tikrit (part): Troops
Troops seized the village of Albu Ajil, near Tikrit. | capture Albu Ajil: Troops
Rebels seized parts of Tikrit. | capture Tikrit (part): Rebels
Rebels overran a military base in the town of Tikrit. | capture Tikrit (part): Rebels
The army has cleared Tikrit of militants. | capture Tikrit: army < militants
After capturing Tikrit, the army moved on to Baiji. | capture Tikrit: army; advance Baiji: army
The Taliban said they had taken Kunduz. | capture Kunduz: Taliban
Nigerian troops have recaptured the town of Baga from Boko Haram. | capture Baga: Nigerian troops < Boko Haram
Al-Shabaab retook the town of Leego after African Union troops withdrew. | capture Leego: Al-Shabaab < African Union troops; withdraw Leego: African Union troops
Tikrit returned to government control in April. | capture Tikrit: government
The government regained Tikrit. | capture Tikrit: government
The jihadists have seized most of Anbar province. | capture Anbar province (part): jihadists
The district of Sangin was lost to the Taliban on Thursday. | capture Sangin: Taliban
Tribal fighters welcomed the clearance of Kubaysah by Iraqi troops. | capture Kubaysah: Iraqi troops
Forces loyal to Haftar have captured the oil terminals of Ras Lanuf and Es Sider. | capture Ras Lanuf (part); capture Es Sider (part)
In Kadugli the army lost a camp to the rebels. | capture Kadugli (part): rebels < army
Soldiers hoisted the national flag over Deraa on Thursday. | capture Deraa: Soldiers
Prohres and Vovche are reported to have been lost to Russian troops at the weekend. | ?capture Prohres: Russian troops; ?capture Vovche: Russian troops
Houthi fighters seized the prime minister's office, the state radio building and the army headquarters in Sanaa. | capture Sanaa (part)
M23 rebels have taken the town of Sake. | capture Sake: M23 rebels
Myanmar's junta has lost the town of Lashio to rebels. | capture Lashio: rebels < Myanmar's junta
Rebels wrested the town of Lashio from the junta. | capture Lashio: Rebels < junta
The RSF said its fighters had captured the army's base in El Fasher. | capture El Fasher (part)
The Sudanese army said on Saturday it had recaptured the city of Wad Madani. | capture Wad Madani: Sudanese government
Afghan government forces retook the district of Nawa from the Taliban. | capture Nawa: Afghan government forces < Taliban
The Taliban have overrun several districts in Badakhshan province. | capture Badakhshan province (part): Taliban
Al-Shabab fighters have seized a town in central Somalia. | capture Somalia (part): Al-Shabab fighters
Iraqi forces backed by US-led air strikes have recaptured Fallujah from the so-called Islamic State group. | capture Fallujah: Iraqi forces < so-called Islamic State group
Kurdish Peshmerga fighters backed by US-led coalition air strikes have launched an operation to retake Sinjar. | -capture Sinjar: Kurdish Peshmerga fighters; attack Sinjar: Kurdish Peshmerga fighters
The Libyan National Army says it has taken full control of the eastern city of Derna. | capture Derna: Libyan National Army
The UN-backed government's forces have regained control of Tripoli International Airport. | capture Tripoli International Airport: UN-backed government's forces
Azerbaijan's president said his troops had captured the key town of Shusha. | capture Shusha: Azerbaijan
Russian forces have captured the eastern Ukrainian city of Lysychansk, the defence ministry in Moscow said. | capture Lysychansk: Russian forces
Ukrainian forces have liberated the village of Robotyne. | capture Robotyne: Ukrainian forces
Separatist rebels have seized the town of Novoazovsk from government forces. | capture Novoazovsk: Separatist rebels < government forces
Malian troops, with the help of French forces, have retaken Konna. | capture Konna: Malian troops
Chadian troops pushed into Gwoza after retaking the town of Dikwa. | capture Dikwa: Chadian troops; advance Gwoza: Chadian troops
The militia advanced in Lower Shabelle, taking a checkpoint near Lafoole. | advance Lower Shabelle; capture Lafoole (part)
The governor declared the city of Marawi liberated from militants. | capture Marawi: nobody < militants
Officials said Borodianka was now liberated. | capture Borodianka
Islamic State's Sahel branch overran an army base in Menaka. | capture Menaka (part): Islamic State's Sahel branch
The RSF seized the headquarters of the 16th Division in Nyala. | capture Nyala (part): RSF
Rebels took Gao's international airport. | capture Gao's international airport: Rebels
Rebels seized the capital Yamoussoukro and the cocoa port of San Pedro. | capture Yamoussoukro; capture San Pedro
Residents returned to the newly liberated town of Derna after the army's advance. | capture Derna
The president announced the withdrawal of the army from the Pibor airfield, seized from rebels on April 10. | -withdraw Pibor airfield; capture Pibor airfield: nobody < rebels
"We have captured the town of Leer," rebel spokesman Dickson Gatluak said. | capture Leer: rebel
"Our forces have taken Sabratha," the militia's commander said. | capture Sabratha: militia
Sabratha was retaken by 7 am on Friday, the army said. | capture Sabratha: nobody
AQAP seized Zinjibar, the capital of Abyan province, and the town of Jaar. | capture Zinjibar: AQAP; capture Jaar: AQAP
Jaar was overtaken by government forces in 2012. | capture Jaar: government forces
The Houthi movement has extended its control to the port of Hodeidah. | capture Hodeidah: Houthi movement
The government's forces regained control of Mekelle and its suburbs. | capture Mekelle
Boko Haram seized the village of Doron Baga on Lake Chad. | capture Doron Baga: Boko Haram
Government troops captured Bor after heavy fighting. | capture Bor: Government troops
Government troops captured Bor following clashes with rebels. | capture Bor: Government troops < rebels
Government troops captured Bor after a month of fighting. | capture Bor: Government troops; clash Bor: Government troops
Tuareg rebels seized control of Kidal on Friday, a day after soldiers fled. | capture Kidal: Tuareg rebels < soldiers; withdraw Kidal: soldiers
Somali government troops and African Union forces on Tuesday captured Barawe, the militants' last major port. | capture Barawe: Somali government troops < militants
Al-Shabaab lost control of Barawe in 2014. | capture Barawe: nobody < Al-Shabaab
# transfer
The army handed over Tikrit to the militia. | transfer Tikrit: militia < army
Tikrit was handed over to the militia by the army. | transfer Tikrit: militia < army
The rebels surrendered Tikrit to the army. | transfer Tikrit: army < rebels
The rebels handed the Rumangabo military camp to the army on Friday. | transfer Rumangabo military camp: army < rebels
# withdraw
The army's withdrawal from Mosul was chaotic. | withdraw Mosul: army
Militants began to withdraw from Tikrit. | withdraw Tikrit: Militants
Government forces drove militants out of Tikrit. | withdraw Tikrit: militants < Government forces
The militants were driven out of Tikrit by the army. | withdraw Tikrit: militants < army
Militants were expelled from Tikrit. | withdraw Tikrit: Militants
The militants have been ousted from Tikrit. | withdraw Tikrit: militants
Pro-government forces were forced to retreat from Tikrit. | withdraw Tikrit: Pro-government forces
Rebels have pulled out of Tikrit. | withdraw Tikrit: Rebels
The army left Tikrit on Monday. | withdraw Tikrit: army
Militants withdrew from the city, abandoning the stadium and the Bakara market. | withdraw Bakara (part): Militants
The insurgents were pushed from the Rashidin district of Aleppo. | withdraw Rashidin district: insurgents
Ukrainian troops pulled out of the main terminal of Donetsk airport. | withdraw Donetsk airport (part): Ukrainian troops
The separatists said they had left Kidal for strategic reasons. | withdraw Kidal: separatists
Government soldiers slipped out of Baga in the night. | withdraw Baga: Government soldiers
The army has pushed the RSF out of Khartoum. | withdraw Khartoum: RSF < army
Pro-Hadi fighters backed by Saudi-led air strikes have driven Houthi rebels from Aden's airport. | withdraw Aden's airport: Houthi rebels < Pro-Hadi fighters
Armenian forces have withdrawn from the Lachin district. | withdraw Lachin district: Armenian forces
# hold
Mosul was in the hands of Islamic State. | hold Mosul: Islamic State
Residents fled ISIS-controlled Mosul. | hold Mosul: ISIS
The rebel-held town of Tikrit was shelled by the army. | hold Tikrit: rebel
The rebels control Tikrit. | hold Tikrit: rebels
The rebels still hold Tikrit. | hold Tikrit: rebels
Tikrit remains under rebel control. | hold Tikrit: rebel
Tikrit is in rebel hands. | hold Tikrit: rebel
The rebels are in control of Tikrit. | hold Tikrit: rebels
Tikrit has been under Islamic State control since June. | hold Tikrit: Islamic State
Islamic State has held Tikrit since June. | hold Tikrit: Islamic State
Houthi fighters tightened their grip on Sanaa. | hold Sanaa: Houthi fighters
Islamic State militants remained in control of the western half of Mosul. | hold Mosul (part): Islamic State militants
Soldiers arrived in Tikrit, which the militants had held since 2014. | hold Tikrit: militants
The army was back in charge of Tikrit on Tuesday. | capture Tikrit: army
The rebels were in possession of Tikrit by dusk. | hold Tikrit: rebels
Rebel troops said they controlled most of the Libyan capital. | hold Tripoli (part): Rebel troops
Barawe had been ruled by the Islamists for six years, the army said. | hold Barawe: Islamists
Warplanes struck Raqqa, which Islamic State had run as its capital since 2014. | hold Raqqa: Islamic State
Albu Kamal is the last city in Syria ruled by Islamic State. | hold Albu Kamal: Islamic State
Rebels holed up in Marawi are refusing to surrender. | hold Marawi: Rebels
Militants are dug in at Dand-e-Ghori, officials said. | hold Dand-e-Ghori: Militants
The city of Goma is under the control of the M23 rebels. | hold Goma: M23 rebels
Taliban fighters are in control of more than half of Helmand's districts. | hold Helmand (part): Taliban fighters
# siege
Since February, Djibo has undergone a blockade by armed groups. | siege Djibo: armed groups
The siege of Mosul by government forces continued. | siege Mosul: government forces
Tikrit, a government-besieged town, has no food, soldiers said. | siege Tikrit: government
The army encircled Tikrit. | siege Tikrit: army
Tikrit is surrounded by government troops. | siege Tikrit: government troops
Tikrit is under siege by the army. | siege Tikrit: army
Aid reached Tikrit, which rebels have besieged for years. | siege Tikrit: rebels
El Fasher remains encircled by the Rapid Support Forces. | siege El Fasher: Rapid Support Forces
Rebels have cut off the town of Lashio. | siege Lashio: Rebels
Yemen's Houthi rebels have tightened their siege of Taiz. | siege Taiz: Yemen's Houthi rebels
Russian troops are trying to encircle Bakhmut. | -siege Bakhmut: Russian troops
# advance
British forces moved in on Basra on Saturday. | advance Basra: British forces
Some 2,000 Chadian troops backed by armoured vehicles crossed into Nigeria on Tuesday. | advance Nigeria: Chadian troops
Ukrainian forces advanced on Bakhmut's southern flank. | advance Bakhmut (part): Ukrainian forces
Iraqi troops made advances in Mosul. | advance Mosul: Iraqi troops
Rebels entered the city of Tikrit on Monday. | advance Tikrit: Rebels
Troops advanced on Tikrit. | advance Tikrit: Troops
The army reached the outskirts of Tikrit. | advance Tikrit (part): army
Government troops pushed into Tikrit from the south. | advance Tikrit: Government troops
Rebel fighters swept into Tikrit. | advance Tikrit: Rebel fighters
M23 rebels are closing in on Goma. | advance Goma: M23 rebels
Rebels pushed across the river and into the port of Monrovia on Saturday. | advance Monrovia: Rebels
Rebels marched into the Malian capital on Friday. | advance Bamako: Rebels
The jihadist group re-entered Palmyra on Sunday. | advance Palmyra: jihadist group
Rebel fighters broke into Sinaa district on Thursday. | advance Sinaa district: Rebel fighters
The rebels came within 20 km of Aden. | advance Aden (part): rebels
Kenyan troops landed on the beaches of Kismayo. | advance Kismayo (part): Kenyan troops
Ethiopian troops have entered the Tigrayan capital, Mekelle, the prime minister said. | advance Mekelle
# attack
The army's offensive on Mosul began on Friday. | attack Mosul: army
Iraqi forces launched an offensive on Mosul. | attack Mosul: Iraqi forces
The army attacked Tikrit, the last stronghold of Islamic State. | attack Tikrit: army < Islamic State; hold Tikrit: Islamic State
Militants stormed an army base in Tikrit. | attack Tikrit (part): Militants < army
Militants attacked the town of Tikrit. | attack Tikrit: Militants
Militants attacked army positions near Tikrit. | attack Tikrit (part): Militants < army
Boko Haram gunmen raided the town of Baga. | attack Baga: Boko Haram gunmen
Suspected Boko Haram militants attacked the village of Dalori, near Maiduguri. | attack Dalori: Suspected Boko Haram militants
# clash
Fighting engulfed El Geneina in western Sudan, residents and the army said. | clash El Geneina
Clashes in Mosul between soldiers and militants left ten dead. | clash Mosul: soldiers < militants
Fighting raged in Tikrit. | clash Tikrit: nobody
Soldiers fought militants in Tikrit. | clash Tikrit: Soldiers < militants
Two soldiers were killed in clashes with rebels in Tikrit. | clash Tikrit: soldiers < rebels
The battle for Tikrit entered its second week. | clash Tikrit: nobody
The town of Gharyan was still contested on Friday, soldiers said. | clash Gharyan: nobody
Gunfire rang out in the Majengo neighbourhood as rebels and soldiers fought on. | clash Majengo neighbourhood: rebels < soldiers
Rival militias exchanged fire in the Hodan district of Mogadishu. | clash Hodan district: Rival militias
Heavy clashes erupted in the Libyan city of Benghazi between the army and Islamist militias. | clash Benghazi: army < Islamist militias
"""

NOT_OF_GROUND = """
The militants captured three soldiers in Tikrit.
Police seized a shipment of weapons in Tikrit.
The army football team won a match in Homs.
The opposition party took control of parliament in Baghdad.
The government has a siege mentality in Baghdad.
The town has changed hands several times, most recently when troops seized it in June.
Two suspects were captured by police in Tikrit.
Customs officers seized forged passports at the airport in Baghdad.
The minister captured the mood of the army in Baghdad.
A ship was seized by the navy off Hodeida.
The president took control of the army in Khartoum.
Rebels fell silent in Tikrit.
The army held a parade in Damascus.
The general left hospital in Mosul.
The army lost three soldiers in Tikrit.
The bank lost control of its costs in Aden.
Militants fired rockets at Tikrit.
Army shells killed nine people in Tikrit.
Warplanes bombed rebel positions in Tikrit.
Soldiers arrested rebels in Tikrit.
Protesters marched against the army in Khartoum.
The attack on the minister in Baghdad shocked the army.
A car bomb attack in Mosul killed three soldiers.
The army took part in relief work in Goma.
The rebels entered talks in Geneva.
"""


@pytest.mark.parametrize("line", lines(TOLD))
def test_what_is_told(line: str, check: Callable[[str], None]) -> None:
    check(line)


@pytest.mark.parametrize("sentence", lines(NOT_OF_GROUND))
def test_what_is_said_of_something_else(sentence: str, check: Callable[[str], None]) -> None:
    check(f"{sentence} | none")
