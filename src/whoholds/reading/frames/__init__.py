"""Frames matched against a parse: each match is an event with its place and its parties.

The frames are data (knowledge/data/verbs.yaml); these modules say only how roles are found, one
module for each form that a telling can take.
"""

from whoholds.reading.frames.event import ARMED, Event
from whoholds.reading.frames.find import find_events

__all__ = ["ARMED", "Event", "find_events"]
