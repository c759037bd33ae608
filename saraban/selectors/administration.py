"""Reading people and offices for their administrators: their own agency's, and no letters."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from saraban.access import Actor
from saraban.models import (
    AgencySettings,
    Appointment,
    Office,
    Position,
    User,
)
from saraban.models.offices import OfficeQuerySet

PAGE = 50


@dataclass(frozen=True)
class People:
    """One page of people in the order of their names, and the key the next page begins after."""

    people: Sequence[User]
    more: int | None


def offices_of(actor: Actor) -> OfficeQuerySet:
    """Return every office of the actor's agency in the order of the tree, today's and ended."""
    offices: OfficeQuerySet = Office.objects.filter(path__startswith=actor.office.agency_path)
    return offices


def office_tree(actor: Actor, *, with_ended: bool = False) -> OfficeQuerySet:
    """Return the tree of the agency with how many people hold posts in each office today."""
    held = Appointment.objects.held(on=actor.day).filter(position__office=OuterRef("pk"))
    people = held.order_by().values("position__office").annotate(n=Count("user", distinct=True))
    counted = Coalesce(Subquery(people.values("n"), output_field=IntegerField()), 0)
    offices = offices_of(actor) if with_ended else offices_of(actor).existing(on=actor.day)
    tree: OfficeQuerySet = offices.annotate(people_count=counted)
    return tree


def settings_of(actor: Actor) -> AgencySettings:
    """Return what the actor's agency has set for itself; ordinary values if it set nothing."""
    agency = Office.objects.get(path=actor.office.agency_path)
    known = AgencySettings.objects.filter(office=agency).select_related("office", "emblem").first()
    return known or AgencySettings(office=agency)


def positions_of(actor: Actor) -> QuerySet[Position]:
    """Return the posts of the agency's offices that exist today, in the order of the tree."""
    existing = offices_of(actor).existing(on=actor.day)
    return Position.objects.filter(office__in=existing).select_related("office")


def posts_in(office: Office, *, on: dt.date) -> list[Position]:
    """Return the posts of an office, each with ``holders``: who holds it on a day. Two queries."""
    held = Appointment.objects.held(on=on).for_page().order_by("pk")
    holders = Prefetch("appointments", held, to_attr="holders")
    return list(office.positions.order_by("pk").prefetch_related(holders))


def people_of(actor: Actor) -> QuerySet[User]:
    """Return the people whose accounts the actor's agency looks after."""
    return User.objects.filter(agency__path=actor.office.agency_path)


def people_page(actor: Actor, *, words: str = "", after: int | None = None) -> People:
    """Return 50 people in the order of their names, with ``held``: their posts of today."""
    people = people_of(actor)
    if words:
        people = people.filter(Q(name__icontains=words) | Q(username__icontains=words))
    last = people.filter(pk=after).first() if after is not None else None
    if last is not None:
        people = people.filter(Q(name__gt=last.name) | Q(name=last.name, pk__gt=last.pk))
    held = Appointment.objects.held(on=actor.day).for_page().order_by("pk")
    posts = Prefetch("appointments", held, to_attr="held")
    rows = list(people.order_by("name", "pk").prefetch_related(posts)[: PAGE + 1])
    has_more, rows = len(rows) > PAGE, rows[:PAGE]
    return People(rows, more=rows[-1].pk if has_more else None)


def appointments_of(person: User) -> QuerySet[Appointment]:
    """Return all posts a person held, holds or will hold, the newest first."""
    return person.appointments.for_page().order_by("-valid_from", "-pk")


def appointments_in_agency(actor: Actor) -> QuerySet[Appointment]:
    """Return the appointments to posts of the agency, those of today and of other days."""
    path = actor.office.agency_path
    return Appointment.objects.for_page().filter(position__office__path__startswith=path)
