"""The registers, the tray of what has come in, and registering it."""

from collections.abc import Callable
from typing import BinaryIO, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saraban import access
from saraban.errors import Refusal
from saraban.forms.letters import IncomingLetterForm
from saraban.http import OfficeRequest, form_page, key_in, posted, submit
from saraban.models import IntakeFile, RegisterEntry
from saraban.reading.kinds import ACCEPT
from saraban.selectors import letters as letter_selectors
from saraban.selectors import registers as selectors
from saraban.selectors.administration import settings_of
from saraban.services import filing
from saraban.services.registration import register_incoming
from saraban.views.letters import image_of, pages_of


@require_safe
def registers(request: OfficeRequest) -> HttpResponse:
    """List the registers the person may open, newest year first."""
    books = selectors.registers_open_to(request.actor)
    return render(request, "saraban/registers.html", {"registers": books[:200]})


@require_safe
def register(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show 50 lines of one register in the order of its numbers."""
    book = get_object_or_404(selectors.registers_open_to(request.actor), pk=pk)
    lines = selectors.lines_of(
        book,
        request.actor,
        below=key_in(request.GET, "below"),
        above=key_in(request.GET, "above"),
    )
    return render(request, "saraban/register.html", {"register": book, "page": lines})


@require_http_methods(["GET", "POST"])
def intake(request: OfficeRequest) -> HttpResponse:
    """Show the tray of the office, and take in the files that are dropped there."""
    access.require_clerk(request.actor)
    problems = _lay_in_tray(request) if request.method == "POST" else []
    waiting = letter_selectors.intake_of(request.actor)
    if request.method == "POST" and not problems:
        newest = waiting.last()
        only_one = len(request.FILES.getlist("files")) == 1
        return redirect("register_intake", newest.pk) if only_one and newest else redirect("intake")
    context = {"files": waiting[:200], "problems": problems, "accept": ACCEPT}
    return render(request, "saraban/intake.html", context, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def register_incoming_letter(request: OfficeRequest, file: int | None = None) -> HttpResponse:
    """Register a letter that has come in: its page on one side, the columns on the other."""
    access.require_clerk(request.actor)
    taken = _from_tray(request, file) if file is not None else None
    form = IncomingLetterForm(posted(request), actor=request.actor)
    answer = submit(request, form, register_incoming, then=_after_registering, intake=taken)
    if answer is not None:
        return answer
    shown = pages_of(taken.blob, _tray_address(taken.pk)) if taken else []
    return form_page(
        request,
        "saraban/register_incoming.html",
        form,
        intake=taken,
        pages=shown,
        waiting=letter_selectors.intake_of(request.actor).count(),
        accept=ACCEPT,
    )


@require_safe
def registered(request: OfficeRequest, entry: int) -> HttpResponse:
    """Show the number large, to be written on paper, with the next file one key away."""
    found = get_object_or_404(selectors.entries_open_to(request.actor), pk=entry)
    letter = access.letter_for(request.actor, found.letter_id)
    waiting = letter_selectors.intake_of(request.actor)
    return render(
        request,
        "saraban/registered.html",
        {
            "entry": found,
            "letter": letter,
            "next": waiting.first(),
            "waiting": waiting.count(),
            "style": settings_of(request.actor).digits.upper(),
        },
    )


@require_POST
def set_aside(request: OfficeRequest, file: int) -> HttpResponse:
    """Take a file out of the tray without registering it; its bytes are kept."""
    taken = _from_tray(request, file)
    try:
        filing.set_aside(taken, by=request.actor, at=timezone.now())
        messages.success(request, _("พักแฟ้มไว้แล้ว ไม่ได้ลงทะเบียน"))
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("intake")


@require_safe
@cache_control(private=True, max_age=3600)
def tray_image(request: OfficeRequest, file: int, number: int, size: str) -> HttpResponse:
    """Show one page of a file that waits in the tray."""
    return image_of(_from_tray(request, file).blob, number, size)


def _after_registering(entry: RegisterEntry) -> str:
    return reverse("registered", args=[entry.pk])


def _from_tray(request: OfficeRequest, pk: int) -> IntakeFile:
    """Return a file of the tray of the clerk's own office; any other does not exist."""
    found = IntakeFile.objects.select_related("blob").filter(pk=pk, office=request.actor.office)
    file = found.first()
    if file is None or not request.actor.is_clerk:
        raise Http404
    return file


def _tray_address(file: int) -> Callable[[int], str]:
    return lambda number: reverse("tray_image", args=[file, number, "page"])


def _lay_in_tray(request: OfficeRequest) -> list[str]:
    """Store what was dropped, each file by itself; return what is wrong with those refused."""
    files = request.FILES.getlist("files")
    problems = [] if files else [_("โปรดเลือกแฟ้มที่จะลงทะเบียน")]
    for upload in files:
        try:
            filed = filing.take_in(cast("BinaryIO", upload), name=upload.name or "")
            filing.put_in_tray(filed, by=request.actor, at=timezone.now())
        except Refusal as refusal:
            problems.append(f"{filing.shown_name(upload.name or '')}: {refusal}")
    return problems
