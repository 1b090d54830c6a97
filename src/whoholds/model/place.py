"""A place as the gazetteer or a theatre knows it."""

from attrs import frozen


@frozen
class Place:
    """`id` is `geonames:<id>` or `<theatre>:<slug>`; `lat`, `lon` in degrees (WGS 84).

    `kind` is one of PLACE_KINDS; `country` ISO 3166 alpha-2; `admin1` GeoNames' first-order
    code within the country; `part_of` the id of the place it is a part of; `source` says
    where the entry comes from.
    """

    id: str
    name: str
    kind: str = "other"
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    admin1: str | None = None
    part_of: str | None = None
    source: str = "GeoNames"
