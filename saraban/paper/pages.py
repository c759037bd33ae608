"""Rows of a paper put on pages: nothing stranded, pages numbered, secrecy on every one."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas

from saraban.paper.fonts import regular, unprintable
from saraban.paper.lines import single_line
from saraban.paper.marks import draw_secrecy
from saraban.paper.typesetting import Leader, Text
from saraban.paper.values import Digits, Rendered, SignaturePlace
from saraban.thai import thai_digits

WIDTH, HEIGHT = A4
LEFT, RIGHT, BOTTOM = 3 * cm, WIDTH - 2 * cm, 2 * cm
CENTRE = WIDTH / 2
MEASURE = RIGHT - LEFT
LINE = 18.0  # points from line to line: single spacing of TH Sarabun 16.
ASCENT = 0.74  # of a row's height above its baseline.
SIGNATURE_WIDTH = 6.5 * cm
_NUMBER_BASELINE = HEIGHT - 2.1 * cm
_NEXT_PAGE_TOP = HEIGHT - 3 * cm


@dataclass(frozen=True)
class Row:
    """What is drawn on one baseline, the space above it, and whether the next row must follow.

    A row with ``sign_at`` is blank space to sign in, around that many points from the left.
    """

    marks: tuple[Text | Leader, ...] = ()
    height: float = LINE
    before: float = 0.0
    keeps_next: bool = False
    sign_at: float | None = None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A paper ready to be put on pages: its rows, one of them to sign in, and its head."""

    title: str
    author: str
    rows: Sequence[Row]
    first_top: float
    draw_head: Callable[[Canvas], None]
    secrecy: str = ""
    digits: Digits = "THAI"


def render(plan: Plan) -> Rendered:
    """Return the paper as PDF. The same plan gives the same bytes, on any day and machine."""
    target = io.BytesIO()
    canvas = _new_canvas(target, plan)
    pages = _on_pages(plan)
    places = [_draw_page(canvas, plan, number, rows) for number, rows in enumerate(pages)]
    canvas.save()
    signed = next(place for place in places if place)
    return Rendered(target.getvalue(), len(pages), signed, unprintable(_all_text(plan.rows)))


def _on_pages(plan: Plan) -> list[list[Row]]:
    """Return the rows page by page, set a little tighter where that saves the last page."""
    rooms = (plan.first_top - BOTTOM, _NEXT_PAGE_TOP - BOTTOM)
    pages = paginate(plan.rows, *rooms)
    tighter = paginate([_tightened(row) for row in plan.rows], *rooms)
    return tighter if len(tighter) < len(pages) else pages


def _tightened(row: Row) -> Row:
    return replace(row, height=row.height * 0.95, before=row.before / 2)


def paginate(rows: Sequence[Row], first_room: float, room: float) -> list[list[Row]]:
    """Put rows on pages, breaking only where the row before lets the next one go.

    Rows held together for longer than a page are broken where the page ends.
    """
    pages: list[list[Row]] = []
    rest = list(rows)
    while rest:
        fitting = _fitting(rest, room if pages else first_room)
        end = fitting if fitting == len(rest) else _last_break(rest, fitting)
        pages.append(rest[:end])
        rest = rest[end:]
    return pages


def _fitting(rows: Sequence[Row], room: float) -> int:
    """Return how many rows fit, at least one; a page does not begin with blank space."""
    used = -rows[0].before
    for count, row in enumerate(rows):
        used += row.before + row.height
        if used > room + 0.01:
            return max(count, 1)
    return len(rows)


def _last_break(rows: Sequence[Row], fitting: int) -> int:
    """Return the last place at or before ``fitting`` where a page may end."""
    ends = (end for end in range(fitting, 0, -1) if not rows[end - 1].keeps_next)
    return next(ends, fitting)


def _new_canvas(target: io.BytesIO, plan: Plan) -> Canvas:
    canvas = Canvas(
        target,
        pagesize=A4,
        invariant=1,
        lang="th-TH",
        initialFontName=regular(16).name,  # type: ignore[arg-type]
    )
    canvas.setTitle(plan.title)
    canvas.setAuthor(plan.author)
    canvas.setCreator("saraban")
    return canvas


def _draw_page(
    canvas: Canvas, plan: Plan, number: int, rows: Sequence[Row]
) -> SignaturePlace | None:
    """Draw one page, counted from 0, with its head or number; return where to sign, if here."""
    if not number:
        plan.draw_head(canvas)
    draw_secrecy(canvas, plan.secrecy)
    place = _draw_rows(canvas, rows, number, _NEXT_PAGE_TOP if number else plan.first_top)
    if number:
        _draw_page_number(canvas, number + 1, plan.digits)
    canvas.showPage()
    return place


def _draw_page_number(canvas: Canvas, number: int, digits: Digits) -> None:
    """Draw the number of a page; last of all, or readers join its hyphen to what follows."""
    shown = f"- {thai_digits(number) if digits == 'THAI' else number} -"
    face = regular(16)
    line = single_line(shown, face)
    Text(line, face, CENTRE - line.width / 2).draw(canvas, _NUMBER_BASELINE)


def _draw_rows(canvas: Canvas, rows: Sequence[Row], page: int, top: float) -> SignaturePlace | None:
    """Draw the rows of a page downwards from ``top``; return where to sign, if it is here."""
    place, y = None, top + rows[0].before
    for row in rows:
        y -= row.before
        for mark in row.marks:
            mark.draw(canvas, y - row.height * ASCENT)
        if row.sign_at is not None:
            half = SIGNATURE_WIDTH / 2
            bottom = y - row.height + 4  # the marks of the name reach up here.
            place = SignaturePlace(page, row.sign_at - half, bottom, row.sign_at + half, y)
        y -= row.height
    return place


def _all_text(rows: Sequence[Row]) -> str:
    return "".join(mark.line.text for row in rows for mark in row.marks if isinstance(mark, Text))
