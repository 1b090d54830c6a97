"""A sentence's tokens, with names in one piece, before any parse.

spaCy's small English model tears "Deir ez-Zor" into five tokens and takes "re-took" for two
words; the parse then fails. So names are found first, by spelling and by lists, and each goes
into the parse as one token under a plain stand-in. Offsets into the report are kept.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from attrs import define, frozen

from whoholds.knowledge import words
from whoholds.reading.grammar import section

_LISTED = section("names")
_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"
    r"|(?:Gen|Col|Lt|Maj|Capt|Brig|Sgt|Adm|Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gov|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\."
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|km|m|%)?(?:-\w+)*"
    r"|\w+(?:['’ʼ‘`´]\w+)*(?:[-‐‑][^\W_]+(?:['’ʼ‘`´]\w+)*)*"
    r"|[^\w\s]"
)
_POSSESSIVE = re.compile(r"['’ʼ‘`´]s?$|['’ʼ‘`´]s$")
_CONTRACTION = re.compile(r"(n['’ʼ]t|['’ʼ](?:ve|re|ll|d|m))$", re.IGNORECASE)
_NAMED = re.compile(r"(?:[a-zé]{1,4}[-‐‑]|[dl]['’ʼ])?[^\W\d_a-z]")
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec."
    " monday tuesday wednesday thursday friday saturday sunday ramadan christmas easter eid".split()
)


@define
class Token:
    """Characters `start` to `end` of the report. `kind` is word, number, punct or name;
    `form` is what the parser sees."""

    text: str
    start: int
    end: int
    kind: str = "word"
    form: str = ""

    @property
    def lower(self) -> str:
        return self.text.lower()


@frozen
class Lists:
    particles: frozenset[str]
    openers: frozenset[str]
    peoples: frozenset[str]
    tails: frozenset[str]
    titles: frozenset[str]
    organisations: frozenset[str]


@cache
def lists() -> Lists:
    data: dict[str, Any] = words.load("tokens")
    return Lists(**{key: frozenset(value) for key, value in data.items()})


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """Words, numbers and punctuation of text[start:end]; possessives and n't stand apart."""
    return list(_tokens(text, start, end))


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        word, at = match.group(), match.start()
        if not (word[0].isalpha() or word[0].isdigit()):
            yield Token(word, at, match.end(), "punct", word)
            continue
        if word[0].isdigit():
            yield Token(word, at, match.end(), "number", word)
            continue
        cut = _CONTRACTION.search(word) if len(word) > 2 else None
        tail = None
        if cut is None:
            # "Assad's", "rebels'": but the apostrophe of Jaz'ah or Mare' belongs to the name
            tail = re.search(r"['’ʼ‘`´]s$", word)
            cut = tail
        if cut and cut.start() > 0:
            yield Token(word[: cut.start()], at, at + cut.start(), "word", word[: cut.start()])
            mark = "'s" if tail else cut.group().replace("’", "'").replace("ʼ", "'")
            yield Token(
                word[cut.start() :],
                at + cut.start(),
                match.end(),
                "punct" if tail else "word",
                mark,
            )
            continue
        yield Token(word, at, match.end(), "word", word)


def is_named(token: Token) -> bool:
    """True where the word is written as a name is: Aleppo, al-Nusra, d'Or, but not I or 7th."""
    _, hyphen, tail = token.text.rpartition("-")
    if hyphen and (tail in lists().tails or tail.lower() in _MONTHS):
        return False
    return (
        token.kind == "word"
        and _NAMED.match(token.text) is not None
        and token.text not in {"I", "A"}
        and token.lower not in _MONTHS
    )


def name_runs(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """[first, last) of each stretch of words written as names, particles between them included.

    A word that opens the sentence counts only when it is no ordinary opener; a sentence all in
    capitals has no runs.
    """
    known = lists()
    wordish = [t for t in tokens if t.kind == "word"]
    if len(wordish) > 4 and sum(t.text.isupper() for t in wordish) > 0.7 * len(wordish):
        return []
    runs: list[tuple[int, int]] = []
    i, n = 0, len(tokens)
    opening = True
    while i < n:
        token = tokens[i]
        if token.kind == "punct":
            opening = opening or token.text in '"“‘«:;—'
            i += 1
            continue
        if not is_named(token) and not (
            token.lower in known.particles
            and i + 1 < n
            and is_named(tokens[i + 1])
            and token.lower not in _LISTED["english_particles"]
        ):
            opening = False
            i += 1
            continue
        if opening and token.lower in known.openers:
            opening = False
            i += 1
            continue
        j = i + 1
        while j < n:
            if is_named(tokens[j]) or (
                tokens[j].kind == "number"
                and len(tokens[j].text) <= 2
                and tokens[j - 1].lower in _LISTED["numbered"]
            ):
                j += 1
            elif (
                tokens[j].lower in known.particles
                and tokens[j].lower not in _LISTED["english_particles"]
                and j + 1 < n
                and is_named(tokens[j + 1])
                and tokens[j].start - tokens[j - 1].end <= 1
            ):
                j += 2
            else:
                break
        runs.append((i, j))
        opening = False
        i = j
    return runs
