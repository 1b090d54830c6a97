"""The map of a brief: one static SVG of the areas and places of a day, nothing from elsewhere."""

import math
from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from attrs import frozen
from shapely.geometry import box, shape

from whoholds.views.export.geography import Atlas, Mark, opacity
from whoholds.views.palette import CONTESTED
from whoholds.views.plain import plain

WIDTH, TALLEST = 720.0, 900.0
MOST_LABELS = 24
_LEGEND_ROW = 20.0
_MARGIN_DEGREES = 0.4

Box = tuple[float, float, float, float]


@frozen
class Frame:
    """Degrees → pixels: equirectangular, true at the middle latitude."""

    west: float
    north: float
    across: float  # pixels a degree of longitude
    down: float  # pixels a degree of latitude
    height: float

    @classmethod
    def about(cls, bounds: Box) -> "Frame":
        west, south, east, north = bounds
        shrink = math.cos(math.radians((south + north) / 2))
        across = WIDTH / max(east - west, 0.5)
        across = min(across, TALLEST * shrink / max(north - south, 0.5))
        down = across / shrink
        return cls(west, north, across, down, (north - south) * down)

    def xy(self, lon: float, lat: float) -> tuple[float, float]:
        return (lon - self.west) * self.across, (self.north - lat) * self.down


def bounds(atlas: Atlas) -> Box | None:
    """West, south, east, north of what the map shows, with a margin; None for nothing to show."""
    points = [(m.holding.place.lon, m.holding.place.lat) for m in atlas.on_day()]
    known = [(x, y) for x, y in points if x is not None and y is not None]
    if not known:
        return None
    xs, ys = zip(*known, strict=True)
    around = _MARGIN_DEGREES
    return (min(xs) - around, min(ys) - around, max(xs) + around, max(ys) + around)


def svg(atlas: Atlas) -> str | None:
    """The map as a standalone SVG document; None where no place has coordinates."""
    shown = bounds(atlas)
    if shown is None:
        return None
    frame = Frame.about(shown)
    marks = sorted(atlas.on_day(), key=lambda m: -m.holding.place.population)
    legend = [a for a in atlas.colours if any(m.holding.actor == a for m in marks)]
    rows = math.ceil((len(legend) + 1) / 2)
    height = frame.height + rows * _LEGEND_ROW + 34
    title = f"Who held what on {atlas.day}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height:.0f}" '
        f'width="{WIDTH:g}" role="img" font-family="sans-serif" aria-label={quoteattr(title)}>',
        f"<title>{escape(title)}</title>",
        _PATTERN,
        f'<clipPath id="frame"><rect width="{WIDTH:g}" height="{frame.height:.1f}"/></clipPath>',
        f'<rect width="{WIDTH:g}" height="{frame.height:.1f}" fill="#eef2f5"/>',
        '<g clip-path="url(#frame)">',
        *_land(atlas, frame, shown),
        *_areas(atlas, frame),
        *_points(marks, atlas, frame),
        *_labels(marks, frame),
        "</g>",
        *_legend(legend, atlas, frame.height),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


_PATTERN = (
    '<defs><pattern id="contested" width="6" height="6" patternUnits="userSpaceOnUse" '
    f'patternTransform="rotate(45)"><rect width="2" height="6" fill="{CONTESTED}"/>'
    "</pattern></defs>"
)


def _land(atlas: Atlas, frame: Frame, shown: Box) -> Iterator[str]:
    land = atlas.land
    if land is None:
        return
    clipped = land.intersection(box(*shown))
    if not clipped.is_empty:
        yield f'<path d="{_path(clipped, frame)}" fill="#fbfaf7" stroke="#b8b8b0"/>'


def _areas(atlas: Atlas, frame: Frame) -> Iterator[str]:
    for feature in atlas.areas["features"]:
        told = feature["properties"]
        path = _path(shape(feature["geometry"]), frame)
        if told["kind"] == "contested":
            yield f'<path d="{path}" fill="url(#contested)" fill-opacity="0.35"/>'
        else:
            colour = atlas.colours[told["actor"]]
            yield f'<path d="{path}" fill="{colour}" fill-opacity="{opacity(told.get("age"))}"/>'


def _path(found: Any, frame: Frame) -> str:
    rings = [
        ring
        for part in getattr(found, "geoms", [found])
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    ]
    return " ".join(
        "M" + "L".join("{:.1f},{:.1f}".format(*frame.xy(x, y)) for x, y in ring.coords[:-1]) + "Z"
        for ring in rings
    )


def _points(marks: Sequence[Mark], atlas: Atlas, frame: Frame) -> Iterator[str]:
    for mark in marks:
        place = mark.holding.place
        if place.lon is None or place.lat is None:
            continue
        x, y = frame.xy(place.lon, place.lat)
        colour = atlas.colours[mark.holding.actor]
        ring = CONTESTED if mark.holding.contested else "#ffffff"
        yield (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_radius(place.population)}" fill="{colour}" '
            f'stroke="{ring}" stroke-width="1.5"><title>{escape(mark.title)}</title></circle>'
        )


def _radius(people: int) -> float:
    return 5.5 if people >= 500_000 else 4.5 if people >= 100_000 else 3.5


def _labels(marks: Sequence[Mark], frame: Frame) -> Iterator[str]:
    """Names of the largest places whose names do not run into one another."""
    taken: list[Box] = []
    for mark in marks:
        place = mark.holding.place
        if len(taken) == MOST_LABELS or place.lon is None or place.lat is None:
            continue
        x, y = frame.xy(place.lon, place.lat)
        name = plain(place.name)
        wide = 6.4 * len(name)
        left = x + 7 if x + 7 + wide < WIDTH else x - 7 - wide
        new = (left, y - 7, left + wide, y + 7)
        if any(_overlap(new, old) for old in taken):
            continue
        taken.append(new)
        yield (
            f'<text x="{left:.1f}" y="{y + 4:.1f}" font-size="11.5" fill="#1a1a1a" stroke="#fff" '
            f'stroke-width="2.5" paint-order="stroke">{escape(name)}</text>'
        )


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _legend(actors: Sequence[str | None], atlas: Atlas, top: float) -> Iterator[str]:
    rows: list[tuple[str, str]] = [
        (atlas.colours[actor], plain(actor or "Holder not known")) for actor in actors
    ]
    rows.append(("url(#contested)", "Fought over"))
    for n, (fill, name) in enumerate(rows):
        x, y = 8 + (n % 2) * WIDTH / 2, top + 14 + (n // 2) * _LEGEND_ROW
        yield f'<rect x="{x}" y="{y:.1f}" width="14" height="12" fill="{fill}" stroke="#555"/>'
        yield f'<text x="{x + 20}" y="{y + 10:.1f}" font-size="12">{escape(name)}</text>'
    y = top + 26 + math.ceil(len(rows) / 2) * _LEGEND_ROW
    about = f"{atlas.day}. {atlas.caveat} Land: Natural Earth."
    yield f'<text x="8" y="{y:.1f}" font-size="10" fill="#555">{escape(about)}</text>'
