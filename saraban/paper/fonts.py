"""The typeface of the papers: Sarabun, shaped by HarfBuzz, its text readable again from the PDF."""

import re
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import fontpkg_sarabun  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, ShapeData, ShapedStr, TTFont, shapeStr


class ReadableFont(TTFont):
    """A TrueType font whose PDF tells readers the real text of every glyph.

    Shaping uses glyphs without a code point (small tone marks, ญ without its foot); reportlab
    gives them private codes and writes those into the PDF, so that copied text loses its marks.
    """

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name, str(path), asciiReadable=False)
        self.meant: dict[int, str] = {}

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab calls it by this name
        subsets = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = (SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX).decode()
            doc.idToObject[f"toUnicodeCMap:{name}"].content = self._unicode_map(name, subset)

    def _unicode_map(self, name: str, subset: list[int]) -> str:
        """Return the ToUnicode map of a subset, at most 100 entries a block as PDF wants it."""
        meant = {code: self.meant.get(char, chr(char)) for code, char in enumerate(subset) if char}
        entries = [f"<{code:02X}> <{_utf16(text)}>" for code, text in meant.items()]
        blocks = [entries[start : start + 100] for start in range(0, len(entries), 100)]
        tables = ["\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"]) for block in blocks]
        return _CMAP.format(name=name, entries="\n".join(tables))


@dataclass(frozen=True)
class Face:
    """A typeface in one size, in points of the PDF."""

    name: str
    size: float

    def width(self, text: str) -> float:
        """Return how wide the text is when set, in points."""
        return shaped(text, self).width


@dataclass(frozen=True)
class Shaped:
    """A text as glyphs: one character and one record of advance and offset for each."""

    glyphs: str
    records: tuple[ShapeData, ...]
    width: float
    joints: int

    @property
    def is_in_pieces(self) -> bool:
        """Whether a raised mark stands within the text, so that it is drawn in several pieces."""
        last = max((at for at, record in enumerate(self.records) if record.x_advance), default=0)
        return any(record.y_offset for record in self.records[:last])

    def spread(self, extra: float) -> ShapedStr:
        """Return the glyphs with ``extra`` (1/1000 em) after each letter and its marks."""
        records = [
            record._replace(x_advance=record.x_advance + extra) if is_last else record
            for record, is_last in zip(self.records, _ends_of_letters(self.records), strict=True)
        ]
        return ShapedStr(self.glyphs, records)  # type: ignore[arg-type]  # the stub is wrong


def regular(th_points: float) -> Face:
    """Return the regular face in a size of TH Sarabun, as the regulation counts points."""
    return Face(_REGULAR.fontName, th_points * TH_POINT)


def bold(th_points: float) -> Face:
    """Return the bold face in a size of TH Sarabun, as the regulation counts points."""
    return Face(_BOLD.fontName, th_points * TH_POINT)


@lru_cache(maxsize=8192)
def shaped(text: str, face: Face) -> Shaped:
    """Return the text as HarfBuzz sets it, every mark in its place. ``text`` is not empty."""
    with _SHAPING:
        glyphs = shapeStr(text, face.name, face.size, force=True)
        records = tuple(glyphs.__shapeData__)
        _note_meanings(text, str(glyphs), records, _FONTS[face.name])
    width = sum(record.x_advance for record in records) * face.size / 1000
    return Shaped(str(glyphs), records, width, sum(_ends_of_letters(records)))


def unprintable(text: str) -> str:
    """Return the characters of a text that the typeface does not have, each once."""
    known = _REGULAR.face.charToGlyph
    return "".join(dict.fromkeys(char for char in text if char > " " and ord(char) not in known))


def _ends_of_letters(records: tuple[ShapeData, ...]) -> list[bool]:
    """Tell for each glyph whether the next one moves on, so that nothing is put before a mark."""
    return [record.x_advance > 0 for record in records[1:]] + [True]


def _note_meanings(
    text: str, glyphs: str, records: tuple[ShapeData, ...], font: ReadableFont
) -> None:
    """Remember what the private codes in these glyphs stand for."""
    starts = sorted({record.cluster for record in records})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    for glyph, record in zip(glyphs, records, strict=True):
        code = ord(glyph)
        if code in PRIVATE_CODES and code not in font.meant:
            meant = text[record.cluster : ends[record.cluster]]
            font.meant[code] = _meaning(font, code) or meant


def _meaning(font: ReadableFont, code: int) -> str | None:
    """Return the letter a glyph's own name tells (``uni0E48.small`` is a tone mark)."""
    glyph = font.face.charToGlyph[code]
    if glyph == 0:
        return "\ufffd"
    told = _GLYPH_NAME.match(font.hbFont().glyph_to_string(glyph))
    return chr(int(told[1], 16)) if told else None


def _utf16(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


def _registered(name: str, file: str) -> ReadableFont:
    font = ReadableFont(name, fontpkg_sarabun.ROOT / "files" / file)
    font.unregister()  # else reportlab would go on with whoever registered this face before
    pdfmetrics.registerFont(font)
    return font


TH_POINT = 0.667  # Sarabun is as high at 10.7 points as TH Sarabun at 16.
PRIVATE_CODES = range(0xE000, 0xF900)
_GLYPH_NAME = re.compile(r"uni([0-9A-F]{4})(?![0-9A-F])")
_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /{name} def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange
{entries}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
_SHAPING = threading.Lock()  # reportlab keeps its list of private codes in the font, unguarded.
_REGULAR = _registered("Sarabun", "Sarabun-Regular.ttf")
_BOLD = _registered("Sarabun-Bold", "Sarabun-Bold.ttf")
_FONTS = {font.fontName: font for font in (_REGULAR, _BOLD)}
