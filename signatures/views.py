"""Verification: who signed a file, when, and whether it is whole."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from saraban import access, blobs
from saraban.http import OfficeRequest
from saraban.models import Document
from signatures.services import verdict_on


@require_safe
def verification(request: OfficeRequest, letter: int, pk: int) -> HttpResponse:
    """Show the verdict on a sealed file of a letter the person may see."""
    document = access.document_for(request.actor, letter, pk)
    if document.part != Document.Part.SEALED:
        raise Http404
    try:
        verdict = verdict_on(document, at=timezone.now())
    except (FileNotFoundError, blobs.Damaged):
        return render(request, "saraban/damaged_file.html", {"document": document}, status=503)
    context = {"document": document, "verdict": verdict}
    return render(request, "signatures/verification.html", context)
