"""Admiralty grades of an answer (AJP-2.1): the best source's reliability, the content's credibility."""

from collections.abc import Iterable

from whoholds.model import Evidence


def credibility(origins_for: int, origins_against: int, probability: float) -> int:
    """1 (confirmed) to 6 (cannot be judged) from independent origins and the answer's probability.

    1 confirmed: two or more origins agree and none speaks against. 2 probably true: two or more
    agree and outnumber those against. 3 possibly true: one origin, unopposed. 4 doubtful: opposed
    by as many or more. 5 improbable: the answer is likelier wrong than right. 6: no origin.
    """
    if not origins_for:
        return 6
    if probability < 0.5:
        return 5
    if origins_for > origins_against and origins_for >= 2:
        return 1 if not origins_against else 2
    return 4 if origins_against else 3


def grade(supporting: Iterable[Evidence], opposing: Iterable[Evidence], probability: float) -> str:
    """Reliability and credibility together, as "B2"."""
    supporting = list(supporting)
    letter = min((one.grade[:1] for one in supporting), default="F")
    origins = {one.origin for one in supporting}
    against = {one.origin for one in opposing} - origins
    return f"{letter}{credibility(len(origins), len(against), probability)}"
