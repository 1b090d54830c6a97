"""The gate: which sentences can hold a claim at all. Cheap, before any parse.

Two kinds of words: strong ones that are said of war (besieged, rebel-held, recaptured), and weak
ones that are said of anything (took, fell, left) and pass only beside a word for a party or in a
report that speaks of one nearby. Both come from the same lists as the frames, so a verb added
there opens the gate too.
"""

import re
from collections.abc import Sequence
from functools import cache
from re import Pattern

from whoholds.knowledge import words
from whoholds.reading.lexicon import inflect_noun, inflect_verb, lexicon


def _forms(lemma: str) -> set[str]:
    irregular: dict[str, list[str]] = words.load("verbs")["irregular"]
    return {lemma, *irregular.get(lemma, inflect_verb(lemma)), *inflect_noun(lemma)}


@cache
def _patterns() -> tuple[Pattern[str], Pattern[str], Pattern[str], Pattern[str]]:
    """Strong triggers, all triggers, parties, words of war."""
    lex = lexicon()
    data = words.load("gate")
    strong = {form for lemma in data["strong"] for form in _forms(lemma)}
    strong |= {"-" + c for c in lex.compounds} | set(data["phrases"])
    lemmas = (
        {v.split()[0] for v in lex.verbs}
        | set(lex.nouns)
        | set(lex.light)
        | lex.strongholds
        | set(lex.participles)
        | set(lex.compounds)
    )
    lemmas |= {noun for phrase in lex.phrases for noun in phrase["noun"]}
    every = {form for lemma in lemmas for form in _forms(lemma)}
    return _any(strong), _any(every), _any(set(data["party"])), _any(set(data["war"]))


def _any(forms: set[str]) -> Pattern[str]:
    plain = sorted((re.escape(f) for f in forms if not f.startswith("-")), key=len, reverse=True)
    joined = sorted((re.escape(f) for f in forms if f.startswith("-")), key=len, reverse=True)
    pattern = r"\b(?:" + "|".join(plain) + r")\b"
    if joined:
        pattern += "|" + r"(?:" + "|".join(joined) + r")\b"
    return re.compile(pattern)


NEAR = 2
"""Sentences either side in which a party's word lets a weak trigger pass: pronouns reach so far."""


def passing(sentences: Sequence[str]) -> list[int]:
    """Indices of the sentences that can hold a claim, of a report's sentences in order."""
    strong, every, party, war = _patterns()
    lowered = [s.lower() for s in sentences]
    if not any(war.search(s) for s in lowered):
        return []
    armed = [i for i, s in enumerate(lowered) if party.search(s)]
    near = {j for i in armed for j in range(i - NEAR, i + NEAR + 1)}
    return [i for i, s in enumerate(lowered) if strong.search(s) or (i in near and every.search(s))]
