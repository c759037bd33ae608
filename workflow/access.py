"""Whose desk a step stands on, and what the post acted in may do with it there."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from saraban.access import ALLOWED, Act, Actor
from saraban.models import Letter, Role
from workflow.models import Purpose, Step

HANDLING = tuple(role for role, acts in ALLOWED.items() if Act.HANDLE in acts)


def may_receive(actor: Actor, step: Step) -> bool:
    """Say whether the step may be received in this post: by whom it was sent to, or a clerk."""
    return may_answer(actor, step) or (actor.is_clerk and _is_here(actor, step))


def may_answer(actor: Actor, step: Step) -> bool:
    """Say whether this post answers for the step: it went to the office, or to this person.

    What is secret and went to an office waits for its secret registrar alone.
    """
    if not _is_here(actor, step):
        return False
    if step.person_id is not None:
        return step.person_id == actor.user.pk
    return not step.letter.is_secret or actor.role == Role.SECRET_REGISTRAR


def may_take_back(actor: Actor, step: Step) -> bool:
    """Say whether this post speaks for the sender: who sent it, or a clerk of that office."""
    is_sender = step.sent_by_id == actor.user.pk or actor.is_clerk
    return Act.HANDLE in actor.acts and step.sent_from_id == actor.office.pk and is_sender


def may_begin(actor: Actor, letter: Letter) -> bool:
    """Say whether this post may send the letter without having it on the desk: its owner."""
    return Act.HANDLE in actor.acts and letter.office_id == actor.office.pk


def may_instruct(actor: Actor) -> bool:
    """Say whether this post decides: instructions and verdicts are a director's."""
    return actor.role == Role.DIRECTOR


def may_sign(actor: Actor, letter: Letter, waiting: Iterable[Step]) -> bool:
    """Say whether this post signs the draft: it is the letter's signer, or was asked to sign.

    ``waiting`` are the steps by which the letter waits at this post.
    """
    if Act.SIGN not in actor.acts or not letter.is_draft:
        return False
    is_asked = any(step.purpose == Purpose.SIGNATURE for step in waiting if step.is_open)
    return is_asked or letter.signer_id == actor.post.pk


def require(is_allowed: bool, step: Step) -> None:
    """Refuse with 403 whoever does not answer for the step, and say who does."""
    if not is_allowed:
        raise PermissionDenied(
            _("หนังสือฉบับนี้รออยู่ที่ %(place)s ตำแหน่งที่ท่านปฏิบัติหน้าที่อยู่ทำรายการนี้ไม่ได้") % {"place": step.label}
        )


def _is_here(actor: Actor, step: Step) -> bool:
    return Act.HANDLE in actor.acts and step.office_id == actor.office.pk
