"""Where reports come from: files, folders and standard input become `Report`s.

One bad thing never stops the rest: what cannot be read comes out as a `Failure` among the
reports, in its place.
"""

from whoholds.reports.failure import Failure
from whoholds.reports.inputs import SUFFIXES, read_inputs

__all__ = ["SUFFIXES", "Failure", "read_inputs"]
