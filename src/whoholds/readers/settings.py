"""What a user says of how reports are to be read."""

import os
from pathlib import Path

from attrs import field, frozen

from whoholds.knowledge.gazetteer import Gazetteer
from whoholds.knowledge.theatres import Theatre
from whoholds.model import BadInput

NO_KEY = "none"
"""Servers on one's own machine want some key, whichever."""
DEFAULT_REQUESTS = 4
_KEYS = ("WHOHOLDS_LLM_KEY", "OPENAI_API_KEY")
_URLS = ("WHOHOLDS_LLM_URL", "OPENAI_BASE_URL")
_MODELS = ("WHOHOLDS_LLM_MODEL",)


@frozen
class Model:
    """A language model behind an OpenAI-compatible URL (None: OpenAI's own).

    `prices` is the user's list of prices (see `budget.price_of`); `max_cost`, in its currency, and
    `max_tokens` bound one command. `timeout` is seconds for one answer, `retries` how often a
    question is put again, `requests` how many are under way at the same time, `longest` the most
    tokens of an answer. The key is in no representation, message or record.
    """

    name: str
    base_url: str | None = None
    key: str = field(default=NO_KEY, repr=False)
    prices: Path | None = None
    max_cost: float | None = None
    max_tokens: int | None = None
    requests: int = DEFAULT_REQUESTS
    timeout: float = 120.0
    retries: int = 4
    patience: float = 1.0
    longest: int = 4_096


@frozen
class Settings:
    """What every reader is made from: the theatre (None: the shipped one that fits each report),
    the gazetteer, and the model, where the user named one."""

    theatre: Theatre | None = None
    gazetteer: Gazetteer | None = None
    model: Model | None = None

    @property
    def places(self) -> Gazetteer:
        return self.gazetteer or Gazetteer.load()


def model_of(
    name: str | None = None,
    base_url: str | None = None,
    prices: Path | None = None,
    max_cost: float | None = None,
    max_tokens: int | None = None,
    requests: int = DEFAULT_REQUESTS,
    timeout: float = 120.0,
) -> Model:
    """The model that options, or else the environment, name. The key comes from the environment
    alone. Raises BadInput where no model is named, or a hosted one without its key."""
    chosen = name or _environment(_MODELS)
    if not chosen:
        raise BadInput("which model? give --model NAME, or set WHOHOLDS_LLM_MODEL")
    url, key = base_url or _environment(_URLS), _environment(_KEYS)
    if url is None and key is None:
        raise BadInput(
            "no model to ask: give --base-url URL of one on your machine, or set OPENAI_API_KEY"
        )
    if url is not None and not url.startswith(("http://", "https://")):
        raise BadInput(f"--base-url {url[:80]!r} is no http address, as http://localhost:11434/v1")
    return Model(chosen, url, key or NO_KEY, prices, max_cost, max_tokens, requests, timeout)


def _environment(names: tuple[str, ...]) -> str | None:
    return next((value for name in names if (value := os.environ.get(name, "").strip())), None)
