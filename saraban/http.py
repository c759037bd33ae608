"""The few things views stand on: what was posted, doing it once, showing the form again."""

import uuid
from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from saraban.access import Actor
from saraban.errors import Refusal
from saraban.models import User
from saraban.services import once
from saraban.services.transactions import one_act

Done = TypeVar("Done")
UNPROCESSABLE = 422
POST_IN_SESSION = "post"
KEY_DIGITS = 18


class OfficeRequest(HttpRequest):
    """A request of somebody who is signed in and at work."""

    user: User
    actor: Actor


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was posted, even if empty; None if nothing was."""
    return request.POST if request.method == "POST" else None


def submit(
    request: OfficeRequest,
    form: forms.Form,
    service: Callable[..., Done],
    *,
    then: Callable[[Done], str],
    **known: object,
) -> HttpResponse | None:
    """Do what the form asks, once, and redirect to where ``then`` says; None if it is refused.

    The act and the form's key stand in one transaction. A second sending of the same form, at
    once or ten minutes later, is led to where the first one led, and changes nothing. What a
    refusal says goes on the form; nothing typed is lost.
    """
    if not form.is_valid():
        return None
    typed = dict(form.cleaned_data)
    key = typed.pop("key", None) or uuid.uuid4()
    if answer := once.answer_to(key, user=request.user):
        return HttpResponseRedirect(answer)
    try:
        with one_act():
            once.claim(key, user=request.user, at=timezone.now())
            location = then(service(by=request.actor, at=timezone.now(), **known, **typed))
            once.remember(key, location=location)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None
    except IntegrityError:
        if not once.is_claimed(key):
            raise
        return _sent_before(request, form, key)
    return HttpResponseRedirect(location)


def _sent_before(request: OfficeRequest, form: forms.Form, key: uuid.UUID) -> HttpResponse | None:
    """Lead to where the first sending led; a form somebody else has sent is not sent again."""
    if answer := once.answer_to(key, user=request.user):
        return HttpResponseRedirect(answer)
    form.add_error(None, _("แบบกรอกนี้ถูกส่งไปแล้ว โปรดเปิดหน้านี้ใหม่แล้วกรอกอีกครั้ง"))
    return None


def form_page(
    request: HttpRequest, template: str, form: forms.Form, **context: object
) -> HttpResponse:
    """Show a form: fresh with status 200, or to be corrected with 422."""
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, template, {"form": form, **context}, status=status)


def key_in(values: QueryDict, name: str) -> int | None:
    """Return the key a list is to go on from; nonsense is no key."""
    text = values.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < KEY_DIGITS else None
