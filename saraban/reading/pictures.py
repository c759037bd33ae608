"""Pictures and scans, and how a page image is written small (child process only)."""

import io
from pathlib import Path

from PIL import Image, ImageChops, ImageOps, UnidentifiedImageError

from saraban.reading.terms import MAX_PAGES, Found, Outcome

MAX_PIXELS = 120_000_000
_FORMATS = ("PNG", "JPEG", "TIFF")
_COLOURS = 64
_ALMOST_GREY = 12
_TALLEST = 3
_GREYS = bytes(level * 17 for level in range(16) for _channel in range(3))
_BROKEN = (UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError)

Image.MAX_IMAGE_PIXELS = None  # judged below, from the header, before a pixel is read
Image.preinit()
Image.init()


def read(path: Path) -> Found:
    """Say what a picture is: it has no text, but it may be damaged, too large, or many pages."""
    try:
        with Image.open(path, formats=_FORMATS) as picture:
            pages = min(getattr(picture, "n_frames", 1), MAX_PAGES + 1)
            if _is_flood(picture):
                return Found(Outcome.TOO_LARGE, pages)
            picture.load()
    except _BROKEN:
        return Found(Outcome.DAMAGED)
    return Found(Outcome.TOO_MANY_PAGES if pages > MAX_PAGES else Outcome.NO_TEXT, pages)


def draw(path: Path, page: int, width: int) -> tuple[Outcome, bytes]:
    """Return a picture, or one page of a scan, upright and at most ``width`` pixels wide."""
    try:
        with Image.open(path, formats=_FORMATS) as picture:
            if not 1 <= page <= getattr(picture, "n_frames", 1):
                return Outcome.REFUSED, b""
            picture.seek(page - 1)
            if _is_flood(picture):
                return Outcome.TOO_LARGE, b""
            return Outcome.READ, small_png(_fitted(picture, width))
    except _BROKEN:
        return Outcome.DAMAGED, b""


def small_png(picture: Image.Image) -> bytes:
    """Write a page as a PNG of 16 greys, or of 64 colours where it has any colour."""
    written = io.BytesIO()
    if _is_grey(picture):
        levels = picture.convert("L").point([value * 15 // 255 for value in range(256)])
        levels.putpalette(_GREYS)
        levels.save(written, "PNG", bits=4)
    else:
        few = picture.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.save(written, "PNG")
    return written.getvalue()


def _is_flood(picture: Image.Image) -> bool:
    return picture.width * picture.height > MAX_PIXELS


def _fitted(picture: Image.Image, width: int) -> Image.Image:
    """Return the picture in RGB on white, upright, no larger than asked for."""
    picture.draft("RGB", (width, width * _TALLEST))
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((width, width * _TALLEST))
    if upright.mode.startswith("I"):
        upright = upright.convert("I").point(lambda value: value / 257).convert("L")
    if "A" in upright.mode or "transparency" in upright.info:
        seen = upright.convert("RGBA")
        white = Image.new("RGBA", seen.size, "white")
        upright = Image.alpha_composite(white, seen)
    return upright.convert("RGB")


def _is_grey(picture: Image.Image) -> bool:
    """Say whether no pixel has a colour worth keeping."""
    red, green, blue = picture.split()[:3]
    return _is_almost(red, green) and _is_almost(green, blue)


def _is_almost(one: Image.Image, other: Image.Image) -> bool:
    """Say whether two channels of one picture never lie far apart."""
    apart = ImageChops.difference(one, other).histogram()
    return not any(apart[_ALMOST_GREY + 1 :])
