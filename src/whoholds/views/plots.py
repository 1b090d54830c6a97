"""Figures for print: a place's holders, an actor's places, a day's map. Needs matplotlib.

Sure time is drawn solid, the days within which a change lies fade from one to the other, and what
lasts ends in an arrow. Nothing rests on colour alone: names stand beside.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from attrs import frozen
from shapely.geometry import box, shape

from whoholds.control import History
from whoholds.knowledge.names import fold
from whoholds.model import BadInput, Evidence, Holding
from whoholds.views.brief_map import bounds
from whoholds.views.export.daily import stretches
from whoholds.views.export.edition import Edition
from whoholds.views.export.geography import Atlas, opacity
from whoholds.views.export.scope import Scope
from whoholds.views.export.writing import whole_file
from whoholds.views.palette import CONTESTED, colours
from whoholds.views.plain import plain

FORMS = ("png", "svg", "pdf")
UNKNOWN = "not known"
_OPEN_DAYS = 60  # drawn of a time that has no first day
_FADE = 24  # steps

Figure = Any


@frozen
class Drawn:
    """A figure and the edition that it says it was made from."""

    figure: Figure
    edition: Edition

    def save(self, path: Path) -> None:
        """Write it as PNG (200 dpi), SVG or PDF, by the name's suffix; BadInput for another.

        The edition stands in the file's metadata too, and no date, so that the same record gives
        the same file.
        """
        form = path.suffix.lower().lstrip(".")
        if form not in FORMS:
            raise BadInput(f"{path.name}: name it .png, .svg or .pdf")
        # PDF writes anything beyond ASCII in sixteen bits, where nobody finds it.
        said = str(self.edition).replace(" · ", ", ")
        told = {"png": {"Description": said}, "svg": {"Description": said, "Date": None}}
        metadata = told.get(form, {"Subject": said, "CreationDate": None})
        with whole_file(path) as part:
            self.figure.savefig(part, format=form, dpi=200, metadata=metadata, bbox_inches="tight")


def history(
    scope: Scope, place: str, histories: Sequence[History], told: Sequence[Evidence]
) -> Drawn:
    """Who held a place over time, a row for each holder; below, the days of the claims.

    `histories` are those of the places that `place` names. BadInput where none has a holder.
    """
    held = [h for one in histories for h in one.holdings]
    if not held:
        raise BadInput(f"nothing is told of who held {place}: there is nothing to draw")
    first, last = _extent(scope, held, told)
    figure, axes = _axes(len({h.actor for h in held}) + 1)
    actors = list(dict.fromkeys(h.actor for h in held))
    colour = colours([h.actor for h in held], scope.lore)
    for holding in held:
        _bar(axes, holding, len(actors) - actors.index(holding.actor), colour, first, last)
    for one in histories:
        for period in one.contested:
            low, high = period.start or first, period.end or last
            if high >= first and low <= last:
                axes.axvspan(
                    max(low, first),
                    min(high, last) + timedelta(days=1),
                    facecolor="none",
                    edgecolor=CONTESTED,
                    hatch="////",
                    alpha=0.25,
                    linewidth=0,
                )
    days = [e.claim.start for e in told if e.claim.start and first <= e.claim.start <= last]
    axes.plot(days, [0] * len(days), "|", color="#444444", markersize=8)
    names = [plain(actor or UNKNOWN) for actor in reversed(actors)]
    axes.set_yticks(range(len(actors) + 1), ["claims", *names])
    axes.set_ylim(-0.6, len(actors) + 0.6)
    axes.set_xlim(first, last + timedelta(days=1))
    _title(axes, plain(histories[0].place.name), scope, "hatched: fought over; fading: uncertain")
    return Drawn(figure, scope.edition)


def actor(scope: Scope, name: str, histories: Sequence[History]) -> Drawn:
    """How many places an actor held on each day, with the least and most it can have been.

    The line is the sum of the probabilities; the band runs from the places that it held with at
    least nine chances in ten to those with at least one.
    """
    name = _held_by(scope, name, histories)
    if scope.start is None or scope.end is None:
        spans = [d for one in histories for h in one.holdings if h.actor == name for d in h.start]
        known = [d for d in spans if d]
        last = scope.last_day
        first = min([*known, last]) - timedelta(days=7)
    else:
        first, last = scope.start, scope.end
    length = (last - first).days + 1
    if length < 1:
        raise BadInput(f"{first} to {last} runs backwards: give another --from or --to")
    likely, least, most = (np.zeros(length) for _ in range(3))
    for one in histories:
        if name not in one.actors:
            continue
        for stretch in stretches(one, first, last):
            if stretch.holding.actor == name and stretch.chances is not None:
                days = slice(stretch.low, stretch.high)
                likely[days] += stretch.chances
                least[days] += stretch.chances >= 0.9
                most[days] += stretch.chances >= 0.1
    every = [first + timedelta(days=n) for n in range(length)]
    colour = colours([name], scope.lore)[name]
    figure, axes = _axes(5)
    axes.fill_between(every, least, most, step="mid", color=colour, alpha=0.25, linewidth=0)
    axes.plot(every, likely, color=colour, drawstyle="steps-mid", linewidth=1.8)
    axes.set_ylim(bottom=0)
    axes.set_ylabel("places")
    axes.set_xlim(first, last)
    _title(axes, f"Places held by {plain(name)}", scope, "band: from nearly sure to possible")
    return Drawn(figure, scope.edition)


def _held_by(scope: Scope, name: str, histories: Sequence[History]) -> str:
    """The holder whom `name` means: the one of several that held most places."""
    held = Counter(actor for one in histories for actor in one.actors if actor)
    wanted = {actor for actor in held if fold(actor) == fold(name)} or scope.lore.actors(name)
    known = sorted(wanted & held.keys(), key=lambda actor: (-held[actor], actor))
    if not known:
        raise BadInput(f"no place is told to have been held by {name!r}: check the name")
    return known[0]


def day_map(atlas: Atlas) -> Drawn:
    """Areas and places of one day, with a legend by name; hatched where fought over."""
    shown = bounds(atlas)
    if shown is None:
        raise BadInput("no place of this record has coordinates: there is no map to draw")
    west, south, east, north = shown
    figure, axes = _axes(8)
    axes.set_aspect(1 / np.cos(np.radians((south + north) / 2)))
    if atlas.land is not None:
        _fill(axes, atlas.land.intersection(box(*shown)), facecolor="#fbfaf7", edgecolor="#b8b8b0")
    for feature in atlas.areas["features"]:
        told, surface = feature["properties"], shape(feature["geometry"])
        if told["kind"] == "contested":
            _fill(axes, surface, facecolor="none", edgecolor=CONTESTED, hatch="////", alpha=0.4)
        else:
            alpha = opacity(told.get("age"))
            _fill(axes, surface, facecolor=atlas.colours[told["actor"]], alpha=alpha)
    _fill(axes, box(0, 0, 0, 0), label="fought over", facecolor="none", hatch="////", alpha=0.4)
    marks = sorted(atlas.on_day(), key=lambda m: -m.holding.place.population)
    for holder in dict.fromkeys(m.holding.actor for m in marks):
        own = [m.holding.place for m in marks if m.holding.actor == holder]
        axes.scatter(
            [p.lon for p in own],
            [p.lat for p in own],
            s=18,
            color=atlas.colours[holder],
            edgecolor="white",
            linewidth=0.6,
            label=plain(holder or UNKNOWN),
            zorder=3,
        )
    for mark in marks[:12]:
        place = mark.holding.place
        axes.annotate(
            plain(place.name),
            (place.lon, place.lat),
            (3, 3),
            textcoords="offset points",
            fontsize=7,
        )
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    axes.set_facecolor("#eef2f5")
    axes.set_xticks([])
    axes.set_yticks([])
    axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1), fontsize=7, frameon=False)
    _title(
        axes, f"Who held what on {atlas.day}", atlas.scope, f"{atlas.caveat} Land: Natural Earth"
    )
    return Drawn(figure, atlas.edition)


def _axes(rows: int) -> tuple[Figure, Any]:
    try:
        from matplotlib.figure import Figure as New
    except ImportError:
        raise BadInput("plots need matplotlib: pip install 'whoholds[plots]'") from None
    import matplotlib

    # Ids in SVG files come from a random salt unless one is given.
    matplotlib.rcParams["svg.hashsalt"] = "whoholds"
    figure = New(figsize=(7.2, 1.2 + 0.42 * rows), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _title(axes: Any, title: str, scope: Scope, legend: str) -> None:
    axes.set_title(title, loc="left", fontsize=11)
    axes.annotate(
        f"{legend}\n{scope.edition}",
        (0, 0),
        (0, -28),
        xycoords="axes fraction",
        textcoords="offset points",
        va="top",
        fontsize=6.5,
        color="#555555",
    )


def _extent(scope: Scope, held: Sequence[Holding], told: Sequence[Evidence]) -> tuple[date, date]:
    """First and last day of the picture: as asked, else what holdings and claims speak of."""
    known = [d for h in held for d in (*h.start, *(h.end or ())) if d]
    known += [d for e in told for d in (e.claim.start, e.claim.end, e.published) if d]
    first = scope.start or (min(known) - timedelta(days=_OPEN_DAYS) if known else date(2000, 1, 1))
    last = scope.end or (max(known) + timedelta(days=14) if known else scope.last_day)
    return first, last


def _bar(axes: Any, holding: Holding, row: int, colour: Any, first: date, last: date) -> None:
    """Solid where the holder is sure, fading over the days within which it came and went."""
    earliest = holding.start[0] or first
    begins = holding.start[1] or earliest
    ends = (holding.end[0] or begins) if holding.end else last + timedelta(days=1)
    latest = (holding.end[1] or last) if holding.end else ends
    fill = colour[holding.actor]
    strength = 0.35 + 0.65 * holding.probability
    _block(axes, max(begins, first), min(ends, last + timedelta(days=1)), row, fill, strength)
    if first <= begins <= last:
        # A time of a few days among years is still to be seen.
        axes.vlines(begins, row - 0.3, row + 0.3, color=fill, linewidth=1.2)
    _fade(axes, max(earliest, first), min(begins, last), row, fill, strength, rising=True)
    _fade(axes, max(ends, first), min(latest, last), row, fill, strength, rising=False)
    if holding.end is None:
        axes.plot(
            [last], [row], marker=">", color=fill, markersize=9, clip_on=False, linestyle="none"
        )


def _block(axes: Any, low: date, high: date, row: int, colour: str, alpha: float) -> None:
    if high > low:
        axes.barh(row, high - low, left=low, height=0.6, color=colour, alpha=alpha, linewidth=0)


def _fade(
    axes: Any, low: date, high: date, row: int, colour: str, alpha: float, rising: bool
) -> None:
    days = (high - low).days
    steps = min(_FADE, days)
    for n in range(steps):
        left = low + timedelta(days=days * n / steps)
        right = low + timedelta(days=days * (n + 1) / steps)
        share = (n + 0.5) / steps if rising else 1 - (n + 0.5) / steps
        axes.barh(
            row, right - left, left=left, height=0.6, color=colour, alpha=alpha * share, linewidth=0
        )


def _fill(axes: Any, surface: Any, **style: Any) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as Outline

    for part in shapely.get_parts(surface).tolist():
        if part.geom_type != "Polygon" or part.is_empty:
            continue
        rings = [Outline(np.asarray(r.coords)) for r in (part.exterior, *part.interiors)]
        axes.add_patch(PathPatch(Outline.make_compound_path(*rings), linewidth=0.5, **style))
