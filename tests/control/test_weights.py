"""How far one claim is believed."""

import pytest
from attrs import evolve

from whoholds.control import DEFAULT
from whoholds.control.weights import interests, reliability

from .claims import Told


@pytest.fixture
def told() -> Told:
    return Told()


def test_better_grades_are_believed_more(told: Told) -> None:
    chances = [reliability(told("hold", "Army", grade=g), DEFAULT) for g in "ABCFDE"]
    assert chances == sorted(chances, reverse=True)
    assert len(set(chances)) == 6


@pytest.mark.parametrize(
    ("kind", "status", "flattered", "shamed"),
    [
        ("capture", "actual", "Rebels", "Army"),
        ("hold", "actual", "Rebels", "Army"),
        ("withdraw", "actual", "Army", "Rebels"),
        ("capture", "negated", "Army", "Rebels"),
        ("withdraw", "negated", "Rebels", "Army"),
    ],
)
def test_whom_a_claim_flatters(
    told: Told, kind: str, status: str, flattered: str, shamed: str
) -> None:
    assert interests(told(kind, "Rebels", "Army", status=status).claim) == (flattered, shamed)


def test_a_side_on_its_own_gain_counts_less_and_against_itself_more(told: Told) -> None:
    neutral = told("capture", "Rebels", "Army")
    by_winner, by_loser = (evolve(neutral, sides=(side,)) for side in ("Rebels", "Army"))
    by_other = evolve(neutral, sides=("Militia",))
    assert (
        reliability(by_winner, DEFAULT)
        < reliability(neutral, DEFAULT)
        < reliability(by_loser, DEFAULT)
        < 1
    )
    assert reliability(by_other, DEFAULT) == reliability(neutral, DEFAULT)


def test_the_written_name_stands_in_for_the_usual_one(told: Told) -> None:
    one = told("capture", "Rebels", "Army")
    named = evolve(one, claim=evolve(one.claim, actor="the rebels", actor_norm="Rebels"))
    assert interests(named.claim) == interests(one.claim)


def test_a_reviewer_settles_or_disputes(told: Told) -> None:
    plain = told("capture", "Rebels", "Army", status="possible", grade="D")
    disputed, accepted = evolve(plain, disputed=True), evolve(plain, accepted=True)
    assert (
        reliability(disputed, DEFAULT)
        < reliability(plain, DEFAULT)
        < reliability(accepted, DEFAULT)
    )
