"""A project gathers what concerns it, for those who may see it."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client
from django.urls import reverse

from saraban.errors import Refusal
from saraban.models import Concern, Event, Letter, Project, Secrecy
from saraban.selectors.projects import project_page, projects_page
from saraban.services import projects
from saraban.services.meetings import Decision, Point, record_minutes
from tests.cast import Province
from tests.factories import NOON, make_letter, make_officer, make_project, signed_in

DAY = dt.timedelta(days=1)


def tied(province: Province, project: Project, **known: object) -> Letter:
    """Return a letter of the central registry that concerns a project."""
    return make_letter(province.anong, projects=[project], **known)


# Undertaking


def test_a_project_code_is_given_once_in_an_agency(province: Province) -> None:
    make_project(province.ek, "อ-1")

    with pytest.raises(Refusal, match="รหัสโครงการนี้มีแล้ว"):
        make_project(province.anong, "อ-1")
    assert make_project(province.jan, "อ-1").agency == province.province


def test_a_project_has_no_owner_or_parent_in_another_agency(province: Province) -> None:
    theirs = make_project(province.jan, "จ-1")

    with pytest.raises(Refusal, match="โครงการหลัก"):
        make_project(province.anong, "อ-1", parent=theirs)
    with pytest.raises(Refusal, match="เจ้าของโครงการ"):
        make_project(province.anong, "อ-1", owner=province.governor_office)


@pytest.mark.parametrize("who", ["in_", "hong"])
def test_auditors_and_administrators_begin_no_project(province: Province, who: str) -> None:
    with pytest.raises(PermissionDenied):
        make_project(getattr(province, who), "อ-1")


# Saying what a letter concerns


def test_a_letter_concerns_the_projects_said_and_no_others(province: Province) -> None:
    first, second = make_project(province.anong, "1"), make_project(province.anong, "2")
    letter = tied(province, first)

    projects.tie(letter, [second], by=province.anong, at=NOON)

    assert [c.project for c in letter.concerns.all()] == [second]
    event = letter.events.latest("pk")
    assert (event.verb, event.facts.count(f'"projects":[{second.pk}]')) == (Event.Verb.LINKED, 1)


def test_saying_the_same_again_leaves_no_line_in_the_journal(province: Province) -> None:
    project = make_project(province.anong, "1")
    letter = tied(province, project)
    told = letter.events.count()

    projects.tie(letter, [project], by=province.anong, at=NOON)

    assert letter.events.count() == told


def test_only_somebody_who_handles_a_letter_says_what_it_concerns(province: Province) -> None:
    project = make_project(province.anong, "1")
    letter = make_letter(province.anong)

    with pytest.raises(Http404):
        projects.tie(letter, [project], by=province.fah, at=NOON)
    with pytest.raises(Refusal, match="หน่วยงานของท่าน"):
        projects.tie(letter, [make_project(province.jan, "จ")], by=province.anong, at=NOON)
    assert not Concern.objects.exists()


def test_a_letter_that_comes_in_concerns_projects_of_its_own_agency_only(
    province: Province,
) -> None:
    theirs = make_project(province.jan, "จ")

    with pytest.raises(Refusal, match="หน่วยงานของท่าน"):
        make_letter(province.anong, projects=[theirs])

    assert not Letter.objects.exists()


# Reading


def test_a_project_shows_letters_in_time_the_newest_first(province: Province) -> None:
    project = make_project(province.anong, "1")
    older = tied(province, project, at=NOON - DAY)
    newer = tied(province, project, at=NOON)
    oldest = tied(province, project, at=NOON - 2 * DAY, dated=dt.date(2026, 11, 1))

    page = project_page(province.anong, project)

    assert [stop.letter for stop in page.stops] == [newer, older, oldest]


def test_a_project_shows_and_counts_only_what_may_be_seen(province: Province) -> None:
    project = make_project(province.anong, "1")
    part = make_project(province.anong, "1.1", parent=project)
    ours = make_letter(province.anong, projects=[project, part])
    make_letter(province.chai, projects=[project, part])
    make_letter(province.gaew, projects=[project, part], secrecy=Secrecy.SECRET)

    page = project_page(province.anong, project)

    assert [stop.letter for stop in page.stops] == [ours]
    assert [(found.code, found.letter_count) for found in page.parts] == [("1.1", 1)]
    assert [p.letter_count for p in projects_page(province.anong).projects] == [1]
    assert [p.letter_count for p in projects_page(province.gaew).projects] == [2]
    assert [p.letter_count for p in projects_page(province.hong).projects] == [0]


def test_resolutions_stand_with_their_minutes_and_only_where_those_may_be_seen(
    province: Province,
) -> None:
    project = make_project(province.ek, "1")
    decision = Decision("ให้กองช่างสำรวจพื้นที่", project=project, owner=province.works)
    meeting = record_minutes(
        by=province.ek,
        at=NOON,
        body_name="คณะทำงาน",
        number=1,
        year=2569,
        began_at=NOON - DAY,
        place="ห้องประชุม",
        agenda=[Point("1", "พื้นที่", "สำรวจ", [decision, Decision("รับทราบ")])],
    )
    later = make_letter(province.chai, projects=[project])

    page = project_page(province.dao, project)

    assert [stop.letter for stop in page.stops] == [later, meeting.letter]
    assert [r.text for r in page.stops[1].resolutions] == ["ให้กองช่างสำรวจพื้นที่"]
    assert page.stops[1].at == NOON - DAY
    assert [r.text for r in page.waiting] == ["ให้กองช่างสำรวจพื้นที่"]
    elsewhere = project_page(province.fah, project)
    assert (elsewhere.stops, elsewhere.waiting) == ([], [])
    assert [p.open_count for p in projects_page(province.dao).projects] == [1]
    assert [p.open_count for p in projects_page(province.fah).projects] == [0]


def test_a_long_project_is_paged_without_loss_or_repetition(province: Province) -> None:
    project = make_project(province.anong, "1")
    letters = [tied(province, project, at=NOON - DAY * (n % 3)) for n in range(60)]

    first = project_page(province.anong, project)
    second = project_page(province.anong, project, below=first.older)

    shown = [stop.letter.pk for stop in [*first.stops, *second.stops]]
    assert (len(first.stops), second.older) == (50, None)
    assert sorted(shown) == sorted(letter.pk for letter in letters)


def test_projects_are_paged_by_code(province: Province) -> None:
    for number in range(60):
        make_project(province.anong, f"อ-{number:02}")

    first = projects_page(province.anong)
    second = projects_page(province.anong, after=first.more)

    codes = [p.code for p in [*first.projects, *second.projects]]
    assert codes == [f"อ-{number:02}" for number in range(60)]


# Pages: strangers and what is not there are asked of every page in tests/architecture


@pytest.mark.parametrize("who", ["jan", "kan"])
def test_projects_of_another_agency_do_not_exist(
    client: Client, province: Province, who: str
) -> None:
    project = make_project(province.anong, "1")
    other = signed_in(client, getattr(province, who))

    assert other.get(project.get_absolute_url()).status_code == 404
    assert project.name not in other.get(reverse("projects")).content.decode()


def test_a_project_is_begun_on_its_page(client: Client, province: Province) -> None:
    parent = make_project(province.anong, "1")
    typed = {"key": uuid.uuid4(), "code": "1.1", "name": "ระบบเตือนภัย", "parent": parent.pk}

    answer = signed_in(client, province.ek).post(reverse("project_new"), typed, follow=True)

    assert "ระบบเตือนภัย" in answer.content.decode()
    assert Project.objects.get(code="1.1").parent == parent


def test_a_project_without_a_name_or_below_a_strange_one_is_shown_again(
    client: Client, province: Province
) -> None:
    theirs = make_project(province.jan, "จ-1")
    typed = {"key": uuid.uuid4(), "code": "1.1", "name": "", "parent": theirs.pk}

    answer = signed_in(client, province.ek).post(reverse("project_new"), typed)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"name", "parent"}


@pytest.mark.parametrize("who", ["in_", "hong"])
def test_the_form_of_a_project_is_closed_to_those_who_write_nothing(
    client: Client, province: Province, who: str
) -> None:
    assert signed_in(client, getattr(province, who)).get(reverse("project_new")).status_code == 403


def test_what_a_letter_concerns_is_ticked_on_its_page(client: Client, province: Province) -> None:
    first, second = make_project(province.anong, "1"), make_project(province.anong, "2")
    letter = tied(province, first)
    url = reverse("letter_projects", args=[letter.pk])
    anong = signed_in(client, province.anong)

    assert anong.get(url).context["form"].initial["projects"] == [first.pk]
    answer = anong.post(url, {"key": uuid.uuid4(), "projects": [second.pk]})

    assert answer["Location"] == letter.get_absolute_url()
    assert [c.project for c in letter.concerns.all()] == [second]


def test_somebody_who_may_not_see_a_letter_does_not_find_its_projects(
    client: Client, province: Province
) -> None:
    letter = make_letter(province.anong)

    url = reverse("letter_projects", args=[letter.pk])

    assert signed_in(client, province.fah).get(url).status_code == 404
    assert signed_in(client, province.hong).get(url).status_code == 404


def test_a_secret_subject_is_not_told_on_a_project_page(client: Client, province: Province) -> None:
    project = make_project(province.anong, "1")
    make_letter(
        province.gaew, projects=[project], secrecy=Secrecy.CONFIDENTIAL, subject="เรื่องลับมาก ๆ"
    )

    page = signed_in(client, province.gaew).get(project.get_absolute_url()).content.decode()

    assert "หนังสือลับ" in page
    assert "เรื่องลับมาก ๆ" not in page


def test_a_project_page_asks_no_more_when_it_grows(
    client: Client, province: Province, django_assert_max_num_queries
) -> None:
    project = make_project(province.anong, "1")
    anong = signed_in(client, province.anong)
    _fill(province, project, 5)
    with django_assert_max_num_queries(16) as few:
        anong.get(project.get_absolute_url())
    _fill(province, project, 45)
    with django_assert_max_num_queries(len(few)):
        anong.get(project.get_absolute_url())
    with django_assert_max_num_queries(len(few)):
        anong.get(reverse("projects"))


def test_a_clerk_of_another_office_sees_an_empty_page_that_says_so(
    client: Client, province: Province
) -> None:
    project = make_project(province.anong, "1")
    make_officer(province.finance, "lek", "นางเล็ก")

    page = signed_in(client, province.fah).get(project.get_absolute_url())

    assert "ยังไม่มีเรื่องที่ท่านมีสิทธิอ่าน" in page.content.decode()


def _fill(province: Province, project: Project, count: int) -> None:
    start = Project.objects.count()
    for number in range(start, start + count):
        part = make_project(province.anong, f"1.{number}", parent=project)
        tied(province, project)
        record_minutes(
            by=province.anong,
            at=NOON,
            body_name="คณะทำงาน",
            number=number,
            year=2569,
            began_at=NOON,
            place="ห้องประชุม",
            agenda=[Point("1", "เรื่อง", "ข้อความ", [Decision("มติ", project=project)])],
            projects=[part],
        )
