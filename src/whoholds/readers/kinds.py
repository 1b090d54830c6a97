"""Which kinds of claim the words of a sentence can carry, by the same lists that the rules use."""

import re
from collections.abc import Iterator
from functools import cache

from whoholds.model.claim import FAMILY, KINDS
from whoholds.reading.lexicon import Lexicon, lexicon

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*", re.UNICODE)
# How the lists call what "lose" and "cede" do to the ground that they take as an object.
_LISTED_AS = {"lose": "capture", "cede": "transfer"}
# Ground that is entered or left can thereby pass into other hands without a fight.
_ALSO = {"advance": "transfer", "withdraw": "transfer"}


def families_told(text: str) -> frozenset[str]:
    """The families (gain, leave, hold, fight) of which some word of `text` can tell."""
    lex = lexicon()
    found: set[str] = set()
    for match in _WORD.finditer(text.lower()):
        for part in {match.group(), *match.group().split("-")}:
            found |= _families().get(lex.lemma_of(part), frozenset())
            found |= _families().get(part, frozenset())
    return frozenset(found)


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
