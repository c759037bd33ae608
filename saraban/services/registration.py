"""Registering letters: what has arrived gets its number, its readers and its event."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from saraban import access
from saraban.access import Actor
from saraban.errors import Refusal, refuse_unless_whole
from saraban.models import (
    Access,
    Direction,
    Document,
    Event,
    IntakeFile,
    Kind,
    Letter,
    Link,
    Office,
    Principal,
    Project,
    Register,
    RegisterEntry,
    Role,
    Secrecy,
    Urgency,
)
from saraban.numbering import reference_key
from saraban.services import filing, journal, numbers
from saraban.services.filing import Filed
from saraban.services.projects import concern
from saraban.services.transactions import in_one_act

OLDEST = dt.date(1900, 1, 1)


@in_one_act
def register_incoming(
    *,
    by: Actor,
    at: dt.datetime,
    sender: str,
    subject: str,
    dated: dt.date,
    reference: str = "",
    recipient: str = "",
    addressee: str = "",
    kind: Kind = Kind.EXTERNAL_LETTER,
    urgency: int = Urgency.NORMAL,
    secrecy: int = Secrecy.OPEN,
    is_circular: bool = False,
    due_at: dt.datetime | None = None,
    received_at: dt.datetime | None = None,
    enclosure_note: str = "",
    files: Sequence[Filed] = (),
    intake: IntakeFile | None = None,
    projects: Sequence[Project] = (),
) -> RegisterEntry:
    """Enter a letter that has arrived, and put it in the hands of the actor's office.

    Only a registry clerk of the office; a secret letter only by its secret registrar. Refused:
    a date in the future, receipt before the letter's date or after now, ลับที่สุด, projects of
    another agency. The number is the next one in the office's incoming register of the year;
    none is skipped or given twice.
    """
    access.require_clerk(by)
    _refuse_secrecy(secrecy, by)
    _refuse_dates(dated, received_at, at)
    letter = Letter(
        direction=Direction.INCOMING,
        kind=kind,
        office=by.office,
        is_circular=is_circular,
        reference=reference,
        reference_key=reference_key(reference),
        dated=dated,
        sender=sender,
        recipient=recipient,
        addressee=addressee,
        subject=subject,
        urgency=urgency,
        secrecy=secrecy,
        due_at=due_at,
        received_at=received_at or at,
        enclosure_note=enclosure_note,
        created_at=at,
        registered_at=at,
    )
    refuse_unless_whole(letter, exclude=["office", "signer", "drafted_by"])
    letter.save(force_insert=True)
    taken = _from_tray(intake, letter, by)
    documents = filing.bind(letter, [*taken, *files], by=by, at=at)
    concern(letter, projects, by=by)
    readers = access.grant_office(letter, by.office, basis=Access.Basis.ADDRESSEE, at=at)
    if letter.is_secret:
        readers += access.grant(letter, access.person(by.user), basis=Access.Basis.NAMED, at=at)
    return numbers.enter(
        letter,
        Event.Verb.REGISTERED,
        office=by.office,
        kind=Register.Kind.INCOMING,
        by=by,
        at=at,
        files=[document.blob_id for document in documents],
        readers=[reader.pk for reader in readers],
    )


@in_one_act
def enter_received(letter: Letter, *, by: Actor, at: dt.datetime) -> RegisterEntry:
    """Give a letter that was sent to the actor's office that office's own receiving number.

    Only for a registry clerk. A letter has one receiving number per office: an office that
    has one already is refused.
    """
    access.require_clerk(by)
    if letter.entries.filter(
        register__office=by.office, register__kind=Register.Kind.INCOMING
    ).exists():
        raise Refusal(_("หน่วยงานนี้ลงรับหนังสือฉบับนี้ไปแล้ว"))
    if letter.registered_at is None:
        letter.registered_at, letter.received_at = at, at
        letter.save(update_fields=["registered_at", "received_at"])
    return numbers.enter(
        letter,
        Event.Verb.RECEIVED,
        office=by.office,
        kind=Register.Kind.INCOMING,
        by=by,
        at=at,
    )


@in_one_act
def make_counterpart(
    letter: Letter, *, agency_office: Office, by: Actor, at: dt.datetime
) -> Letter:
    """Lay a copy of an issued letter before another agency, to be received there.

    The copy is a letter of its own, with its own access and later its own number, bound to the
    same bytes and linked to the original; neither side sees the other's notes.
    """
    if letter.registered_at is None:
        raise Refusal(_("หนังสือยังไม่ออกเลข จึงส่งไปหน่วยงานอื่นไม่ได้"))
    copy = Letter.objects.create(
        direction=Direction.INCOMING,
        kind=letter.kind,
        office=agency_office,
        is_circular=letter.is_circular,
        reference=letter.reference,
        reference_key=letter.reference_key,
        dated=letter.dated,
        sender=letter.sender,
        recipient=letter.recipient,
        addressee=letter.addressee,
        subject=letter.subject,
        urgency=letter.urgency,
        secrecy=letter.secrecy,
        due_at=letter.due_at,
        enclosure_note=letter.enclosure_note,
        created_at=at,
    )
    documents = letter.documents.select_related("blob")
    carried = [Filed(each.blob, each.name, Document.Part(each.part)) for each in documents]
    has_seal = any(filed.part == "sealed" for filed in carried)
    sent = [f for f in carried if not (has_seal and f.part == "main")]
    filing.bind(copy, sent, by=by, at=at)
    Link.objects.create(letter=copy, other=letter, kind=Link.Kind.COUNTERPART)
    readers = access.grant_office(copy, agency_office, basis=Access.Basis.ADDRESSEE, at=at)
    journal.note(
        copy,
        Event.Verb.SENT,
        by=by,
        at=at,
        original=letter.pk,
        files=[filed.blob.pk for filed in sent],
        readers=[reader.pk for reader in readers],
    )
    return copy


@in_one_act
def link(letter: Letter, other: Letter, kind: Link.Kind, *, by: Actor, at: dt.datetime) -> None:
    """Bind two letters the actor sees: this one refers to, or answers, the other."""
    access.require(by, access.Act.HANDLE, letter)
    access.require(by, access.Act.SEE, other)
    _link, is_new = Link.objects.get_or_create(letter=letter, other=other, kind=kind)
    if is_new:
        journal.note(letter, Event.Verb.LINKED, by=by, at=at, other=other.pk, kind=str(kind))


@in_one_act
def open_to_person(letter: Letter, reader: Principal, *, by: Actor, at: dt.datetime) -> None:
    """Let one more person read a letter, as an exception that stays on record.

    Only somebody who handles the letter; a person below the letter's secrecy is refused.
    """
    access.require(by, access.Act.HANDLE, letter)
    if reader.user is None:
        raise Refusal(_("โปรดเลือกบุคคลที่จะให้อ่าน"))
    if reader.user.clearance < letter.secrecy:
        raise Refusal(_("บุคคลนี้ไม่มีสิทธิเข้าถึงชั้นความลับของหนังสือ จึงให้อ่านไม่ได้"))
    access.make_exception(letter, reader.user, at=at)
    journal.note(letter, Event.Verb.GRANTED, by=by, at=at, readers=[reader.pk])


@in_one_act
def close_to_person(letter: Letter, reader: Principal, *, by: Actor, at: dt.datetime) -> None:
    """Take a personal exception back; it ends with the next query."""
    access.require(by, access.Act.HANDLE, letter)
    if reader.user is not None:
        access.end_exception(letter, reader.user)
        journal.note(letter, Event.Verb.WITHDRAWN, by=by, at=at, readers=[reader.pk])


def _refuse_secrecy(secrecy: int, by: Actor) -> None:
    if secrecy >= Secrecy.TOP_SECRET:
        raise Refusal(_("หนังสือชั้นลับที่สุดห้ามลงในระบบ โปรดดำเนินการด้วยกระดาษโดยนายทะเบียนข้อมูลข่าวสารลับ"))
    if secrecy > Secrecy.OPEN and (by.role != Role.SECRET_REGISTRAR or by.clearance < secrecy):
        raise Refusal(_("หนังสือชั้นความลับต้องให้นายทะเบียนข้อมูลข่าวสารลับลงทะเบียน โปรดส่งให้นายทะเบียน"))


def _refuse_dates(dated: dt.date, received_at: dt.datetime | None, at: dt.datetime) -> None:
    today = timezone.localdate(at)
    if dated > today:
        raise Refusal(_("หนังสือลงวันที่ล่วงหน้า จึงลงทะเบียนรับไม่ได้ โปรดตรวจวันที่บนหนังสือ"))
    if dated < OLDEST:
        raise Refusal(_("ปีของวันที่เก่าเกินไป โปรดตรวจว่าเป็นปี พ.ศ. ที่ถูกต้อง"))
    if received_at is not None and received_at > at:
        raise Refusal(_("วันเวลาที่รับยังมาไม่ถึง โปรดตรวจวันที่รับ"))
    if received_at is not None and timezone.localdate(received_at) < dated:
        raise Refusal(_("วันที่รับอยู่ก่อนวันที่ของหนังสือ โปรดตรวจทั้งสองวัน"))


def _from_tray(intake: IntakeFile | None, letter: Letter, by: Actor) -> list[Filed]:
    """Take the file out of the tray for this letter; refused if somebody else just did."""
    if intake is None:
        return []
    waiting = IntakeFile.objects.filter(
        pk=intake.pk, office=by.office, letter=None, set_aside_at=None
    )
    if not waiting.update(letter=letter):
        raise Refusal(_("แฟ้มนี้มีผู้ลงทะเบียนไปแล้ว โปรดเปิดแฟ้มถัดไปในถาดรับเข้า"))
    return [Filed(intake.blob, intake.name)]
