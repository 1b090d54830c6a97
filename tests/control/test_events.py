"""Tellings of changes brought together into events."""

from collections.abc import Sequence

import pytest

from whoholds.control import DEFAULT
from whoholds.control.events import Event, belief, changes_told, pooled
from whoholds.control.told import tell_all
from whoholds.model import Evidence

from .claims import Told, day


@pytest.fixture
def told() -> Told:
    return Told()


def events(evidence: Sequence[Evidence]) -> list[Event]:
    return changes_told(tell_all(evidence, DEFAULT)[0], DEFAULT)


def span(event: Event) -> tuple[int | None, int]:
    return event.start, event.end


def test_vague_tellings_join_the_sharp_one(told: Told) -> None:
    (event,) = events(
        [
            told("capture", "Rebels", None, ("2014-01-01", "2014-12-31")),
            told("capture", "Rebels", "Army", ("2014-05-01", "2014-05-31")),
            told("capture", "Rebels", None, "2014-05-07"),
        ]
    )
    assert span(event) == (day("2014-05-07").toordinal(), day("2014-05-07").toordinal())
    assert (event.winner, event.loser, len(event.told)) == ("Rebels", "Army", 3)


def test_the_order_of_the_claims_does_not_matter(told: Told) -> None:
    evidence = [
        told("capture", "Rebels", None, ("2014-01-01", "2014-12-31")),
        told("withdraw", "Army", None, ("2014-05-01", "2014-05-31")),
        told("capture", "Rebels", "Army", "2014-05-07"),
        told("capture", "Army", "Rebels", "2014-09-01"),
    ]
    forward, backward = events(evidence), events(evidence[::-1])
    assert [span(one) for one in forward] == [span(one) for one in backward]
    assert [(e.winner, e.loser) for e in forward] == [(e.winner, e.loser) for e in backward]


def test_days_that_disagree_a_little_span_the_event(told: Told) -> None:
    (event,) = events(
        [
            told("capture", "Rebels", "Army", "2014-05-07"),
            told("capture", "Rebels", "Army", "2014-05-10"),
        ]
    )
    assert span(event) == (day("2014-05-07").toordinal(), day("2014-05-10").toordinal())


def test_far_apart_they_are_two_events_unless_of_one_origin(told: Told) -> None:
    first = told("capture", "Rebels", "Army", "2014-05-01", origin="wire")
    copy = told("capture", "Rebels", "Army", "2014-05-15", origin="wire")
    other = told("capture", "Rebels", "Army", "2014-05-15")
    assert len(events([first, copy])) == 1
    assert len(events([first, other])) == 2


def test_with_another_s_gain_between_them_they_are_two_events(told: Told) -> None:
    found = events(
        [
            told("capture", "Rebels", "Army", "2014-05-01"),
            told("capture", "Army", "Rebels", "2014-05-03"),
            told("capture", "Rebels", "Army", "2014-05-05"),
        ]
    )
    assert [event.winner for event in found].count("Rebels") == 2


def test_nobody_loses_a_place_to_themselves(told: Told) -> None:
    gain = told("capture", "Rebels", None, "2014-05-07")
    loss = told("withdraw", "Rebels", None, "2014-05-08")
    assert len(events([gain, loss])) == 2


def test_a_loss_by_another_is_another_event(told: Told) -> None:
    gain = told("capture", "Rebels", "Army", "2014-05-07")
    loss = told("withdraw", "Militia", None, "2014-05-07")
    assert len(events([gain, loss])) == 2


def test_each_origin_counts_once_by_its_best(told: Told) -> None:
    evidence = [
        told("capture", "Rebels", on="2014-05-07", origin="wire", grade="D"),
        told("capture", "Rebels", on="2014-05-07", origin="wire", grade="C"),
        told("capture", "Rebels", on="2014-05-07", grade="D"),
    ]
    tellings, _ = tell_all(evidence, DEFAULT)
    wrong = (1 - DEFAULT.reliability["C"]) * (1 - DEFAULT.reliability["D"])
    assert pooled(tellings, 1.0) == pytest.approx(1 - wrong)


def test_belief_never_reaches_certainty(told: Told) -> None:
    (event,) = events([told("capture", "Rebels", on="2014-05-07", grade="A") for _ in range(20)])
    assert belief(event, DEFAULT) == DEFAULT.certainty


def test_a_denial_joins_the_event_it_denies(told: Told) -> None:
    gain = told("capture", "Rebels", on="2014-05-07")
    denial = told("capture", "Rebels", on="2014-05-08", status="negated")
    (event,) = events([gain, denial])
    assert [one.evidence.id for one in event.denials] == [denial.id]
    (plain,) = events([gain])
    assert belief(event, DEFAULT) < belief(plain, DEFAULT)
