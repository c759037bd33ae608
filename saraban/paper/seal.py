"""The appearance of a seal: a small framed box that stands where a hand signature would."""

import io
from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from saraban.paper.fonts import Face, bold, regular
from saraban.paper.lines import single_line
from saraban.paper.typesetting import Text

INK = (0.10, 0.25, 0.55)
MARGIN = 3.0
LEADING = 1.4  # of the size of the face: room for the marks above and below.
LARGEST_LEADING = 18.0
NAME = 1  # the line that stands out, after the caption


def draw_seal(caption: str, lines: Sequence[str], *, width: float, height: float) -> bytes:
    """Draw a seal's box as a PDF of one page of that size, in points.

    The caption stands above the lines, and the first line, the signer's name, stands out.
    Empty lines are left out, and every line is made small enough to fit.
    """
    drawing = io.BytesIO()
    canvas = Canvas(
        drawing,
        pagesize=(width, height),
        initialFontName=regular(16).name,  # type: ignore[arg-type]
        invariant=True,
    )
    canvas.setStrokeColorRGB(*INK)
    canvas.setLineWidth(0.8)
    canvas.roundRect(0.5, 0.5, width - 1, height - 1, 4)
    words = [text for text in (caption, *lines) if text]
    leading = min(LARGEST_LEADING, (height - 2 * MARGIN) / len(words))
    top = (height + leading * len(words)) / 2
    for number, text in enumerate(words):
        face = _fitting(text, leading, width - 2 * MARGIN, is_name=number == NAME)
        start = (width - face.width(text)) / 2
        baseline = top - leading * (number + 0.7)
        Text(single_line(text, face), face, start, INK).draw(canvas, baseline)
    canvas.save()
    return drawing.getvalue()


def _fitting(text: str, leading: float, room: float, *, is_name: bool) -> Face:
    """Return the face for a line: as large as its height allows, smaller if it is too wide."""
    like = bold(16) if is_name else regular(16)
    largest = Face(like.name, round(leading / (LEADING - 0.12 * is_name), 1))
    squeezed = largest.size * min(1.0, room / largest.width(text))
    return Face(like.name, int(squeezed * 10) / 10)
