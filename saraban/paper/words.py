"""Where a Thai line may be broken: dictionary words, held together where a reader needs it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pythainlp.tokenize import word_tokenize

from saraban.thai import MONTHS, SHORT_MONTHS


@dataclass(frozen=True)
class Word:
    """A piece no line is broken in, and the blanks after it."""

    text: str
    blanks: int = 0


@lru_cache(maxsize=256)
def words_of(text: str) -> tuple[Word, ...]:
    """Return the pieces of a text between which a line may be broken; joined, they are the text.

    No piece begins with a mark, ๆ, ฯ or a closing bracket; a number stays with the word before
    it (พ.ศ. 2569, ข้อ 3, โทร. 0 7621 1234) and with its month or unit.
    """
    words: list[Word] = []
    for word in _unbroken_runs(text):
        last = words[-1] if words else Word(text="")
        if last.blanks and _is_held_over_blanks(last.text, word.text):
            words[-1] = Word(last.text + " " * last.blanks + word.text, word.blanks)
        else:
            words.append(word)
    return tuple(words)


def letters_of(text: str) -> list[str]:
    """Return the smallest pieces a too long word may be cut into: a letter with its marks."""
    return _LETTER.findall(text)


def _unbroken_runs(text: str) -> list[Word]:
    """Join what stands together without a blank and may not be parted: พ + . + ศ + ."""
    words: list[Word] = []
    for piece in _pieces(text):
        last = words[-1] if words else None
        if last and piece.isspace():
            words[-1] = Word(last.text, last.blanks + len(piece))
        elif last and not last.blanks and _is_held(last.text, piece):
            words[-1] = Word(last.text + piece)
        else:
            words.append(Word(piece))
    return words


def _pieces(text: str) -> list[str]:
    """Cut a text into blanks, dictionary words, and runs of anything that is not Thai."""
    pieces: list[str] = []
    for run in _RUNS.findall(text):
        pieces += word_tokenize(run, engine="newmm") if _THAI.match(run) else [run]
    return pieces


def _is_held(before: str, piece: str) -> bool:
    """Tell whether no line may be broken between two pieces that touch."""
    if _NO_START.match(piece) or before[-1] in _NO_END:
        return True
    return (before[-1] in _DIGITS) != (piece[0] in _DIGITS)


def _is_held_over_blanks(before: str, word: str) -> bool:
    """Tell whether no line may be broken at the blanks between two words."""
    if word[0] in "ๆฯ":
        return True
    if word[0] in _DIGITS:
        return before[-1] in _DIGITS or before.endswith(_BEFORE_A_NUMBER)
    return before[-1] in _DIGITS and word in _AFTER_A_NUMBER


_MARKS = "\u0e30-\u0e3a\u0e45\u0e47-\u0e4e"
_RUNS = re.compile(r"\s+|[ก-ฺเ-๎]+|[^\sก-ฺเ-๎]+")
_THAI = re.compile("[ก-ฺเ-๎]")
_LETTER = re.compile(f"[เ-ไ]?.[{_MARKS}]*", re.DOTALL)
_NO_START = re.compile(rf"[{_MARKS}ๆฯ)\]}}”’?%,.;:/]")
_NO_END = frozenset("([{“‘/.@เแโใไ")
_DIGITS = frozenset("0123456789๐๑๒๓๔๕๖๗๘๙")
_BEFORE_A_NUMBER = (
    *("พ.ศ.", "ค.ศ.", "โทร.", "โทรศัพท์", "โทรสาร", "ต่อ", "เลข", "ที่", "ข้อ", "มาตรา", "หมวด"),
    *("วรรค", "หมู่", "ซอย", "ชั้น", "หน้า", "เวลา", "จำนวน"),
)
_AFTER_A_NUMBER = frozenset(
    [*MONTHS, *SHORT_MONTHS, "น.", "บาท", "คน", "ราย", "ฉบับ", "ชุด", "แผ่น", "หน้า", "วัน", "ต่อ"]
)
