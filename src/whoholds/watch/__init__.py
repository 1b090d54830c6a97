"""Feeds that flow into the record: polled politely, nothing lost, nothing twice."""

from whoholds.watch.config import Watched, load
from whoholds.watch.running import watch

__all__ = ["Watched", "load", "watch"]
