"""Meetings: what was decided, by whom, done or not; and writing minutes down."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saraban import access
from saraban.access import Act
from saraban.errors import Refusal
from saraban.forms.meetings import MinutesForm, with_one_more_point
from saraban.http import OfficeRequest, form_page, key_in, posted, submit
from saraban.models import Attendance, Meeting, Resolution
from saraban.selectors import meetings as selectors
from saraban.selectors.administration import offices_of
from saraban.selectors.projects import projects_visible_to
from saraban.services.meetings import carry_out, record_minutes

MOST_WAITING = 200


@require_safe
def meetings(request: OfficeRequest) -> HttpResponse:
    """List the meetings whose minutes the person may see, or what of them is still to be done."""
    context: dict[str, object] = {
        "may_record": Act.DRAFT in request.actor.acts,
        "today": request.actor.day,
        "show": request.GET.get("show", ""),
    }
    if context["show"] == "waiting":
        context["waiting"] = list(selectors.waiting_resolutions(request.actor)[:MOST_WAITING])
    else:
        body = request.GET.get("q", "").strip()[:100]
        below = key_in(request.GET, "below")
        context["words"] = body
        context["page"] = selectors.meetings_page(request.actor, body=body, below=below)
    return render(request, "saraban/meetings.html", context)


@require_safe
def meeting(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show minutes as form 11 has them, what was resolved standing out."""
    visible = selectors.meetings_visible_to(request.actor)
    found = get_object_or_404(visible.select_related("office", "letter"), pk=pk)
    sheet = selectors.sheet_of(found)
    resolutions = [one for item in sheet.agenda for one in item.resolutions.all()]
    return render(
        request,
        "saraban/meeting.html",
        {
            "meeting": found,
            "sheet": sheet,
            "lists": [
                (Attendance.Kind.PRESENT.label, sheet.present),
                (Attendance.Kind.ABSENT.label, sheet.absent),
                (Attendance.Kind.ATTENDING.label, sheet.attending),
            ],
            "resolutions": resolutions,
            "may_carry_out": Act.HANDLE in access.acts_on(request.actor, found.letter),
            "today": request.actor.day,
        },
    )


@require_http_methods(["GET", "POST"])
def meeting_new(request: OfficeRequest) -> HttpResponse:
    """Write minutes down; one more item of the agenda is one button away, also without script."""
    if Act.DRAFT not in request.actor.acts:
        raise PermissionDenied(_("ตำแหน่งที่ท่านปฏิบัติหน้าที่อยู่บันทึกรายงานการประชุมไม่ได้"))
    is_asking_for_more = "more" in request.POST
    form = MinutesForm(
        with_one_more_point(request.POST) if is_asking_for_more else posted(request),
        None if is_asking_for_more else request.FILES or None,
        projects=projects_visible_to(request.actor).order_by("code"),
        offices=offices_of(request.actor).existing(on=request.actor.day),
        initial={"recorder": request.user.name},
    )
    if is_asking_for_more:
        longer = {"form": form.without_faults(), "is_longer": True}
        return render(request, "saraban/meeting_new.html", longer)
    answer = submit(request, form, record_minutes, then=_to_meeting)
    return answer or form_page(request, "saraban/meeting_new.html", form)


@require_POST
def resolution_done(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say that what was resolved has been done."""
    found = get_object_or_404(selectors.resolutions_visible_to(request.actor), pk=pk)
    try:
        carry_out(found, by=request.actor, at=timezone.now())
        messages.success(request, _("มตินี้ดำเนินการแล้ว"))
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect(_place_of(found))


def _to_meeting(recorded: Meeting) -> str:
    return recorded.get_absolute_url()


def _place_of(resolution: Resolution) -> str:
    page = reverse("meeting", args=[resolution.item.meeting_id])
    return f"{page}#resolution-{resolution.pk}"
