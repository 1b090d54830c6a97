"""The numbers of the method, each with its meaning and where its value comes from.

"Simulator" means `bench/simulate.py`: the value is the best of a small grid over its settings.
"""

from collections.abc import Mapping
from types import MappingProxyType

from attrs import field, frozen

# Probability that a claim resting on a source of that Admiralty grade is right. The order is
# AJP-2.1's; the levels are those of Samet (1975) for the verbal grades, rounded, with F
# (cannot be judged) put between C and D: most unknown outlets repeat what is so.
RELIABILITY = MappingProxyType({"A": 0.97, "B": 0.92, "C": 0.85, "D": 0.65, "E": 0.4, "F": 0.8})

# Days that fighting is taken to go on after the last day told of it. A siege is a lasting state;
# the others are news of the day.
LINGER = MappingProxyType({"siege": 30, "advance": 7, "attack": 7, "clash": 7})


@frozen
class Parameters:
    """How claims are weighed and how readily places change hands.

    Reliability and factors are between 0 and 1; hazards are per day; windows are in days.
    """

    reliability: Mapping[str, float] = RELIABILITY
    # A `possible` claim is hedged or in dispute: its chance of being right is cut to this share.
    possible: float = 0.6
    # A side on its own gains: share of the reliability that is left. Against itself: share of
    # the doubt that is left.
    own_side: float = 0.6
    against_own_side: float = 0.4
    # No source is right always: the ceiling for one event or one state, however many tell it.
    certainty: float = 0.995
    # Chance per day of a change of holder that no claim tells, at rest and while fought over.
    hazard: float = 1 / 1500
    hazard_contested: float = 1 / 200
    # Weight of "the loser held it before" in a gain, of "the winner did not" and of "who leaves
    # had held it" in a withdrawal, as shares of the claim's reliability.
    loser_before: float = 0.9
    winner_not_before: float = 0.5
    leaver_before: float = 0.6
    # A withdrawal as evidence that the place passed out of the leaver's hands.
    leaver_after: float = 0.85
    # Weight at the first day of a `hold` told of more than a day, against 1 at its last.
    hold_start: float = 0.5
    # Chance that the theatre's starting holder held this very place at the start.
    starting: float = 0.8
    # Prior of "somebody whom no claim names".
    unknown: float = 0.6
    # A claim on a region or country, as a share of the reliability of a claim on the town;
    # and the same where it speaks of the whole of it.
    container: float = 0.15
    container_whole: float = 0.7
    # Two tellings of a change with the same sides are one event within so many days.
    same_event_days: int = 7
    # A change known only to lie before a day is sought in so many days before it.
    open_days: int = 60
    linger: Mapping[str, int] = LINGER
    # The second-best named holder at this probability makes the answer disputed.
    disputed: float = 0.2
    # Levels of `reliability` by which an unseen grade is read.
    unknown_grade: str = field(default="F")


DEFAULT = Parameters()
