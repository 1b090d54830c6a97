"""The questions that the API answers, each as a function from its parameters to plain JSON."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from attrs import frozen

from whoholds.knowledge.names import fold
from whoholds.model import BadInput, Evidence, Place
from whoholds.record import AsOf
from whoholds.views.api_desk import Desk
from whoholds.views.api_reply import NotFound
from whoholds.views.api_sheet import sheet
from whoholds.views.page_actors import actor_rows, with_former
from whoholds.views.page_rows import claim_row, history_row, place_row, report_row

Box = tuple[float, float, float, float]
Row = dict[str, Any]
LEAST_WORDS = 3  # letters that a search of texts needs


@frozen
class Page:
    offset: int = 0
    limit: int | None = None

    def of(self, answer: Row) -> Row:
        """The answer with its results cut to this page, and how many there are in all."""
        rows = answer["results"]
        last = None if self.limit is None else self.offset + self.limit
        numbers = {"total": len(rows), "offset": self.offset, "limit": self.limit}
        return {**answer, "results": rows[self.offset : last], **numbers}


@frozen
class ClaimFilter:
    """What a claim must be; None or False asks nothing."""

    place: str | None = None
    actor: str | None = None
    report: str | None = None
    kind: str | None = None
    status: str | None = None
    start: date | None = None
    end: date | None = None
    unplaced: bool = False
    undated: bool = False

    def keeps(self, one: Evidence) -> bool:
        claim = one.claim
        actors = {claim.actor_norm or claim.actor, claim.against_norm or claim.against}
        return (
            self.place in (None, claim.place_key, claim.place_norm, claim.place)
            and (self.actor is None or self.actor in actors)
            and self.report in (None, one.report)
            and self.kind in (None, claim.kind)
            and self.status in (None, claim.status)
            and (self.start is None or claim.end is None or claim.end >= self.start)
            and (self.end is None or claim.start is None or claim.start <= self.end)
            and not (self.unplaced and claim.place_id is not None)
            and not (self.undated and (claim.start is not None or claim.end is not None))
        )


def envelope(desk: Desk, as_of: AsOf) -> Row:
    """What every answer names: what it was asked and what it was worked out from."""
    return {
        "on": as_of.on.isoformat() if as_of.on else None,
        "known": as_of.known.isoformat() if as_of.known else None,
        "clock": as_of.clock,
        "basis": desk.basis(),
        "notes": [],
    }


def on(
    desk: Desk, as_of: AsOf, place: str | None, actor: str | None, box: Box | None, page: Page
) -> Row:
    if as_of.on is None:
        raise BadInput("which day? say on=YYYY-MM-DD")
    answer = named(lambda: desk.on(as_of, as_of.on or date.min, place, actor).to_json())
    return page.of(_boxed(answer, box))


def history(desk: Desk, as_of: AsOf, place: str) -> Row:
    return named(lambda: desk.history(as_of, place).to_json())


def why(desk: Desk, as_of: AsOf, place: str) -> Row:
    return named(lambda: desk.why(as_of, place, as_of.on or date.min).to_json())


def changes(
    desk: Desk,
    as_of: AsOf,
    days: tuple[date | None, date | None],
    sides: tuple[str | None, str | None],
    place: str | None,
    recorded_since: datetime | None,
    page: Page,
) -> Row:
    """`sides` are who lost and who gained."""
    start, end = days
    if start and end and end < start:
        raise BadInput(f"{start} to {end} runs backwards: swap the two days")
    answer = named(lambda: desk.changes(as_of, start, end, *sides, place).to_json())
    if recorded_since is not None:
        heard = desk.world(as_of).claims
        new = {key for key, one in heard.items() if one.recorded > recorded_since}
        kept = [row for row in answer["results"] if new.intersection(row["claims"])]
        answer = {**answer, "results": kept}
    return page.of(answer)


def places(desk: Desk, as_of: AsOf, words: str | None, box: Box | None, page: Page) -> Row:
    wanted = fold(words) if words else ""
    rows = [
        place_row(place)
        for place in desk.world(as_of).places.values()
        if wanted in fold(place.name)
    ]
    return page.of(_boxed({**envelope(desk, as_of), "results": rows}, box))


def one_place(desk: Desk, as_of: AsOf, place_id: str) -> Row:
    found = desk.world(as_of)
    place: Place | None = found.places.get(place_id) or desk.store.places([place_id]).get(place_id)
    if place is None:
        raise NotFound(f"the record has no place {place_id!r}: take its id from /api/places")
    told = found.histories.get(place_id)
    return {
        **envelope(desk, as_of),
        "place": place_row(place),
        "history": history_row(told) if told else None,
        "claims": [claim_row(one) for one in found.evidence.get(place_id, ())],
    }


def claims(desk: Desk, as_of: AsOf, wanted: ClaimFilter, page: Page) -> Row:
    found = desk.world(as_of)
    heard: Iterable[Evidence] = found.claims.values()
    if wanted.place and wanted.place in found.evidence:
        heard = found.evidence[wanted.place]
    kept = [one for one in heard if wanted.keeps(one)]
    last = None if page.limit is None else page.offset + page.limit
    rows = [claim_row(one) for one in kept[page.offset : last]]
    numbers = {"total": len(kept), "offset": page.offset, "limit": page.limit}
    return {**envelope(desk, as_of), "results": rows, **numbers}


def reports(desk: Desk, as_of: AsOf, words: str | None, page: Page) -> Row:
    """Reports, or those that say `words`, without their texts unless they were searched."""
    wanted = fold(words) if words else ""
    if words and len(wanted) < LEAST_WORDS:
        note = f"search for {LEAST_WORDS} letters or more"
        return page.of({**envelope(desk, as_of), "results": [], "notes": [note]})
    rows = []
    for report in desk.store.reports(as_of=as_of):
        row = report_row(report)
        if wanted:
            if wanted in fold(" ".join((report.title or "", report.publisher or "", report.text))):
                rows.append(row)
        else:
            rows.append({key: value for key, value in row.items() if key != "text"})
    return page.of({**envelope(desk, as_of), "results": rows})


def one_report(desk: Desk, as_of: AsOf, report_id: str) -> Row:
    report = desk.store.report(report_id)
    if report is None:
        raise NotFound(f"the record has no report {report_id!r}: take its id from a claim")
    made = [one for one in desk.world(as_of).claims.values() if one.report == report_id]
    return {
        **envelope(desk, as_of),
        "report": report_row(report),
        "claims": [claim_row(one) for one in made],
    }


def actors(desk: Desk, as_of: AsOf) -> Row:
    return {**envelope(desk, as_of), "results": actor_rows(desk.world(as_of), desk.lore)}


def map_columns(desk: Desk, as_of: AsOf) -> Row:
    found, today = desk.world(as_of), desk.world(AsOf())
    actors = with_former(actor_rows(today, desk.lore), found, desk.lore)
    return {**envelope(desk, as_of), **sheet(found, actors)}


def about(desk: Desk, writable: bool, tiles: str | None) -> Row:
    today = desk.world(AsOf())
    telling = {one.report for one in today.claims.values()}
    total = desk.store.counts()["reports"]
    return {
        "title": desk.theatre.name if desk.theatre else None,
        "known_days": sorted({str(o.published) for o in today.claims.values() if o.published}),
        "silent_reports": total - len(telling),
        "writable": writable,
        "tiles": tiles,
        "basis": desk.basis(),
    }


def areas(desk: Desk, as_of: AsOf, radius_km: float, box: Box | None) -> Row:
    """Interpolated areas as GeoJSON, clipped to the land of the places' countries."""
    from whoholds.control import areas as geometry  # shapely and scipy are slow to import
    from whoholds.control.land import land_of

    day = as_of.on
    if day is None:
        raise BadInput("which day? say on=YYYY-MM-DD")
    found = desk.world(as_of)
    told = [
        history
        for history in found.histories.values()
        if history.place.kind not in ("region", "country") and _inside(history.place, box)
    ]
    land = land_of({history.place.country for history in told if history.place.country})
    made = geometry.areas(geometry.spots(told, day), day, radius_km, land=land if told else None)
    made["features"] = [one for one in made["features"] if one["properties"]["kind"] != "no data"]
    return {**made, **{k: v for k, v in envelope(desk, as_of).items() if k != "on"}}


def geojson(answer: Row) -> Row:
    """An answer's results as points; those without coordinates are counted in `unplaced`."""
    placed = [row for row in answer["results"] if row.get("lat") is not None]
    return {
        **{key: value for key, value in answer.items() if key != "results"},
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]},
                "properties": {k: v for k, v in row.items() if k not in ("lat", "lon")},
            }
            for row in placed
        ],
        "unplaced": len(answer["results"]) - len(placed),
    }


def named(ask: Callable[[], Row]) -> Row:
    """What `ask` gives; NotFound instead of BadInput where it is a name that nothing has."""
    try:
        return ask()
    except BadInput as error:
        if str(error).startswith(("no place", "no actor")):
            raise NotFound(str(error)) from None
        raise


def _boxed(answer: Row, box: Box | None) -> Row:
    if box is None:
        return answer
    rows = [row for row in answer["results"] if _within(row["lat"], row["lon"], box)]
    return {**answer, "results": rows}


def _inside(place: Place, box: Box | None) -> bool:
    return box is None or _within(place.lat, place.lon, box)


def _within(lat: float | None, lon: float | None, box: Box) -> bool:
    if lat is None or lon is None:
        return False
    west, south, east, north = box
    across = west <= lon <= east if west <= east else lon >= west or lon <= east
    return across and south <= lat <= north
