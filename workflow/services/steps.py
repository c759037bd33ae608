"""One step: taken hold of, moved on by the table of states, ended, and followed by the next."""

import datetime as dt

from saraban import access as reading
from saraban.access import Actor
from saraban.errors import Refusal
from saraban.models import Access, Direction, Event, Letter, Principal, Register, RegisterEntry
from saraban.services import journal
from workflow import sentences, states
from workflow.access import may_receive, require
from workflow.models import Purpose, Step
from workflow.services.destinations import Destination, has_clerk
from workflow.states import Action, State


def lock_letter(letter: Letter) -> Letter:
    """Take hold of a letter's row: whoever acts on the same letter waits here."""
    return Letter.objects.select_for_update(of=("self",)).select_related("office").get(pk=letter.pk)


def lock(step: Step) -> Step:
    """Take hold of a step, the letter's row first, and return it as it is now."""
    letter = lock_letter(step.letter)
    found = Step.objects.select_for_update(of=("self",)).for_page().get(pk=step.pk)
    found.letter = letter
    return found


def in_hand(step: Step, action: Action, *, by: Actor, at: dt.datetime) -> None:
    """Make sure the step has been received; who needs no number receives by acting.

    Refused where the office's register must give its number first.
    """
    if step.state != State.SENT or states.allows(step.state, action):
        return
    if needs_number(step, by=by):
        raise Refusal(sentences.not_entered(step, action))
    receive_by_hand(step, by=by, at=at)


def receive_by_hand(step: Step, *, by: Actor, at: dt.datetime) -> None:
    """Receive without a number, and note it."""
    require(may_receive(by, step), step)
    mark_received(step, entry=None, by=by, at=at)
    journal.note(step.letter, Event.Verb.RECEIVED, by=by, at=at, step=step.pk)


def mark_received(step: Step, *, entry: RegisterEntry | None, by: Actor, at: dt.datetime) -> None:
    """Say on the step that it was received, by whom, and with which number of the office."""
    changes = {"received_by": by.user, "received_as": by.post, "received_at": at, "entry": entry}
    move(step, Action.RECEIVE, at=at, **changes)


def needs_number(step: Step, *, by: Actor) -> bool:
    """Say whether the receiving office's register must enter the letter before anybody acts.

    Not a draft, not what the office wrote or has entered already; not what a director or
    officer was sent in person; not where nobody keeps a register that day.
    """
    letter = step.letter
    is_own = letter.office_id == step.office_id and letter.direction != Direction.INCOMING
    if letter.is_draft or is_own or is_entered(step):
        return False
    is_in_person = step.person_id == by.user.pk
    return by.is_clerk or (not is_in_person and has_clerk(step.office, on=by.day))


def is_entered(step: Step) -> bool:
    """Say whether the step's office has given the letter a receiving number."""
    return RegisterEntry.objects.filter(
        letter=step.letter_id,
        register__office=step.office_id,
        register__kind=Register.Kind.INCOMING,
    ).exists()


def end(step: Step, action: Action, *, by: Actor, at: dt.datetime, reason: str = "") -> None:
    """End a step by an action, and say who did it."""
    changes = {"done_by": by.user, "done_as": by.post, "done_at": at, "reason": reason}
    move(step, action, at=at, **changes)


def move(step: Step, action: Action, *, at: dt.datetime, **changes: object) -> None:
    """Move a step on as the table allows. Whoever comes too late is told who came first."""
    if not states.allows(step.state, action):
        raise Refusal(sentences.too_late(step, action, at=at))
    new = states.after(step.state, action)
    rows = Step.objects.filter(pk=step.pk, state=step.state)
    if not rows.update(state=new, **changes):
        raise Refusal(sentences.too_late(Step.objects.for_page().get(pk=step.pk), action, at=at))
    step.state = new
    for name, value in changes.items():
        setattr(step, name, value)


def open_at(
    letter: Letter,
    destination: Destination,
    *,
    by: Actor,
    at: dt.datetime,
    purpose: Purpose,
    note: str = "",
    due_at: dt.datetime | None = None,
    previous: Step | None = None,
) -> Step:
    """Lay the letter on the desk it goes to. Refused where it waits already."""
    waiting = waiting_at(letter, destination)
    if waiting is not None:
        raise Refusal(sentences.already_there(waiting, at=at))
    return Step.objects.create(
        letter=letter,
        office=destination.office,
        person=destination.person,
        purpose=purpose,
        sent_by=by.user,
        sent_as=by.post,
        sent_from=by.office,
        sent_at=at,
        note=note,
        due_at=due_at,
        previous=previous,
    )


def waiting_at(letter: Letter, destination: Destination) -> Step | None:
    """Return the step by which the letter waits at this very desk already, if it does."""
    waiting = Step.objects.waiting().for_page().filter(letter=letter)
    return waiting.filter(office=destination.office, person=destination.person).first()


def admit(letter: Letter, destination: Destination, *, at: dt.datetime) -> list[int]:
    """Let whoever the letter was sent to see it; return the readers that are new.

    A letter that is ลับ or above is opened to the person named, or to the secret registrar of
    the office, and to nobody else.
    """
    reader = _reader(letter, destination)
    fresh = reading.grant(letter, reader, basis=Access.Basis.HOLDER, at=at)
    return [principal.pk for principal in fresh]


def _reader(letter: Letter, destination: Destination) -> Principal:
    if letter.is_secret and destination.person is not None:
        return reading.person(destination.person)
    return reading.readers_in(destination.office, secrecy=letter.secrecy)
