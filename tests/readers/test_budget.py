"""No question that could exceed the budget is put, however many are under way."""

import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoholds.model import BadInput, Reading
from whoholds.readers.budget import NOTHING, Budget, Price, Spent, Usage, price_of
from whoholds.reports import Failure

from .conftest import TRUE, Scripted, reports
from .server import claims

USAGE = st.builds(Usage, st.integers(0, 5_000), st.integers(0, 2_000))


@given(st.lists(st.tuples(USAGE, st.floats(0, 1)), max_size=30), st.floats(0, 0.05))
def test_what_is_spent_stays_within(questions: list[tuple[Usage, float]], most: float) -> None:
    budget = Budget(Price(2.0, 8.0), most)
    under_way: list[tuple[Usage, Usage]] = []
    for bound, share in questions:
        try:
            budget.set_aside(bound)
        except Spent:
            continue
        used = Usage(int(bound.tokens_in * share), int(bound.tokens_out * share))
        under_way.append((bound, used))
        if len(under_way) > 3:
            budget.settle(*under_way.pop(0))
    for pair in under_way:
        budget.settle(*pair)
    assert budget.cost is not None
    assert budget.cost <= most


def test_many_threads_together_stay_within() -> None:
    budget = Budget(most_tokens=1_000)
    asked = []

    def ask() -> None:
        try:
            budget.set_aside(Usage(90, 10))
        except Spent:
            return
        asked.append(1)

    threads = [threading.Thread(target=ask) for _ in range(50)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(asked) == 10
    budget.settle(Usage(90, 10), NOTHING)
    budget.set_aside(Usage(90, 10))


def test_reading_stops_before_the_money_does(scripted: Scripted, tmp_path: Path) -> None:
    prices = tmp_path / "prices.yaml"
    prices.write_text("scripted: {input: 1.0, output: 2.0}\n")
    usage = {"prompt_tokens": 2_000, "completion_tokens": 1_000}  # 0.004 each
    reader, server = scripted(
        lambda _: claims(TRUE, usage=usage), prices=prices, max_cost=0.04, requests=3
    )
    read = list(reader.read_many(reports(20)))
    done = [one for one in read if isinstance(one, Reading)]
    assert reader.budget.cost is not None
    assert reader.budget.cost == pytest.approx(0.004 * len(server.questions))
    assert 0.02 < reader.budget.cost <= 0.04
    assert len(done) == len(server.questions) < 20
    assert {one.reason for one in read if isinstance(one, Failure)} == {
        "unread: the budget of 0.04 is used up; what was answered is kept"
    }
    # With more money it goes on where it stopped.
    again, other = scripted(lambda _: claims(TRUE, usage=usage), prices=prices, max_cost=1.0)
    assert all(isinstance(one, Reading) for one in again.read_many(reports(20)))
    assert len(other.questions) == 20 - len(done)


@pytest.mark.parametrize("usage", [None, {}, {"prompt_tokens": -5, "completion_tokens": "many"}])
def test_a_server_that_does_not_say_what_it_took_is_charged_the_most(
    scripted: Scripted, usage: object
) -> None:
    reader, server = scripted(lambda _: claims(TRUE, usage=usage), max_tokens=25_000, requests=1)
    read = list(reader.read_many(reports(5)))
    assert 1 <= len(server.questions) < 5
    assert reader.budget.tokens_in + reader.budget.tokens_out <= 25_000
    assert isinstance(read[-1], Failure)


def test_an_answer_that_never_came_may_have_cost(scripted: Scripted) -> None:
    reader, server = scripted(
        lambda _: claims(TRUE, seconds=0.6), timeout=0.1, retries=9, max_tokens=25_000, requests=1
    )
    (read,) = reader.read_many(reports(1))
    assert isinstance(read, Failure)
    assert "budget" in read.reason
    assert 1 <= len(server.questions) < 5


@pytest.mark.parametrize(
    "text",
    ["other: {input: 1, output: 2}", "scripted: 3", "scripted: {input: 1}", "[]", "",
     "scripted: {input: -1, output: 2}", "scripted: {input: x, output: 2}",
     "scripted: {input: .nan, output: 2}"],
)  # fmt: skip
def test_a_list_of_prices_without_the_model_s_is_refused(tmp_path: Path, text: str) -> None:
    prices = tmp_path / "prices.yaml"
    prices.write_text(text)
    with pytest.raises(BadInput, match="scripted"):
        price_of("scripted", prices)


def test_a_bound_in_money_needs_prices() -> None:
    with pytest.raises(BadInput, match="--prices"):
        Budget(None, 1.0)
