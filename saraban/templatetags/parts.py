"""The parts every page is made of: rail, icons, chips and fields."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple
from django.template import Context
from django.utils.html import format_html
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from saraban.access import ALLOWED, Act, Actor
from saraban.icons import ICONS
from saraban.models import CLERKS, Letter, Role, Secrecy, Urgency

register = template.Library()

READERS_OF_REGISTERS = frozenset({*CLERKS, Role.AUDITOR})
WRITERS = frozenset(role for role, acts in ALLOWED.items() if Act.DRAFT in acts)
EVERYONE = frozenset(Role.values)
URGENCY_TONES = {
    Urgency.URGENT: "urgent",
    Urgency.VERY_URGENT: "urgent",
    Urgency.MOST_URGENT: "most",
}


class Place(NamedTuple):
    """A place of the map: the name of its address and icon, what it is called, whose it is."""

    name: str
    label: Any
    roles: frozenset[str]


PLACES = (
    Place("desk", _("โต๊ะของฉัน"), EVERYONE),
    Place("intake", _("ถาดรับเข้า"), frozenset(CLERKS)),
    Place("registers", _("ทะเบียน"), READERS_OF_REGISTERS),
    Place("letters", _("หนังสือทั้งหมด"), EVERYONE),
    Place("drafts", _("ร่างหนังสือ"), WRITERS),
    Place("meetings", _("การประชุม"), EVERYONE),
    Place("projects", _("โครงการ"), EVERYONE),
    Place("settings", _("ตั้งค่า"), frozenset({Role.ADMINISTRATOR})),
)


@register.inclusion_tag("components/rail.html", takes_context=True)
def rail(context: Context, here: str = "") -> dict[str, object]:
    """Show the places of the person at work, with what waits in each; nothing for a stranger.

    ``here`` is the place the page belongs to; without it the page's own name. Counts come from
    the functions ``SARABAN_RAIL_COUNTS`` names: ``fn(actor) -> {place: count}``.
    """
    request = context.get("request")
    actor: Actor | None = getattr(request, "actor", None)
    if request is None or actor is None:
        return {"places": []}
    match = request.resolver_match
    at = here or (match.url_name if match else "")
    counts = _counts_for(actor)
    places = [_shown(place, at, counts) for place in PLACES if actor.role in place.roles]
    third = "registers" if actor.role in READERS_OF_REGISTERS else "meetings"
    for place in places:
        place["is_on_phone"] = place["name"] in {"desk", third}
    return {"places": places, "is_searching": at == "search", "actor": actor}


@register.simple_tag
def icon(name: str, size: int = 22) -> SafeString:
    """Draw an icon beside words that say the same; hidden from those who listen."""
    return format_html(
        '<svg width="{size}" height="{size}" viewBox="0 0 22 22" fill="none" stroke="currentColor"'
        ' stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">'
        "{strokes}</svg>",
        size=str(size),
        strokes=mark_safe(ICONS[name]),  # noqa: S308 - our own drawings
    )


@register.simple_tag
def chip(text: object, tone: str = "", drawing: str = "") -> SafeString:
    """Show a word as a chip. Tones: urgent, most, turn, done, secret; none is calm."""
    picture = icon(drawing, 14) if drawing else ""
    tone = f" {tone}" if tone else ""
    return format_html('<span class="chip{}">{}{}</span>', tone, picture, text)


@register.simple_tag
def urgency(letter: Letter) -> SafeString | str:
    """Show how urgent a letter is (ชั้นความเร็ว); an ordinary one shows nothing."""
    tone = URGENCY_TONES.get(Urgency(letter.urgency))
    drawing = "swift" if letter.urgency == Urgency.MOST_URGENT else ""
    return chip(letter.get_urgency_display(), tone, drawing) if tone else ""


@register.simple_tag
def secrecy(letter: Letter) -> SafeString | str:
    """Show how secret a letter is (ชั้นความลับ); an open one shows nothing."""
    if letter.secrecy == Secrecy.OPEN:
        return ""
    return chip(letter.get_secrecy_display(), "secret", "lock")


@register.filter
def subject(letter: Letter) -> str:
    """Say what a letter is about; of a secret one only how secret, until it is opened."""
    if not letter.is_secret:
        return letter.subject
    return str(_("หนังสือ%(secrecy)s")) % {"secrecy": letter.get_secrecy_display()}


@register.inclusion_tag("components/field.html")
def field(
    field: BoundField,
    *,
    label: object = "",
    note: object = "",
    check: bool = False,
    seen: object = "",
    seen_image: str = "",
) -> dict[str, object]:
    """Show a field of a form with its label, help and faults.

    ``check`` marks a value that a person should look at, ``note`` says why in a word or two;
    ``seen`` is what was read on the page, ``seen_image`` the address of its cut-out.
    """
    widget = field.field.widget
    return {
        "field": field,
        "label": label or field.label,
        "note": note,
        "check": check,
        "seen": seen,
        "seen_image": seen_image,
        "is_tick": isinstance(widget, CheckboxInput),
        "is_optional": not field.field.required and not isinstance(widget, CheckboxSelectMultiple),
    }


@register.inclusion_tag("components/form_errors.html")
def form_errors(form: Any) -> dict[str, object]:
    """Say at the head of a form what is wrong: refusals, and how many fields to look at."""
    faulty = [form[name] for name in form.errors if name in form.fields]
    hidden = [fault for field in faulty if field.is_hidden for fault in field.errors]
    return {
        "refusals": [*form.non_field_errors(), *hidden],
        "faulty": [field for field in faulty if not field.is_hidden],
    }


def _counts_for(actor: Actor) -> dict[str, int]:
    """Return what waits in each place, from all who know."""
    counts: dict[str, int] = {}
    for count in _counters(tuple(getattr(settings, "SARABAN_RAIL_COUNTS", ()))):
        counts |= count(actor)
    return counts


@cache
def _counters(names: Iterable[str]) -> tuple[Callable[[Actor], dict[str, int]], ...]:
    return tuple(import_string(name) for name in names)


def _shown(place: Place, at: str, counts: dict[str, int]) -> dict[str, object]:
    """Return a place as the rail shows it."""
    return {
        "name": place.name,
        "label": place.label,
        "is_here": place.name == at,
        "count": counts.get(place.name, 0),
        "is_turn": place.name == "desk",
    }
