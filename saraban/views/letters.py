"""One letter's page, its files and their page images, and lists of letters."""

from collections.abc import Callable

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from saraban import access, blobs
from saraban.access import Act
from saraban.http import OfficeRequest, key_in
from saraban.models import Blob, Document
from saraban.reading.images import cached_page_image
from saraban.reading.terms import JPEG, PDF, PNG, TIFF
from saraban.selectors import letters as selectors
from saraban.selectors.registers import entry_for
from saraban.services import filing
from saraban.views.rows import row_of

SHOWN_PAGES = 20
WIDTHS = {"small": 360, "page": 800, "large": 1600}
INLINE = {PDF, PNG, JPEG}
PICTURED = {PDF, PNG, JPEG, TIFF}
A4 = 297 / 210


@require_safe
def letters(request: OfficeRequest) -> HttpResponse:
    """List the letters the person may see, newest first, by key."""
    direction = request.GET.get("direction", "")
    page = selectors.letters_page(
        request.actor, direction=direction, below=key_in(request.GET, "below")
    )
    rows = [row_of(letter, page.numbers.get(letter.pk)) for letter in page.letters]
    context = {"rows": rows, "older": page.older, "direction": direction}
    return render(request, "saraban/letters.html", context)


@require_safe
def letter(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show a letter: its pages on one side, facts, acts, route, links and files on the other."""
    found = access.letter_for(request.actor, pk)
    documents = selectors.documents_of(found)
    shown = next((d for d in documents if d.blob.media_type in PICTURED), None)
    acts = access.acts_on(request.actor, found)
    return render(
        request,
        "saraban/letter.html",
        {
            "letter": found,
            "entry": entry_for(request.actor, found),
            "documents": documents,
            "shown": shown,
            "pages": pages_of(shown.blob, _image_address(shown)) if shown else [],
            "related": selectors.related_to(found, request.actor),
            "projects": selectors.projects_of(found),
            "may_draft": Act.DRAFT in acts,
            "may_handle": Act.HANDLE in acts,
        },
    )


@require_safe
def history(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show everything that was done to a letter, by whom and in which post."""
    found = access.letter_for(request.actor, pk)
    events = selectors.history_of(found)[:200]
    return render(request, "saraban/history.html", {"letter": found, "events": events})


@require_safe
@cache_control(private=True, no_store=True)
def document(request: OfficeRequest, letter: int, pk: int) -> HttpResponse | FileResponse:
    """Hand out the bytes as they came, after checking them against their hash."""
    found = access.document_for(request.actor, letter, pk)
    try:
        content = blobs.open_verified(settings.BLOB_ROOT, found.blob_id)
    except (FileNotFoundError, blobs.Damaged):
        return render(request, "saraban/damaged_file.html", {"document": found}, status=503)
    response = FileResponse(content, content_type=found.blob.media_type)
    is_inline = found.blob.media_type in INLINE and "save" not in request.GET
    response["Content-Disposition"] = content_disposition_header(not is_inline, found.name) or ""
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Content-Length"] = str(found.blob.size)
    filing.note_opening(found, by=request.actor, at=timezone.now())
    return response


@require_safe
@cache_control(private=True, max_age=3600)
def page_image(
    request: OfficeRequest, letter: int, pk: int, number: int, size: str
) -> HttpResponse:
    """Show one page of a file as a picture, drawn in a child process and kept by its hash.

    A page of a secret letter is followed like its file, and no browser keeps it.
    """
    found = access.document_for(request.actor, letter, pk)
    picture = image_of(found.blob, number, size)
    if found.letter.is_secret:
        filing.note_opening(found, by=request.actor, at=timezone.now(), page=number)
        picture["Cache-Control"] = "private, no-store"
    return picture


def image_of(blob: Blob, number: int, size: str) -> HttpResponse:
    """Answer with the picture of a page, or 404 where there is none."""
    if size not in WIDTHS:
        raise Http404
    try:
        picture = cached_page_image(
            settings.BLOB_ROOT,
            settings.PAGE_IMAGE_ROOT,
            blob.sha256,
            blob.media_type,
            number,
            WIDTHS[size],
        )
    except (FileNotFoundError, blobs.Damaged):
        raise Http404 from None
    if picture is None:
        raise Http404
    return HttpResponse(picture.read_bytes(), content_type=PNG)


def pages_of(blob: Blob, address: Callable[[int], str]) -> list[dict[str, object]]:
    """Return the first pages of a file as pictures for the template; the rest is in the file."""
    if blob.media_type not in PICTURED:
        return []
    count = min(max(blob.page_count, 1), SHOWN_PAGES)
    width = WIDTHS["page"]
    return [
        {"number": n, "url": address(n), "width": width, "height": round(width * A4)}
        for n in range(1, count + 1)
    ]


def _image_address(document: Document) -> Callable[[int], str]:
    def address(number: int) -> str:
        known = [document.letter_id, document.pk, number, "page"]
        return reverse("page_image", args=known)

    return address
