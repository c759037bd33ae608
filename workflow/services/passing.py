"""Laying a letter on the next desk, or back on the one before: what every act of the route uses."""

import datetime as dt

from django.utils.translation import gettext as _

from saraban.access import Actor
from saraban.errors import Refusal
from saraban.models import CLERKS, Event, Letter, Link, Office, User
from saraban.services import journal, registration
from workflow import sentences
from workflow.models import Purpose, Step
from workflow.services import steps
from workflow.services.destinations import Destination, existing, people_at, resolve
from workflow.states import Action, State


def pass_on(
    step: Step,
    *,
    to: Office,
    by: Actor,
    at: dt.datetime,
    person: User | None = None,
    purpose: str = Purpose.CONSIDERATION,
    note: str = "",
    due_at: dt.datetime | None = None,
) -> Step:
    """End a step that is in hand by sending its letter on; the next step is returned."""
    steps.in_hand(step, Action.FORWARD, by=by, at=at)
    steps.end(step, Action.FORWARD, by=by, at=at)
    return dispatch(
        step.letter,
        verb=Event.Verb.FORWARDED,
        to=to,
        by=by,
        at=at,
        person=person,
        purpose=purpose,
        note=note,
        due_at=due_at,
        previous=step,
    )


def dispatch(
    letter: Letter,
    *,
    verb: Event.Verb,
    to: Office,
    by: Actor,
    at: dt.datetime,
    person: User | None,
    purpose: str,
    note: str,
    due_at: dt.datetime | None,
    previous: Step | None = None,
) -> Step:
    """Lay a letter, or its copy for another agency, on the next desk and let them read it.

    The letter's row must be locked; who may do this has been asked.
    """
    if letter.closed_at is not None:
        raise Refusal(sentences.closed(letter, Action.FORWARD, at=at))
    destination = resolve(letter, to=to, person=person, by=by)
    _refuse_standing_still(destination, previous)
    laid = _copy_for(letter, destination, by=by, at=at) if destination.is_abroad else letter
    step = steps.open_at(
        laid,
        destination,
        by=by,
        at=at,
        purpose=Purpose(purpose),
        note=note,
        due_at=due_at,
        previous=previous,
    )
    readers = [] if destination.is_abroad else steps.admit(letter, destination, at=at)
    more = {"copy": laid.pk if destination.is_abroad else None, "readers": readers}
    note_step(letter, verb, step, by=by, at=at, left=previous and previous.pk, **more)
    return step


def reopen(step: Step, *, by: Actor, at: dt.datetime, note: str) -> Step:
    """Lay the letter on the desk it was sent from; if it waits there anyway, that is enough."""
    letter = _sender_side(step)
    before = step.previous
    back = _sender_of(step, letter, on=by.day)
    waiting = steps.waiting_at(letter, back)
    if waiting is not None:
        waiting.letter = letter
        return waiting
    purpose = Purpose(before.purpose) if before else Purpose.CONSIDERATION
    opened = steps.open_at(
        letter, back, by=by, at=at, purpose=purpose, note=note, due_at=None, previous=step
    )
    readers = steps.admit(letter, back, at=at)
    if letter.pk != step.letter_id:
        note_step(letter, Event.Verb.RETURNED, opened, by=by, at=at, reason=note, readers=readers)
    return opened


def note_step(
    letter: Letter, verb: Event.Verb, step: Step, *, by: Actor, at: dt.datetime, **more: object
) -> None:
    """Write in the journal what was done by or to a step: to whom it went, and what for."""
    facts: dict[str, object] = {
        "step": step.pk,
        "office": step.office_id,
        "person": step.person_id,
        "purpose": str(step.purpose),
        **more,
    }
    journal.note(letter, verb, by=by, at=at, register=None, **facts)


def _sender_side(step: Step) -> Letter:
    """Return the letter as the sender has it: the original, if the step was a copy's first."""
    if step.previous is not None and step.previous.letter_id == step.letter_id:
        return step.letter
    if step.sent_from.is_same_agency_as(step.office):
        return step.letter
    origin = Link.objects.filter(letter=step.letter_id, kind=Link.Kind.COUNTERPART).get()
    return steps.lock_letter(origin.other)


def _sender_of(step: Step, letter: Letter, *, on: dt.date) -> Destination:
    """Return the desk a step was sent from: a person's own, if they still work there."""
    office = existing(step.sent_from, on=on)
    person = step.previous.person if step.previous else _named_sender(step)
    is_there = person and people_at(office, on=on).filter(user=person).exists()
    return Destination(office, person if is_there or letter.is_secret else None, is_abroad=False)


def _named_sender(step: Step) -> User | None:
    """Return who alone gets it back: a sender who keeps no desk of the whole office."""
    return None if step.sent_as.position.role in CLERKS else step.sent_by


def _copy_for(letter: Letter, destination: Destination, *, by: Actor, at: dt.datetime) -> Letter:
    """Lay a copy before another agency, once; again only if the last one was returned."""
    former = Step.objects.for_page().filter(
        letter__links__other=letter,
        letter__links__kind=Link.Kind.COUNTERPART,
        office=destination.office,
        sent_from__path__startswith=by.office.agency_path,
    )
    held = former.exclude(state=State.RETURNED).first()
    if held is not None:
        raise Refusal(sentences.already_there(held, at=at))
    return registration.make_counterpart(letter, agency_office=destination.office, by=by, at=at)


def _refuse_standing_still(destination: Destination, previous: Step | None) -> None:
    if previous and destination.is_of == (previous.office_id, previous.person_id):
        raise Refusal(_("หนังสืออยู่ที่ %(place)s อยู่แล้ว โปรดเลือกผู้รับอื่น") % {"place": previous.label})
