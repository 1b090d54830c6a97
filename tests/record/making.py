"""Small reports, claims and readings for the record's tests."""

from datetime import UTC, date, datetime

from whoholds.model import Claim, Event, Link, Place, Reading, Report, Resolution

HAMA = Place("geonames:1", "Hama", "city", "SY", 35.13, 36.75, 500_000)
HOMS = Place("geonames:2", "Homs", "city", "SY", 34.73, 36.71, 700_000)
PLACES = {"Hama": HAMA, "Homs": HOMS}


def day(number: int) -> date:
    return date(2020, 1, number)


def noon(number: int) -> datetime:
    return datetime(2020, 1, number, 12, tzinfo=UTC)


def report(text: str = "The army took Hama.", published: int | None = 1, **more: object) -> Report:
    more.setdefault("publisher", "Daily Post")
    return Report(text, None if published is None else day(published), **more)  # type: ignore[arg-type]


def claim(place: str = "Hama", **more: object) -> Claim:
    """A claim of "The army took <place>", unplaced where PLACES lacks the place."""
    quote = f"The army took {place}"
    fields: dict[str, object] = {
        "kind": "capture",
        "quote": quote,
        "span": (0, len(quote)),
        "actor": "army",
        "actor_norm": "Syrian government",
        "start": day(1),
        "end": day(1),
    }
    if known := PLACES.get(place):
        fields |= {
            "place_norm": known.name,
            "place_id": known.id,
            "place_kind": known.kind,
            "country": known.country,
            "lat": known.lat,
            "lon": known.lon,
        }
    return Claim(place=place, **(fields | more))  # type: ignore[arg-type]


def event(type_: str = "REQUEST", **more: object) -> Event:
    """An event of "The army took", by the government to Russia, unless `more` says otherwise."""
    fields: dict[str, object] = {
        "quote": "The army took",
        "span": (0, 13),
        "actor": "army",
        "actor_norm": "Syrian government",
        "target": "Russia",
        "target_norm": "Russia",
        "start": day(1),
        "end": day(1),
    }
    return Event(type_, **(fields | more))  # type: ignore[arg-type]


def reading(
    *claims: Claim, events: tuple[Event, ...] = (), links: tuple[Link, ...] = ()
) -> Reading:
    """A reading of the claims, with their places and resolutions, and of the events."""
    return Reading(
        claims,
        tuple(Resolution("place", c.place, c.place_id, reason="name") for c in claims),
        tuple(PLACES[c.place] for c in claims if c.place in PLACES),
        events=events,
        links=links,
    )
