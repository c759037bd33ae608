"""The external letter, form 1 (clause 11 of the regulation): formal, under the emblem."""

from collections.abc import Sequence
from itertools import zip_longest

from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas

from saraban.paper.emblem import draw_emblem
from saraban.paper.lines import break_lines
from saraban.paper.marks import draw_urgency
from saraban.paper.pages import (
    ASCENT,
    CENTRE,
    HEIGHT,
    LEFT,
    LINE,
    MEASURE,
    RIGHT,
    Plan,
    Row,
    render,
)
from saraban.paper.rows import (
    BLOCK_SPACE,
    BODY,
    EMBLEM_FOOT,
    field_rows,
    list_rows,
    paragraph_rows,
    signature_rows,
    text_at,
    with_ending,
)
from saraban.paper.typesetting import Text
from saraban.paper.values import LetterPaper, Rendered, printed

EMBLEM_HEIGHT = 3 * cm
EMBLEM_BOTTOM = HEIGHT - 2.5 * cm - EMBLEM_HEIGHT
FIRST_COPIES = 3  # lines of สำเนาส่ง that stay on the page of the signature.
DEFAULT_CLOSING = 3.2 * cm  # the width of ขอแสดงความนับถือ.
NUMBER_RIGHT = CENTRE - 1.8 * cm  # neither the number nor the agency comes nearer the emblem.
AGENCY_LEFT = CENTRE + 1.8 * cm


def render_external_letter(paper: LetterPaper) -> Rendered:
    """Typeset an external letter on as many pages as it needs.

    Refuses nothing: a field left empty prints as empty, so that a draft can be looked at.
    Raises ValueError when the emblem is neither PNG nor JPEG.
    """
    paper = printed(paper)
    return render(
        Plan(
            title=paper.subject,
            author=" ".join(paper.agency),
            rows=[*_head_rows(paper), *_text_rows(paper)],
            first_top=EMBLEM_BOTTOM + LINE * ASCENT,
            draw_head=lambda canvas: _draw_head(canvas, paper),
            secrecy=paper.secrecy,
            digits=paper.digits,
        )
    )


def _draw_head(canvas: Canvas, paper: LetterPaper) -> None:
    draw_emblem(canvas, paper.emblem, CENTRE, EMBLEM_BOTTOM, EMBLEM_HEIGHT)
    draw_urgency(canvas, paper.urgency, LEFT, EMBLEM_BOTTOM + EMBLEM_HEIGHT * 0.42)


def _head_rows(paper: LetterPaper) -> list[Row]:
    """Return everything above the text: number and agency, date, subject, addressee, lists."""
    return [
        *_number_and_agency(paper),
        _date_row(paper.date),
        *field_rows("เรื่อง", paper.subject),
        *field_rows(paper.salutation, paper.addressee),
        *list_rows("อ้างถึง", paper.refers_to, paper.digits),
        *list_rows("สิ่งที่ส่งมาด้วย", paper.enclosures, paper.digits),
    ]


def _number_and_agency(paper: LetterPaper) -> list[Row]:
    """Return the rows at the emblem's foot: the number left, the agency and its address right.

    The longest line of the agency ends at the right margin; the others begin below its start.
    """
    agency = [*paper.agency, *paper.address]
    widest = max((BODY.width(line) for line in agency), default=0.0)
    x = max(AGENCY_LEFT, RIGHT - widest)
    right = [Text(line, BODY, x) for text in agency for line in break_lines(text, BODY, RIGHT - x)]
    left = [row.marks for row in field_rows("ที่", paper.reference, right=NUMBER_RIGHT)]
    return [
        Row((*(number or ()), *([text] if text else [])))
        for number, text in zip_longest(left, right)
    ]


def _date_row(date: str) -> Row:
    """Return the day, set so that its month begins under the right foot of the emblem."""
    day, _, rest = date.partition(" ")
    before_month = BODY.width(f"{day} ") if rest and day.isdecimal() else 0.0
    return Row((text_at(date, EMBLEM_FOOT - before_month),), before=BLOCK_SPACE)


def _text_rows(paper: LetterPaper) -> list[Row]:
    """Return the paragraphs and what follows them, the signature never parted from the text."""
    copies = list_rows("สำเนาส่ง", paper.copies, paper.digits)
    closing = text_at(paper.closing, EMBLEM_FOOT)
    ending = [
        Row((closing,), before=2 * BLOCK_SPACE),
        *signature_rows(paper.signer, EMBLEM_FOOT + (closing.line.width or DEFAULT_CLOSING) / 2),
        *_owner_rows(paper.owner),
        *copies[:FIRST_COPIES],
    ]
    body = [row for text in paper.body for row in paragraph_rows(text)]
    return [*with_ending(body, ending), *copies[FIRST_COPIES:]]


def _owner_rows(owner: Sequence[str]) -> list[Row]:
    """Return the unit in charge and how to reach it, at the left, two lines below the signer."""
    lines = [line for text in owner for line in break_lines(text, BODY, MEASURE)]
    return [
        Row((Text(line, BODY, LEFT),), before=0 if place else 2 * LINE)
        for place, line in enumerate(lines)
    ]
