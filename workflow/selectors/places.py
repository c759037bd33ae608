"""Whom a letter may be sent to from a desk: offices and people, the most used first."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from saraban import thai
from saraban.access import Actor
from saraban.models import Appointment, Direction, Letter, Office, Role, User
from workflow.access import HANDLING
from workflow.models import Step

REMEMBERED = 200
MOST_USED = 5
Group = tuple[str, list[tuple[str, str]]]


@dataclass(frozen=True)
class Place:
    """One choice: an office, or a person in it; ``key`` is what the page sends."""

    key: str
    label: str
    office: Office
    person: User | None = None

    @property
    def is_of(self) -> tuple[int, int | None]:
        return self.office.pk, self.person.pk if self.person else None


@dataclass(frozen=True)
class Places:
    """Every choice from a desk, in groups, and what each key means."""

    groups: list[Group]
    by_key: dict[str, Place]


def places_for(actor: Actor, letter: Letter, *, will_be_issued: bool = False) -> Places:
    """Return where a letter may go from the post acted in. Three queries, four when it may leave.

    Offices where somebody works today in the order of the tree, each with its people; in front
    those this post sent to most; at the end other agencies, for an outgoing letter with a
    number (or one that is about to be signed). What is secret shows only who may read it.
    """
    people = [post for post in _people_of(actor, letter) if post.user_id != actor.user.pk]
    places: dict[str, Place] = {}
    groups: list[Group] = []
    for _pk, posts in groupby(people, key=lambda post: post.position.office_id):
        here = list(posts)
        found = [*_whole(here, letter), *(_person(post) for post in here)]
        groups.append((here[0].office.name, _choices(found)))
        places |= {place.key: place for place in found}
    may_leave = letter.direction == Direction.OUTGOING and (will_be_issued or not letter.is_draft)
    abroad = _abroad(actor) if may_leave else []
    groups += [(_("หน่วยงานอื่น"), _choices(abroad))] if abroad else []
    usual = _most_used(actor, places)
    groups[:0] = [(_("ส่งบ่อย"), [(p.key, _alone(p)) for p in usual])] if usual else []
    return Places(groups, places | {place.key: place for place in abroad})


def _people_of(actor: Actor, letter: Letter) -> QuerySet[Appointment]:
    held = Appointment.objects.held(on=actor.day).for_page()
    return held.filter(
        position__office__path__startswith=actor.office.agency_path,
        position__role__in=HANDLING,
        user__is_active=True,
        user__clearance__gte=letter.secrecy,
    ).order_by("position__office__path", "position__pk", "pk")


def _abroad(actor: Actor) -> list[Place]:
    others = Office.objects.agencies().existing(on=actor.day)
    found = others.exclude(path=actor.office.agency_path)
    return [_office(office) for office in sorted(found, key=lambda it: thai.sort_key(it.name))]


def _most_used(actor: Actor, places: dict[str, Place]) -> list[Place]:
    """Return the places the office of this post sent to most of late. One query."""
    sent = Step.objects.filter(sent_from=actor.office).order_by("-pk")
    sent = sent.exclude(office=actor.office, person=None)
    recent = sent.values_list("office", "person")[:REMEMBERED]
    known = {
        (place.office.pk, place.person and place.person.pk): place for place in places.values()
    }
    often = [known[at] for at, _count in Counter(recent).most_common() if at in known]
    return often[:MOST_USED]


def _whole(here: list[Appointment], letter: Letter) -> list[Place]:
    """Return the office of these posts as a place; for a secret letter only with a registrar."""
    has_registrar = any(post.position.role == Role.SECRET_REGISTRAR for post in here)
    return [_office(here[0].office)] if has_registrar or not letter.is_secret else []


def _office(office: Office) -> Place:
    return Place(f"office-{office.pk}", office.name, office)


def _person(post: Appointment) -> Place:
    return Place(f"post-{post.pk}", f"{post.user.name} · {post.title}", post.office, post.user)


def _alone(place: Place) -> str:
    """Return a label that is clear without the name of its office above it."""
    return f"{place.label} ({place.office.label})" if place.person else place.label


def _choices(places: list[Place]) -> list[tuple[str, str]]:
    return [(place.key, place.label) for place in places]
