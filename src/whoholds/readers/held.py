"""Whatever a reader says of a report, held to the text and given its names: the one way in."""

from collections.abc import Iterable
from typing import Any

from whoholds.knowledge.gazetteer import Gazetteer
from whoholds.knowledge.theatres import Theatre
from whoholds.model import Claim, Reading, Refusal, Report, Resolution
from whoholds.model.resolution import OWN_DAYS
from whoholds.readers.naming import Named, Namer, Names, places_of
from whoholds.readers.passage import Passage
from whoholds.readers.verify import Verified, verify
from whoholds.reading.merge import merge


class Holder:
    """Turns rows that claim something into a reading of what the text carries."""

    def __init__(self, theatre: Theatre | None, gazetteer: Gazetteer) -> None:
        self._namer = Namer(theatre, gazetteer)

    def reading(self, report: Report, passage: Passage, rows: Iterable[Any]) -> Reading:
        """The claims of `rows` that `passage` carries, each event once, and those refused."""
        given = list(rows)
        if not given:
            return Reading()
        theatre = self._namer.theatre_of(passage)
        names = self._namer.names_in(report, passage, theatre)
        named: list[Named] = []
        refused: list[Refusal] = []
        own: list[Resolution] = []
        for row in given:
            found = verify(row, passage, theatre)
            if isinstance(found, Verified):
                found = _placed(found, names, row)
            if isinstance(found, Refusal):
                refused.append(found)
                continue
            named.append(names.resolve(found.claim, found.place_at))
            if not found.days_follow:
                own.append(_own_days(found.claim))
        claims = merge(sorted((one.claim for one in named), key=lambda claim: claim.span))
        quotes = {claim.quote for claim in claims}
        used = {claim.place_id for claim in claims}
        resolutions = [how for one in named for how in one.resolutions]
        resolutions += [one for one in own if one.mention in quotes]
        return Reading(
            claims=tuple(claims),
            resolutions=tuple(dict.fromkeys(resolutions)),
            places=tuple(one for one in places_of(named) if one.id in used),
            theatre=theatre.name if theatre else None,
            refused=tuple(refused),
        )


def _placed(found: Verified, names: Names, row: Any) -> Verified | Refusal:
    """The claim's place is a place; and a quotation that names places names it. That of a
    withdrawal often names where the troops went."""
    claim, (start, end) = found.claim, found.claim.span
    if not names.is_place(found.place_at):
        return Refusal("place", f"{claim.place!r} is no name of a place", row)
    if claim.kind == "withdraw" or (start <= found.place_at[0] and found.place_at[1] <= end):
        return found
    others = names.places_in(claim.span)
    if not others:
        return found
    reason = f"its quotation tells of {others[0]!r}, not of {claim.place!r}"
    return Refusal("place", reason, row)


def _own_days(claim: Claim) -> Resolution:
    days = "/".join(day.isoformat() if day else ".." for day in (claim.start, claim.end))
    return Resolution("days", claim.quote, days, margin=0.0, reason=OWN_DAYS)
