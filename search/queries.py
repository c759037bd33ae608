"""Questions: what a person typed, taken apart into phrases. Any text is understood, none raises."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from saraban.thai import arabic_digits, normalise
from search.folding import fold
from search.segmentation import clusters, is_run, pairs

LONGEST_QUESTION = 300
MOST_PHRASES = 8
MOST_EXCLUDED = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """Clusters that must stand one after another; blanks between them do not matter."""

    clusters: tuple[str, ...]

    @property
    def tokens(self) -> tuple[str, ...]:
        """The pairs to look for, one after another; the last need only be the beginning of one."""
        return tuple(pairs(list(self.clusters)))

    @property
    def is_too_short(self) -> bool:
        """Whether this is one bare character, which stands in nearly every letter."""
        return (
            len(self.clusters) == 1 and len(self.clusters[0]) == 1 and not is_run(self.clusters[0])
        )


@dataclass(frozen=True, slots=True)
class Query:
    """A question: every phrase must be in the letter, and nothing that is excluded."""

    typed: str = ""
    number: str = ""
    """What was typed, if it reads like a letter's or a register's number, without ที่ before it."""
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Phrase, ...] = ()
    is_cut: bool = False
    """Whether more was typed than is looked for."""
    has_too_short: bool = False
    """Whether a bare character was typed, which is not looked for."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.phrases


def parse(typed: str) -> Query:
    """Take apart what a person typed.

    Pieces between blanks are phrases, and all must be found; ``"..."`` makes one phrase of
    several pieces; ``-piece`` leaves out the letters that have it. Beyond 300 characters,
    8 phrases or 4 exclusions the rest is left unread and ``is_cut`` says so. A single bare
    character is passed over.
    """
    text = normalise(typed).translate(_QUOTES).strip()
    number = _number_in(text)
    pieces = _PIECE.findall(number or text[:LONGEST_QUESTION])
    wanted = _phrases(quoted or bare for minus, quoted, bare in pieces if not minus)
    long_enough = tuple(phrase for phrase in wanted if not phrase.is_too_short)
    unwanted = _phrases(quoted or bare for minus, quoted, bare in pieces if minus)
    return Query(
        typed=text[:LONGEST_QUESTION].strip(),
        number=number,
        phrases=long_enough[:MOST_PHRASES],
        excluded=unwanted[:MOST_EXCLUDED],
        is_cut=len(text) > LONGEST_QUESTION
        or len(long_enough) > MOST_PHRASES
        or len(unwanted) > MOST_EXCLUDED,
        has_too_short=len(long_enough) < len(wanted),
    )


def _number_in(text: str) -> str:
    found = _NUMBER.fullmatch(arabic_digits(text[: _LONGEST_NUMBER + 1]))
    return found[1] if found and len(text) <= _LONGEST_NUMBER else ""


def _phrases(pieces: Iterable[str]) -> tuple[Phrase, ...]:
    """Return the phrases of the pieces that say anything, each once."""
    found = (Phrase(tuple(clusters(fold(piece)))) for piece in pieces if piece)
    return tuple(dict.fromkeys(phrase for phrase in found if phrase.clusters))


_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
_PIECE = re.compile(r'(?:(?<![^\s"])(-))?(?:"([^"]*)(?:"|$)|([^\s"]+))')
_LONGEST_NUMBER = 40
_NUMBER = re.compile(r"(?:เลข)?(?:ที่|รับ|ส่ง)?\s*(?=\D*\d)([ก-ฮA-Za-z\d][ก-ฮA-Za-z\d./() -]*)")
