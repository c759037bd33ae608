"""The search page: one question, one page of answers."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from saraban.http import OfficeRequest
from search import selectors
from search.forms import SearchForm


@require_safe
@cache_control(private=True, no_store=True)
def search(request: OfficeRequest) -> HttpResponse:
    """Show where the words stand among the letters the person may see."""
    asked = SearchForm(request.GET).asked
    found = selectors.find(request.actor, **asked)
    return render(request, "search/search.html", {"found": found, **asked})
