"""The one prompt, and what goes with it to the model for each report."""

import json
from functools import cache

from whoholds.knowledge import words
from whoholds.knowledge.words import digest_of
from whoholds.model import Report
from whoholds.readers.schema import answer_schema
from whoholds.reading.text import Span


@cache
def prompt_version() -> str:
    """The prompt's number and a digest of its words and of the form of answers."""
    prompt = words.load("prompt")
    said = json.dumps([prompt["system"], answer_schema()], sort_keys=True)
    return f"{prompt['version']}.{digest_of(said.encode())[:8]}"


def messages(report: Report, text: str, piece: Span) -> list[dict[str, str]]:
    """The question about a piece of `text`, which is the report's without what speaks to the
    model. The text stands last and as it is: nothing comes after it that it could pretend to be,
    and what is quoted from it needs no unescaping."""
    published = report.published.isoformat() if report.published else "unknown"
    publisher = " ".join((report.publisher or "unknown").split())
    told = text[piece.start : piece.end].strip()
    return [
        {"role": "system", "content": words.load("prompt")["system"]},
        {
            "role": "user",
            "content": _storable(f"Published: {published}\nPublisher: {publisher}\n\n{told}"),
        },
    ]


def _storable(text: str) -> str:
    """Without halves of a pair of UTF-16, which no request can carry."""
    return text.encode("utf-8", "replace").decode("utf-8")
