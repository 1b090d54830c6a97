"""What asking a model may cost, and what it has cost. Nothing is asked that could exceed it."""

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from whoholds.knowledge import words
from whoholds.model import BadInput

_MILLION = 1_000_000


class Spent(Exception):
    """The budget leaves no room for another question."""


@frozen
class Price:
    """Of a million tokens, in the currency of the user's own list."""

    input: float
    output: float

    def of(self, tokens_in: int, tokens_out: int) -> float:
        return (tokens_in * self.input + tokens_out * self.output) / _MILLION


@frozen
class Usage:
    """Tokens of one answer, or the most that one can take."""

    tokens_in: int
    tokens_out: int


def price_of(model: str, prices: Path | None) -> Price | None:
    """The model's price in the user's list, YAML such as `gpt-x: {input: 0.15, output: 0.6}`.

    Raises BadInput where there is a list that does not price the model.
    """
    if prices is None:
        return None
    listed, _ = words.parse(prices)
    row: Any = listed.get(model) if isinstance(listed, Mapping) else None
    if not isinstance(row, Mapping) or set(row) != {"input", "output"}:
        raise BadInput(f"{prices}: no line `{model}: {{input: …, output: …}}`, per million tokens")
    try:
        price = Price(float(row["input"]), float(row["output"]))
    except (TypeError, ValueError):
        price = Price(-1, -1)
    if not (0 <= price.input < _MILLION and 0 <= price.output < _MILLION):
        raise BadInput(f"{prices}: the prices of {model} are not two numbers")
    return price


@define(eq=False)
class Budget:
    """`most_cost` and `most_tokens` bound one command; None is no bound. Safe among threads.

    Before each question the most that it can cost is set aside, so that questions under way at
    the same time cannot exceed the budget together.
    """

    price: Price | None = None
    most_cost: float | None = None
    most_tokens: int | None = None
    tokens_in: int = 0
    tokens_out: int = 0
    _aside: list[Usage] = field(factory=list)
    _lock: threading.Lock = field(factory=threading.Lock)

    def __attrs_post_init__(self) -> None:
        if self.most_cost is not None and self.price is None:
            raise BadInput("--max-cost needs --prices FILE: what a million tokens cost")

    @property
    def cost(self) -> float | None:
        """What was spent, None without a price."""
        return self.price.of(self.tokens_in, self.tokens_out) if self.price else None

    def set_aside(self, most: Usage) -> None:
        """Raises Spent where `most` and all that is set aside could exceed the budget."""
        with self._lock:
            tokens_in = self.tokens_in + sum(one.tokens_in for one in (*self._aside, most))
            tokens_out = self.tokens_out + sum(one.tokens_out for one in (*self._aside, most))
            if self.most_tokens is not None and tokens_in + tokens_out > self.most_tokens:
                raise Spent(f"the budget of {self.most_tokens:,} tokens")
            cost = self.price.of(tokens_in, tokens_out) if self.price else 0.0
            if self.most_cost is not None and cost > self.most_cost:
                raise Spent(f"the budget of {self.most_cost:g}")
            self._aside.append(most)

    def settle(self, most: Usage, used: Usage) -> None:
        """A question is over: `used` was spent of what was set aside."""
        with self._lock:
            self._aside.remove(most)
            self.tokens_in += used.tokens_in
            self.tokens_out += used.tokens_out


NOTHING = Usage(0, 0)
