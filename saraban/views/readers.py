"""Who may read a letter, and why; letting one more person in, and taking that back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from saraban import access
from saraban.access import Act
from saraban.forms.letters import ExceptionForm
from saraban.http import OfficeRequest, form_page, posted, submit
from saraban.models import Access, Letter, Principal
from saraban.selectors import letters as selectors
from saraban.services.registration import close_to_person, open_to_person


@require_http_methods(["GET", "POST"])
def readers(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show who may read a letter; let one more person in, as an exception on record."""
    letter = access.letter_for(request.actor, pk)
    access.require(request.actor, Act.HANDLE, letter)
    form = ExceptionForm(posted(request), actor=request.actor)
    answer = submit(request, form, _open(letter), then=lambda _done: _here(letter))
    return answer or form_page(
        request, "saraban/readers.html", form, letter=letter, readers=selectors.readers_of(letter)
    )


@require_POST
def close_reader(request: OfficeRequest, pk: int, access_pk: int) -> HttpResponse:
    """Take a personal exception back."""
    letter = access.letter_for(request.actor, pk)
    row = get_object_or_404(
        selectors.readers_of(letter), pk=access_pk, basis=Access.Basis.EXCEPTION
    )
    close_to_person(letter, row.principal, by=request.actor, at=timezone.now())
    messages.success(request, _("ถอนสิทธิอ่านแล้ว"))
    return redirect(_here(letter))


def _open(letter: Letter) -> Callable[..., Principal]:
    def service(*, username: Principal, **known: object) -> Principal:
        open_to_person(letter, username, **known)  # type: ignore[arg-type]
        return username

    return service


def _here(letter: Letter) -> str:
    return reverse("readers", args=[letter.pk])
