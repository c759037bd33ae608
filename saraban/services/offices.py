"""Setting up agencies, offices and posts: what administrators do, with its journal."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from saraban.access import Actor
from saraban.errors import Refusal
from saraban.models import (
    AgencySettings,
    Appointment,
    Digits,
    Office,
    OfficeName,
    Position,
    Principal,
    PrincipalKind,
    Role,
    User,
    valid_on,
)
from saraban.services import journal
from saraban.services.filing import Filed
from saraban.services.people import (
    add_person,
    administering,
    appoint,
    close_account,
    end_appointment,
)
from saraban.services.transactions import in_one_act

__all__ = [
    "add_agency",
    "add_office",
    "add_person",
    "add_position",
    "appoint",
    "close_account",
    "close_office",
    "end_appointment",
    "open_installation",
    "rename_office",
    "set_agency",
]

EMBLEM_TYPES = ("image/png", "image/jpeg")


@in_one_act
def open_installation(
    *, agency_name: str, name: str, username: str, password: str, at: dt.datetime
) -> User:
    """Make the first agency and its first administrator. Refused once anybody exists."""
    if User.objects.exists():
        raise Refusal(_("ระบบนี้มีผู้ใช้แล้ว โปรดเข้าสู่ระบบหรือขอบัญชีจากผู้ดูแลระบบ"))
    day = timezone.localdate(at)
    agency = add_agency(name=agency_name, by=None, at=at)
    person = add_person(
        username=username, name=name, password=password, agency=agency, by=None, at=at
    )
    post = add_position(office=agency, title=_("ผู้ดูแลระบบ"), role=Role.ADMINISTRATOR, by=None, at=at)
    appoint(user=person, position=post, valid_from=day, by=None, at=at)
    return person


@in_one_act
def add_agency(
    *,
    name: str,
    by: Actor | None,
    at: dt.datetime,
    short_name: str = "",
    code: str = "",
    saraban_email: str = "",
    address: str = "",
    telephone: str = "",
    digits: str = Digits.ARABIC,
    valid_from: dt.date | None = None,
) -> Office:
    """Add an agency: a root of the office tree with settings of its own."""
    administering(by)
    agency: Office = Office.objects.add_root(
        {
            "name": name,
            "short_name": short_name,
            "code": code,
            "valid_from": valid_from or timezone.localdate(at),
        }
    )
    _known_as(agency)
    AgencySettings.objects.create(
        office=agency,
        saraban_email=saraban_email,
        address=address,
        telephone=telephone,
        digits=digits,
    )
    journal.note_administration(agency, by=by, at=at, act="agency added", unit=agency.pk)
    return agency


@in_one_act
def set_agency(
    *,
    by: Actor,
    at: dt.datetime,
    saraban_email: str = "",
    address: str = "",
    telephone: str = "",
    digits: str = Digits.ARABIC,
    emblem: Filed | None = None,
) -> AgencySettings:
    """Set the administrator's own agency: its one address, its digits, its emblem.

    Without a new emblem the present one stays. Refused: an emblem that is no PNG or JPEG.
    """
    administering(by)
    agency = Office.objects.get(path=by.office.agency_path)
    if emblem is not None and emblem.blob.media_type not in EMBLEM_TYPES:
        raise Refusal(_("ตราต้องเป็นภาพ PNG หรือ JPEG โปรดเลือกแฟ้มใหม่"))
    known, _new = AgencySettings.objects.get_or_create(office=agency)
    known.saraban_email, known.address, known.telephone = saraban_email, address, telephone
    known.digits = digits
    if emblem is not None:
        known.emblem = emblem.blob
    known.save()
    journal.note_administration(
        agency,
        by=by,
        at=at,
        act="agency set",
        saraban_email=saraban_email,
        digits=str(digits),
        emblem=known.emblem_id,
    )
    return known


@in_one_act
def add_office(
    *,
    parent: Office,
    name: str,
    by: Actor | None,
    at: dt.datetime,
    short_name: str = "",
    code: str = "",
    is_central_registry: bool = False,
    valid_from: dt.date | None = None,
) -> Office:
    """Add an office below another. The parent's agency is locked, so that two cannot race.

    Refused: a parent that has ended, and a code another office of the agency bears, for two
    offices with one code would give two letters one number.
    """
    administering(by, parent)
    Office.objects.select_for_update().get(path=parent.agency_path)
    fresh_parent = Office.objects.get(pk=parent.pk)
    day = valid_from or timezone.localdate(at)
    if fresh_parent.valid_to is not None and fresh_parent.valid_to < day:
        raise Refusal(_("หน่วยงานต้นสังกัดยุบแล้ว โปรดเลือกหน่วยงานอื่น"))
    _refuse_code(code, fresh_parent, on=day)
    office: Office = Office.objects.add_child(
        fresh_parent,
        {
            "name": name,
            "short_name": short_name,
            "code": code,
            "is_central_registry": is_central_registry,
            "valid_from": day,
        },
    )
    _known_as(office)
    journal.note_administration(office, by=by, at=at, act="office added", unit=office.pk)
    return office


@in_one_act
def rename_office(
    office: Office,
    *,
    name: str,
    by: Actor | None,
    at: dt.datetime,
    valid_from: dt.date,
    short_name: str = "",
    code: str = "",
) -> Office:
    """Give an office another name or code from a day on; letters keep what it was on theirs.

    Refused: a day before the present name began, a day still to come, another office's code.
    """
    administering(by, office)
    current = office.names.get(valid_to=None)
    if valid_from <= current.valid_from:
        raise Refusal(_("ชื่อใหม่ต้องเริ่มใช้หลังวันที่เริ่มใช้ชื่อปัจจุบัน"))
    if valid_from > timezone.localdate(at):
        raise Refusal(_("วันที่เริ่มใช้ชื่อใหม่ยังมาไม่ถึง โปรดบันทึกในวันนั้นหรือหลังจากนั้น"))
    _refuse_code(code, office, on=valid_from)
    current.valid_to = valid_from - dt.timedelta(days=1)
    current.save(update_fields=["valid_to"])
    OfficeName.objects.create(
        office=office, name=name, short_name=short_name, code=code, valid_from=valid_from
    )
    office.name, office.short_name, office.code = name, short_name, code
    office.save(update_fields=["name", "short_name", "code"])
    journal.note_administration(
        office, by=by, at=at, act="office renamed", unit=office.pk, code=code, name=name
    )
    return office


@in_one_act
def close_office(office: Office, *, by: Actor | None, at: dt.datetime, valid_to: dt.date) -> Office:
    """End an office after a day; its letters and registers stay.

    Refused: the agency itself, an end before the beginning, and while there are offices below
    it or people in its posts after that day.
    """
    administering(by, office)
    if office.depth == 1:
        raise Refusal(_("ยุบหน่วยงานหลักจากหน้านี้ไม่ได้"))
    if valid_to < office.valid_from:
        raise Refusal(_("วันสิ้นสุดอยู่ก่อนวันเริ่มต้น โปรดตรวจวันที่"))
    after = valid_to + dt.timedelta(days=1)
    below = Office.objects.below(office).exclude(pk=office.pk)
    if below.filter(valid_on(after)).exists():
        raise Refusal(_("ยังมีหน่วยงานย่อยที่เปิดอยู่ โปรดยุบหรือย้ายหน่วยงานย่อยก่อน"))
    if Appointment.objects.held(on=after).filter(position__office=office).exists():
        raise Refusal(_("ยังมีผู้ดำรงตำแหน่งในหน่วยงานนี้ โปรดสิ้นสุดการดำรงตำแหน่งก่อน"))
    office.valid_to = valid_to
    office.save(update_fields=["valid_to"])
    journal.note_administration(
        office, by=by, at=at, act="office closed", unit=office.pk, valid_to=valid_to
    )
    return office


@in_one_act
def add_position(
    *, office: Office, title: str, role: str, by: Actor | None, at: dt.datetime
) -> Position:
    """Add a post to an office."""
    administering(by, office)
    position = Position.objects.create(office=office, title=title, role=role)
    journal.note_administration(
        office, by=by, at=at, act="post added", position=position.pk, role=str(role)
    )
    return position


def _refuse_code(code: str, office: Office, *, on: dt.date) -> None:
    """Refuse a code that another office of the agency bears on a day."""
    if not code:
        return
    agency = Office.objects.filter(path__startswith=office.agency_path, code=code)
    if agency.filter(valid_on(on)).exclude(pk=office.pk).exists():
        raise Refusal(_("รหัสหน่วยงานนี้มีหน่วยงานอื่นใช้อยู่ เลขหนังสือจะซ้ำกัน โปรดใช้รหัสอื่น"))


def _known_as(office: Office) -> None:
    """Write down the first name of an office, and who reads for it."""
    OfficeName.objects.create(
        office=office,
        name=office.name,
        short_name=office.short_name,
        code=office.code,
        valid_from=office.valid_from,
    )
    kinds = (PrincipalKind.OFFICE, PrincipalKind.SECRET_REGISTRY)
    Principal.objects.bulk_create([Principal(kind=kind, office=office) for kind in kinds])
