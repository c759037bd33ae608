"""The desk: what waits at the post acted in, and what was sent from it and is not received yet."""

import datetime as dt

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery
from django.shortcuts import get_object_or_404

from saraban import access
from saraban.access import Act, Actor
from saraban.models import Register, RegisterEntry
from workflow.models import Purpose, Step, StepQuerySet

MOST_COUNTED = 100


def desk_of(actor: Actor) -> StepQuerySet:
    """Return what waits at the post acted in, most urgent first, then due, then oldest.

    Only letters the actor may see, asked inside the query. ``number`` is the receiving number
    the letter has in this office, or None; ``due`` the moment it must be done by.
    """
    return _seen_by(actor, _waiting(actor)).annotate(number=_number_in(actor)).for_desk()


def step_in_view(actor: Actor, pk: int) -> Step:
    """Return a step that waits, or has waited, at the post acted in; 404 for any other.

    So that who comes too late is told what happened, instead of finding nothing.
    """
    steps = Step.objects.addressed_to(actor) if Act.HANDLE in actor.acts else Step.objects.none()
    return get_object_or_404(_seen_by(actor, steps).for_desk(), pk=pk)


def step_for_sender(actor: Actor, pk: int) -> Step:
    """Return a step the actor may speak for as its sender, received or not; 404 for any other."""
    steps = Step.objects.sent_by(actor) if Act.HANDLE in actor.acts else Step.objects.none()
    return get_object_or_404(_seen_by(actor, steps).for_desk(), pk=pk)


def sent_by(actor: Actor) -> StepQuerySet:
    """Return what was sent from this post and is not received yet: it can be taken back."""
    if Act.HANDLE not in actor.acts:
        return Step.objects.none()
    return _seen_by(actor, Step.objects.sent_by(actor).not_received()).for_desk()


def desk_sums(actor: Actor, *, at: dt.datetime) -> dict[str, int]:
    """Return how much waits on the desk: ``all``, by purpose, and ``overdue``. One query."""
    kinds = {purpose.value: Count("pk", filter=Q(purpose=purpose)) for purpose in Purpose}
    waiting = _seen_by(actor, _waiting(actor)).with_due()
    overdue = Count("pk", filter=Q(due__lt=at))
    return waiting.aggregate(all=Count("pk"), overdue=overdue, **kinds)


def desk_count(actor: Actor) -> int:
    """Return how much waits on the desk; more than 100 is counted as 100."""
    return _seen_by(actor, _waiting(actor)).order_by()[:MOST_COUNTED].count()


def rail_counts(actor: Actor) -> dict[str, int]:
    """Return what the rail shows beside its places."""
    return {"desk": desk_count(actor)}


def _waiting(actor: Actor) -> StepQuerySet:
    if Act.HANDLE not in actor.acts:
        return Step.objects.none()
    return Step.objects.addressed_to(actor).waiting()


def _seen_by(actor: Actor, steps: StepQuerySet) -> StepQuerySet:
    """Keep the steps of letters the actor may see: asked per step, for a desk is small."""
    return steps.filter(Exists(access.letters_visible_to(actor).filter(pk=OuterRef("letter"))))


def _number_in(actor: Actor) -> Subquery:
    entries = RegisterEntry.objects.filter(
        letter=OuterRef("letter"),
        register__office=actor.office,
        register__kind=Register.Kind.INCOMING,
    )
    return Subquery(entries.order_by("pk").values("number")[:1], output_field=IntegerField())
