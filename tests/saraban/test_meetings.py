"""Minutes are written down as a letter; what was resolved is followed up."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client
from django.urls import reverse

from saraban.access import can_see
from saraban.errors import Refusal
from saraban.forms.meetings import MOST_POINTS
from saraban.models import Attendance, Direction, Event, Kind, Meeting, Resolution
from saraban.selectors import words_of_meeting
from saraban.selectors.meetings import meetings_page, meetings_visible_to, waiting_resolutions
from saraban.services.meetings import Attendee, Decision, Point, carry_out, record_minutes
from tests.cast import Province
from tests.factories import BANGKOK, NOON, make_letter, make_project, signed_in

BEGAN = dt.datetime(2021, 5, 3, 9, 30, tzinfo=BANGKOK)


def minutes(by: Any, **known: Any) -> Meeting:
    """Write down the meeting of 3 May 2564."""
    facts: dict[str, Any] = {
        "body_name": "ติดตามความก้าวหน้าโครงการภูเก็ตเมืองอัจฉริยะ",
        "number": 1,
        "year": 2564,
        "began_at": BEGAN,
        "ended_at": BEGAN + dt.timedelta(hours=3),
        "place": "ห้องประชุมคอมซิมบี้ ชั้น 2 ศาลากลางจังหวัดภูเก็ต",
        "attendances": [
            Attendee("นายพิเชษฐ์ ปาณะพงศ์", "รองผู้ว่าราชการจังหวัดภูเก็ต", is_chair=True),
            Attendee("นายไพฑูลย์ ศิลปวิสุทธิ์", "ติดราชการ", Attendance.Kind.ABSENT),
        ],
        "agenda": [
            Point("1", "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ", "ข้อเสนอผ่านคณะทำงานแล้ว"),
            Point(
                "4",
                "เรื่องเสนอเพื่อพิจารณา",
                "พิจารณาเพิ่มเติมโครงการ",
                [Decision("เห็นชอบ 46 โครงการ"), Decision("รับทราบ", state="noted")],
            ),
        ],
    }
    return record_minutes(by=by, at=NOON, **{**facts, **known})


# Writing down


def test_minutes_are_a_letter_of_the_office_that_wrote_them(province: Province) -> None:
    meeting = minutes(province.ek)

    letter = meeting.letter
    assert (letter.kind, letter.direction) == (Kind.MINUTES, Direction.INTERNAL)
    assert (letter.reference, letter.dated) == ("1/2564", dt.date(2021, 5, 3))
    assert letter.subject == ("รายงานการประชุมติดตามความก้าวหน้าโครงการภูเก็ตเมืองอัจฉริยะ ครั้งที่ 1/2564")
    assert not letter.is_draft
    assert can_see(province.dao, letter)
    assert not can_see(province.fah, letter)
    assert meeting.recorder == "นายเอก พิทักษ์ถิ่น"


def test_minutes_stand_in_the_journal_with_those_who_may_read_them(province: Province) -> None:
    letter = minutes(province.ek).letter

    event = letter.events.get()
    reader = letter.access.get().principal_id
    assert (event.verb, event.chain) == (Event.Verb.REGISTERED, f"letter/{letter.pk}")
    assert f'"readers":[{reader}]' in event.facts


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"began_at": NOON + dt.timedelta(minutes=1)}, "ยังมาไม่ถึง"),
        ({"ended_at": BEGAN - dt.timedelta(minutes=1)}, "ก่อนเวลาเริ่มประชุม"),
        ({"agenda": []}, "อย่างน้อยหนึ่งวาระ"),
    ],
)
def test_minutes_that_cannot_be_are_refused(
    province: Province, known: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refusal, match=words):
        minutes(province.ek, **known)
    assert not Meeting.objects.exists()


def test_one_sitting_is_written_down_once(province: Province) -> None:
    minutes(province.ek)

    with pytest.raises(Refusal, match="แล้ว โปรดตรวจครั้งที่"):
        minutes(province.dao)
    assert minutes(province.anong).office == province.centre


def test_resolutions_burden_nobody_in_another_agency(province: Province) -> None:
    theirs = make_project(province.jan, "จ-1")
    by_project = [Point("1", "เรื่อง", "", [Decision("มติ", project=theirs)])]
    by_owner = [Point("1", "เรื่อง", "", [Decision("มติ", owner=province.governor_office)])]

    for agenda in (by_project, by_owner):
        with pytest.raises(Refusal, match="หน่วยงานของท่าน"):
            minutes(province.ek, agenda=agenda)
    with pytest.raises(Refusal, match="หน่วยงานของท่าน"):
        minutes(province.ek, projects=[theirs])


@pytest.mark.parametrize("who", ["in_", "hong"])
def test_auditors_and_administrators_write_no_minutes(province: Province, who: str) -> None:
    with pytest.raises(PermissionDenied):
        minutes(getattr(province, who))


# Carrying out


def test_a_resolution_is_carried_out_once_and_the_journal_says_so(province: Province) -> None:
    resolution = Resolution.objects.get(item__meeting=minutes(province.ek), state="open")

    carry_out(resolution, by=province.dao, at=NOON)

    assert Resolution.objects.get(pk=resolution.pk).state == Resolution.State.DONE
    event = resolution.item.meeting.letter.events.latest("pk")
    assert (event.verb, event.user) == (Event.Verb.RESOLVED, province.dao.user)
    with pytest.raises(Refusal, match="ไม่ได้รอดำเนินการ"):
        carry_out(resolution, by=province.ek, at=NOON)


def test_a_resolution_that_is_only_noted_is_not_carried_out(province: Province) -> None:
    noted = Resolution.objects.get(item__meeting=minutes(province.ek), state="noted")

    with pytest.raises(Refusal):
        carry_out(noted, by=province.ek, at=NOON)


def test_somebody_who_may_not_see_the_minutes_carries_nothing_out(province: Province) -> None:
    resolution = Resolution.objects.filter(item__meeting=minutes(province.ek)).earliest("pk")

    with pytest.raises(Http404):
        carry_out(resolution, by=province.fah, at=NOON)


# Reading


def test_meetings_and_what_waits_are_shown_to_those_who_may_see_the_minutes(
    province: Province,
) -> None:
    meeting = minutes(province.ek)

    assert list(meetings_visible_to(province.dao)) == [meeting]
    assert [m.open_count for m in meetings_page(province.dao).meetings] == [1]
    assert [m.resolution_count for m in meetings_page(province.dao).meetings] == [2]
    assert [r.text for r in waiting_resolutions(province.dao)] == ["เห็นชอบ 46 โครงการ"]
    for stranger in (province.fah, province.hong, province.jan):
        assert not meetings_visible_to(stranger).exists()
        assert not waiting_resolutions(stranger).exists()


def test_what_has_a_day_waits_before_what_has_none(province: Province) -> None:
    days = [None, dt.date(2026, 12, 2), dt.date(2026, 12, 1)]
    agenda = [Point("1", "เรื่อง", "", [Decision(f"มติ {day}", due_on=day) for day in days])]
    minutes(province.ek, agenda=agenda)

    waiting = waiting_resolutions(province.ek)

    assert [r.due_on for r in waiting] == [days[2], days[1], None]


def test_the_words_of_minutes_are_told_to_the_search(province: Province) -> None:
    letter = minutes(province.ek).letter

    told = list(words_of_meeting(letter))

    assert [kind for kind, _text in told] == [
        *("meeting", "agenda_item", "agenda_item", "resolution", "resolution")
    ]
    assert "ห้องประชุมคอมซิมบี้" in told[0][1]
    assert "รองผู้ว่าราชการจังหวัดภูเก็ต" in told[0][1]
    assert told[3][1] == "เห็นชอบ 46 โครงการ"


def test_an_ordinary_letter_has_no_words_of_a_meeting_and_costs_no_query(
    province: Province, django_assert_num_queries: Any
) -> None:
    letter = make_letter(province.anong)

    with django_assert_num_queries(0):
        assert list(words_of_meeting(letter)) == []


def test_meetings_are_paged_without_loss_or_repetition(province: Province) -> None:
    for number in range(1, 61):
        minutes(province.ek, number=number)

    first = meetings_page(province.ek)
    second = meetings_page(province.ek, below=first.older)

    shown = [meeting.number for meeting in [*first.meetings, *second.meetings]]
    assert (len(first.meetings), second.older) == (50, None)
    assert sorted(shown) == list(range(1, 61))


# Pages: strangers and what is not there are asked of every page in tests/architecture


def typed(**known: object) -> dict[str, object]:
    """Return what the page of new minutes sends: five standard items, two of them filled in."""
    agenda: dict[str, object] = {"agenda-TOTAL_FORMS": "5", "agenda-INITIAL_FORMS": "5"}
    for place in range(5):
        agenda |= {f"agenda-{place}-number": str(place + 1), f"agenda-{place}-title": "เรื่อง"}
    return {
        "key": uuid.uuid4(),
        "body_name": "คณะกรรมการขับเคลื่อน",
        "sitting": "๕/๒๕๖๔",
        "began_at": "3 พ.ค. 64 เวลา 9.30 น.",
        "ended": "12.00 น.",
        "place": "ห้องประชุม",
        "present": "นายหนึ่ง ใจดี | ประธานกรรมการ\n\nนางสอง ใจงาม",
        **agenda,
        "agenda-0-text": "แจ้งให้ทราบ",
        "agenda-3-resolution": "เห็นชอบให้ดำเนินการ",
        "agenda-3-state": "open",
        "agenda-3-due_on": "31 ธ.ค. 69",
        **known,
    }


def test_minutes_are_written_down_on_a_page(client: Client, province: Province) -> None:
    owner = {"agenda-3-owner": province.works.pk}

    answer = signed_in(client, province.ek).post(
        reverse("meeting_new"), typed(**owner), follow=True
    )

    meeting = Meeting.objects.get()
    page = answer.content.decode()
    assert (meeting.number, meeting.year, meeting.began_at) == (5, 2564, BEGAN)
    assert meeting.ended_at == dt.datetime(2021, 5, 3, 12, 0, tzinfo=BANGKOK)
    assert [item.number for item in meeting.agenda.all()] == ["1", "4"]
    resolution = Resolution.objects.get()
    assert (resolution.owner, resolution.due_on) == (province.works, dt.date(2026, 12, 31))
    chair, other = meeting.attendances.all()
    assert (chair.name, chair.post, chair.is_chair) == ("นายหนึ่ง ใจดี", "ประธานกรรมการ", True)
    assert (other.name, other.is_chair) == ("นางสอง ใจงาม", False)
    assert f'id="resolution-{resolution.pk}"' in page


def test_the_letter_of_minutes_leads_to_what_was_resolved(
    client: Client, province: Province
) -> None:
    meeting = minutes(province.ek)
    ordinary = make_letter(province.chai)
    ek = signed_in(client, province.ek)

    page = ek.get(meeting.letter.get_absolute_url()).content.decode()

    assert f'href="{meeting.get_absolute_url()}"' in page
    assert "มติที่ประชุม" not in ek.get(ordinary.get_absolute_url()).content.decode()


def test_headings_stand_in_the_order_of_form_11(client: Client, province: Province) -> None:
    present = Attendee("นางสาม", kind=Attendance.Kind.ATTENDING)
    meeting = minutes(
        province.ek,
        checker="นางดาว รักษ์ทะเล",
        attendances=[Attendee("นายหนึ่ง"), Attendee("นายสอง", kind=Attendance.Kind.ABSENT), present],
    )

    page = signed_in(client, province.ek).get(meeting.get_absolute_url()).content.decode()

    headings = [
        *("รายงานการประชุมติดตาม", "ครั้งที่ 1/2564", "3 พฤษภาคม 2564", "ห้องประชุมคอมซิมบี้"),
        *("ผู้มาประชุม", "ผู้ไม่มาประชุม", "ผู้เข้าร่วมประชุม", "เริ่มประชุมเวลา", "ระเบียบวาระที่ 1"),
        *("มติที่ประชุม", "เลิกประชุมเวลา", "ผู้จดรายงานการประชุม", "ผู้ตรวจรายงานการประชุม"),
    ]
    start = page.index("<h1>")
    places = [page.index(heading, start) for heading in headings]
    assert places == sorted(places)
    assert "ครุฑ" not in page


def test_one_more_item_is_asked_for_without_losing_what_was_typed(
    client: Client, province: Province
) -> None:
    ek = signed_in(client, province.ek)

    answer = ek.post(reverse("meeting_new"), typed(more="1", body_name="", place="ห้องเล็ก"))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="agenda-5-text"' in page
    assert "ห้องเล็ก" in page
    assert "โปรดกรอกช่องนี้" not in page
    assert not Meeting.objects.exists()


def test_an_agenda_does_not_grow_without_end(client: Client, province: Province) -> None:
    endless = {"agenda-TOTAL_FORMS": "99999", "more": "1"}

    answer = signed_in(client, province.ek).post(reverse("meeting_new"), typed(**endless))

    assert answer.content.decode().count("<fieldset") <= MOST_POINTS


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"body_name": ""}, "โปรดกรอกช่องนี้"),
        ({"sitting": "ห้า"}, "ครั้งที่เป็นตัวเลข"),
        ({"sitting": "5/64"}, "ครั้งที่เป็นตัวเลข"),
        ({"ended": "25.00"}, "โปรดพิมพ์เวลา"),
        ({"began_at": "เมื่อเช้า"}, "โปรด"),
        ({"present": ""}, "โปรดกรอกช่องนี้"),
        ({"agenda-0-title": ""}, "โปรดกรอกเรื่องของวาระนี้"),
        ({"agenda-3-due_on": "32 ธ.ค. 69"}, "โปรดตรวจระเบียบวาระ"),
        ({"agenda-0-text": "", "agenda-3-resolution": ""}, "อย่างน้อยหนึ่งวาระ"),
        ({"agenda-TOTAL_FORMS": "x"}, "โปรดตรวจระเบียบวาระ"),
    ],
)
def test_minutes_wrongly_typed_are_shown_again_with_all_that_was_typed(
    client: Client, province: Province, wrong: dict[str, str], words: str
) -> None:
    answer = signed_in(client, province.ek).post(reverse("meeting_new"), typed(**wrong))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "นางสอง ใจงาม" in answer.content.decode() or "present" in wrong
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("who", ["in_", "hong"])
def test_the_form_of_minutes_is_closed_to_those_who_write_nothing(
    client: Client, province: Province, who: str
) -> None:
    assert signed_in(client, getattr(province, who)).get(reverse("meeting_new")).status_code == 403


@pytest.mark.parametrize("who", ["fah", "hong", "jan"])
def test_minutes_that_may_not_be_seen_do_not_exist(
    client: Client, province: Province, who: str
) -> None:
    meeting = minutes(province.ek)
    resolution = Resolution.objects.earliest("pk")
    other = signed_in(client, getattr(province, who))

    assert other.get(meeting.get_absolute_url()).status_code == 404
    assert other.post(reverse("resolution_done", args=[resolution.pk])).status_code == 404
    assert meeting.body_name not in other.get(reverse("meetings")).content.decode()


def test_a_resolution_is_carried_out_on_the_page(client: Client, province: Province) -> None:
    minutes(province.ek)
    resolution = Resolution.objects.get(state="open")
    dao = signed_in(client, province.dao)
    assert "เห็นชอบ 46 โครงการ" in dao.get(reverse("meetings") + "?show=waiting").content.decode()

    done = reverse("resolution_done", args=[resolution.pk])
    page = dao.post(done, follow=True).content.decode()
    again = dao.post(done, follow=True).content.decode()

    assert "มตินี้ดำเนินการแล้ว" in page
    assert "ไม่ได้รอดำเนินการ" in again
    assert "ไม่มีมติค้าง" in dao.get(reverse("meetings") + "?show=waiting").content.decode()


def test_lists_and_minutes_ask_no_more_when_they_grow(
    client: Client, province: Province, django_assert_max_num_queries: Any
) -> None:
    ek = signed_in(client, province.ek)
    pages = [reverse("meetings"), reverse("meetings") + "?show=waiting", minutes_of(province, 5)]
    few = []
    for page in pages:
        with django_assert_max_num_queries(14) as asked:
            ek.get(page)
        few.append(len(asked))
    pages[2] = minutes_of(province, 50)
    for page, most in zip(pages, few, strict=True):
        with django_assert_max_num_queries(most):
            ek.get(page)


def minutes_of(province: Province, count: int) -> str:
    """Write down ``count`` meetings, the last one with as many items; return its address."""
    project = make_project(province.ek, f"อ-{count}")
    for number in range(count):
        points = [
            Point(str(n), "เรื่อง", "ข้อความ", [Decision("มติ", project, province.works)])
            for n in range(number + 1)
        ]
        meeting = minutes(province.ek, number=count * 100 + number, agenda=points)
    return meeting.get_absolute_url()
