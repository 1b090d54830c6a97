"""What is taken from GeoNames, and what is left there."""

import pytest

from whoholds.knowledge.gazetteer import Gazetteer
from whoholds.knowledge.geonames import is_name, kind_of


@pytest.mark.parametrize(
    ("people", "kind"),
    [
        (50_000, "city"),
        (49_999, "town"),
        (5_000, "town"),
        (4_999, "village"),
        (500, "village"),
        (499, "town"),  # no figure: the seat of a district
        (0, "town"),
    ],
)
def test_kind_by_population(people: int, kind: str) -> None:
    assert kind_of(people) == kind


def test_outside_the_selection_small_figures_are_figures() -> None:
    assert kind_of(499, counted=False) == "village"


@pytest.mark.parametrize(
    "name", ["Deir ez-Zor", "al-Yarmūk", "‘Ayn al ‘Arab", "Halab", "Gao", "Orange"]
)
def test_names_are_kept(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("other", ["ALP", "IEV", "hms", "dyr alzwr", "Бахмут", "حلب", "12345", ""])
def test_codes_romanisations_and_other_scripts_are_not(other: str) -> None:
    assert not is_name(other)


def test_the_selection_is_large(world: Gazetteer) -> None:
    assert len(world) > 200_000
