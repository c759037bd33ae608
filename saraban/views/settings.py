"""Setting up offices and the agency, for its administrators; nothing of letters is shown here."""

from collections.abc import Callable
from functools import partial, wraps

from django.conf import settings as product
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saraban import access, blobs
from saraban.forms.settings import (
    AgencyForm,
    LastDayForm,
    OfficeForm,
    PositionForm,
    RenameForm,
)
from saraban.http import OfficeRequest, form_page, key_in, posted, submit
from saraban.models import AgencySettings, Office, Position
from saraban.selectors import administration as selectors
from saraban.services import offices

FORM = "saraban/settings_form.html"
View = Callable[..., HttpResponse]


def for_administrators(view: View) -> View:
    """Let only an administrator in; anybody else who is signed in is refused."""

    @wraps(view)
    def guarded(request: OfficeRequest, *args: object, **kwargs: object) -> HttpResponse:
        access.require_administrator(request.actor)
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@for_administrators
def settings(request: OfficeRequest) -> HttpResponse:
    """Show the offices of the agency as a tree, with codes, names and days."""
    with_ended = "ended" in request.GET
    tree = selectors.office_tree(request.actor, with_ended=with_ended)
    return render(
        request, "saraban/settings.html", {"offices": list(tree), "with_ended": with_ended}
    )


@require_safe
@for_administrators
def office(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one office: what it was called and when, its posts and who holds them today."""
    found = _office(request, pk)
    return render(
        request,
        "saraban/office.html",
        {
            "office": found,
            "names": found.names.order_by("-valid_from"),
            "posts": selectors.posts_in(found, on=request.actor.day),
            "is_open": found.valid_to is None or found.valid_to >= request.actor.day,
        },
    )


@require_http_methods(["GET", "POST"])
@for_administrators
def office_new(request: OfficeRequest) -> HttpResponse:
    """Add an office below another."""
    below = selectors.offices_of(request.actor).existing(on=request.actor.day)
    initial = {"parent": key_in(request.GET, "parent"), "valid_from": request.actor.day}
    form = OfficeForm(posted(request), offices=below, initial=initial)
    answer = submit(request, form, offices.add_office, then=partial(_added, request))
    return answer or form_page(
        request, FORM, form, title=_("เพิ่มหน่วยงาน"), act=_("เพิ่มหน่วยงาน"), back=reverse("settings")
    )


@require_http_methods(["GET", "POST"])
@for_administrators
def office_rename(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give an office another name or code from a day on."""
    found = _office(request, pk)
    form = RenameForm(
        posted(request),
        initial={
            "name": found.name,
            "short_name": found.short_name,
            "code": found.code,
            "valid_from": request.actor.day,
        },
    )
    service = partial(offices.rename_office, found)
    answer = submit(request, form, service, then=partial(_renamed, request))
    return answer or form_page(
        request,
        FORM,
        form,
        title=_("เปลี่ยนชื่อหรือรหัสหน่วยงาน"),
        about=found,
        lead=_("หนังสือที่ออกไปแล้วยังใช้ชื่อและรหัสของวันที่ออก"),
        act=_("ใช้ชื่อใหม่"),
        back=reverse("office", args=[pk]),
    )


@require_http_methods(["GET", "POST"])
@for_administrators
def office_close(request: OfficeRequest, pk: int) -> HttpResponse:
    """End an office after a day; its letters and registers stay."""
    found = _office(request, pk)
    form = LastDayForm(posted(request), initial={"valid_to": request.actor.day})
    service = partial(offices.close_office, found)
    answer = submit(request, form, service, then=partial(_closed, request))
    return answer or form_page(
        request,
        FORM,
        form,
        title=_("ยุบหน่วยงาน"),
        about=found,
        lead=_("หนังสือและทะเบียนของหน่วยงานยังอยู่ครบ แต่จะไม่มีผู้ใดออกเลขในนามหน่วยงานนี้อีก"),
        act=_("ยุบหน่วยงาน"),
        is_grave=True,
        back=reverse("office", args=[pk]),
    )


@require_http_methods(["GET", "POST"])
@for_administrators
def position_new(request: OfficeRequest, pk: int) -> HttpResponse:
    """Add a post to an office."""
    found = _office(request, pk)
    form = PositionForm(posted(request))
    answer = submit(
        request, form, offices.add_position, then=partial(_post_added, request), office=found
    )
    return answer or form_page(
        request,
        FORM,
        form,
        title=_("เพิ่มตำแหน่ง"),
        about=found,
        act=_("เพิ่มตำแหน่ง"),
        back=reverse("office", args=[pk]),
    )


@require_http_methods(["GET", "POST"])
@for_administrators
def agency_settings(request: OfficeRequest) -> HttpResponse:
    """Set the agency's one address, its digits and its emblem."""
    known = selectors.settings_of(request.actor)
    names = ("saraban_email", "address", "telephone", "digits")
    form = AgencyForm(
        posted(request),
        request.FILES or None,
        initial={name: getattr(known, name) for name in names},
    )
    answer = submit(request, form, offices.set_agency, then=partial(_agency_set, request))
    return answer or form_page(request, "saraban/agency_settings.html", form, known=known)


@require_safe
@for_administrators
def emblem(request: OfficeRequest) -> HttpResponse:
    """Show the emblem of the agency; bytes that are no longer whole are not shown."""
    known = selectors.settings_of(request.actor)
    if known.emblem is None:
        raise Http404
    try:
        content = blobs.read_verified(product.BLOB_ROOT, known.emblem.sha256)
    except (FileNotFoundError, blobs.Damaged):
        raise Http404 from None
    response = HttpResponse(content, content_type=known.emblem.media_type)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _office(request: OfficeRequest, pk: int) -> Office:
    """Return an office of the administrator's agency; any other does not exist."""
    found: Office = get_object_or_404(selectors.offices_of(request.actor), pk=pk)
    return found


def _added(request: OfficeRequest, added: Office) -> str:
    messages.success(request, _("เพิ่ม%(office)sแล้ว") % {"office": added})
    return reverse("office", args=[added.pk])


def _renamed(request: OfficeRequest, renamed: Office) -> str:
    messages.success(request, _("หน่วยงานนี้ใช้ชื่อ %(office)s แล้ว") % {"office": renamed})
    return reverse("office", args=[renamed.pk])


def _closed(request: OfficeRequest, closed: Office) -> str:
    messages.success(request, _("ยุบ%(office)sแล้ว") % {"office": closed})
    return reverse("office", args=[closed.pk])


def _post_added(request: OfficeRequest, added: Position) -> str:
    messages.success(request, _("เพิ่มตำแหน่ง%(post)sแล้ว") % {"post": added})
    return reverse("office", args=[added.office_id])


def _agency_set(request: OfficeRequest, known: AgencySettings) -> str:
    messages.success(request, _("ใช้ข้อมูลหน่วยงานที่แก้ไขแล้ว"))
    return reverse("agency_settings")
