"""A report's text cut into sentences, offsets kept. Markup is blanked, never read.

Both steps are linear in the text's length. spaCy's own segmentation needs the parse, which the
gate must come before.
"""

import re
from collections.abc import Iterator

from attrs import frozen

MAX_SENTENCE = 1_200
"""Characters after which a text without sentence ends is cut, at white space: a parse's cost and
memory stay bounded. English news sentences seldom pass 400."""

_OPENING = re.compile(r"<(?:(script|style)\b|(!--)|/?[a-z])", re.IGNORECASE)
_CLOSING = {
    "script": re.compile(r"</script\b[^>]{0,200}>", re.IGNORECASE),
    "style": re.compile(r"</style\b[^>]{0,200}>", re.IGNORECASE),
    "!--": re.compile(r"-->"),
}
# Nothing here is tried twice (possessive), so that a tag is read once or given up.
_TAG = re.compile(r"""</?[a-z](?:[^<>="']|=\s*+(?:"[^"]*+"|'[^']*+')?+|["'])*+>""", re.IGNORECASE)
_LONGEST_TAG = 5_000
# Characters that print nothing, and halves of a pair of UTF-16, which no encoder takes.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“])(?:[A-Z]|Gen|Col|Lt|Maj|Capt|Brig|Sgt|Cpl|Adm|Cmdr|Mr|Mrs|Ms|Dr|Prof|Rev|Sen|Rep|Gov|St|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|vs|etc|Inc|Ltd|Co|approx|ca|cf|al|Ft|Mt|"
    r"(?:[A-Za-z]\.)+[A-Za-z])\.$"
)
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’ -]{2,40}(?:, [A-Z][\w .'’-]{2,30})?(?: \([\w /]{2,30}\))?(?:, [A-Z][a-z]+\.? \d{1,2})? ?[-–—]{1,2} (?=[\"“A-Z])"
)
_END = re.compile(
    r"(?<=\d)(?=[A-Z][a-z]{3,} (?:by|in|on|from) )|[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\sa-z])|\n[ \t]*\n+|\n(?=[ \t]*[-•*–][ \t])"
)


@frozen
class Span:
    """Characters `start` to `end` of a report's text; `paragraph` counts from 0."""

    start: int
    end: int
    paragraph: int = 0


def blank_markup(text: str) -> str:
    """The text with tags, comments, scripts and control characters as spaces of equal length.

    As a browser does it, a script, style or comment that is never closed goes on to the end.
    """
    if "<" in text:
        text = "".join(_blanked(text))
    return _CONTROL.sub(" ", text)


def _blanked(text: str) -> Iterator[str]:
    at = 0
    while opening := _OPENING.search(text, at):
        start = opening.start()
        yield text[at:start]
        kind = (opening[1] or opening[2] or "").lower()
        if kind:
            closing = _CLOSING[kind].search(text, opening.end())
            at = closing.end() if closing else len(text)
        else:
            tag = _TAG.match(text, start, start + _LONGEST_TAG)
            if tag is None:
                at = opening.end()
                yield text[start:at]
                continue
            at = tag.end()
        yield " " * (at - start)
    yield text[at:]


def sentences(text: str) -> Iterator[Span]:
    """Sentences in order, trimmed of white space; none is longer than MAX_SENTENCE. Datelines
    ("BEIRUT (Agency) - ") are left out."""
    paragraph = 0
    dateline = _DATELINE.match(text)
    start = dateline.end() if dateline else 0
    for match in _END.finditer(text):
        gap = match.group().startswith("\n")
        if (
            not gap
            and match.group().rstrip("\"'”’»)]") == "."
            and _is_abbreviation(text, match.start())
        ):
            continue
        # a gap is no part of the sentence before; two sentences run together have none
        yield from _trimmed(text, start, match.start() if gap else match.end(), paragraph)
        start = match.end()
        dateline = _DATELINE.match(text, start)
        if dateline:
            start = dateline.end()
        if gap and match.group().count("\n") > 1:
            paragraph += 1
    yield from _trimmed(text, start, len(text), paragraph)


def _is_abbreviation(text: str, stop: int) -> bool:
    return _ABBREVIATION.search(text, max(0, stop - 12), stop + 1) is not None


def _trimmed(text: str, start: int, end: int, paragraph: int) -> Iterator[Span]:
    while start < end:
        while start < end and text[start].isspace():
            start += 1
        stop = end
        if end - start > MAX_SENTENCE:
            cut = text.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE)
            stop = cut if cut > 0 else start + MAX_SENTENCE
        tail = stop
        while tail > start and text[tail - 1].isspace():
            tail -= 1
        if tail > start:
            yield Span(start, tail, paragraph)
        start = stop
