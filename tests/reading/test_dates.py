"""Time expressions as intervals of days. Wednesday 16 November 2016 is the usual publication."""

import json
import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds.model import Period
from whoholds.reading.dates import Timex, find_timexes

SHARED = Path(__file__).resolve().parents[3] / "shared"
WEDNESDAY = "2016-11-16"

# text | what is found: start..end and mode (in, if none is said), several parted by ";"
PUBLISHED = """
# whole dates in every order
The town fell on 27 October 2016 | 2016-10-27
The town fell on the 27th of October 2016 | 2016-10-27
The town fell on October 27, 2016 | 2016-10-27
The town fell on Oct. 27th, 2016 | 2016-10-27
The town fell on Sept 3 2016 | 2016-09-03
It fell on 27 October, 2015 after a siege | 2015-10-27
It fell on 2016-10-27 | 2016-10-27
It fell on 27/10/2016 | 2016-10-27
It fell on 10/27/2016 | 2016-10-27
It fell on 27.10.2016 | 2016-10-27
It fell on 27-10-2016 | 2016-10-27
# day or month first: both, unless one had not come yet
It fell on 03/05/2016 | 2016-03-05..2016-05-03
It fell on 09/12/2016 | 2016-09-12
It fell on 07/07/2016 | 2016-07-07
OCTOBER 3 | 2016-10-03
on Friday, November 4, 2016 | 2016-11-04
on Friday, November 4, rebels left | 2016-11-04
on Friday 4 November | 2016-11-04
on Friday (4 November) | 2016-11-04
Fri 4 Nov | 2016-11-04
# without a year: the latest that had come
on 16 November | 2016-11-16
on 17 November | 2015-11-17
November 15 | 2016-11-15
on December 24 troops left | 2015-12-24
on 29 February | 2016-02-29
on the 5th, they left | 2016-11-05
on the 27th. | 2016-10-27
# months
in March | 2016-03-01..2016-03-31
back in March | 2016-03-01..2016-03-31
in December | 2015-12-01..2015-12-31
in November | 2016-11-01..2016-11-16
in november | 2016-11-01..2016-11-16
in Nov. | 2016-11-01..2016-11-16
in May | 2016-05-01..2016-05-31
in April 2015 | 2015-04-01..2015-04-30
April 2015 | 2015-04-01..2015-04-30
in April of 2015 | 2015-04-01..2015-04-30
in February 2016 | 2016-02-01..2016-02-29
on 31 February 2016 | 2016-02-01..2016-02-29
the January offensive | 2016-01-01..2016-01-31
since May last year | 2015-05-01..2016-11-16 since
in early October this year | 2016-10-01..2016-10-10
on 5 May last year | 2015-05-05
last May | 2016-05-01..2016-05-31
last December | 2015-12-01..2015-12-31
last November | 2015-11-01..2015-11-30
this March | 2016-03-01..2016-03-31
In June and July | 2016-06-01..2016-07-31 between
# parts
in early March | 2016-03-01..2016-03-10
mid-September | 2016-09-11..2016-09-20
in mid September 2015 | 2015-09-11..2015-09-20
in the middle of September | 2016-09-11..2016-09-20
late September | 2016-09-21..2016-09-30
in late November | 2016-11-16
the end of April | 2016-04-23..2016-04-30
at the beginning of June | 2016-06-01..2016-06-08
the first week of May | 2016-05-01..2016-05-07
last week of September | 2016-09-24..2016-09-30
early 2016 | 2016-01-01..2016-04-30
in late 2015 | 2015-09-01..2015-12-31
late in 2015 | 2015-09-01..2015-12-31
late last year | 2015-09-01..2015-12-31
early this year | 2016-01-01..2016-04-30
the second half of 2015 | 2015-07-02..2015-12-31
mid-to-late 2015 | 2015-05-02..2015-12-31
the end of 2015 | 2015-10-01..2015-12-31
early 2015 | 2015-01-01..2015-04-30
by the end of the year | 2016-10-01..2016-11-16 by
late last month | 2016-10-21..2016-10-31
# years, decades, seasons
in 2014 | 2014-01-01..2014-12-31
in 2016 | 2016-01-01..2016-11-16
throughout 2015 | 2015-01-01..2015-12-31
the siege (2014) | 2014-01-01..2014-12-31
the 2014 Idlib offensive | 2014-01-01..2014-12-31
after the 2003 invasion | 2003-01-01..2016-11-16 after
in the 1990s | 1990-01-01..1999-12-31
in spring 2015 | 2015-03-01..2015-05-31
in the summer of 2014 | 2014-06-01..2014-08-31
in the fall of 2014 | 2014-09-01..2014-11-30
last summer | 2016-06-01..2016-08-31
last autumn | 2015-09-01..2015-11-30
this autumn | 2016-09-01..2016-11-16
in the winter of 2015 | 2015-01-01..2016-02-29
in spring | 2016-03-01..2016-05-31
2013-2015 | 2013-01-01..2015-12-31 between
in 2014-15 | 2014-01-01..2015-12-31 between
# weekdays
on Friday | 2016-11-11
on Wednesday | 2016-11-16
on Thursday | 2016-11-10
on Tuesday night | 2016-11-15
late on Friday | 2016-11-11
early Thursday morning | 2016-11-10
Tuesday's attack | 2016-11-15
last Friday | 2016-11-11
last Wednesday | 2016-11-09
this Monday | 2016-11-14
on Tues. | 2016-11-15
earlier on Tuesday | 2016-11-15
after Friday prayers | 2016-11-11
on Monday last week | 2016-11-07
on Monday of this week | 2016-11-14
on New Year's Eve | 2015-12-31
on Christmas Day 2014 | 2014-12-25
# days by name
today | 2016-11-16
tonight | 2016-11-16
this morning | 2016-11-16
yesterday | 2016-11-15
the day before yesterday | 2016-11-14
overnight | 2016-11-15..2016-11-16
during the night | 2016-11-15..2016-11-16
last night | 2016-11-15..2016-11-16
now controls | 2016-11-16
currently controls | 2016-11-16
# weeks, months, years by name
earlier this week | 2016-11-14..2016-11-16
this week | 2016-11-14..2016-11-16
earlier in the week | 2016-11-14..2016-11-16
last week | 2016-11-07..2016-11-13
this month | 2016-11-01..2016-11-16
earlier this month | 2016-11-01..2016-11-16
last month | 2016-10-01..2016-10-31
this year | 2016-01-01..2016-11-16
earlier this year | 2016-01-01..2016-11-16
last year | 2015-01-01..2015-12-31
over the weekend | 2016-11-12..2016-11-13
at the weekend | 2016-11-12..2016-11-13
last weekend | 2016-11-12..2016-11-13
# up to now
in recent days | 2016-11-09..2016-11-16
in recent weeks | 2016-10-16..2016-11-16
in recent years | ..2016-11-16
in the past week | 2016-11-09..2016-11-16
over the last week | 2016-11-09..2016-11-16
over the past three days | 2016-11-13..2016-11-16
in the last 24 hours | 2016-11-15..2016-11-16
over the past two months | 2016-09-16..2016-11-16
in previous days | 2016-11-09..2016-11-15
so far | ..2016-11-16 until
to date | ..2016-11-16 until
recently seized | 2016-10-16..2016-11-16
had earlier seized | 2016-11-09..2016-11-16
previously rebel-held | ..2016-11-16
until recently | ..2016-11-16 until
# ago
three days ago | 2016-11-13
10 days ago | 2016-11-06
a week ago | 2016-11-06..2016-11-12
two to three days ago | 2016-11-13..2016-11-14
about a month ago | 2016-10-01..2016-10-31
less than two days ago | 2016-11-14..2016-11-16
a few days ago | 2016-11-10..2016-11-14
a couple of days ago | 2016-11-14
twelve hours ago | 2016-11-16
two years ago | 2014-05-17..2015-05-18
more than two years ago | 2012-11-16..2014-11-16
the week before last | 2016-10-31..2016-11-06
two and a half years ago | 2013-05-17..2015-05-18
a two-and-a-half-year siege | 2013-11-16..2016-11-16 duration
half a year ago | 2015-11-16..2016-11-16
# counted back from what is told, here the news
four days prior | 2016-11-12
the previous day | 2016-11-15
the day before | 2016-11-15
a day earlier | 2016-11-15
a week before | 2016-11-06..2016-11-12
two days earlier | 2016-11-14
# prepositions
Since 2014 more than 3,000 died | 2014-01-01..2016-11-16 since
since 2013 | 2013-01-01..2016-11-16 since
since March | 2016-03-01..2016-11-16 since
since early March | 2016-03-01..2016-11-16 since
since last week | 2016-11-07..2016-11-16 since
since Friday | 2016-11-11..2016-11-16 since
Since the 23 October | 2016-10-23..2016-11-16 since
from 2014 | 2014-01-01..2016-11-16 since
until today | ..2016-11-16 until
until 2015 | ..2015-12-31 until
until May 2015 | ..2015-05-31 until
till yesterday | ..2016-11-15 until
until Friday | ..2016-11-11 until
by Friday | 2016-11-11 by
by mid-2014 | 2014-05-02..2014-08-31 by
before 2014 | ..2013-12-31 before
before Friday | ..2016-11-10 before
prior to March 2015 | ..2015-02-28 before
after March 2015 | 2015-03-01..2016-11-16 after
following Friday's attack | 2016-11-11..2016-11-16 after
as early as 2014 | 2014-01-01..2014-12-31
within a week | ..2016-11-16
# from one to the other
between 28 October and 1 November | 2016-10-28..2016-11-01 between
between 28 November and 1 December | 2015-11-28..2015-12-01 between
from 30 December to 2 January | 2015-12-30..2016-01-02 between
from 3 to 5 May | 2016-05-03..2016-05-05 between
on 5, 6 and 7 October | 2016-10-05..2016-10-07 between
27–30 October | 2016-10-27..2016-10-30 between
October 27-30, 2015 | 2015-10-27..2015-10-30 between
27 October – 1 November 2015 | 2015-10-27..2015-11-01 between
October 27 to November 1 | 2016-10-27..2016-11-01 between
on the night of 3-4 May | 2016-05-03..2016-05-04 between
from March to June 2016 | 2016-03-01..2016-06-30 between
from November to March | 2015-11-01..2016-03-31 between
between June 2014 and July 2015 | 2014-06-01..2015-07-31 between
from late 2014 to March 2015 | 2014-09-01..2015-03-31 between
from 2012 until 2014 | 2012-01-01..2014-12-31 between
between 2012 and 2014 | 2012-01-01..2014-12-31 between
from Friday to Sunday | 2016-11-11..2016-11-13 between
between Thursday and Saturday | 2016-11-10..2016-11-12 between
# stretches of days
three days of fighting | 2016-11-14..2016-11-16 duration
a three-day battle | 2016-11-14..2016-11-16 duration
after four days of clashes | 2016-11-12..2016-11-16 duration
after a day of fighting | 2016-11-15..2016-11-16 duration
after months of violent clashes | ..2016-11-16 duration
after several days of fierce fighting | 2016-11-06..2016-11-16 duration
days of fighting | 2016-11-07..2016-11-16 duration
two years of war | 2014-11-16..2016-11-16 duration
a two-year siege | 2014-11-16..2016-11-16 duration
a six-month-long siege | 2016-05-16..2016-11-16 duration
a week-long battle | 2016-11-09..2016-11-16 duration
a weeks-long battle | 2016-09-07..2016-11-16 duration
fighting has raged for months | ..2016-11-16 duration
held it for three years | 2013-11-16..2016-11-16 duration
raging for more than a month | 2016-10-16..2016-11-16 duration
for the past three months | 2016-08-16..2016-11-16 duration
for a second day | 2016-11-15..2016-11-16 duration
for the third consecutive day | 2016-11-14..2016-11-16 duration
for the second day in a row | 2016-11-15..2016-11-16 duration
entered its fourth week | 2016-10-26..2016-11-16 duration
a third day of fighting | 2016-11-14..2016-11-16 duration
On Friday the town fell after three days of fighting | 2016-11-11; 2016-11-08..2016-11-11 duration
After three days of fighting the town fell on Friday | 2016-11-08..2016-11-11 duration; 2016-11-11
# counted from what the same text told
On 5 May rebels came and cleared it four days later | 2016-05-05; 2016-05-09
On 5 May they lost what they had won two days earlier | 2016-05-05; 2016-05-03
On 5 May it fell; the next day they left | 2016-05-05; 2016-05-06
On 5 May 2014 it fell. Then on 10 May they left | 2014-05-05; 2014-05-10
On 5 May 2014 it fell. In July they left | 2014-05-05; 2014-07-01..2014-07-31
On 14 November it fell and the following week they left | 2016-11-14; 2016-11-15..2016-11-16
It fell in 2014 and was retaken the following March | 2014-01-01..2014-12-31; 2015-03-01..2015-03-31
In the two weeks since the operation began | 2016-11-02..2016-11-16
Two days after the fall of the dam the town fell | 2016-11-16
The day after the fall of the dam the town fell | 2016-11-16
It fell two days later | ..2016-11-16
It fell the day after. | ..2016-11-16
# what is to come
will retake it by Friday | 2016-11-18 by
on Sunday, the army will enter | 2016-11-20
The truce was set to begin on 18 November | 2016-11-18
expected to fall in December | 2016-12-01..2016-12-31
next Friday | 2016-11-18
next month | 2016-12-01..2016-12-31
in the coming days | 2016-11-16..2016-11-26
over the next two weeks | 2016-11-16..2016-11-30
later this month | 2016-11-16..2016-11-30
tomorrow | 2016-11-17
would retake it within a week | 2016-11-16..2016-11-23
vowed to retake the town, captured in May | 2016-05-01..2016-05-31
The army will stay. On Friday it took the town | 2016-11-11
"""

NOTHING = """
rebels may attack
they may march on the capital
March on the airport
May will be hard
May God help them
2,000 troops left
killed 2014 people
some 2015 fighters
In all, 1950 villages
by 2016 fighters
Room 2014
at 1900 hours
the $2016 bill
the 47th Brigade
the 5th Corps and the 10th Division
a second army
after the fall of Mosul
the Arab Spring
on Bloody Sunday
every Friday
on Fridays
a two-year-old boy
a three-day ceasefire
100 days into the war
on day three of the battle
the first time
a man named April spoke
Jan Egeland spoke
the sun rose and they sat
an august body
2016/17 km
45 May
the 1st Armoured Division
10.5 km north of the town
on 12:30
"""

# story, published | text | found
STORIES = """
2014-06-10..2014-06-10 | two days later | 2014-06-12
2014-06-10..2014-06-10 | two days after, they left | 2014-06-12
2014-06-10..2014-06-10 | the following March | 2015-03-01..2015-03-31
2014-06-10..2014-06-10 | the following day | 2014-06-11
2014-06-10..2014-06-10 | the next day | 2014-06-11
2014-06-10..2014-06-10 | the previous day | 2014-06-09
2014-06-10..2014-06-10 | three days earlier | 2014-06-07
2014-06-10..2014-06-10 | the same day | 2014-06-10
2014-06-10..2014-06-10 | that day | 2014-06-10
2014-06-10..2014-06-10 | that week | 2014-06-09..2014-06-15
2014-06-10..2014-06-10 | that month | 2014-06-01..2014-06-30
2014-06-10..2014-06-10 | that year | 2014-01-01..2014-12-31
2014-06-10..2014-06-10 | later that year | 2014-06-10..2014-12-31
2014-06-10..2014-06-10 | earlier that year | 2014-01-01..2014-06-10
2014-06-10..2014-06-10 | later in 2014 | 2014-06-10..2014-12-31
2014-06-10..2014-06-10 | the following month | 2014-07-01..2014-07-31
2014-06-10..2014-06-10 | the following year | 2015-01-01..2015-12-31
2014-06-10..2014-06-10 | the year before | 2013-01-01..2013-12-31
2014-06-10..2014-06-10 | the following week | 2014-06-11..2014-06-17
2014-06-10..2014-06-10 | in July | 2014-07-01..2014-07-31
2014-06-10..2014-06-10 | in March | 2014-03-01..2014-03-31
2014-06-10..2014-06-10 | on 3 August | 2014-08-03
2014-12-20..2014-12-20 | on 3 January | 2015-01-03
2014-01-01..2014-12-31 | in July | 2014-07-01..2014-07-31
2014-01-01..2014-12-31 | on February 3 | 2014-02-03
2014-01-01..2014-12-31 | the following March | 2015-03-01..2015-03-31
2016-10-01..2016-10-31 | in December | 2015-12-01..2015-12-31
2014-06-10..2014-06-10 | soon after | 2014-06-10..2014-07-11
2014-06-10..2014-06-10 | later retook it | 2014-06-10..2016-11-16
2014-06-10..2014-06-10 | since then | 2014-06-10..2016-11-16 since
2014-06-10..2014-06-10 | at the time | 2014-06-10
2014-06-10..2014-06-10 | by then | 2014-06-10 by
2014-06-10..2014-06-10 | After four more days of fighting | 2014-06-10..2014-06-14 duration
2014-06-10..2014-06-10 | after four days of fighting | 2014-06-06..2014-06-10 duration
2014-06-10..2014-06-10 | within a week | 2014-06-10..2014-06-17
2014-06-10..2014-06-10 | on Friday | 2016-11-11
2014-06-10..2014-06-10 | last month | 2016-10-01..2016-10-31
2014-06-10..2014-06-12 | a day later | 2014-06-11..2014-06-13
2014-06-10.. | the next day | 2014-06-11
..2014-06-10 | the next day | 2014-06-11
2016-11-15..2016-11-15 | ten days later | 2016-11-16
"""

UNDATED = """
on 27 October 2016 | 2016-10-27
on 5 November | ..
on Friday | ..
last week | ..
yesterday | ..
three days ago | ..
in 2014 | 2014-01-01..2014-12-31
since 2014 | 2014-01-01.. since
after May 2014 | 2014-05-01.. after
until 2014 | ..2014-12-31 until
two days later | ..
three days of fighting | .. duration
recently | ..
On 5 November 2005 they came and cleared it four days later | 2005-11-05; 2005-11-09
On 5 November 2005 they came, on 10 November they left | 2005-11-05; 2005-11-10
In June 2014 it fell after three months of fighting | 2014-06-01..2014-06-30; .. duration
"""


def _rows(table: str) -> list[list[str]]:
    lines = (line.strip() for line in table.strip().splitlines())
    return [
        [cell.strip() for cell in line.split(" | ")]
        for line in lines
        if line and not line.startswith("#")
    ]


def _period(written: str) -> Period:
    start, _, end = written.partition("..") if ".." in written else (written, "", written)
    return Period(
        date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None
    )


def _expected(cell: str) -> list[tuple[Period, str]]:
    found = []
    for item in cell.split("; "):
        days, _, mode = item.partition(" ")
        found.append((_period(days), mode or "in"))
    return found


def _told(found: list[Timex]) -> list[tuple[Period, str]]:
    return [(timex.period, timex.mode) for timex in found]


@pytest.mark.parametrize(("text", "expected"), _rows(PUBLISHED))
def test_a_day_of_publication_anchors(text: str, expected: str) -> None:
    assert _told(find_timexes(text, date.fromisoformat(WEDNESDAY))) == _expected(expected)


@pytest.mark.parametrize("text", [row[0] for row in _rows(NOTHING)])
def test_what_is_no_time_is_left_alone(text: str) -> None:
    assert find_timexes(text, date.fromisoformat(WEDNESDAY)) == []


@pytest.mark.parametrize(("story", "text", "expected"), _rows(STORIES))
def test_a_story_anchors_its_own_passage(story: str, text: str, expected: str) -> None:
    found = find_timexes(text, date.fromisoformat(WEDNESDAY), _period(story))
    assert _told(found) == _expected(expected)


@pytest.mark.parametrize(("text", "expected"), _rows(UNDATED))
def test_without_a_day_of_publication_only_whole_dates_close(text: str, expected: str) -> None:
    assert _told(find_timexes(text, None)) == _expected(expected)


@pytest.mark.parametrize(
    ("published", "weekend"),
    [
        ("2016-11-12", "2016-11-12"),  # a Saturday
        ("2016-11-13", "2016-11-12..2016-11-13"),
        ("2016-11-14", "2016-11-12..2016-11-13"),
        ("2016-11-18", "2016-11-12..2016-11-13"),
    ],
)
def test_the_weekend_is_the_last_that_began(published: str, weekend: str) -> None:
    (found,) = find_timexes("fighting over the weekend", date.fromisoformat(published))
    assert found.period == _period(weekend)


@pytest.mark.parametrize(
    ("text", "anchored", "relative"),
    [
        ("on 27 October 2016", False, False),
        ("on 27 October", True, False),
        ("in 2014", False, False),
        ("on Friday", True, False),
        ("two days ago", True, False),
        ("two days later", True, True),
        ("that year", True, True),
        ("the previous day", True, True),
    ],
)
def test_it_says_what_it_was_resolved_against(text: str, anchored: bool, relative: bool) -> None:
    (found,) = find_timexes(text, date.fromisoformat(WEDNESDAY))
    assert (found.anchored, found.relative) == (anchored, relative)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("on Friday", 1),
        ("last week", 2),
        ("in the past week", 2),
        ("in March", 3),
        ("since 2013", 3),
    ],
)
def test_precision_is_that_of_the_time_named(text: str, precision: int) -> None:
    (found,) = find_timexes(text, date.fromisoformat(WEDNESDAY))
    assert found.precision == precision


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("It fell on Friday, 4 November 2016.", "on Friday, 4 November 2016"),
        ("held since late 2013 by rebels", "since late 2013"),
        ("the battle, from Friday to Sunday, killed", "from Friday to Sunday"),
        ("It fell two days later.", "two days later"),
    ],
)
def test_the_span_takes_the_preposition_in(text: str, span: str) -> None:
    (found,) = find_timexes(text, date.fromisoformat(WEDNESDAY))
    assert text[found.start : found.end] == span


PAST = [row[0] for row in _rows(PUBLISHED)]
PAST = PAST[: PAST.index("will retake it by Friday")]
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@given(
    text=st.lists(
        st.sampled_from([t for t in PAST if not re.search(r"\d{4}|\d\ds", t)]),
        min_size=1,
        max_size=4,
    ),
    published=DAYS,
)
@settings(max_examples=300, deadline=None)
def test_what_has_happened_has_not_happened_after_publication(
    text: list[str], published: date
) -> None:
    for timex in find_timexes(". ".join(text), published):
        assert timex.period.end is None or timex.period.end <= published
        assert timex.period.start is None or timex.period.start <= published


WORDS = sorted(
    {w for row in _rows(PUBLISHED) for w in row[0].split()} | {"–", "-", "\n", "٣", "<b>"}
)


@given(
    words=st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=25),
    published=st.one_of(st.none(), st.dates()),
    story=st.one_of(st.none(), st.builds(Period.day, st.dates()), st.just(Period())),
)
@settings(max_examples=400, deadline=None)
def test_any_text_gives_ordered_spans_and_the_same_again(
    words: list[str], published: date | None, story: Period | None
) -> None:
    text = " ".join(words)
    found = find_timexes(text, published, story)
    end = 0
    for timex in found:
        assert end <= timex.start < timex.end <= len(text)
        assert text[timex.start : timex.end].strip()
        end = timex.end
    assert find_timexes(text, published, story) == found


@pytest.mark.parametrize(
    "unit",
    [
        "May ",
        "in 2014 ",
        "three days of ",
        "from Friday to ",
        "1 ",
        " ",
        "9",
        "a ",
        "x",
        "the last ",
    ],
)
def test_time_grows_with_the_length_and_no_faster(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        best = float("inf")
        for _ in range(2):
            begun = time.process_time()
            find_timexes(text, date(2016, 11, 16))
            best = min(best, time.process_time() - begun)
        return best

    short, long = seconds(10_000), seconds(80_000)
    # Eight times the text; a quadratic scan would take sixty-four times as long.
    assert long < 24 * short + 0.05


@pytest.mark.skipif(not (SHARED / "gold/dev.jsonl").exists(), reason="no shared gold claims here")
def test_dated_gold_claims_find_their_days() -> None:
    """Of the dev claims not of the day of publication, most have an expression that dates them."""
    hits = total = 0
    for line in (SHARED / "gold/dev.jsonl").read_text("utf-8").splitlines():
        report = json.loads(line)
        if not report["published"]:
            continue
        published = date.fromisoformat(report["published"])
        for claim in report["claims"]:
            days = (claim["start"], claim["end"])
            if None in days or days == (report["published"], report["published"]):
                continue
            at = report["text"].find(claim["quote"])
            around = report["text"][max(at - 150, 0) : at + len(claim["quote"]) + 150]
            gold = Period(*map(date.fromisoformat, days))
            total += 1
            hits += any(t.period.meets(gold) for t in find_timexes(around, published))
    assert total > 30
    assert hits / total >= 0.8
