"""The memorandum, form 2 (clause 12 of the regulation): between offices of one house."""

from itertools import zip_longest

from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas

from saraban.paper.emblem import draw_emblem
from saraban.paper.fonts import bold
from saraban.paper.lines import NO_WORDS, break_lines
from saraban.paper.marks import draw_urgency, red_word_width
from saraban.paper.pages import CENTRE, HEIGHT, LEFT, RIGHT, Plan, Row, render
from saraban.paper.rows import (
    BLOCK_SPACE,
    BODY,
    centred,
    field_rows,
    paragraph_rows,
    signature_rows,
    text_at,
    with_ending,
)
from saraban.paper.typesetting import Leader, Text
from saraban.paper.values import MemoPaper, Rendered, printed

HEADING = bold(29)
LABEL = bold(20)
LABEL_LINE = 24.0  # points from line to line under labels of 20 TH points.
EMBLEM_HEIGHT = 1.5 * cm
EMBLEM_BOTTOM = HEIGHT - 1.5 * cm - EMBLEM_HEIGHT
HEADING_BASELINE = EMBLEM_BOTTOM + 6
SIGNER_MIDDLE = CENTRE + 2.2 * cm
GAP = 5.0  # points between a label and what is written on its line of dots.

Mark = Text | Leader


def render_memorandum(paper: MemoPaper) -> Rendered:
    """Typeset a memorandum on as many pages as it needs.

    Refuses nothing: a field left empty prints as empty, so that a draft can be looked at.
    Raises ValueError when the emblem is neither PNG nor JPEG.
    """
    paper = printed(paper)
    return render(
        Plan(
            title=paper.subject,
            author=paper.unit,
            rows=[*_head_rows(paper), *_text_rows(paper)],
            first_top=EMBLEM_BOTTOM - 3,
            draw_head=lambda canvas: _draw_head(canvas, paper),
            secrecy=paper.secrecy,
            digits=paper.digits,
        )
    )


def _draw_head(canvas: Canvas, paper: MemoPaper) -> None:
    """Draw the emblem left, the name of the form in the middle, the urgency between them."""
    draw_emblem(canvas, paper.emblem, LEFT + EMBLEM_HEIGHT / 2, EMBLEM_BOTTOM, EMBLEM_HEIGHT)
    heading = centred("บันทึกข้อความ", CENTRE, HEADING)
    heading.draw(canvas, HEADING_BASELINE)
    free = (LEFT + EMBLEM_HEIGHT, heading.x)
    x = (free[0] + free[1] - red_word_width(paper.urgency)) / 2
    draw_urgency(canvas, paper.urgency, x, HEADING_BASELINE)


def _head_rows(paper: MemoPaper) -> list[Row]:
    """Return the lines of dots: unit, number and day, subject."""
    number = _dotted("ที่", paper.reference, LEFT, CENTRE - GAP)
    day = _dotted("วันที่", paper.date, CENTRE, RIGHT)
    return [
        *_label_rows(_dotted("ส่วนราชการ", paper.unit, LEFT, RIGHT)),
        *_label_rows([[*(a or ()), *(b or ())] for a, b in zip_longest(number, day)]),
        *_label_rows(_dotted("เรื่อง", paper.subject, LEFT, RIGHT)),
    ]


def _dotted(label: str, text: str, left: float, right: float) -> list[list[Mark]]:
    """Return a labelled line of dots with its text on it, and more lines for more text."""
    start = left + LABEL.width(label)
    lines = break_lines(text, BODY, right - start - 2 * GAP) or [NO_WORDS]
    marks: list[list[Mark]] = [
        [Leader(start + GAP / 2, right), Text(line, BODY, start + 2 * GAP)] for line in lines
    ]
    marks[0].insert(0, text_at(label, left, LABEL))
    return marks


def _label_rows(marks: list[list[Mark]]) -> list[Row]:
    return [Row(tuple(line), height=LABEL_LINE) for line in marks]


def _text_rows(paper: MemoPaper) -> list[Row]:
    """Return the addressee, the paragraphs and the signature, which needs no closing before it."""
    addressee, *more = field_rows(paper.salutation, paper.addressee)
    body = [row for text in paper.body for row in paragraph_rows(text)]
    ending = [Row(height=BLOCK_SPACE), *signature_rows(paper.signer, SIGNER_MIDDLE)]
    return [addressee, *more, *with_ending(body, ending)]
