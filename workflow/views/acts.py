"""One page for each act on a letter: what it is about in sight, one form, one main button."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saraban import access
from saraban.forms.once import OnceForm
from saraban.http import OfficeRequest, form_page, posted, submit
from saraban.models import Letter
from workflow import selectors, sentences, states
from workflow.access import may_instruct
from workflow.forms import AcknowledgeForm, ReasonForm, SendForm, writing_form
from workflow.models import Endorsement, Step, Verdict
from workflow.services import routing
from workflow.states import Action, State
from workflow.views.leaf import leaf_of

Done = TypeVar("Done")
GET_AND_POST = require_http_methods(["GET", "POST"])


@GET_AND_POST
def receive(request: OfficeRequest, pk: int) -> HttpResponse:
    """Receive a letter with the office's own number, or without one where none is due."""
    step = selectors.step_in_view(request.actor, pk)
    if (late := _too_late(request, step, Action.RECEIVE)) is not None:
        return late
    form = OnceForm(posted(request))
    then = _told(request, step.letter, _received)
    answer = submit(request, form, routing.receive, then=then, step=step)
    return answer or _page(request, form, step.letter, _("ลงรับหนังสือ"), _("ลงรับ"), step=step)


@GET_AND_POST
def acknowledge(request: OfficeRequest, pk: int) -> HttpResponse:
    """Note what was sent for information: it leaves the desk."""
    step = selectors.step_in_view(request.actor, pk)
    if (late := _too_late(request, step, Action.ACKNOWLEDGE)) is not None:
        return late
    form = AcknowledgeForm(posted(request))
    service = routing.instruct if may_instruct(request.actor) else routing.endorse
    then = _told(request, step.letter, lambda _written: _("รับทราบแล้ว"))
    answer = submit(request, form, service, then=then, step=step, verdict=Verdict.NOTED)
    return answer or _page(request, form, step.letter, _("รับทราบ"), _("รับทราบ"), step=step)


@GET_AND_POST
def endorse(request: OfficeRequest, pk: int) -> HttpResponse:
    """Write on a letter: a director's order, anybody else's note; and send it on if wanted."""
    step = selectors.step_in_view(request.actor, pk)
    if (late := _too_late(request, step, Action.ENDORSE)) is not None:
        return late
    form = writing_form(request.actor)(posted(request), actor=request.actor, letter=step.letter)
    is_order = may_instruct(request.actor)
    service = routing.instruct if is_order else routing.endorse
    answer = submit(request, form, service, then=_told(request, step.letter, _written), step=step)
    title, button = (_("สั่งการ"), _("สั่งการ")) if is_order else (_("เกษียนหนังสือ"), _("เกษียน"))
    return answer or _page(request, form, step.letter, title, button, step=step)


@GET_AND_POST
def forward(request: OfficeRequest, pk: int) -> HttpResponse:
    """Send a letter on from this desk."""
    step = selectors.step_in_view(request.actor, pk)
    if (late := _too_late(request, step, Action.FORWARD)) is not None:
        return late
    form = SendForm(posted(request), actor=request.actor, letter=step.letter)
    then = _told(request, step.letter, _forwarded)
    answer = submit(request, form, routing.forward, then=then, step=step)
    return answer or _page(request, form, step.letter, _("ส่งต่อหนังสือ"), _("ส่งต่อ"), step=step)


@GET_AND_POST
def give_back(request: OfficeRequest, pk: int) -> HttpResponse:
    """Return a letter to who sent it, with the reason."""
    step = selectors.step_in_view(request.actor, pk)
    if (late := _too_late(request, step, Action.RETURN)) is not None:
        return late
    form = ReasonForm(posted(request))
    then = _told(request, step.letter, _returned)
    answer = submit(request, form, routing.give_back, then=then, step=step)
    return answer or _page(request, form, step.letter, _("คืนเรื่อง"), _("คืนเรื่อง"), step=step)


@GET_AND_POST
def take_back(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take a letter back before the other side has received it."""
    step = selectors.step_for_sender(request.actor, pk)
    if (late := _too_late(request, step, Action.TAKE_BACK)) is not None:
        return late
    form = ReasonForm(posted(request))
    then = _told(request, step.letter, _taken_back)
    answer = submit(request, form, routing.take_back, then=then, step=step)
    return answer or _page(request, form, step.letter, _("ดึงหนังสือกลับ"), _("ดึงกลับ"), step=step)


@GET_AND_POST
def send(request: OfficeRequest, pk: int) -> HttpResponse:
    """Send a letter of one's office to a first place, or to one more."""
    letter = access.letter_for(request.actor, pk)
    access.require(request.actor, access.Act.HANDLE, letter)
    form = SendForm(posted(request), actor=request.actor, letter=letter)
    then = _told(request, letter, _sent)
    answer = submit(request, form, routing.send, then=then, letter=letter)
    return answer or _page(request, form, letter, _("ส่งหนังสือ"), _("ส่งหนังสือ"))


@GET_AND_POST
def close(request: OfficeRequest, pk: int) -> HttpResponse:
    """End the work on this desk, and the matter if nothing waits elsewhere."""
    letter = access.letter_for(request.actor, pk)
    access.require(request.actor, access.Act.CLOSE, letter)
    form = OnceForm(posted(request))
    answer = submit(
        request, form, routing.close, then=_told(request, letter, _closed), letter=letter
    )
    return answer or _page(request, form, letter, _("จบงาน"), _("จบงาน"))


def _page(
    request: OfficeRequest,
    form: forms.Form,
    letter: Letter,
    title: str,
    button: str,
    *,
    step: Step | None = None,
) -> HttpResponse:
    """Show the form of an act beside the letter."""
    known: dict[str, Any] = {"letter": letter, "step": step, "title": title, "button": button}
    return form_page(request, "workflow/act.html", form, **known, **leaf_of(letter))


def _too_late(request: OfficeRequest, step: Step, action: Action) -> HttpResponse | None:
    """Lead whoever opens the page of an act that is past back to the letter, and say why."""
    is_past = not step.is_open or (action == Action.TAKE_BACK and step.state != State.SENT)
    if request.method == "POST" or not is_past or states.allows(step.state, action):
        return None
    messages.warning(request, sentences.too_late(step, action, at=timezone.now()))
    return redirect(step.letter)


def _told(
    request: OfficeRequest, letter: Letter, words: Callable[[Done], str]
) -> Callable[[Done], str]:
    """Return what follows an act: a sentence that says what is now true, above the letter."""

    def then(done: Done) -> str:
        messages.success(request, words(done))
        return letter.get_absolute_url()

    return then


def _received(step: Step) -> str:
    if step.entry is None:
        return _("รับหนังสือแล้ว")
    return _("ลงรับแล้ว เลขที่ %(number)s") % {"number": step.entry.number}


def _written(written: Endorsement) -> str:
    is_order = written.kind == Endorsement.Kind.INSTRUCTION
    said = _("สั่งการแล้ว") if is_order else _("เกษียนแล้ว")
    next_step = Step.objects.filter(previous=written.step).for_page().first()
    if next_step is None:
        return said
    return _("%(said)s และส่งต่อถึง %(place)s") % {"said": said, "place": sentences.arrived(next_step)}


def _forwarded(step: Step) -> str:
    return _("ส่งต่อแล้วถึง %(place)s") % {"place": sentences.arrived(step)}


def _sent(step: Step) -> str:
    return _("ส่งแล้วถึง %(place)s") % {"place": sentences.arrived(step)}


def _returned(step: Step) -> str:
    return _("คืนเรื่องแล้วไปที่ %(place)s") % {"place": step.label}


def _taken_back(step: Step) -> str:
    return _("ดึงกลับแล้ว หนังสืออยู่ที่ %(place)s") % {"place": step.label}


def _closed(letter: Letter) -> str:
    if letter.closed_at is not None:
        return _("ปิดเรื่องแล้ว")
    return _("จบงานของท่านแล้ว เรื่องยังรออยู่ที่หน่วยงานอื่น")
