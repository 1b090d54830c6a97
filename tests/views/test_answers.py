from collections.abc import Iterator
from datetime import date

import pytest

from whoholds.intake import Reader, take_in
from whoholds.knowledge import words
from whoholds.knowledge.gazetteer import Gazetteer
from whoholds.knowledge.names import fold
from whoholds.knowledge.theatres import Theatre, load_theatre
from whoholds.model import BadInput, Report
from whoholds.record import AsOf, Store
from whoholds.views.answers import Answers

EVER = AsOf()
GOVERNMENT, OPPOSITION = "Syrian government", "Syrian opposition"

THEATRE = """
name: Toy war
countries: [SY]
actors:
  - {name: Syrian government, aliases: [Assad's forces], kind: government, country: SY}
  - {name: Syrian opposition, aliases: [Syrian rebels], kind: opposition}
roles:
  - {words: [rebels], actor: Syrian opposition}
places:
  - {name: Old Mill, aliases: [Tahun], kind: village, country: SY, lat: 35.0, lon: 36.0, source: test}
starting:
  - {actor: Syrian government, country: SY}
sources:
  - {name: SANA, grade: D, side: Syrian government}
  - {name: Sample Wire, grade: B}
sources_of_facts: [the test's own]
"""


@pytest.fixture(scope="session")
def theatre(tmp_path_factory: pytest.TempPathFactory) -> Theatre:
    path = tmp_path_factory.mktemp("theatre") / "toy.yaml"
    path.write_text(THEATRE)
    return load_theatre(path)


@pytest.fixture
def store(toy_reader: Reader, war: tuple[Report, ...]) -> Iterator[Store]:
    with Store.open(":memory:", fold=fold) as opened:
        run = opened.begin_run(toy_reader.name, toy_reader.version)
        take_in(war, toy_reader, opened, run)
        yield opened


@pytest.fixture
def answers(store: Store, theatre: Theatre, toy_gazetteer: Gazetteer) -> Answers:
    return Answers(store, theatre, lambda: toy_gazetteer)


@pytest.fixture
def worldwide(store: Store, toy_gazetteer: Gazetteer) -> Answers:
    """Answers with no theatre named."""
    return Answers(store, None, lambda: toy_gazetteer)


def day(text: str) -> date:
    return date.fromisoformat(text)


def test_on_gives_each_place_its_holder_the_largest_first(worldwide: Answers) -> None:
    answer = worldwide.on(EVER, day("2024-12-08"))
    held = {holding.place.name: holding.actor for holding in answer}
    assert held["Aleppo"] == held["Hama"] == OPPOSITION
    assert held["Kherson"] == "Ukraine"
    assert held["Rivertown"] == "the Reds"
    populations = [holding.place.population for holding in answer]
    assert populations == sorted(populations, reverse=True)


def test_on_before_the_change(worldwide: Answers) -> None:
    (hama,) = worldwide.on(EVER, day("2024-11-25"), place="Hama")
    assert hama.actor == GOVERNMENT


def test_contested_is_said(worldwide: Answers) -> None:
    (homs,) = worldwide.on(EVER, day("2024-12-06"), place="Homs")
    assert homs.contested
    assert any(
        "Homs was contested from 2024-12-06" in n for n in worldwide.history(EVER, "Homs").notes
    )


def test_a_theatre_leaves_other_countries_out(answers: Answers) -> None:
    names = {holding.place.name for holding in answers.on(EVER, day("2024-12-08"))}
    assert "Kherson" not in names
    assert {"Aleppo", "Hama", "Rivertown"} <= names


def test_known_cuts_off_what_came_later(worldwide: Answers) -> None:
    early = AsOf(known=day("2024-12-04"))
    (hama,) = worldwide.on(early, day("2024-12-08"), place="Hama")
    assert hama.actor == GOVERNMENT


def test_nothing_known_yet(worldwide: Answers) -> None:
    answer = worldwide.on(AsOf(known=day("2020-01-01")), day("2024-12-08"))
    assert len(answer) == 0
    assert answer.notes == ("nothing known yet on 2020-01-01; the first report is of 2022-11-11",)


def test_an_empty_record_says_so(toy_gazetteer: Gazetteer) -> None:
    with Store.open(":memory:") as empty:
        answer = Answers(empty, None, lambda: toy_gazetteer).on(EVER, day("2024-12-08"))
    assert answer.notes == ("the record is empty: add reports with whoholds add",)


@pytest.mark.parametrize("name", ["Hama", "hama", "HAMAH", "Ḩamāh", "Hamma"])
def test_a_place_in_any_spelling(worldwide: Answers, name: str) -> None:
    answer = worldwide.history(EVER, name)
    assert {holding.place.id for holding in answer} == {"geonames:1"}
    assert {holding.place.name for holding in answer} == {"Hama"}


def test_the_gazetteer_knows_other_names_of_a_recorded_place(worldwide: Answers) -> None:
    assert {h.place.id for h in worldwide.history(EVER, "Halab")} == {"geonames:3"}


def test_an_unknown_place_is_bad_input_with_the_nearest(worldwide: Answers) -> None:
    with pytest.raises(BadInput, match=r"'Rivertop' is known: did you mean Rivertown"):
        worldwide.history(EVER, "Rivertop")


def test_a_known_place_that_no_report_speaks_of(worldwide: Answers) -> None:
    answer = worldwide.history(EVER, "Ar Raqqah")
    assert len(answer) == 0
    assert answer.notes == ("no report in this record speaks of Raqqa",)


def test_the_starting_holder_answers_for_it_and_is_marked(answers: Answers) -> None:
    (raqqa,) = answers.on(EVER, day("2024-12-08"), place="Raqqa")
    assert (raqqa.actor, raqqa.starting, raqqa.claims) == (GOVERNMENT, True, ())
    assert "no report says it: Raqqa" in answers.history(EVER, "Raqqa").notes[-1]


def test_a_history_leaves_the_starting_holder_to_a_note(
    answers: Answers, store: Store, toy_reader: Reader
) -> None:
    run = store.begin_run(toy_reader.name, toy_reader.version)
    take_in([Report("Then the rebels took Raqqa.", day("2024-12-07"))], toy_reader, store, run)
    answer = answers.history(EVER, "Raqqa")
    assert [holding.actor for holding in answer] == [OPPOSITION]
    assert f"Raqqa before that: {GOVERNMENT}, assumed, no report says it" in answer.notes
    (before,) = answers.on(EVER, day("2024-12-01"), place="Raqqa")
    assert (before.actor, before.starting) == (GOVERNMENT, True)


def test_the_town_before_the_province_of_its_name(
    store: Store, toy_reader: Reader, toy_gazetteer: Gazetteer
) -> None:
    run = store.begin_run(toy_reader.name, toy_reader.version)
    report = Report("That day the army holds Aleppo province.", day("2024-11-01"))
    take_in([report], toy_reader, store, run)
    answer = Answers(store, None, lambda: toy_gazetteer).history(EVER, "Aleppo")
    assert {holding.place.kind for holding in answer} == {"city"}
    assert "not asked about: Aleppo (region, geonames:4)" in answer.notes


@pytest.mark.parametrize("name", ["Tabqa", "Al-Tabqah", "Tabqa dam"])
def test_what_is_named_after_a_town_stands_in_for_it(
    store: Store, toy_reader: Reader, toy_gazetteer: Gazetteer, name: str
) -> None:
    run = store.begin_run(toy_reader.name, toy_reader.version)
    report = Report("That day the army holds Tabqa dam.", day("2024-11-01"))
    take_in([report], toy_reader, store, run)
    (dam,) = Answers(store, None, lambda: toy_gazetteer).on(EVER, day("2024-11-01"), place=name)
    assert (dam.place.name, dam.actor) == ("Tabqa dam", GOVERNMENT)


@pytest.mark.parametrize("name", ["Syrian opposition", "syrian  Rebels", "rebels", "the rebels"])
def test_an_actor_by_any_of_its_names(answers: Answers, name: str) -> None:
    held = answers.on(EVER, day("2024-12-08"), actor=name)
    assert {holding.place.name for holding in held} == {"Aleppo", "Hama"}


def test_an_actor_unknown_to_theatres_by_the_name_in_the_claims(answers: Answers) -> None:
    (rivertown,) = answers.on(EVER, day("2024-12-08"), actor="The Reds")
    assert rivertown.place.name == "Rivertown"


def test_an_unknown_actor_is_bad_input_with_the_nearest(answers: Answers) -> None:
    with pytest.raises(BadInput, match=r"'Syrian goverment' is known: did you mean Syrian gov"):
        answers.on(EVER, day("2024-12-08"), actor="Syrian goverment")


def test_changes_by_loser_and_window(answers: Answers) -> None:
    lost = answers.changes(EVER, day("2024-11-29"), day("2024-12-06"), lost_by="Assad's forces")
    assert [(one.place.name, one.from_actor, one.to_actor) for one in lost] == [
        ("Aleppo", GOVERNMENT, OPPOSITION),
        ("Hama", GOVERNMENT, OPPOSITION),
    ]
    aleppo, hama = lost
    # Two reports put Aleppo's fall on two days.
    assert aleppo.between[1] in (day("2024-11-30"), day("2024-12-01"))
    assert hama.between == (day("2024-12-05"), day("2024-12-05"))
    assert len(answers.changes(EVER, day("2024-12-02"), None, lost_by=GOVERNMENT)) == 1
    none = answers.changes(EVER, day("2024-11-29"), None, gained_by=GOVERNMENT)
    assert none.results == ()
    assert none.notes == ("none that the record knows of",)


def test_why_shows_the_sentence_its_speaker_and_grade(answers: Answers) -> None:
    (reason,) = answers.why(EVER, "Hama", day("2024-12-06"))
    assert reason.holding.actor == OPPOSITION
    first = reason.claims[0]
    assert first.context == "At dawn the rebels took Hama from the army, SANA said."
    assert first.context[slice(*first.mark)] == "the rebels took Hama from the army, SANA said"
    assert first.evidence.publisher == "Sample Wire"
    # SANA's word, passed on by a better source, stays SANA's.
    assert first.evidence.grade == "D"
    assert first.evidence.sides == (GOVERNMENT,)
    assert first.weight > 0.2
    assert first.evidence.id in reason.holding.claims


def test_why_weighs_by_leaving_out(answers: Answers, store: Store) -> None:
    (reason,) = answers.why(EVER, "Hama", day("2024-12-06"))
    store.decide(
        "reject", reason.claims[0].evidence.id, by="test", why="to see what is left", misread=True
    )
    left = answers.on(EVER, day("2024-12-06"), place="Hama")
    assert [holding.actor for holding in left] == [GOVERNMENT]


def test_told_shows_for_each_holder_the_claim_about_it(worldwide: Answers) -> None:
    answer = worldwide.history(EVER, "Hama")
    told = worldwide.told(EVER, answer.results)
    assert [one and one.evidence.claim.quote for one in told] == [
        "the army holds Hama",
        "the rebels took Hama from the army, SANA said",
    ]


def test_the_envelope_in_json(worldwide: Answers, store: Store, toy_reader: Reader) -> None:
    run = store.begin_run(toy_reader.name, toy_reader.version)
    answer = worldwide.on(AsOf(known=day("2024-12-31")), day("2024-12-08"), place="Hama")
    (hama,) = answer
    assert answer.to_json() == {
        "on": "2024-12-08",
        "known": "2024-12-31",
        "clock": "published",
        "basis": {"record": store.digest(), "run": run, "version": "0.1.0"},
        "results": [
            {
                "place": "Hama",
                "place_id": "geonames:1",
                "place_kind": "city",
                "country": "SY",
                "lat": 35.13,
                "lon": 36.75,
                "actor": OPPOSITION,
                "from": ["2024-12-05", "2024-12-05"],
                "to": None,
                "probability": round(hama.probability, 4),
                "contested": False,
                "disputed": hama.disputed,
                "divided": False,
                "grade": hama.grade,
                "reports": 1,
                "origins": 1,
                "claims": list(hama.claims),
            }
        ],
        "notes": [],
    }


def test_a_change_and_a_reason_in_json(worldwide: Answers) -> None:
    (change,) = worldwide.changes(EVER, day("2024-12-05"), day("2024-12-05")).to_json()["results"]
    assert set(change) == {
        "place", "place_id", "place_kind", "from_actor", "to_actor", "between", "probability",
        "reports", "origins", "claims",
    }  # fmt: skip
    assert change["between"] == ["2024-12-05", "2024-12-05"]
    (reason,) = worldwide.why(EVER, "Hama", day("2024-12-06")).to_json()["results"]
    assert set(reason) == {"holding", "claims"}
    claim = reason["claims"][0]
    assert claim["kind"] == "capture"
    assert claim["sources"] == ["SANA"]
    assert claim["published"] == "2024-12-05"
    assert claim["span"] == [8, 53]
    for key in ("id", "report", "publisher", "recorded", "origin", "grade", "weight", "quote"):
        assert key in claim


def test_the_list_of_sources_can_be_read() -> None:
    assert {row["grade"] for row in words.load("sources")} <= set("ABCDEF")
