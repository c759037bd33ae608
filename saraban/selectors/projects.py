"""Reading projects: everything about one in order of time, as far as it may be seen."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from saraban import access
from saraban.access import Actor
from saraban.models import Letter, LetterQuerySet, Meeting, Project, Resolution
from saraban.selectors.meetings import resolutions_visible_to, waiting_resolutions
from saraban.thai import buddhist_year

PAGE = 50
FEW = 20
MANY = 200


@dataclass(frozen=True)
class Stop:
    """Something on the time line of a project: a letter, or minutes with what they resolved."""

    letter: Letter
    at: dt.datetime
    resolutions: list[Resolution]

    @property
    def meeting(self) -> Meeting | None:
        """The meeting these minutes are of; None for any other letter."""
        return getattr(self.letter, "meeting", None)

    @property
    def year(self) -> int:
        """The Buddhist year it stands under."""
        return buddhist_year(timezone.localdate(self.at))


@dataclass(frozen=True)
class Projects:
    """One page of projects in the order of their codes, and the key the next page begins after."""

    projects: list[Project]
    more: int | None


@dataclass(frozen=True)
class ProjectPage:
    """Everything one page of a project shows."""

    stops: list[Stop]
    older: int | None
    parts: list[Project]
    waiting: list[Resolution]


def projects_visible_to(actor: Actor) -> QuerySet[Project]:
    """Return the projects of the agency the actor works in; those of others do not exist."""
    return Project.objects.filter(agency__path=actor.office.agency_path)


def projects_page(actor: Actor, *, words: str = "", after: int | None = None) -> Projects:
    """Return 50 projects in the order of their codes: the main ones, or all that bear the words."""
    projects = projects_visible_to(actor)
    if words:
        projects = projects.filter(Q(name__icontains=words) | Q(code__icontains=words))
    else:
        projects = projects.filter(parent=None)
    last = projects.filter(pk=after).first() if after is not None else None
    if last is not None:
        projects = projects.filter(code__gt=last.code)
    rows = list(_counted(projects, actor).order_by("code")[: PAGE + 1])
    has_more, rows = len(rows) > PAGE, rows[:PAGE]
    return Projects(rows, more=rows[-1].pk if has_more else None)


def project_page(actor: Actor, project: Project, *, below: int | None = None) -> ProjectPage:
    """Return 50 letters and minutes that concern a project, the newest first, and its parts.

    Only what the actor may see is shown or counted. A fixed number of queries at any size.
    """
    letters = _in_time(access.letters_visible_to(actor).filter(concerns__project=project))
    last = letters.filter(pk=below).first() if below is not None else None
    if last is not None:
        letters = letters.filter(_before(_moment_of(last), last.pk))
    rows = list(letters.select_related("meeting").defer("body")[: PAGE + 1])
    has_more, rows = len(rows) > PAGE, rows[:PAGE]
    resolved = _resolved(actor, project, rows)
    return ProjectPage(
        stops=[Stop(letter, _moment_of(letter), resolved[letter.pk]) for letter in rows],
        older=rows[-1].pk if has_more else None,
        parts=list(_counted(project.parts.all(), actor).order_by("code")[:MANY]),
        waiting=list(waiting_resolutions(actor, project=project)[:FEW]),
    )


def _in_time(letters: LetterQuerySet) -> LetterQuerySet:
    """Order letters by when they were registered, minutes by when the meeting began."""
    moment = Coalesce("meeting__began_at", "registered_at", "created_at")
    return letters.annotate(moment=moment).order_by("-moment", "-pk")


def _before(moment: dt.datetime, pk: int) -> Q:
    return Q(("moment__lt", moment)) | Q(("moment", moment), ("pk__lt", pk))


def _moment_of(letter: Letter) -> dt.datetime:
    moment: dt.datetime = letter.moment  # type: ignore[attr-defined]
    return moment


def _resolved(
    actor: Actor, project: Project, letters: Iterable[Letter]
) -> dict[int, list[Resolution]]:
    """Return what these minutes resolved on the project, by letter."""
    found: dict[int, list[Resolution]] = defaultdict(list)
    resolutions = resolutions_visible_to(actor).filter(
        project=project, item__meeting__letter__in=[letter.pk for letter in letters]
    )
    for resolution in resolutions.order_by("pk"):
        found[resolution.item.meeting.letter_id].append(resolution)
    return found


def _counted(projects: QuerySet[Project], actor: Actor) -> QuerySet[Project]:
    """Count what of each project the actor may see: letters, and resolutions still to be done."""
    letters = access.letters_visible_to(actor).filter(concerns__project=OuterRef("pk"))
    minutes = access.letters_visible_to(actor).filter(pk=OuterRef("item__meeting__letter"))
    waiting = Resolution.objects.filter(
        Exists(minutes), project=OuterRef("pk"), state=Resolution.State.OPEN
    )
    return projects.select_related("owner", "parent").annotate(
        letter_count=_count(letters.values("concerns__project")),
        open_count=_count(waiting.values("project")),
    )


def _count(rows: QuerySet[Any, Any]) -> Coalesce:
    counted = rows.order_by().annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
