"""Broken files of every form: reports or failures, never an exception, never for long.

WHOHOLDS_FUZZ says how many inputs a form gets (hypothesis makes them); a few in the usual run.
"""

import contextlib
import gzip
import io
import os
import time
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whoholds.model import BadInput, Report
from whoholds.reports import Failure, How, forms
from whoholds.reports.days import table_day, today
from whoholds.reports.feeds import Sitemaps, listing_of
from whoholds.reports.inputs import guarded
from whoholds.reports.language import language_of
from whoholds.reports.shown import shown

from . import making

INPUTS = int(os.environ.get("WHOHOLDS_FUZZ", "30"))
MOST_SECONDS = 2.0
fuzzed = settings(
    max_examples=INPUTS,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

SEEDS: dict[str, bytes] = {
    "a.txt": b"date 2024-12-06\nRain fell.",
    "b.md": b"---\npublished: 2024-12-06\npublisher: A\n---\nRain fell.",
    "c.jsonl": making.line(1) * 2,
    "d.csv": b'date,source,text\n2024-12-06,A,"Rain, ""heavy"", fell"\n06 December 2024,B,Snow\n',
    "e.eml": making.eml(1),
    "f.mbox": b"From a\n" + making.eml(1) + b"\n\nFrom b\n" + making.eml(2),
    "result.json": making.telegram([1, 2]),
    "g.zip": making.zipped({"a.txt": b"date 2024-12-06\nRain.", "b.jsonl": making.line(1)}),
    "h.jsonl.gz": gzip.compress(making.line(1)),
    "i.warc": making.warc({"https://a.example/1": making.page(1)}),
    "j.html": making.page(1),
    "k.pdf": making.pdf("Rain fell."),
}


@st.composite
def broken(draw: st.DrawFn, seed: bytes) -> bytes:
    """`seed` with pieces of it cut, doubled, moved or overwritten."""
    data = bytearray(seed)
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        piece = draw(
            st.one_of(
                st.binary(max_size=20),
                st.sampled_from(
                    [b"", b'"', b"\n", b"\0", b"[" * 50, b"{", b"<", b"\xff", b"From "]
                ),
                st.just(bytes(data[start:end]) * 2),
            )
        )
        data[start:end] = piece
    return bytes(data)


@pytest.mark.parametrize("name", SEEDS)
def test_broken_files_give_reports_or_failures(name: str) -> None:
    @fuzzed
    @given(st.data())
    def check(data: Any) -> None:
        content = data.draw(broken(SEEDS[name]))
        started = time.process_time()
        # As a named file is read; the parsers that we wrote raise BadInput and nothing else.
        for item in guarded(io.BytesIO(content), name, name, How()):
            if isinstance(item, Report):
                assert item.text.strip()
                item.text.encode()
                assert item.published is not None
                assert date(1900, 1, 1) <= item.published <= today()
            else:
                assert isinstance(item, Failure)
                assert "\n" not in item.reason
        assert time.process_time() - started < MOST_SECONDS

    check()


@pytest.mark.parametrize("name", ["a.txt", "b.md", "c.jsonl", "d.csv", "result.json", "g.zip"])
def test_our_own_parsers_raise_nothing_else(name: str) -> None:
    @fuzzed
    @given(st.one_of(broken(SEEDS[name]), st.binary(max_size=300)))
    def check(content: bytes) -> None:
        with contextlib.suppress(BadInput):
            list(forms.read_form(io.BytesIO(content), name, name, How()))

    check()


@fuzzed
@given(st.text(max_size=40))
def test_any_day(written: str) -> None:
    try:
        day = table_day(written)
    except BadInput:
        return
    assert date(1900, 1, 1) <= day <= today()


@fuzzed
@given(st.text(max_size=200))
def test_any_address_is_shown_without_a_password(text: str) -> None:
    assert "hush" not in shown(f"https://user:hush@host/{text.replace('hush', '')}")


@fuzzed
@given(
    st.one_of(
        broken(b"<rss><channel><item><link>/a</link></item></channel></rss>"),
        broken(b"<sitemapindex><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>"),
        broken(
            b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>/a</loc></url></urlset>"
        ),
    )
)
def test_any_feed(data: bytes) -> None:
    try:
        found = listing_of(data, "https://a.example/")
    except BadInput:
        return
    urls = found.urls if isinstance(found, Sitemaps) else [entry.url for entry in found or ()]
    assert all(url.startswith("http") for url in urls)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Rebels took Hama.", "en"),
        ("Baghuz, Raqqa, Hama, Manbij", "en"),
        ("سيطرت قوات المعارضة على مدينة حماة بعد انسحاب الجيش منها صباح الخميس", "ar"),
        ("Российские войска заняли посёлок после нескольких недель боёв, сообщили власти", "ru"),
        ("Українські військові звільнили село на півдні країни, повідомили у штабі", "uk"),
        (
            "Les rebelles ont pris la ville de Hama jeudi matin, après le retrait de l'armée, selon "
            "des habitants joints par téléphone dans le centre de la ville.",
            "fr",
        ),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert language_of(text) == language
