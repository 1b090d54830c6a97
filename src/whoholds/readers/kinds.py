"""Which kinds of claim the words of a sentence can carry, by the same lists that the rules use."""

import re
from collections.abc import Iterator
from functools import cache

from whoholds.knowledge import words
from whoholds.model.claim import FAMILY, KINDS
from whoholds.reading.lexicon import Lexicon, lexicon

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_PARTS = re.compile(r"[-'’]")
# How the lists call what "lose" and "cede" do to the ground that they take as an object.
_LISTED_AS = {"lose": "capture", "cede": "transfer"}
# Ground that is entered or left can thereby pass into other hands without a fight.
_ALSO = {"advance": "transfer", "withdraw": "transfer"}


def families_told(text: str) -> frozenset[str]:
    """The families (gain, leave, hold, fight) of which some word of `text` can tell."""
    return frozenset(
        family for match in _WORD.finditer(text.lower()) for family in _of_word(match.group())
    )


def denied(text: str, family: str) -> bool:
    """True where a denial stands closely over a word of `text` that can tell of the family."""
    small = words.load("verification")
    said = [match.group() for match in _WORD.finditer(text.lower())]
    for at, word in enumerate(said):
        if word not in _denials() and not word.endswith(("n't", "n’t")):
            continue
        reached = said[at + 1 : at + 1 + small["reach"]]
        if not set(small["not_alone"]) & set(reached) and any(
            family in _of_word(one) for one in reached
        ):
            return True
    return False


def _of_word(word: str) -> frozenset[str]:
    lex = lexicon()
    found: frozenset[str] = frozenset()
    for part in {word, *_PARTS.split(word)}:
        found |= _families().get(lex.lemma_of(part), frozenset())
        found |= _families().get(part, frozenset())
    return found


@cache
def _denials() -> frozenset[str]:
    return frozenset(words.load("status")["adverbs"]["negated"])


@cache
def _families() -> dict[str, frozenset[str]]:
    """Lemma → families, over verbs, nouns, phrases and compounds."""
    told: dict[str, set[str]] = {}
    for word, kind in _told(lexicon()):
        kind = _LISTED_AS.get(kind, kind)
        kinds = {kind, _ALSO.get(kind, kind)} & set(KINDS)
        told.setdefault(word, set()).update(FAMILY[one] for one in kinds)
    return {word: frozenset(families) for word, families in told.items()}


def _told(lex: Lexicon) -> Iterator[tuple[str, str]]:
    for listed in (lex.verbs, lex.nouns):
        for word, frames in listed.items():
            for frame in frames:
                yield word.split()[0], frame.kind
                if frame.stative:
                    yield word.split()[0], frame.stative
    for noun, lights in lex.light.items():
        for light in lights:
            yield from ((noun, kind) for kind in light.verbs.values())
    for phrase in lex.phrases:
        for noun in phrase["noun"]:
            yield noun, phrase["kind"]
            if phrase.get("change"):
                yield noun, phrase["change"]
    for listed_words in (lex.compounds, lex.participles):
        yield from listed_words.items()
    yield from ((word, "hold") for word in lex.strongholds)
