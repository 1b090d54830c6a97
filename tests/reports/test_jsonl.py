import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoholds.model import Report
from whoholds.reports import Failure
from whoholds.reports.how import How
from whoholds.reports.jsonl import read_lines
from whoholds.reports.lines import MOST_BYTES


def line(**fields: object) -> bytes:
    return json.dumps({"published": "2024-12-06", "text": "Rebels took Hama."} | fields).encode()


def test_fields() -> None:
    row = line(id="sw-7", publisher="Sample Wire", title="T", url="https://example.org", claims=[])
    assert list(read_lines([row, b"\n"], "a.jsonl", How())) == [
        Report(
            text="Rebels took Hama.",
            published=date(2024, 12, 6),
            publisher="Sample Wire",
            title="T",
            url="https://example.org",
            label="sw-7",
        )
    ]


def test_text_is_kept_to_the_character() -> None:
    text = " \r\nRebels took Hama. "
    (report,) = read_lines([line(text=text)], "a.jsonl", How())
    assert isinstance(report, Report)
    assert report.text == text


def test_label_where_the_line_has_no_id() -> None:
    labels = [r.label for r in read_lines([line(id=12), b"", line()], "a.jsonl", How())]
    assert labels == ["12", "a.jsonl:3"]


def test_undated_only_where_allowed() -> None:
    (refused,) = read_lines([line(published=None)], "a.jsonl", How())
    assert isinstance(refused, Failure)
    assert "no day of publication" in refused.reason
    (kept,) = read_lines([line(published=None)], "a.jsonl", How(dated=False))
    assert isinstance(kept, Report)
    assert kept.published is None


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (b"{", "not JSON"),
        (b'"text"', "not a JSON object"),
        (b"[" * 100_000, "not JSON"),
        (b'{"id": ' + b"1" * 5000 + b"}", "not JSON"),
        (b'{"published": "2024-12-06"}', "no report"),
        (line(text=7), "no report"),
        (line(text="  "), "empty"),
        (line(text="a\0b"), "NUL"),
        (line(text="\ud800"), "half of a character"),
        (line(publisher="\ud800"), "half of a character"),
        (line(publisher=["Sample Wire"]), '"publisher" is not a string'),
        (line(published="2024-02-31"), "does not exist"),
        (line(published="2199-01-01"), "still to come"),
        (line(text="\xe9").replace(b"\\u00e9", b"\xe9"), "UTF-8"),
        (b" " * MOST_BYTES + b"{}", "one report a line"),
    ],
)
def test_a_bad_line_is_a_failure_and_the_next_is_read(row: bytes, says: str) -> None:
    bad, good = read_lines([row, line()], "a.jsonl", How())
    assert isinstance(bad, Failure)
    assert bad.label == "a.jsonl:1"
    assert says in bad.reason
    assert isinstance(good, Report)


@given(
    st.dictionaries(
        st.sampled_from(["id", "published", "publisher", "text"]),
        st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists),
    )
)
def test_any_object_is_a_report_or_a_failure(row: dict[str, object]) -> None:
    (item,) = read_lines([json.dumps(row).encode()], "a.jsonl", How(dated=False))
    assert isinstance(item, Report | Failure)
