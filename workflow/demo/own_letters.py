"""Letters and memoranda the agencies write by their own will, and what becomes of them."""

from saraban.models import Kind, Letter, Link
from saraban.services import drafting, numbers
from saraban.services.transactions import in_one_act
from workflow.demo import phrases
from workflow.demo.answers import Onward, have_signed
from workflow.demo.course import Course, at_desk
from workflow.demo.handling import lead
from workflow.demo.matters import own
from workflow.demo.moments import Clock, Life
from workflow.demo.offices import AGENCIES
from workflow.demo.plan import Writing
from workflow.demo.world import LINES, World
from workflow.models import Purpose
from workflow.services import routing

VOIDED = "ผู้ลงนามขอแก้ไขข้อความก่อนลงนาม จึงยกเลิกเลขที่จองไว้"


def write(world: World, writing: Writing) -> Life:
    """A letter or a memorandum is drafted, signed, and goes where it is meant to go."""
    matter, rng = writing.matter, writing.rng
    clock = Clock(writing.start, rng)
    agency = world.agency_of(matter.by)
    written = own(matter, rng, on=clock.today, sender=AGENCIES[agency].name)
    course = Course(world, LINES[agency], written, clock, rng, writing.stays)
    yield clock.now
    draft = _draft(course)
    if writing.is_voided_first:
        yield clock.after(0.1, 0.3)
        _reserve_in_vain(course, draft)
    onward = _onward(course, draft)
    is_signed = yield from have_signed(
        course, draft, drafter=matter.by, signer=matter.signer, onward=onward
    )
    if not is_signed:
        return
    if matter.up:
        yield from _decided(course, draft)
    elif matter.agency:
        yield from _received_there(course, draft)
    else:
        yield clock.after(0.2, 3)
        routing.close(draft, by=world.at_work(matter.by, clock.now), at=clock.now)


def _draft(course: Course) -> Letter:
    matter, now = course.written.matter, course.clock.now
    by = course.world.at_work(matter.by, now)
    return drafting.draft_letter(
        by=by,
        at=now,
        kind=Kind.MEMORANDUM if matter.kind == "memo" else Kind.EXTERNAL_LETTER,
        subject=course.written.subject,
        addressee=matter.addressee,
        body=course.written.body,
        signer=course.world.posts[matter.signer],
        urgency=matter.urgent,
        projects=course.world.projects_of(course.line.agency, matter.projects),
    )


@in_one_act
def _reserve_in_vain(course: Course, draft: Letter) -> None:
    """Reserve a number that is then struck out, as happens when a draft is called back."""
    now, matter = course.clock.now, course.written.matter
    by = course.world.at_work(matter.by, now)
    entry = numbers.reserve(
        draft,
        office=numbers.issuing_office(draft.office),
        kind=numbers.register_kind_for(draft),
        by=by,
        at=now,
        purpose="จองเลขเพื่อเสนอลงนาม",
    )
    numbers.void(entry, by=by, at=now, reason=VOIDED)


def _onward(course: Course, draft: Letter) -> Onward:
    """Return where a letter goes when it is signed: up, to the other agency, or back to be sent."""
    matter, world = course.written.matter, course.world
    if matter.up:
        chief = world.posts[matter.up]
        return Onward(chief.office, chief.user, Purpose.APPROVAL)
    if matter.agency:
        return Onward(world.units[matter.agency])
    return Onward(draft.office, purpose=Purpose.INFORMATION, note=phrases.TO_BE_SENT)


def _decided(course: Course, memo: Letter) -> Life:
    """The chief decides on a memorandum, and whoever wrote it takes it from there."""
    world, clock, matter = course.world, course.clock, course.written.matter
    if course.stays == "chief":
        return
    yield clock.after(1, 16)
    verdict, text = course.order(phrases.APPROVALS)
    by = world.at_work(matter.up, clock.now)
    routing.instruct(at_desk(memo), by=by, at=clock.now, verdict=verdict, text=text, to=memo.office)
    yield clock.after(2, 30)
    routing.close(memo, by=world.at_work(matter.by, clock.now), at=clock.now)


def _received_there(course: Course, letter: Letter) -> Life:
    """The other agency's registry receives its copy and leads it through its own house."""
    world, clock, matter = course.world, course.clock, course.written.matter
    yield clock.after(0.2, 2)
    routing.close(letter, by=world.at_work(matter.by, clock.now), at=clock.now)
    if course.stays == "there":
        return
    line = LINES[matter.agency]
    there = Course(world, line, course.written, clock, course.rng, course.stays)
    link = Link.objects.select_related("letter").get(other=letter, kind=Link.Kind.COUNTERPART)
    copy = link.letter
    clerk = course.rng.choice(line.clerks)
    yield clock.after(0.3, 5)
    routing.receive(at_desk(copy), by=world.at_work(clerk, clock.now), at=clock.now)
    yield from lead(there, copy, clerk=clerk)
