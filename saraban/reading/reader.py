"""Text and page images of a stored file; whatever the file holds, the answer has a name."""

import json
from dataclasses import dataclass
from pathlib import Path

from saraban.reading.jail import Jail, Report
from saraban.reading.sentences import sentence_of
from saraban.reading.terms import (
    JPEG,
    MAX_PAGES,
    MAX_WIDTH,
    PDF,
    PNG,
    TIFF,
    Ended,
    Limits,
    Outcome,
    PageText,
)

READING = Limits(memory=1 << 30, cpu_seconds=40, wall_seconds=90, niceness=10)
DRAWING = Limits(memory=1 << 30, cpu_seconds=10, wall_seconds=20)
JAIL = Jail()

_DRAWABLE = {PDF, PNG, JPEG, TIFF}
_PNG_STARTS = b"\x89PNG\r\n\x1a\n"
_OUTCOMES = {
    Ended.FINISHED: Outcome.DAMAGED,  # finished without a word
    Ended.FAILED: Outcome.DAMAGED,
    Ended.OUT_OF_MEMORY: Outcome.TOO_LARGE,
    Ended.WROTE_TOO_MUCH: Outcome.TOO_LARGE,
    Ended.OUT_OF_CPU: Outcome.TOO_COMPLEX,
    Ended.OUT_OF_TIME: Outcome.TIMED_OUT,
    Ended.KILLED: Outcome.DIED,
    Ended.LOST: Outcome.UNAVAILABLE,
}


@dataclass(frozen=True)
class ReadResult:
    """What was read of a file: pages that have text, in order, and how it ended.

    ``page_count`` is 0 for a format without pages and for a file that could not be opened.
    ``note`` is a Thai sentence, empty when all was read. Pages may be there with any outcome.
    """

    outcome: Outcome
    pages: list[PageText]
    page_count: int
    note: str


@dataclass(frozen=True)
class Drawn:
    """A page image as PNG bytes, or how drawing it failed."""

    outcome: Outcome
    png: bytes | None


def read(path: Path, media_type: str, *, limits: Limits = READING, jail: Jail = JAIL) -> ReadResult:
    """Read the text of a file in a confined child; never raises for what the file holds.

    Raises FileNotFoundError when there is no file. Blank pages are left out.
    """
    path.stat()
    report = jail.run({"job": "read", "path": str(path), "media_type": media_type}, limits)
    outcome, pages, page_count = _OUTCOMES[report.ended], [], 0
    for line in _lines(report):
        if (page := _page_of(line)) is not None:
            pages.append(page)
        elif report.ended is Ended.FINISHED and (said := _found_in(line)) is not None:
            outcome, page_count = said
    return ReadResult(outcome, pages, page_count, _note(outcome))


def page_image(
    path: Path, media_type: str, page: int, width: int, *, jail: Jail = JAIL
) -> bytes | None:
    """Return a page as PNG, at most 1,600 pixels wide; None when it has no picture."""
    return draw(path, media_type, page, width, jail=jail).png


def draw(
    path: Path,
    media_type: str,
    page: int,
    width: int,
    *,
    limits: Limits = DRAWING,
    jail: Jail = JAIL,
) -> Drawn:
    """Draw one page, counted from 1, in a confined child, and say how it ended.

    Refused: a format without pages, and a page the file does not have.
    Raises FileNotFoundError when there is no file.
    """
    path.stat()
    if media_type not in _DRAWABLE or not 1 <= page <= MAX_PAGES:
        return Drawn(Outcome.REFUSED, None)
    wanted = {"page": page, "width": max(16, min(width, MAX_WIDTH))}
    job = {"job": "draw", "path": str(path), "media_type": media_type, **wanted}
    report = jail.run(job, limits)
    if report.ended is not Ended.FINISHED:
        return Drawn(_OUTCOMES[report.ended], None)
    said, _newline, picture = report.answer.partition(b"\n")
    found = _found_in(_parsed(said))
    is_picture = picture.startswith(_PNG_STARTS)
    return Drawn(found[0] if found else Outcome.DAMAGED, picture if is_picture else None)


def _note(outcome: Outcome) -> str:
    return "" if outcome is Outcome.READ else sentence_of(outcome)


def _lines(report: Report) -> list[dict[str, object]]:
    """Return the lines a child wrote; the last may be cut off, any may be nonsense."""
    return [_parsed(line) for line in report.answer.split(b"\n")]


def _parsed(line: bytes) -> dict[str, object]:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _page_of(line: dict[str, object]) -> PageText | None:
    """Return the page a line holds, if it is one; text no database takes is dropped."""
    number, text = line.get("number"), line.get("text")
    if not isinstance(number, int) or not isinstance(text, str) or not 1 <= number <= MAX_PAGES:
        return None
    clean = text.replace("\0", "").encode("utf-8", errors="ignore").decode("utf-8")
    return PageText(number, clean)


def _found_in(line: dict[str, object]) -> tuple[Outcome, int] | None:
    outcome, page_count = line.get("outcome"), line.get("page_count")
    if outcome not in set(Outcome) or not isinstance(page_count, int):
        return None
    return Outcome(str(outcome)), max(0, page_count)
