"""A brief as one HTML page: no script, no font, nothing from elsewhere."""

import re
from collections.abc import Iterator
from html import escape

from whoholds.views.brief import Brief, Line, Note
from whoholds.views.brief_map import svg

_STYLE = """
body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.55 Georgia,serif;color:#1a1a1a}
h1{font-size:1.7rem;line-height:1.2;margin-bottom:.2rem}h2{font-size:1.15rem;margin-top:2rem}
.known{color:#555;margin-top:0}figure{margin:1.5rem 0}figure svg{max-width:100%;height:auto}
figcaption,footer{font-size:.85rem;color:#555}sup a{text-decoration:none;padding:0 .1em}
ol.notes{font-size:.88rem;padding-left:2rem}ol.notes li{margin:.35rem 0}li{margin:.3rem 0}
@media print{body{max-width:none;margin:0;font-size:10.5pt}}
"""


def html(brief: Brief) -> str:
    """The page."""
    return "\n".join(_parts(brief)) + "\n"


def _parts(brief: Brief) -> Iterator[str]:
    yield "<!doctype html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">'
    yield f"<title>{escape(brief.title)}</title>"
    for name, value in brief.edition.to_json().items():
        yield f'<meta name="whoholds-{name}" content="{escape(value)}">'
    yield f"<style>{_STYLE}</style></head><body>"
    yield f"<h1>{escape(brief.title)}</h1>"
    yield f'<p class="known">{escape(brief.subtitle)}</p>'
    cited: set[int] = set()
    for section in brief.sections:
        yield f"<h2>{escape(section.title)}</h2>"
        if not section.lines:
            yield f"<p>{escape(section.otherwise)}</p>"
        elif section.title == "In short":
            yield f"<p>{' '.join(_line(line, cited) for line in section.lines)}</p>"
        else:
            yield "<ul>"
            yield from (f"<li>{_line(line, cited)}</li>" for line in section.lines)
            yield "</ul>"
        if section.title == "In short" and (drawn := svg(brief.atlas)):
            yield f"<figure>{drawn}<figcaption>{escape(brief.atlas.caveat)}</figcaption></figure>"
    yield '<h2>Notes</h2><ol class="notes">'
    yield from (_note(note) for note in brief.notes)
    yield "</ol><footer>"
    yield from (f"<p>{escape(remark)}</p>" for remark in brief.remarks)
    yield f"<p>Made from: {escape(str(brief.edition))}.</p></footer></body></html>"


def _line(line: Line, cited: set[int]) -> str:
    """The sentences with their notes; the first citation is where a note leads back to."""
    marks = []
    for number in line.notes:
        anchor = "" if number in cited else f' id="ref{number}"'
        cited.add(number)
        marks.append(f'<a{anchor} href="#note{number}">{number}</a>')
    return f"{escape(line.text)}<sup>{',&#8239;'.join(marks)}</sup>"


def _note(note: Note) -> str:
    link = ""
    if note.url and re.fullmatch(r"https?://[^\s<>\"']+", note.url):
        link = f' <a rel="noreferrer" href="{escape(note.url)}">report</a>'
    return (
        f'<li id="note{note.number}">{escape(note.head)}: “{escape(note.quote)}” '
        f'({escape(note.tail)}).{link} <a href="#ref{note.number}">↩</a></li>'
    )
