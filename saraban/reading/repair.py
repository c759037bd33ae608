"""Mends Thai text as it comes out of a file, and judges how well it came out; pure functions.

Sources of damage: old fonts with private codes or TIS-620 bytes shown as Latin-1, sara am
torn in two, marks cut from their letter, and readers that give a cluster twice.
"""

import re

_TONE = "\u0e48-\u0e4b"
_MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_CLUSTER = f"([\u0e01-\u0e2e][{_MARK}]{{1,2}})"

# The private codes old Windows Thai fonts used for raised, lowered and shifted marks.
_MEANT = (
    "\u0e10\u0e34\u0e35\u0e36\u0e37"
    "\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
    "\u0e0d\u0e31\u0e4d\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a"
)
_LETTERS: dict[int, str | None] = {
    **dict(zip(range(0xF700, 0xF71B), _MEANT, strict=True)),
    **dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF), None),
    **dict.fromkeys(
        (*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)), None
    ),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F), None),
    **dict.fromkeys((0x00A0, 0x202F, *range(0x2000, 0x200B)), " "),
    **dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n"),
}
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile("\r\n?")
_MOJIBAKE = re.compile("[\u00a1-\u00fb]{4}")
_LATIN_RUN = re.compile("[\u00a1-\u00fb]{2,}")
_FOLDS: tuple[tuple[re.Pattern[str], str], ...] = (
    # เ typed twice is แ
    (re.compile("\u0e40\u0e40"), "\u0e41"),
    # a mark cut from its letter by a blank or a line's end
    (re.compile(f"(?<=[\u0e01-\u0e4e])[ \n]+(?=[{_MARK}\u0e33])"), ""),
    # tone before its vowel
    (re.compile(f"([{_TONE}\u0e4c])([\u0e31\u0e34-\u0e39\u0e47\u0e4d])"), r"\2\1"),
    # sara am followed by the sara aa it already holds
    (re.compile(f"\u0e33([{_TONE}]?)\u0e32"), "\\1\u0e33"),
    # sara am torn into nikhahit and sara aa
    (re.compile(f"\u0e4d([{_TONE}]?) ?\u0e32"), "\\1\u0e33"),
    # sara am before its tone
    (re.compile(f"\u0e33([{_TONE}])"), "\\1\u0e33"),
)
_SIGNS_OF_DAMAGE: tuple[tuple[int, re.Pattern[str]], ...] = (
    (3, re.compile("[\ue000-\uf8ff\ufffd]")),
    (3, re.compile("[\u00a1-\u00ff]{3}")),
    (1, re.compile(f"(?:^|[\\s\u0e40-\u0e44])[{_MARK}]", re.MULTILINE)),
    (1, re.compile("[\u0e40-\u0e44][\u0e30-\u0e3a\u0e40-\u0e4e]")),
    (1, re.compile("[\u0e48-\u0e4c]{2}|[\u0e31\u0e34-\u0e39]{2}")),
    (2, re.compile(f"{_CLUSTER} ?\\1")),
    (2, re.compile(f"{_CLUSTER}([\u0e01-\u0e2e])\\1")),
    # sara am lost altogether: กาหนด สานัก จานวน จาเป็น
    (3, re.compile("[จทสนก]า(?=หนด|นัก|นวน|เป็น|คัญ)")),
)
_DOUBLED = re.compile(rf"{_CLUSTER}([\u0e01-\u0e2e])\s*\1(?:\s(?=[\u0e01-\u0e4e]))?")
_DOUBLED_PAIR = re.compile(rf"{_CLUSTER}{_CLUSTER}\s*\1\s*\2")
_AFTER_SARA_AM = re.compile("(?<=\u0e33) (?=[\u0e01-\u0e2e\u0e40-\u0e44])")
_THAI = re.compile("[\u0e01-\u0e4e]")


def repair(text: str) -> str:
    """Return extracted text as people would have typed it.

    Also drops what no database takes or no reader should see: NUL and other control
    characters, lone surrogates, zero-width and direction-changing characters.
    """
    text = _LINE_END.sub("\n", _SURROGATE.sub("", text))
    if _MOJIBAKE.search(text):
        text = _LATIN_RUN.sub(_from_tis620, text)
    text = text.translate(_LETTERS)
    for fault, meant in _FOLDS:
        text = fault.sub(meant, text)
    return _undoubled(text)


def damage(text: str) -> float:
    """Return how much of repaired Thai text cannot be right: 0 is clean, 1 is beyond use."""
    letters = len(_THAI.findall(text)) or 1
    faults = sum(weight * len(sign.findall(text)) for weight, sign in _SIGNS_OF_DAMAGE)
    return min(1.0, 4 * faults / letters)


def healthier(first: str, second: str) -> str:
    """Return the less damaged of two readings of one page; of equals, the one with more Thai.

    The first wins when nothing tells them apart.
    """
    return max((first, second), key=_health)


def _undoubled(text: str) -> str:
    """Take out clusters given twice, where a page is full of them: บัญบั ชีก ชี ลาง.

    That is how one reader gives what browsers print; it also puts a blank after each sara am.
    """
    doubled = len(_DOUBLED.findall(text))
    if doubled < 3 or doubled * 100 < len(_THAI.findall(text)):
        return text
    text = _DOUBLED.sub(r"\1\2", _DOUBLED_PAIR.sub(r"\1\2", text))
    return _AFTER_SARA_AM.sub("", text)


def _health(text: str) -> tuple[float, int]:
    return -round(damage(text), 2), len(_THAI.findall(text))


def _from_tis620(run: re.Match[str]) -> str:
    """Read accented Latin letters in a row as the Thai bytes they were, if they were Thai."""
    meant = run[0].encode("latin-1").decode("cp874", errors="replace")
    return run[0] if "\ufffd" in meant else meant
