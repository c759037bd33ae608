"""Letters that arrive: registered, led through the house, and what sometimes goes another way."""

import datetime as dt

from saraban.models import Kind, Letter, RegisterEntry, Urgency
from saraban.services import filing, registration
from saraban.services.filing import Filed
from workflow.demo import handling, phrases
from workflow.demo.course import Course, at_desk
from workflow.demo.handling import lead
from workflow.demo.matters import Written
from workflow.demo.moments import CLOSES, Clock, Life, at_time
from workflow.demo.papers import SECRECY, files_of
from workflow.demo.plan import Arrival
from workflow.demo.world import DIVISIONS, LINES, World
from workflow.models import Purpose, Verdict
from workflow.services import routing


def arrive(world: World, arrival: Arrival, *more: Filed) -> Life:
    """A letter comes in at an agency, perhaps with more files, and goes its way."""
    course = _course(world, arrival)
    clerk = arrival.rng.choice(course.line.clerks)
    yield course.clock.now
    letter = register(course, clerk, *more).letter
    yield from _WAYS[arrival.way](course, letter, clerk)


def register(course: Course, clerk: str, *more: Filed) -> RegisterEntry:
    """Enter a letter at the registry as it came in some minutes before."""
    written, now = course.written, course.clock.now
    matter, sender = written.matter, written.sender
    head = course.world.posts[course.line.head].position.title
    files = [*files_of(written, course.rng, to=head), *more]
    return registration.register_incoming(
        by=course.world.at_work(clerk, now),
        at=now,
        sender=sender.name if sender else "",
        subject=written.subject,
        dated=written.dated,
        reference=written.reference,
        recipient=head,
        addressee=head,
        kind=Kind.EXTERNAL_LETTER,
        urgency=Urgency(matter.urgent),
        secrecy=matter.level,
        is_circular=matter.circular,
        due_at=at_time(written.deadline, CLOSES) if matter.days else None,
        received_at=max(now - dt.timedelta(minutes=course.rng.randint(3, 25)), _opening(course)),
        enclosure_note="\n".join(written.enclosures),
        files=files,
        projects=course.world.projects_of(course.line.agency, matter.projects),
    )


def lie_in_tray(world: World, arrival: Arrival) -> Life:
    """A file that has come in by e-mail waits to be registered."""
    line = LINES[arrival.agency]
    yield arrival.start
    head = world.posts[line.head].position.title
    filed = files_of(arrival.written, arrival.rng, to=head)[0]
    clerk = world.at_work(line.clerks[0], arrival.start)
    filing.put_in_tray(filed, by=clerk, at=arrival.start)


def arrive_in_secret(world: World, arrival: Arrival) -> Life:
    """A letter of a level of secrecy: from the registrar to the chief in person, and back."""
    course = _course(world, arrival)
    line, registrar, clock = course.line, course.line.registrar, course.clock
    chief = next(key for key in line.chiefs if _is_cleared(world, key, arrival.written))
    yield clock.now
    letter = register(course, registrar).letter
    yield clock.after(0.2, 1)
    routing.endorse(
        at_desk(letter),
        by=world.at_work(registrar, clock.now),
        at=clock.now,
        text=f"เสนอหนังสือชั้น{SECRECY[arrival.written.matter.level]} เพื่อโปรดพิจารณาสั่งการ",
        to=world.office_of(chief),
        person=world.posts[chief].user,
    )
    if arrival.stays == "chief":
        return
    yield clock.after(2, 16)
    routing.instruct(
        at_desk(letter),
        by=world.at_work(chief, clock.now),
        at=clock.now,
        text=course.words(phrases.SECRET_ORDERS),
        verdict=Verdict.NOTED,
        to=world.units[line.registry],
    )
    yield clock.after(4, 60)
    handling.finish(course, letter, registrar)


# Ways that letters go -----------------------------------------------------------------------


def _straight(course: Course, letter: Letter, clerk: str) -> Life:
    yield from lead(course, letter, clerk=clerk)


def _taken_back(course: Course, letter: Letter, clerk: str) -> Life:
    """The clerk sends it to the wrong office, sees it in time, and takes it back."""
    world, clock = course.world, course.clock
    wrong = _another(course)
    yield clock.after(0.2, 0.6)
    by = world.at_work(clerk, clock.now)
    sent = routing.send(letter, to=world.units[wrong], by=by, at=clock.now)
    yield clock.after(0.1, 0.2)
    reason = course.words(phrases.TAKEN_BACK)
    by = world.at_work(clerk, clock.now)
    routing.take_back(sent, by=by, at=clock.now, reason=reason)
    yield from lead(course, letter, clerk=clerk)


def _given_back(course: Course, letter: Letter, clerk: str) -> Life:
    """The deputy sends it to an office that is not in charge; it comes back and goes right."""
    world, clock, deputy = course.world, course.clock, course.line.deputies[0]
    wrong = _another(course)
    yield clock.after(0.2, 1)
    handling.endorse_up(course, letter, clerk, deputy)
    yield clock.after(1, 6)
    by = world.at_work(deputy, clock.now)
    text = f"มอบ{world.name_of(wrong)}ดำเนินการ"
    routing.instruct(at_desk(letter), by=by, at=clock.now, text=text, to=world.units[wrong])
    yield from handling.receive_at(course, letter, wrong)
    yield clock.after(0.5, 3)
    desk = course.desk_of(wrong)
    worker = desk.clerk or desk.director or desk.officer
    reason = course.words(phrases.WRONG_OFFICE)
    by = world.at_work(worker, clock.now)
    routing.give_back(at_desk(letter), by=by, at=clock.now, reason=reason)
    yield clock.after(0.5, 4)
    handling.order(course, letter, deputy, phrases.DEPUTY_ORDERS)
    yield from handling.do_the_work(course, letter)


def _noted(course: Course, letter: Letter, clerk: str) -> Life:
    """The deputy takes note, and the registry files the letter."""
    world, clock = course.world, course.clock
    deputy = course.rng.choice(course.line.deputies)
    yield clock.after(0.2, 1)
    handling.endorse_up(course, letter, clerk, deputy, purpose=Purpose.INFORMATION)
    yield clock.after(1, 8)
    by = world.at_work(deputy, clock.now)
    routing.instruct(at_desk(letter), by=by, at=clock.now, verdict=Verdict.NOTED)
    yield clock.after(0.3, 2)
    routing.close(letter, by=world.at_work(clerk, clock.now), at=clock.now)


def _filed(course: Course, letter: Letter, clerk: str) -> Life:
    """The registry itself closes what asks for nothing."""
    yield course.clock.after(0.1, 2)
    by = course.world.at_work(clerk, course.clock.now)
    routing.close(letter, by=by, at=course.clock.now)


def _circulated(course: Course, letter: Letter, clerk: str) -> Life:
    """The deputy takes note; the registry lays it before many offices, which take note too."""
    world, clock, deputy = course.world, course.clock, course.line.deputies[0]
    yield clock.after(0.2, 1)
    handling.endorse_up(course, letter, clerk, deputy, purpose=Purpose.INFORMATION)
    yield clock.after(1, 8)
    text = course.words(phrases.CIRCULAR_ORDERS)
    by = world.at_work(deputy, clock.now)
    routing.instruct(at_desk(letter), by=by, at=clock.now, text=text, verdict=Verdict.NOTED)
    yield clock.after(0.3, 2)
    units = course.rng.sample(DIVISIONS[course.line.agency], 3)
    by = world.at_work(clerk, clock.now)
    for unit in units:
        routing.send(
            letter,
            to=world.units[unit],
            by=by,
            at=clock.now,
            purpose=Purpose.INFORMATION,
            note=course.words(phrases.CIRCULATED),
        )
    routing.close(letter, by=by, at=clock.now)
    for unit in units:
        yield from _take_note(course, letter, unit)


def _take_note(course: Course, letter: Letter, unit: str) -> Life:
    """An office enters what was circulated to it, and its director takes note."""
    world, clock, desk = course.world, course.clock, course.desk_of(unit)
    step = letter.steps.waiting().for_page().select_related("letter").get(office=world.units[unit])
    if desk.clerk:
        yield clock.after(0.2, 2)
        step = routing.receive(step, by=world.at_work(desk.clerk, clock.now), at=clock.now)
    yield clock.after(0.3, 5)
    by = world.at_work(desk.director or desk.officer or desk.clerk, clock.now)
    routing.endorse(step, by=by, at=clock.now, text="", verdict=Verdict.NOTED)


_WAYS = {
    "": _straight,
    "taken back": _taken_back,
    "given back": _given_back,
    "circulated": _circulated,
    "noted": _noted,
    "filed": _filed,
}


def _course(world: World, arrival: Arrival) -> Course:
    return Course(
        world,
        LINES[arrival.agency],
        arrival.written,
        Clock(arrival.start, arrival.rng),
        arrival.rng,
        arrival.stays,
        arrival.answers,
    )


def _another(course: Course) -> str:
    """Return another office of the agency than the one in charge, with people in it."""
    others = [unit for unit in DIVISIONS[course.line.agency] if unit != course.unit]
    return course.rng.choice(others)


def _is_cleared(world: World, key: str, written: Written) -> bool:
    return world.posts[key].user.clearance >= written.matter.level


def _opening(course: Course) -> dt.datetime:
    """Return the earliest a letter can have come in: on its own day."""
    return at_time(course.written.dated, dt.time(0, 0))
