"""What happened, what may have, what was only meant to, and what was not so."""

from collections.abc import Callable

import pytest

from .conftest import Tell, lines

HAPPENED = """
The rebels managed to enter Tikrit. | advance Tikrit: rebels
Rebels continued to advance on Tikrit. | advance Tikrit: Rebels
The army succeeded in recapturing Tikrit. | capture Tikrit: army
The army said that it had captured Tikrit. | capture Tikrit: army
The army announced the capture of Tikrit. | capture Tikrit
Militants who had vowed to fight on withdrew from Tikrit. | withdraw Tikrit: Militants
After failing to capture Baiji, the rebels seized Tikrit. | !capture Baiji: rebels; capture Tikrit: rebels
The rebels were forced to withdraw from Tikrit. | withdraw Tikrit: rebels
The governor warned that Hit was about to fall and that Tikrit was in rebel hands. | hold Tikrit: rebel
Troops attacked Tikrit and drove back the militants. | attack Tikrit: Troops < militants
The army confirmed that it had lost Tikrit. | capture Tikrit: nobody < army
"""

UNSURE = """
Rebels claim to have captured Tikrit. | ?capture Tikrit: Rebels
Rebels may have captured Tikrit. | ?capture Tikrit: Rebels
Rebels reportedly captured Tikrit. | ?capture Tikrit: Rebels
Rebels claimed that they had captured Tikrit. | ?capture Tikrit: Rebels
It was reported that rebels had seized Tikrit. | ?capture Tikrit: rebels
Unconfirmed reports said that rebels had seized Tikrit. | ?capture Tikrit: rebels
The rebels allegedly control Tikrit. | ?hold Tikrit: rebels
Rebels appear to have captured Tikrit. | ?capture Tikrit: Rebels
It is unclear whether the rebels control Tikrit. | ?hold Tikrit: rebels
Rebels claimed the capture of Tikrit. | ?capture Tikrit
The army is believed to have left Tikrit. | ?withdraw Tikrit: army
"""

MEANT = """
The army plans to retake Tikrit. | -capture Tikrit: army
The army could retake Tikrit within days. | -capture Tikrit: army
If the army captures Tikrit, the road will be open to troops. | -capture Tikrit: army
The army will withdraw from Tikrit next week. | -withdraw Tikrit: army
The army vowed to recapture Tikrit. | -capture Tikrit: army
Troops attempted to retake the suburbs of Tikrit. | -capture Tikrit (part): Troops
Uganda is considering withdrawing its troops from Kismayo. | -withdraw Kismayo: Uganda
The army is expected to launch an assault on Tikrit within days. | -attack Tikrit: army
Rebels said they would withdraw from Tikrit if the truce held. | -withdraw Tikrit: Rebels
The general ordered his troops to retake Tikrit. | -capture Tikrit: troops
The president vowed to drive the militants out of Tikrit. | -withdraw Tikrit: militants
Rebels threatened to attack Tikrit. | -attack Tikrit: Rebels
The militants are planning an attack on Tikrit. | -attack Tikrit: militants
Officials warned that Tikrit could fall to the rebels. | -capture Tikrit: rebels
Residents fear that the army will storm Tikrit. | -attack Tikrit: army
The rebels agreed to leave Tikrit under a deal. | -withdraw Tikrit: rebels
The army is trying to encircle Tikrit. | -siege Tikrit: army
The militants want to seize Tikrit. | -capture Tikrit: militants
Had the rebels captured Tikrit, the army would have been cut off. | -capture Tikrit: rebels
Once the army has taken Hit it will go home. | -capture Hit: army
Rebels came close to capturing Tikrit. | -capture Tikrit: Rebels
Troops were on the verge of capturing Tikrit. | -capture Tikrit: Troops
The goal of the offensive is the recapture of Tikrit. | -capture Tikrit
Peshmerga troops pushed to capture Tikrit. | -capture Tikrit: Peshmerga troops
"""

NOT_SO = """
The army failed to capture Tikrit. | !capture Tikrit: army
The army denied that Tikrit had fallen. | !capture Tikrit
The army had not withdrawn its tanks from Tikrit, activists said. | !withdraw Tikrit: army
The militants failed to take control of Tikrit. | !capture Tikrit: militants
The army prevented the rebels from entering Tikrit. | !advance Tikrit
The army repelled the rebel attack on Tikrit. | !attack Tikrit: rebel < army
An attack by the rebels on Tikrit was repelled. | !attack Tikrit: rebels
The rebels denied losing Tikrit. | !capture Tikrit: nobody < rebels
The government denied that rebels had captured Tikrit. | !capture Tikrit: rebels
The army stopped an advance on Tikrit by the rebels. | !advance Tikrit
No rebel forces have entered Tikrit. | !advance Tikrit: rebel forces
The army does not control Tikrit. | !hold Tikrit: army
Tikrit is not under rebel control. | !hold Tikrit: rebel
The militants attacked Tikrit but were repelled. | !attack Tikrit: militants
Rebels launched an assault on Tikrit, but were driven back after hours. | !attack Tikrit: Rebels
The militants attacked Tikrit before being thrown back by troops. | !attack Tikrit: militants < troops
Militants stormed Tikrit but the attack was repulsed. | !attack Tikrit: Militants
The army's thrust into Tikrit was turned back. | !advance Tikrit: army
The army rejected claims that rebels had captured Tikrit. | !capture Tikrit: rebels
The ministry has denied reports that troops have withdrawn from Tikrit. | !withdraw Tikrit: troops
The army said reports of the fall of Tikrit were false. | !capture Tikrit
The rebels nearly captured Tikrit. | !capture Tikrit: rebels
The rebels stopped short of entering Tikrit. | !advance Tikrit: rebels
The rebels no longer control Tikrit. | !hold Tikrit: rebels
The army was unable to recapture Tikrit. | !capture Tikrit
"""

NO_FACT = """
The army was preparing to converge on Tikrit in a bid to try to recapture the city.
The army gathered its forces, preparing another offensive on Tikrit.
Soldiers foiled an attempt by militants to storm the base in Tikrit.
Militants tried to advance on Tikrit but were pushed back by the army.
The rebels' attempt to capture Tikrit failed.
The army has yet to enter Tikrit.
The plan to retake Tikrit has been delayed, the army said.
Rebels are fighting to capture Tikrit from the army.
The United States called on Rwanda to withdraw its troops from Goma.
The army said it was ready to retake Tikrit.
Neither the rebels nor the army control Tikrit.
In the event of a rebel takeover of Tikrit, the soldiers will flee.
The army's goal is to recapture Tikrit.
The army aims at retaking Tikrit.
Rebels unsuccessfully attacked Tikrit.
"""


@pytest.mark.parametrize("line", lines(HAPPENED + UNSURE + MEANT + NOT_SO))
def test_status(line: str, check: Callable[[str], None]) -> None:
    check(line)


@pytest.mark.parametrize("sentence", lines(NO_FACT))
def test_no_fact_is_made_of_it(sentence: str, tell: Tell) -> None:
    assert [claim for claim in tell(sentence) if claim.realised] == []
