"""What the claims add up to: who held what, from when to when, how surely, on whose word.

Pure: the same claims give the same answer, in whatever order they come.
"""

from whoholds.control.changes import changes
from whoholds.control.history import History
from whoholds.control.infer import infer, infer_many
from whoholds.control.parameters import DEFAULT, Parameters

__all__ = ["DEFAULT", "History", "Parameters", "changes", "infer", "infer_many"]
