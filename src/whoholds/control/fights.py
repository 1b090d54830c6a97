"""Periods in which a place is contested: being fought over."""

from collections.abc import Sequence

from whoholds.control.parameters import Parameters
from whoholds.control.told import Told


def fought(
    fighting: Sequence[Told], changes: Sequence[int], parameters: Parameters
) -> list[tuple[int, int]]:
    """Periods (first, last ordinal) of fighting: told days and a while after, joined.

    A change of holder after the last day told ends the fight. Of a fight with an open start only
    its last day is sure.
    """
    spans: list[tuple[int, int]] = []
    for one in fighting:
        last = one.end + parameters.linger[one.evidence.claim.kind]
        spans.append((one.first, min([last, *(day for day in changes if one.end <= day < last)])))
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined
