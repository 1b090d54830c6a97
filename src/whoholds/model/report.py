"""One dated text by one publisher."""

import hashlib
from datetime import date

from attrs import frozen


@frozen
class Report:
    """A report as it was published.

    `label` is the name its giver had for it (a file's path, an id in a JSON line); `revises`
    the id of the report that this one corrects; `language` an ISO 639-1 code.
    """

    text: str
    published: date | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    label: str | None = None
    language: str = "en"
    revises: str | None = None

    @property
    def id(self) -> str:
        """Hex digest of publisher, day and text: the same report has one id wherever it is read."""
        parts = (
            self.publisher or "",
            self.published.isoformat() if self.published else "",
            self.text,
        )
        return hashlib.blake2b(
            "\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=12
        ).hexdigest()
