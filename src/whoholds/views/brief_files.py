"""A brief written to a file or given as text, in the form asked for."""

from pathlib import Path

from whoholds.model import BadInput
from whoholds.views import brief, brief_docx, brief_html, brief_map, brief_markdown
from whoholds.views.export.scope import Scope
from whoholds.views.export.writing import whole_file

SUFFIXES = {".md": "markdown", ".html": "html", ".htm": "html", ".docx": "docx"}


def write(scope: Scope, out: Path | None = None, form: str | None = None) -> str | None:
    """Write the brief of `scope` to `out`; without it, return its text.

    A Markdown file has its map beside it, as `<name>.svg`; a page and a document have it in them.
    Raises BadInput for a form that does not exist or cannot be shown.
    """
    form = form or (SUFFIXES.get(out.suffix.lower(), "markdown") if out else "markdown")
    if form not in SUFFIXES.values():
        raise BadInput(f"there is no form {form!r}: markdown, html or docx")
    if form == "docx" and out is None:
        raise BadInput("a Word document cannot go to standard output: name a file with --out")
    made = brief.make(scope)
    if out is None:
        return brief_html.html(made) if form == "html" else brief_markdown.markdown(made)
    if form == "docx":
        brief_docx.write(made, out)
    elif form == "html":
        _put(out, brief_html.html(made))
    else:
        picture = out.with_suffix(".svg")
        drawn = brief_map.svg(made.atlas)
        if drawn:
            _put(picture, drawn)
        _put(out, brief_markdown.markdown(made, picture.name if drawn else None))
    return None


def _put(path: Path, text: str) -> None:
    with whole_file(path) as part:
        part.write_text(text, "utf-8")
