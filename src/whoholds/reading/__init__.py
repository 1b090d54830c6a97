"""A report's text → its claims. Pure: the same text gives the same claims."""

from whoholds.reading.reader import RulesReader

__all__ = ["RulesReader"]
