"""Who holds which place, since when, and who says so.

    import whoholds

    with whoholds.open("syria.db") as record:
        record.add("reports/")
        for holding in record.on("2024-12-06"):
            print(holding.place.name, holding.actor)

`whoholds.api` documents what `open` gives. Importing this package loads nothing else.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from whoholds.api import Record, open
    from whoholds.model import BadInput, WhoholdsError

__version__ = "0.1.0"
__all__ = ["BadInput", "Record", "WhoholdsError", "__version__", "open"]

_HOMES = {
    "BadInput": "whoholds.model",
    "Record": "whoholds.api",
    "WhoholdsError": "whoholds.model",
    "open": "whoholds.api",
}


def __getattr__(name: str) -> Any:
    # The API pulls in the database and the models' libraries; most imports want neither.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
