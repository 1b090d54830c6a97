"""A report, what can be said of it, and readers of scripted models."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from whoholds.model import Report
from whoholds.readers.cache import Cache
from whoholds.readers.llm import LLMReader
from whoholds.readers.settings import Model, Settings

from .server import Question, Reply, Server, claims, serving

NEWS = (
    "Rebels captured Hama on Thursday, the Observatory said. "
    "The army withdrew from Rastan in the night. "
    "Government forces still hold Homs, the defence ministry said."
)
PUBLISHED = date(2024, 12, 5)


def row(kind: str, actor: str | None, place: str, quote: str, **more: Any) -> dict[str, Any]:
    """A claim as a model gives it, on the day of publication."""
    return {
        "kind": kind, "actor": actor, "against": None, "place": place, "place_kind": "city",
        "part": False, "start": "2024-12-05", "end": "2024-12-05", "status": "actual",
        "sources": [], "quote": quote, **more,
    }  # fmt: skip


TRUE = [
    row("capture", "Rebels", "Hama", "Rebels captured Hama on Thursday", sources=["the Observatory"]),
    row("withdraw", "The army", "Rastan", "The army withdrew from Rastan"),
    row("hold", "Government forces", "Homs", "Government forces still hold Homs"),
]  # fmt: skip
PLACES = ["Hama", "Rastan", "Homs"]


def reports(number: int) -> list[Report]:
    """Reports that tell the same on different days."""
    return [
        Report(f"{NEWS} It was report {n}.", PUBLISHED, "Sample Wire", label=f"r{n}")
        for n in range(number)
    ]


def good(question: Question) -> Reply:
    return claims(TRUE)


Scripted = Callable[..., tuple[LLMReader, Server]]


@pytest.fixture
def scripted(tmp_path: Path) -> Iterator[Scripted]:
    """Makes a reader of a scripted model, with a cache of its own, that tries again at once."""
    with ExitStack() as stack:

        def make(
            script: Callable[[Question], Reply] = good, cache: str = "cache", **more: Any
        ) -> tuple[LLMReader, Server]:
            server = stack.enter_context(serving(script))
            settings = {"patience": 0.01, "requests": 2, **more}
            model = Model("scripted", server.url, **settings)
            return LLMReader(Settings(model=model), Cache(tmp_path / cache)), server

        yield make
