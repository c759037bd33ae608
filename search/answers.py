"""Answers: what a search gives back, made of plain values for a page to show."""

from dataclasses import dataclass

from saraban.models import Document, Letter, LetterQuerySet, Resolution
from search.highlighting import Piece
from search.models import SearchPart
from search.queries import Query


@dataclass(frozen=True)
class Filters:
    """What the letters are narrowed to; nothing set narrows nothing."""

    direction: str = ""
    kind: str = ""
    year: int | None = None
    """A Buddhist year of the letter's own date, from 2484 on."""
    office: int | None = None

    def narrow(self, letters: LetterQuerySet) -> LetterQuerySet:
        """Return the letters that pass."""
        wanted = {
            "direction": self.direction,
            "kind": self.kind,
            "dated__year": self.year and self.year - 543,
            "office": self.office,
        }
        return letters.filter(**{name: value for name, value in wanted.items() if value})

    @property
    def is_set(self) -> bool:
        """Whether anything is narrowed."""
        return self != EVERYTHING


EVERYTHING = Filters()


@dataclass(frozen=True)
class Hit:
    """A letter that was found, where in it, and the words around what was looked for."""

    letter: Letter
    subject: tuple[Piece, ...]
    part: SearchPart | None = None
    snippet: tuple[Piece, ...] = ()
    document: Document | None = None
    resolution: Resolution | None = None
    is_by_number: bool = False
    """Whether the number that was typed is this letter's."""

    @property
    def address(self) -> str:
        """Where it stands: the resolution in its minutes, else the letter."""
        if self.resolution is None:
            return self.letter.get_absolute_url()
        return f"{self.resolution.item.meeting.get_absolute_url()}#resolution-{self.resolution.pk}"


@dataclass(frozen=True)
class Choice:
    """A value the hits may be narrowed to, and how many of them have it."""

    value: str | int
    label: str
    count: int


@dataclass(frozen=True)
class Facet:
    """One way in which the hits divide, named as the filter that narrows by it."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    chosen: str | int | None


@dataclass(frozen=True)
class Scope:
    """What was searched in vain: how many letters, and of which Buddhist years."""

    letters: int = 0
    is_more: bool = False
    first_year: int | None = None
    last_year: int | None = None


@dataclass(frozen=True)
class Found:
    """The answer to a question. ``total`` is exact up to 1,000; ``is_more`` says there are more."""

    query: Query
    hits: tuple[Hit, ...] = ()
    total: int = 0
    is_more: bool = False
    page: int = 1
    pages: int = 0
    facets: tuple[Facet, ...] = ()
    scope: Scope | None = None
    """Set when something was asked and nothing was found."""

    @property
    def newer_page(self) -> int:
        """The number of the page before this one."""
        return self.page - 1

    @property
    def older_page(self) -> int:
        """The number of the page after this one."""
        return self.page + 1
