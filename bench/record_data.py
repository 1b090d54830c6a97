"""Made-up reports with their readings, many and alike in shape to real ones."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from whoholds.model import Claim, Place, Reading, Report, Resolution

SEED = 20171103
PLACES = 20_000
FIRST_DAY = date(2012, 1, 1)
DAYS = 3650
_SYLLABLES = "al bar dir ez ham ho ka la ma qa ra sa tel um za".split()
_VERBS = ("captured", "seized control of", "withdrew from", "entered", "retook", "still holds")
_KINDS = ("capture", "capture", "withdraw", "advance", "capture", "hold")


def _name(rng: random.Random) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 4))).title()


class Archive:
    """A source of reports, the same for the same seed."""

    def __init__(self, seed: int = SEED) -> None:
        rng = self._rng = random.Random(seed)
        self.places = [
            Place(
                f"geonames:{100_000 + n}",
                f"{_name(rng)} {n}",
                "village",
                "SY",
                round(33 + rng.random() * 3, 5),
                round(36 + rng.random() * 5, 5),
                rng.randint(500, 300_000),
            )
            for n in range(PLACES)
        ]
        self.actors = [f"{_name(rng)} Brigade" for _ in range(300)]
        self.publishers = [f"{_name(rng)} News" for _ in range(200)]
        # Much is told of few places: the weight of the nth is 1 / (n + 20).
        self._weights: list[float] = []
        total = 0.0
        for n in range(PLACES):
            total += 1 / (n + 20)
            self._weights.append(total)

    def items(self, claims: int) -> Iterator[tuple[Report, Reading]]:
        """Reports with `claims` claims in all, one to four each."""
        made = 0
        while made < claims:
            count = min(self._rng.randint(1, 4), claims - made)
            yield self._item(count)
            made += count

    def _item(self, count: int) -> tuple[Report, Reading]:
        rng = self._rng
        published = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
        places = rng.choices(self.places, cum_weights=self._weights, k=count)
        sentences: list[str] = []
        claims: list[Claim] = []
        at = 0
        for place in places:
            kind = rng.randrange(len(_VERBS))
            actor, against = rng.sample(self.actors, 2)
            quote = f"fighters of the {actor} {_VERBS[kind]} {place.name} from the {against}"
            sentence = f"On {published:%A}, {quote}, according to residents reached by telephone."
            start = at + sentence.index(quote)
            claims.append(
                Claim(
                    _KINDS[kind],
                    place.name,
                    quote,
                    (start, start + len(quote)),
                    actor=f"fighters of the {actor}",
                    actor_norm=actor,
                    against=against,
                    against_norm=against,
                    place_norm=place.name,
                    place_id=place.id,
                    place_kind=place.kind,
                    country=place.country,
                    lat=place.lat,
                    lon=place.lon,
                    start=published - timedelta(days=rng.randrange(7)),
                    end=published,
                    sources=("residents",),
                    event_type="Battles",
                    sub_event_type="Non-state actor overtakes territory",
                )
            )
            sentences.append(sentence)
            at += len(sentence) + 1
        report = Report(" ".join(sentences), published, rng.choice(self.publishers))
        resolutions = [
            one
            for claim in claims
            for one in (
                Resolution("place", claim.place, claim.place_id, reason="exact name", margin=0.4),
                Resolution("actor", claim.actor or "", claim.actor_norm, reason="theatre"),
                Resolution("actor", claim.against or "", claim.against_norm, reason="theatre"),
            )
        ]
        return report, Reading(tuple(claims), tuple(resolutions), tuple(set(places)), "Syria")
