"""Letters written here: drafted, put before who signs, signed with a number, and sent on."""

import datetime as dt
import re
import uuid
from collections.abc import Generator
from typing import NamedTuple

from saraban.models import Kind, Letter, Office, User
from saraban.services import drafting
from saraban.services.transactions import one_act
from workflow.demo import phrases
from workflow.demo.course import Course
from workflow.models import Purpose
from workflow.services import routing
from workflow.services.signing import sign_and_forward

IN_PLACE_OF = re.compile("ปฏิบัติ(?:ราชการแทน|การแทน|หน้าที่)")

Signing = Generator[dt.datetime, None, bool]
"""A life that ends in saying whether the letter was signed."""


class Onward(NamedTuple):
    """Where a letter goes when it is signed."""

    to: Office
    person: User | None = None
    purpose: Purpose = Purpose.CONSIDERATION
    note: str = ""


def answer(course: Course, letter: Letter, drafter: str) -> Signing:
    """Draft an answer to a letter and have it signed; whoever drafted it sends it out."""
    world, sender, now = course.world, course.written.sender, course.clock.now
    line = course.line
    signer = course.rng.choice(line.chiefs if course.written.matter.weighty else line.deputies)
    by = world.at_work(drafter, now)
    draft = drafting.draft_letter(
        by=by,
        at=now,
        kind=Kind.EXTERNAL_LETTER,
        subject=letter.subject,
        addressee=IN_PLACE_OF.split(sender.signer)[-1] if sender else letter.sender,
        recipient=letter.sender,
        body=_body(course, letter),
        signer=world.posts[signer],
        urgency=letter.urgency,
        answers=letter,
    )
    back = Onward(by.office, purpose=Purpose.INFORMATION, note=phrases.TO_BE_SENT)
    is_signed = yield from have_signed(course, draft, drafter=drafter, signer=signer, onward=back)
    if is_signed:
        yield course.clock.after(0.2, 2)
        routing.close(draft, by=world.at_work(drafter, course.clock.now), at=course.clock.now)
    return is_signed


def have_signed(
    course: Course, draft: Letter, *, drafter: str, signer: str, onward: Onward
) -> Signing:
    """Put a draft before its signer and let them sign it and send it on; say whether they did."""
    world, clock = course.world, course.clock
    if course.stays == "draft":
        return False
    yield clock.after(0.3, 6)
    routing.send(
        draft,
        to=world.office_of(signer),
        person=world.posts[signer].user,
        by=world.at_work(drafter, clock.now),
        at=clock.now,
        purpose=Purpose.SIGNATURE,
        note=course.words(phrases.TO_SIGN),
    )
    if course.stays == "signer":
        return False
    yield clock.after(0.5, 12)
    with one_act():  # or the clock of a running installation voids a number reserved in the past
        sign_and_forward(
            draft,
            by=world.at_work(signer, clock.now),
            at=clock.now,
            key=uuid.UUID(int=course.rng.getrandbits(128), version=4),
            to=onward.to,
            person=onward.person,
            purpose=onward.purpose,
            note=onward.note,
        )
    return True


def _body(course: Course, letter: Letter) -> str:
    opening = phrases.ANSWERED.format(sender=letter.sender, subject=letter.subject)
    agency = course.world.units[course.line.agency].name
    return f"{opening}\n{agency}{course.written.matter.answer}\nจึงเรียนมาเพื่อโปรดทราบ"
