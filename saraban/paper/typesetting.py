"""Drawing lines of Thai: justified as Thai is, and copied out of the PDF as it was typed."""

from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from saraban.paper.fonts import Face, shaped
from saraban.paper.lines import WIDEST_BLANK, Line
from saraban.paper.words import Word

BLACK = (0.0, 0.0, 0.0)
RED = (0.85, 0.0, 0.0)

Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Text:
    """A line and where it is set: ``x`` in points from the left edge of the paper."""

    line: Line
    face: Face
    x: float
    colour: Colour = BLACK
    is_justified: bool = False

    def draw(self, canvas: Canvas, baseline: float) -> None:
        """Set the line, every word readable as typed (``/ActualText``)."""
        gap, spread = self._spacing()
        text = canvas.beginText(self.x, baseline)
        text.setFont(self.face.name, self.face.size)
        text.setFillColorRGB(*self.colour)
        for words in _spans(self._words(), self.face):
            _set_span(text, words, self.face, gap, spread)
        canvas.drawText(text)

    def _words(self) -> list[Word]:
        """Return the words of the line, without the blanks at its end."""
        inner, last = self.line.words[:-1], self.line.words[-1:]
        return [*inner, *(Word(word.text) for word in last)]

    def _spacing(self) -> tuple[float, float]:
        """Return what each blank grows by, and each letter, in points, to fill the measure.

        Blanks open a little; the rest goes evenly between letters, as Thai is justified.
        """
        if not self.is_justified or self.line.is_last or self.line.slack <= 0:
            return 0.0, 0.0
        words = self._words()
        blanks = sum(word.blanks > 0 for word in words)
        gap = min(self.line.slack / blanks, WIDEST_BLANK * self.face.size) if blanks else 0.0
        joints = sum(shaped(word.text, self.face).joints for word in words) - 1
        return gap, (self.line.slack - gap * blanks) / joints if joints > 0 else 0.0


@dataclass(frozen=True)
class Leader:
    """A line of dots to write on, from ``left`` to ``right``."""

    left: float
    right: float

    def draw(self, canvas: Canvas, baseline: float) -> None:
        """Draw the dots just below the baseline."""
        canvas.saveState()
        canvas.setLineWidth(0.6)
        canvas.setDash([0.6, 2.2])
        canvas.line(self.left, baseline - 2.5, self.right, baseline - 2.5)
        canvas.restoreState()


def _spans(words: list[Word], face: Face) -> list[list[Word]]:
    """Return the words as the spans they are copied by: each alone where that reads rightly.

    pdfium measures the way to the next span from the first piece of the last one, and sees a
    blank where a raised mark has cut a word in pieces; such a span runs on to the next blank.
    """
    spans: list[list[Word]] = []
    runs_on = False
    for word in words:
        if runs_on:
            spans[-1].append(word)
        else:
            spans.append([word])
        runs_on = not word.blanks and (runs_on or shaped(word.text, face).is_in_pieces)
    return spans


def _set_span(
    text: PDFTextObject, words: list[Word], face: Face, gap: float, spread: float
) -> None:
    """Set words that touch, and the blanks after them, in a span that says what was typed."""
    typed = "".join(word.text + " " * word.blanks for word in words)
    actual = (b"\xfe\xff" + typed.encode("utf-16-be")).hex().upper()
    _write(text, f"/Span <</ActualText <{actual}>>> BDC")
    for word in words:
        _set_word(text, word, face, gap, spread)
    _write(text, "EMC")


def _set_word(text: PDFTextObject, word: Word, face: Face, gap: float, spread: float) -> None:
    """Set a word and its blanks; these are stretched, for a gap would be copied as a blank more."""
    text.textOut(shaped(word.text, face).spread(spread * 1000 / face.size))
    if word.blanks:
        blanks = " " * word.blanks
        text.setHorizScale(100 + 100 * gap / face.width(blanks))
        text.textOut(shaped(blanks, face).spread(0))
        text.setHorizScale(100)


def _write(text: PDFTextObject, operators: str) -> None:
    """Write operators reportlab has no call for."""
    text._code.append(operators)  # type: ignore[attr-defined]  # noqa: SLF001
