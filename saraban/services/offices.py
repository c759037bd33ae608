"""Setting up agencies, offices, posts and people: what administrators do, with its journal."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from saraban import access
from saraban.access import Actor
from saraban.errors import Refusal
from saraban.models import (
    AgencySettings,
    Appointment,
    Capacity,
    Digits,
    Office,
    OfficeName,
    Position,
    Principal,
    PrincipalKind,
    Role,
    Secrecy,
    User,
    valid_on,
)
from saraban.services import journal
from saraban.services.transactions import in_one_act


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
    post = add_position(
        office=agency, title=_("ผู้ดูแลระบบ"), role=Role.ADMINISTRATOR, by=None, at=at
    )
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
    _administering(by)
    agency = Office.add_root(
        name=name,
        short_name=short_name,
        code=code,
        valid_from=valid_from or timezone.localdate(at),
    )
    _known_as(agency)
    AgencySettings.objects.create(
        office=agency,
        saraban_email=saraban_email,
        address=address,
        telephone=telephone,
        digits=digits,
    )
    journal.note_administration(agency, by=by, at=at, act="agency added", office=agency.pk)
    return agency


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
    """Add an office below another. The parent's agency is locked, so that two cannot race."""
    _administering(by, parent)
    Office.objects.select_for_update().get(path=parent.agency_path)
    fresh_parent = Office.objects.get(pk=parent.pk)
    office = fresh_parent.add_child(
        name=name,
        short_name=short_name,
        code=code,
        is_central_registry=is_central_registry,
        valid_from=valid_from or timezone.localdate(at),
    )
    _known_as(office)
    journal.note_administration(office, by=by, at=at, act="office added", office=office.pk)
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

    Refused for a day before the present name began.
    """
    _administering(by, office)
    current = office.names.get(valid_to=None)
    if valid_from <= current.valid_from:
        raise Refusal(_("ชื่อใหม่ต้องเริ่มใช้หลังวันที่เริ่มใช้ชื่อปัจจุบัน"))
    current.valid_to = valid_from - dt.timedelta(days=1)
    current.save(update_fields=["valid_to"])
    OfficeName.objects.create(
        office=office, name=name, short_name=short_name, code=code, valid_from=valid_from
    )
    office.name, office.short_name, office.code = name, short_name, code
    office.save(update_fields=["name", "short_name", "code"])
    journal.note_administration(office, by=by, at=at, act="office renamed", office=office.pk)
    return office


@in_one_act
def close_office(
    office: Office, *, by: Actor | None, at: dt.datetime, valid_to: dt.date
) -> Office:
    """End an office on a day; its letters and registers stay. Refused while it has offices below."""
    _administering(by, office)
    below = Office.objects.below(office).exclude(pk=office.pk)
    if below.filter(valid_on(valid_to)).filter(valid_to=None).exists():
        raise Refusal(_("ยังมีหน่วยงานย่อยที่เปิดอยู่ โปรดยุบหรือย้ายหน่วยงานย่อยก่อน"))
    office.valid_to = valid_to
    office.save(update_fields=["valid_to"])
    journal.note_administration(office, by=by, at=at, act="office closed", office=office.pk)
    return office


@in_one_act
def add_position(
    *, office: Office, title: str, role: str, by: Actor | None, at: dt.datetime
) -> Position:
    """Add a post to an office."""
    _administering(by, office)
    position = Position.objects.create(office=office, title=title, role=role)
    journal.note_administration(office, by=by, at=at, act="post added", position=position.pk)
    return position


@in_one_act
def add_person(
    *,
    username: str,
    name: str,
    password: str,
    agency: Office,
    by: Actor | None,
    at: dt.datetime,
    clearance: int = Secrecy.OPEN,
    email: str = "",
) -> User:
    """Add somebody who may sign in; without a post they may do nothing yet."""
    _administering(by, agency)
    if User.objects.filter(username__iexact=username).exists():
        raise Refusal(_("มีผู้ใช้ชื่อบัญชีนี้แล้ว โปรดตั้งชื่ออื่น"))
    user = User(username=username, name=name, clearance=clearance, email=email, date_joined=at)
    user.set_password(password)
    _whole(user)
    user.save()
    Principal.objects.create(kind=PrincipalKind.PERSON, user=user)
    journal.note_administration(agency, by=by, at=at, act="person added", person=user.pk)
    return user


@in_one_act
def appoint(
    *,
    user: User,
    position: Position,
    valid_from: dt.date,
    by: Actor | None,
    at: dt.datetime,
    valid_to: dt.date | None = None,
    capacity: str = Capacity.OWN,
    under_order: str = "",
) -> Appointment:
    """Let somebody hold a post, as their own or acting, between two days.

    Refused: an end before the beginning, and the same post held twice by one person at once.
    """
    _administering(by, position.office)
    if valid_to is not None and valid_to < valid_from:
        raise Refusal(_("วันสิ้นสุดอยู่ก่อนวันเริ่มต้น โปรดตรวจวันที่"))
    held = position.appointments.filter(user=user).filter(valid_on(valid_from))
    if held.exists():
        raise Refusal(_("บุคคลนี้ดำรงตำแหน่งนี้อยู่แล้วในวันดังกล่าว"))
    appointment = Appointment.objects.create(
        user=user,
        position=position,
        valid_from=valid_from,
        valid_to=valid_to,
        capacity=capacity,
        under_order=under_order,
    )
    journal.note_administration(
        position.office, by=by, at=at, act="person appointed", appointment=appointment.pk
    )
    return appointment


@in_one_act
def end_appointment(
    appointment: Appointment, *, by: Actor | None, at: dt.datetime, valid_to: dt.date
) -> Appointment:
    """End an appointment after a day. What was done in it keeps its name."""
    _administering(by, appointment.office)
    if valid_to < appointment.valid_from:
        raise Refusal(_("วันสิ้นสุดอยู่ก่อนวันเริ่มต้น โปรดตรวจวันที่"))
    appointment.valid_to = valid_to
    appointment.save(update_fields=["valid_to"])
    journal.note_administration(
        appointment.office, by=by, at=at, act="appointment ended", appointment=appointment.pk
    )
    return appointment


@in_one_act
def close_account(user: User, *, agency: Office, by: Actor | None, at: dt.datetime) -> User:
    """Stop somebody signing in, from their very next request on."""
    _administering(by, agency)
    user.is_active = False
    user.save(update_fields=["is_active"])
    journal.note_administration(agency, by=by, at=at, act="account closed", person=user.pk)
    return user


def _administering(by: Actor | None, office: Office | None = None) -> None:
    """Refuse anybody but an administrator of this very agency; None is the installation itself."""
    if by is None:
        return
    access.require_administrator(by)
    if office is not None and not by.office.is_same_agency_as(office):
        raise Refusal(_("ท่านตั้งค่าได้เฉพาะหน่วยงานของท่านเท่านั้น"))


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


def _whole(user: User) -> None:
    try:
        user.full_clean(exclude=["password"])
    except ValidationError as error:
        raise Refusal(" ".join(error.messages)) from None
