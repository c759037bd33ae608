"""The meetings of the demo: the one of 3 May 2564 from public news, and regular ones, invented."""

import datetime as dt
from random import Random
from typing import Any

from saraban.models import Attendance, Meeting, Project, Resolution
from saraban.services import meetings, projects
from saraban.services.filing import Filed
from saraban.services.meetings import Attendee, Decision, Point
from saraban.thai import buddhist_year
from workflow.demo import seed
from workflow.demo.course import at_desk
from workflow.demo.moments import Clock, Life, at_time, next_working_day
from workflow.demo.offices import PAO, PROVINCE
from workflow.demo.papers import word_file
from workflow.demo.seed import ADDITIONAL, PARTS, SMART_CITY
from workflow.demo.senders import table
from workflow.demo.world import World
from workflow.models import Purpose, Verdict
from workflow.services import routing

KEEPERS = {PAO: "anuwat", PROVINCE: "pairoj"}
"""Who keeps the register of projects of each agency."""

HALF_PAST_NINE, NOON = dt.time(9, 30), dt.time(12, 0)


def set_up_projects(world: World, *, at: dt.datetime) -> None:
    """Enter the proposal, its known parts and the six further projects in both agencies."""
    for agency, keeper in KEEPERS.items():
        known = world.projects.setdefault(agency, {})
        for one in (SMART_CITY, *PARTS, *ADDITIONAL):
            owner = world.units.get(one.owner)
            is_ours = owner is not None and owner.is_same_agency_as(world.units[agency])
            known[one.key] = projects.add_project(
                by=world.at_work(keeper, at),
                at=at,
                code=one.code,
                name=one.name,
                owner=owner if is_ours else None,
                parent=known[SMART_CITY.key] if one in PARTS else None,
                summary=one.summary,
            )


def news_file() -> Filed:
    """Return the news of the meeting of 3 May 2564, word for word, as a Word file."""
    name = "ข่าวประชาสัมพันธ์ ติดตามความก้าวหน้าโครงการภูเก็ตเมืองอัจฉริยะ.docx"
    return word_file(seed.HEADLINE, seed.NEWS[1:], name=name)


def remember_the_meeting(world: World, clock: Clock) -> Life:
    """The minutes of 3 May 2564 are entered late, and put before the deputy governor."""
    yield clock.now
    by = world.at_work("chutima", clock.now)
    meeting = meetings.record_minutes(
        by=by,
        at=clock.now,
        body_name=seed.BODY_NAME,
        number=seed.NUMBER,
        year=seed.YEAR,
        began_at=seed.BEGAN_AT,
        place=seed.PLACE,
        attendances=seed.ATTENDEES,
        agenda=seed.agenda(world.projects[PROVINCE], world.units),
        files=[news_file()],
    )
    yield from _put_before(world, meeting, "chutima", "kriangkrai", clock)


def regular_meetings(world: World, *, at: dt.datetime, rng: Random) -> list[Life]:
    """Return the lives of the minutes of the two agencies' regular meetings."""
    return [_regular(world, entry, at=at, rng=rng) for entry in table("minutes")["meeting"]]


def _regular(world: World, entry: dict[str, Any], *, at: dt.datetime, rng: Random) -> Life:
    """Minutes are written down some days after the meeting; what is done is said to be done."""
    day = next_working_day(at.date() - dt.timedelta(days=30 * entry["ago"]))
    clock = Clock(at_time(next_working_day(day + dt.timedelta(days=4)), HALF_PAST_NINE), rng)
    yield clock.now
    agency = world.agency_of(entry["by"])
    meeting = meetings.record_minutes(
        by=world.at_work(entry["by"], clock.now),
        at=clock.now,
        body_name=entry["body"],
        number=entry["number"],
        year=buddhist_year(day),
        began_at=at_time(day, HALF_PAST_NINE),
        ended_at=at_time(day, NOON),
        place=entry["place"],
        attendances=_attendances(world, entry),
        agenda=[_point(world, point, agency=agency, day=day) for point in entry["agenda"]],
    )
    yield from _put_before(world, meeting, entry["by"], entry["chair"], clock)
    yield clock.after(40, 100)
    by = world.at_work(entry["by"], clock.now)
    done = {text["text"] for point in entry["agenda"] for text in _done(point)}
    for resolution in Resolution.objects.filter(item__meeting=meeting, text__in=done):
        meetings.carry_out(resolution, by=by, at=clock.now)


def _put_before(world: World, meeting: Meeting, writer: str, chief: str, clock: Clock) -> Life:
    """Minutes go to who was in the chair for information, who takes note."""
    letter = meeting.letter
    yield clock.after(0.5, 4)
    routing.send(
        letter,
        to=world.office_of(chief),
        person=world.posts[chief].user,
        by=world.at_work(writer, clock.now),
        at=clock.now,
        purpose=Purpose.INFORMATION,
        note="เสนอรายงานการประชุมเพื่อโปรดทราบ",
    )
    yield clock.after(2, 20)
    by = world.at_work(chief, clock.now)
    routing.instruct(at_desk(letter), by=by, at=clock.now, verdict=Verdict.NOTED)


def _attendances(world: World, entry: dict[str, Any]) -> list[Attendee]:
    chair, recorder = world.posts[entry["chair"]], world.posts[entry["by"]]
    present = [world.posts[key] for key in entry["present"]]
    absent = [world.posts[key] for key in entry["absent"]]
    return [
        Attendee(chair.user.name, chair.title, is_chair=True),
        *(Attendee(post.user.name, post.title) for post in present),
        *(Attendee(post.user.name, post.title, Attendance.Kind.ABSENT) for post in absent),
        Attendee(recorder.user.name, recorder.title, Attendance.Kind.ATTENDING),
    ]


def _point(world: World, point: dict[str, Any], *, agency: str, day: dt.date) -> Point:
    known = world.projects[agency]
    decisions = [
        _decision(text, project=known[text["project"]], world=world, day=day)
        for text in point.get("resolutions", ())
    ]
    return Point(point["number"], point["title"], point["text"], decisions)


def _decision(text: dict[str, Any], *, project: Project, world: World, day: dt.date) -> Decision:
    is_noted = text.get("noted", False)
    return Decision(
        text["text"],
        project,
        owner=world.units.get(text.get("owner", "")),
        due_on=None if is_noted else day + dt.timedelta(days=text["days"]),
        state=Resolution.State.NOTED if is_noted else Resolution.State.OPEN,
    )


def _done(point: dict[str, Any]) -> list[dict[str, Any]]:
    return [text for text in point.get("resolutions", ()) if text.get("done")]
