"""What is said to a person about a step: whole Thai sentences that name who, what and when."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from saraban import thai
from saraban.models import Letter
from workflow.models import Purpose, Step
from workflow.states import Action, State


def when(moment: dt.datetime, *, at: dt.datetime) -> str:
    """Say when something was: the hour alone if it was today, else the day and the hour."""
    if timezone.localdate(moment) == timezone.localdate(at):
        return f"{moment.astimezone(thai.BANGKOK):%H.%M} น."
    return thai.format_moment(moment)


def day_or_hour(moment: dt.datetime, *, at: dt.datetime) -> str:
    """Say when something was, in the least room: the hour if it was today, else the day."""
    day = timezone.localdate(moment)
    return when(moment, at=at) if day == timezone.localdate(at) else thai.format_date(day)


def too_late(step: Step, action: Action, *, at: dt.datetime) -> str:
    """Say why ``action`` cannot be done: who did what before, when, and what to do now."""
    return _HAPPENED[State(step.state)](step, str(Action(action).label), at)


def closed(letter: Letter, action: Action, *, at: dt.datetime) -> str:
    """Say that the matter was closed, and what to do instead."""
    closed_at = letter.closed_at or at
    return _("เรื่องนี้ปิดแล้วเมื่อ %(when)s จึง%(action)sไม่ได้ โปรดทำหนังสือฉบับใหม่อ้างถึงฉบับนี้") % {
        "when": when(closed_at, at=at),
        "action": Action(action).label,
    }


def not_entered(step: Step, action: Action) -> str:
    """Say that the office has to give its receiving number first."""
    return _("หนังสือยังไม่ได้ลงรับ จึง%(action)sไม่ได้ โปรดให้เจ้าหน้าที่สารบรรณของ %(place)s ลงรับก่อน") % {
        "action": Action(action).label,
        "place": step.office.label,
    }


def already_there(step: Step, *, at: dt.datetime) -> str:
    """Say that the letter waits there already, since when."""
    return _("หนังสือฉบับนี้รออยู่ที่ %(place)s แล้วตั้งแต่ %(when)s โปรดเลือกผู้รับอื่น") % {
        "place": step.label,
        "when": when(step.sent_at, at=at),
    }


def arrived(step: Step) -> str:
    """Say where a letter has gone: ``กองช่าง เพื่อพิจารณา``."""
    return f"{step.label} {Purpose(step.purpose).label}"


def due(moment: dt.datetime | None, *, at: dt.datetime) -> tuple[str, str]:
    """Say by when something is wanted, as on a desk: the words that count, and a second line."""
    if moment is None:
        return "", ""
    day, today = timezone.localdate(moment), timezone.localdate(at)
    days, written = (day - today).days, thai.format_date(day)
    if moment < at:
        late = _("เกินกำหนด %(days)s วัน") % {"days": -days} if days else _("เกินกำหนด")
        return late, written if days else when(moment, at=at)
    if days:
        return written, _("อีก %(days)s วัน") % {"days": days}
    return _("ภายใน %(hour)s") % {"hour": when(moment, at=at)}, _("วันนี้")


def _sent(step: Step, action: str, at: dt.datetime) -> str:
    return _("หนังสือส่งถึง %(place)s เมื่อ %(when)s และยังไม่ได้ลงรับ จึง%(action)sไม่ได้ โปรดลงรับก่อน") % {
        "place": step.label,
        "when": when(step.sent_at, at=at),
        "action": action,
    }


def _received(step: Step, action: str, at: dt.datetime) -> str:
    return _(
        "หนังสือฉบับนี้ลงรับแล้วเมื่อ %(when)s โดย %(person)s (%(place)s) จึง%(action)sไม่ได้ "
        "โปรดติดต่อ %(place)s"
    ) % {
        "when": when(step.received_at or at, at=at),
        "person": step.received_by,
        "place": step.office.label,
        "action": action,
    }


def _done(step: Step, action: str, at: dt.datetime) -> str:
    return _(
        "หนังสือฉบับนี้ %(person)s ดำเนินการแล้วเมื่อ %(when)s จึง%(action)sไม่ได้ โปรดดูทางเดินหนังสือว่าขณะนี้อยู่ที่ใด"
    ) % {"person": step.done_by, "when": when(step.done_at or at, at=at), "action": action}


def _returned(step: Step, action: str, at: dt.datetime) -> str:
    return _("หนังสือฉบับนี้ %(person)s คืนเรื่องแล้วเมื่อ %(when)s จึง%(action)sไม่ได้ โปรดติดต่อ %(place)s") % {
        "person": step.done_by,
        "when": when(step.done_at or at, at=at),
        "action": action,
        "place": step.sent_from.label,
    }


def _taken_back(step: Step, action: str, at: dt.datetime) -> str:
    return _(
        "หนังสือฉบับนี้ถูกดึงกลับแล้วเมื่อ %(when)s โดย %(person)s (%(place)s) จึง%(action)sไม่ได้ "
        "โปรดติดต่อ %(place)s"
    ) % {
        "when": when(step.done_at or at, at=at),
        "person": step.done_by,
        "place": step.sent_from.label,
        "action": action,
    }


_HAPPENED = {
    State.SENT: _sent,
    State.RECEIVED: _received,
    State.DONE: _done,
    State.RETURNED: _returned,
    State.TAKEN_BACK: _taken_back,
}
