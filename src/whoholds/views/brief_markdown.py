"""A brief as Markdown, with footnotes (PHP Markdown Extra's, as pandoc, GitHub and mkdocs read)."""

import re
from collections.abc import Iterator

from whoholds.views.brief import Brief, Line, Note

# Text from reports must not become markup, links or HTML.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$^])")


def markdown(brief: Brief, map_path: str | None = None) -> str:
    """The brief; `map_path` is where its map lies, as the text should link to it."""
    return "\n".join(_lines(brief, map_path)) + "\n"


def _lines(brief: Brief, map_path: str | None) -> Iterator[str]:
    yield f"# {escaped(brief.title)}"
    yield ""
    yield f"*{escaped(brief.subtitle)}*"
    for section in brief.sections:
        yield ""
        yield f"## {section.title}"
        yield ""
        if section.title == "In short":
            yield from (_line(line) for line in section.lines)
        else:
            yield from (f"- {_line(line)}" for line in section.lines)
        if not section.lines:
            yield section.otherwise
        if section.title == "In short" and map_path:
            yield ""
            yield f"![Who held what on {brief.atlas.day}](<{map_path}>)"
            yield ""
            yield f"*{brief.atlas.day}. {brief.atlas.caveat}*"
    yield ""
    yield "---"
    yield ""
    for remark in brief.remarks:
        yield escaped(remark)
    yield f"Made from: {brief.edition}."
    yield ""
    yield from (_note(note) for note in brief.notes)


def _line(line: Line) -> str:
    return escaped(line.text) + "".join(f"[^{number}]" for number in line.notes)


def _note(note: Note) -> str:
    url = f" <{note.url}>" if note.url and _is_web(note.url) else ""
    return f"[^{note.number}]: {escaped(note.head)}: “{escaped(note.quote)}” ({note.tail}).{url}"


def _is_web(url: str) -> bool:
    return re.fullmatch(r"https?://[^\s<>\"']+", url) is not None


def escaped(text: str) -> str:
    """`text` so that Markdown shows it as it is."""
    return _SPECIAL.sub(r"\\\1", text)
