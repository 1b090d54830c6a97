"""The nouns of whoholds: frozen values, no I/O, no behaviour beyond their own form."""

from whoholds.model.actor import Actor
from whoholds.model.claim import (
    EVENT_TYPES,
    FAMILY,
    KINDS,
    PLACE_KINDS,
    REALISED,
    STATUSES,
    Claim,
)
from whoholds.model.errors import BadInput, WhoholdsError
from whoholds.model.event import RELATIONS, TYPES, Event, Link
from whoholds.model.evidence import EventEvidence, Evidence
from whoholds.model.holding import Change, Holding
from whoholds.model.period import Period
from whoholds.model.place import Place
from whoholds.model.report import Report
from whoholds.model.resolution import TO_REVIEW, Reading, Refusal, Resolution
from whoholds.model.source import Source

__all__ = [
    "EVENT_TYPES",
    "FAMILY",
    "KINDS",
    "PLACE_KINDS",
    "REALISED",
    "RELATIONS",
    "STATUSES",
    "TO_REVIEW",
    "TYPES",
    "Actor",
    "BadInput",
    "Change",
    "Claim",
    "Event",
    "EventEvidence",
    "Evidence",
    "Holding",
    "Link",
    "Period",
    "Place",
    "Reading",
    "Refusal",
    "Report",
    "Resolution",
    "Source",
    "WhoholdsError",
]
