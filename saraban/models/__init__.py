"""The tables of the registry, one file per thing; import from here."""

from saraban.models.events import Event
from saraban.models.files import Blob, BlobPage, Document, IntakeFile, Reading
from saraban.models.letters import Access, Direction, Kind, Letter, LetterQuerySet, Link
from saraban.models.levels import Secrecy, Urgency
from saraban.models.meetings import AgendaItem, Attendance, Meeting, Resolution
from saraban.models.offices import (
    CLERKS,
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
    User,
    valid_on,
)
from saraban.models.projects import Concern, Project
from saraban.models.records import LetterGroupObjectPermission, LetterUserObjectPermission
from saraban.models.registers import Register, RegisterEntry, Submission

__all__ = [
    "CLERKS",
    "Access",
    "AgencySettings",
    "AgendaItem",
    "Appointment",
    "Attendance",
    "Blob",
    "BlobPage",
    "Capacity",
    "Concern",
    "Digits",
    "Direction",
    "Document",
    "Event",
    "IntakeFile",
    "Kind",
    "Letter",
    "LetterGroupObjectPermission",
    "LetterQuerySet",
    "LetterUserObjectPermission",
    "Link",
    "Meeting",
    "Office",
    "OfficeName",
    "Position",
    "Principal",
    "PrincipalKind",
    "Project",
    "Reading",
    "Register",
    "RegisterEntry",
    "Resolution",
    "Role",
    "Secrecy",
    "Submission",
    "Urgency",
    "User",
    "valid_on",
]
