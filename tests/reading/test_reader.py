"""The whole of a report: its days, each event once, exact quotes, the same claims every time."""

from datetime import date

import pytest

from whoholds.model import Report
from whoholds.reading import RulesReader

from .conftest import Tell, lines, notation

DAYS = """
Rebels captured Saraqib. | 2015-09-20..2015-09-20
Rebels captured Saraqib on Friday. | 2015-09-18..2015-09-18
Rebels captured Saraqib on Sunday. | 2015-09-20..2015-09-20
Rebels captured Saraqib last week. | 2015-09-07..2015-09-13
Rebels captured Saraqib in March 2013. | 2013-03-01..2013-03-31
Rebels captured Saraqib in 2014. | 2014-01-01..2014-12-31
Rebels may have captured Saraqib. | 2015-09-20..2015-09-20
Rebels captured Saraqib on 3 March and the army retook it two days later. | 2015-03-03..2015-03-03; 2015-03-05..2015-03-05
Rebels have held Saraqib since 2012. | 2012-01-01..2015-09-20
"""


@pytest.mark.parametrize("line", lines(DAYS))
def test_days(line: str, tell: Tell) -> None:
    text, _, expected = (part.strip() for part in line.partition("|"))
    assert [f"{claim.start}..{claim.end}" for claim in tell(text)] == expected.split("; ")


def test_without_a_day_of_publication_news_has_none(tell: Tell) -> None:
    (claim,) = tell("Rebels captured Saraqib.", None)
    assert (claim.start, claim.end) == (None, None)


def test_one_event_is_told_once_and_by_its_fullest_telling(tell: Tell) -> None:
    (claim,) = tell(
        "Rebels captured Saraqib on Friday.\n\nThe capture of Saraqib on Friday by the rebels, "
        "activists said, came at dawn."
    )
    assert ((claim.actor or "").lower(), claim.start) == ("rebels", date(2015, 9, 18))


def test_the_same_place_on_another_day_is_another_event(tell: Tell) -> None:
    claims = tell("Rebels captured Saraqib in 2012. They captured Saraqib again in 2014.")
    assert [claim.start and claim.start.year for claim in claims] == [2012, 2014]


def test_every_place_is_a_claim_of_its_own(tell: Tell) -> None:
    claims = tell("Clashes broke out in Homs and Hama between soldiers and rebels.")
    assert {(claim.kind, claim.place) for claim in claims} == {("clash", "Homs"), ("clash", "Hama")}


def test_terms_of_acled(tell: Tell) -> None:
    (rebels,) = tell("Rebels captured the Syrian town of Saraqib.")
    (army,) = tell("The Syrian army captured Saraqib.")
    (held,) = tell("Rebels hold Saraqib.")
    assert rebels.sub_event_type == "Non-state actor overtakes territory"
    assert army.sub_event_type == "Government regains territory"
    assert (held.event_type, held.sub_event_type) == (None, None)


def test_reports_come_out_in_order_and_by_themselves(reader: RulesReader) -> None:
    reports = [
        Report(f"Rebels captured the Syrian town of {town} on Friday.", date(2015, 9, 20))
        for town in ("Saraqib", "Binnish", "Sarmin", "Taftanaz")
    ]
    together = list(reader.read_many([*reports, Report("")]))
    assert [claim.place for reading in together for claim in reading.claims] == [
        "Saraqib",
        "Binnish",
        "Sarmin",
        "Taftanaz",
    ]
    assert together[:-1] == [reader.read(report) for report in reports]
    assert together[-1].claims == ()


def test_places_of_the_claims_come_with_the_reading(reader: RulesReader) -> None:
    reading = reader.read(Report("Rebels captured the Syrian town of Saraqib."))
    assert {place.id for place in reading.places} == {claim.place_id for claim in reading.claims}
    assert reading.theatre == "Syria"


def test_what_was_not_read_is_counted(reader: RulesReader) -> None:
    reading = reader.read(
        Report("Rebels captured Saraqib. The harvest was good. Bread costs more than last year.")
    )
    assert reading.counts["sentences"] == 3
    assert 1 <= reading.counts["gated"] < 3


def test_notation_of_a_claim(tell: Tell) -> None:
    (claim,) = tell("Rebels may have captured parts of Saraqib from the army.")
    assert notation(claim) == "?capture Saraqib (part): Rebels < army"


def test_a_month_of_that_year_is_the_storys(tell: Tell) -> None:
    first, second = tell(
        "Rebels captured Tessalit in early 2012. In November that year, the rebels withdrew"
        " from Tessalit."
    )
    assert (first.start, first.end) == (date(2012, 1, 1), date(2012, 4, 30))
    assert (second.start, second.end) == (date(2012, 11, 1), date(2012, 11, 30))


def test_a_gain_of_no_day_is_over_by_the_next(tell: Tell) -> None:
    first, second = tell(
        "Tessit was captured by rebels before the spring offensive. It was recaptured by the"
        " army on 3 March 2013."
    )
    assert (first.start, first.end) == (None, date(2013, 3, 3))
    assert second.start == second.end == date(2013, 3, 3)


def test_a_place_that_no_list_knows_is_it_later(tell: Tell) -> None:
    claims = tell("Umm Zurzur was captured by rebels in May 2013. It was retaken by the army.")
    assert [claim.place for claim in claims] == ["Umm Zurzur", "Umm Zurzur"]
