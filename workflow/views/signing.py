"""Signing: the paper as it will look on one side, where it goes then on the other."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from saraban import access
from saraban.access import Act
from saraban.errors import Refusal
from saraban.http import OfficeRequest, form_page, posted
from saraban.models import Letter
from saraban.reading.terms import PNG
from saraban.services import once
from saraban.services.papers import picture_of
from saraban.views.letters import A4, WIDTHS
from workflow.forms import SignForm
from workflow.services.signing import face_of, paper_to_sign, require_signer, sign_and_forward


@require_http_methods(["GET", "POST"])
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]
def sign(request: OfficeRequest, pk: int) -> HttpResponse:
    """Sign a draft and send it on; whoever has not typed their password lately does so first."""
    letter = _letter(request, pk)
    form = SignForm(
        posted(request), actor=request.actor, letter=letter, initial={"seen": face_of(letter)}
    )
    if form.is_valid() and (answer := _sign(request, letter, form)) is not None:
        return answer
    if not letter.is_draft:
        return _signed_already(request, letter)
    require_signer(letter, by=request.actor)
    return form_page(request, "workflow/act.html", form, **_shown(request, letter))


@require_safe
@cache_control(private=True, no_store=True)
def sign_preview(request: OfficeRequest, pk: int, number: int) -> HttpResponse:
    """Show one page of the paper as the person at work would sign it."""
    letter = _letter(request, pk)
    if not letter.is_draft:
        raise Http404
    rendered = paper_to_sign(letter, by=request.actor, at=timezone.now())
    png = picture_of(rendered, width=WIDTHS["page"], page=number)
    if png is None:
        raise Http404
    return HttpResponse(png, content_type=PNG)


def _letter(request: OfficeRequest, pk: int) -> Letter:
    letter = access.letter_for(request.actor, pk)
    access.require(request.actor, Act.SIGN, letter)
    return letter


def _sign(request: OfficeRequest, letter: Letter, form: SignForm) -> HttpResponse | None:
    """Do it once, outside any transaction, for the seal is slow; None if it is refused."""
    typed = dict(form.cleaned_data)
    if answer := once.answer_to(typed["key"], user=request.user):
        return HttpResponseRedirect(answer)
    try:
        signed = sign_and_forward(letter, by=request.actor, at=timezone.now(), **typed)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        form.see_again(face_of(access.letter_for(request.actor, letter.pk)))
        return None
    messages.success(request, _("ลงนามแล้ว ที่ %(reference)s") % {"reference": signed.reference})
    return HttpResponseRedirect(signed.get_absolute_url())


def _signed_already(request: OfficeRequest, letter: Letter) -> HttpResponse:
    said = _("หนังสือฉบับนี้ลงนามแล้ว ที่ %(reference)s") % {"reference": letter.reference}
    messages.warning(request, said)
    return redirect(letter)


def _shown(request: OfficeRequest, letter: Letter) -> dict[str, Any]:
    """Return every page of the paper, for nobody signs what they cannot see, and the words."""
    count = paper_to_sign(letter, by=request.actor, at=timezone.now()).pages
    width = WIDTHS["page"]
    pages = [
        {
            "number": number,
            "url": reverse("sign_preview", args=[letter.pk, number]),
            "width": width,
            "height": round(width * A4),
        }
        for number in range(1, count + 1)
    ]
    title = _("ลงนามและส่งต่อ")
    return {"letter": letter, "pages": pages, "title": title, "button": title}
