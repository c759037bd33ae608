"""What changes in the demo's offices while its letters are on their way."""

import datetime as dt
from collections.abc import Iterator

from saraban.models import Capacity
from saraban.services import offices, people
from saraban.thai import BANGKOK
from workflow.demo.moments import OPENS, Life, at_time, next_working_day
from workflow.demo.offices import NEW_NAME, NEW_SHORT_NAME, PAO, RENAMED
from workflow.demo.people import CHIEF, REGISTRAR, appoint
from workflow.demo.world import World

ACTING_SINCE, ACTING_UNTIL = dt.timedelta(days=75), dt.timedelta(days=60)


def give_second_post(world: World, *, at: dt.datetime) -> None:
    """Make the head of general affairs the secret registrar of the registry as well."""
    user = world.posts["rattana"].user
    post = appoint(user, world.units["clerks"], "นายทะเบียนข้อมูลข่าวสารลับ", REGISTRAR, at=at)
    world.appointed("registrar", post)


def lives(world: World, *, at: dt.datetime) -> Iterator[Life]:
    """Yield what changes: an office gets another name, a post falls empty and is acted in."""
    yield _rename(world, at_time(dt.date(at.year - 1, 10, 1), OPENS))
    yield _act(world, at - ACTING_SINCE, ends=(at + ACTING_UNTIL).date())


def _rename(world: World, moment: dt.datetime) -> Life:
    """A division is renamed on the first day of a fiscal year; its director's post follows."""
    yield moment
    admin = world.at_work("thana", moment)
    day = moment.date()
    office, old = world.units[RENAMED], world.posts["anuwat"]
    world.units[RENAMED] = offices.rename_office(
        office,
        name=NEW_NAME,
        short_name=NEW_SHORT_NAME,
        code=office.code,
        valid_from=day,
        by=admin,
        at=moment,
    )
    people.end_appointment(old, by=admin, at=moment, valid_to=day - dt.timedelta(days=1))
    position = offices.add_position(
        office=office, title=f"ผู้อำนวยการ{NEW_NAME}", role=CHIEF, by=admin, at=moment
    )
    post = people.appoint(user=old.user, position=position, valid_from=day, by=admin, at=moment)
    world.appointed("anuwat", post)


def _act(world: World, moment: dt.datetime, *, ends: dt.date) -> Life:
    """The director of finance acts for the director of supply, by an order of the chief."""
    day = next_working_day(moment.astimezone(BANGKOK).date())
    moment = at_time(day, OPENS)
    yield moment
    admin = world.at_work("thana", moment)
    position = offices.add_position(
        office=world.units["supply"],
        title="ผู้อำนวยการกองพัสดุและทรัพย์สิน",
        role=CHIEF,
        by=admin,
        at=moment,
    )
    post = people.appoint(
        user=world.posts["wanida"].user,
        position=position,
        capacity=Capacity.ACTING,
        valid_from=day,
        valid_to=ends,
        under_order=f"คำสั่ง{world.units[PAO].name} ที่ 1187/{day.year + 543}",
        by=admin,
        at=moment,
    )
    world.appointed("supply", post)
