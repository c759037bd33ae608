"""Marking: where in a text the words of a question stand, and the piece of text around them."""

import re
from functools import lru_cache
from typing import NamedTuple

from search.folding import written_forms
from search.queries import Phrase, Query
from search.segmentation import MARKS, is_run

SNIPPET_LENGTH = 180


class Piece(NamedTuple):
    """A piece of text to show, and whether it is what was looked for."""

    text: str
    is_hit: bool


def highlight(text: str, query: Query) -> tuple[Piece, ...]:
    """Return the whole of a normalised text in pieces, with what was looked for marked."""
    pieces: list[Piece] = []
    end = 0
    for found in _finder(query.phrases).finditer(text) if query.phrases else ():
        pieces += [Piece(text[end : found.start()], False), Piece(found[0], True)]
        end = found.end()
    return tuple(piece for piece in (*pieces, Piece(text[end:], False)) if piece.text)


def snippet(text: str, query: Query, *, length: int = SNIPPET_LENGTH) -> tuple[Piece, ...]:
    """Return about ``length`` characters around the first hit, or the beginning without one.

    ``text`` is normalised. The ends fall on a blank where one is near, never inside a
    cluster; "…" stands for what is left out; runs of blanks become one.
    """
    found = _finder(query.phrases).search(text) if query.phrases else None
    first, last = found.span() if found else (0, 0)
    start = _beginning(text, max(0, first - length // 3))
    end = _ending(text, max(last, start + length))
    shown = " ".join(text[start:end].split())
    left = "…" if start > 0 else ""
    return highlight(f"{left}{shown}{'…' if end < len(text) else ''}", query)


def contains(text: str, phrase: Phrase) -> bool:
    """Tell whether a normalised text has a phrase, by the same rule as the index."""
    return _finder((phrase,)).search(text) is not None


def _beginning(text: str, place: int) -> int:
    """Return the nearest place to begin at: after a blank close by, else before a cluster."""
    if place == 0:
        return 0
    blank = _BLANK.search(text, place, place + _NEAR)
    return blank.end() if blank else _cluster_border(text, place)


def _ending(text: str, place: int) -> int:
    """Return the nearest place to end at: before a blank close by, else before a cluster."""
    if place >= len(text):
        return len(text)
    blank = _BLANK.search(text, place, place + _NEAR)
    return blank.start() if blank else _cluster_border(text, place)


def _cluster_border(text: str, place: int) -> int:
    border = _BORDER.search(text, place)
    return border.start() if border else len(text)


@lru_cache(maxsize=256)
def _finder(phrases: tuple[Phrase, ...]) -> re.Pattern[str]:
    """Return what finds any of the phrases in a normalised text, longest first."""
    patterns = sorted(map(_pattern, phrases), key=len, reverse=True)
    return re.compile("|".join(patterns))


def _pattern(phrase: Phrase) -> str:
    """Return the clusters one after another: all whole but the last, blanks and dots between."""
    *whole, last = phrase.clusters
    parts = [
        *(_letters(cluster) + _end_of(cluster) for cluster in whole),
        _letters(last),
    ]
    start = f"(?<![{_RUN}])" if is_run(phrase.clusters[0]) else ""
    return start + _GAP.join(parts) + ("" if is_run(last) else f"[{MARKS}]*")


def _letters(cluster: str) -> str:
    return "".join(_any_form(letter) for letter in cluster)


def _any_form(letter: str) -> str:
    forms = written_forms(letter)
    return f"[{forms}]" if len(forms) > 1 else letter


def _end_of(cluster: str) -> str:
    return f"(?![{_RUN if is_run(cluster) else MARKS}])"


_NEAR = 25
_GAP = r"[\W_]*"
_RUN = "".join(written_forms(letter) for letter in "abcdefghijklmnopqrstuvwxyz0123456789")
_BLANK = re.compile(r"\s")
_BORDER = re.compile(rf"(?<![เ-ไ])(?![{MARKS}ะาำๅๆฯ])(?:(?<![{_RUN}])|(?![{_RUN}]))")
