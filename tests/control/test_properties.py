"""What must hold of any evidence whatever."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds.control import History, infer, infer_many
from whoholds.control.divided import sure
from whoholds.model import KINDS, STATUSES, Claim, Evidence, Place

from .claims import TOWN, Start

FIRST = date(2020, 1, 1)
ACTORS = ("Army", "Rebels", "Militia")
OTHER = Place("test:other", "Othertown", "town", "ZZ")

days = st.integers(0, 400).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    start, end = sorted((draw(days), draw(days)))
    actor, against = draw(st.permutations((*ACTORS, None)))[:2]
    return Claim(
        kind=draw(st.sampled_from(KINDS)),
        place=TOWN.name,
        quote="",
        span=(draw(st.integers(0, 5)), 9),
        actor=actor,
        against=against,
        place_id=TOWN.id,
        place_kind=TOWN.kind,
        part=draw(st.booleans()) and draw(st.booleans()),
        start=draw(st.sampled_from((start, end, None))),
        end=draw(st.sampled_from((end, None))),
        status=draw(st.sampled_from(STATUSES)),
    )


@st.composite
def evidences(draw: st.DrawFn) -> list[Evidence]:
    many = draw(st.lists(claims(), max_size=12))
    return [
        Evidence(
            id=f"c{n}",
            claim=claim,
            report=f"r{draw(st.integers(0, 6))}",
            origin=f"o{draw(st.integers(0, 6))}",
            recorded=datetime(2030, 1, 1, tzinfo=UTC),
            published=draw(st.one_of(st.none(), days)),
            grade=draw(st.sampled_from("ABCDEF")),
            sides=(draw(st.sampled_from(ACTORS)),) if draw(st.booleans()) else (),
            disputed=draw(st.booleans()),
        )
        for n, claim in enumerate(many)
    ]


starts = st.lists(st.builds(Start, st.sampled_from(ACTORS), st.one_of(st.none(), days)), max_size=2)


def same(one: History, other: History) -> bool:
    return (
        one.holdings == other.holdings
        and one.contested == other.contested
        and one.divided == other.divided
        and one.days == other.days
        and bool(np.array_equal(one.posterior, other.posterior))
    )


def known(evidence: list[Evidence], day: date) -> list[Evidence]:
    return [one for one in evidence if one.published is not None and one.published <= day]


@given(evidences(), starts)
def test_probabilities_are_probabilities(evidence: list[Evidence], starting: list[Start]) -> None:
    history = infer(evidence, TOWN, starting)
    assert np.isfinite(history.posterior).all()
    assert np.allclose(history.posterior.sum(axis=1), 1)
    for day in (FIRST - timedelta(days=900), FIRST, FIRST + timedelta(days=90)):
        chances = history.at(day)
        assert not chances or abs(sum(chances.values()) - 1) < 1e-9


@given(evidences(), starts)
def test_holdings_follow_one_another_and_rest_on_claims(
    evidence: list[Evidence], starting: list[Start]
) -> None:
    history = infer(evidence, TOWN, starting)
    ids = {one.id for one in evidence}
    for holding in history.holdings:
        earliest, latest = holding.start
        assert earliest is None or latest is None or earliest <= latest
        assert 0 <= holding.probability <= 1
        assert set(holding.claims) | set(holding.against) <= ids
        assert holding.claims or holding.starting or holding.actor is None
    for before, after in zip(history.holdings, history.holdings[1:], strict=False):
        assert before.actor != after.actor
        assert before.end == after.start


@given(evidences(), starts)
def test_the_holder_on_a_sure_day_is_the_holding_s(
    evidence: list[Evidence], starting: list[Start]
) -> None:
    history = infer(evidence, TOWN, starting)
    for holding in history.holdings:
        period = sure(holding)
        if period is None or period.start is None or (holding.end and not holding.end[0]):
            continue
        first, last = period.start, period.end
        for day in (first, last or first):
            found = history.on(day)
            assert found is not None
            assert found.actor == holding.actor


@given(evidences(), starts, st.randoms())
def test_the_order_of_the_claims_does_not_matter(
    evidence: list[Evidence], starting: list[Start], random: object
) -> None:
    shuffled = evidence.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert same(infer(evidence, TOWN, starting), infer(shuffled, TOWN, starting))


@given(evidences(), evidences(), starts)
def test_other_places_asked_about_make_no_difference(
    evidence: list[Evidence], others: list[Evidence], starting: list[Start]
) -> None:
    together = list(
        infer_many([(OTHER, others, ()), (TOWN, evidence, starting), (TOWN, others, ())])
    )
    assert same(together[1], infer(evidence, TOWN, starting))


@given(evidences(), days)
def test_what_was_known_by_a_day_tells_of_no_change_after_it(
    evidence: list[Evidence], day: date
) -> None:
    for holding in infer(known(evidence, day), TOWN).holdings:
        assert holding.end is None or holding.end[1] is None or holding.end[1] <= day


@given(evidences(), claims(), days, starts)
@settings(max_examples=60)
def test_a_later_claim_never_changes_an_answer_as_known_before_it(
    evidence: list[Evidence], claim: Claim, day: date, starting: list[Start]
) -> None:
    later = Evidence(
        "later",
        claim,
        "later",
        "later",
        datetime(2030, 1, 1, tzinfo=UTC),
        published=day + timedelta(days=1),
        grade="A",
    )
    before = infer(known(evidence, day), TOWN, starting)
    assert same(before, infer(known([*evidence, later], day), TOWN, starting))


@given(evidences(), starts, days)
def test_every_day_has_an_answer_or_none(
    evidence: list[Evidence], starting: list[Start], day: date
) -> None:
    holding = infer(evidence, TOWN, starting).on(day)
    assert holding is None or holding.place == TOWN
