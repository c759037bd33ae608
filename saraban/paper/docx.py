"""A plain Word document: a heading and paragraphs, for what is handed on to be worked with."""

import io
import zipfile
from collections.abc import Sequence

from docx import Document
from docx.document import Document as Made
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

TYPEFACE = "TH Sarabun New"
POINTS = 16
INDENT = Cm(2.5)
ALWAYS = (2000, 1, 1, 0, 0, 0)  # the moment every part of the container bears.


def plain_docx(title: str, paragraphs: Sequence[str]) -> bytes:
    """Return a .docx on A4 with the office's typeface and margins; same words, same bytes."""
    document = Document()
    _set_page(document)
    heading = document.add_paragraph().add_run(title)
    heading.bold = True
    for text in paragraphs:
        document.add_paragraph(text).paragraph_format.first_line_indent = INDENT
    made = io.BytesIO()
    document.save(made)
    return _without_moments(made.getvalue())


def _set_page(document: Made) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = TYPEFACE, Pt(POINTS)
    fonts = style.element.rPr.rFonts
    fonts.set(qn("w:cs"), TYPEFACE)
    fonts.set(qn("w:eastAsia"), TYPEFACE)
    style.paragraph_format.space_after = Pt(0)


def _without_moments(container: bytes) -> bytes:
    """Write the container again without the moment it was made, so that words alone decide."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(container)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            new.writestr(zipfile.ZipInfo(part.filename, ALWAYS), old.read(part.filename), 8)
    return made.getvalue()
