"""The places that readings name: their entries, and every way in which they are spelled."""

from collections.abc import Callable, Iterable

from sqlalchemy import select

from whoholds.model import Claim, Place, Reading
from whoholds.record import schema
from whoholds.record.journal import Writer
from whoholds.record.rows import Numbers, place_of, place_row
from whoholds.record.words import among


def places_of(readings: Iterable[Reading]) -> dict[str, Place]:
    """Place key → entry, made up from the claim where the reading hands none."""
    places: dict[str, Place] = {}
    for reading in readings:
        places.update((place.id, place) for place in reading.places)
        for claim in reading.claims:
            if claim.place_key not in places:
                places[claim.place_key] = Place(
                    id=claim.place_key,
                    name=claim.place_norm or claim.place,
                    kind=claim.place_kind,
                    country=claim.country,
                    lat=claim.lat,
                    lon=claim.lon,
                    source="report",
                )
    return places


def spellings(claims: Iterable[Claim], places: dict[str, Place]) -> set[tuple[str, str]]:
    """Pairs of a place's key and a name for it: the reports', the readers', the gazetteer's."""
    names = {(key, place.name) for key, place in places.items()}
    for claim in claims:
        names.add((claim.place_key, claim.place))
        if claim.place_norm:
            names.add((claim.place_key, claim.place_norm))
    return names


def write_place(writer: Writer, key: int, place: Place) -> None:
    """Add an entry for the place, which from now on is its newest; `key` is its key's number."""
    row = place_row(writer.reserve(schema.place), writer.entry, key, place)
    writer.write(schema.place, [row])


def write_places(writer: Writer, places: dict[str, Place], words: Numbers) -> None:
    """Add the entries that differ from the newest that the record has."""
    memory = writer.words
    # Another process may have written since: then what this one remembers is stale.
    if memory.places_as_of != writer.entry - 1:
        memory.places.clear()
        memory.places_as_of = writer.entry - 1
    unknown = {words[key]: key for key in places if key not in memory.places}
    for condition in among(writer.connection, schema.place.c.key, unknown):
        query = select(schema.place).where(condition)
        for row in writer.connection.execute(query.order_by(schema.place.c.seq)):
            memory.places[unknown[row.key]] = place_of(unknown[row.key], row)
    changed = {key: place for key, place in places.items() if memory.places.get(key) != place}
    for key, place in changed.items():
        write_place(writer, words[key], place)

    def remember() -> None:
        memory.places |= changed
        memory.places_as_of = writer.entry

    writer.when_committed(remember)


def write_spellings(
    writer: Writer, names: set[tuple[str, str]], fold: Callable[[str], str], words: Numbers
) -> None:
    """Add the spellings that the record lacks, each with the key under which it is looked up."""
    spelling = schema.spelling.c
    known: set[tuple[int, int, int]] = set()
    for condition in among(writer.connection, spelling.place, {words[key] for key, _ in names}):
        query = select(spelling.place, spelling.name, spelling.fold)
        rows = writer.connection.execute(query.where(condition))
        known.update((row.place, row.name, row.fold) for row in rows)
    for key, name in sorted(names):
        row = (words[key], words[name], words[fold(name)])
        if row not in known:
            number = writer.reserve(schema.spelling)
            writer.write(schema.spelling, [(number, writer.entry, *row)])
    writer.when_committed(lambda: writer.words.spelled.update(names))
