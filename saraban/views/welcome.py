"""The first hour: the one-time link that makes the first agency and its first administrator."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from saraban.errors import Refusal
from saraban.forms.welcome import WelcomeForm
from saraban.http import form_page, posted
from saraban.services.invitation import close_invitation, is_invited
from saraban.services.offices import open_installation


@login_not_required
@never_cache
@sensitive_post_parameters("password", "password_again")
def welcome(request: HttpRequest, word: str) -> HttpResponse:
    """Open the installation for the holder of the link, once; any other word leads nowhere."""
    if not is_invited(word, at=timezone.now()):
        raise Http404
    form = WelcomeForm(posted(request))
    if form.is_valid() and _opened(form):
        close_invitation()
        messages.success(request, _("เปิดระบบแล้ว โปรดเข้าสู่ระบบด้วยบัญชีที่เพิ่งสร้าง"))
        return redirect("account_login")
    return form_page(request, "saraban/welcome.html", form)


def _opened(form: WelcomeForm) -> bool:
    try:
        open_installation(**form.for_service(), at=timezone.now())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
