"""Third-party files that pages need, served out of installed packages, never copied here."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage
from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = {
    "vendor/sarabun-400.woff2": "Sarabun-Regular.ttf",
    "vendor/sarabun-700.woff2": "Sarabun-Bold.ttf",
}
LETTERS = (
    "".join(map(chr, [*range(0x20, 0x7F), *range(0xE01, 0xE3B), *range(0xE3F, 0xE5C)]))
    + "\N{NO-BREAK SPACE}°±×·½«»–—‘’“”•…′″←↑→↓−≤≥"
)
FEATURES = ("ccmp", "liga", "locl", "kern", "mark", "mkmk")
RECIPE = 1


class AssetFinder(BaseFinder):
    """Finds ``vendor/sarabun-400.woff2`` and ``-700``: the letters we use, cut from the package.

    They are cut once per installed font and kept in ``<home>/assets``; cutting them again gives
    the same bytes.
    """

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Return where a file stands, as the other finders do; an empty list if it is not ours."""
        if path not in FONTS:
            return []
        place = str(_font(path))
        return [place] if find_all or kwargs.get("all") else place

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, FileSystemStorage]]:
        """Yield every file with the storage it stands in."""
        for path in FONTS:
            if not matches_patterns(path, ignore_patterns or []):
                home = _font(path).parents[1]
                yield path, FileSystemStorage(location=home)


def cut_font(source: bytes) -> bytes:
    """Return a font as woff2 with our letters only; Thai marks keep their positioning rules."""
    font = TTFont(BytesIO(source), recalcTimestamp=False)
    options = subset.Options(
        flavor="woff2", layout_features=list(FEATURES), hinting=False, name_IDs=[0, 1, 2, 13, 14]
    )
    cutter = subset.Subsetter(options)
    cutter.populate(text=LETTERS)
    cutter.subset(font)
    font.flavor = "woff2"
    out = BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue()


def _font(path: str) -> Path:
    """Return the cut font, cutting it the first time; a half-written one is never seen."""
    source = (files("fontpkg_sarabun") / "files" / FONTS[path]).read_bytes()
    place = settings.HOME / "assets" / _edition(source) / path
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        part = place.with_suffix(f".{os.getpid()}")
        part.write_bytes(cut_font(source))
        part.replace(place)
    return Path(place)


def _edition(source: bytes) -> str:
    """Name what a cut font depends on, so that another font or recipe is cut anew."""
    recipe = f"{RECIPE} {LETTERS} {FEATURES}".encode()
    return hashlib.sha256(recipe + source).hexdigest()[:12]
