"""Writing on a letter: notes that put it before somebody, and the orders of who decides."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from saraban import access as reading
from saraban.access import Act, Actor
from saraban.errors import Refusal
from saraban.models import Event, Office, User
from saraban.services import journal
from saraban.services.transactions import in_one_act
from workflow.access import may_answer, may_instruct, require
from workflow.models import Endorsement, Purpose, Step, Verdict
from workflow.services import steps
from workflow.services.passing import pass_on
from workflow.states import Action


@dataclass(frozen=True)
class Onward:
    """Where the letter goes in the same act, if anywhere."""

    to: Office | None
    person: User | None
    purpose: str


@in_one_act
def endorse(
    step: Step,
    *,
    by: Actor,
    at: dt.datetime,
    text: str,
    verdict: str = "",
    to: Office | None = None,
    person: User | None = None,
    purpose: str = Purpose.CONSIDERATION,
) -> Endorsement:
    """Write on the letter (เกษียน), and send it on if a place is given.

    The only verdict of somebody who does not decide is ทราบ; on a letter sent for information
    it ends the step. Refused: words and verdict both empty.
    """
    if verdict not in {"", Verdict.NOTED}:
        raise PermissionDenied(_("เฉพาะผู้บริหารเท่านั้นที่สั่งการหรือให้ความเห็นชอบได้"))
    return _write(
        step, Endorsement.Kind.ENDORSEMENT, by, at, text, verdict, Onward(to, person, purpose)
    )


@in_one_act
def instruct(
    step: Step,
    *,
    by: Actor,
    at: dt.datetime,
    text: str = "",
    verdict: str = "",
    to: Office | None = None,
    person: User | None = None,
    purpose: str = Purpose.CONSIDERATION,
) -> Endorsement:
    """Give an order or a verdict on the letter (สั่งการ), and send it on if a place is given.

    Only for directors. Verdict and words are bound into the journal.
    """
    if not may_instruct(by):
        raise PermissionDenied(_("เฉพาะผู้บริหารเท่านั้นที่สั่งการหรือให้ความเห็นชอบได้"))
    return _write(
        step, Endorsement.Kind.INSTRUCTION, by, at, text, verdict, Onward(to, person, purpose)
    )


def _write(
    step: Step,
    kind: Endorsement.Kind,
    by: Actor,
    at: dt.datetime,
    text: str,
    verdict: str,
    then: Onward,
) -> Endorsement:
    reading.require(by, Act.HANDLE, step.letter)
    if not text.strip() and not verdict:
        raise Refusal(_("โปรดเขียนข้อความหรือเลือกผลการพิจารณา"))
    step = steps.lock(step)
    require(may_answer(by, step), step)
    steps.in_hand(step, Action.ENDORSE, by=by, at=at)
    is_done = then.to is None and verdict == Verdict.NOTED and step.purpose == Purpose.INFORMATION
    if is_done:
        steps.end(step, Action.ACKNOWLEDGE, by=by, at=at)
    else:
        steps.move(step, Action.ENDORSE, at=at)
    written = Endorsement.objects.create(
        letter=step.letter,
        step=step,
        kind=kind,
        verdict=verdict,
        text=text,
        written_by=by.user,
        written_as=by.post,
        written_at=at,
    )
    _note_words(written, by=by, at=at, is_done=is_done)
    if then.to is not None:
        pass_on(step, to=then.to, by=by, at=at, person=then.person, purpose=then.purpose)
    return written


def _note_words(written: Endorsement, *, by: Actor, at: dt.datetime, is_done: bool) -> None:
    """Bind what was written into the journal: the verdict itself, the words by their hash."""
    is_order = written.kind == Endorsement.Kind.INSTRUCTION
    journal.note(
        written.letter,
        Event.Verb.INSTRUCTED if is_order else Event.Verb.ENDORSED,
        by=by,
        at=at,
        endorsement=written.pk,
        step=written.step_id,
        verdict=written.verdict,
        words=hashlib.sha256(written.text.encode()).hexdigest(),
        done=is_done,
    )
