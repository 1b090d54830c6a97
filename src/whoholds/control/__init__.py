"""What the claims add up to: who held what, from when to when, how surely, on whose word.

Pure: the same claims give the same answer, in whatever order they come. Geometry is apart, in
`whoholds.control.areas`, since it is slow to import.
"""

from whoholds.control.changes import Learned, changes, learned, losses
from whoholds.control.explain import Explanation, Overturn, Reason, explain
from whoholds.control.history import History
from whoholds.control.infer import infer, infer_many
from whoholds.control.parameters import DEFAULT, Parameters

__all__ = [
    "DEFAULT",
    "Explanation",
    "History",
    "Learned",
    "Overturn",
    "Parameters",
    "Reason",
    "changes",
    "explain",
    "infer",
    "infer_many",
    "learned",
    "losses",
]
