"""Why an answer is what it is."""

import pytest

from whoholds.control import explain, infer
from whoholds.control.explain import MOST_ORIGINS, Overturn

from .claims import TOWN, Start, Told, day

ON = day("2020-05-10")


@pytest.fixture
def told() -> Told:
    return Told()


def test_nothing_told_has_no_reason() -> None:
    assert explain([], TOWN, ON) is None


def test_each_effect_is_that_of_leaving_the_claim_out(told: Told) -> None:
    evidence = [
        told("hold", "Army", on="2020-05-10", grade="B"),
        told("hold", "Army", on="2020-05-10", grade="D"),
        told("hold", "Rebels", on="2020-05-10", grade="D"),
    ]
    found = explain(evidence, TOWN, ON)
    assert found is not None
    whole = infer(evidence, TOWN).at(ON)["Army"]
    for reason in found.reasons:
        rest = [one for one in evidence if one.id != reason.claim]
        without = infer(rest, TOWN).at(ON).get("Army", 0.0)
        assert reason.effect == pytest.approx(whole - without, abs=1e-4)
    effects = {reason.claim: reason.effect for reason in found.reasons}
    assert effects[evidence[0].id] > effects[evidence[1].id] > 0 > effects[evidence[2].id]
    assert found.outweighed == (evidence[2].id,)
    assert found.reasons[0].claim == evidence[0].id
    grades = {reason.claim: reason.grade for reason in found.reasons}
    assert [grades[one.id] for one in evidence] == ["B2", "D2", "D5"]


def test_a_copy_carries_nothing_its_origin_does(told: Told) -> None:
    evidence = [told("capture", "Rebels", "Army", "2020-05-10", origin="wire") for _ in range(3)]
    found = explain(evidence, TOWN, ON)
    assert found is not None
    for reason in found.reasons:
        assert reason.effect == pytest.approx(0, abs=1e-6)
        assert reason.origin_effect > 0.5
    assert found.overturn.pillars == ("wire",)


def test_what_would_overturn_it_does(told: Told) -> None:
    evidence = [
        told("hold", "Army", on="2020-05-10", grade="B"),
        told("hold", "Army", on="2020-05-10", grade="B"),
        told("hold", "Rebels", on="2020-05-10", grade="D"),
    ]
    found = explain(evidence, TOWN, ON)
    assert found is not None
    assert found.overturn.rival == "Rebels"
    needed = found.overturn.origins
    assert needed is not None
    more = [told("hold", "Rebels", on="2020-05-10", grade="B") for _ in range(needed)]
    enough, one_short = (infer([*evidence, *some], TOWN).on(ON) for some in (more, more[1:]))
    assert enough is not None
    assert enough.actor == "Rebels"
    assert one_short is not None
    assert one_short.actor == "Army"


def test_without_a_named_rival_a_loss_overturns_it(told: Told) -> None:
    found = explain([told("hold", "Army", on="2020-05-09")], TOWN, ON)
    assert found is not None
    assert found.overturn.rival is None
    assert found.overturn.origins == 1


def test_a_starting_holder_rests_on_no_claim() -> None:
    found = explain([], TOWN, ON, [Start("Army")])
    assert found is not None
    assert found.holding.starting
    assert found.reasons == ()


@pytest.mark.parametrize(
    ("overturn", "words"),
    [
        (Overturn("X", "B", 1, ()), "one more independent origin of grade B for X"),
        (Overturn("X", "B", 3, ()), "3 more independent origins of grade B for X"),
        (
            Overturn(None, "B", None, ()),
            f"more than {MOST_ORIGINS} independent origins of grade B for somebody else",
        ),
        (
            Overturn("X", "B", 1, ("o",)),
            "one more independent origin of grade B for X, "
            "or the one origin that carries it proving wrong",
        ),
        (
            Overturn("X", "B", 2, ("o", "p")),
            "2 more independent origins of grade B for X, "
            "or any one of 2 origins that carry it proving wrong",
        ),
    ],
)
def test_in_words(overturn: Overturn, words: str) -> None:
    assert str(overturn) == words
