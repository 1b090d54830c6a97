"""KML 2.2 for Google Earth: every holding with its time, and the areas of one day."""

from datetime import date
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker
from shapely.geometry import shape

from whoholds.views.export.geography import Atlas, Mark, area_title, opacity
from whoholds.views.palette import CONTESTED
from whoholds.views.plain import plain

NAMESPACE = "http://www.opengis.net/kml/2.2"
_K = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})


def document(atlas: Atlas) -> bytes:
    """The KML file. A placemark's TimeSpan is the time in which the actor surely held the place;
    its data has the earliest and latest days of both ends."""
    used = {mark.holding.actor for mark in atlas.through_time()}
    used |= {feature["properties"]["actor"] for feature in atlas.areas["features"]}
    ids = {actor: f"s{n}" for n, actor in enumerate(sorted(used, key=lambda a: a or ""))}
    about = f"{atlas.edition}. {atlas.caveat}"
    root = _K.kml(
        _K.Document(
            _K.name("whoholds"),
            _K.description(about),
            *(_style(name, atlas.colours[actor]) for actor, name in ids.items()),
            _style("contested", CONTESTED),
            _K.ExtendedData(*(_datum(k, v) for k, v in atlas.edition.to_json().items())),
            _data_schema(),
            _K.Folder(
                _K.name("Places"),
                *(_point(mark, ids[mark.holding.actor]) for mark in atlas.through_time()),
            ),
            _K.Folder(
                _K.name(f"Areas on {atlas.day}"),
                _K.description(atlas.caveat),
                *(_area(feature, ids, atlas) for feature in atlas.areas["features"]),
            ),
        )
    )
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def _style(name: str, colour: str) -> Any:
    return _K.Style(
        # No icon of our own: it would have to come from a host. Earth colours its own marker.
        _K.IconStyle(_K.color(_abgr(colour, 1.0)), _K.scale("0.8")),
        _K.LabelStyle(_K.scale("0.7")),
        _K.LineStyle(_K.color(_abgr(colour, 0.8)), _K.width("1")),
        _K.PolyStyle(_K.color(_abgr(colour, 0.4))),
        id=name,
    )


def _data_schema() -> Any:
    fields = [_K.SimpleField(name=name, type=kind) for name, kind in _FIELDS.items()]
    return _K.Schema(*fields, name="holding", id="holding")


_FIELDS = {
    "place_id": "string",
    "actor": "string",
    "from_earliest": "string",
    "from_latest": "string",
    "to_earliest": "string",
    "to_latest": "string",
    "still": "bool",
    "probability": "double",
    "contested": "bool",
    "disputed": "bool",
    "divided": "bool",
    "grade": "string",
    "reports": "int",
    "origins": "int",
    "claims": "string",
}


def _point(mark: Mark, style: str) -> Any:
    holding = mark.holding
    end = holding.end or (None, None)
    values = {
        "place_id": holding.place.id,
        "actor": holding.actor,
        "from_earliest": holding.start[0],
        "from_latest": holding.start[1],
        "to_earliest": end[0],
        "to_latest": end[1],
        "still": holding.end is None,
        "probability": round(holding.probability, 4),
        "contested": holding.contested,
        "disputed": holding.disputed,
        "divided": holding.divided,
        "grade": holding.grade,
        "reports": holding.reports,
        "origins": holding.origins,
        "claims": " ".join(holding.claims),
    }
    data = [_K.SimpleData(_text(v), name=k) for k, v in values.items() if v is not None]
    return _K.Placemark(
        _K.name(mark.title),
        _K.description(mark.words),
        *_span(*mark.shown),
        _K.styleUrl("#" + style),
        _K.ExtendedData(_K.SchemaData(*data, schemaUrl="#holding")),
        _K.Point(_K.coordinates(f"{holding.place.lon},{holding.place.lat}")),
    )


def _area(feature: dict[str, Any], ids: dict[str | None, str], atlas: Atlas) -> Any:
    told = feature["properties"]
    fought = told["kind"] == "contested"
    colour = CONTESTED if fought else atlas.colours[told["actor"]]
    found = shape(feature["geometry"])
    return _K.Placemark(
        _K.name(area_title(told)),
        *_span(atlas.day, atlas.day),
        _K.styleUrl("#contested" if fought else "#" + ids[told["actor"]]),
        _K.Style(_K.PolyStyle(_K.color(_abgr(colour, opacity(told.get("age")))))),
        _K.MultiGeometry(*map(_polygon, getattr(found, "geoms", [found]))),
    )


def _polygon(polygon: Any) -> Any:
    holes = (_K.innerBoundaryIs(_ring(ring)) for ring in polygon.interiors)
    return _K.Polygon(_K.outerBoundaryIs(_ring(polygon.exterior)), *holes)


def _ring(ring: Any) -> Any:
    points = " ".join(f"{x:.6f},{y:.6f}" for x, y in ring.coords)
    return _K.LinearRing(_K.coordinates(points))


def _span(first: date | None, last: date | None) -> list[Any]:
    if first is None and last is None:
        return []
    begin = [_K.begin(str(first))] if first else []
    end = [_K.end(str(last))] if last else []
    return [_K.TimeSpan(*begin, *end)]


def _datum(name: str, value: str) -> Any:
    return _K.Data(_K.value(value), name=name)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else plain(str(value))


def _abgr(colour: str, alpha: float) -> str:
    """#rrggbb and an opacity as KML has them: aabbggrr."""
    return f"{round(255 * alpha):02x}{colour[5:7]}{colour[3:5]}{colour[1:3]}"
