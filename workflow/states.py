"""What may follow what on the route: a table, so that nobody asks about a state in an ``if``."""

from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from saraban.errors import Refusal


class State(models.TextChoices):
    """How far a step has come."""

    SENT = "sent", _("ส่งแล้ว รอลงรับ")
    RECEIVED = "received", _("รับแล้ว")
    DONE = "done", _("ดำเนินการแล้ว")
    RETURNED = "returned", _("คืนเรื่องแล้ว")
    TAKEN_BACK = "taken_back", _("ถูกดึงกลับแล้ว")


class Action(models.TextChoices):
    """What can be done to a step."""

    RECEIVE = "receive", _("ลงรับ")
    ENDORSE = "endorse", _("เกษียนหรือสั่งการ")
    ACKNOWLEDGE = "acknowledge", _("รับทราบ")
    FORWARD = "forward", _("ส่งต่อ")
    SIGN = "sign", _("ลงนาม")
    RETURN = "return", _("คืนเรื่อง")
    TAKE_BACK = "take_back", _("ดึงกลับ")
    CLOSE = "close", _("จบงาน")


OPEN = (State.SENT, State.RECEIVED)

TRANSITIONS: dict[tuple[State, Action], State] = {
    (State.SENT, Action.RECEIVE): State.RECEIVED,
    (State.SENT, Action.TAKE_BACK): State.TAKEN_BACK,
    (State.RECEIVED, Action.ENDORSE): State.RECEIVED,
    (State.RECEIVED, Action.ACKNOWLEDGE): State.DONE,
    (State.RECEIVED, Action.FORWARD): State.DONE,
    (State.RECEIVED, Action.SIGN): State.DONE,
    (State.RECEIVED, Action.RETURN): State.RETURNED,
    (State.RECEIVED, Action.CLOSE): State.DONE,
}


def allows(state: str, action: Action) -> bool:
    """Say whether ``action`` may follow from this state."""
    return (State(state), action) in TRANSITIONS


def after(state: str, action: Action) -> State:
    """Return the state that ``action`` leads to. Refuses what the table does not list."""
    if not allows(state, action):
        raise Refusal(
            _t("%(action)sไม่ได้ เพราะหนังสือ%(state)s")
            % {"action": action.label, "state": State(state).label}
        )
    return TRANSITIONS[State(state), action]
