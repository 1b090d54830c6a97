"""The project's own gold is well formed and covers what a reader of reports must cope with."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from whoholds.model.claim import KINDS, PLACE_KINDS, STATUSES

HERE = Path(__file__).parent
SPREAD = ("build.jsonl", "aside.jsonl")
FILES = (*SPREAD, "agency.jsonl")
REPORT_FIELDS = {"id", "published", "publisher", "text", "claims"}
CLAIM_FIELDS = {
    "kind",
    "actor",
    "actor_norm",
    "against",
    "against_norm",
    "place",
    "place_kind",
    "country",
    "start",
    "end",
    "status",
    "sources",
    "quote",
}


def load(name: str) -> list[dict[str, Any]]:
    with (HERE / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


GOLD = {name: load(name) for name in FILES}


def passages_of(*names: str) -> list[dict[str, Any]]:
    return [passage for name in names for passage in GOLD[name]]


def claims_of(*names: str) -> list[dict[str, Any]]:
    return [claim for passage in passages_of(*names) for claim in passage["claims"]]


def offenders(test: Callable[[dict[str, Any], dict[str, Any]], bool]) -> list[str]:
    """The passages and quotes of the claims that fail `test(passage, claim)`."""
    return [
        f"{passage['id']}: {claim['quote']}"
        for passage in passages_of(*FILES)
        for claim in passage["claims"]
        if not test(passage, claim)
    ]


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def test_passages_have_the_fields_and_a_day_of_publication() -> None:
    for passage in passages_of(*FILES):
        assert set(passage) == REPORT_FIELDS, passage["id"]
        assert passage["text"] == passage["text"].strip(), passage["id"]
        assert passage["publisher"], passage["id"]
        published = day(passage["published"])
        assert published is None or published.isoformat() == passage["published"]


def test_claims_have_the_fields_and_use_the_words_of_the_guide() -> None:
    def well_formed(_: dict[str, Any], claim: dict[str, Any]) -> bool:
        country = claim["country"]
        return (
            set(claim) - {"part"} == CLAIM_FIELDS
            and claim.get("part", True) is True
            and claim["kind"] in KINDS
            and claim["status"] in STATUSES
            and claim["place_kind"] in PLACE_KINDS
            and (country is None or (len(country) == 2 and country.isupper()))
        )

    assert offenders(well_formed) == []


def test_what_a_claim_names_stands_in_the_text() -> None:
    def written(passage: dict[str, Any], claim: dict[str, Any]) -> bool:
        text = passage["text"]
        # Parties and speakers may begin a sentence in one place and not in the other.
        named = [claim["actor"], claim["against"], *claim["sources"]]
        return (
            bool(claim["quote"])
            and claim["quote"] in text
            and claim["place"] in text
            and all(name.lower() in text.lower() for name in named if name)
        )

    assert offenders(written) == []


def test_a_usual_name_needs_a_party_as_written() -> None:
    assert (
        offenders(
            lambda _, claim: all(
                claim[slot] or not claim[f"{slot}_norm"] for slot in ("actor", "against")
            )
        )
        == []
    )


def test_days_are_in_order_and_facts_are_not_in_the_future() -> None:
    def in_order(passage: dict[str, Any], claim: dict[str, Any]) -> bool:
        start, end, published = (
            day(text) for text in (claim["start"], claim["end"], passage["published"])
        )
        if start and end and start > end:
            return False
        if published and claim["status"] in ("actual", "possible"):
            return end is not None and end <= published
        return True

    assert offenders(in_order) == []


def test_no_claim_is_told_twice() -> None:
    slots = ("kind", "place", "actor", "against", "start", "end", "status", "part")
    told = Counter(
        (passage["id"], *(claim.get(slot) for slot in slots))
        for passage in passages_of(*FILES)
        for claim in passage["claims"]
    )
    assert [claim for claim, times in told.items() if times > 1] == []


def test_ids_and_texts_are_unique_over_all_files() -> None:
    passages = passages_of(*FILES)
    assert len({passage["id"] for passage in passages}) == len(passages)
    assert len({passage["text"] for passage in passages}) == len(passages)


@pytest.mark.parametrize(
    ("name", "passages", "claims"),
    [("build.jsonl", 250, 330), ("aside.jsonl", 120, 150), ("agency.jsonl", 160, 220)],
)
def test_each_file_is_large_enough_and_three_in_ten_passages_hold_no_claim(
    name: str, passages: int, claims: int
) -> None:
    gold = GOLD[name]
    assert len(gold) >= passages
    assert len(claims_of(name)) >= claims
    assert 0.25 <= sum(not passage["claims"] for passage in gold) / len(gold) <= 0.35


@pytest.mark.parametrize("name", SPREAD)
def test_each_file_covers_kinds_statuses_and_wars(name: str) -> None:
    claims = claims_of(name)
    kinds = Counter(claim["kind"] for claim in claims)
    statuses = Counter(claim["status"] for claim in claims)
    assert min(kinds[kind] for kind in KINDS) >= 8
    assert min(statuses[status] for status in ("unrealised", "negated")) >= 0.1 * len(claims)
    assert statuses["possible"] >= 15
    assert len({claim["country"] for claim in claims} - {None}) >= 20


@pytest.mark.parametrize("name", SPREAD)
def test_each_file_covers_places_sources_and_missing_days(name: str) -> None:
    claims = claims_of(name)
    assert len({claim["place_kind"] for claim in claims}) >= 12
    assert sum(bool(claim.get("part")) for claim in claims) >= 30
    assert sum(len(claim["sources"]) >= 2 for claim in claims) >= 10
    assert sum(not claim["sources"] for claim in claims) >= 60
    assert sum(passage["published"] is None for passage in GOLD[name]) >= 5
    assert sum(claim["start"] is None and claim["end"] is not None for claim in claims) >= 20


def test_every_kind_of_place_occurs() -> None:
    assert {claim["place_kind"] for claim in claims_of(*FILES)} == set(PLACE_KINDS)
