"""The numbers of the method, each with its meaning and where its value comes from.

*Fitted*: of a small grid, the value with the lowest Brier score over the simulated wars of
`bench/simulate.py` at which no setting's calibration error passes 0.045 (`python -m
bench.control_fit` shows the neighbours). *Set*: by hand, for the reason given.
"""

from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

# Probability that a claim resting on a source of that Admiralty grade is right. The order is
# that of AJP-2.1; F (cannot be judged) stands between C and D, because most outlets that nobody
# has graded repeat what is so. Set, and checked for calibration on the simulator, whose sources
# err at rates of their own.
RELIABILITY = MappingProxyType({"A": 0.97, "B": 0.92, "C": 0.85, "D": 0.65, "E": 0.4, "F": 0.8})

# Days that fighting is taken to go on after the last day told of it. Set: a siege is a lasting
# state; the others are news of the day, and a week's silence means that it has moved on.
LINGER = MappingProxyType({"siege": 30, "advance": 7, "attack": 7, "clash": 7})


@frozen
class Parameters:
    """How claims are weighed and how readily places change hands.

    Reliabilities, weights and shares are between 0 and 1; hazards are per day; windows in days.
    """

    reliability: Mapping[str, float] = RELIABILITY
    # A hedged or disputed claim: what is left of its reliability. Set: sources told of with
    # "reportedly" are about half as often right.
    possible: float = 0.6
    # A claim that a reviewer or another publisher's correction disputes: what is left of its
    # reliability; and the reliability of one that a reviewer has confirmed. Set.
    disputed_claim: float = 0.5
    accepted: float = 0.97
    # A side on its own gains: what is left of the reliability. Fitted on the wars with partisans.
    own_side: float = 0.5
    # A side against itself: what is left of the doubt. Set.
    against_own_side: float = 0.4
    # No source is always right: the ceiling for one change or state, however many tell it. Set.
    certainty: float = 0.995

    # Chance per day of a change of holder that no claim tells: at rest, while fought over. Fitted.
    hazard: float = 1 / 2000
    hazard_contested: float = 1 / 200
    # Prior of "somebody whom no claim names" where nobody is known to have started there. Set.
    unknown: float = 0.6
    # Chance that the theatre's starting holder held this very place at the start. Set.
    starting: float = 0.8

    # What a gain says of the day before it, as shares of its reliability: that the named loser
    # held the place, and that the winner did not. Fitted; below 1, as late news tells an old
    # gain as new.
    loser_before: float = 0.95
    winner_not_before: float = 0.7
    # What a withdrawal says: that who leaves had held the place (forces merely present leave
    # too), and that it passed out of their hands. Set.
    leaver_before: float = 0.6
    leaver_after: float = 0.85
    # Weight of the first day of a state told of for several days, against 1 for its last. Set.
    hold_start: float = 0.5

    # A claim on a region or country, as a share of the reliability of one on the place itself;
    # and where it speaks of the whole of it. Set: "took X province" mostly means its capital.
    container: float = 0.15
    container_whole: float = 0.7
    # A claim on the whole place as evidence for a part of it, likewise. Set.
    part_from_whole: float = 0.8
    # A part taken by somebody as evidence of who took the whole that another lost to nobody
    # named. Set: it is mostly those inside already who have the rest.
    part_to_whole: float = 0.7

    # Two tellings of a change by the same sides are one event within so many days; two of one
    # origin, which may be dated by publication, within so many. Set.
    same_event_days: int = 7
    same_story_days: int = 21
    # A change known only to lie before a day is sought in so many days before it. Set.
    open_days: int = 60
    # Two vague changes told in a row: weight of the reverse order against the told. Set:
    # background paragraphs nearly always go forward in time.
    out_of_order: float = 0.2
    linger: Mapping[str, int] = LINGER
    # The second-best named holder at this probability makes the answer disputed. Set.
    disputed: float = 0.2


DEFAULT = Parameters()
