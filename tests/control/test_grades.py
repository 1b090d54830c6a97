"""Admiralty grades of an answer."""

import pytest

from whoholds.control import infer
from whoholds.control.grades import credibility, grade

from .claims import TOWN, Told


@pytest.mark.parametrize(
    ("supporting", "opposing", "probability", "number"),
    [
        (2, 0, 0.99, 1),
        (3, 1, 0.9, 2),
        (1, 0, 0.85, 3),
        (1, 1, 0.6, 4),
        (2, 2, 0.6, 4),
        (1, 2, 0.4, 5),
        (0, 0, 0.8, 6),
    ],
)
def test_credibility(supporting: int, opposing: int, probability: float, number: int) -> None:
    assert credibility(supporting, opposing, probability) == number


def test_the_best_source_gives_the_letter() -> None:
    told = Told()
    some = [told("hold", "Army", grade=letter) for letter in "DBF"]
    assert grade(some, [], 0.9) == "B1"
    assert grade([], [], 0.8) == "F6"


def test_an_origin_on_both_sides_does_not_oppose_itself() -> None:
    told = Told()
    one, other = (told("hold", "Army", origin="wire") for _ in range(2))
    assert grade([one], [other], 0.9) == "C3"


def test_copies_do_not_confirm() -> None:
    told = Told()
    copies = [told("capture", "Rebels", "Army", "2020-01-01", origin="wire") for _ in range(5)]
    holding = infer(copies, TOWN).holdings[-1]
    assert (holding.grade, holding.reports, holding.origins) == ("C3", 5, 1)
