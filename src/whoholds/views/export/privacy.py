"""What an export leaves vague on request: where exactly, and who exactly said so."""

import math
import re
from functools import cache

from attrs import evolve, frozen

from whoholds.knowledge.words import load
from whoholds.model import BadInput, Claim, Evidence, Place
from whoholds.views.lore import Lore

KM_A_DEGREE = 111.32  # of latitude (WGS 84, mean)
MOST_KM = 500.0
_NAME = re.compile(r"\b[^\W\d_a-z][\w'’-]{2,}")


@frozen
class Privacy:
    """`round_km` is the side of the grid cells to whose middle coordinates are moved (None: as
    they are); `redact_sources` replaces private speakers by what they are."""

    round_km: float | None = None
    redact_sources: bool = False

    def __attrs_post_init__(self) -> None:
        if self.round_km is not None and not 0 < self.round_km <= MOST_KM:
            raise BadInput(f"--round-km {self.round_km:g}: give more than 0 and at most 500 km")

    def point(self, lat: float | None, lon: float | None) -> tuple[float | None, float | None]:
        """Latitude and longitude in degrees, as exact as they may be."""
        if lat is None or lon is None or self.round_km is None:
            return lat, lon
        step = self.round_km / KM_A_DEGREE
        row = math.floor(lat / step)
        middle = max(-90.0, min(90.0, (row + 0.5) * step))
        # One step for the whole row of cells, so that neighbours share their borders; never so
        # wide that a row near a pole has no cell.
        across = min(step / max(math.cos(math.radians(middle)), 1e-6), 360.0)
        east = (math.floor(lon / across) + 0.5) * across
        return round(middle, 4), round(max(-180.0, min(180.0, east)), 4)

    def place(self, place: Place) -> Place:
        if self.round_km is None:
            return place
        lat, lon = self.point(place.lat, place.lon)
        return evolve(place, lat=lat, lon=lon)

    def precision(self, precision: int | None) -> int | None:
        """ACLED's geographic precision after rounding: 2 near the place, 3 a region."""
        if precision is None or self.round_km is None:
            return precision
        return max(precision, 2 if self.round_km < 50 else 3)

    def evidence(self, evidence: Evidence, lore: Lore) -> Evidence:
        """The evidence with its claim's point moved and its private speakers replaced."""
        claim = evidence.claim
        if self.round_km is not None:
            lat, lon = self.point(claim.lat, claim.lon)
            claim = evolve(claim, lat=lat, lon=lon)
        if self.redact_sources:
            claim = _redacted(claim, [s for s in claim.sources if _is_private(s, evidence, lore)])
        return evolve(evidence, claim=claim)


def _is_private(speaker: str, evidence: Evidence, lore: Lore) -> bool:
    """True unless a theatre or the list of sources knows who speaks: then it is an outlet, an
    official or a side, who chose to."""
    alone = evolve(evidence, publisher=None, claim=evolve(evidence.claim, sources=(speaker,)))
    judged = lore.judged(alone)
    return judged.grade == "F" and not judged.sides


def _redacted(claim: Claim, private: list[str]) -> Claim:
    """The speakers by their kind, in the chain and in the quote; of names every part."""
    quote = claim.quote
    kinds = {speaker: kind_of(speaker) for speaker in private}
    for speaker in sorted(private, key=len, reverse=True):
        quote = re.sub(re.escape(speaker), kinds[speaker], quote, flags=re.IGNORECASE)
        for name in _NAME.findall(speaker):
            if name.casefold() not in _common():
                quote = re.sub(rf"\b{re.escape(name)}\b", "…", quote)
    return evolve(claim, quote=quote, sources=tuple(kinds.get(s, s) for s in claim.sources))


def kind_of(speaker: str) -> str:
    """What kind of person a speaker is: "a doctor from X" → "a health worker"."""
    words = set(re.findall(r"\w+", speaker.casefold()))
    for kind, marks in load("redaction")["kinds"].items():
        if words & _marks(kind, tuple(marks)):
            return str(kind)
    return str(load("redaction")["otherwise"])


@cache
def _marks(kind: str, marks: tuple[str, ...]) -> frozenset[str]:
    return frozenset(marks) | {f"{mark}s" for mark in marks}


@cache
def _common() -> frozenset[str]:
    """Words that name nobody though they may begin with a capital."""
    kinds = load("redaction")["kinds"]
    marks = (mark for kind, words in kinds.items() for mark in _marks(kind, tuple(words)))
    return frozenset(marks) | frozenset(load("redaction")["not_names"])
