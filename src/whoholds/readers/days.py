"""Whether days follow from the words of a text, by our own grammar of time expressions."""

from whoholds.model import Period
from whoholds.readers.passage import Passage


def follows(period: Period, status: str, passage: Passage, span: tuple[int, int]) -> bool:
    """True where both ends of `period` can be had from the passage's words about `span`.

    They can from the expressions of the sentences that `span` touches. Where these name no day,
    they can from the passage's earlier expressions, and from the day of publication, on which
    news without a date happened. An open end claims nothing.
    """
    first, last = passage.around(*span)
    here = {day for days in passage.days[first:last] for day in days}
    known = here or {day for days in passage.days[:first] for day in days}
    published = passage.published
    if published is not None and (not here or status == "unrealised"):
        known = known | {published}
    first_told = period.start is None or period.start in known
    # A state that has begun, and an event dated from a day on, run up to the day of publication.
    last_told = period.end is None or period.end in known or period.end == published
    return first_told and last_told
