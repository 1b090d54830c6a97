"""The days on which an answer changes, against the answer of every single day."""

import itertools
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from whoholds.control import History, infer
from whoholds.model import Claim, Evidence, Place
from whoholds.views.page_segments import CONTESTED, DISPUTED, DIVIDED, STARTING, segments

HAMA = Place("geonames:1", "Hama", "city", "SY", 35.1, 36.7)
FIRST = date(2024, 1, 1)
days = st.integers(0, 120).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def claims(draw: st.DrawFn) -> list[Evidence]:
    made = []
    for n in range(draw(st.integers(0, 7))):
        start = draw(days)
        actor, against = draw(st.permutations(["Reds", "Blues", "Greens"]))[:2]
        claim = Claim(
            draw(st.sampled_from(["capture", "hold", "withdraw", "attack", "siege"])),
            "Hama",
            "they said so",
            (0, 12),
            actor=actor,
            against=draw(st.sampled_from([against, None])),
            place_id=HAMA.id,
            part=draw(st.booleans()) and draw(st.booleans()),
            start=draw(st.sampled_from([start, None])),
            end=start + timedelta(days=draw(st.integers(0, 20))),
            status=draw(st.sampled_from(["actual", "possible", "negated"])),
        )
        recorded = datetime(2025, 1, 1, tzinfo=UTC)
        made.append(Evidence(f"c{n}", claim, f"r{n}", f"o{n}", recorded, start, grade="B"))
    return made


def answer(history: History, day: date) -> tuple[bool, str | None, int]:
    held = history.on(day)
    if held is None:
        return False, None, 0
    flags = (
        CONTESTED * held.contested
        + DISPUTED * held.disputed
        + DIVIDED * held.divided
        + STARTING * held.starting
    )
    return True, held.actor, flags


@given(claims())
def test_every_day_has_the_answer_of_its_segment(evidence: list[Evidence]) -> None:
    history = infer(evidence, HAMA)
    found = segments(history)
    assert found[0].day is None
    for n in range(-40, 200):
        day = FIRST + timedelta(days=n)
        last = [one for one in found if one.day is None or one.day <= day][-1]
        assert (last.told, last.actor, last.flags) == answer(history, day), day


@given(claims())
def test_neighbours_differ(evidence: list[Evidence]) -> None:
    found = segments(infer(evidence, HAMA))
    for one, other in itertools.pairwise(found):
        assert (one.told, one.actor, one.flags) != (other.told, other.actor, other.flags)
        assert other.day is not None


def test_nothing_told_is_one_silent_segment() -> None:
    (only,) = segments(infer([], HAMA))
    assert (only.day, only.told, only.actor) == (None, False, None)
