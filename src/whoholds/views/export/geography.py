"""What the map formats share: holdings at points through time, areas on one day, colours, words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from attrs import define, evolve, field, frozen

from whoholds.control import History
from whoholds.model import BadInput, Holding
from whoholds.views.days import from_text, to_text
from whoholds.views.export.edition import Edition
from whoholds.views.export.scope import Scope
from whoholds.views.palette import colours
from whoholds.views.plain import plain

UNKNOWN = "not known"
INTERPOLATED = (
    "Areas are interpolated: each point goes to the nearest place within {radius:g} km. "
    "They are no front lines."
)


@frozen
class Mark:
    """A holding at a point, and the days on which it is shown.

    `shown` are the first and last day on which the actor surely held the place (None: open); where
    the uncertain days leave none, the whole of the time in which it can have been.
    """

    holding: Holding
    shown: tuple[date | None, date | None]

    @property
    def actor(self) -> str:
        return self.holding.actor or UNKNOWN

    @property
    def title(self) -> str:
        return f"{plain(self.holding.place.name)}: {plain(self.actor)}"

    @property
    def words(self) -> str:
        """One line: from when to when, how surely, on what."""
        holding = self.holding
        flags = [f for f in ("contested", "disputed", "divided") if getattr(holding, f)]
        if holding.starting:
            flags.append("assumed at the start")
        sure = f"{min(99, round(100 * holding.probability))} % sure" if holding.actor else ""
        support = f"{holding.reports} report(s) of {holding.origins} origin(s)"
        span = f"{from_text(holding.start)} to {to_text(holding.end)}"
        return ", ".join(part for part in (span, sure, *flags, support) if part)


def shown(holding: Holding) -> tuple[date | None, date | None]:
    """The days on which a holding is drawn; see `Mark.shown`."""
    earliest, latest = holding.start
    first = latest or earliest
    if holding.end is None:
        return first, None
    last = holding.end[0] - timedelta(days=1) if holding.end[0] else holding.end[1]
    if first and last and last < first:
        return earliest, holding.end[1]
    return first, last


@define(slots=False)
class Atlas:
    """The geography of a scope: read once, then drawn in whatever format.

    Points are of all times; areas of `day`.
    """

    scope: Scope
    _histories: Sequence[History] = field(init=False)

    @_histories.default
    def _placed(self) -> Sequence[History]:
        privacy = self.scope.privacy
        return [
            evolve(one, place=privacy.place(one.place))
            for one in self.scope.histories()
            if one.place.lat is not None
        ]

    @property
    def edition(self) -> Edition:
        return self.scope.edition

    @property
    def day(self) -> date:
        return self.scope.last_day

    def on_day(self) -> Iterator[Mark]:
        """What stands on the day, a mark a place."""
        for history in self._histories:
            if holding := history.on(self.day):
                here = evolve(holding, place=history.place)
                yield Mark(here, shown(here))

    def through_time(self) -> Iterator[Mark]:
        """Every holding of every place, in order of time."""
        for history in self._histories:
            for holding in history.holdings:
                here = evolve(holding, place=history.place)
                yield Mark(here, shown(here))

    @cached_property
    def areas(self) -> dict[str, Any]:
        """The GeoJSON FeatureCollection of `control.areas` on the day, clipped to land."""
        from whoholds.control.areas import areas, spots

        found = areas(spots(self._histories, self.day), self.day, land=self.land)
        held = [one for one in found["features"] if one["properties"]["kind"] != "no data"]
        return {**found, "features": held}

    @cached_property
    def land(self) -> Any:
        """The land of the countries in which there are places, in degrees; None where unknown."""
        from whoholds.control.land import land_of

        countries = {one.place.country for one in self._histories if one.place.country}
        try:
            return land_of(countries) if countries else None
        except BadInput:
            return None  # an islet that the map of land does not have

    @cached_property
    def colours(self) -> Mapping[str | None, str]:
        actors = [h.actor for one in self._histories for h in one.holdings]
        return colours(actors, self.scope.lore)

    @property
    def caveat(self) -> str:
        return INTERPOLATED.format(radius=self.areas["radius_km"])


def area_title(properties: Mapping[str, Any]) -> str:
    """What one area is called."""
    if properties["kind"] == "contested":
        return "Contested: " + plain(", ".join(properties["actors"]) or UNKNOWN)
    return plain(properties["actor"] or UNKNOWN)


def opacity(age: int | None) -> float:
    """Fainter the older the evidence: 0.5 within a month, 0.12 beyond a year or without any."""
    return {30: 0.5, 180: 0.35, 365: 0.22}.get(age or 0, 0.12)
