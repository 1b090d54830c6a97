"""Hostile and broken inputs: one line each, in bounded time and memory, and the rest goes on."""

import gzip
import io
import re
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
import zstandard

from whoholds.model import Report
from whoholds.reports import Failure, How, packed, read_inputs
from whoholds.reports.days import today

from . import making

DEEP = 200_000
TOMORROW = today().replace(year=today().year + 1).isoformat()


def read(folder: Path, name: str, data: bytes, how: How | None = None) -> list[Report | Failure]:
    path = folder / name
    path.write_bytes(data)
    return list(read_inputs([str(path)], how=how))


def bomb(size: int = 300_000_000) -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb") as packing:
        for _ in range(size // 1_000_000):
            packing.write(b" " * 999_999 + b"\n")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.html", b"", "no article"),
        ("a.html", b"<div>" * DEEP, "no article"),
        ("a.html", making.page(1, day=None), "no day of publication"),
        ("a.html", making.page(1, day=TOMORROW), "no day|still to come"),
        ("a.html", b"<p>" + b"x" * 11_000_000, "10,000,000 bytes"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"a,b\n1,2\n", "--map text=COLUMN"),
        ("a.csv", b"text,b\nRain,2\n", "--map published=COLUMN"),
        ("a.csv", b"text,date\n\xff,2024-12-06\n", "UTF-8"),
        ("a.csv", b"text,date\nRain,1812-06-24\n", "before 1900"),
        ("a.csv", f"text,date\nRain,{TOMORROW}\n".encode(), "still to come"),
        ("a.parquet", b"PAR1" + b"\0" * 100, "Parquet"),
        ("a.eml", b"Subject: x\r\n\r\nRain", "no Date"),
        ("a.eml", making.eml(1, "yesterday"), "not a day"),
        ("a.mbox", b"Rain\n", "no message"),
        ("a.pdf", b"%PDF-1.4 nothing", "not a whole PDF|cannot be read"),
        ("a.pdf", making.pdf("Rain", made=None), "no date"),
        ("a.pdf", making.pdf(""), "OCR"),
        ("a.json", b'{"a": 1}', "Telegram"),
        ("a.json", making.telegram([1])[:-300], "breaks off"),
        ("a.json", b'{"messages": [' + b"[" * DEEP, "breaks off"),
        ("a.zip", b"PK\3\4 broken", "broken"),
        ("a.txt.gz", gzip.compress(b"date 2024-12-06\nRain.", mtime=0)[:-9], "broken"),
        ("a.txt.zst", b"\x28\xb5\x2f\xfd broken", "broken"),
        ("a.jsonl.gz", bomb(), "times its size"),
        ("a.jsonl.zst", zstandard.compress(b" " * 150_000_000), "times its size"),
        ("a.warc", b"not a warc at all\r\n\r\n", "WARC|breaks off"),
        ("a.warc", making.warc({"https://a.example/": b"<p>short"}), "no article"),
        ("a.png", b"\x89PNG", "cannot read .png"),
    ],
)
def test_what_is_wrong_is_one_line(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    items = read(tmp_path, name, data)
    assert len(items) == 1, items
    (item,) = items
    assert isinstance(item, Failure), item
    assert re.search(says, item.reason), item
    assert "\n" not in item.reason


def test_a_bomb_takes_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(making.zipped({"x.jsonl": b" " * 199_999_999 + b"\n"}))
    tracemalloc.start()
    try:
        (item,) = read_inputs([str(path)])
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()
    assert isinstance(item, Failure)
    assert "times its size" in item.reason


def test_archives_within_archives_end(tmp_path: Path) -> None:
    data = making.zipped({"a.txt": b"date 2024-12-06\nRain."})
    for _ in range(packed.MOST_DEPTH):
        data = making.zipped({"a.zip": data})
    (item,) = read(tmp_path, "a.zip", data)
    assert isinstance(item, Failure)
    assert "deep" in item.reason


def test_members_stay_where_they_are(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("../../up.txt", "/abs.txt", "ok.txt"):
            archive.writestr(name, f"date 2024-12-06\nRain in {name}.")
    before = set(tmp_path.parent.rglob("*.txt"))
    items = read(tmp_path, "a.zip", out.getvalue())
    assert all(isinstance(item, Report) for item in items)
    assert len(items) == 3
    assert set(tmp_path.parent.rglob("*.txt")) == before


def test_a_bad_member_costs_no_other(tmp_path: Path) -> None:
    members = {"a.txt": b"no date", "b.txt": b"date 2024-12-06\nRain.", "c.pdf": b"%PDF-"}
    bad, good, worse = read(tmp_path, "a.zip", making.zipped(members))
    assert isinstance(bad, Failure)
    assert bad.label.endswith("a.zip!a.txt")
    assert isinstance(good, Report)
    assert isinstance(worse, Failure)


def test_entities_do_not_swell(tmp_path: Path) -> None:
    entities = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol" * 10}">' for n in range(10)
    )
    page = f"<!DOCTYPE x [{entities}]><html><body><p>&e9;</p></body></html>"
    started = time.monotonic()
    (item,) = read(tmp_path, "a.html", page.encode())
    assert isinstance(item, Failure)
    assert time.monotonic() - started < 10


def test_columns_are_mapped(tmp_path: Path) -> None:
    how = How(columns={"text": "Body", "published": "when"})
    data = b"when,Body,text\n2024-12-06,Rain.,not this\n"
    (item,) = read(tmp_path, "a.csv", data, how)
    assert isinstance(item, Report)
    assert item.text == "Rain."
    (wrong,) = read(tmp_path, "a.csv", data, How(columns={"text": "nowhere"}))
    assert isinstance(wrong, Failure)
    assert "no column 'nowhere'" in wrong.reason


def test_parquet(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    from datetime import date

    import pyarrow.parquet as pq

    table = pa.table(
        {"date": [date(2024, 12, 6)] * 3, "text": ["Rain.", None, "Snow."], "source": ["A"] * 3}
    )
    pq.write_table(table, tmp_path / "a.parquet")
    rain, bad, snow = read_inputs([str(tmp_path / "a.parquet")])
    assert isinstance(rain, Report)
    assert (rain.text, rain.published, rain.publisher) == ("Rain.", date(2024, 12, 6), "A")
    assert isinstance(bad, Failure)
    assert isinstance(snow, Report)
