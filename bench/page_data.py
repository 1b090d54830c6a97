"""A made-up war over many villages, as a record: what a slider has to move."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from whoholds.model import Claim, Place, Reading, Report
from whoholds.record import Store

SEED = 20220224
FIRST_DAY = date(2022, 2, 24)
DAYS = 1000
REPORT_CLAIMS = 10
ACTORS = ("Russia", "Ukraine", "Wagner Group")
KINDS = ("capture", "hold", "hold", "attack", "withdraw")


def fill(path: Path, places: int, claims: int) -> None:
    """A record at `path` with so many places and claims, the same every time."""
    rng = random.Random(SEED)
    villages = [
        Place(
            f"geonames:{1_000_000 + n}",
            f"Selo {n}",
            "village",
            "UA",
            round(46 + rng.random() * 5.5, 5),
            round(23 + rng.random() * 16, 5),
            int(rng.paretovariate(0.9) * 120),
        )
        for n in range(places)
    ]
    with Store.open(path) as store:
        run = store.begin_run("bench", "1", None, None)
        store.add(run, _items(rng, villages, claims))
        store.trace_origins()


def add_claim(store: Store, n: int) -> str:
    """Add a report with one claim, on the `n`-th place; that place's key."""
    place = store.places([f"geonames:{1_000_000 + n}"])[f"geonames:{1_000_000 + n}"]
    text = f"Ukraine capture {place.name}, report {n}."
    day = FIRST_DAY + timedelta(days=DAYS)
    claim = Claim(
        "capture",
        place.name,
        text,
        (0, len(text)),
        actor="Ukraine",
        actor_norm="Ukraine",
        place_norm=place.name,
        place_id=place.id,
        place_kind=place.kind,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        start=day,
        end=day,
    )
    reading = Reading(claims=(claim,), places=(place,))
    store.add(store.begin_run("bench", "1", None, None), [(Report(text, day, "Outlet"), reading)])
    store.trace_origins([place.id])
    return place.id


def _items(
    rng: random.Random, villages: list[Place], claims: int
) -> Iterator[tuple[Report, Reading]]:
    for n in range(claims // REPORT_CLAIMS):
        published = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
        told = [villages[(n * REPORT_CLAIMS + k) % len(villages)] for k in range(REPORT_CLAIMS)]
        sentences: list[str] = []
        made: list[Claim] = []
        for place in told:
            kind, actor = rng.choice(KINDS), rng.choice(ACTORS)
            against = rng.choice([one for one in ACTORS if one != actor])
            sentence = f"{actor} {kind} {place.name} {against}."
            start = sum(len(one) + 1 for one in sentences)
            sentences.append(sentence)
            day = published - timedelta(days=rng.randrange(3))
            made.append(
                Claim(
                    kind,
                    place.name,
                    sentence,
                    (start, start + len(sentence)),
                    actor=actor,
                    actor_norm=actor,
                    against=against,
                    against_norm=against,
                    place_norm=place.name,
                    place_id=place.id,
                    place_kind=place.kind,
                    country=place.country,
                    lat=place.lat,
                    lon=place.lon,
                    start=day,
                    end=published,
                )
            )
        report = Report(" ".join(sentences), published, f"Outlet {n % 40}")
        yield report, Reading(claims=tuple(made), places=tuple(told))
