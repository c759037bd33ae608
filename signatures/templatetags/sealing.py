"""The seals of a letter, for its page."""

from django import template

from saraban.models import Letter
from signatures import selectors

register = template.Library()


@register.inclusion_tag("signatures/_seals.html")
def seals(letter: Letter) -> dict[str, object]:
    """Show who sealed a letter and where that is verified. Two queries."""
    return {
        "letter": letter,
        "seals": selectors.seals_on(letter),
        "documents": selectors.sealed_documents_of(letter),
    }
