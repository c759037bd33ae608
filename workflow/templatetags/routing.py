"""What the letter's page shows of its route: where it was, what was written, what now."""

import uuid

from django import template
from django.template.context import Context

from saraban.models import Letter
from workflow import selectors

register = template.Library()

IN_SIGHT = 2


@register.inclusion_tag("workflow/_route.html")
def route(letter: Letter) -> dict[str, object]:
    """Show where a letter has been. Two queries."""
    return {"steps": selectors.route_of(letter), "letter": letter}


@register.inclusion_tag("workflow/_endorsements.html")
def endorsements(letter: Letter) -> dict[str, object]:
    """Show what was written on a letter, oldest first. One query."""
    return {"endorsements": selectors.endorsements_of(letter)}


@register.inclusion_tag("workflow/_acts.html", takes_context=True)
def acts(context: Context, letter: Letter) -> dict[str, object]:
    """Show the acts the person at work may do now, the main one first; nothing if there is none."""
    choices = selectors.acts_for(context["request"].actor, letter)
    return {
        "main": choices[:1],
        "others": choices[1:IN_SIGHT],
        "more": choices[IN_SIGHT:] if len(choices) > IN_SIGHT else [],
        "key": uuid.uuid4(),
    }
