"""Reports → readings → record, with a count of everything that could not be made out."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from whoholds.intake.pool import Pool
    from whoholds.intake.reading import read_each
    from whoholds.intake.summary import Summary
    from whoholds.intake.taking import take_in, take_in_coded, take_in_read
    from whoholds.readers.contract import Reader

__all__ = ["Pool", "Reader", "Summary", "read_each", "take_in", "take_in_coded", "take_in_read"]

_TAKING = "whoholds.intake.taking"
_HOME = {
    "Pool": "whoholds.intake.pool",
    "Reader": "whoholds.readers.contract",
    "Summary": "whoholds.intake.summary",
    "read_each": "whoholds.intake.reading",
    "take_in": _TAKING,
    "take_in_coded": _TAKING,
    "take_in_read": _TAKING,
}


def __getattr__(name: str) -> Any:
    # On first use: reading alone must not wait for the database's modules.
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(name)
