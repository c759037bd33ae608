"""Plain functions that build the world through services, so that the impossible cannot be built."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.test import Client

from saraban import access
from saraban.access import Actor
from saraban.models import (
    Appointment,
    Capacity,
    Letter,
    Office,
    Project,
    Role,
    Secrecy,
    User,
)
from saraban.services import offices, people, projects, registration

BANGKOK = ZoneInfo("Asia/Bangkok")
NOON = dt.datetime(2026, 11, 24, 12, 0, tzinfo=BANGKOK)
TODAY = NOON.date()
LONG_AGO = dt.date(2020, 1, 1)
PASSWORD = "ทดสอบ-รหัสผ่าน-ยาว"


def make_agency(name: str, **known: Any) -> Office:
    return offices.add_agency(name=name, by=None, at=NOON, valid_from=LONG_AGO, **known)


def make_office(parent: Office, name: str, **known: Any) -> Office:
    return offices.add_office(
        parent=parent, name=name, by=None, at=NOON, valid_from=LONG_AGO, **known
    )


def make_person(
    agency: Office,
    username: str,
    name: str,
    clearance: int = Secrecy.OPEN,
    password: str = PASSWORD,
) -> User:
    return people.add_person(
        username=username,
        name=name,
        password=password,
        agency=agency,
        clearance=clearance,
        by=None,
        at=NOON,
    )


def make_post(
    user: User,
    office: Office,
    role: str,
    title: str | None = None,
    capacity: str = Capacity.OWN,
    valid_from: dt.date = LONG_AGO,
    valid_to: dt.date | None = None,
) -> Appointment:
    position = offices.add_position(
        office=office, title=title or Role(role).label, role=role, by=None, at=NOON
    )
    return people.appoint(
        user=user,
        position=position,
        valid_from=valid_from,
        valid_to=valid_to,
        capacity=capacity,
        by=None,
        at=NOON,
    )


def make_officer(
    office: Office,
    username: str,
    name: str,
    role: str = Role.OFFICER,
    clearance: int = Secrecy.OPEN,
    title: str | None = None,
) -> Actor:
    """Return a new person at work in a new post of an office."""
    agency = Office.objects.get(path=office.agency_path)
    person = make_person(agency, username, name, clearance)
    make_post(person, office, role, title)
    return at_work(person)


def at_work(user: User, post: Appointment | None = None, on: dt.date = TODAY) -> Actor:
    actor = access.actor_for(user, on=on, post=post.pk if post else None)
    assert actor is not None
    return actor


def make_letter(by: Actor, at: dt.datetime = NOON, **known: Any) -> Letter:
    """Register a letter that has come in, by a clerk of an office."""
    facts: dict[str, Any] = {
        "sender": "สำนักงานจังหวัดภูเก็ต",
        "subject": "ขอเชิญประชุมติดตามความก้าวหน้าโครงการภูเก็ตเมืองอัจฉริยะ",
        "dated": dt.date(2026, 11, 19),
        "reference": "ภก 0017.2/ว 4821",
        "recipient": "นายกองค์การบริหารส่วนจังหวัดภูเก็ต",
    }
    return registration.register_incoming(by=by, at=at, **{**facts, **known}).letter


def make_project(by: Actor, code: str, **known: Any) -> Project:
    """Begin a project of the agency somebody works in."""
    return projects.add_project(by=by, at=NOON, code=code, **{"name": f"โครงการ {code}", **known})


def signed_in(client: Client, actor: Actor) -> Client:
    """Return the client signed in as somebody at work in their post."""
    client.force_login(actor.user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["post"] = actor.post.pk
    session.save()
    return client
