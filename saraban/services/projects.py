"""Projects: undertaking them, and saying which letters concern them."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from saraban import access
from saraban.access import Act, Actor
from saraban.errors import Refusal
from saraban.models import Concern, Event, Letter, Office, Project
from saraban.services import journal
from saraban.services.transactions import in_one_act


@in_one_act
def add_project(
    *,
    by: Actor,
    at: dt.datetime,
    code: str,
    name: str,
    owner: Office | None = None,
    parent: Project | None = None,
    summary: str = "",
) -> Project:
    """Begin a project of the agency the actor works in.

    Only for those who write letters: clerks, officers, directors. Refused: a code the agency
    has given already, and an owner or a parent of another agency.
    """
    if Act.DRAFT not in by.acts:
        raise PermissionDenied(_("ตำแหน่งที่ท่านปฏิบัติหน้าที่อยู่เพิ่มโครงการไม่ได้"))
    agency = Office.objects.get(path=by.office.agency_path)
    if owner is not None and not owner.is_same_agency_as(agency):
        raise Refusal(_("หน่วยงานเจ้าของโครงการต้องอยู่ในหน่วยงานของท่าน"))
    if parent is not None and parent.agency_id != agency.pk:
        raise Refusal(_("โครงการหลักต้องเป็นโครงการของหน่วยงานของท่าน"))
    if Project.objects.filter(agency=agency, code=code).exists():
        raise Refusal(_("รหัสโครงการนี้มีแล้ว โปรดใช้รหัสอื่น"))
    project = Project.objects.create(
        agency=agency, code=code, name=name, owner=owner, parent=parent, summary=summary
    )
    journal.note_administration(agency, by=by, at=at, act="project added", project=project.pk)
    return project


@in_one_act
def tie(letter: Letter, projects: Sequence[Project], *, by: Actor, at: dt.datetime) -> None:
    """Say which projects of the actor's agency a letter concerns: these, and no others.

    Only for somebody who handles the letter. Refuses a project of another agency. What is said
    already is not said again, and leaves no line in the journal.
    """
    access.require(by, Act.HANDLE, letter)
    own = Project.objects.filter(agency__path=by.office.agency_path)
    wanted = _own_keys(projects, by)
    known = set(letter.concerns.filter(project__in=own).values_list("project", flat=True))
    if wanted == known:
        return
    letter.concerns.filter(project__in=known - wanted).delete()
    tie_all(letter, wanted - known)
    journal.note(letter, Event.Verb.LINKED, by=by, at=at, projects=sorted(wanted))


def concern(letter: Letter, projects: Iterable[Project], *, by: Actor) -> None:
    """Write down what a new letter concerns, in the act that calls; another agency's is refused."""
    tie_all(letter, _own_keys(projects, by))


def tie_all(letter: Letter, projects: Iterable[int]) -> None:
    """Write down that a letter concerns these projects, in the act that calls."""
    ties = [Concern(letter=letter, project_id=project) for project in sorted(projects)]
    Concern.objects.bulk_create(ties, ignore_conflicts=True)


def _own_keys(projects: Iterable[Project], by: Actor) -> set[int]:
    """Return the keys of the projects; refused unless all are of the actor's agency."""
    wanted = {project.pk for project in projects}
    own = Project.objects.filter(agency__path=by.office.agency_path, pk__in=wanted)
    if wanted and own.count() != len(wanted):
        raise Refusal(_("เลือกได้เฉพาะโครงการของหน่วยงานของท่าน"))
    return wanted
