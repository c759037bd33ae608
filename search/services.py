"""Indexing: what of a letter is found, and keeping the index in step with it."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple, TypeVar

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from saraban.models import BlobPage, Letter
from saraban.services.transactions import one_act
from saraban.thai import normalise
from search.backends.contract import OVERLAP, Entry
from search.backends.database import backend
from search.folding import ANALYSER_VERSION
from search.models import SLOTS, IndexState, SearchPart, key_of, number_of

BATCH = 200
LONGEST_PART = 9_000

FACE = 0
FIRST = {
    SearchPart.Kind.RESOLUTION.value: 1,
    SearchPart.Kind.AGENDA_ITEM.value: 1_000,
    SearchPart.Kind.PAGE.value: 4_000,
}
FIRST_OTHER = 2_000
"""Where the numbers of a kind of part begin; of several parts with a phrase the lowest is shown."""

Item = TypeVar("Item")
Source = Callable[[Letter], Iterable[tuple[str, str]]]


class Piece(NamedTuple):
    """A piece of a letter as it is kept: the text itself, or where in a page it begins."""

    kind: str
    page: int | None
    start: int
    text: str


class Health(NamedTuple):
    """How the index stands: whole when nothing differs and nothing is missing."""

    parts: int
    indexed: int
    letters_missing: int
    is_current: bool

    @property
    def is_whole(self) -> bool:
        return self.parts == self.indexed and not self.letters_missing and self.is_current


def index_letter(letter: Letter) -> int:
    """Index what a letter says now, and take out what it no longer says.

    Stands in the caller's transaction. Only what differs is written; the text of pages that
    are indexed is not even fetched, for pages never change. Returns the parts written.
    """
    known = _known(letter)
    wanted = list(dict.fromkeys([*_written(letter), *_on_pages(letter, known)]))
    gone = [key for piece, key in known.items() if piece not in set(wanted)]
    _take_out(gone)
    fresh = (piece for piece in wanted if piece not in known)
    parts = list(_parts(letter, fresh, keys=set(known.values()) - set(gone)))
    for batch in _batches(parts):
        _put_in(batch)
    backend().update_readers(letter.pk)
    return len(parts)


def index_new(letters: Iterable[Letter]) -> int:
    """Index letters that were written in bulk and are in no index yet; return the parts written.

    For filling an archive: what was said on the way and the pages of files are left to
    ``rebuild``. Stands in the caller's transaction.
    """
    parts = [
        part for letter in letters for part in _parts(letter, dict.fromkeys(_own(letter)), keys=())
    ]
    for batch in _batches(parts):
        _put_in(batch)
    return len(parts)


def rebuild(*, batch: int = BATCH) -> int:
    """Make the whole index anew while it goes on answering; return how many parts it holds.

    First every part is written again by this version of the analyser, then every letter is
    compared with its parts, in short transactions from the newest on.
    """
    backend().refill(_read_entries, batch=batch)
    IndexState.objects.update(analyser_version=ANALYSER_VERSION)
    last: int | None = None
    while letters := list(_letters_below(last)[:batch]):
        with one_act():
            for letter in letters:
                index_letter(letter)
        last = letters[-1].pk
    return backend().size()


def health() -> Health:
    """Compare the index with what it should hold; counts everything, so it may take seconds."""
    return Health(
        parts=SearchPart.objects.count(),
        indexed=backend().size(),
        letters_missing=Letter.objects.exclude(search_parts__kind=SearchPart.Kind.FACE).count(),
        is_current=is_current(),
    )


def is_current() -> bool:
    """Tell whether this version of the analyser made the index."""
    return IndexState.objects.filter(analyser_version=ANALYSER_VERSION).exists()


# What a letter says


def _written(letter: Letter) -> Iterator[Piece]:
    """Yield what stands on a letter, and what other parts of the product know of it."""
    yield from _own(letter)
    for source in _sources(tuple(settings.SARABAN_SEARCH_SOURCES)):
        for kind, text in source(letter):
            yield from _cut(kind, normalise(text))


def _own(letter: Letter) -> Iterator[Piece]:
    """Yield the face and the body of a letter."""
    subject = " ".join(normalise(letter.subject).split())
    yield from _cut(SearchPart.Kind.FACE, f"{subject}\n{_rest_of_face(letter)}")
    yield from _cut(SearchPart.Kind.BODY, normalise(letter.body))


def _rest_of_face(letter: Letter) -> str:
    said = (letter.reference, letter.sender, letter.recipient, letter.addressee)
    return "\n".join(normalise(text) for text in (*said, letter.enclosure_note) if text)


def _on_pages(letter: Letter, known: dict[Piece, int]) -> Iterator[Piece]:
    """Yield the pages of a letter's files; of those already indexed nothing is fetched."""
    pages = BlobPage.objects.filter(blob__documents__letter=letter).exclude(text="")
    attached = dict.fromkeys(
        pages.order_by("blob__documents__pk", "number").values_list("pk", flat=True)
    )
    indexed = {piece.page for piece in known}
    yield from (piece for piece in known if piece.page in attached)
    fresh = [pk for pk in attached if pk not in indexed]
    texts = dict(BlobPage.objects.filter(pk__in=fresh).values_list("pk", "text")) if fresh else {}
    for pk in fresh:
        starts = _starts(normalise(texts[pk]))
        yield from (Piece(SearchPart.Kind.PAGE.value, pk, start, "") for start in starts)


def _cut(kind: str, text: str) -> Iterator[Piece]:
    """Yield a text in pieces of 9,000 characters that overlap."""
    if text.strip():
        for start in _starts(text):
            yield Piece(kind, None, start, text[start : start + LONGEST_PART + OVERLAP])


def _starts(text: str) -> range:
    return range(0, max(1, len(text) - OVERLAP), LONGEST_PART)


@cache
def _sources(names: tuple[str, ...]) -> tuple[Source, ...]:
    return tuple(import_string(name) for name in names)


# Writing it down


def _known(letter: Letter) -> dict[Piece, int]:
    """Return the pieces of a letter that are indexed, with their keys."""
    rows = SearchPart.objects.filter(letter=letter).order_by("-pk")
    return {
        Piece(kind, page, start, text): key
        for key, kind, page, start, text in rows.values_list("pk", "kind", "page", "start", "text")
    }


def _parts(letter: Letter, pieces: Iterable[Piece], keys: Iterable[int]) -> Iterator[SearchPart]:
    """Yield a part with a free number of its kind for each piece, as long as numbers last."""
    taken = {number_of(key) for key in keys}
    free: dict[int, Iterator[int]] = {}
    for kind, page, start, text in pieces:
        first = FACE if (kind, start) == (SearchPart.Kind.FACE, 0) else FIRST.get(kind, FIRST_OTHER)
        numbers = free.setdefault(first, (n for n in range(first, SLOTS) if n not in taken))
        number = next(numbers, None)
        if number is None:
            return
        taken.add(number)
        key = key_of(letter.pk, number)
        yield SearchPart(pk=key, letter=letter, kind=kind, page_id=page, start=start, text=text)


def _put_in(parts: list[SearchPart]) -> None:
    SearchPart.objects.bulk_create(parts)
    with_page = [part for part in parts if part.page_id]
    pages = BlobPage.objects.in_bulk([part.page_id for part in with_page]) if with_page else {}
    for part in with_page:
        part.page = pages[part.page_id]
    backend().put([_entry(part) for part in parts])


def _take_out(keys: list[int]) -> None:
    """Take parts out of the index by the words they were put in with."""
    for batch in _batches(keys):
        parts = SearchPart.objects.filter(pk__in=batch)
        entries = [_entry(part) for part in parts.select_related("page")]
        parts.delete()
        backend().remove(entries)


def _batches(items: list[Item]) -> Iterator[list[Item]]:
    return (items[at : at + BATCH] for at in range(0, len(items), BATCH))


def _entry(part: SearchPart) -> Entry:
    if part.kind == SearchPart.Kind.FACE and part.start == 0:
        subject, _, rest = part.text.partition("\n")
        return Entry(part.pk, subject, rest)
    return Entry(part.pk, "", text_of(part))


def text_of(part: SearchPart) -> str:
    """Return the normalised text of a part; that of a page is cut out of the page."""
    if part.page is None:
        return part.text
    return normalise(part.page.text)[part.start : part.start + LONGEST_PART + OVERLAP]


def _read_entries(below: int, batch: int) -> list[Entry]:
    """Lock and read the next parts below a key, highest first."""
    parts = SearchPart.objects.select_for_update(of=("self",)).select_related("page")
    return [_entry(part) for part in parts.filter(pk__lt=below).order_by("-pk")[:batch]]


def _letters_below(last: int | None) -> QuerySet[Letter]:
    letters = Letter.objects.order_by("-pk")
    return letters if last is None else letters.filter(pk__lt=last)
