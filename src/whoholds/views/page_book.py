"""A whole record, with what was known when, as one object that a page carries within itself.

A place's history is worked out anew for every day on which something became known, and kept
where it differs from the day before: so that the page can answer "as known on" by itself.
"""

from datetime import date

from attrs import asdict, define, field

from whoholds.knowledge.theatres import Theatre
from whoholds.record import AsOf, Store
from whoholds.views.envelope import basis_of
from whoholds.views.lore import Lore
from whoholds.views.page_actors import actor_rows, tallied, with_former
from whoholds.views.page_rows import Row, claim_row, history_row, place_row, report_row
from whoholds.views.page_world import World, world

FORMAT = 1
# Beyond so many claims read over and over, once for each day of publication, a page would take
# minutes to write and tens of megabytes: it then answers for today's knowledge alone.
MOST_REREADINGS = 400_000


@define
class _Versions:
    """What was known of each place from which day on, and of each claim from when until when."""

    histories: dict[str, list[Row]] = field(factory=dict)
    places: dict[str, Row] = field(factory=dict)
    claims: dict[str, Row] = field(factory=dict)
    _open: dict[str, Row] = field(factory=dict)

    def learn(self, found: World, known: str | None) -> None:
        for key, history in found.histories.items():
            self.places[key] = place_row(history.place)
            row = history_row(history)
            told = self.histories.setdefault(key, [])
            if not told or told[-1]["history"] != row:
                told.append({"known": known, "history": row})
        for key in self.histories.keys() - found.histories.keys():
            if self.histories[key][-1]["history"] is not None:
                self.histories[key].append({"known": known, "history": None})
        for number, one in found.claims.items():
            if number not in self._open:
                self._open[number] = {"known": known, "until": None}
                self.claims.setdefault(number, {**claim_row(one), "times": []})
                self.claims[number]["times"].append(self._open[number])
            kept = self.claims[number]["times"]
            self.claims[number] = {**claim_row(one), "times": kept}
        for number in self._open.keys() - found.claims.keys():
            self._open.pop(number)["until"] = known


def book(store: Store, theatre: Theatre | None = None) -> Row:
    """The record as the page holds it.

    `known_days` are the days on which something became known, null where there are too many of
    them to carry. `histories` lists for each place its states of knowledge: `known` (the day from
    which it is known so, null for what no day of publication explains) and `history`, null where
    nothing is known any more.
    """
    lore = Lore(theatre)
    today = world(store, theatre, lore, AsOf())
    versions = _Versions()
    days = _days_of_knowledge(store, today)
    actors = actor_rows(*tallied(today), lore)
    for day in days or ():
        found = world(store, theatre, lore, AsOf(known=day))
        versions.learn(found, day.isoformat())
        actors = with_former(actors, actor_rows(*tallied(found), lore))
    versions.learn(today, None)
    reports = {claim["report"] for claim in versions.claims.values()}
    return {
        "format": FORMAT,
        "basis": asdict(basis_of(store)),
        "title": theatre.name if theatre else None,
        "known_days": [day.isoformat() for day in days] if days is not None else None,
        "actors": actors,
        "places": versions.places,
        "histories": versions.histories,
        "claims": versions.claims,
        "reports": {one.id: report_row(one) for one in store.reports() if one.id in reports},
        "silent_reports": sum(1 for one in store.reports() if one.id not in reports),
    }


def _days_of_knowledge(store: Store, today: World) -> list[date] | None:
    days = sorted({one.published for one in store.reports() if one.published})
    return days if len(days) * len(today.claims) <= MOST_REREADINGS else None
