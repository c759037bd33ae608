"""Giving numbers: a register's counter row is the queue, moved in the act's own transaction."""

import datetime as dt
from contextlib import suppress

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from saraban.access import Actor
from saraban.errors import Refusal
from saraban.models import (
    Direction,
    Event,
    Kind,
    Letter,
    Office,
    Register,
    RegisterEntry,
    valid_on,
)
from saraban.numbering import letter_reference, order_reference, reference_key
from saraban.services import journal
from saraban.services.transactions import in_one_act
from saraban.thai import buddhist_year

RESERVED_FOR = dt.timedelta(minutes=15)
NEXT_NUMBER = """
    INSERT INTO saraban_register (office_id, kind, year, last_number, chain_head, chain_length)
    VALUES (%s, %s, %s, 1, '', 1)
    ON CONFLICT (office_id, kind, year)
    DO UPDATE SET last_number = saraban_register.last_number + 1,
        chain_length = saraban_register.chain_length + 1
    RETURNING id, last_number, chain_head, chain_length
"""


@in_one_act
def enter(
    letter: Letter,
    verb: Event.Verb,
    *,
    office: Office,
    kind: Register.Kind,
    by: Actor,
    at: dt.datetime,
    state: RegisterEntry.State = RegisterEntry.State.ISSUED,
    purpose: str = "",
    **facts: object,
) -> RegisterEntry:
    """Give the letter the next number of the office's register of the Bangkok year of ``at``.

    The number comes last in an act: the counter and the register's chain move in one
    statement, and whoever comes next waits at that row until this act has ended. So no number
    is skipped or given twice, and between the number and the commit stand three short writes.
    """
    face = journal.next_face(letter)
    register, number, place = _next(office, kind, buddhist_year(timezone.localdate(at)))
    entry = RegisterEntry.objects.create(
        register=register,
        number=number,
        letter=letter,
        state=state,
        purpose=purpose,
        entered_by=by.user,
        entered_as=by.post,
        entered_at=at,
        expires_at=at + RESERVED_FOR if state == RegisterEntry.State.RESERVED else None,
    )
    told = {**facts, **face, "number": number, "entry": entry.pk}
    journal.write(register, verb, place, by=by, at=at, letter=letter, facts=told)
    return entry


@in_one_act
def reserve(
    letter: Letter, *, office: Office, kind: Register.Kind, by: Actor, at: dt.datetime, purpose: str
) -> RegisterEntry:
    """Reserve the next number for this letter alone; unused, it is voided after 15 minutes."""
    return enter(
        letter,
        Event.Verb.RESERVED,
        office=office,
        kind=kind,
        by=by,
        at=at,
        state=RegisterEntry.State.RESERVED,
        purpose=purpose,
    )


@in_one_act
def issue(entry: RegisterEntry, *, by: Actor, at: dt.datetime) -> RegisterEntry:
    """Turn a reserved number into the letter's number. Refuses one that is void or used."""
    moved = RegisterEntry.objects.filter(pk=entry.pk, state=RegisterEntry.State.RESERVED)
    if not moved.update(state=RegisterEntry.State.ISSUED, expires_at=None):
        raise Refusal(_("เลขที่จองไว้ถูกยกเลิกหรือใช้ไปแล้ว โปรดลงนามใหม่เพื่อจองเลขใหม่"))
    entry.state, entry.expires_at = RegisterEntry.State.ISSUED, None
    letter = entry.letter
    letter.reference = reference_of(entry)
    letter.reference_key = reference_key(letter.reference)
    letter.registered_at = at
    letter.save(update_fields=["reference", "reference_key", "registered_at"])
    journal_facts = {"number": entry.number, "entry": entry.pk, "reference": letter.reference}
    journal.note(letter, Event.Verb.ISSUED, by=by, at=at, register=entry.register, **journal_facts)
    return entry


@in_one_act
def void(entry: RegisterEntry, *, by: Actor | None, at: dt.datetime, reason: str) -> None:
    """Strike out a reserved number that will not be used, and say why.

    The line stays in the register for ever and the number is never given again. Refuses a
    number that already stands on a letter, and an empty reason.
    """
    if not reason.strip():
        raise Refusal(_("โปรดระบุเหตุที่ยกเลิกเลข"))
    rows = RegisterEntry.objects.filter(pk=entry.pk, state=RegisterEntry.State.RESERVED)
    if not rows.update(state=RegisterEntry.State.VOID, reason=reason, expires_at=None):
        raise Refusal(_("เลขนี้ออกให้หนังสือแล้วหรือยกเลิกไปแล้ว จึงยกเลิกอีกไม่ได้"))
    entry.state, entry.reason = RegisterEntry.State.VOID, reason
    journal.note(
        entry.letter,
        Event.Verb.VOIDED,
        by=by,
        at=at,
        register=entry.register,
        number=entry.number,
        entry=entry.pk,
        reason=reason,
    )


def void_expired(at: dt.datetime) -> int:
    """Void every reservation whose time has run out, by the system; return how many.

    One that is used or voided in the same moment by whoever holds it is passed over.
    """
    expired = RegisterEntry.objects.filter(
        state=RegisterEntry.State.RESERVED, expires_at__lt=at
    ).select_related("register", "letter")
    count = 0
    for entry in expired:
        with suppress(Refusal):
            void(entry, by=None, at=at, reason=_("พ้นเวลาที่จองไว้โดยไม่ได้ใช้"))
            count += 1
    return count


def reference_of(entry: RegisterEntry) -> str:
    """Return the number as it is printed on the letter, by the office's code of that day."""
    register = entry.register
    if register.kind == Register.Kind.ORDER:
        return order_reference(entry.number, register.year)
    code = code_on(register.office, timezone.localdate(entry.entered_at))
    return letter_reference(code, entry.number, is_circular=register.kind == Register.Kind.CIRCULAR)


def code_on(office: Office, day: dt.date) -> str:
    """Return the code the office bore in letter numbers on a day."""
    named = office.names.filter(valid_on(day)).order_by("-valid_from").first()
    return named.code if named else office.code


def issuing_office(office: Office) -> Office:
    """Return whose register an office's letters are numbered in: the nearest one with a code."""
    steps = range(office.depth, 0, -1)
    paths = [office.path[: office.steplen * depth] for depth in steps]
    coded = Office.objects.filter(path__in=paths).exclude(code="").order_by("-depth").first()
    return coded or office


def register_kind_for(letter: Letter) -> Register.Kind:
    """Return which series numbers this letter: circulars, orders and memos have their own."""
    if letter.is_circular:
        return Register.Kind.CIRCULAR
    if letter.kind == Kind.ORDER:
        return Register.Kind.ORDER
    is_internal = letter.direction == Direction.INTERNAL
    return Register.Kind.INTERNAL if is_internal else Register.Kind.OUTGOING


def _next(office: Office, kind: Register.Kind, year: int) -> tuple[Register, int, journal.Place]:
    """Move the counter and the chain by one; return the register, its new number and place."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT_NUMBER, [office.pk, str(kind), year])
        pk, number, head, length = cursor.fetchone()
    register = Register(pk=pk, office=office, kind=kind, year=year, last_number=number)
    return register, number, journal.Place(head, length)
