"""The red words on a paper: how fast it is, and how secret (clause 28; rules on secrecy 2544)."""

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas

from saraban.paper.fonts import bold
from saraban.paper.lines import single_line
from saraban.paper.typesetting import RED, Text

RED_WORD = 32  # TH points: the smallest size the regulation allows.


def red_word_width(word: str) -> float:
    """Return how wide a red word is, in points."""
    return bold(RED_WORD).width(word) if word else 0.0


def draw_urgency(canvas: Canvas, word: str, x: float, baseline: float) -> None:
    """Draw the word of urgency from ``x`` on; nothing for an ordinary letter."""
    _draw_red(canvas, word, x, baseline)


def draw_secrecy(canvas: Canvas, word: str) -> None:
    """Draw the secrecy in the middle of the top and bottom edge; nothing for an open letter."""
    x = (A4[0] - red_word_width(word)) / 2
    for baseline in (A4[1] - 1.25 * cm, 0.75 * cm):
        _draw_red(canvas, word, x, baseline)


def _draw_red(canvas: Canvas, word: str, x: float, baseline: float) -> None:
    if word:
        face = bold(RED_WORD)
        Text(single_line(word, face), face, x, RED).draw(canvas, baseline)
