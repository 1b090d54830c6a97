"""Reports → readings → record, with a count of everything that could not be made out."""

from whoholds.intake.pool import Pool
from whoholds.intake.reading import read_each
from whoholds.intake.summary import Summary
from whoholds.intake.taking import take_in, take_in_coded, take_in_read
from whoholds.readers.contract import Reader

__all__ = ["Pool", "Reader", "Summary", "read_each", "take_in", "take_in_coded", "take_in_read"]
