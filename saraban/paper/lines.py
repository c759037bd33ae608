"""Breaking a paragraph into lines: the breaks that leave the least blank over all its lines."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from saraban.paper.fonts import Face
from saraban.paper.words import Word, letters_of, words_of

WIDEST_BLANK = 0.25  # of an em: what justifying adds to a blank before it spreads the letters.
_SHORT_LAST_LINE = 0.12  # of the line: a paragraph does not end in one small word if it can help.
_INSIDE_A_PHRASE = 25.0  # what a break costs where nothing was left blank: 5 % of a line.


@dataclass(frozen=True)
class Line:
    """One line of words, and how far it falls short of the measure, in points."""

    words: tuple[Word, ...]
    width: float
    slack: float
    is_last: bool

    @property
    def text(self) -> str:
        """The words as typed, without the blanks at the end of the line."""
        return "".join(word.text + " " * word.blanks for word in self.words).rstrip()


NO_WORDS = Line((), 0.0, 0.0, is_last=True)


def single_line(text: str, face: Face) -> Line:
    """Return a text as one line of its natural width, however long."""
    words = words_of(text)
    return Line(words, _natural_width(words, face), 0.0, is_last=True)


def break_lines(text: str, face: Face, measure: float, indent: float = 0.0) -> list[Line]:
    """Return a paragraph as lines not wider than ``measure``, the first one by ``indent`` less.

    A word wider than a line is cut between letters, never between a letter and its marks.
    """
    words = tuple(_words_that_fit(words_of(text), face, measure - indent))
    cuts = _best_cuts(words, face, measure, indent)
    return [
        _line(words[start:end], face, measure - (0 if start else indent), end == len(words))
        for start, end in cuts
    ]


def _words_that_fit(words: tuple[Word, ...], face: Face, measure: float) -> Iterator[Word]:
    for word in words:
        if face.width(word.text) <= measure:
            yield word
        else:
            *parts, last = _cut(word.text, face, measure)
            yield from map(Word, parts)
            yield replace(word, text=last)


def _cut(text: str, face: Face, measure: float) -> list[str]:
    """Cut a text between letters into parts that each fit."""
    parts, part, width = [], "", 0.0
    for letter in letters_of(text):
        letter_width = face.width(letter)
        if part and width + letter_width > measure:
            parts.append(part)
            part, width = "", 0.0
        part, width = part + letter, width + letter_width
    return [*parts, part]


def _best_cuts(
    words: tuple[Word, ...], face: Face, measure: float, indent: float
) -> list[tuple[int, int]]:
    """Return where each line starts and ends, so that the sum of squared blanks is least."""
    widths = [face.width(word.text) for word in words]
    blanks = [word.blanks * face.width(" ") for word in words]
    costs = [0.0] + [float("inf")] * len(words)
    starts = [0] * (len(words) + 1)
    for start in range(len(words)):
        room = measure - (0 if start else indent)
        for end, slack in _fitting_ends(widths, blanks, start, room):
            cost = costs[start] + _cost(slack / room, is_last=end == len(words))
            cost += 0 if blanks[end - 1] else _INSIDE_A_PHRASE
            if cost < costs[end]:
                costs[end], starts[end] = cost, start
    return _walk_back(starts)


def _fitting_ends(
    widths: list[float], blanks: list[float], start: int, room: float
) -> Iterator[tuple[int, float]]:
    """Yield each place a line begun at ``start`` may end, with the blank it would leave."""
    width = 0.0
    for end in range(start + 1, len(widths) + 1):
        width += widths[end - 1]
        if width > room and end > start + 1:
            return
        yield end, room - width
        width += blanks[end - 1]


def _cost(slack: float, *, is_last: bool) -> float:
    """Return how bad a line is that leaves this part of itself blank."""
    if is_last:
        return 400.0 if 1 - slack < _SHORT_LAST_LINE else 0.0
    return (slack * 100) ** 2 + 1


def _walk_back(starts: list[int]) -> list[tuple[int, int]]:
    cuts, end = [], len(starts) - 1
    while end:
        cuts.append((starts[end], end))
        end = starts[end]
    return cuts[::-1]


def _line(words: tuple[Word, ...], face: Face, room: float, is_last: bool) -> Line:
    width = _natural_width(words, face)
    return Line(words, width, room - width, is_last)


def _natural_width(words: tuple[Word, ...], face: Face) -> float:
    blank = face.width(" ")
    texts = sum(face.width(word.text) for word in words)
    return texts + blank * sum(word.blanks for word in words[:-1])
