"""Somebody else's reader under the contract of ours."""

from collections.abc import Iterable, Iterator

from whoholds.model import Reading, Report
from whoholds.readers.contract import OneReport
from whoholds.readers.held import Holder
from whoholds.readers.passage import Passage
from whoholds.readers.settings import Settings
from whoholds.reports import Failure


class Adapted:
    """Its claims are held to the text as a model's are. A report on which it fails is a Failure."""

    def __init__(self, inner: OneReport, settings: Settings) -> None:
        self._inner = inner
        self._holder = Holder(settings.theatre, settings.places)
        self.name, self.version = inner.name, inner.version

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading | Failure]:
        for report in reports:
            try:
                rows = [claim.to_json() for claim in self._inner.read(report)]
            except Exception as error:  # noqa: BLE001 - theirs to mend, and no other report's loss
                reason = f"the reader {self.name} failed on it ({type(error).__name__}: {error})"
                yield Failure(report.label or report.id, reason[:300])
                continue
            yield self._holder.reading(report, Passage.of(report), rows)
