"""The forward and backward passes against a plain sum over all paths."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoholds.control.chain import Chain
from whoholds.control.smoothing import smooth


def transition(chain: Chain, gap: int) -> np.ndarray:
    """Chance of going from one state to another over a gap: loss, then finding, then a jump."""
    count = len(chain.actors)
    lose, find = np.eye(count), np.eye(count)
    for k in range(1, count):
        lose[k, k], lose[k, 0] = 1 - chain.loss[gap][k], chain.loss[gap][k]
        find[0, k] = chain.found[gap][k]
    find[0, 0] = 1 - sum(chain.found[gap])
    stay = np.exp(-chain.hazard[gap])
    jump = stay * np.eye(count) + (1 - stay) * np.tile(chain.target[gap], (count, 1))
    return np.asarray(lose @ find @ jump)


def by_all_paths(chain: Chain) -> np.ndarray:
    count, size = len(chain.actors), len(chain.days)
    steps = [transition(chain, gap) for gap in range(size - 1)]
    out = np.zeros((size, count))
    for path in product(range(count), repeat=size):
        weight = chain.prior[path[0]]
        for n, state in enumerate(path):
            weight *= np.exp(chain.emission[n][state])
        for gap in range(size - 1):
            weight *= steps[gap][path[gap], path[gap + 1]]
        for n, state in enumerate(path):
            out[n, state] += weight
    return out / out.sum(axis=1, keepdims=True)


@st.composite
def chains(draw: st.DrawFn, count: int | None = None) -> Chain:
    count = count or draw(st.integers(2, 3))
    size = draw(st.integers(1, 5))

    def shares(total: float) -> list[float]:
        raw = [draw(st.floats(0.01, 1)) for _ in range(count)]
        return [total * one / sum(raw) for one in raw]

    def chances() -> list[float]:
        return [0.0] + [draw(st.floats(0, 0.9 / (count - 1))) for _ in range(count - 1)]

    return Chain(
        actors=(None, "A", "B")[:count],
        days=list(range(10, 10 + size)),
        prior=shares(1.0),
        emission=[[draw(st.floats(-4, 4)) for _ in range(count)] for _ in range(size)],
        hazard=[draw(st.floats(0, 3)) for _ in range(size - 1)],
        target=[shares(1.0) for _ in range(size - 1)],
        loss=[chances() for _ in range(size - 1)],
        found=[chances() for _ in range(size - 1)],
    )


@given(chains())
def test_it_is_the_sum_over_all_paths(chain: Chain) -> None:
    (posterior,) = smooth([chain])
    assert posterior == pytest.approx(by_all_paths(chain), abs=1e-9)


@given(st.lists(chains(count=3), min_size=2, max_size=5))
def test_what_is_smoothed_beside_it_makes_no_difference_at_all(many: list[Chain]) -> None:
    together = smooth(many)
    for chain, posterior in zip(many, together, strict=True):
        (alone,) = smooth([chain])
        assert (posterior == alone).all()


def test_equal_and_opposite_evidence_is_shared_evenly() -> None:
    chain = Chain((None, "A", "B"), [1], [0.2, 0.4, 0.4], [[0.0, 1.0, 1.0]], [], [], [], [])
    (posterior,) = smooth([chain])
    assert posterior[0, 1] == pytest.approx(posterior[0, 2])
