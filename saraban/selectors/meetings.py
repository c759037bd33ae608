"""Reading meetings: minutes that may be seen, what they resolved, what is still to be done."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from saraban import access
from saraban.access import Actor
from saraban.models import AgendaItem, Attendance, Kind, Letter, Meeting, Project, Resolution
from saraban.numbering import order_reference

PAGE = 50


@dataclass(frozen=True)
class Meetings:
    """One page of meetings, newest first, and the key the next page begins below."""

    meetings: list[Meeting]
    older: int | None


@dataclass(frozen=True)
class Sheet:
    """What minutes say, in the order of form 11."""

    present: list[Attendance]
    absent: list[Attendance]
    attending: list[Attendance]
    agenda: list[AgendaItem]


def meetings_visible_to(actor: Actor) -> QuerySet[Meeting]:
    """Return the meetings whose minutes the actor may see."""
    minutes = access.letters_visible_to(actor).filter(pk=OuterRef("letter"))
    return Meeting.objects.filter(Exists(minutes))


def meetings_page(actor: Actor, *, body: str = "", below: int | None = None) -> Meetings:
    """Return 50 meetings, the newest first, with how much was resolved and is still to be done."""
    meetings = meetings_visible_to(actor).order_by("-began_at", "-pk")
    if body:
        meetings = meetings.filter(body_name__icontains=body)
    if below is not None:
        meetings = meetings.filter(_earlier_than(meetings.filter(pk=below).first()))
    rows: list[Meeting] = list(_counted(meetings)[: PAGE + 1])
    has_more, rows = len(rows) > PAGE, rows[:PAGE]
    return Meetings(rows, older=rows[-1].pk if has_more else None)


def sheet_of(meeting: Meeting) -> Sheet:
    """Return what the minutes of a meeting say. Three queries."""
    people = list(meeting.attendances.order_by("-is_chair", "pk"))
    agenda = meeting.agenda.order_by("pk").prefetch_related(
        "resolutions__project", "resolutions__owner"
    )
    present, absent, attending = (
        [one for one in people if one.kind == kind] for kind in Attendance.Kind
    )
    return Sheet(present, absent, attending, agenda=list(agenda))


def resolutions_visible_to(actor: Actor) -> QuerySet[Resolution]:
    """Return what was resolved in meetings whose minutes the actor may see."""
    minutes = access.letters_visible_to(actor).filter(pk=OuterRef("item__meeting__letter"))
    resolutions = Resolution.objects.filter(Exists(minutes))
    return resolutions.select_related("item__meeting__letter", "project", "owner")


def waiting_resolutions(actor: Actor, *, project: Project | None = None) -> QuerySet[Resolution]:
    """Return what is still to be done: with a day first, the earliest first; then the oldest."""
    waiting = resolutions_visible_to(actor).filter(state=Resolution.State.OPEN)
    if project is not None:
        waiting = waiting.filter(project=project)
    return waiting.order_by(F("due_on").asc(nulls_last=True), "pk")


def words_of_meeting(letter: Letter) -> Iterator[tuple[str, str]]:
    """Yield what minutes say beyond their face, for finding: (kind, text), kinds as search has.

    Nothing, and no query, for a letter that is no minutes.
    """
    if letter.kind != Kind.MINUTES:
        return
    meeting = Meeting.objects.filter(letter=letter).first()
    if meeting is None:
        return
    sheet = sheet_of(meeting)
    yield "meeting", _heading(meeting, sheet)
    for item in sheet.agenda:
        yield "agenda_item", f"{item.number} {item.title}\n{item.text}".strip()
        for resolution in item.resolutions.all():
            yield "resolution", resolution.text


def _earlier_than(meeting: Meeting | None) -> Q:
    """Return the condition to come after a meeting in the list; nothing to come after is true."""
    if meeting is None:
        return Q()
    earlier = Q(began_at__lt=meeting.began_at)
    return earlier | Q(began_at=meeting.began_at, pk__lt=meeting.pk)


def _counted(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    is_open = Q(agenda__resolutions__state=Resolution.State.OPEN)
    return meetings.select_related("office").annotate(
        resolution_count=Count("agenda__resolutions"),
        open_count=Count("agenda__resolutions", filter=is_open),
    )


def _heading(meeting: Meeting, sheet: Sheet) -> str:
    people = [*sheet.present, *sheet.absent, *sheet.attending]
    lines = [
        f"{meeting.body_name} {order_reference(meeting.number, meeting.year)}",
        meeting.place,
        *(f"{one.name} {one.post}".strip() for one in people),
        *(name for name in (meeting.recorder, meeting.checker) if name),
    ]
    return "\n".join(lines)
