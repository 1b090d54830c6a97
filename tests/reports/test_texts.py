from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from whoholds.model import BadInput, Report
from whoholds.reports.texts import read_text


@pytest.mark.parametrize(
    "written",
    [
        "date 2024-12-06\nRebels took Hama.\n",
        "date 2024-12-06 Rebels took Hama.",
        " date 2024-12-06 Rebels took Hama.\n\n",
        "\r\n  date 2024-12-06\r\n\r\nRebels took Hama.\r\n",
        "Date: 2024-12-06\nRebels took Hama.",
        "---\npublished: 2024-12-06\n---\nRebels took Hama.",
        "\n---\npublished: '2024-12-06T23:30:00+02:00'\n---\n\nRebels took Hama.\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_day_and_text_apart(written: str, encoding: str) -> None:
    report = read_text(written.encode(encoding), "a.txt")
    assert report.published == date(2024, 12, 6)
    assert report.text == "Rebels took Hama."
    assert report.publisher is None
    assert report.label == "a.txt"


def test_front_matter_fields() -> None:
    data = (
        b"---\nid: sw-7\npublished: 2024-12-06\npublisher: Sample Wire\ntitle: 'Hama: lost'\n"
        b"url: https://example.org/7\nempty:\nlist: [a]\n---\ndate palms burned in Hama.\n"
    )
    assert read_text(data, "a.md") == Report(
        text="date palms burned in Hama.",
        published=date(2024, 12, 6),
        publisher="Sample Wire",
        title="Hama: lost",
        url="https://example.org/7",
        label="sw-7",
    )


def test_inner_lines_stay_as_they_are() -> None:
    text = "First  paragraph.\n\n\tSecond — with a rule:\n---\nand more."
    assert read_text(f"date 2024-12-06\n{text}\n".encode(), "a.txt").text == text


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (b"Rebels took Hama.", "date 2024-12-06"),
        (b"Date palms burned in Hama.", "no day of publication"),
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"date 2024-12-06\n  \n", "empty"),
        (b"date 2024-02-31\nRebels took Hama.", "2024-02-31 does not exist"),
        (b"date 2199-01-01\nRebels took Hama.", "still to come"),
        (b"date 1899-12-31\nRebels took Hama.", "before 1900"),
        (b"date 6 December 2024\nRebels took Hama.", "YYYY-MM-DD"),
        (b"date 06/12/2024\nRebels took Hama.", "YYYY-MM-DD"),
        (b"\x89PNG\x00\x01", "not text"),
        (b"date 2024-12-06\nRebels\x00took Hama.", "NUL"),
        (b"date 2024-12-06\nRebels took Ham\xe4.", "byte 31 is not UTF-8"),
        (b"---\npublisher: Sample Wire\n---\nRebels took Hama.", "add published"),
        (b"---\npublished: 2024-02-31\n---\nRebels took Hama.", "does not exist"),
        (b"---\npublished: [2024-12-06]\n---\nRebels took Hama.", "add published"),
        (b"---\npublished: {\n---\nRebels took Hama.", "not YAML at its line"),
        (b"---\njust words\n---\nRebels took Hama.", "name: value"),
        (b"---\na: " + b"[" * 5000 + b"\n---\nRebels took Hama.", "not YAML"),
        (b"---\na: " + b"x" * 20_000 + b"\n---\nRebels took Hama.", "shorten"),
        (b"date 2024-12-06\n" + b"x" * 1_000_001, "split it"),
    ],
)
def test_refused_with_the_mend(written: bytes, says: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read_text(written, "a.txt")
    assert says in str(refusal.value)
    assert "\n" not in str(refusal.value)


@given(st.text(min_size=1))
@example("---\n---\n")
def test_whatever_the_text_it_is_kept_or_refused(text: str) -> None:
    try:
        report = read_text(b"date 2024-12-06\n" + text.encode("utf-8", "surrogatepass"), "a")
    except BadInput:
        return
    assert report.text == text.replace("\r\n", "\n").replace("\r", "\n").strip()


@given(st.binary())
@example(b"\xff\xfe\x00")
@example(b"---\n&a [*a]\n---\n")
@example(b"---\n? {a: b}\n: c\n---\nx")
@example(b"---\n!!python/object/apply:os.system [x]\n---\nx")
def test_any_bytes_are_a_report_or_bad_input(data: bytes) -> None:
    try:
        report = read_text(data, "a.txt")
    except BadInput:
        return
    assert report.published is not None
    assert report.text.strip()
