"""Rows that letters and memoranda have in common: fields, paragraphs, the signature."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlab.lib.units import cm

from saraban.paper.fonts import Face, regular
from saraban.paper.lines import NO_WORDS, break_lines, single_line
from saraban.paper.pages import CENTRE, LEFT, LINE, MEASURE, RIGHT, Row
from saraban.paper.typesetting import Text
from saraban.paper.values import Digits, Signer
from saraban.thai import thai_digits

BODY = regular(16)
PARAGRAPH_INDENT = 2.5 * cm
BLOCK_SPACE = 6.0  # points before a block.
EMBLEM_FOOT = CENTRE + 0.6 * cm  # the right foot of the emblem: months and closings begin here.
SIGNATURE_LINES = 3  # blank lines above the name, which stands on the fourth.


def text_at(text: str, x: float, face: Face = BODY) -> Text:
    """Return a text on one line that begins at ``x``."""
    return Text(single_line(text, face), face, x)


def centred(text: str, middle: float, face: Face = BODY) -> Text:
    """Return a text on one line with its middle at ``middle``."""
    line = single_line(text, face)
    return Text(line, face, middle - line.width / 2)


def field_rows(label: str, text: str, right: float = RIGHT) -> list[Row]:
    """Return a labelled field (เรื่อง, เรียน); further lines hang below the first one's text."""
    return list(_labelled(label, [("", text)], right))


def list_rows(label: str, items: Sequence[str], digits: Digits) -> list[Row]:
    """Return a labelled list (อ้างถึง, สิ่งที่ส่งมาด้วย), numbered when it has several items."""
    if not items:
        return []
    is_numbered = len(items) > 1
    numbers = [_number(place, digits) if is_numbered else "" for place in range(1, len(items) + 1)]
    return list(_labelled(label, list(zip(numbers, items, strict=True)), RIGHT))


def paragraph_rows(text: str) -> list[Row]:
    """Return a paragraph of the body, justified, its first line indented by 2.5 cm.

    Neither its first nor its last line stands alone on a page.
    """
    lines = break_lines(text, BODY, MEASURE, PARAGRAPH_INDENT)
    rows = [
        Row((Text(line, BODY, LEFT + (0 if place else PARAGRAPH_INDENT), is_justified=True),))
        for place, line in enumerate(lines)
    ]
    first_and_last = {0, len(rows) - 2} if len(rows) > 1 else set()
    return [
        replace(row, before=0 if place else BLOCK_SPACE, keeps_next=place in first_and_last)
        for place, row in enumerate(rows)
    ]


def signature_rows(signer: Signer, middle: float) -> list[Row]:
    """Return the space to sign in, the full name in brackets and the lines of the position."""
    name = signer.name if signer.name.startswith("(") else f"({signer.name})"
    widest = 2 * min(RIGHT - middle, middle - LEFT)
    lines = [line for part in (name, *signer.position) for line in break_lines(part, BODY, widest)]
    space = Row(height=SIGNATURE_LINES * LINE, sign_at=middle)
    texts = [Row((Text(line, BODY, middle - line.width / 2),)) for line in lines]
    return held([space, *texts])


def held(rows: Sequence[Row]) -> list[Row]:
    """Return the rows so that they stay on one page."""
    return [*(replace(row, keeps_next=True) for row in rows[:-1]), *rows[-1:]]


def with_ending(body: Sequence[Row], ending: Sequence[Row]) -> list[Row]:
    """Join the body and its ending: a signature takes the last two lines of the text along."""
    taken = [replace(row, keeps_next=True) for row in body[-2:]]
    return [*body[:-2], *taken, *held(ending)]


def _labelled(label: str, items: Sequence[tuple[str, str]], right: float) -> Iterator[Row]:
    """Yield the rows of a labelled field, one item or more, each with its number or none."""
    start = LEFT + BODY.width(f"{label}  ")
    heading: tuple[Text, ...] = (text_at(label, LEFT),)
    before = BLOCK_SPACE
    for number, text in items:
        x = start + (BODY.width(f"{number} ") if number else 0)
        numbered = (text_at(number, start),) if number else ()
        for line in break_lines(text, BODY, right - x) or [NO_WORDS]:
            yield Row((*heading, *numbered, Text(line, BODY, x)), before=before)
            heading, numbered, before = (), (), 0.0


def _number(place: int, digits: Digits) -> str:
    return f"{thai_digits(place) if digits == 'THAI' else place}."
