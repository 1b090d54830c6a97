"""Tables of claims: what is refused, and reports rebuilt from quotes alone."""

import csv
import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoholds.model import BadInput, Claim
from whoholds.reports import Failure
from whoholds.reports.claims_table import Coded, _excerpt, is_claims_table, read_csv, read_jsonl

ROW = {
    "id": "c1",
    "report": "r1",
    "published": "2024-12-05",
    "publisher": "Sample Wire",
    "kind": "capture",
    "actor": "rebels",
    "actor_norm": "Syrian opposition",
    "place": "Hama",
    "place_norm": "Hama",
    "place_id": "geonames:170017",
    "place_kind": "city",
    "population": "460602",
    "admin1": "10",
    "country": "SY",
    "lat": "35.1",
    "lon": "36.7",
    "part": "true",
    "start": "2024-12-05",
    "end": "",
    "status": "actual",
    "sources": '["SANA", "a resident"]',
    "quote": "rebels took part of Hama",
    "span_start": "10",
    "span_end": "34",
}


def table(*rows: dict[str, str]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def only(items: object) -> Coded:
    (item,) = items  # type: ignore[misc]
    assert isinstance(item, Coded), item
    return item


def test_a_row_becomes_its_claim_report_and_place() -> None:
    coded = only(read_csv(table(ROW), "t.csv"))
    (claim,) = coded.reading.claims
    assert claim == Claim(
        "capture",
        "Hama",
        "rebels took part of Hama",
        (10, 34),
        actor="rebels",
        actor_norm="Syrian opposition",
        place_norm="Hama",
        place_id="geonames:170017",
        place_kind="city",
        part=True,
        country="SY",
        lat=35.1,
        lon=36.7,
        start=date(2024, 12, 5),
        sources=("SANA", "a resident"),
    )
    assert coded.report.publisher == "Sample Wire"
    assert coded.report.published == date(2024, 12, 5)
    assert coded.report.text[10:34] == claim.quote
    assert coded.report.text[:10].strip() == ""
    assert coded.original == "r1"
    (place,) = coded.reading.places
    assert (place.population, place.admin1) == (460602, "10")


def test_rows_of_one_report_come_together() -> None:
    other = {**ROW, "quote": "the army left Homs", "span_start": "50", "span_end": "68"}
    elsewhere = {**ROW, "report": "r2"}
    first, second = read_csv(table(ROW, elsewhere, other), "t.csv")
    assert isinstance(first, Coded)
    assert isinstance(second, Coded)
    assert len(first.reading.claims) == 2
    assert first.report.text[50:68] == "the army left Homs"
    assert second.original == "r2"


def test_a_reports_text_restores_its_id() -> None:
    text = "On Monday rebels took part of Hama."
    coded = only(read_csv(table({**ROW, "text": text}), "t.csv"))
    assert coded.report.text == text


def test_a_text_in_which_the_quote_does_not_stand_is_refused() -> None:
    (failure,) = read_csv(table({**ROW, "text": "Something else altogether, and long."}), "t.csv")
    assert isinstance(failure, Failure)
    assert "quote" in failure.reason


@pytest.mark.parametrize(
    ("change", "mend"),
    [
        ({"kind": "conquest"}, "one of capture"),
        ({"status": "maybe"}, "one of actual"),
        ({"quote": ""}, "its place and its quote"),
        ({"span_start": "-1"}, "whole number"),
        ({"span_end": "5"}, "no span"),
        ({"span_end": "99999999999999"}, "whole number"),
        ({"start": "5 December"}, "YYYY-MM-DD"),
        ({"end": "2024-12-01"}, "before it begins"),
        ({"lat": "north"}, "not a number"),
        ({"sources": "SANA"}, "JSON list"),
        ({"sources": "[1]"}, "list of texts"),
        ({"report": ""}, "report is empty"),
    ],
)
def test_a_bad_row_is_a_failure_and_costs_no_other(change: dict[str, str], mend: str) -> None:
    good = {**ROW, "report": "r2"}
    failure, coded = read_csv(table({**ROW, **change}, good), "t.csv")
    assert isinstance(failure, Failure)
    assert failure.label == "t.csv:2"
    assert mend in failure.reason
    assert isinstance(coded, Coded)


def test_what_is_no_table_of_claims_is_refused() -> None:
    with pytest.raises(BadInput, match="whoholds export claims"):
        list(read_csv(b"a,b\n1,2\n", "t.csv"))
    with pytest.raises(BadInput, match="UTF-8"):
        list(read_csv(b"\xff\xfe\x00", "t.csv"))
    assert not is_claims_table(["id", "published", "text"])


def test_json_lines_and_a_broken_line() -> None:
    row = {**ROW, "sources": ["SANA"], "part": False, "lat": 35.1}
    failure, coded = read_jsonl([b"{oops", json.dumps(row).encode()], "t.jsonl")
    assert isinstance(failure, Failure)
    assert isinstance(coded, Coded)
    assert coded.reading.claims[0].sources == ("SANA",)
    assert not coded.reading.claims[0].part


def test_an_event_with_several_tellings_is_refused() -> None:
    event = {
        "event_id_cnty": "SYRc1",
        "event_date": "2024-12-05",
        "sub_event_type": "Armed clash",
        "notes": "they fought",
        "tags": "kind=clash; status=actual; place=Hama; report=r1; span=0-11; tellings=3",
    }
    (failure,) = read_csv(table(event), "e.csv")
    assert isinstance(failure, Failure)
    assert "--distinct" in failure.reason


quotes = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=30)


@given(
    st.text("abc \n.", min_size=40, max_size=80),
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), min_size=1, max_size=5),
)
def test_quotes_of_a_text_keep_their_spans(text: str, spans: list[tuple[int, int]]) -> None:
    claims = [Claim("hold", "X", text[a : a + n], (a, a + n)) for a, n in spans]
    rebuilt, kept = _excerpt(claims)
    assert kept == claims
    assert all(rebuilt[slice(*claim.span)] == claim.quote for claim in kept)


@given(st.lists(st.tuples(quotes, st.integers(0, 50)), min_size=1, max_size=5))
def test_changed_quotes_get_spans_that_fit(told: list[tuple[str, int]]) -> None:
    claims = [Claim("hold", "X", quote, (start, start + 3)) for quote, start in told]
    rebuilt, kept = _excerpt(claims)
    assert [claim.quote for claim in kept] == [claim.quote for claim in claims]
    assert all(rebuilt[slice(*claim.span)] == claim.quote for claim in kept)
