"""Where a letter may be sent: offices that exist, people who are there, eyes that may read it."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from saraban import thai
from saraban.access import Actor
from saraban.errors import Refusal
from saraban.models import (
    CLERKS,
    Appointment,
    Direction,
    Letter,
    Office,
    Role,
    User,
)
from saraban.models.offices import AppointmentQuerySet
from workflow.access import HANDLING

LONGEST_SUCCESSION = 20


@dataclass(frozen=True)
class Destination:
    """Where a letter is going: an office, or a person in it; perhaps of another agency."""

    office: Office
    person: User | None
    is_abroad: bool

    @property
    def is_of(self) -> tuple[int, int | None]:
        return self.office.pk, self.person.pk if self.person else None


def resolve(letter: Letter, *, to: Office, person: User | None, by: Actor) -> Destination:
    """Return where the letter really goes. Refuses, in a sentence, where it cannot arrive.

    An office that has ended is stood in for by its successor. Another agency is reached through
    its central registry, and only by an outgoing letter with a number. What is secret goes to a
    person who is cleared for it, or to an office whose secret registrar is.
    """
    office = existing(to, on=by.day)
    if not office.is_same_agency_as(by.office):
        _refuse_abroad(letter, person)
        office = registry_of(office, on=by.day)
        _refuse_empty(letter, office, on=by.day)
        return Destination(office, None, is_abroad=True)
    if person is None:
        _refuse_empty(letter, office, on=by.day)
    else:
        _refuse_person(letter, office, person, by)
    return Destination(office, person, is_abroad=False)


def existing(office: Office, *, on: dt.date) -> Office:
    """Return the office, or the one that took over from it. Refused where nobody did."""
    found: Office | None = office
    for _generation in range(LONGEST_SUCCESSION):
        if found is None:
            break
        if found.valid_from <= on and (found.valid_to is None or found.valid_to >= on):
            return found
        found = found.succeeded_by
    ended = thai.format_date(office.valid_to) if office.valid_to else thai.format_date(on)
    raise Refusal(
        _("%(office)s ยุบเลิกเมื่อ %(day)s และไม่มีหน่วยงานรับช่วง โปรดส่งให้สารบรรณกลางหรือเลือกหน่วยงานอื่น")
        % {"office": office.name, "day": ended}
    )


def registry_of(office: Office, *, on: dt.date) -> Office:
    """Return the central registry of the office's agency, which receives for all of it."""
    agency = Office.objects.existing(on=on).filter(path__startswith=office.agency_path)
    return agency.filter(is_central_registry=True).first() or office


def people_at(office: Office, *, on: dt.date) -> AppointmentQuerySet:
    """Return who holds a post on a day in which letters of the office are handled."""
    held = Appointment.objects.held(on=on)
    return held.filter(position__office=office, position__role__in=HANDLING, user__is_active=True)


def has_clerk(office: Office, *, on: dt.date) -> bool:
    """Say whether somebody keeps the registers of the office that day."""
    clerks = people_at(office, on=on).filter(position__role__in=CLERKS)
    return bool(clerks.exists())


def _refuse_abroad(letter: Letter, person: User | None) -> None:
    if letter.direction != Direction.OUTGOING or letter.is_draft:
        raise Refusal(
            _("ส่งไปหน่วยงานอื่นได้เฉพาะหนังสือส่งที่ลงนามและออกเลขแล้ว โปรดทำหนังสือภายนอกให้ลงนามก่อน")
        )
    if person is not None:
        raise Refusal(_("ส่งถึงบุคคลในหน่วยงานอื่นไม่ได้ โปรดส่งถึงหน่วยงาน สารบรรณกลางของหน่วยงานนั้นจะรับ"))


def _refuse_empty(letter: Letter, office: Office, *, on: dt.date) -> None:
    """Refuse an office where nobody could open the letter: nothing may vanish on a desk."""
    here = people_at(office, on=on)
    if letter.is_secret:
        registrars = here.filter(position__role=Role.SECRET_REGISTRAR)
        if not registrars.filter(user__clearance__gte=letter.secrecy).exists():
            raise Refusal(
                _(
                    "%(office)s ไม่มีนายทะเบียนข้อมูลข่าวสารลับที่เข้าถึงชั้นความลับนี้ได้ "
                    "โปรดส่งถึงบุคคลที่มีสิทธิหรือหน่วยงานอื่น"
                )
                % {"office": office.name}
            )
    elif not here.exists():
        raise Refusal(
            _("วันนี้ %(office)s ไม่มีผู้ปฏิบัติหน้าที่ในระบบ โปรดส่งให้สารบรรณกลางหรือหน่วยงานอื่น")
            % {"office": office.name}
        )


def _refuse_person(letter: Letter, office: Office, person: User, by: Actor) -> None:
    if person == by.user:
        raise Refusal(_("ส่งถึงตนเองไม่ได้ โปรดเลือกผู้รับอื่น"))
    facts = {"person": person.name, "office": office.name}
    if not people_at(office, on=by.day).filter(user=person).exists():
        raise Refusal(
            _("วันนี้ %(person)s ไม่ได้ปฏิบัติหน้าที่ใน %(office)s โปรดเลือกผู้รับใหม่หรือส่งถึงหน่วยงาน") % facts
        )
    if person.clearance < letter.secrecy:
        raise Refusal(
            _("%(person)s ไม่มีสิทธิเข้าถึงชั้นความลับของหนังสือนี้ โปรดส่งถึงผู้ที่มีสิทธิหรือนายทะเบียนข้อมูลข่าวสารลับ")
            % facts
        )
