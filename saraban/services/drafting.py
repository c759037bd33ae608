"""Writing letters here: drafts and their correction, up to the act of signing."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from saraban import access
from saraban.access import Act, Actor
from saraban.errors import Refusal, refuse_unless_whole
from saraban.models import (
    Access,
    Appointment,
    Direction,
    Event,
    Kind,
    Letter,
    Link,
    Project,
    Role,
    Secrecy,
    Urgency,
)
from saraban.services import filing, journal
from saraban.services.filing import Filed
from saraban.services.projects import concern, tie_all
from saraban.services.transactions import in_one_act

WRITTEN = (Kind.EXTERNAL_LETTER, Kind.MEMORANDUM)


@in_one_act
def draft_letter(
    *,
    by: Actor,
    at: dt.datetime,
    kind: Kind,
    subject: str,
    addressee: str,
    body: str,
    signer: Appointment,
    salutation: str = "เรียน",
    closing: str = "ขอแสดงความนับถือ",
    recipient: str = "",
    enclosure_note: str = "",
    urgency: int = Urgency.NORMAL,
    answers: Letter | None = None,
    files: Sequence[Filed] = (),
    projects: Sequence[Project] = (),
) -> Letter:
    """Begin a letter of the actor's office: a memo or an external letter, perhaps an answer.

    Refused: a kind that is not written here yet, and a signer whose post is not held today or
    lies in another agency. An answer inherits the secrecy and the projects of what it answers.
    It has no number: that is given in the act of signing.
    """
    access.require_act(by, Act.DRAFT)
    _refuse_signer(signer, by)
    if kind not in WRITTEN:
        raise Refusal(_("หนังสือชนิดนี้ยังร่างในระบบไม่ได้ โปรดเลือกหนังสือภายนอกหรือบันทึกข้อความ"))
    if answers is not None:
        access.require(by, Act.DRAFT, answers)
    is_memo = kind == Kind.MEMORANDUM
    letter = Letter(
        direction=Direction.INTERNAL if is_memo else Direction.OUTGOING,
        kind=kind,
        office=by.office,
        sender=by.office.name,
        subject=subject,
        addressee=addressee,
        recipient=recipient or addressee,
        salutation=salutation,
        body=body,
        closing="" if is_memo else closing,
        enclosure_note=enclosure_note,
        urgency=urgency,
        secrecy=answers.secrecy if answers else Secrecy.OPEN,
        drafted_by=by.user,
        signer=signer,
        created_at=at,
    )
    refuse_unless_whole(letter, exclude=["office", "signer", "drafted_by"])
    letter.save(force_insert=True)
    filing.bind(letter, files, by=by, at=at)
    readers = _open_to_writers(letter, by, signer, at)
    if answers is not None:
        Link.objects.create(letter=letter, other=answers, kind=Link.Kind.REPLIES_TO)
        tie_all(letter, answers.concerns.values_list("project", flat=True))
    concern(letter, projects, by=by)
    journal.note(
        letter,
        Event.Verb.DRAFTED,
        by=by,
        at=at,
        signer=signer.pk,
        files=[filed.blob.pk for filed in files],
        readers=readers,
    )
    return letter


@in_one_act
def revise(
    letter: Letter,
    *,
    by: Actor,
    at: dt.datetime,
    version: int,
    subject: str,
    addressee: str,
    body: str,
    signer: Appointment,
    salutation: str = "เรียน",
    closing: str = "ขอแสดงความนับถือ",
    recipient: str = "",
    enclosure_note: str = "",
    urgency: int = Urgency.NORMAL,
) -> Letter:
    """Correct a draft. Refused once it has a number, or if somebody else corrected it meanwhile.

    ``version`` is the draft's version when the person opened it.
    """
    access.require(by, Act.DRAFT, letter)
    fresh = Letter.objects.select_for_update().get(pk=letter.pk)
    if not fresh.is_draft:
        raise Refusal(_("หนังสือออกเลขแล้ว จึงแก้ไขไม่ได้ โปรดทำหนังสือฉบับใหม่"))
    if fresh.version != version:
        raise Refusal(_("มีผู้แก้ร่างนี้หลังจากท่านเปิด โปรดเปิดร่างล่าสุดแล้วเทียบกับข้อความของท่านด้านล่าง"))
    _refuse_signer(signer, by)
    fresh.subject, fresh.addressee, fresh.body = subject, addressee, body
    fresh.salutation, fresh.enclosure_note = salutation, enclosure_note
    fresh.closing = "" if fresh.kind == Kind.MEMORANDUM else closing
    fresh.recipient, fresh.urgency, fresh.signer = recipient or addressee, urgency, signer
    refuse_unless_whole(fresh, exclude=["office", "signer", "drafted_by"])
    fresh.save()
    readers = _open_to_writers(fresh, by, signer, at)
    journal.note(fresh, Event.Verb.REVISED, by=by, at=at, signer=signer.pk, readers=readers)
    return fresh


def _refuse_signer(signer: Appointment, by: Actor) -> None:
    """A signer must hold a director's post of this agency today."""
    is_held = Appointment.objects.held(on=by.day).filter(pk=signer.pk).exists()
    is_director = signer.position.role == Role.DIRECTOR
    if not (is_held and is_director and signer.office.is_same_agency_as(by.office)):
        raise Refusal(_("ผู้ลงนามที่เลือกไม่ได้ดำรงตำแหน่งผู้บริหารของหน่วยงานนี้ในวันนี้ โปรดเลือกใหม่"))


def _open_to_writers(letter: Letter, by: Actor, signer: Appointment, at: dt.datetime) -> list[int]:
    """Let the office (or, if secret, its registrar and the writer) and the signer see a draft."""
    readers = access.grant_office(letter, by.office, basis=Access.Basis.ORIGIN, at=at)
    named = [access.person(by.user), access.person(signer.user)]
    readers += access.grant(letter, *named, basis=Access.Basis.NAMED, at=at)
    return [reader.pk for reader in readers]
