import json

from hypothesis import given
from hypothesis import strategies as st

from whoholds.views.passage import passage
from whoholds.views.plain import json_text, plain

FORBIDDEN = {*map(chr, range(32)), *map(chr, range(0x7F, 0xA0)), "\u202e", "\u2028", "\u200f"}


@given(st.text())
def test_plain_text_is_one_line_without_control_characters(text: str) -> None:
    assert not set(plain(text)) & FORBIDDEN


def test_plain_keeps_words_apart_and_letters_as_they_are() -> None:
    assert plain("Dayr az-Zawr\r\nدير الزور\tЛьвів") == "Dayr az-Zawr دير الزور Львів"


@given(
    st.recursive(
        st.text() | st.integers() | st.none(), lambda v: st.lists(v) | st.dictionaries(st.text(), v)
    )
)
def test_json_says_the_same_without_control_characters(value: object) -> None:
    for indent in (None, 2):
        written = json_text(value, indent)
        assert json.loads(written) == value
        assert not (set(written) - {"\n"}) & FORBIDDEN


TEXT = (
    "On Friday Gen. Omar spoke. The rebels took Hama, they said. It was quiet!\n\n"
    "A new paragraph begins without an end"
)


def test_a_passage_is_the_sentence_around_the_span() -> None:
    start = TEXT.index("took Hama")
    context, mark = passage(TEXT, (start, start + 9))
    assert context == "The rebels took Hama, they said."
    assert context[slice(*mark)] == "took Hama"


def test_a_passage_ends_with_its_paragraph() -> None:
    start = TEXT.index("paragraph begins")
    assert passage(TEXT, (start, start + 9))[0] == "A new paragraph begins without an end"


def test_a_span_that_ends_its_sentence() -> None:
    start = TEXT.index("The rebels")
    end = TEXT.index(" It was")
    assert passage(TEXT, (start, end)) == (TEXT[start:end], (0, end - start))


@given(st.data(), st.text(min_size=1))
def test_the_mark_is_always_the_span(data: st.DataObject, text: str) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    context, mark = passage(text, (start, end))
    assert context[slice(*mark)] == text[start:end]
    assert context in text


def test_a_passage_in_a_text_without_ends_is_bounded() -> None:
    text = "word " * 100_000
    context, _ = passage(text, (250_000, 250_004))
    assert len(context) < 2_000
