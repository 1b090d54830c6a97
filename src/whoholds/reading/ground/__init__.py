"""The place slot: which ground, by name, a noun phrase stands for.

A name stands for itself; "the town of X" for X; "parts of X", "a base near X" for a part of X;
"the city", "it", "there" for the last place told of. What is not ground is refused.
"""

from whoholds.reading.ground.find import describes, grounds, location
from whoholds.reading.ground.place import Ground

__all__ = ["Ground", "describes", "grounds", "location"]
