"""Signing a letter and sending it on: slow work on a reserved number, then one short act."""

import datetime as dt
import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from saraban import access as reading
from saraban.access import Act, Actor
from saraban.errors import Refusal
from saraban.models import Document, Event, Letter, Office, RegisterEntry, User
from saraban.paper.values import Rendered
from saraban.services import filing, journal, numbers, once, papers
from saraban.services.filing import Filed
from saraban.services.transactions import in_one_act, one_act
from signatures import services as sealing
from signatures.services import Sealed
from workflow import sentences
from workflow.access import may_answer, may_sign
from workflow.models import Purpose, Step
from workflow.services import steps
from workflow.services.arrival import lay_on_own_desk
from workflow.services.passing import dispatch, pass_on
from workflow.states import Action

logger = logging.getLogger(__name__)

FAULTS = (DatabaseError, OSError)
LONGEST_REASON = 300


@dataclass(frozen=True)
class Onward:
    """Where the signed letter goes, and with what words."""

    to: Office | None
    person: User | None
    purpose: str
    note: str


@dataclass(frozen=True)
class Ready:
    """The letter as it was sealed, before it counts: its bytes stored, its face remembered."""

    entry: RegisterEntry
    sealed: Sealed
    filed: Filed
    face: str


def sign_and_forward(
    letter: Letter,
    *,
    by: Actor,
    at: dt.datetime,
    key: uuid.UUID,
    to: Office | None = None,
    person: User | None = None,
    purpose: str = Purpose.CONSIDERATION,
    note: str = "",
    seen: str = "",
) -> Letter:
    """Sign a draft with one's own key, give it its number and day, and send it on.

    Only the letter's signer, or a director it was sent to for signature. The number is
    reserved first and drawn into the paper; the paper is sealed while no transaction is open;
    then one act makes it all count. Whatever fails leaves the letter unsigned and the number
    void with its reason. ``seen`` is the face of the draft the person read (``face_of``): a
    draft that was changed since is refused. ``key`` is the form's: sent twice, signed once.
    Without a place to go the letter waits on the desk of the office it belongs to.
    """
    reading.require(by, Act.SIGN, letter)
    onward = Onward(to, person, purpose, note)
    with _reserved(letter, by=by, at=at, key=key, seen=seen) as entry:
        ready = _prepare(entry, by=by, at=at)
        return _make_it_count(ready, onward, by=by, at=at, key=key)


def face_of(letter: Letter) -> str:
    """Return the mark of what stands on a draft, so that a later change is noticed."""
    return journal.face_of(letter)


def require_signer(letter: Letter, *, by: Actor) -> None:
    """Refuse with 403 whoever is neither the draft's signer nor was asked to sign it."""
    if not may_sign(by, letter, _steps_here(letter, by)):
        raise PermissionDenied(_("ลงนามได้เฉพาะผู้ลงนามของหนังสือหรือผู้บริหารที่ได้รับหนังสือเพื่อลงนาม"))


def paper_to_sign(letter: Letter, *, by: Actor, at: dt.datetime) -> Rendered:
    """Typeset a draft as the actor would sign it today; the number is given when they do."""
    letter.signer = by.post
    return papers.paper_of(letter, reference="", dated=timezone.localdate(at))


@contextmanager
def _reserved(
    letter: Letter, *, by: Actor, at: dt.datetime, key: uuid.UUID, seen: str
) -> Iterator[RegisterEntry]:
    """Hold a number for the letter; if what follows fails, void it and say why.

    A person is told what to do; a mistake of ours goes on upwards, the number void even so.
    """
    entry = _reserve(letter, by=by, at=at, key=key, seen=seen)
    reason = _("ลงนามไม่สำเร็จเพราะเหตุขัดข้องของระบบ")
    is_done = False
    try:
        yield entry
        is_done = True
    except Refusal as refusal:
        reason = str(refusal)
        raise
    except FAULTS as fault:
        logger.exception("signing letter %s failed; number %s is void", letter.pk, entry.number)
        raise Refusal(
            _(
                "ลงนามไม่สำเร็จเพราะเหตุขัดข้องของระบบ เลขที่ %(number)s ยกเลิกแล้ว "
                "หนังสือยังเป็นร่าง โปรดลองอีกครั้ง หากยังไม่ได้โปรดแจ้งผู้ดูแลระบบ"
            )
            % {"number": entry.number}
        ) from fault
    finally:
        if not is_done:
            _release(entry, by=by, at=at, key=key, reason=reason)


@in_one_act
def _reserve(
    letter: Letter, *, by: Actor, at: dt.datetime, key: uuid.UUID, seen: str
) -> RegisterEntry:
    """Take the form's key and the next number, in one act. Refuses what cannot be signed now."""
    _claim(key, by=by, at=at)
    fresh = steps.lock_letter(letter)
    _refuse_unsignable(fresh, by=by, at=at)
    if seen and seen != face_of(fresh):
        raise Refusal(_("ร่างถูกแก้หลังจากท่านเปิดอ่าน จึงยังไม่ได้ลงนาม โปรดอ่านร่างล่าสุดแล้วลงนามใหม่"))
    return numbers.reserve(
        fresh,
        office=numbers.issuing_office(fresh.office),
        kind=numbers.register_kind_for(fresh),
        by=by,
        at=at,
        purpose=_("ลงนามโดย %(person)s") % {"person": by.user.name},
    )


def _claim(key: uuid.UUID, *, by: Actor, at: dt.datetime) -> None:
    try:
        with one_act():
            once.claim(key, user=by.user, at=at)
    except IntegrityError:
        raise Refusal(_("แบบลงนามนี้ส่งแล้วและกำลังดำเนินการ โปรดเปิดหน้าหนังสือใหม่เพื่อดูผล")) from None


def _refuse_unsignable(letter: Letter, *, by: Actor, at: dt.datetime) -> None:
    if not letter.is_draft:
        raise Refusal(
            _("หนังสือฉบับนี้ลงนามและออกเลข %(reference)s แล้ว จึงลงนามอีกไม่ได้")
            % {"reference": letter.reference}
        )
    if letter.closed_at is not None:
        raise Refusal(sentences.closed(letter, Action.SIGN, at=at))
    require_signer(letter, by=by)
    held = letter.entries.filter(state=RegisterEntry.State.RESERVED, expires_at__gt=at).first()
    if held is not None:
        raise Refusal(
            _("%(person)s กำลังลงนามหนังสือฉบับนี้ (จองเลขที่ %(number)s ไว้) โปรดรอสักครู่แล้วเปิดหน้าใหม่")
            % {"person": held.entered_by, "number": held.number}
        )


def _prepare(entry: RegisterEntry, *, by: Actor, at: dt.datetime) -> Ready:
    """Typeset, seal and store the letter as it will be. Slow; no transaction is open."""
    letter = entry.letter
    face = face_of(letter)
    letter.signer = by.post
    rendered = papers.paper_of(
        letter, reference=numbers.reference_of(entry), dated=timezone.localdate(at)
    )
    sealed = sealing.prepare_seal(letter, rendered, by=by, at=at)
    name = f"{numbers.reference_of(entry)}.pdf"
    filed = filing.keep_made(sealed.pdf, name=name.replace("/", "-"), part=Document.Part.SEALED)
    return Ready(entry, sealed, filed, face)


@in_one_act
def _make_it_count(
    ready: Ready, onward: Onward, *, by: Actor, at: dt.datetime, key: uuid.UUID
) -> Letter:
    """Make sealed bytes the letter: number issued, seal attached, letter sent on, or nothing."""
    letter = steps.lock_letter(ready.entry.letter)
    if face_of(letter) != ready.face:
        raise Refusal(_("ร่างถูกแก้ระหว่างลงนาม จึงยังไม่ได้ลงนาม โปรดอ่านร่างล่าสุดแล้วลงนามใหม่"))
    here = _steps_here(letter, by)
    if not may_sign(by, letter, here):
        raise Refusal(_("หนังสือออกจากโต๊ะของท่านระหว่างลงนาม จึงยังไม่ได้ลงนาม โปรดดูทางเดินหนังสือ"))
    letter.signer, letter.dated, letter.signed_at = by.post, timezone.localdate(at), at
    letter.save(update_fields=["signer", "dated", "signed_at"])
    ready.entry.letter = letter
    numbers.issue(ready.entry, by=by, at=at)
    document = filing.bind(letter, [ready.filed], by=by, at=at)[0]
    sealing.attach_seal(letter, document, ready.sealed, by=by, at=at)
    _send_on(letter, here, onward, by=by, at=at)
    once.remember(key, location=letter.get_absolute_url())
    return letter


def _send_on(
    letter: Letter,
    here: list[Step],
    onward: Onward,
    *,
    by: Actor,
    at: dt.datetime,
) -> None:
    """Send the signed letter on from the signer's desk, or straight from the draft."""
    if onward.to is None:
        if not here:
            lay_on_own_desk(letter, by=by, at=at)
        return
    if here:
        pass_on(
            here[0],
            to=onward.to,
            by=by,
            at=at,
            person=onward.person,
            purpose=onward.purpose,
            note=onward.note,
        )
        return
    dispatch(
        letter,
        verb=Event.Verb.SENT,
        to=onward.to,
        by=by,
        at=at,
        person=onward.person,
        purpose=onward.purpose,
        note=onward.note,
        due_at=None,
    )


def _steps_here(letter: Letter, by: Actor) -> list[Step]:
    """Return the steps by which the draft waits at the signer, who answers for them."""
    waiting = list(Step.objects.waiting().for_page().filter(letter=letter, office=by.office))
    for step in waiting:
        step.letter = letter
    return [step for step in waiting if may_answer(by, step)]


@in_one_act
def _release(
    entry: RegisterEntry, *, by: Actor, at: dt.datetime, key: uuid.UUID, reason: str
) -> None:
    """Void the number with the reason, if nobody has; and free the form to be sent again."""
    once.release(key, user=by.user)
    fresh = RegisterEntry.objects.select_related("register__office", "letter").get(pk=entry.pk)
    if fresh.state == RegisterEntry.State.RESERVED:
        numbers.void(fresh, by=by, at=at, reason=reason[:LONGEST_REASON])
