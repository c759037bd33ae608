"""How letter numbers are written and compared: pure functions, texts in, texts out."""

import re
import unicodedata

from saraban.thai import arabic_digits

_NOTHING = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]+")
_LEADING_WORD = re.compile(r"^(ที่|เลขที่)(?=.)")


def reference_key(reference: str) -> str:
    """Fold a letter number as printed to the key it is compared by.

    Thai and Arabic digits are one, blanks do not count, Latin letters lose their case, and a
    leading ที่ is not part of the number: ``ที่ ภก ๐๐๑๗.๒/ว ๑๒๓`` becomes ``ภก0017.2/ว123``.
    Nothing is refused: letters from outside carry any number their sender likes.
    """
    folded = arabic_digits(unicodedata.normalize("NFC", reference))
    return _LEADING_WORD.sub("", _NOTHING.sub("", folded).casefold())


def letter_reference(code: str, number: int, *, is_circular: bool = False) -> str:
    """Return the number of an outgoing letter: ``ภก 0017.2/ว 123`` (annex 1).

    ``code`` is the office's code on the day; an office without one writes the number alone.
    """
    running = f"ว {number}" if is_circular else str(number)
    return f"{code}/{running}" if code else running


def order_reference(number: int, year: int) -> str:
    """Return the number of an order or of minutes: ``2284/2564``."""
    return f"{number}/{year}"
