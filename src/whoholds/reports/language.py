"""Which language a report is in: those in others than English are kept, and not read."""

import re
from functools import cache
from typing import Any

from attrs import evolve

from whoholds.model import Report

_LOOKED_AT = 4_000  # characters
_LEAST_LETTERS = 60  # fewer in Latin script are too few to tell from a list of names
_SURE = 0.9
# Among the commonest words of English prose and rare elsewhere: with them nothing is loaded.
_COMMON = frozenset("the of and to in a was that for on with as said by from at were had".split())
_COMMON_SHARE = 0.15
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
# What wars are reported in; the fewer to choose from, the fewer mistakes.
_LANGUAGES = (
    "am ar az be bg bn cs de el en es fa fr he hi hu hy id it ja ka ko ku ms my nb nl pl ps pt ro "
    "ru sr sv sw ta th tr uk ur vi zh"
).split()


def with_language(report: Report) -> Report:
    """`report` with its language, where its giver said nothing or English."""
    if report.language != "en":
        return report
    found = language_of(report.text)
    return report if found == "en" else evolve(report, language=found)


def language_of(text: str) -> str:
    """ISO 639-1 code; "en" where it is too short or unclear to be told."""
    start = text[:_LOOKED_AT]
    words = [word.casefold() for word in _WORD.findall(start)]
    if not words or sum(word in _COMMON for word in words) >= _COMMON_SHARE * len(words):
        return "en"
    letters = sum(map(len, words))
    latin = len(_LATIN.findall(start))
    if 2 * latin > letters and letters < _LEAST_LETTERS:
        return "en"
    language, probability = _identifier().classify(start)
    return str(language) if probability >= _SURE else "en"


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # its model takes a second

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(set(_LANGUAGES) & set(identifier.labels)))
    return identifier
