"""Folding: the one form in which every text and every question is compared."""

import re
import unicodedata

from saraban.thai import normalise

ANALYSER_VERSION = 1
"""Raised by any change here or in ``segmentation``; an index of another version is rebuilt."""


def fold(text: str) -> str:
    """Return ``text`` in lower case, with Arabic digits and without Latin accents.

    What nobody sees (the order of marks, zero-width characters, เเ for แ) is mended first by
    ``normalise``; after that one character stands for one, so that a place in ``fold(text)``
    is the same place in ``normalise(text)``.
    """
    return _FOLDED.sub(lambda found: _FOLDS[found[0]], normalise(text)).lower()


def written_forms(letter: str) -> str:
    """Return every character that folds to this one: ``1๑`` for ``1``, ``eEéÉ…`` for ``e``."""
    return letter + _forms_by_fold.get(letter, "") + _capital(letter)


def _capital(letter: str) -> str:
    capital = letter.upper()
    return capital if len(capital) == 1 and capital != letter else ""


def _latin_folds() -> dict[str, str]:
    """Return the plain letter of every accented Latin letter that has one."""
    folds = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        plain = unicodedata.normalize("NFKD", chr(code))[0].lower()
        if plain.isascii() and len(unicodedata.normalize("NFKD", chr(code)).strip(_ACCENTS)) == 1:
            folds[chr(code)] = plain
    return folds


_ACCENTS = "".join(map(chr, range(0x300, 0x370)))
_FOLDS = {
    **dict(zip("๐๑๒๓๔๕๖๗๘๙", "0123456789", strict=True)),
    "Σ": "σ",
    "ς": "σ",
    **_latin_folds(),
}
_FOLDED = re.compile(f"[{''.join(_FOLDS)}]")
_forms_by_fold: dict[str, str] = {}
for _written, _plain in _FOLDS.items():
    _forms_by_fold[_plain] = _forms_by_fold.get(_plain, "") + _written
