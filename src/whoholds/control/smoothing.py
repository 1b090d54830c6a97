"""Forward and backward over many chains at once."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from whoholds.control.chain import Chain

Array = NDArray[np.float64]


def smooth(chains: Sequence[Chain]) -> list[Array]:
    """Probability of each state at each node given all the evidence: an (N, K) array a chain.

    All chains must have the same count of states; shorter ones are padded at their ends, so give
    chains of like length together.
    """
    size = max(len(chain.days) for chain in chains)
    count = len(chains[0].actors)
    many = len(chains)
    emit = np.full((size, many, count), 1.0)
    stay = np.ones((size, many, 1))
    target = np.zeros((size, many, count))
    loss = np.zeros((size, many, count))
    found = np.zeros((size, many, count))
    prior = np.zeros((many, count))
    target[:, :, 0] = 1.0
    for p, chain in enumerate(chains):
        n = len(chain.days)
        logs = np.array(chain.emission)
        emit[:n, p] = np.exp(logs - logs.max(axis=1, keepdims=True))
        prior[p] = chain.prior
        if n > 1:
            stay[: n - 1, p, 0] = np.exp(-np.array(chain.hazard))
            target[: n - 1, p] = chain.target
            loss[: n - 1, p] = chain.loss
            found[: n - 1, p] = chain.found
    jump = (1 - stay) * target
    kept = 1 - found.sum(axis=2)

    forward = np.empty_like(emit)
    now = prior * emit[0]
    now /= now.sum(axis=1, keepdims=True)
    forward[0] = now
    for n in range(size - 1):
        lost = now * loss[n]
        now = now - lost
        unknown = now[:, 0] + lost.sum(axis=1)
        now[:, 0] = unknown * kept[n]
        now += unknown[:, None] * found[n]
        now = (stay[n] * now + jump[n]) * emit[n + 1]
        now /= now.sum(axis=1, keepdims=True)
        forward[n + 1] = now

    back = np.ones((many, count))
    both = forward
    for n in range(size - 2, -1, -1):
        ahead = emit[n + 1] * back
        back = stay[n] * ahead + (jump[n] * ahead).sum(axis=1, keepdims=True)
        unknown = kept[n] * back[:, 0] + (found[n] * back).sum(axis=1)
        back = (1 - loss[n]) * back + loss[n] * unknown[:, None]
        back[:, 0] = unknown
        back /= back.max(axis=1, keepdims=True)
        both[n] *= back
    both /= both.sum(axis=2, keepdims=True)
    return [both[: len(c.days), p] for p, c in enumerate(chains)]
