"""A letter on its way up to who decides, down to who does it, and to its end."""

import datetime as dt
from collections.abc import Generator

from saraban.models import Letter
from workflow.demo import phrases
from workflow.demo.answers import answer
from workflow.demo.course import Course, at_desk
from workflow.demo.moments import Life
from workflow.models import Purpose
from workflow.services import routing


def lead(course: Course, letter: Letter, *, clerk: str) -> Life:
    """Lead a letter that lies in the registry through the house, as far as its course goes."""
    if course.stays == "registry":
        return
    deputy = course.rng.choice(course.line.deputies)
    yield course.clock.after(0.2, 1.5)
    endorse_up(course, letter, clerk, deputy)
    if course.stays == "deputy":
        return
    yield course.clock.after(0.5, 9)
    if course.written.matter.weighty:
        chief = course.rng.choice(course.line.chiefs)
        _put_before_chief(course, letter, deputy, chief)
        if course.stays == "chief":
            return
        yield course.clock.after(1, 20)
        order(course, letter, chief, phrases.CHIEF_ORDERS)
    else:
        order(course, letter, deputy, phrases.DEPUTY_ORDERS)
    yield from do_the_work(course, letter)


def do_the_work(course: Course, letter: Letter) -> Life:
    """Let the office that was ordered to receive, assign and finish a letter, perhaps answer it."""
    yield from receive_at(course, letter, course.unit)
    if course.stays in {"office", "director"}:
        return
    worker = yield from _assign(course, letter)
    if course.stays == "officer":
        return
    days = course.written.matter.days or 12
    yield course.clock.after(2, 8 * days * course.rng.choice((0.3, 0.6, 0.9, 1.4)))
    if course.answers:
        is_out = yield from answer(course, letter, worker)
        if not is_out:
            return
        yield course.clock.after(0.2, 3)
    finish(course, letter, worker)


def receive_at(course: Course, letter: Letter, unit: str) -> Life:
    """Let an office's clerk enter a letter that was sent there; without a clerk it lies open."""
    clerk = course.desk_of(unit).clerk
    if clerk and course.stays != "office":
        yield course.clock.after(0.3, 6)
        by = course.world.at_work(clerk, course.clock.now)
        routing.receive(at_desk(letter), by=by, at=course.clock.now)


def finish(course: Course, letter: Letter, worker: str) -> None:
    """Write down what was done, and close the matter."""
    by = course.world.at_work(worker, course.clock.now)
    text = course.words(phrases.DONE)
    routing.endorse(at_desk(letter), by=by, at=course.clock.now, text=text)
    routing.close(letter, by=by, at=course.clock.now)


def endorse_up(
    course: Course,
    letter: Letter,
    clerk: str,
    deputy: str,
    purpose: Purpose = Purpose.CONSIDERATION,
) -> None:
    """Write on a letter what it is about, and put it before a deputy in person."""
    now = course.clock.now
    title = course.world.posts[deputy].position.title
    text = course.words(phrases.TO_DEPUTY)
    routing.endorse(
        at_desk(letter),
        by=course.world.at_work(clerk, now),
        at=now,
        text=f"เรียน {title}\n{text}",
        to=course.world.office_of(deputy),
        person=course.world.posts[deputy].user,
        purpose=purpose,
    )


def order(course: Course, letter: Letter, who: str, choices: tuple[tuple[str, str], ...]) -> None:
    """Let who decides give the order and send the letter to the office that is to act."""
    verdict, text = course.order(choices)
    routing.instruct(
        at_desk(letter),
        by=course.world.at_work(who, course.clock.now),
        at=course.clock.now,
        verdict=verdict,
        text=text,
        to=course.world.units[course.unit],
    )


def _put_before_chief(course: Course, letter: Letter, deputy: str, chief: str) -> None:
    now = course.clock.now
    title = course.world.posts[chief].position.title
    routing.endorse(
        at_desk(letter),
        by=course.world.at_work(deputy, now),
        at=now,
        text=course.words(phrases.TO_CHIEF, chief=title),
        to=course.world.office_of(chief),
        person=course.world.posts[chief].user,
        purpose=Purpose.APPROVAL,
    )


def _assign(course: Course, letter: Letter) -> Generator[dt.datetime, None, str]:
    """Let the director hand the letter to an officer, if there is one; return who has it then."""
    desk = course.desk_of(course.unit)
    if not desk.director:
        return desk.officer or desk.clerk
    yield course.clock.after(0.5, 10)
    now = course.clock.now
    officer = course.world.posts.get(desk.officer)
    name = officer.user.name if officer else "ธุรการ"
    verdict, text = course.order(phrases.DIRECTOR_ORDERS, officer=name)
    routing.instruct(
        at_desk(letter),
        by=course.world.at_work(desk.director, now),
        at=now,
        verdict=verdict,
        text=text,
        to=officer.office if officer else None,
        person=officer.user if officer else None,
    )
    return desk.officer or desk.clerk or desk.director
