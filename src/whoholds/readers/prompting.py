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
    model. The report goes in as JSON, so that no text can end it."""
    told = {
        "published": report.published.isoformat() if report.published else None,
        "publisher": report.publisher,
        "text": text[piece.start : piece.end].strip(),
    }
    return [
        {"role": "system", "content": words.load("prompt")["system"]},
        {"role": "user", "content": _storable(json.dumps(told, ensure_ascii=False))},
    ]


def _storable(text: str) -> str:
    """Without halves of a pair of UTF-16, which no request can carry."""
    return text.encode("utf-8", "replace").decode("utf-8")
