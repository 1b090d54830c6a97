"""What a reader is: reports → readings. One contract for the rules, a model, and anybody's own."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from whoholds.model import Claim, Reading, Report
from whoholds.reports.failure import Failure

if TYPE_CHECKING:
    from whoholds.readers.settings import Settings


class Reader(Protocol):
    """Whatever turns reports into claims; `name` and `version` go into the record's run.

    `read_many` gives a reading, or why there is none, for each report, in order. A slow reader
    may have an attribute `batch`: how many reports are kept in the record at a time.
    """

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading | Failure]: ...


class OneReport(Protocol):
    """A reader by somebody else: claims of one report, their names as written.

    Whoholds holds them to the text as it does a model's, and gives them places and usual names.
    """

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    def read(self, report: Report) -> Iterable[Claim]: ...


# What an entry point of the group `whoholds.readers` gives.
Factory = Callable[["Settings"], OneReport]
