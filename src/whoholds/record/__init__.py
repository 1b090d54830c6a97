"""The append-only record of reports, claims and decisions. Nothing in it is ever overwritten."""

from whoholds.record.adding import Added
from whoholds.record.asof import AsOf
from whoholds.record.decisions import Decision
from whoholds.record.reviewing import Doubt, queue
from whoholds.record.store import Store

__all__ = ["Added", "AsOf", "Decision", "Doubt", "Store", "queue"]
