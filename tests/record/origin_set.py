"""The made-up reports of `origins.yaml` as tellings, and how well a grouping fits them."""

from datetime import date
from itertools import combinations
from pathlib import Path

import yaml

from whoholds.model.claim import FAMILY
from whoholds.record.origins import Link, Telling, passage


def tellings() -> dict[Telling, tuple[int, str]]:
    """Telling → (story, group): two go back to one source where both are the same."""
    stories = yaml.safe_load(Path(__file__).with_name("origins.yaml").read_text("utf-8"))["stories"]
    made = {}
    for number, story in enumerate(stories):
        for n, one in enumerate(story["tellings"]):
            published = date(2016, 1, one["day"])
            start = one["text"].index(one["quote"])
            telling = Telling(
                claim=f"claim {number}/{n}",
                report=f"report {number}/{n}",
                known=published,
                publisher=one["publisher"],
                place=story["place"],
                family=FAMILY[one.get("kind", story["kind"])],
                actor=story.get("actor"),
                start=published,
                end=published,
                sources=tuple(one.get("sources", ())),
                passage=passage(one["text"], (start, start + len(one["quote"]))),
            )
            made[telling] = (number, one["group"])
    return made


def pairwise(truth: dict[Telling, tuple[int, str]], links: dict[str, Link]) -> tuple[float, float]:
    """Precision and recall over all pairs of tellings."""
    right = found = wanted = 0
    for one, other in combinations(truth, 2):
        same = truth[one] == truth[other]
        linked = links[one.claim].origin == links[other.claim].origin
        right += same and linked
        found += linked
        wanted += same
    return right / found, right / wanted


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of both."""
    return 2 * precision * recall / (precision + recall)
