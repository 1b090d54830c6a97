"""A reader that is listened to: what its reports did not carry is counted, and told as it comes."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from whoholds.model import Reading, Refusal, Report
from whoholds.readers.contract import Reader
from whoholds.reports import Failure


class Heard:
    """`inner` under its own name. `refused` counts by rule; each goes to `hear`."""

    def __init__(
        self, inner: Reader, hear: Callable[[Report, Refusal], None] = lambda *_: None
    ) -> None:
        self.inner = inner
        self.name, self.version = inner.name, inner.version
        self.batch: int | None = getattr(inner, "batch", None)
        self.refused: Counter[str] = Counter()
        self._hear = hear

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading | Failure]:
        given = list(reports)
        for report, reading in zip(given, self.inner.read_many(given), strict=True):
            if isinstance(reading, Reading):
                for one in reading.refused:
                    self.refused[one.rule] += 1
                    self._hear(report, one)
            yield reading

    def closing(self) -> list[str]:
        """What a command says of its reader at the end, in lines."""
        lines: list[str] = getattr(self.inner, "closing", list)()
        if self.refused:
            rules = ", ".join(f"{n} for the {rule}" for rule, n in self.refused.most_common())
            lines.append(f"claims refused, as the text does not carry them: {rules}")
        return lines
