"""What every store of search takes and gives."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from saraban.models import LetterQuerySet
from search.queries import LONGEST_QUESTION, Query

OVERLAP = LONGEST_QUESTION + 100
"""How much two pieces of one text share: longer than any question, so that none is cut apart."""


class Entry(NamedTuple):
    """What is written for one part: its key and its words."""

    key: int
    subject: str
    body: str


class Match(NamedTuple):
    """A letter that was found, and the first of its parts that has the longest phrase."""

    letter: int
    key: int


@dataclass(frozen=True)
class Asked:
    """A question and the letters that may answer it, at most ``limit`` of them, newest first.

    ``letters`` is the whole permission: nothing outside it is ever returned. ``readers`` are
    the principals it was made for; a store may use them to look at fewer letters, never more.
    """

    query: Query
    letters: LetterQuerySet
    readers: tuple[int, ...]
    limit: int
    is_about_subject: bool = False


class Backend(Protocol):
    """A store. All writing happens inside the caller's transaction."""

    def put(self, entries: Iterable[Entry]) -> None:
        """Add parts whose keys are not in the index."""

    def remove(self, entries: Iterable[Entry]) -> None:
        """Take parts out; the entries are the ones that were put."""

    def update_readers(self, letter: int) -> None:
        """Take note that who may read a letter has changed."""

    def find(self, asked: Asked) -> list[Match]:
        """Return the letters that have every phrase and nothing that is excluded."""

    def refill(self, read: Callable[[int, int], list[Entry]], *, batch: int) -> int:
        """Build the index anew while the old one goes on answering; return how many parts.

        ``read(below, batch)`` returns the next parts with keys below one, highest first.
        """

    def size(self) -> int:
        """Return how many parts the index holds."""
