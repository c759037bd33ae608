"""Looking after people: accounts, and who holds which post from when to when."""

import datetime as dt
import secrets

from django.db.models import Q
from django.utils.translation import gettext as _

from saraban import access
from saraban.access import Actor
from saraban.errors import Refusal, refuse_unless_whole
from saraban.models import (
    Appointment,
    Capacity,
    Office,
    Position,
    Principal,
    PrincipalKind,
    Secrecy,
    User,
)
from saraban.services import journal
from saraban.services.transactions import in_one_act

READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 4, 4


def first_password() -> str:
    """Return a password to be read out once: 16 letters that are not mistaken for each other."""
    groups = ("".join(secrets.choice(READABLE) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


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
    administering(by, agency)
    if User.objects.filter(username__iexact=username).exists():
        raise Refusal(_("มีผู้ใช้ชื่อบัญชีนี้แล้ว โปรดตั้งชื่ออื่น"))
    user = User(
        username=username,
        name=name,
        clearance=clearance,
        email=email,
        date_joined=at,
        agency=agency,
    )
    user.set_password(password)
    refuse_unless_whole(user, exclude=["password"])
    user.save()
    Principal.objects.create(kind=PrincipalKind.PERSON, user=user)
    journal.note_administration(
        agency, by=by, at=at, act="person added", person=user.pk, clearance=int(clearance)
    )
    return user


@in_one_act
def change_person(user: User, *, name: str, clearance: int, by: Actor, at: dt.datetime) -> User:
    """Correct somebody's name, or how secret a letter they may read.

    Refuses to let an administrator raise their own clearance.
    """
    agency = _agency_of(user, by)
    if user == by.user and clearance > user.clearance:
        raise Refusal(_("ท่านเพิ่มสิทธิชั้นความลับให้ตนเองไม่ได้ โปรดให้ผู้ดูแลระบบอีกคนดำเนินการ"))
    user.name, user.clearance = name, clearance
    refuse_unless_whole(user, exclude=["password"])
    user.save(update_fields=["name", "clearance"])
    journal.note_administration(
        agency, by=by, at=at, act="person changed", person=user.pk, clearance=int(clearance)
    )
    return user


@in_one_act
def renew_password(user: User, *, password: str, by: Actor, at: dt.datetime) -> User:
    """Give somebody who forgot theirs a new password; whoever is signed in as them is out."""
    agency = _agency_of(user, by)
    user.set_password(password)
    user.save(update_fields=["password"])
    journal.note_administration(agency, by=by, at=at, act="password renewed", person=user.pk)
    return user


@in_one_act
def close_account(user: User, *, agency: Office, by: Actor | None, at: dt.datetime) -> User:
    """Stop somebody signing in, from their very next request on. Refused for one's own account."""
    administering(by, agency)
    if by is not None:
        _refuse_stranger(user, agency)
        if user == by.user:
            raise Refusal(_("ท่านปิดบัญชีของตนเองไม่ได้ โปรดให้ผู้ดูแลระบบอีกคนดำเนินการ"))
    user.is_active = False
    user.save(update_fields=["is_active"])
    journal.note_administration(agency, by=by, at=at, act="account closed", person=user.pk)
    return user


@in_one_act
def reopen_account(user: User, *, by: Actor, at: dt.datetime) -> User:
    """Let somebody sign in again whose account was closed."""
    agency = _agency_of(user, by)
    user.is_active = True
    user.save(update_fields=["is_active"])
    journal.note_administration(agency, by=by, at=at, act="account reopened", person=user.pk)
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
    """Put somebody in a post from a day on: their own, or acting for its holder.

    Refused: an end before the beginning, the same post twice on one day, a person of another
    agency, and an administrator who appoints themselves.
    """
    administering(by, position.office)
    if by is not None:
        _refuse_stranger(user, position.office)
        if user == by.user:
            raise Refusal(_("ท่านแต่งตั้งตนเองไม่ได้ โปรดให้ผู้ดูแลระบบอีกคนดำเนินการ"))
    if valid_to is not None and valid_to < valid_from:
        raise Refusal(_("วันสิ้นสุดอยู่ก่อนวันเริ่มต้น โปรดตรวจวันที่"))
    _refuse_twice(user, position, valid_from, valid_to)
    appointment = Appointment.objects.create(
        user=user,
        position=position,
        valid_from=valid_from,
        valid_to=valid_to,
        capacity=capacity,
        under_order=under_order,
    )
    journal.note_administration(
        position.office,
        by=by,
        at=at,
        act="person appointed",
        appointment=appointment.pk,
        person=user.pk,
        position=position.pk,
    )
    return appointment


@in_one_act
def end_appointment(
    appointment: Appointment, *, by: Actor | None, at: dt.datetime, valid_to: dt.date
) -> Appointment:
    """End an appointment after a day. What was done in it keeps its name.

    Refused: an end before the beginning, and the post the administrator acts in.
    """
    administering(by, appointment.office)
    if by is not None and appointment == by.post:
        raise Refusal(_("ท่านสิ้นสุดตำแหน่งที่กำลังใช้อยู่ไม่ได้ โปรดให้ผู้ดูแลระบบอีกคนดำเนินการ"))
    if valid_to < appointment.valid_from:
        raise Refusal(_("วันสิ้นสุดอยู่ก่อนวันเริ่มต้น โปรดตรวจวันที่"))
    appointment.valid_to = valid_to
    appointment.save(update_fields=["valid_to"])
    journal.note_administration(
        appointment.office,
        by=by,
        at=at,
        act="appointment ended",
        appointment=appointment.pk,
        valid_to=valid_to,
    )
    return appointment


def _refuse_twice(
    user: User, position: Position, valid_from: dt.date, valid_to: dt.date | None
) -> None:
    """Refuse a stretch of days in some of which the person holds this very post already."""
    held = position.appointments.filter(user=user)
    held = held.filter(Q(valid_to=None) | Q(valid_to__gte=valid_from))
    if valid_to is not None:
        held = held.filter(valid_from__lte=valid_to)
    if held.exists():
        raise Refusal(_("บุคคลนี้ดำรงตำแหน่งนี้อยู่แล้วในบางวันของช่วงนี้ โปรดตรวจวันเริ่มต้นและวันสิ้นสุด"))


def administering(by: Actor | None, office: Office | None = None) -> None:
    """Refuse anybody but an administrator of this very agency; None is the installation itself."""
    if by is None:
        return
    access.require_administrator(by)
    if office is not None and not by.office.is_same_agency_as(office):
        raise Refusal(_("ท่านตั้งค่าได้เฉพาะหน่วยงานของท่านเท่านั้น"))


def _agency_of(user: User, by: Actor) -> Office:
    """Return the agency the actor administers; refused if the account is not of it."""
    access.require_administrator(by)
    _refuse_stranger(user, by.office)
    return by.office


def _refuse_stranger(user: User, office: Office) -> None:
    if user.agency is None or not user.agency.is_same_agency_as(office):
        raise Refusal(_("บัญชีนี้เป็นของหน่วยงานอื่น โปรดติดต่อผู้ดูแลระบบของหน่วยงานนั้น"))
