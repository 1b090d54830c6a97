"""Claims of two readers joined: one event once, the first reader believed, every doubt kept."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from whoholds.model import KINDS, STATUSES, Claim
from whoholds.model.resolution import ALONE, DISAGREE
from whoholds.readers.joining import SLOTS, Agreement, join

DAY = date(2024, 12, 5)
HAMA = Claim(
    kind="capture", place="Hama", quote="Rebels captured Hama", span=(0, 20), actor="Rebels",
    actor_norm="Syrian opposition", place_id="geonames:1", start=DAY, end=DAY,
)  # fmt: skip


def joined(first: list[Claim], second: list[Claim]) -> tuple[list[Any], Agreement]:
    agreement = Agreement("rules", "llm")
    return join(first, second, agreement), agreement


def test_what_both_tell_is_one_claim_without_a_doubt() -> None:
    (one,), agreement = joined(
        [HAMA], [evolve(HAMA, span=(0, 33), quote="Rebels captured Hama today")]
    )
    assert (one.claim, one.doubts) == (HAMA, ())
    assert (agreement.both, agreement.only_first, agreement.only_second) == (1, 0, 0)
    assert [(n, of) for _, n, of in agreement.rows()] == [(1, 1)] * len(SLOTS)


@pytest.mark.parametrize(
    ("slot", "changed", "other"),
    [
        ("kind", {"kind": "transfer"}, "transfer"),
        ("status", {"status": "negated"}, "negated"),
        ("actor", {"actor": "The army", "actor_norm": "Syrian government"}, "Syrian government"),
        ("days", {"start": date(2016, 1, 1), "end": date(2016, 12, 31)}, "2016-01-01/2016-12-31"),
    ],
)
def test_where_they_disagree_the_first_is_believed_and_it_is_noted(
    slot: str, changed: dict[str, Any], other: str
) -> None:
    (one,), agreement = joined([HAMA], [evolve(HAMA, **changed)])
    assert one.claim == HAMA
    (doubt,) = one.doubts
    assert (doubt.kind, doubt.runner_up, doubt.reason) == (slot, other, DISAGREE)
    assert doubt.mention == HAMA.quote
    assert {name: n for name, n, _ in agreement.rows()}[slot] == 0


def test_what_one_leaves_open_the_other_fills() -> None:
    told = evolve(HAMA, against="the army", against_norm="Syrian government", sources=("SANA",))
    (one,), _ = joined([HAMA], [told])
    assert one.claim == told
    assert one.doubts == ()
    # But no side is put against itself, where the readers see it the other way round.
    (one,), _ = joined([HAMA], [evolve(HAMA, actor=None, actor_norm=None, against="Rebels",
                                       against_norm="Syrian opposition")])  # fmt: skip
    assert one.claim.against is None


def test_what_one_alone_tells_is_kept_and_noted() -> None:
    homs = evolve(HAMA, place="Homs", place_id="geonames:2", span=(40, 60), quote="took Homs")
    both, agreement = joined([HAMA], [homs])
    assert [one.claim.place for one in both] == ["Hama", "Homs"]
    assert [[(d.target, d.reason) for d in one.doubts] for one in both] == [
        [("rules", ALONE)],
        [("llm", ALONE)],
    ]
    assert (agreement.both, agreement.only_first, agreement.only_second) == (0, 1, 1)


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "hold"},
        {"place": "Homs", "place_id": "geonames:2"},
        {"start": date(2014, 1, 1), "end": date(2014, 1, 1), "span": (50, 70)},
        {"actor": "The army", "actor_norm": "Syrian government", "span": (50, 70)},
        {"status": "negated", "span": (50, 70)},
    ],
)
def test_another_event_is_another_claim(changed: dict[str, Any]) -> None:
    both, _ = joined([HAMA], [evolve(HAMA, **changed)])
    assert len(both) == 2


def test_an_event_told_again_elsewhere_is_not_a_claim_more() -> None:
    again = evolve(HAMA, span=(80, 99), quote="the fall of Hama")
    both, _ = joined([HAMA], [HAMA, again])
    assert [one.claim for one in both] == [HAMA]


CLAIMS = st.builds(
    lambda kind, place, at, actor, day, status: Claim(
        kind=kind, place=place, quote="q", span=(at, at + 5), actor=actor,
        start=date(2020, 1, day), end=date(2020, 1, day), status=status,
    ),
    st.sampled_from(KINDS), st.sampled_from(["Hama", "Homs"]), st.integers(0, 20),
    st.sampled_from([None, "Rebels", "The army"]), st.integers(1, 3), st.sampled_from(STATUSES),
)  # fmt: skip


@given(st.lists(CLAIMS, max_size=5), st.lists(CLAIMS, max_size=5))
def test_nothing_of_the_first_reader_is_lost_or_changed_but_filled(
    first: list[Claim], second: list[Claim]
) -> None:
    both, agreement = joined(first, second)
    assert agreement.both + agreement.only_first == len(first)
    assert len(both) == len(first) + agreement.only_second
    assert agreement.both + agreement.only_second <= len(second)
    kept = [(one.claim.kind, one.claim.place, one.claim.span, one.claim.start) for one in both]
    for claim in first:
        kept.remove((claim.kind, claim.place, claim.span, claim.start))
    for one in both:
        assert {doubt.mention for doubt in one.doubts} <= {one.claim.quote}
    assert joined(first, first)[1].only_second == 0
