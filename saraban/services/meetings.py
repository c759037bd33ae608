"""Meetings: minutes are written down as a letter, resolutions as records that are followed up."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from saraban import access
from saraban.access import Act, Actor
from saraban.errors import Refusal
from saraban.models import (
    Access,
    AgendaItem,
    Attendance,
    Direction,
    Event,
    Kind,
    Letter,
    Meeting,
    Office,
    Project,
    Resolution,
)
from saraban.numbering import order_reference, reference_key
from saraban.services import filing, journal
from saraban.services.filing import Filed
from saraban.services.projects import tie_all
from saraban.services.transactions import in_one_act


class Attendee(NamedTuple):
    """Somebody on one of the three lists of form 11."""

    name: str
    post: str = ""
    kind: str = Attendance.Kind.PRESENT
    is_chair: bool = False


class Decision(NamedTuple):
    """A resolution as it is written down: what, on which project, who is to do it, by when."""

    text: str
    project: Project | None = None
    owner: Office | None = None
    due_on: dt.date | None = None
    state: str = Resolution.State.OPEN


class Point(NamedTuple):
    """One item of the agenda: its number, what it is about, what was said and decided."""

    number: str
    title: str
    text: str = ""
    resolutions: Sequence[Decision] = ()


@in_one_act
def record_minutes(
    *,
    by: Actor,
    at: dt.datetime,
    body_name: str,
    number: int,
    year: int,
    began_at: dt.datetime,
    place: str,
    ended_at: dt.datetime | None = None,
    attendances: Sequence[Attendee] = (),
    agenda: Sequence[Point] = (),
    files: Sequence[Filed] = (),
    projects: Sequence[Project] = (),
    recorder: str = "",
    checker: str = "",
) -> Meeting:
    """Write down the minutes of a meeting (form 11, clause 25) and what it resolved.

    ``year`` is Buddhist. Only for those who write letters: clerks, officers, directors.
    Refused: a meeting still to come, an end before the beginning, the same sitting of the same
    body twice, minutes without an agenda, projects and owners of another agency. The minutes
    are a letter of the actor's office, which alone may see them at first; they concern the
    projects named and those of their resolutions.
    """
    if Act.DRAFT not in by.acts:
        raise PermissionDenied(_("ตำแหน่งที่ท่านปฏิบัติหน้าที่อยู่บันทึกรายงานการประชุมไม่ได้"))
    decisions = [decision for point in agenda for decision in point.resolutions]
    concerned = {project.pk: project for project in (*projects, *_projects_of(decisions))}
    _refuse_times(began_at, ended_at, at)
    _refuse_elsewhere(concerned.values(), decisions, by)
    if not agenda:
        raise Refusal(_("รายงานการประชุมต้องมีอย่างน้อยหนึ่งวาระ โปรดกรอกระเบียบวาระ"))
    _refuse_twice(body_name, number, year, by)
    letter = _letter_of(body_name, order_reference(number, year), began_at, by=by, at=at)
    documents = filing.bind(letter, files, by=by, at=at)
    meeting = Meeting.objects.create(
        office=by.office,
        body_name=body_name,
        number=number,
        year=year,
        began_at=began_at,
        ended_at=ended_at,
        place=place,
        recorder=recorder or by.user.name,
        checker=checker,
        letter=letter,
    )
    _write_down(meeting, attendances, agenda)
    tie_all(letter, concerned)
    readers = access.grant_office(letter, by.office, basis=Access.Basis.ORIGIN, at=at)
    journal.note(
        letter,
        Event.Verb.REGISTERED,
        by=by,
        at=at,
        meeting=meeting.pk,
        resolutions=len(decisions),
        files=[document.blob_id for document in documents],
        readers=[reader.pk for reader in readers],
    )
    return meeting


@in_one_act
def carry_out(resolution: Resolution, *, by: Actor, at: dt.datetime) -> Resolution:
    """Say that what was resolved has been done. Refused unless it still waits to be done.

    Only for somebody who handles letters and may see the minutes.
    """
    letter = resolution.item.meeting.letter
    access.require(by, Act.HANDLE, letter)
    waiting = Resolution.objects.filter(pk=resolution.pk, state=Resolution.State.OPEN)
    if not waiting.update(state=Resolution.State.DONE):
        raise Refusal(_("มตินี้ไม่ได้รอดำเนินการแล้ว โปรดเปิดหน้าใหม่เพื่อดูสถานะล่าสุด"))
    resolution.state = Resolution.State.DONE
    journal.note(letter, Event.Verb.RESOLVED, by=by, at=at, resolution=resolution.pk)
    return resolution


def _projects_of(decisions: Iterable[Decision]) -> list[Project]:
    return [decision.project for decision in decisions if decision.project is not None]


def _refuse_times(began_at: dt.datetime, ended_at: dt.datetime | None, at: dt.datetime) -> None:
    if began_at > at:
        raise Refusal(_("การประชุมยังมาไม่ถึง จึงบันทึกรายงานไม่ได้ โปรดตรวจวันเวลาที่เริ่มประชุม"))
    if ended_at is not None and ended_at < began_at:
        raise Refusal(_("เวลาเลิกประชุมอยู่ก่อนเวลาเริ่มประชุม โปรดตรวจเวลา"))


def _refuse_twice(body_name: str, number: int, year: int, by: Actor) -> None:
    sittings = Meeting.objects.filter(office=by.office, body_name=body_name)
    if sittings.filter(year=year, number=number).exists():
        raise Refusal(
            _("มีรายงานการประชุม%(body)s ครั้งที่ %(number)s แล้ว โปรดตรวจครั้งที่")
            % {"body": body_name, "number": order_reference(number, year)}
        )


def _refuse_elsewhere(
    projects: Iterable[Project], decisions: Iterable[Decision], by: Actor
) -> None:
    """Refuse to burden another agency's projects and offices with our resolutions."""
    own = by.office.agency_path
    owners = {decision.owner.agency_path for decision in decisions if decision.owner}
    agencies = {project.agency_id for project in projects}
    ours = set(Office.objects.filter(path=own).values_list("pk", flat=True))
    if owners - {own} or agencies - ours:
        raise Refusal(_("เลือกได้เฉพาะโครงการและหน่วยงานที่อยู่ในหน่วยงานของท่าน"))


def _letter_of(
    body_name: str, reference: str, began_at: dt.datetime, *, by: Actor, at: dt.datetime
) -> Letter:
    """Make the letter that the minutes are."""
    return Letter.objects.create(
        direction=Direction.INTERNAL,
        kind=Kind.MINUTES,
        office=by.office,
        reference=reference,
        reference_key=reference_key(reference),
        dated=timezone.localdate(began_at),
        sender=by.office.name,
        subject=_("รายงานการประชุม%(body)s ครั้งที่ %(number)s")
        % {"body": body_name, "number": reference},
        drafted_by=by.user,
        created_at=at,
        registered_at=at,
    )


def _write_down(meeting: Meeting, attendances: Iterable[Attendee], agenda: Iterable[Point]) -> None:
    """Write who was there, the items in their order, and what was resolved under each."""
    Attendance.objects.bulk_create(
        [Attendance(meeting=meeting, **attendee._asdict()) for attendee in attendances]
    )
    for point in agenda:
        item = AgendaItem.objects.create(
            meeting=meeting, number=point.number, title=point.title, text=point.text
        )
        Resolution.objects.bulk_create(
            [Resolution(item=item, **decision._asdict()) for decision in point.resolutions]
        )
