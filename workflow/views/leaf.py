"""The letter beside the form: whoever acts on a letter has its first pages in sight."""

from typing import Any

from django.urls import reverse

from saraban.models import Letter
from saraban.selectors.letters import documents_of
from saraban.views.letters import A4, PICTURED, WIDTHS, pages_of


def leaf_of(letter: Letter) -> dict[str, Any]:
    """Return the pages of a letter as pictures, and the name of what they show. One query."""
    if letter.is_draft:
        return {"pages": [_draft_page(letter)], "shown": None}
    shown = next((d for d in documents_of(letter) if d.blob.media_type in PICTURED), None)
    if shown is None:
        return {"pages": [], "shown": None}
    pages = pages_of(
        shown.blob, lambda number: reverse("page_image", args=[letter.pk, shown.pk, number, "page"])
    )
    return {"pages": pages, "shown": shown}


def _draft_page(letter: Letter) -> dict[str, object]:
    width = WIDTHS["page"]
    address = reverse("preview_image", args=[letter.pk, 1])
    return {"number": 1, "url": address, "width": width, "height": round(width * A4)}
