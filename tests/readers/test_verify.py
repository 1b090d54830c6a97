"""What a text carries passes, in the text's own words; everything else is refused, with why."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoholds.knowledge.names import fold
from whoholds.knowledge.theatres import find_theatre
from whoholds.model import FAMILY, KINDS, STATUSES, Refusal, Report
from whoholds.readers.kinds import denied, families_told
from whoholds.readers.passage import Passage
from whoholds.readers.schema import ASKED
from whoholds.readers.verify import Verified, verify

TEXT = (
    "Rebels captured Qalamar on Tuesday from the army, the Observatory said. The army still holds "
    "Deir Mawas, and has not left the town of Ras Belin. In 2019 the Northern Guard had besieged "
    "Qalamar for two months."
)
PUBLISHED = date(2024, 12, 5)  # a Thursday
PASSAGE = Passage.of(Report(TEXT, PUBLISHED))
GOOD: dict[str, Any] = {
    "kind": "capture", "actor": "Rebels", "against": "the army", "place": "Qalamar",
    "place_kind": "town", "part": False, "start": "2024-12-03", "end": "2024-12-03",
    "status": "actual", "sources": ["the Observatory"],
    "quote": "Rebels captured Qalamar on Tuesday from the army",
}  # fmt: skip


def verified(**changed: Any) -> Verified:
    found = verify(GOOD | changed, PASSAGE)
    assert isinstance(found, Verified), found
    return found


def refused(**changed: Any) -> Refusal:
    row = GOOD | changed
    found = verify(row, PASSAGE)
    assert isinstance(found, Refusal), found
    assert found.row == row
    return found


def test_what_the_text_says_passes_as_it_is_written() -> None:
    claim = verified().claim
    assert TEXT[slice(*claim.span)] == claim.quote == GOOD["quote"]
    assert (claim.actor, claim.against, claim.place) == ("Rebels", "army", "Qalamar")
    assert claim.sources == ("Observatory",)
    assert (claim.start, claim.end) == (date(2024, 12, 3), date(2024, 12, 3))


@pytest.mark.parametrize(
    "quote",
    [
        "rebels captured Qalamar on Tuesday from the army",
        "Rebels captured\n   Qalamar on Tuesday from the army",
        "»Rebels captured Qalamar on Tuesday from the army«",
        "Rebels captured Qalamar on Tuesday, from the army",
        "Rebels capturd Qalamar on Tuesday from the army",
    ],
)
def test_a_quotation_with_a_slip_is_the_nearest_span(quote: str) -> None:
    assert verified(quote=quote).claim.quote == GOOD["quote"]


@pytest.mark.parametrize(
    "quote",
    [
        "",
        "the town changed hands after heavy fighting in its centre",
        "Rebels captured Qasamar on Tuesday from the army",  # another name
        "Rebels captured Qalamar on Friday from the army",  # another day
        "has left the town of Ras Belin",  # the denial left out
        "The army still holds Deir Mawas, and has left the town of Ras Belin",
        "In 2018 the Northern Guard had besieged Qalamar for two months",
        TEXT * 20,
    ],
)
def test_a_quotation_that_is_not_there_is_refused(quote: str) -> None:
    assert refused(quote=quote).rule == "quote"


@pytest.mark.parametrize("slot", ["actor", "against", "place"])
def test_an_invented_name_is_refused(slot: str) -> None:
    found = refused(**{slot: "Zarbatan"})
    assert found.rule == slot
    assert "Zarbatan" in found.reason


def test_an_invented_speaker_is_refused() -> None:
    assert refused(sources=["the Observatory", "Reuters"]).rule == "source"


def test_a_place_told_only_later_is_refused() -> None:
    assert refused(place="Ras Belin").rule == "place"
    earlier = {"quote": "had besieged", "kind": "siege", "place": "Deir Mawas"}
    assert verified(**earlier).claim.place == "Deir Mawas"


@pytest.mark.parametrize(
    ("name", "written"),
    [("Deir Mawās", "Deir Mawas"), ("deir mawas", "Deir Mawas"), ("al-Deir Mawas", "Deir Mawas")],
)
def test_a_name_in_another_spelling_is_the_text_s(name: str, written: str) -> None:
    row = {"kind": "hold", "quote": "The army still holds Deir Mawas", "place": name}
    assert verified(**row).claim.place == written


def test_a_theatre_s_alias_of_a_name_in_the_text_passes() -> None:
    syria = find_theatre("syria")
    text = "The SDF captured Deir ez-Zor on Friday from regime troops."
    passage = Passage.of(Report(text, date(2024, 12, 7)))
    row = GOOD | {
        "actor": "Syrian Democratic Forces", "against": "Syrian government", "sources": [],
        "place": "Deir Ezzor", "quote": "The SDF captured Deir ez-Zor", "start": None, "end": None,
    }  # fmt: skip
    found = verify(row, passage, syria)
    assert isinstance(found, Verified), found
    assert (found.claim.actor, found.claim.place) == ("SDF", "Deir ez-Zor")
    assert found.claim.against == "regime"
    assert isinstance(verify(row, passage), Refusal)  # without the theatre nobody knows
    assert isinstance(verify(row | {"actor": "Taliban"}, passage, syria), Refusal)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if FAMILY[kind] in ("leave", "hold")])
def test_a_kind_of_which_no_word_tells_is_refused(kind: str) -> None:
    assert refused(kind=kind).rule == "kind"


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("the rebel-held town", {"hold"}),
        ("they were driven out", {"leave"}),
        ("its last stronghold", {"hold"}),
        ("a concert was played", set()),
    ],
)
def test_words_tell_families(text: str, families: set[str]) -> None:
    assert families <= families_told(text)
    assert bool(families) == bool(families_told(text))


@pytest.mark.parametrize(
    ("start", "end", "quote", "follow"),
    [
        ("2024-12-03", "2024-12-03", GOOD["quote"], True),  # "on Tuesday"
        (None, "2024-12-03", GOOD["quote"], True),  # an open end claims nothing
        ("2024-12-02", "2024-12-02", GOOD["quote"], False),
        ("2024-12-05", "2024-12-05", GOOD["quote"], False),  # a day is named, and it is another
        ("2024-12-05", "2024-12-05", "The army still holds Deir Mawas", True),  # none is named
        ("2019-01-01", "2019-12-31", "had besieged Qalamar", True),
        ("2018-01-01", "2018-12-31", "had besieged Qalamar", False),
    ],
)
def test_days_follow_from_words_or_are_marked(
    start: str | None, end: str, quote: str, follow: bool
) -> None:
    kind = "siege" if "besieged" in quote else "hold" if "holds" in quote else "capture"
    place = "Deir Mawas" if kind == "hold" else "Qalamar"
    found = verified(kind=kind, quote=quote, place=place, start=start, end=end)
    assert found.days_follow is follow


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"kind": "conquest"}, "form"),
        ({"status": "certain"}, "form"),
        ({"kind": ["capture"]}, "form"),
        ({"place": None}, "place"),
        ({"place": 7}, "form"),
        ({"actor": {"name": "Rebels"}}, "form"),
        ({"start": "last Tuesday"}, "days"),
        ({"start": "2024-12-05", "end": "2024-12-03"}, "days"),
        ({"sources": "the Observatory"}, "form"),
        ({"sources": ["the Observatory"] * 50}, "form"),
        ({"actor": "Rebels " * 100}, "actor"),
    ],
)
def test_another_form_is_refused(changed: dict[str, Any], rule: str) -> None:
    assert refused(**changed).rule == rule


@pytest.mark.parametrize("row", [None, "capture", 3, [], [GOOD]])
def test_what_is_no_object_is_refused(row: Any) -> None:
    found = verify(row, PASSAGE)
    assert isinstance(found, Refusal)
    assert found.rule == "form"


@pytest.mark.parametrize("quote", ["left the town of Ras Belin", "has not left the town"])
def test_what_the_text_denies_is_refused_as_a_fact(quote: str) -> None:
    row = {"kind": "withdraw", "actor": "The army", "against": None, "quote": quote,
           "place": "Ras Belin"}  # fmt: skip
    assert refused(**row).rule == "status"
    assert verified(**row, status="negated").claim.status == "negated"


@pytest.mark.parametrize(
    ("text", "family", "is_denied"),
    [
        ("has not yet captured X", "gain", True),
        ("hasn't captured X", "gain", True),
        ("never left X", "leave", True),
        ("not only captured X but left Y", "gain", False),
        ("did not come until rebels captured X", "gain", False),
        ("captured X, which is no town", "gain", False),
        ("not the army but rebels who were there before captured X", "gain", False),
    ],
)
def test_denials_reach_so_far(text: str, family: str, is_denied: bool) -> None:
    assert denied(text, family) is is_denied


def test_a_quotation_of_many_sentences_is_refused() -> None:
    text = "Rebels captured Hama. It rained. Nobody spoke. The army held Homs."
    found = verify(GOOD | {"place": "Homs", "quote": text, "against": None, "sources": []},
                   Passage.of(Report(text, PUBLISHED)))  # fmt: skip
    assert isinstance(found, Refusal)
    assert found.rule == "quote"


def test_the_quotation_is_the_report_s_with_its_markup() -> None:
    text = "<p>Rebels <b>captured</b> Qalamar's centre.</p>"
    row = GOOD | {"quote": "Rebels captured Qalamar", "against": None, "sources": []}
    found = verify(row, Passage.of(Report(text, PUBLISHED)))
    assert isinstance(found, Verified), found
    assert found.claim.quote == text[slice(*found.claim.span)] == "Rebels <b>captured</b> Qalamar"
    assert found.claim.place == "Qalamar"


# Whatever a model says, and of whatever text ------------------------------------------------

NAMES = st.sampled_from(["Qalamar", "Deir Mawas", "al-Bab", "Ḩamāh", "Ras Belin", "Ta'ura", "X"])
PARTIES = st.sampled_from(["rebels", "the army", "U.S. Marines", "Omar's men", "SDF", "Guards"])
VERBS = st.sampled_from(
    [("captured", "capture"), ("held", "hold"), ("left", "withdraw"), ("besieged", "siege")]
)
TIMES = st.sampled_from(["", " on Friday", " in 2014", " yesterday", " since March"])
NOISE = st.sampled_from(["", "Not so. ", "<p>", "\ud800", "\u202e", "\n\n", "— ", "He said: "])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | NAMES | PARTIES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@st.composite
def told(draw: st.DrawFn) -> tuple[Report, Any]:
    """A text of up to four statements, and a claim of it: one of the statements, in which some
    slots say something else, or nothing that makes sense."""
    sentences, rows = [], []
    published = draw(st.none() | st.dates(date(1950, 1, 1), date(2080, 1, 1)))
    day = str(published) if published else None
    for _ in range(draw(st.integers(1, 4))):
        (verb, kind), actor, place = draw(VERBS), draw(PARTIES), draw(NAMES)
        said = f"{actor} {verb} {place}{draw(TIMES)}"
        sentences.append(f"{draw(NOISE)}{said}, {draw(PARTIES)} said.")
        rows.append(
            {"kind": kind, "actor": actor, "against": None, "place": place, "place_kind": "town",
             "part": False, "start": day, "end": day, "status": "actual", "sources": [],
             "quote": said}
        )  # fmt: skip
    row: Any = draw(st.sampled_from(rows))
    for slot in draw(st.lists(st.sampled_from(ASKED), max_size=2)):
        row[slot] = draw(ANYTHING | st.just(draw(st.sampled_from(rows))[slot]))
    if not draw(st.integers(0, 20)):
        row = draw(ANYTHING)
    return Report(" ".join(sentences), published), row


@given(told())
def test_nothing_is_made_up_whatever_is_said(given_: tuple[Report, Any]) -> None:
    report, row = given_
    passage = Passage.of(report)
    found = verify(row, passage)
    if isinstance(found, Refusal):
        assert found.reason
        return
    claim = found.claim
    assert len(passage.text) == len(report.text)
    assert report.text[slice(*claim.span)] == claim.quote != ""
    assert claim.kind in KINDS
    assert claim.status in STATUSES
    assert not (claim.start and claim.end) or claim.start <= claim.end
    for name in (claim.place, claim.actor, claim.against, *claim.sources):
        assert name is None or name in report.text
    near = passage.text_around(*claim.span)
    assert near is not None
    assert FAMILY[claim.kind] in families_told(passage.text[near.start : near.end])


@given(told())
def test_it_is_refused_once_its_place_is_gone(given_: tuple[Report, Any]) -> None:
    """The other way round: with the name taken out of the text no claim on the place passes."""
    report, row = given_
    found = verify(row, Passage.of(report))
    if isinstance(found, Refusal):
        return
    kept = [word for word in report.text.split(" ") if not _shares(word, found.claim.place)]
    again = verify(row, Passage.of(Report(" ".join(kept), report.published)))
    assert isinstance(again, Refusal)


def _shares(word: str, name: str) -> bool:
    return bool(set(fold(word).split()) & set(fold(name).split()))
