"""Who holds a place: the plain cases, each by the words of the method."""

import pytest

from whoholds.control import History, infer
from whoholds.model import Evidence, Holding

from .claims import TOWN, Start, Told, day


@pytest.fixture
def told() -> Told:
    return Told()


def held(evidence: list[Evidence], on: str, starting: tuple[Start, ...] = ()) -> str | None:
    holding = infer(evidence, TOWN, starting).on(day(on))
    assert holding is not None
    return holding.actor


def actors(history: History) -> list[str | None]:
    return [holding.actor for holding in history.holdings]


def test_nothing_known_is_no_holding() -> None:
    history = infer([], TOWN)
    assert history.holdings == ()
    assert history.on(day("2020-01-01")) is None
    assert history.at(day("2020-01-01")) == {}


def test_a_capture_changes_the_holder_on_its_day(told: Told) -> None:
    evidence = [told("capture", "Rebels", "Army", "2020-05-10")]
    history = infer(evidence, TOWN)
    assert actors(history) == ["Army", "Rebels"]
    assert held(evidence, "2020-05-09") == "Army"
    assert held(evidence, "2020-05-10") == "Rebels"
    assert history.holdings[1].start == (day("2020-05-10"), day("2020-05-10"))
    assert history.holdings[0].end == (day("2020-05-10"), day("2020-05-10"))
    assert history.holdings[1].end is None


def test_an_event_known_only_to_lie_in_an_interval_moves_the_bounds(told: Told) -> None:
    history = infer([told("capture", "Rebels", "Army", ("2014-01-01", "2014-12-31"))], TOWN)
    assert history.holdings[0].end == (day("2014-01-01"), day("2014-12-31"))
    assert history.holdings[1].start == (day("2014-01-01"), day("2014-12-31"))


def test_a_sharper_telling_of_the_same_change_sharpens_its_bounds(told: Told) -> None:
    evidence = [
        told("capture", "Rebels", "Army", ("2014-01-01", "2014-12-31")),
        told("capture", "Rebels", None, "2014-06-07"),
    ]
    history = infer(evidence, TOWN)
    assert actors(history) == ["Army", "Rebels"]
    assert history.holdings[1].start == (day("2014-06-07"), day("2014-06-07"))
    assert set(history.holdings[1].claims) == {one.id for one in evidence}


def test_a_hold_is_a_state_with_an_open_beginning(told: Told) -> None:
    history = infer([told("hold", "Army", on="2020-05-10")], TOWN)
    (holding,) = history.holdings
    assert holding.actor == "Army"
    assert holding.start == (None, day("2020-05-10"))
    assert holding.end is None


def test_holds_alone_bound_a_change_between_them(told: Told) -> None:
    evidence = [
        told("hold", "Army", on="2018-03-01", grade="A"),
        told("hold", "Rebels", on="2020-05-10", grade="A"),
    ]
    history = infer(evidence, TOWN)
    assert actors(history) == ["Army", "Rebels"]
    assert history.holdings[1].start == (day("2018-03-02"), day("2020-05-10"))


def test_a_loss_to_nobody_named_leaves_the_holder_unknown(told: Told) -> None:
    evidence = [told("capture", None, "Army", ("2024-12-01", "2024-12-06"))]
    history = infer(evidence, TOWN)
    assert actors(history) == ["Army", None]
    assert held(evidence, "2024-11-30") == "Army"
    assert held(evidence, "2024-12-07") is None
    assert history.holdings[1].start == (day("2024-12-01"), day("2024-12-06"))
    assert history.holdings[1].claims == (evidence[0].id,)


def test_an_unknown_holder_is_found_by_a_later_hold(told: Told) -> None:
    evidence = [
        told("capture", None, "Army", "2024-12-01"),
        told("hold", "Rebels", on="2024-12-20"),
    ]
    assert actors(infer(evidence, TOWN)) == ["Army", None, "Rebels"]


def test_one_change_told_from_both_ends_is_one_change(told: Told) -> None:
    evidence = [
        told("hold", "Army", on=("2017-01-01", "2024-12-06")),
        told("withdraw", "Army", on=(None, "2024-12-06")),
        told("capture", None, "Army", ("2024-11-29", "2024-12-06")),
        told("capture", "Militia", None, "2024-12-06"),
    ]
    history = infer(evidence, TOWN)
    assert actors(history) == ["Army", "Militia"]
    assert history.holdings[1].start == (day("2024-12-06"), day("2024-12-06"))
    assert history.holdings[1].origins == 3


def test_a_state_said_to_last_until_the_day_of_its_loss_is_no_contradiction(told: Told) -> None:
    evidence = [
        told("hold", "Army", on=("2017-01-01", "2024-12-06")),
        told("capture", "Militia", "Army", "2024-12-06"),
    ]
    holding = infer(evidence, TOWN).on(day("2024-12-06"))
    assert holding is not None
    assert (holding.actor, holding.disputed) == ("Militia", False)


def test_a_withdrawal_is_a_loss(told: Told) -> None:
    evidence = [told("hold", "Army", on="2020-01-01"), told("withdraw", "Army", on="2020-02-01")]
    assert held(evidence, "2020-01-15") == "Army"
    assert held(evidence, "2020-02-02") is None


def test_changes_told_in_a_row_keep_their_order(told: Told) -> None:
    evidence = [
        told("capture", "Rebels", None, ("2014-01-01", "2014-12-31"), report="r"),
        told("capture", "Caliphate", None, ("2014-01-01", "2014-12-31"), report="r"),
        told("capture", "Army", None, ("2017-01-01", "2017-12-31"), report="r"),
    ]
    assert actors(infer(evidence, TOWN)) == ["Rebels", "Caliphate", "Army"]


def test_a_vague_capture_does_not_undo_the_recapture_told_after_it(told: Told) -> None:
    evidence = [
        told("capture", "Russia", None, ("2022-01-01", "2022-12-31"), report="r"),
        told("capture", "Ukraine", None, "2022-09-11", report="r"),
    ]
    assert held(evidence, "2023-06-01", (Start("Ukraine"),)) == "Ukraine"


def test_a_date_after_publication_is_no_later_than_publication(told: Told) -> None:
    evidence = [told("capture", "Rebels", "Army", "2022-04-02", published="2022-04-01")]
    assert held(evidence, "2022-04-01") == "Rebels"


@pytest.mark.parametrize("status", ["unrealised", "negated"])
def test_what_did_not_happen_changes_nobody(told: Told, status: str) -> None:
    evidence = [
        told("hold", "Army", on="2020-01-01"),
        told("capture", "Rebels", "Army", "2020-02-01", status=status),
    ]
    assert held(evidence, "2020-02-02") == "Army"


def test_a_denial_weakens_the_claim_that_it_denies(told: Told) -> None:
    gain = told("capture", "Rebels", "Army", "2020-02-01")
    denial = told("capture", "Rebels", "Army", "2020-02-01", status="negated")
    sure = infer([gain], TOWN).at(day("2020-02-02"))["Rebels"]
    denied = infer([gain, denial], TOWN)
    assert denied.at(day("2020-02-02"))["Rebels"] < sure - 0.2


def test_not_controlled_by_somebody_speaks_against_them(told: Told) -> None:
    evidence = [told("hold", "Army", on="2020-01-01")]
    denied = [*evidence, told("hold", "Army", on="2020-01-01", status="negated")]
    sure = infer(evidence, TOWN).at(day("2020-01-01"))["Army"]
    assert infer(denied, TOWN).at(day("2020-01-01"))["Army"] < sure


def test_that_one_does_not_hold_it_names_no_other(told: Told) -> None:
    evidence = [
        told("hold", "Army", on="2020-01-01"),
        told("hold", "Army", on="2021-01-01", status="negated", grade="A"),
        told("hold", "Army", on="2021-01-01", status="negated", grade="A"),
    ]
    assert held(evidence, "2021-01-02") is None


def test_an_unknown_holder_rests_on_the_loss_alone(told: Told) -> None:
    lost = told("capture", None, "Army", "2020-01-01")
    found = told("capture", "Rebels", None, "2020-06-01")
    unknown = infer([lost, found], TOWN).holdings[1]
    assert (unknown.actor, unknown.claims) == (None, (lost.id,))


def test_a_hedged_claim_counts_less(told: Told) -> None:
    plain = infer([told("capture", "Rebels", "Army", "2020-02-01")], TOWN)
    hedged = infer([told("capture", "Rebels", "Army", "2020-02-01", status="possible")], TOWN)
    day_after = day("2020-02-02")
    assert hedged.at(day_after)["Rebels"] < plain.at(day_after)["Rebels"]


def test_claims_of_no_day_are_named_not_dropped(told: Told) -> None:
    undated = told("capture", "Rebels", "Army", None)
    planned = told("capture", "Rebels", "Army", "2020-01-01", status="unrealised")
    part = told("capture", "Rebels", "Army", None, part=True)
    silent = infer([undated, planned, part], TOWN).silent
    assert set(silent) == {undated.id, planned.id, part.id}


def test_dated_by_publication_where_it_has_no_date_of_its_own(told: Told) -> None:
    evidence = [told("capture", "Rebels", "Army", None, published="2020-03-01")]
    assert held(evidence, "2020-03-01") == "Rebels"


def test_unplaced_claims_make_a_place_of_their_own(told: Told) -> None:
    from attrs import evolve

    one = told("capture", "Rebels", "Army", "2020-03-01")
    lost = evolve(one, claim=evolve(one.claim, place_id=None))
    place = evolve(TOWN, id=lost.claim.place_key, lat=None, lon=None)
    assert actors(infer([lost], place)) == ["Army", "Rebels"]


def test_until_leaves_later_days_out(told: Told) -> None:
    evidence = [
        told("hold", "Army", on="2020-01-01"),
        told("capture", "Rebels", "Army", "2021-01-01"),
    ]
    assert actors(infer(evidence, TOWN, until=day("2020-06-01"))) == ["Army"]


def sure(history: History, on: str) -> Holding:
    holding = history.on(day(on))
    assert holding is not None
    return holding


def test_probability_fades_with_the_age_of_the_evidence(told: Told) -> None:
    history = infer([told("capture", "Rebels", "Army", "2020-01-01")], TOWN)
    chances = [sure(history, on).probability for on in ("2020-01-01", "2021-01-01", "2030-01-01")]
    assert chances[0] > chances[1] > chances[2]


def test_two_independent_truths_outweigh_ten_copies_of_a_falsehood(told: Told) -> None:
    truth = [told("hold", "Army", on="2020-05-10"), told("hold", "Army", on="2020-05-10")]
    copies = [
        told("capture", "Rebels", "Army", "2020-05-10", origin="wire", published=f"2020-05-{n}")
        for n in range(10, 20)
    ]
    holding = sure(infer([*truth, *copies], TOWN), "2020-05-10")
    assert holding.actor == "Army"
    assert holding.origins == 2
    assert len(holding.against) == 10


def test_copies_dated_by_their_own_publication_are_still_one_origin(told: Told) -> None:
    truth = [told("hold", "Army", on="2020-05-12"), told("hold", "Army", on="2020-05-14")]
    copies = [told("hold", "Rebels", on=f"2020-05-{n}", origin="wire") for n in range(10, 20)]
    assert sure(infer([*truth, *copies], TOWN), "2020-05-14").actor == "Army"


def test_one_origin_more_or_less_copied_gives_the_same_probability(told: Told) -> None:
    once = [told("capture", "Rebels", "Army", "2020-05-10", origin="wire")]
    often = once + [
        told("capture", "Rebels", "Army", "2020-05-10", origin="wire") for _ in range(9)
    ]
    chances = [infer(e, TOWN).at(day("2020-05-10"))["Rebels"] for e in (once, often)]
    assert chances[0] == pytest.approx(chances[1])
