"""The start page: what waits for the person at work, and what they can still take back."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saraban.http import OfficeRequest, key_in
from saraban.models import Letter, Urgency
from workflow import selectors, sentences
from workflow.models import Purpose, Step, StepQuerySet
from workflow.states import State

ROWS = 50
OVERDUE = "overdue"


@dataclass(frozen=True)
class Row:
    """One line of the desk, in words."""

    step: Step
    number: str
    number_note: str
    state: str
    when: str
    when_note: str
    is_late: bool

    @property
    def letter(self) -> Letter:
        return self.step.letter


@require_safe
def desk(request: OfficeRequest) -> HttpResponse:
    """Show what waits at the post acted in: most urgent first, then due, then oldest."""
    at = timezone.now()
    only, skipped = request.GET.get("only", ""), key_in(request.GET, "skip") or 0
    steps = _only(selectors.desk_of(request.actor), only, at=at)
    found = list(steps[skipped : skipped + ROWS + 1])
    rows = [_row(step, at=at) for step in found[:ROWS]]
    sums = selectors.desk_sums(request.actor, at=at)
    context = {
        "groups": _groups(rows),
        "first": rows[0] if rows else None,
        "filters": _filters(sums, only),
        "sums": sums,
        "only": only,
        "at": at,
        "newer": max(skipped - ROWS, 0) if skipped else None,
        "older": skipped + ROWS if len(found) > ROWS else None,
        "sent_count": selectors.sent_by(request.actor).count(),
    }
    return render(request, "workflow/desk.html", context)


@require_safe
def sent(request: OfficeRequest) -> HttpResponse:
    """Show what was sent from here and nobody has received yet: it can still be taken back."""
    at = timezone.now()
    steps = selectors.sent_by(request.actor).order_by("sent_at", "pk")[:ROWS]
    return render(
        request, "workflow/sent.html", {"rows": [_sent_row(step, at=at) for step in steps]}
    )


def _only(steps: StepQuerySet, only: str, *, at: dt.datetime) -> StepQuerySet:
    """Keep what a filter asks for; an unknown filter keeps all."""
    if only == OVERDUE:
        return steps.overdue(at=at)
    return steps.filter(purpose=only) if only in Purpose.values else steps


def _filters(sums: dict[str, int], only: str) -> list[dict[str, Any]]:
    """Return the chips above the list: all of it, and whatever there is some of."""
    kinds = [("", _("ทั้งหมด"), "all")]
    kinds += [(purpose.value, str(purpose.label), purpose.value) for purpose in Purpose]
    kinds += [(OVERDUE, _("เกินกำหนด"), OVERDUE)]
    return [
        {"only": key, "label": label, "count": sums[name], "is_on": key == only}
        for key, label, name in kinds
        if sums[name] or key in {"", only}
    ]


def _groups(rows: list[Row]) -> list[tuple[str, list[Row]]]:
    """Return the rows under their urgency, in its order; without words if all are alike."""
    found = [
        (str(Urgency(urgency).label), list(some))
        for urgency, some in groupby(rows, key=lambda row: row.letter.urgency)
    ]
    return found if len(found) > 1 else [("", rows)] if rows else []


def _row(step: Step, *, at: dt.datetime) -> Row:
    due = step.due  # type: ignore[attr-defined]
    when, note = sentences.due(due, at=at)
    number, number_note = _number_of(step, at=at)
    is_late = due is not None and due < at
    return Row(step, number, number_note, _wanted(step), when, note, is_late)


def _number_of(step: Step, *, at: dt.datetime) -> tuple[str, str]:
    """Return what stands first in a row: the office's own number, or that there is none yet."""
    number = step.number  # type: ignore[attr-defined]
    if step.letter.is_draft:
        return _("ร่าง"), _("โดย %(office)s") % {"office": step.letter.office.label}
    if number is not None:
        return str(number), _("ถึง %(when)s") % {"when": sentences.day_or_hour(step.sent_at, at=at)}
    arrived = _("ส่งมา %(when)s") % {"when": sentences.day_or_hour(step.sent_at, at=at)}
    return (_("รอลงรับ") if step.state == State.SENT else "–"), arrived


def _wanted(step: Step) -> str:
    """Say what is wanted, of whom if it is a person, and whether it came back."""
    words = [str(Purpose(step.purpose).label)]
    if step.previous and step.previous.state == State.RETURNED:
        words.insert(0, _("คืนเรื่องมา"))
    if step.person is not None:
        words.append(_("ถึง %(person)s") % {"person": step.person.name})
    return " · ".join(words)


def _sent_row(step: Step, *, at: dt.datetime) -> Row:
    to = _("ถึง %(place)s") % {"place": step.label}
    number = step.letter.reference or (_("ร่าง") if step.letter.is_draft else "–")
    when = sentences.day_or_hour(step.sent_at, at=at)
    return Row(step, number, "", f"{to} {Purpose(step.purpose).label}", when, "", is_late=False)
