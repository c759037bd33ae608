"""The acts open to somebody on a letter now: exactly those the services would not refuse."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from saraban import access as reading
from saraban.access import Act, Actor
from saraban.models import Letter
from workflow.access import (
    may_answer,
    may_begin,
    may_instruct,
    may_receive,
    may_sign,
    may_take_back,
)
from workflow.models import Purpose, Step
from workflow.services import steps as doing
from workflow.states import State

KEYS = {"endorse": "KeyE", "forward": "KeyF", "send": "KeyF"}


@dataclass(frozen=True)
class Choice:
    """One act: its address, the words on its button, and whether it is done with one press."""

    name: str
    url: str
    label: str
    is_at_once: bool = False

    @property
    def key(self) -> str:
        """The key that chooses it, as keyboards call it; empty for none."""
        return KEYS.get(self.name, "")


def acts_for(actor: Actor, letter: Letter) -> list[Choice]:
    """Return what the actor may do with a letter now, the main act first; a closed desk has none.

    A fixed number of queries.
    """
    if Act.HANDLE not in actor.acts or not reading.can_see(actor, letter):
        return []
    waiting = list(Step.objects.waiting().for_page().filter(letter=letter))
    for step in waiting:
        step.letter = letter
    here = [step for step in waiting if may_receive(actor, step)]
    chosen = here[0] if here else None
    own = _on_desk(actor, chosen) if chosen else _without_a_desk(actor, letter)
    back = [
        _choice("take_back", step.pk, _("ดึงกลับจาก %(place)s") % {"place": step.label})
        for step in waiting
        if step.state == State.SENT and may_take_back(actor, step) and step != chosen
    ]
    return [*own, *back]


def _on_desk(actor: Actor, step: Step) -> list[Choice]:
    """Return the acts on a step that waits here, the one it was sent for first."""
    if step.state == State.SENT and doing.needs_number(step, by=actor):
        return _at_the_counter(actor, step)
    if not may_answer(actor, step):
        is_new = step.state == State.SENT
        return [_choice("receive", step.pk, _("ลงรับ"), is_at_once=True)] if is_new else []
    found = [_the_main(actor, step)]
    found += [choice for choice in _the_usual(actor, step) if choice.name != found[0].name]
    return found


def _at_the_counter(actor: Actor, step: Step) -> list[Choice]:
    """Return what can be done before the office has entered the letter: its clerk enters it."""
    if not actor.is_clerk:
        return []
    return [_choice("receive", step.pk, _("ลงรับ"), is_at_once=True)]


def _the_main(actor: Actor, step: Step) -> Choice:
    if may_sign(actor, step.letter, [step]):
        return _choice("sign", step.letter_id, _("ลงนามและส่งต่อ"))
    if step.purpose == Purpose.INFORMATION:
        return _choice("acknowledge", step.pk, _("รับทราบ"), is_at_once=True)
    if may_instruct(actor):
        return _choice("endorse", step.pk, _("สั่งการ"))
    return _choice("forward", step.pk, _("ส่งต่อ"))


def _the_usual(actor: Actor, step: Step) -> list[Choice]:
    is_open = step.letter.closed_at is None
    written = _("สั่งการ") if may_instruct(actor) else _("เกษียน")
    found = [_choice("endorse", step.pk, written)]
    found += [_choice("forward", step.pk, _("ส่งต่อ"))] if is_open else []
    found += [] if step.is_arrival else [_choice("give_back", step.pk, _("คืนเรื่อง"))]
    found += [_choice("close", step.letter_id, _("จบงาน"))] if is_open else []
    return found


def _without_a_desk(actor: Actor, letter: Letter) -> list[Choice]:
    """Return what the office a letter belongs to may do while it waits elsewhere or nowhere."""
    if letter.closed_at is not None or not may_begin(actor, letter):
        return []
    found = [_choice("sign", letter.pk, _("ลงนามและส่งต่อ"))] if may_sign(actor, letter, []) else []
    found.append(_choice("send", letter.pk, _("ส่งหนังสือ")))
    waits = Step.objects.waiting().filter(letter=letter).exclude(purpose=Purpose.INFORMATION)
    is_begun = letter.steps.exists() or not letter.is_draft
    return [*found, *([] if waits.exists() or not is_begun else [_close(letter)])]


def _close(letter: Letter) -> Choice:
    return _choice("close", letter.pk, _("ปิดเรื่อง"))


def _choice(name: str, pk: int, label: str, *, is_at_once: bool = False) -> Choice:
    return Choice(name, reverse(name, args=[pk]), label, is_at_once)
