"""Reading letters: lists by key, and what one letter's page shows."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from saraban import access
from saraban.access import Act, Actor
from saraban.models import (
    Access,
    Concern,
    Direction,
    Document,
    Event,
    IntakeFile,
    Letter,
    LetterQuerySet,
    Link,
    Project,
    RegisterEntry,
)

PAGE = 50


@dataclass(frozen=True)
class Letters:
    """One page of letters, newest first, their first numbers, and where the next page begins."""

    letters: list[Letter]
    numbers: dict[int, int]
    older: int | None


@dataclass(frozen=True)
class Related:
    """A letter that belongs to another, if the reader may see it."""

    word: str
    letter: Letter


def letters_page(actor: Actor, *, direction: str = "", below: int | None = None) -> Letters:
    """Return 50 letters the actor may see, newest first. Flat with the size of the archive."""
    letters = access.letters_listed_for(actor).exclude(registered_at=None)
    if direction in Direction.values:
        letters = letters.filter(direction=direction)
    if below is not None:
        letters = letters.filter(pk__lt=below)
    rows = list(letters.for_list().newest_first()[: PAGE + 1])
    has_more, rows = len(rows) > PAGE, rows[:PAGE]
    return Letters(rows, _first_numbers(rows), older=rows[-1].pk if has_more else None)


def drafts_of(actor: Actor) -> LetterQuerySet:
    """Return letters being written: the actor's own, and those waiting for their signature."""
    drafts = access.letters_visible_to(actor).filter(registered_at=None)
    mine = drafts.exclude(direction=Direction.INCOMING).filter(drafted_by=actor.user)
    to_sign = drafts.filter(signer__in=actor.posts)
    return (mine | to_sign).for_list().newest_first()


def intake_of(actor: Actor) -> QuerySet[IntakeFile]:
    """Return the files waiting in the tray of the clerk's office, first come first."""
    if Act.REGISTER not in actor.acts:
        return IntakeFile.objects.none()
    waiting = IntakeFile.objects.filter(office=actor.office, letter=None, set_aside_at=None)
    return waiting.select_related("blob").order_by("pk")


def documents_of(letter: Letter) -> list[Document]:
    """Return a letter's files in the order they were bound: sealed first, then the others."""
    documents = list(letter.documents.select_related("blob").order_by("pk"))
    return sorted(documents, key=lambda document: document.part != Document.Part.SEALED)


def related_to(letter: Letter, actor: Actor) -> list[Related]:
    """Return the letters this one is linked with, either way, that the actor may see."""
    links = Link.objects.filter(letter=letter) | Link.objects.filter(other=letter)
    ties = [
        (link.other_id, str(link.get_kind_display()))
        if link.letter_id == letter.pk
        else (link.letter_id, _word_backwards(link))
        for link in links.order_by("pk")
    ]
    visible = access.letters_visible_to(actor).for_list()
    seen = visible.in_bulk([pk for pk, _word in ties])
    return [Related(word, seen[pk]) for pk, word in ties if pk in seen]


def projects_of(letter: Letter) -> list[Project]:
    """Return the projects a letter concerns."""
    return [c.project for c in Concern.objects.filter(letter=letter).select_related("project")]


def history_of(letter: Letter) -> QuerySet[Event]:
    """Return what happened to a letter, newest first."""
    return letter.events.select_related("user", "post__position").order_by("-pk")


def readers_of(letter: Letter) -> QuerySet[Access]:
    """Return who may see a letter and why, in the order they were let in."""
    return letter.access.select_related("principal__office", "principal__user").order_by("pk")


def _first_numbers(letters: list[Letter]) -> dict[int, int]:
    """Return the first register number of each letter that has one. One query."""
    entries = RegisterEntry.objects.filter(letter__in=letters).order_by("-pk")
    return dict(entries.values_list("letter", "number"))


def _word_backwards(link: Link) -> str:
    words = {
        Link.Kind.REFERS_TO: _("ถูกอ้างถึงใน"),
        Link.Kind.REPLIES_TO: _("มีหนังสือตอบ"),
        Link.Kind.COUNTERPART: _("ส่งไปเป็น"),
    }
    return words[Link.Kind(link.kind)]
