"""What stands on a paper, and what comes back when it has been typeset."""

import dataclasses
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from saraban.thai import arabic_digits, normalise, thai_digits

Digits = Literal["THAI", "ARABIC"]


@dataclass(frozen=True, kw_only=True)
class Signer:
    """Who signs: the full name, and the lines below it.

    The first lines are the signer's own position; for one who acts, the acting phrase and the
    post acted for follow on lines of their own (annex 3, item 4).
    """

    name: str
    position: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LetterPaper:
    """An external letter, form 1 (clause 11): its fields in the order they are printed.

    ``date`` is the day as it is to be read; a draft may leave out its day or all of it.
    ``owner`` is the unit in charge with its telephone and e-mail, a line each. ``emblem`` is
    the agency's own PNG or JPEG; without it a neutral placeholder is drawn.
    """

    reference: str
    agency: tuple[str, ...]
    address: tuple[str, ...] = ()
    date: str
    subject: str
    salutation: str = "เรียน"
    addressee: str
    refers_to: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    body: tuple[str, ...]
    closing: str = "ขอแสดงความนับถือ"
    signer: Signer
    owner: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    urgency: str = ""
    secrecy: str = ""
    digits: Digits = "THAI"
    emblem: bytes | None = None


@dataclass(frozen=True, kw_only=True)
class MemoPaper:
    """An internal letter, form 2 (clause 12): a memorandum has no closing and no owner lines."""

    unit: str
    reference: str
    date: str
    subject: str
    salutation: str = "เรียน"
    addressee: str
    body: tuple[str, ...]
    signer: Signer
    urgency: str = ""
    secrecy: str = ""
    digits: Digits = "THAI"
    emblem: bytes | None = None


Paper = TypeVar("Paper", LetterPaper, MemoPaper)


@dataclass(frozen=True)
class SignaturePlace:
    """The blank space above the signer's name, where a seal may show itself.

    ``page`` counts from 0; the rest are points from the lower left corner of that page.
    """

    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Rendered:
    """A typeset paper: its bytes, where it is signed, and what the typeface could not print."""

    pdf: bytes
    pages: int
    signature: SignaturePlace
    unprintable: str = ""


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a typed text: its lines that are not empty."""
    return tuple(line.strip() for line in normalise(text).splitlines() if line.strip())


def printed(paper: Paper) -> Paper:
    """Return the paper as it is printed: clean text, with the digits the agency has set.

    Digits in a Latin word (an e-mail or web address, e-GP2) stay as they are.
    """
    write = _in_thai_digits if paper.digits == "THAI" else arabic_digits
    changes: dict[str, Any] = {
        field.name: _printed_value(getattr(paper, field.name), write)
        for field in dataclasses.fields(paper)
        if field.name not in {"digits", "emblem"}
    }
    return dataclasses.replace(paper, **changes)


def _printed_value(value: object, write: Callable[[str], str]) -> object:
    """Return a field's words as they are printed, whether one text, several, or the signer."""
    if isinstance(value, str):
        return _line(value, write)
    if isinstance(value, tuple):
        return _lines(value, write)
    if isinstance(value, Signer):
        return Signer(name=_line(value.name, write), position=_lines(value.position, write))
    raise TypeError(value)


def _lines(texts: tuple[str, ...], write: Callable[[str], str]) -> tuple[str, ...]:
    return tuple(line for text in texts if (line := _line(text, write)))


def _line(text: str, write: Callable[[str], str]) -> str:
    return write(" ".join(normalise(text).replace("\t", " ").splitlines()).strip())


def _in_thai_digits(text: str) -> str:
    return _FOREIGN_RUN.sub(_in_thai_digits_unless_latin, text)


def _in_thai_digits_unless_latin(run: re.Match[str]) -> str:
    return run[0] if _LATIN.search(run[0]) else thai_digits(run[0])


_FOREIGN_RUN = re.compile(r"[^\s\u0e00-\u0e4f]+")
_LATIN = re.compile("[A-Za-z]")
