"""Names → entries of the gazetteer: which of the namesakes a report means, and how clearly."""

import math
from collections import Counter
from collections.abc import Iterable

from attrs import define, evolve, field

from whoholds.model import Place, Resolution
from whoholds.reading.context import TOWNS
from whoholds.reading.mentions import Mention
from whoholds.reading.vocabulary import Vocabulary

# Points in order of reason: the theatre, country words in the report, the other places in it,
# then size and kind. Each outweighs the sum of what comes after it for usual reports.
THEATRE, COUNTRY, NEIGHBOURS, OWN_ENTRY, KIND = 6.0, 3.0, 2.0, 2.0, 0.8
_SITES = frozenset(
    {"base", "airport", "crossing", "dam", "hill", "road", "building", "camp", "region"}
)
CLEAR_MARGIN = 8.0
"""Points of difference that count as full margin (1.0)."""
NEAR_KM = 150.0


@define(eq=False)
class Resolver:
    """Settles the places of one report."""

    vocabulary: Vocabulary
    countries: Counter[str] = field(factory=Counter)
    anchors: list[Place] = field(factory=list)

    def see(self, mentions: Iterable[Mention]) -> None:
        """Take in what the report names: its countries, and places that leave no doubt."""
        for mention in mentions:
            if mention.country:
                self.countries[mention.country] += 1
            elif mention.kind == "place" and mention.places:
                found = {p.country for p in mention.places[:5]}
                if len(found) == 1 and len(self.anchors) < 40:
                    self.anchors.append(mention.places[0])

    def place(
        self, mention: Mention, kind: str | None, written: str | None = None
    ) -> tuple[Place | None, Resolution]:
        """The entry meant, if any, and how it was settled.

        `written` is the name with its noun ("Taftanaz airbase"). A base, crossing or province
        that no list knows is a place of its own at the coordinates of the town that it is called
        after: it is not that town.
        """
        whole = written or mention.text
        if mention.core and mention.core != mention.text and mention.place_kind in _SITES:
            whole = mention.text
            own = self.vocabulary.lookup(whole, False).places
            if own and not own[0].id.startswith("geonames:"):
                return own[0], Resolution(
                    "place", whole, own[0].id, margin=1.0, reason="its own entry"
                )
        if whole != mention.text:
            own = self.vocabulary.lookup(whole, False).places
            if own and (not own[0].id.startswith("geonames:") or own[0].kind == kind):
                return own[0], Resolution(
                    "place", whole, own[0].id, margin=1.0, reason="its own entry"
                )
        place, resolution = self._settle(mention, kind)
        if (
            place is not None
            and kind in _SITES
            and place.kind in TOWNS
            and (whole != mention.text or mention.place_kind)
        ):
            place = evolve(
                place,
                id=f"{place.id}/{kind}",
                name=whole,
                kind=kind,
                population=0,
                part_of=place.id,
                source=f"called after {place.name}",
            )
            resolution = evolve(resolution, mention=whole, target=place.id)
        return place, resolution

    def _settle(self, mention: Mention, kind: str | None) -> tuple[Place | None, Resolution]:
        candidates = list(mention.places)
        if not candidates and mention.kind == "place":
            candidates = list(self.vocabulary.lookup(mention.text, False).places)
        if not candidates and mention.core and mention.core != mention.text:
            candidates = [
                p
                for p in self.vocabulary.lookup(mention.core, False).places
                if kind in (None, "region", "district", "city", "town", p.kind)
            ]
        if not candidates and mention.kind == "name" and self.vocabulary.focus:
            candidates = self.vocabulary.gazetteer.find(
                mention.text, self.vocabulary.focus, fuzzy=True
            )[:3]
        if not candidates:
            return None, Resolution("place", mention.text, None, reason="no entry by that name")
        scored = sorted(
            ((self._points(p, kind), p) for p in candidates[:40]),
            key=lambda s: (-s[0], -s[1].population, s[1].id),
        )
        best, place = scored[0]
        runner = scored[1] if len(scored) > 1 else None
        margin = min(1.0, (best - runner[0]) / CLEAR_MARGIN) if runner else 1.0
        return place, Resolution(
            "place", mention.text, place.id,
            runner_up=runner[1].id if runner else None, margin=round(margin, 3), reason=self._reason(place, kind),
        )  # fmt: skip

    def _points(self, place: Place, kind: str | None) -> float:
        points = 0.0
        if place.country in self.vocabulary.focus:
            points += THEATRE
        if place.country and place.country in self.countries:
            points += COUNTRY * min(1.0, 0.5 + self.countries[place.country] / 6)
        if any(_km(place, other) <= NEAR_KM for other in self.anchors if other.id != place.id):
            points += NEIGHBOURS
        if not place.id.startswith("geonames:"):
            points += OWN_ENTRY
        if place.population:
            points += min(1.8, math.log10(place.population) / 4)
        if kind and kind == place.kind:
            points += KIND
        if kind and kind != place.kind and "region" in (kind, place.kind):
            points -= OWN_ENTRY
        return points

    def _reason(self, place: Place, kind: str | None) -> str:
        reasons = []
        if place.country in self.vocabulary.focus:
            reasons.append("theatre")
        if place.country and place.country in self.countries:
            reasons.append("country named")
        if any(_km(place, other) <= NEAR_KM for other in self.anchors if other.id != place.id):
            reasons.append("other places near")
        if kind and kind == place.kind:
            reasons.append("kind")
        return ", ".join(reasons) or "population"


def _km(one: Place, other: Place) -> float:
    """Great-circle distance by the haversine formula, in km; infinite without coordinates."""
    if one.lat is None or other.lat is None or one.lon is None or other.lon is None:
        return math.inf
    p1, p2 = math.radians(one.lat), math.radians(other.lat)
    a = (
        math.sin((p2 - p1) / 2) ** 2
        + math.cos(p1) * math.cos(p2) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    )
    return 12_742 * math.asin(math.sqrt(a))
