"""A brief as a Word document, with real footnotes and its map as a picture.

python-docx has no footnotes, so their part is written here (ECMA-376 part 1, 17.11).
"""

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from whoholds.model import BadInput
from whoholds.views.brief import Brief, Line, Note
from whoholds.views.export.writing import whole_file

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
# What XML 1.0 cannot hold.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PICTURE_INCHES = 6.0


def write(brief: Brief, path: Path) -> None:
    """Write the document. BadInput where python-docx is not installed."""
    try:
        from docx import Document
        from docx.shared import Inches
    except ImportError:
        raise BadInput("a Word document needs python-docx: pip install 'whoholds[brief]'") from None
    document = Document()
    properties = document.core_properties
    properties.title = _legal(brief.title)
    properties.author = "whoholds"
    properties.comments = _legal(f"Made from: {brief.edition}")
    document.add_heading(_legal(brief.title), 0)
    document.add_paragraph(_legal(brief.subtitle), style="Subtitle")
    footnotes = _Footnotes(brief.notes)
    for section in brief.sections:
        document.add_heading(section.title, 1)
        if not section.lines:
            document.add_paragraph(section.otherwise)
        in_short = section.title == "In short"
        running = document.add_paragraph() if in_short and section.lines else None
        for line in section.lines:
            paragraph = running or document.add_paragraph(style="List Bullet")
            footnotes.add_line(paragraph, line, space=running is not None)
        if in_short and (picture := _picture(brief)):
            document.add_picture(picture, width=Inches(_PICTURE_INCHES))
            document.add_paragraph(f"{brief.atlas.day}. {brief.atlas.caveat}", style="Caption")
    document.add_heading("About this brief", 1)
    for remark in (*brief.remarks, f"Made from: {brief.edition}."):
        document.add_paragraph(_legal(remark))
    footnotes.attach(document)
    with whole_file(path) as part:
        document.save(str(part))


def _picture(brief: Brief) -> BytesIO | None:
    from whoholds.views import brief_map, plots

    if brief_map.bounds(brief.atlas) is None:
        return None
    drawn = BytesIO()
    plots.day_map(brief.atlas).figure.savefig(drawn, format="png", dpi=200, bbox_inches="tight")
    drawn.seek(0)
    return drawn


class _Footnotes:
    """The footnotes as they are cited: a note cited again refers back to its first footnote."""

    def __init__(self, notes: Sequence[Note]) -> None:
        self._notes = {note.number: note for note in notes}
        self._first: dict[int, int] = {}
        self._texts: list[str] = []

    def add_line(self, paragraph: Any, line: Line, space: bool) -> None:
        paragraph.add_run(_legal(line.text))
        for number in line.notes:
            self._refer(paragraph.add_run(), number)
        if space:
            paragraph.add_run(" ")

    def _refer(self, run: Any, number: int) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        note = self._notes[number]
        count = len(self._texts) + 1
        if number in self._first:
            self._texts.append(f"As in note {self._first[number]}.")
        else:
            self._first[number] = count
            url = f" {note.url}" if note.url else ""
            self._texts.append(f"{note.head}: “{note.quote}” ({note.tail}).{url}")
        run.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(count))
        run._r.append(reference)

    def attach(self, document: Any) -> None:
        """Add the part that holds the footnotes to the document."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        package = document.part.package
        part = Part(PackURI("/word/footnotes.xml"), _PART, self._xml(), package)
        document.part.relate_to(part, _REL)

    def _xml(self) -> bytes:
        from lxml import etree
        from lxml.builder import ElementMaker

        w = ElementMaker(namespace=_W, nsmap={"w": _W})

        def attribute(name: str, value: str) -> dict[str, str]:
            return {f"{{{_W}}}{name}": value}

        def separator(number: int, kind: str, mark: Any) -> Any:
            names = {**attribute("type", kind), **attribute("id", str(number))}
            return w.footnote(w.p(w.r(mark)), names)

        def text(words: str) -> Any:
            element = w.t(_legal(words))
            element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            return w.r(w.rPr(w.sz(attribute("val", "18"))), element)

        raised = w.rPr(w.vertAlign(attribute("val", "superscript")))
        notes = [
            w.footnote(
                w.p(w.r(_copy(raised), w.footnoteRef()), text(" " + words)),
                attribute("id", str(number)),
            )
            for number, words in enumerate(self._texts, 1)
        ]
        root = w.footnotes(
            separator(-1, "separator", w.separator()),
            separator(0, "continuationSeparator", w.continuationSeparator()),
            *notes,
        )
        written: bytes = etree.tostring(
            root, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        return written


def _copy(element: Any) -> Any:
    from copy import deepcopy

    return deepcopy(element)


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
