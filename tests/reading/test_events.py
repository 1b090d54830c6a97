"""Events in PLOVER's terms, relations and links: who did what to whom, how surely, who says so."""

from datetime import date
from pathlib import Path

import pytest

from whoholds.model import Event, Reading, Report
from whoholds.reading import RulesReader
from whoholds.reading.plover.counts import counted

from .conftest import lines

DEIR_EZ_ZOR = Path(__file__).resolve().parents[3] / "shared/reports/deir-ez-zor-2024-12-06.txt"

COUNTS = """
at least six soldiers | 6..
hundreds of Russians | 200..999
dozens of | 24..99
several dozen | 36..99
Tens of thousands of people | 20000..99999
about 900,000 people | 810000..990000
nearly 400 | 360..400
more than 4.8 million | 4800001..
as many as 80 | ..80
fewer than a hundred | ..99
between 20 and 30 | 20..30
20 to 30 | 20..30
twenty-one | 21..21
a dozen | 12..12
no soldiers | 0..0
"""

# type.mode: actor > target, with a mark for the status as in the notation of claims
TOLD = """
Libya's government asked Turkey for air support. | REQUEST.assist: Libya's government > Turkey
The rebels refused to meet government envoys, a diplomat said. | REJECT.meet: rebels > government
The army threatened to shell the town unless the gunmen left. | THREATEN.violence: army > nobody
Chad sent troops to Niger to fight the insurgents. | AID.military: Chad > Niger
The government accused Rwanda of arming the rebels. | ACCUSE.allege: government > Rwanda
Chad’s president sacked the army chief, General Musa Adam. | COMMAND.dismiss: Chad > Musa Adam
Ethiopia expelled three French diplomats. | SANCTION.expel: Ethiopia > French
The rebels have not released the hostages. | !RETREAT.release: rebels > hostages
France plans to deploy 300 soldiers to Niger. | -MOBILIZE.troops: France > nobody
Rebels reportedly kidnapped two French engineers in Niger. | ?ASSAULT.abduct: Rebels > engineers
Police arrested dozens of protesters in Khartoum. | COERCE.arrest: Police > protesters
Sudan and Egypt held talks in Cairo. | CONSULT: Sudan > Egypt
"""
MARKS = {"": "actual", "?": "possible", "-": "unrealised", "!": "negated"}

# of the report on Deir ez-Zor: type, actor, target, from, to, place, count, speaker
TABLE = [
    ("REQUEST", "Syrian government", "Russia", None, "2024-12-06", None, None, "Sky News Arabia"),
    ("REJECT", "Russia", "Syrian government", None, "2024-12-06", None, None, "Russian Federation"),
    ("AID", "Russia", "Syrian government", "2015-01-01", "2015-12-31", None, None, ""),
    ("REQUEST", "Egypt", "Syrian government", None, "2024-12-06", None, None, "Wall Street Journal"),
    ("REQUEST", "Jordan", "Syrian government", None, "2024-12-06", None, None, "Wall Street"),
    ("ASSAULT", "Syrian opposition", "Syrian government", "2024-11-27", None, "Aleppo province", None, "Syrian Revolutionary Forces"),
    ("ASSAULT", "Syrian opposition", "Syrian government", "2024-11-27", "2024-12-06", None, None, ""),
    ("LOSSES", None, "Russia", None, "2024-12-06", "Syria", (200, 999), "GUR"),
    ("COMMAND", "Russia", "Oleksandr Chaiko", None, "2024-12-06", None, None, "Ukrainian intelligence"),
    ("backs", "United States", "Syrian Democratic Forces", None, None, None, None, "Reuters"),
    ("leads", "Hayat Tahrir al-Sham", "Syrian opposition", None, None, None, None, ""),
    ("backs", "Iran", "Popular Mobilization Forces", None, None, None, None, ""),
    ("backs", "Popular Mobilization Forces", "Syrian government", "2017-01-01", "2017-12-31", None, None, ""),
    ("commands", "Oleksandr Chaiko", "Russia", "2017-01-01", "2019-12-31", None, None, "Ukrainian intelligence"),
]  # fmt: skip


def read(text: str, day: date = date(2024, 12, 6)) -> Reading:
    return RulesReader().read(Report(text, day, "agency"))


def names(event: Event, slot: str) -> str:
    return f"{getattr(event, slot + '_norm')} / {getattr(event, slot)}"


@pytest.mark.parametrize("line", lines(COUNTS))
def test_amounts_are_intervals(line: str) -> None:
    text, _, interval = (part.strip() for part in line.partition("|"))
    low, _, high = interval.partition("..")
    assert counted(text) == (int(low) if low else None, int(high) if high else None)


@pytest.mark.parametrize("line", lines(TOLD))
def test_an_event_has_its_type_its_sides_and_its_status(line: str) -> None:
    text, _, expected = (part.strip() for part in line.partition("|"))
    told, _, sides = expected.partition(": ")
    bare = told.lstrip("?-!")
    type_, _, mode = bare.partition(".")
    actor, _, target = sides.partition(" > ")
    found = [e for e in read(text).events if not e.is_relation]
    assert [(e.type, e.mode) for e in found] == [(type_, mode or None)]
    event = found[0]
    assert event.status == MARKS[told[: len(told) - len(bare)]]
    for slot, name in (("actor", actor), ("target", target)):
        assert (getattr(event, slot) is None) if name == "nobody" else name in names(event, slot)


@pytest.mark.parametrize(
    "text",
    [
        "The striker signed a deal with the club on Monday.",
        "Shares fell after the bank rejected a call for lower rates.",
        "Residents asked the council to widen the road.",
        "A film about the war opens next week, and critics praised its leader.",
        "The team attacked from the first minute.",
    ],
)
def test_news_without_a_war_tells_no_event(text: str) -> None:
    assert read(text).events == ()


def test_what_is_asked_refused_or_alleged_is_no_event_of_its_own() -> None:
    found = read(
        "Syria accused Israel of bombing a factory and asked Russia to send missiles."
    ).events
    assert [event.type for event in found] == ["ACCUSE", "REQUEST"]


def test_a_refusal_answers_the_appeal_before_it() -> None:
    found = read("Mali asked France for weapons. France refused to help.").events
    refused = next(event for event in found if event.type == "REJECT")
    assert (refused.actor_norm, refused.target_norm) == ("France", "Malian government")


def test_a_loss_in_a_fight_is_by_the_other_side() -> None:
    found = read("Six Turkish soldiers were killed in clashes with the PKK near Sirnak.").events
    losses = next(event for event in found if event.type == "LOSSES")
    assert (losses.target_norm, losses.count, losses.mode) == ("Turkey", (6, 6), "killed")
    assert losses.actor == "PKK"


def test_quotes_stand_in_the_text_and_a_second_reading_is_the_same() -> None:
    text = (
        "Rebels led by Ahmed Umar shelled Kidal in Mali on Friday, killing at least nine soldiers. The army, "
        "which is backed by Russia, threatened to strike back and asked Algeria for help."
    )
    one, again = read(text), read(text)
    assert one == again
    assert {event.type for event in one.events} >= {"LOSSES", "THREATEN", "REQUEST", "backs"}
    for event in one.events:
        assert text[event.span[0] : event.span[1]] == event.quote
        assert Event.from_json(event.to_json()) == event


def test_a_link_is_told_together_and_as_cause_only_in_the_reports_words() -> None:
    said = "After rebels captured Saraqib, the army asked Russia for help."
    reading = read(said)
    (link,) = reading.links
    assert reading.events[link.event].type == "REQUEST"
    assert (link.order, link.told) == ("after", "together")
    reading = read("The army shelled Idlib in response to the capture of Saraqib by the rebels.")
    told = {(link.order, link.told, link.words) for link in reading.links}
    assert ("after", "as cause", "in response to") in told


@pytest.mark.skipif(not DEIR_EZ_ZOR.exists(), reason="the shared report is not beside the project")
@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row[0]} {row[1]} {row[2]}")
def test_the_report_on_deir_ez_zor(row: tuple[object, ...], deir_ez_zor: Reading) -> None:
    type_, actor, target, start, end, place, count, speaker = row
    assert any(
        event.type == type_
        and event.actor_norm == actor
        and event.target_norm == target
        and (start is None or str(event.start) == start)
        and (end is None or str(event.end) == end)
        and (place is None or event.place == place)
        and event.count == count
        and (speaker in " ".join(event.sources) if speaker else not event.sources)
        for event in deir_ez_zor.events
    )


@pytest.mark.skipif(not DEIR_EZ_ZOR.exists(), reason="the shared report is not beside the project")
def test_the_offensive_has_its_stated_reason(deir_ez_zor: Reading) -> None:
    (reason,) = {event.reason for event in deir_ez_zor.events if event.reason}
    assert "attacks on civilians" in reason


@pytest.fixture(scope="module")
def deir_ez_zor() -> Reading:
    text = DEIR_EZ_ZOR.read_text(encoding="utf-8").lstrip().removeprefix("date 2024-12-06")
    return read(text)
