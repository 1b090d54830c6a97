"""Where reports come from: files, folders, addresses and standard input become `Report`s.

One bad thing never stops the rest: what cannot be read comes out as a `Failure` among the
reports, in its place.
"""

from whoholds.reports.failure import Failure
from whoholds.reports.forms import SUFFIXES
from whoholds.reports.how import How
from whoholds.reports.inputs import read_inputs

__all__ = ["SUFFIXES", "Failure", "How", "read_inputs"]
