"""Projects: the list, everything about one in order of time, and what a letter concerns."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saraban import access
from saraban.access import Act
from saraban.forms.projects import ProjectForm, TieForm
from saraban.http import OfficeRequest, form_page, key_in, posted, submit
from saraban.models import Letter, Project
from saraban.selectors import projects as selectors
from saraban.selectors.administration import offices_of
from saraban.services import projects as services


@require_safe
def projects(request: OfficeRequest) -> HttpResponse:
    """List the main projects of the agency, or all that bear the words asked for."""
    words = request.GET.get("q", "").strip()[:100]
    page = selectors.projects_page(request.actor, words=words, after=key_in(request.GET, "after"))
    may_add = Act.DRAFT in request.actor.acts
    return render(
        request, "saraban/projects.html", {"page": page, "words": words, "may_add": may_add}
    )


@require_safe
def project(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show everything about a project that the person may see, the newest first."""
    found = get_object_or_404(
        selectors.projects_visible_to(request.actor).select_related("owner", "parent"), pk=pk
    )
    below = key_in(request.GET, "below")
    page = selectors.project_page(request.actor, found, below=below)
    return render(
        request,
        "saraban/project.html",
        {
            "project": found,
            "page": page,
            "below": below,
            "may_add": Act.DRAFT in request.actor.acts,
            "today": request.actor.day,
        },
    )


@require_http_methods(["GET", "POST"])
def project_new(request: OfficeRequest) -> HttpResponse:
    """Begin a project of the agency."""
    if Act.DRAFT not in request.actor.acts:
        raise PermissionDenied(_("ตำแหน่งที่ท่านปฏิบัติหน้าที่อยู่เพิ่มโครงการไม่ได้"))
    form = ProjectForm(
        posted(request),
        projects=selectors.projects_visible_to(request.actor).order_by("code"),
        offices=offices_of(request.actor).existing(on=request.actor.day),
        initial={"parent": key_in(request.GET, "parent")},
    )
    answer = submit(request, form, services.add_project, then=partial(_added, request))
    return answer or form_page(request, "saraban/project_new.html", form)


@require_http_methods(["GET", "POST"])
def letter_projects(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say which projects a letter concerns."""
    letter = access.letter_for(request.actor, pk)
    access.require(request.actor, Act.HANDLE, letter)
    projects = selectors.projects_visible_to(request.actor).order_by("code")
    known = list(letter.concerns.values_list("project", flat=True))
    form = TieForm(posted(request), projects=projects, initial={"projects": known})
    service = partial(services.tie, letter)
    answer = submit(request, form, service, then=partial(_tied, request, letter))
    return answer or form_page(request, "saraban/letter_projects.html", form, letter=letter)


def _added(request: OfficeRequest, added: Project) -> str:
    messages.success(request, _("เพิ่มโครงการ %(project)s แล้ว") % {"project": added.code})
    return added.get_absolute_url()


def _tied(request: OfficeRequest, letter: Letter, _nothing: None) -> str:
    messages.success(request, _("บันทึกโครงการที่หนังสือนี้เกี่ยวข้องแล้ว"))
    return reverse("letter", args=[letter.pk])
