"""The words that the office's side and the child process share; knows no parser and no Django."""

from dataclasses import dataclass
from enum import StrEnum

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PNG = "image/png"
JPEG = "image/jpeg"
TIFF = "image/tiff"

MAX_PAGES = 2000
MAX_LETTERS = 8_000_000
MAX_WIDTH = 1600


class Outcome(StrEnum):
    """How the reading of one file ended. Every file ends in one of these."""

    READ = "read"
    NO_TEXT = "no_text"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_LARGE = "too_large"
    TOO_COMPLEX = "too_complex"
    TIMED_OUT = "timed_out"
    DIED = "died"
    REFUSED = "refused"
    UNAVAILABLE = "unavailable"

    @property
    def may_be_tried_again(self) -> bool:
        """Whether the fault may lie with the machine and its load, not with the file."""
        return self in {Outcome.TIMED_OUT, Outcome.UNAVAILABLE}


class Ended(StrEnum):
    """How the child process of one file ended."""

    FINISHED = "finished"
    FAILED = "failed"
    OUT_OF_MEMORY = "out_of_memory"
    OUT_OF_CPU = "out_of_cpu"
    OUT_OF_TIME = "out_of_time"
    WROTE_TOO_MUCH = "wrote_too_much"
    KILLED = "killed"
    LOST = "lost"


@dataclass(frozen=True)
class Limits:
    """What one file may cost: bytes of address space, seconds of CPU, seconds on the wall."""

    memory: int
    cpu_seconds: int
    wall_seconds: float
    niceness: int = 0


@dataclass(frozen=True)
class PageText:
    """The text of one page, counted from 1."""

    number: int
    text: str


@dataclass(frozen=True)
class Found:
    """What the child says at the end. ``page_count`` is 0 for a format without pages."""

    outcome: Outcome
    page_count: int = 0
