"""What the pages of search are made of: marked words and narrowed addresses."""

from collections.abc import Iterable

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search.highlighting import Piece

register = template.Library()


@register.simple_tag
def marked(pieces: Iterable[Piece]) -> SafeString:
    """Show a text with the words that were looked for marked."""
    return format_html_join("", "{}", ((_shown(piece),) for piece in pieces))


@register.simple_tag(takes_context=True)
def narrowed(context: Context, name: str, value: object) -> str:
    """Return the address of this search with one filter set, or taken off with None."""
    asked = context["request"].GET.copy()
    asked.pop("page", None)
    asked.pop(name, None)
    if value is not None:
        asked[name] = str(value)
    return f"?{asked.urlencode()}"


def _shown(piece: Piece) -> str:
    return format_html("<mark>{}</mark>", piece.text) if piece.is_hit else piece.text
