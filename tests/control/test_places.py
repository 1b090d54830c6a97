"""Parts of a place, what contains it, who started there, and who fights for it."""

import pytest

from whoholds.control import changes, infer
from whoholds.model import Evidence, Place

from .claims import TOWN, Start, Told, day

QUARTER = Place("test:quarter", "Old Quarter", "neighbourhood", "ZZ", part_of=TOWN.id)
PROVINCE = Place("test:province", "Test Province", "region", "ZZ")


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def army(told: Told) -> Evidence:
    return told("hold", "Army", on="2020-01-01")


@pytest.mark.parametrize("named", [True, False])
def test_a_part_divides_and_never_flips_the_whole(told: Told, army: Evidence, named: bool) -> None:
    place = QUARTER if named else None
    part = told("capture", "Rebels", "Army", "2020-02-01", part=not named, place=place)
    history = infer([army, part], TOWN)
    after, before = history.on(day("2020-02-02")), history.on(day("2020-01-15"))
    assert after is not None
    assert (after.actor, after.divided) == ("Army", True)
    assert before is not None
    assert (before.actor, before.divided) == ("Army", False)
    assert history.part_claims == (part.id,)


def test_the_whole_taken_ends_the_division(told: Told, army: Evidence) -> None:
    part = told("capture", "Rebels", "Army", "2020-02-01", place=QUARTER)
    whole = told("capture", "Rebels", "Army", "2020-03-01", grade="A")
    history = infer([army, part, whole], TOWN)
    during, after = history.on(day("2020-02-20")), history.on(day("2020-03-02"))
    assert during is not None
    assert during.divided
    assert after is not None
    assert (after.actor, after.divided) == ("Rebels", False)


def test_a_part_retaken_ends_the_division(told: Told, army: Evidence) -> None:
    evidence = [
        army,
        told("capture", "Rebels", "Army", "2020-02-01", place=QUARTER),
        told("capture", "Army", "Rebels", "2020-03-01", place=QUARTER),
    ]
    after = infer(evidence, TOWN).on(day("2020-03-02"))
    assert after is not None
    assert not after.divided


def test_only_parts_told_leaves_the_holder_unknown(told: Told) -> None:
    part = told("hold", "Rebels", on="2020-02-01", part=True)
    holding = infer([part], TOWN).on(day("2020-02-01"))
    assert holding is not None
    assert (holding.actor, holding.divided, holding.claims) == (None, True, (part.id,))


def test_who_took_part_of_what_was_lost_has_it(told: Told) -> None:
    lost = told("withdraw", "Army", on="2020-02-01")
    part = told("capture", "Rebels", "Army", "2020-01-30", part=True)
    history = infer([told("hold", "Army", on="2020-01-01"), lost, part], TOWN)
    after = history.on(day("2020-02-02"))
    assert after is not None
    assert (after.actor, after.divided) == ("Rebels", False)
    assert set(after.claims) == {lost.id, part.id}
    assert after.start == (day("2020-02-01"), day("2020-02-01"))


def test_who_took_a_part_long_before_or_was_driven_out_has_not(told: Told) -> None:
    lost = told("withdraw", "Army", on="2020-02-01")
    long_ago = told("capture", "Rebels", "Army", "2018-01-30", part=True)
    its_own = told("capture", "Army", "Rebels", "2020-01-30", part=True)
    for part in (long_ago, its_own):
        after = infer([lost, part], TOWN).on(day("2020-02-02"))
        assert after is not None
        assert after.actor is None


def test_most_of_a_place_is_the_place(told: Told, army: Evidence) -> None:
    taken = told(
        "capture", "Rebels", "Army", "2020-02-01", part=True, quote="took most of the city"
    )
    after = infer([army, taken], TOWN).on(day("2020-02-02"))
    assert after is not None
    assert after.actor == "Rebels"


def test_a_fight_in_a_part_is_a_fight_for_the_place(told: Told, army: Evidence) -> None:
    fight = told("clash", "Rebels", "Army", "2020-02-01", place=QUARTER)
    during = infer([army, fight], TOWN).on(day("2020-02-01"))
    assert during is not None
    assert (during.actor, during.contested, during.divided) == ("Army", True, False)


def test_a_province_says_little_of_its_towns(told: Told, army: Evidence) -> None:
    taken = told(
        "capture", "Rebels", "Army", "2020-02-01", place=PROVINCE, quote="took the province"
    )
    before = infer([army], TOWN).at(day("2020-02-02"))["Army"]
    history = infer([army, taken], TOWN)
    holding = history.on(day("2020-02-02"))
    assert holding is not None
    assert holding.actor == "Army"
    assert history.at(day("2020-02-02"))["Army"] < before


def test_the_whole_of_a_province_says_more(told: Told, army: Evidence) -> None:
    some, whole = (
        told("capture", "Rebels", "Army", "2020-02-01", place=PROVINCE, quote=quote, grade="A")
        for quote in ("captured the province", "captured the whole of the province")
    )
    said_some, said_whole = (
        infer([army, one], TOWN).at(day("2020-02-02")) for one in (some, whole)
    )
    assert said_whole["Rebels"] > 0.5 > said_some["Rebels"]


def test_part_of_a_province_says_nothing_of_a_town(told: Told, army: Evidence) -> None:
    some = told("capture", "Rebels", "Army", "2020-02-01", place=PROVINCE, part=True)
    assert infer([army, some], TOWN).at(day("2020-02-02")) == infer([army], TOWN).at(
        day("2020-02-02")
    )


def test_a_fight_for_the_province_is_none_for_the_town(told: Told, army: Evidence) -> None:
    fight = told("attack", "Rebels", "Army", "2020-02-01", place=PROVINCE)
    assert infer([army, fight], TOWN).contested == ()


def test_the_starting_holder_alone_is_marked_as_such() -> None:
    history = infer([], TOWN, [Start("Army")])
    holding = history.on(day("2020-01-01"))
    assert holding is not None
    assert (holding.actor, holding.starting, holding.grade) == ("Army", True, "F6")
    assert holding.probability == history.at(day("2020-01-01"))["Army"] < 1


def test_the_starting_holder_yields_to_a_claim(told: Told) -> None:
    history = infer([told("hold", "Rebels", on="2020-01-01")], TOWN, [Start("Army")])
    holding = history.on(day("2020-01-01"))
    assert holding is not None
    assert (holding.actor, holding.starting) == ("Rebels", False)


def test_a_starting_holder_of_a_day_is_none_before_it(told: Told) -> None:
    history = infer([], TOWN, [Start("Army", day("2011-03-15"))])
    assert history.on(day("2010-01-01")) is None
    later = history.on(day("2012-01-01"))
    assert later is not None
    assert (later.actor, later.starting) == ("Army", True)


def test_a_starting_holder_s_end_leaves_nobody_known_and_is_no_change_told() -> None:
    start = Start("Army", None, day("2024-12-08"))
    history = infer([], TOWN, [start])
    assert [one.actor for one in history.holdings] == ["Army", None]
    after = history.on(day("2025-01-01"))
    assert after is not None
    assert after.actor is None
    assert changes([history]) == []


def test_as_known_before_a_starting_holder_s_end_it_has_none(told: Told) -> None:
    start = Start("Army", None, day("2024-12-08"))
    siege = told("siege", "Rebels", "Army", "2024-12-05")
    history = infer([siege], TOWN, [start], until=day("2024-12-06"))
    assert [one.actor for one in history.holdings] == ["Army"]


def test_what_is_borne_out_by_a_claim_rests_on_it(told: Told) -> None:
    claim = told("capture", "Rebels", "Army", "2020-01-01")
    first = infer([claim], TOWN, [Start("Army")]).holdings[0]
    assert (first.actor, first.starting, first.claims) == ("Army", False, (claim.id,))


def test_fighting_marks_the_place_contested_and_names_no_holder(told: Told) -> None:
    fight = told("attack", "Rebels", "Army", "2020-02-01")
    history = infer([fight], TOWN)
    assert history.holdings == ()
    holding = history.on(day("2020-02-01"))
    assert holding is not None
    assert (holding.actor, holding.contested, holding.claims) == (None, True, (fight.id,))
    assert history.on(day("2021-02-01")) is None


def test_a_change_of_holder_ends_the_fight(told: Told, army: Evidence) -> None:
    evidence = [
        army,
        told("siege", "Rebels", "Army", ("2020-02-01", "2020-02-20")),
        told("capture", "Rebels", "Army", "2020-02-22"),
    ]
    history = infer(evidence, TOWN)
    contested = {on: history.on(day(f"2020-02-{on}")) for on in ("10", "21", "23")}
    assert [one.contested for one in contested.values() if one] == [True, True, False]


def test_while_fought_over_an_untold_change_is_likelier(told: Told) -> None:
    holds = [told("hold", "Army", on="2020-01-01"), told("hold", "Rebels", on="2020-02-01")]
    fight = told("clash", "Rebels", "Army", ("2020-01-05", "2020-01-25"))
    quiet = infer(holds, TOWN).at(day("2020-02-01"))["Rebels"]
    assert infer([*holds, fight], TOWN).at(day("2020-02-01"))["Rebels"] > quiet


def test_sources_that_disagree_make_a_dispute(told: Told) -> None:
    evidence = [told("hold", "Army", on="2020-01-01"), told("hold", "Rebels", on="2020-01-01")]
    history = infer(evidence, TOWN)
    holding = history.on(day("2020-01-01"))
    assert holding is not None
    assert holding.disputed
    assert not holding.contested
    assert set(holding.claims) | set(holding.against) == {one.id for one in evidence}
