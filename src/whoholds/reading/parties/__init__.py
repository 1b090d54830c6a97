"""The actor slot: which party a noun phrase names, as written, and by what usual name."""

from whoholds.reading.parties.find import Parties
from whoholds.reading.parties.party import Party

__all__ = ["Parties", "Party"]
