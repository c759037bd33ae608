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
from workflow.demo.offices import set_up_offices
from workflow.demo.people import set_up_people
from workflow.demo.plan import Span
from workflow.demo.world import World

SEED = 2564


class Built(NamedTuple):
    """How much the demo holds."""

    offices: int
    people: int
    numbers: int
    acts: int


def build(*, at: dt.datetime, seed: int = SEED, share: float = 1) -> Built:
    """Fill an empty installation with the demo as it stands at a moment.

    The same moment and seed make the same demo; ``share`` is how much of its letters to make.
    Refused where anybody or any office is.
    """
    if User.objects.exists() or Office.objects.exists():
        raise Refusal(_("ที่เก็บข้อมูลนี้มีข้อมูลอยู่แล้ว จึงไม่สร้างข้อมูลตัวอย่างทับ โปรดระบุที่เก็บใหม่ด้วย --home"))
    span = Span(_beginning(at), at, seed, share)
    world = _set_up(span.begins)
    acts = tell(_lives(world, span), until=at)
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


def _lives(world: World, span: Span) -> Iterator[Life]:
    """Yield everything that will happen."""
    rng = Random(span.seed)  # noqa: S311 - invented facts, no secret
    yield from changes.lives(world, at=span.at)
    first = span.begins + dt.timedelta(days=1)
    yield meetings.remember_the_meeting(world, Clock(first, rng))
    yield seed_letter.life(world, start=first + dt.timedelta(days=1), rng=rng)
    yield from meetings.regular_meetings(world, at=span.at, rng=rng)
    for arrival in plan.arrivals(span):
        yield incoming.arrive(world, arrival)
    for arrival in plan.secrets(span):
        yield incoming.arrive_in_secret(world, arrival)
    for writing in plan.writings(span):
        yield own_letters.write(world, writing)
    for arrival in plan.in_tray(span):
        yield incoming.lie_in_tray(world, arrival)
