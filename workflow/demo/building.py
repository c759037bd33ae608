"""Building the demo: two agencies, their people, three years of letters, all by the services."""

import datetime as dt
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from django.utils.translation import gettext as _

from saraban.errors import Refusal
from saraban.models import Office, RegisterEntry, User
from saraban.services.transactions import one_act
from saraban.thai import BANGKOK
from workflow.demo import changes, incoming, meetings, own_letters, plan, seed_letter
from workflow.demo.moments import OPENS, Clock, Life, at_time, next_working_day, tell
from workflow.demo.offices import PAO, PROVINCE, set_up_offices
from workflow.demo.papers import files_of
from workflow.demo.people import set_up_people
from workflow.demo.world import LINES, World

SEED = 2564
TRAYS = {PAO: ("kanya", 5), PROVINCE: ("duangjai", 3)}


class Built(NamedTuple):
    """How much the demo holds."""

    offices: int
    people: int
    numbers: int
    acts: int


def build(*, at: dt.datetime, seed: int = SEED) -> Built:
    """Fill an empty installation with the demo as it stands at a moment.

    The same moment and seed make the same demo. Refused where anybody or any office is.
    """
    if User.objects.exists() or Office.objects.exists():
        raise Refusal(_("ที่เก็บข้อมูลนี้มีข้อมูลอยู่แล้ว จึงไม่สร้างข้อมูลตัวอย่างทับ โปรดระบุที่เก็บใหม่ด้วย --home"))
    begins = _beginning(at)
    world = _set_up(begins)
    acts = tell(list(_lives(world, begins=begins, at=at, seed=seed)), until=at)
    return Built(
        offices=Office.objects.count(),
        people=User.objects.count(),
        numbers=RegisterEntry.objects.count(),
        acts=acts,
    )


def _beginning(at: dt.datetime) -> dt.datetime:
    """Return the first working morning of the year before last: three registers a series."""
    year = at.astimezone(BANGKOK).year - 2
    return at_time(next_working_day(dt.date(year, 1, 1)), OPENS)


@one_act()
def _set_up(begins: dt.datetime) -> World:
    units = set_up_offices(at=begins)
    world = World(units, set_up_people(units, at=begins))
    changes.give_second_post(world, at=begins)
    meetings.set_up_projects(world, at=begins)
    return world


def _lives(world: World, *, begins: dt.datetime, at: dt.datetime, seed: int) -> Iterator[Life]:
    """Yield everything that will happen. The files of letters are made and read on the way."""
    rng = Random(seed)  # noqa: S311 - invented facts, no secret
    yield from changes.lives(world, at=at)
    news = meetings.news_file()
    first = begins + dt.timedelta(days=1)
    yield meetings.remember_the_meeting(world, news, Clock(first, rng))
    yield seed_letter.life(world, news, start=first + dt.timedelta(days=1), rng=rng)
    yield from meetings.regular_meetings(world, at=at, rng=rng)
    for agency in LINES:
        yield from _arrivals(world, agency, begins=begins, at=at, seed=seed)
    yield from _secrets(world, begins=begins, at=at, seed=seed)
    yield from _writings(world, begins=begins, at=at, seed=seed)
    for agency in TRAYS:
        yield from _tray(world, agency, at=at, seed=seed)


def _arrivals(
    world: World, agency: str, *, begins: dt.datetime, at: dt.datetime, seed: int
) -> Iterator[Life]:
    chief = world.posts[LINES[agency].head].position.title
    for one in plan.arrivals(agency, begins=begins, at=at, seed=seed):
        files = files_of(one.written, one.rng, to=chief)
        yield incoming.arrive(world, one, files=files)


def _secrets(world: World, *, begins: dt.datetime, at: dt.datetime, seed: int) -> Iterator[Life]:
    for one in plan.secrets(begins=begins, at=at, seed=seed):
        chief = world.posts[LINES[one.agency].head].position.title
        files = files_of(one.written, one.rng, to=chief)
        yield incoming.arrive_in_secret(world, one, files=files)


def _writings(world: World, *, begins: dt.datetime, at: dt.datetime, seed: int) -> Iterator[Life]:
    for place, one in enumerate(plan.writings(begins=begins, at=at, seed=seed)):
        yield own_letters.write(world, one, is_voided_first=place == plan.VOIDED_ONCE)


def _tray(world: World, agency: str, *, at: dt.datetime, seed: int) -> Iterator[Life]:
    """Yield the coming in of files that are not registered yet, in the last hours."""
    clerk, count = TRAYS[agency]
    for place, written in enumerate(plan.in_tray(agency, count, at=at, seed=seed)):
        rng = Random(f"{seed} tray {agency} {place}")  # noqa: S311
        chief = world.posts[LINES[agency].head].position.title
        filed = files_of(written, rng, to=chief)[0]
        moment = at - dt.timedelta(minutes=7 + 23 * (count - place))
        yield incoming.lie_in_tray(world, clerk, filed, at=moment)
