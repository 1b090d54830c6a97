"""Words for states and their people."""

import pytest

from whoholds.knowledge.countries import COUNTRIES, country_of


@pytest.mark.parametrize(
    ("word", "iso2"),
    [
        ("Syria", "SY"),
        ("Syrian", "SY"),
        ("Syrians", "SY"),
        ("syrian", "SY"),
        ("Yemeni", "YE"),
        ("Afghans", "AF"),
        ("Congolese", "CD"),
        ("DR Congo", "CD"),
        ("D.R.C.", "CD"),
        ("Republic of Congo", "CG"),
        ("US", "US"),
        ("U.S.", "US"),
        ("Americans", "US"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("Burma", "MM"),
        ("Ivory Coast", "CI"),
        ("Niger", "NE"),
        ("Nigerien", "NE"),
        ("Nigerian", "NG"),
        ("South Sudanese", "SS"),
        ("Sudanese", "SD"),
        ("Norway", "NO"),
        ("Georgian", "GE"),
        ("Emirati", "AE"),
    ],
)
def test_names_and_demonyms(word: str, iso2: str) -> None:
    assert country_of(word) == iso2


@pytest.mark.parametrize("word", ["us", "is", "it", "no", "rebels", "Damascus", "", "car", "uk"])
def test_other_words_are_no_countries(word: str) -> None:
    assert country_of(word) is None


def test_a_demonym_of_two_states_means_neither() -> None:
    assert country_of("Dominican") is None


def test_every_state_has_a_demonym() -> None:
    members = [c for c in COUNTRIES.values() if c.demonyms]
    assert len(members) >= 195
    for iso2, country in COUNTRIES.items():
        assert country.iso2 == iso2
        assert country.name


def test_every_name_leads_back_to_its_state() -> None:
    for country in COUNTRIES.values():
        if country.demonyms:
            assert country_of(country.name) == country.iso2
            for alias in country.aliases:
                assert country_of(alias) == country.iso2
