"""Which days an event is given in its sentence. All texts are published on Sunday 20 September 2015."""

import pytest

from .conftest import Tell, lines

# what happened: its first day..its last
DAYS = """
# "a day after taking Y" dates the taking, counted back from the main event
The army withdrew from Hama on Friday, a day after taking it. | withdraw 09-18..09-18; capture 09-17..09-17
The army captured Hama on Thursday, three days after rebels overran it. | capture 09-17..09-17; capture 09-14..09-14
Two days after entering Hama, the army captured Homs. | advance 09-18..09-18; capture 09-20..09-20
Rebels captured Hama, residents said, 10 days after the army said it had retaken it. | capture 09-20..09-20; capture 09-10..09-10
Rebels seized Hama on Monday, and two days later took Homs. | capture 09-14..09-14; capture 09-16..09-16
# the day before an "and" or a comma belongs to what stands before it
Rebels seized Hama on Friday and the governor fled. | capture 09-18..09-18
Rebels seized Hama, a city in Syria, on Friday, the defence minister said. | capture 09-18..09-18
Rebels entered Hama unopposed on Friday after the army left it. | transfer 09-18..09-18; withdraw 09-18..09-18
# what was said on Friday had happened by Friday
Rebels have seized almost all of Hama, the minister said on Friday. | capture 09-18..09-18
# a campaign's year dates nothing
Rebels captured Hama in the 2014 Idlib offensive. | capture 09-20..09-20
Rebels attacked Hama for a third day on Saturday. | attack 09-19..09-19
By Friday the rebels held most of Hama. | hold 09-18..09-20
Rebels captured Hama last evening. | capture 09-19..09-19
"""


@pytest.mark.parametrize("line", lines(DAYS))
def test_days(line: str, tell: Tell) -> None:
    text, _, expected = (part.strip() for part in line.partition("|"))
    found = sorted(f"{c.kind} {c.start:%m-%d}..{c.end:%m-%d}" for c in tell(text))
    assert found == sorted(part.strip() for part in expected.split(";"))


def test_what_is_so_now_is_so_on_the_day_of_publication_even_in_background(tell: Tell) -> None:
    claims = tell(
        "The rebels advanced on Hama in March 2014. They continue to control Homs, which they "
        "overran in 2013."
    )
    days = {(c.kind, c.place): (str(c.start), str(c.end)) for c in claims}
    assert days["hold", "Homs"] == ("2015-09-20", "2015-09-20")
    assert days["capture", "Homs"] == ("2013-01-01", "2013-12-31")
