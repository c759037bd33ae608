"""Moving a letter from desk to desk: sending, receiving, returning, taking back, closing."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from saraban import access as reading
from saraban.access import Act, Actor
from saraban.errors import Refusal
from saraban.models import Event, Letter, Office, User
from saraban.services import journal, registration
from saraban.services.transactions import in_one_act
from workflow import sentences
from workflow.access import may_answer, may_begin, may_receive, may_take_back, require
from workflow.models import Purpose, Step
from workflow.services import steps
from workflow.services.passing import dispatch, note_step, pass_on, reopen
from workflow.services.writing import endorse, instruct
from workflow.states import Action, State

__all__ = [
    "close",
    "endorse",
    "forward",
    "give_back",
    "instruct",
    "receive",
    "send",
    "take_back",
]


@in_one_act
def send(
    letter: Letter,
    *,
    to: Office,
    by: Actor,
    at: dt.datetime,
    person: User | None = None,
    purpose: str = Purpose.CONSIDERATION,
    note: str = "",
    due_at: dt.datetime | None = None,
) -> Step:
    """Send a letter to an office, or to a person in it; return the step that now waits there.

    Only by whoever has it on the desk (then it leaves that desk) or by the office it belongs
    to. To another agency goes a copy of an issued outgoing letter: the step returned is then
    the copy's, at that agency's central registry. Refused: a closed matter, a place where it
    waits already, and wherever it could not arrive.
    """
    reading.require(by, Act.HANDLE, letter)
    fresh = steps.lock_letter(letter)
    own = _own_step(fresh, by)
    if own is not None:
        return forward(
            own, to=to, by=by, at=at, person=person, purpose=purpose, note=note, due_at=due_at
        )
    if not may_begin(by, fresh):
        raise PermissionDenied(_("หนังสือฉบับนี้ไม่ได้รออยู่ที่ท่าน จึงส่งไม่ได้"))
    return dispatch(
        fresh,
        verb=Event.Verb.SENT,
        to=to,
        by=by,
        at=at,
        person=person,
        purpose=purpose,
        note=note,
        due_at=due_at,
    )


@in_one_act
def receive(step: Step, *, by: Actor, at: dt.datetime) -> Step:
    """Receive a letter that was sent here: a clerk with the office's own next number.

    Whom it was sent to in person receives without a number; so does everybody where the office
    has entered the letter already, wrote it itself, or keeps no register that day.
    """
    reading.require(by, Act.HANDLE, step.letter)
    step = steps.lock(step)
    require(may_receive(by, step), step)
    if step.state != State.SENT:
        raise Refusal(sentences.too_late(step, Action.RECEIVE, at=at))
    if not steps.needs_number(step, by=by):
        steps.receive_by_hand(step, by=by, at=at)
        return step
    if not by.is_clerk:
        raise Refusal(sentences.not_entered(step, Action.RECEIVE))
    entry = registration.enter_received(step.letter, by=by, at=at)
    steps.mark_received(step, entry=entry, by=by, at=at)
    return step


@in_one_act
def forward(
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
    """Send a letter on from this desk; return the step that now waits at the next.

    Refused: a step that is not received, was taken back or has gone on; a closed matter.
    """
    reading.require(by, Act.HANDLE, step.letter)
    step = steps.lock(step)
    require(may_answer(by, step), step)
    return pass_on(
        step, to=to, by=by, at=at, person=person, purpose=purpose, note=note, due_at=due_at
    )


@in_one_act
def give_back(step: Step, *, by: Actor, at: dt.datetime, reason: str) -> Step:
    """Return a letter to who sent it, with the reason; return the step that waits there now.

    A copy that came from another agency goes back as a step of their own letter: neither side
    sees the other's notes, only the reason.
    """
    reading.require(by, Act.HANDLE, step.letter)
    _refuse_silence(reason, _("โปรดระบุเหตุผลที่คืนเรื่อง ผู้ส่งจะได้แก้ไขได้ถูก"))
    step = steps.lock(step)
    require(may_answer(by, step), step)
    if step.is_arrival:
        raise Refusal(_("หนังสือฉบับนี้ลงทะเบียนรับที่หน่วยงานนี้เอง จึงไม่มีผู้ส่งให้คืนเรื่อง"))
    steps.in_hand(step, Action.RETURN, by=by, at=at)
    steps.end(step, Action.RETURN, by=by, at=at, reason=reason)
    note_step(step.letter, Event.Verb.RETURNED, step, by=by, at=at, reason=reason)
    return reopen(step, by=by, at=at, note=reason)


@in_one_act
def take_back(step: Step, *, by: Actor, at: dt.datetime, reason: str) -> Step:
    """Take a letter back before it was received; return the step on the sender's own desk.

    Only for who sent it, or a clerk of that office. Refused once the other side has received.
    """
    reading.require(by, Act.HANDLE, step.letter)
    _refuse_silence(reason, _("โปรดระบุเหตุผลที่ดึงกลับ"))
    step = steps.lock(step)
    if not may_take_back(by, step):
        raise PermissionDenied(_("ดึงกลับได้เฉพาะผู้ส่งหรือเจ้าหน้าที่สารบรรณของหน่วยงานที่ส่ง"))
    steps.end(step, Action.TAKE_BACK, by=by, at=at, reason=reason)
    note_step(step.letter, Event.Verb.TAKEN_BACK, step, by=by, at=at, reason=reason)
    back = reopen(step, by=by, at=at, note="")
    if back.state == State.SENT and may_answer(by, back):
        steps.receive_by_hand(back, by=by, at=at)
    return back


@in_one_act
def close(letter: Letter, *, by: Actor, at: dt.datetime) -> Letter:
    """End the work on this desk; if nothing waits elsewhere, the whole matter is closed.

    Only for who has the letter on the desk, or for the office it belongs to. What went out for
    information only does not hold a matter open. Refused where nothing is left to end here
    while the letter still waits somewhere else, and where it is closed already.
    """
    reading.require(by, Act.CLOSE, letter)
    fresh = steps.lock_letter(letter)
    if fresh.closed_at is not None:
        raise Refusal(sentences.closed(fresh, Action.CLOSE, at=at))
    mine, elsewhere = _split(fresh, by)
    if not mine and not may_begin(by, fresh):
        raise PermissionDenied(_("หนังสือฉบับนี้ไม่ได้รออยู่ที่ท่าน จึงปิดเรื่องไม่ได้"))
    if not mine and elsewhere:
        raise Refusal(
            _("หนังสือยังรออยู่ที่ %(place)s จึงปิดเรื่องไม่ได้ โปรดรอผลหรือติดต่อหน่วยงานนั้น")
            % {"place": ", ".join(step.label for step in elsewhere)}
        )
    for step in mine:
        steps.in_hand(step, Action.CLOSE, by=by, at=at)
        steps.end(step, Action.CLOSE, by=by, at=at)
    if not elsewhere:
        fresh.closed_at = at
        fresh.save(update_fields=["closed_at"])
    ended = [step.pk for step in mine]
    journal.note(fresh, Event.Verb.CLOSED, by=by, at=at, steps=ended, whole=not elsewhere)
    return fresh


def _own_step(letter: Letter, by: Actor) -> Step | None:
    """Return the step by which the letter waits at the post acted in, if it does."""
    waiting = Step.objects.waiting().for_page().filter(letter=letter, office=by.office)
    for step in waiting:
        step.letter = letter
    return next((step for step in waiting if may_answer(by, step)), None)


def _split(letter: Letter, by: Actor) -> tuple[list[Step], list[Step]]:
    """Return the open steps this post answers for, and those that keep the matter open."""
    waiting = list(Step.objects.waiting().for_page().filter(letter=letter))
    for step in waiting:
        step.letter = letter
    mine = [step for step in waiting if may_answer(by, step)]
    others = [step for step in waiting if step not in mine]
    return mine, [step for step in others if step.purpose != Purpose.INFORMATION]


def _refuse_silence(reason: str, sentence: str) -> None:
    if not reason.strip():
        raise Refusal(sentence)
