"""Colours for actors that everybody can tell apart.

A theatre's own colours are kept where they can be told from those of the actors before; the
others get one from a palette. Told apart means: at least FAR units of CIE 1976 ΔE*ab for full
colour vision and as simulated for its three common deficiencies.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

# Okabe and Ito (2008), then tones of Tol's "muted" scheme (2021): chosen for the colour-blind.
PALETTE = (
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#882255",
    "#332288", "#999933", "#117733", "#44aa99", "#661100", "#6699cc", "#888888",
)  # fmt: skip
UNKNOWN = "#8a8f98"
FAR = 12.0

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear sRGB.
DEFICIENCIES: Mapping[str, NDArray[np.float64]] = {
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
_WHITE = np.array([0.95047, 1.0, 1.08883])
# Lightness within which a dot shows on a light map as well as on a dark one.
_DARKEST, _LIGHTEST = 22.0, 82.0


def colours(actors: Sequence[tuple[str, str | None]]) -> dict[str, str]:
    """A colour for each (name, colour of the theatre), the most important actors first.

    Where colours run out, the one that is furthest from those in use, and at last each in turn.
    """
    given: dict[str, str] = {}
    for name, own in actors:
        wished = [own] if own and _DARKEST <= lightness(own) <= _LIGHTEST else []
        given[name] = _pick(wished, given.values())
    return given


def _pick(wished: Iterable[str], used: Iterable[str]) -> str:
    taken = [*used, UNKNOWN]
    options = list(chain(wished, PALETTE))
    nearest = {colour: min(distance(colour, other) for other in taken) for colour in options}
    for colour, away in nearest.items():
        if away >= FAR:
            return colour
    unused = {colour: away for colour, away in nearest.items() if away > 0}
    if unused:
        return max(unused, key=lambda colour: unused[colour])
    return PALETTE[len(taken) % len(PALETTE)]


def distance(one: str, other: str) -> float:
    """ΔE*ab between two colours (`#rrggbb`), the least over all kinds of colour vision."""
    return float(np.linalg.norm(_seen(one) - _seen(other), axis=1).min())


@cache
def _seen(colour: str) -> NDArray[np.float64]:
    """L*a*b* of a colour to full vision and to each deficiency, a row each."""
    linear = np.array([_linear(colour)])
    kinds = [linear, *(np.clip(linear @ matrix.T, 0, 1) for matrix in DEFICIENCIES.values())]
    return _lab(np.concatenate(kinds))


def lightness(colour: str) -> float:
    """CIE L*, 0 to 100."""
    return float(_lab(np.array([_linear(colour)]))[0, 0])


def _linear(colour: str) -> NDArray[np.float64]:
    """Linear sRGB of `#rrggbb`, 0 to 1."""
    value = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def _lab(linear: NDArray[np.float64]) -> NDArray[np.float64]:
    t = linear @ _XYZ.T / _WHITE
    f = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    x, y, z = f[:, 0], f[:, 1], f[:, 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=1)
