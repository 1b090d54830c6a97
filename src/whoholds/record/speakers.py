"""Who spoke first: the named speakers of a claim's chain, under names that compare."""

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files

import yaml

from whoholds.record.names import fold

_WORD = re.compile(r"\w+(?:['’]\w+)*")
Canonical = Callable[[str], str]


@cache
def _words(kind: str) -> frozenset[str]:
    text = files("whoholds.record").joinpath("speakers.yaml").read_text("utf-8")
    return frozenset(yaml.safe_load(text)[kind])


def named(speaker: str) -> bool:
    """True of a speaker with a name: it has a capital, and does not end in a word for anybody."""
    words = _WORD.findall(speaker)
    return (
        bool(words)
        and words[-1].casefold() not in _words("unnamed")
        and any(word[0].isupper() for word in words)
    )


def speaker_key(speaker: str) -> str:
    """What is alike for "the Reuters news agency" and "Reuters"."""
    words = [word for word in _WORD.findall(speaker) if word.casefold() not in _words("fillers")]
    return fold("".join(words) or speaker)


def chain(sources: tuple[str, ...], canonical: Canonical) -> list[str]:
    """Keys of the named speakers, from whom the word came first to who passed it on last."""
    return [speaker_key(canonical(one)) for one in reversed(sources) if named(one)]
