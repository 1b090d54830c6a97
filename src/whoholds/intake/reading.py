"""Reports → readings, in batches, so that one bad report costs no other."""

from collections.abc import Iterable, Iterator

from whoholds.model import Reading, Report, WhoholdsError
from whoholds.readers.contract import Reader
from whoholds.reports import Failure

# One transaction and one parse for so much: enough to keep the parser busy, little to lose.
BATCH_REPORTS = 256
BATCH_CHARACTERS = 1_000_000

Outcome = tuple[Report, Reading | Failure]


def read_each(reports: Iterable[Report], reader: Reader) -> Iterator[Outcome]:
    """Each report with its reading, or with why the reader failed on it; in order, in batches."""
    for batch in batches(reports, batch_of(reader)):
        yield from read_batch(batch, reader)


def read_batch(batch: list[Report], reader: Reader) -> list[Outcome]:
    """The same of one batch. A report that is not in English is kept with an empty reading."""
    english = [report for report in batch if report.language == "en"]
    readings: list[Reading | Failure]
    try:
        readings = list(reader.read_many(english))
    except Exception:  # noqa: BLE001 - one bad report must not cost the others of its batch
        readings = [_read_one(report, reader) for report in english]
    read = dict(zip((report.id for report in english), readings, strict=True))
    return [(report, read.get(report.id, Reading())) for report in batch]


def _read_one(report: Report, reader: Reader) -> Reading | Failure:
    try:
        (reading,) = reader.read_many([report])
    except WhoholdsError:
        raise
    except Exception as error:  # noqa: BLE001 - told as a failure of this report
        reason = f"the reader failed on it ({type(error).__name__}): please report this as a bug"
        return Failure(report.label or report.id, reason)
    return reading


def batch_of(reader: Reader) -> int | None:
    """Reports after which this reader's readings should be kept; None where it is all the same."""
    wanted: int | None = getattr(reader, "batch", None)
    return wanted


def batches(
    reports: Iterable[Report],
    most_reports: int | None = None,
    most_characters: int | None = None,
) -> Iterator[list[Report]]:
    """`reports` in lists of at most so many, and not much over so many characters."""
    batch: list[Report] = []
    characters = 0
    for report in reports:
        batch.append(report)
        characters += len(report.text)
        if len(batch) >= (most_reports or BATCH_REPORTS) or characters >= (
            most_characters or BATCH_CHARACTERS
        ):
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
