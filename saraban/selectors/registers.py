"""Reading registers: which books somebody may open, and one page of lines in index order."""

from dataclasses import dataclass

from django.db.models import QuerySet

from saraban import access
from saraban.access import Act, Actor
from saraban.models import Letter, Office, Register, RegisterEntry, Role

PAGE = 50


@dataclass(frozen=True)
class Line:
    """One line of a register, with its letter only where the reader may see it."""

    entry: RegisterEntry
    letter: Letter | None


@dataclass(frozen=True)
class Lines:
    """One page of a register, newest first, and where the next pages begin."""

    lines: list[Line]
    older: int | None
    newer: int | None


def registers_open_to(actor: Actor) -> QuerySet[Register]:
    """Return the registers the actor may open: those of the offices they work in.

    An auditor opens every register of the agency; an administrator none.
    """
    if Act.SEE not in actor.acts:
        return Register.objects.none()
    books = Register.objects.select_related("office").order_by("-year", "office__path", "kind")
    if actor.role == Role.AUDITOR:
        return books.filter(office__path__startswith=actor.office.agency_path)
    return books.filter(office__in=_working_offices(actor))


def lines_of(register: Register, actor: Actor, *, below: int | None, above: int | None) -> Lines:
    """Return 50 lines in the order of the numbers. Two queries, at any size of the archive.

    Everybody who keeps the book sees that a number is taken, and when; what it was given to
    only those who may see the letter.
    """
    entries = register.entries.select_related("entered_by")
    if above is not None:
        rows = list(entries.filter(number__gt=above).order_by("number")[: PAGE + 1])
        has_newer, rows = len(rows) > PAGE, rows[:PAGE][::-1]
        has_older = True
    else:
        if below is not None:
            entries = entries.filter(number__lt=below)
        rows = list(entries.order_by("-number")[: PAGE + 1])
        has_newer, has_older, rows = below is not None, len(rows) > PAGE, rows[:PAGE]
    lines = _with_letters(rows, actor)
    return Lines(
        lines,
        older=rows[-1].number if rows and has_older else None,
        newer=rows[0].number if rows and has_newer else None,
    )


def entries_open_to(actor: Actor) -> QuerySet[RegisterEntry]:
    """Return the lines of the registers the actor may open."""
    entries = RegisterEntry.objects.select_related("register__office", "letter")
    return entries.filter(register__in=registers_open_to(actor))


def entry_for(actor: Actor, letter: Letter) -> RegisterEntry | None:
    """Return the number a letter bears in the actor's own office, else its first number."""
    entries = list(letter.entries.select_related("register__office").order_by("pk"))
    own = [entry for entry in entries if entry.register.office_id == actor.office.pk]
    return next(iter(own or entries), None)


def _working_offices(actor: Actor) -> list[Office]:
    reading = [post for post in actor.posts if post.position.role != Role.ADMINISTRATOR]
    return [post.office for post in reading]


def _with_letters(entries: list[RegisterEntry], actor: Actor) -> list[Line]:
    """Fetch the letters that may be seen, and only those, in one query."""
    visible = access.letters_visible_to(actor).for_list()
    letters = visible.in_bulk([entry.letter_id for entry in entries])
    return [Line(entry, letters.get(entry.letter_id)) for entry in entries]
