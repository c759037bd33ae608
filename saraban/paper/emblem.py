"""The emblem at the head of a paper: the agency's own file, or a placeholder of our drawing."""

import io

from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

GREY = (0.45, 0.45, 0.45)
WIDEST = 1.5  # times its height: a wider drawing is made smaller instead.


def draw_emblem(
    canvas: Canvas, image: bytes | None, x: float, bottom: float, height: float
) -> None:
    """Draw the emblem with its foot at ``bottom`` and its middle at ``x``, all in points.

    Raises ValueError when ``image`` is neither PNG nor JPEG.
    """
    if image is None:
        _draw_placeholder(canvas, x, bottom, height)
        return
    picture = ImageReader(_opened(image))
    pixels_wide, pixels_high = picture.getSize()
    scale = height / max(pixels_high, pixels_wide / WIDEST)
    width = pixels_wide * scale
    canvas.drawImage(picture, x - width / 2, bottom, width, pixels_high * scale, mask="auto")


def _opened(image: bytes) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(image), formats=("PNG", "JPEG"))
        picture.load()
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as broken:
        raise ValueError("an emblem is a PNG or JPEG picture") from broken
    return picture


def _draw_placeholder(canvas: Canvas, x: float, bottom: float, height: float) -> None:
    """Draw a dashed box with an empty roundel: here the agency's own emblem belongs."""
    half, middle = height * 0.46, bottom + height / 2
    canvas.saveState()
    canvas.setStrokeColorRGB(*GREY)
    canvas.setLineWidth(0.6)
    canvas.setDash([2, 2])
    canvas.rect(x - half, bottom, 2 * half, height)
    canvas.setDash([])
    for part in (0.36, 0.32):
        canvas.circle(x, middle, height * part)
    canvas.restoreState()
