"""Texts that nobody wrote to be read: no crash, no claim from markup, quotes exact, time linear."""

import gc
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds.model import Report
from whoholds.reading import RulesReader

from .conftest import Tell

DAY = date(2015, 9, 20)
WAR = "Rebels captured the Syrian town of Saraqib from the army on Friday"

PIECES = [
    WAR,
    "Clashes in Homs and Hama",
    "the last stronghold of",
    "rebel-held",
    "was captured by",
    '"The army has left Idlib,"',
    "activists said",
    "since 2012",
    "31 February 9999",
    "according to according to",
    "<p class='x'>",
    "</p>",
    "<script>",
    "\x00\x07\x1b[31m",
    "\u200b\u202e\ufeff",
    "\ud800",
    "حلب سقطت بيد الثوار",
    "Войска взяли Бахмут",
    "部队占领了城市",
    "ﷺ",
    "🏴\u200d☠️",
    "e\u0301\u0327" * 20,
    "((((((((((",
    "]]]]",
    "----",
    "'s 's 's",
    "of of of the the the",
    "\n\n",
    ".",
    "…",
    ",",
    " ",
]

SEEDS = {
    "nothing": "",
    "blank": " \n\t\r\n \u00a0\u2003",
    "only punctuation": "?!.,;:-–—\"'“”()[]{}" * 200,
    "controls": "Rebels\x00 captured\x07 \x1b[31mSaraqib\x7f from\x0b the army.",
    "no sentence ends": (WAR + " and then ") * 400,
    "no blanks": "captured" * 20_000,
    "one long name": "Al-" + "Saraqib" * 5_000 + " was captured by the army.",
    "capitals": WAR.upper() + ". " + WAR.upper(),
    "right to left": "سيطر الثوار على سراقب. Rebels captured سراقب from الجيش.",
    "overrides": "Rebels \u202ecaptured\u202c \u2067Saraqib\u2069 from the army.",
    "lone surrogates": "Rebels captured \ud800Saraqib\udfff from the army.",
    "zero width": "Rebels cap\u200btured Sara\u200dqib\ufeff from the army.",
    "brackets": "Rebels captured " + "(" * 3_000 + "Saraqib" + ")" * 3_000 + ".",
    "nested quotations": "“" * 500 + WAR + "”" * 500,
    "commas": "Rebels captured " + "Saraqib, " * 500 + "and Binnish.",
    "hyphens": "rebel-" * 2_000 + "held Saraqib was attacked by the army.",
    "open tags": "<" * 5_000 + WAR,
    "open script": "<script>" * 500 + WAR,
    "entities": "Rebels captured Saraqib &amp; Binnish&nbsp;from the army.&#0;",
    "newlines": "\n".join(WAR.split()),
    "numbers": "Rebels captured 1,000,000,000,000,000 Saraqib 99/99/9999 on 31 April 0000.",
}


@pytest.mark.parametrize("name", SEEDS)
def test_hostile_texts_are_read(name: str, tell: Tell) -> None:
    for claim in tell(SEEDS[name], DAY):
        assert claim.quote


def test_a_claim_among_control_characters_keeps_its_place(tell: Tell) -> None:
    text = "\x00\x01 <b>\u200bRebels captured Saraqib from the army.\u200b</b>\x02"
    (claim,) = tell(text)
    assert claim.quote == "Rebels captured Saraqib from the army"


MARKUP = [
    f"<img alt='{WAR}.' src='x'>Nothing happened on Friday.",
    f"<script>var story = '{WAR}.';</script>Nothing happened on Friday.",
    f"<style>/* {WAR}. */</style>Nothing happened on Friday.",
    f"<!-- {WAR}. -->Nothing happened on Friday.",
    f"<SCRIPT type='a'>\n{WAR}.\n</SCRIPT >Nothing happened on Friday.",
    f'<a href="#" title="{WAR}.">more</a> Nothing happened on Friday.',
    f"<div\ndata-text='{WAR}.'\n>Nothing happened on Friday.</div>",
    f"<meta name='description' content='{WAR}'>Nothing happened on Friday.",
    f"<img alt='a > b. {WAR}.'>Nothing happened on Friday.",
    f"<noscript>Nothing</noscript><svg><title>{''}</title></svg><p>Nothing happened on Friday.",
    f"<script>if (a < b) {{ say('{WAR}.') }}</script>Nothing happened on Friday.",
    f"<script>{'x' * 300_000} {WAR}.</script>Nothing happened on Friday.",
    f"<!--{'x' * 30_000} {WAR}. -->Nothing happened on Friday.",
    f"<script>say('{WAR}.')",
    f"<script>say('{WAR}.')</scr",
    f"<style>{WAR}. <p>{WAR}.</p>",
    f"<!-- {WAR}.",
    f"<!-- <p>{WAR}.</p> -- > {WAR}. -->Nothing happened on Friday.",
]


@pytest.mark.parametrize("text", MARKUP, ids=lambda text: text[:30].replace("\n", " "))
def test_markup_claims_nothing(text: str, tell: Tell) -> None:
    assert tell(text) == ()


def test_what_stands_between_tags_is_read(tell: Tell) -> None:
    (claim,) = tell(f"<html><body><p class='a'>{WAR}.</p></body></html>")
    assert (claim.kind, claim.place) == ("capture", "Saraqib")


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_pieces_of_anything_are_read(reader: RulesReader, text: str) -> None:
    first = reader.read(Report(text, DAY))
    for claim in first.claims:
        assert text[slice(*claim.span)] == claim.quote
        assert claim.quote.strip()
        assert claim.start is None or claim.end is None or claim.start <= claim.end
    assert reader.read(Report(text, DAY)) == first


@settings(max_examples=60)
@given(st.text(st.characters(), max_size=200), st.text(st.characters(), max_size=200))
def test_any_characters_around_a_claim_are_read(
    reader: RulesReader, before: str, after: str
) -> None:
    text = f"{before}\n\n{WAR}.\n\n{after}"
    for claim in reader.read(Report(text, DAY)).claims:
        assert text[slice(*claim.span)] == claim.quote


@settings(max_examples=30)
@given(st.dates(), st.sampled_from(["on Friday", "since March", "two days after", "last week"]))
def test_any_day_of_publication(reader: RulesReader, day: date, when: str) -> None:
    for claim in reader.read(Report(f"Rebels captured Saraqib {when}.", day)).claims:
        assert claim.end is None or claim.end <= day


def sentences_of(count: int) -> str:
    """So many claims, each about a village of its own."""
    return " ".join(
        f"Rebels captured the village of Umm {chr(65 + n % 26)}{'abcdefghij'[n // 26 % 10]}"
        f"{'klmnopqrst'[n // 260 % 10]}an from the Syrian army."
        for n in range(count)
    )


LONG = {
    "claims": lambda size: sentences_of(size // 70),
    "one line without ends": lambda size: (
        "the rebels and the army of the north went on " * (size // 45)
    ),
    "no blanks": lambda size: "captured" * (size // 8),
    "tags": lambda size: "<p><b>Nothing</b></p>" * (size // 21),
    "open tags": lambda size: "<a " * (size // 3),
    "open scripts": lambda size: "<script> " * (size // 9),
    "open comments": lambda size: "<!-- " * (size // 5),
    "stops": lambda size: ". " * (size // 2),
    "line ends": lambda size: "\n" * size,
    "blanks": lambda size: "army " + " " * size + "army",
    "quotation marks": lambda size: '"' * size,
    "capitals": lambda size: "Al Bab " * (size // 7),
    "datelines": lambda size: "BEIRUT " * (size // 7),
    "hyphens": lambda size: "a-" * (size // 2),
    "digits": lambda size: "1" * size,
    "initials": lambda size: "A." * (size // 2),
    "brackets": lambda size: "(" * size,
}


PARSED = ("claims", "one line without ends")
"""Most of their time goes to the parser, so that less of them is enough."""


@pytest.mark.parametrize("name", LONG)
def test_time_is_linear_in_length(name: str, reader: RulesReader) -> None:
    size = 8_000 if name in PARSED else 40_000

    def spent(times: int) -> float:
        report = Report(LONG[name](times * size), DAY)
        start = time.process_time()
        reader.read(report)
        return time.process_time() - start

    spent(1)
    gc.disable()  # it takes time by what other tests have left behind
    try:
        pairs = [(spent(1), spent(4)) for _ in range(3)]
    finally:
        gc.enable()
    one, four = (min(times) for times in zip(*pairs, strict=True))
    # 8 lies between a line's 4 and a square's 16; 0.05 s is what a step of the clock may add.
    assert four <= 8 * one + 0.05
