"""What is shown when a form comes from a page that is no longer good."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page was open too long or in another window, and what to do."""
    return render(request, "csrf_failure.html", status=403)
