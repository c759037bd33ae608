"""People for their administrators: accounts, passwords shown once, and who holds which post."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from saraban.forms.once import OnceForm
from saraban.forms.settings import AppointForm, ChangePersonForm, LastDayForm, PersonForm
from saraban.http import POST_IN_SESSION, OfficeRequest, form_page, key_in, posted, submit
from saraban.models import Appointment, Office, User
from saraban.selectors import administration as selectors
from saraban.services import people as services
from saraban.views.settings import FORM, for_administrators

PASSWORD_IN_SESSION = "password_to_show"  # noqa: S105 - a name, not a password


@require_http_methods(["GET", "POST"])
def posts(request: OfficeRequest) -> HttpResponse:
    """Choose the post one acts in; somebody without a post learns whom to ask."""
    if request.method == "GET":
        return render(request, "saraban/posts.html")
    own = request.actor.posts if request.actor else ()
    chosen = next((post for post in own if str(post.pk) == request.POST.get("post")), None)
    if chosen is None:
        raise Http404
    request.session[POST_IN_SESSION] = chosen.pk
    messages.success(request, _("ขณะนี้ท่านปฏิบัติงานในตำแหน่ง %(post)s") % {"post": chosen.title})
    return redirect("desk")


@require_safe
@for_administrators
def people(request: OfficeRequest) -> HttpResponse:
    """List the people of the agency in the order of their names, by key."""
    words = request.GET.get("q", "").strip()[:100]
    page = selectors.people_page(request.actor, words=words, after=key_in(request.GET, "after"))
    return render(request, "saraban/people.html", {"page": page, "words": words})


@require_http_methods(["GET", "POST"])
@for_administrators
def person_new(request: OfficeRequest) -> HttpResponse:
    """Add somebody with a first password, which is shown once on the next page."""
    password = services.first_password()
    form = PersonForm(posted(request))
    answer = submit(
        request,
        form,
        services.add_person,
        then=partial(_with_password, request, password),
        password=password,
        agency=_agency(request),
    )
    return answer or form_page(
        request,
        FORM,
        form,
        title=_("เพิ่มบุคคล"),
        lead=_("ระบบจะสร้างรหัสผ่านแรกและแสดงให้เห็นครั้งเดียว จากนั้นจึงแต่งตั้งให้ดำรงตำแหน่ง"),
        act=_("เพิ่มบุคคล"),
        back=reverse("people"),
    )


@require_safe
@never_cache
@for_administrators
def person(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one person: the account, the posts of all days, and a new password once."""
    found = _person(request, pk)
    shown = request.session.pop(PASSWORD_IN_SESSION, None)
    password = shown[1] if shown and shown[0] == found.pk else None
    return render(
        request,
        "saraban/person.html",
        {
            "person": found,
            "password": password,
            "appointments": list(selectors.appointments_of(found)),
            "today": request.actor.day,
        },
    )


@require_http_methods(["GET", "POST"])
@for_administrators
def person_change(request: OfficeRequest, pk: int) -> HttpResponse:
    """Correct somebody's name or clearance."""
    found = _person(request, pk)
    initial = {"name": found.name, "clearance": found.clearance}
    form = ChangePersonForm(posted(request), initial=initial)
    said = _("แก้ไขข้อมูลของ%(person)sแล้ว")
    answer = submit(
        request, form, partial(services.change_person, found), then=_to_person(request, said)
    )
    return answer or _form(request, found, form, title=_("แก้ไขข้อมูลบุคคล"), act=_("ใช้ข้อมูลใหม่"))


@require_http_methods(["GET", "POST"])
@for_administrators
def person_password(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give somebody a new password, which is shown once on the next page."""
    found, password = _person(request, pk), services.first_password()
    answer = submit(
        request,
        form := OnceForm(posted(request)),
        partial(services.renew_password, found),
        then=partial(_with_password, request, password),
        password=password,
    )
    return answer or _form(
        request,
        found,
        form,
        title=_("ตั้งรหัสผ่านใหม่"),
        lead=_("รหัสผ่านเดิมจะใช้ไม่ได้ทันที และผู้ที่กำลังเข้าสู่ระบบด้วยบัญชีนี้จะออกจากระบบ"),
        act=_("ตั้งรหัสผ่านใหม่"),
    )


@require_http_methods(["GET", "POST"])
@for_administrators
def person_close(request: OfficeRequest, pk: int) -> HttpResponse:
    """Close an account, from the person's next request on; or open a closed one again."""
    found = _person(request, pk)
    form = OnceForm(posted(request))
    if found.is_active:
        service = partial(services.close_account, found, agency=_agency(request))
        said, title = _("ปิดบัญชีของ%(person)sแล้ว"), _("ปิดบัญชี")
        lead = _("บุคคลนี้จะเข้าสู่ระบบไม่ได้อีกทันที ประวัติงานที่ทำไว้ยังอยู่ครบ")
    else:
        service = partial(services.reopen_account, found)
        said, title = _("เปิดบัญชีของ%(person)sแล้ว"), _("เปิดบัญชีอีกครั้ง")
        lead = _("บุคคลนี้จะเข้าสู่ระบบได้อีก ตามตำแหน่งที่ดำรงอยู่")
    answer = submit(request, form, service, then=_to_person(request, said))
    is_grave = found.is_active
    return answer or _form(
        request, found, form, title=title, lead=lead, act=title, is_grave=is_grave
    )


@require_http_methods(["GET", "POST"])
@for_administrators
def person_appoint(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put somebody in a post: their own, or acting for its holder."""
    found = _person(request, pk)
    form = AppointForm(
        posted(request),
        positions=selectors.positions_of(request.actor),
        initial={"valid_from": request.actor.day},
    )
    answer = submit(request, form, services.appoint, then=partial(_appointed, request), user=found)
    return answer or _form(request, found, form, title=_("แต่งตั้ง"), act=_("แต่งตั้ง"))


@require_http_methods(["GET", "POST"])
@for_administrators
def appointment_end(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say on which day somebody leaves a post."""
    found = get_object_or_404(selectors.appointments_in_agency(request.actor), pk=pk)
    form = LastDayForm(posted(request), initial={"valid_to": request.actor.day})
    service = partial(services.end_appointment, found)
    answer = submit(request, form, service, then=partial(_ended, request))
    return answer or _form(
        request,
        found.user,
        form,
        title=_("สิ้นสุดการดำรงตำแหน่ง%(post)s") % {"post": found.title},
        act=_("สิ้นสุดการดำรงตำแหน่ง"),
        is_grave=True,
    )


def _person(request: OfficeRequest, pk: int) -> User:
    """Return a person of the administrator's agency; any other does not exist."""
    return get_object_or_404(selectors.people_of(request.actor), pk=pk)


def _agency(request: OfficeRequest) -> Office:
    return selectors.settings_of(request.actor).office


def _form(request: OfficeRequest, found: User, form: OnceForm, **words: object) -> HttpResponse:
    back = reverse("person", args=[found.pk])
    return form_page(request, FORM, form, about=found, back=back, **words)


def _with_password(request: OfficeRequest, password: str, found: User) -> str:
    request.session[PASSWORD_IN_SESSION] = [found.pk, password]
    return reverse("person", args=[found.pk])


def _to_person(request: OfficeRequest, said: str) -> Callable[[User], str]:
    def then(found: User) -> str:
        messages.success(request, said % {"person": found})
        return reverse("person", args=[found.pk])

    return then


def _appointed(request: OfficeRequest, made: Appointment) -> str:
    known = {"person": made.user, "post": made.title}
    messages.success(request, _("แต่งตั้ง%(person)s %(post)sแล้ว") % known)
    return reverse("person", args=[made.user_id])


def _ended(request: OfficeRequest, ended: Appointment) -> str:
    messages.success(request, _("บันทึกวันสิ้นสุดการดำรงตำแหน่ง%(post)sแล้ว") % {"post": ended.title})
    return reverse("person", args=[ended.user_id])
