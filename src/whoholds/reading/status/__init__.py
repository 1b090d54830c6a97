"""How sure the telling is: actual, possible, unrealised or negated, from the words that govern it."""

from whoholds.reading.status.find import status_of

__all__ = ["status_of"]
