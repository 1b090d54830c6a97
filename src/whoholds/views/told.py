"""What one reading tells, as `extract` prints it: claims, events, relations."""

from typing import Any

from whoholds.model import Reading


def told(reading: Reading) -> dict[str, list[dict[str, Any]]]:
    """`claims`, `events` and `relations` as JSON has them.

    An event's `links` name claims by their place in `claims`; see `Link` for the rest.
    """
    rows = [event.to_json() for event in reading.events]
    for row in rows:
        row["links"] = []
    for link in reading.links:
        rows[link.event]["links"].append(
            {"claim": link.claim, "order": link.order, "told": link.told, "words": link.words}
        )
    pairs = list(zip(reading.events, rows, strict=True))
    for event, row in pairs:
        if event.is_relation:
            del row["links"]
    return {
        "claims": [claim.to_json() for claim in reading.claims],
        "events": [row for event, row in pairs if not event.is_relation],
        "relations": [row for event, row in pairs if event.is_relation],
    }
