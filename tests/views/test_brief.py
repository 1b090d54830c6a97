"""Briefs: nothing without a note, nothing surer than the data, the same in every form."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from lxml import etree

from whoholds.intake import Reader
from whoholds.knowledge.theatres import find_theatre
from whoholds.model import BadInput, Change, Period, Place, Report
from whoholds.record import AsOf, Store
from whoholds.views import brief_words as words
from whoholds.views.brief import Brief, make
from whoholds.views.brief_files import write
from whoholds.views.brief_html import html
from whoholds.views.brief_map import svg
from whoholds.views.brief_markdown import escaped, markdown
from whoholds.views.export import Privacy, Scope

from .exported import filled

FIRST, LAST = date(2024, 11, 27), date(2024, 12, 8)
TOWN = Place("geonames:1", "Hama", "city", "SY", 35.13, 36.75, 460_000)


@pytest.fixture
def store(toy_reader: Reader, war: tuple[Report, ...]) -> Iterator[Store]:
    with filled(":memory:", toy_reader, war) as opened:
        yield opened


def scope(store: Store, known: date | None = None, last: date = LAST) -> Scope:
    return Scope(store, find_theatre("syria"), AsOf(known=known), FIRST, last)


@pytest.fixture
def brief(store: Store) -> Brief:
    return make(scope(store))


def lines(brief: Brief, title: str) -> list[str]:
    (section,) = [one for one in brief.sections if one.title == title]
    return [line.text for line in section.lines]


def test_it_says_what_changed_and_who_says_so(brief: Brief) -> None:
    assert brief.title == "Syria: 27 November to 8 December 2024"
    changed = lines(brief, "What changed")
    (hama,) = [line for line in changed if line.startswith("Hama")]
    assert "from the Syrian government to the Syrian opposition on 5 December 2024" in hama
    (aleppo,) = [line for line in changed if line.startswith("Aleppo")]
    assert "between 30 November and 1 December 2024 (two reports, one origin)" in aleppo
    assert any("SANA" in note.said_by and "took Hama" in note.quote for note in brief.notes)


def test_it_says_what_is_contested(brief: Brief) -> None:
    (homs,) = [line for line in lines(brief, "What is contested") if line.startswith("Homs")]
    assert "was fought over" in homs


def test_no_line_is_without_a_note(brief: Brief) -> None:
    numbers = {note.number for note in brief.notes}
    cited = set()
    for section in brief.sections:
        for line in section.lines:
            assert line.notes, line.text
            cited |= set(line.notes)
    assert cited == numbers == set(range(1, len(numbers) + 1))


def test_what_came_to_light_late(store: Store, toy_reader: Reader) -> None:
    late = make(scope(store, last=date(2024, 12, 4)))
    assert lines(late, "What we learned late") == []
    before = make(scope(store, known=date(2024, 12, 4)))
    assert not [line for line in lines(before, "What changed") if line.startswith("Hama")]
    assert before.subtitle == "As known on 4 December 2024"
    told = Report(
        "It came out that the rebels took Raqqa from the army.", date(2024, 12, 20), "Late"
    )
    run = store.begin_run("toy", "1")
    reading = next(toy_reader.read_many([Report(told.text, date(2024, 12, 6), "Late")]))
    store.add(run, [(told, reading)])
    (line,) = lines(make(scope(store)), "What we learned late")
    assert line.startswith("Not known until 20 December 2024: Raqqa")


def test_days_are_needed(store: Store) -> None:
    with pytest.raises(BadInput, match="--from and --to"):
        make(Scope(store))


def test_an_empty_time_says_so(store: Store) -> None:
    quiet = make(Scope(store, None, AsOf(), date(2020, 1, 1), date(2020, 1, 31)))
    assert quiet.notes == ()
    text = markdown(quiet)
    assert "No change of hands is told of" in text
    assert "No fighting is told of" in text


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((date(2024, 12, 5), date(2024, 12, 5)), "on 5 December 2024"),
        ((date(2024, 12, 3), date(2024, 12, 5)), "between 3 and 5 December 2024"),
        ((date(2024, 11, 29), date(2024, 12, 1)), "between 29 November and 1 December 2024"),
        ((date(2023, 12, 30), date(2024, 1, 2)), "between 30 December 2023 and 2 January 2024"),
        ((date(2024, 11, 1), date(2024, 11, 30)), "in November 2024"),
        ((date(2014, 1, 1), date(2014, 12, 31)), "in 2014"),
        ((None, date(2024, 12, 5)), "by 5 December 2024"),
        ((date(2024, 12, 5), None), "on 5 December 2024 or later"),
        ((None, None), ""),
    ],
)
def test_days_in_words(days: tuple[date | None, date | None], said: str) -> None:
    assert words.when(days) == said


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (0.97, "passed from"),
        (0.85, "very likely passed from"),
        (0.6, "probably passed from"),
        (0.3, "may have passed from"),
    ],
)
def test_sentences_are_as_sure_as_the_change(probability: float, said: str) -> None:
    day = date(2024, 12, 5)
    change = Change(TOWN, "Syrian government", "Islamic State", (day, day), probability)
    assert words.change(change) == (
        f"Hama {said} the Syrian government to Islamic State on 5 December 2024."
    )


def test_a_loss_to_nobody_known() -> None:
    day = date(2024, 12, 5)
    change = Change(TOWN, "Syrian government", None, (day, day), 0.97, reports=3, origins=2)
    assert words.change(change) == (
        "Hama was lost by the Syrian government on 5 December 2024; who holds it since is not "
        "told (three reports, two origins)."
    )


def test_periods_in_words() -> None:
    day = date(2024, 12, 5)
    assert words.during(Period(day, day)) == "on 5 December 2024"
    assert words.during(Period(date(2024, 12, 3), day)) == "from 3 to 5 December 2024"


def test_markdown_has_each_footnote_once_and_no_markup_of_reports(brief: Brief) -> None:
    text = markdown(brief, "map.svg")
    marks = set(re.findall(r"(?<!\\)\[\^(\d+)\](?!:)", text))
    notes = re.findall(r"^\[\^(\d+)\]:", text, re.M)
    assert marks == set(notes)
    assert len(notes) == len(set(notes)) == len(brief.notes)
    assert "<script" not in text.replace("\\<script", "")
    assert "\\^1\\] \\<script\\>" in text
    assert brief.edition.record in text


def test_escaping_leaves_no_markdown() -> None:
    assert escaped("[x](y) *z* <b> `c` [^1]") == ("\\[x\\](y) \\*z\\* \\<b\\> \\`c\\` \\[\\^1\\]")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag in {"a", "link", "img", "use"}:
            self.links.append(str(given.get("href") or given.get("src")))
        assert not [name for name in given if name.startswith("on")]


def test_the_page_stands_alone_and_its_notes_lead_there_and_back(brief: Brief) -> None:
    text = html(brief)
    page = _Page()
    page.feed(text)
    assert "script" not in page.tags
    assert len(page.ids) == len(set(page.ids))
    inner = {link[1:] for link in page.links if link.startswith("#")}
    assert inner <= set(page.ids)
    assert {f"note{note.number}" for note in brief.notes} <= set(page.ids)
    assert not [link for link in page.links if not link.startswith("#")]
    assert "svg" in page.tags
    assert brief.edition.record in text


def test_the_map_is_one_svg_that_needs_nothing(brief: Brief) -> None:
    drawn = svg(brief.atlas)
    assert drawn is not None
    root = etree.fromstring(drawn.encode())
    names = {one.text for one in root.iter("{*}text")}
    assert {"Hama", "Aleppo", "Homs", "Syrian opposition"} <= names
    assert any("no front lines" in (name or "") for name in names)
    assert drawn.count("http") == 1  # the namespace
    assert "href" not in drawn
    assert svg(brief.atlas) == drawn


def test_a_brief_of_no_place_has_no_map(toy_reader: Reader) -> None:
    report = Report("In May the Reds took Rivertown.", date(2024, 5, 2), "Sample Wire")
    with Store.open(":memory:") as store:
        run = store.begin_run("toy", "1")
        store.add(run, [(report, next(toy_reader.read_many([report])))])
        made = make(Scope(store, None, AsOf(), date(2024, 5, 1), date(2024, 5, 31)))
        assert svg(made.atlas) is None


def test_word_documents_have_real_footnotes_and_the_map(store: Store, tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    pytest.importorskip("matplotlib")
    write(scope(store), tmp_path / "b.docx")
    document = docx.Document(str(tmp_path / "b.docx"))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Hama" in text
    assert len(document.inline_shapes) == 1
    assert store.digest() in document.core_properties.comments
    with zipfile.ZipFile(tmp_path / "b.docx") as archive:
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
        body = etree.fromstring(archive.read("word/document.xml"))
        assert b"footnotes.xml" in archive.read("[Content_Types].xml")
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    there = [one.get(f"{w}id") for one in notes if one.get(f"{w}type") is None]
    cited = [one.get(f"{w}id") for one in body.iter(f"{w}footnoteReference")]
    assert cited == there
    assert len(cited) == len(set(cited)) > 0
    assert "SANA" in "".join(notes.itertext())


def test_markdown_files_have_their_map_beside_them(store: Store, tmp_path: Path) -> None:
    write(scope(store), tmp_path / "my brief.md")
    assert "](<my brief.svg>)" in (tmp_path / "my brief.md").read_text()
    assert (tmp_path / "my brief.svg").exists()


def test_forms_that_cannot_be_are_refused(store: Store) -> None:
    with pytest.raises(BadInput, match="--out"):
        write(scope(store), None, "docx")
    with pytest.raises(BadInput, match="markdown, html or docx"):
        write(scope(store), None, "pdf")


def test_a_brief_can_name_no_private_speaker(store: Store) -> None:
    hidden = Scope(store, find_theatre("syria"), AsOf(), FIRST, LAST, Privacy(redact_sources=True))
    text = html(make(hidden))
    assert "Haddad" not in text
    assert "a health worker" in text
