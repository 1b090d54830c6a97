"""The words of status (knowledge/data/status.yaml), turned round: word → status."""

from functools import cache
from typing import Any

from attrs import frozen

from whoholds.knowledge import words


@frozen
class StatusWords:
    """`verbs` … `adjectives` give a word's status; `reports` are verbs that in the passive pass
    on hearsay; `aspect` verbs carry their infinitive through: what was managed has happened."""

    verbs: dict[str, str]
    nouns: dict[str, str]
    adverbs: dict[str, str]
    adjectives: dict[str, str]
    modals: frozenset[str]
    marks: frozenset[str]
    reports: frozenset[str]
    aspect: frozenset[str]


@cache
def status_words() -> StatusWords:
    data: dict[str, Any] = words.load("status")

    def turned(section: str) -> dict[str, str]:
        # A word listed twice has its last status: "reject" under verbs is negated.
        return {word: status for status, listed in data[section].items() for word in listed}

    return StatusWords(
        verbs=turned("verbs"),
        nouns=turned("nouns"),
        adverbs=turned("adverbs"),
        adjectives=turned("adjectives"),
        modals=frozenset(data["modals"]["unrealised"]),
        marks=frozenset(data["marks"]),
        reports=frozenset(data["passive_reports"]),
        aspect=frozenset(data["aspect"]),
    )


_ORDER = {"actual": 0, "possible": 1, "unrealised": 2, "negated": 3}


def worse(one: str, other: str) -> str:
    """The status that is farther from having happened."""
    return one if _ORDER[one] >= _ORDER[other] else other


def settled(status: str) -> bool:
    """True where nothing further up the sentence can bring the event about."""
    return _ORDER[status] >= _ORDER["unrealised"]
