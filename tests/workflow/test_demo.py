"""The demo: what whoever tries the product finds, built once and looked at from many sides."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from saraban import access
from saraban.access import Actor
from saraban.models import (
    Document,
    IntakeFile,
    Letter,
    Meeting,
    Office,
    Project,
    Register,
    RegisterEntry,
    Secrecy,
    Urgency,
    User,
)
from saraban.thai import BANGKOK
from search.selectors import find
from signatures.models import Seal
from workflow import demo
from workflow.demo import seed
from workflow.models import Purpose, Step
from workflow.selectors.desk import desk_of, desk_sums
from workflow.states import State

AT = dt.datetime(2026, 11, 25, 10, 30, tzinfo=BANGKOK)
TODAY = AT.date()

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[demo.Built]:
    """The demo with a third of its letters, built once for this file and taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield demo.build(at=AT, share=1 / 3)
        transaction.set_rollback(True)


def at_work(username: str, title: str = "") -> Actor:
    user = User.objects.get(username=username)
    posts = user.appointments.held(on=TODAY).filter(position__title__contains=title)
    actor = access.actor_for(user, on=TODAY, post=posts[0].pk)
    assert actor is not None
    return actor


# What there is ------------------------------------------------------------------------------


def test_two_agencies_forty_people_and_some_thirty_offices_are_there(built):
    agencies = list(Office.objects.agencies().values_list("name", flat=True))

    assert agencies == ["องค์การบริหารส่วนจังหวัดภูเก็ต", "จังหวัดภูเก็ต"]
    assert (built.people, built.offices) == (40, 32)


def test_who_can_sign_in_is_told_with_posts_of_the_day_and_a_password_that_fits(built):
    people = {username: (name, posts) for username, name, posts in demo.who_can_sign_in(on=TODAY)}

    assert len(people) == 40
    assert people["anuwat"] == ("นายอนุวัฒน์ ชูแก้ว", "ผู้อำนวยการกองยุทธศาสตร์และงบประมาณ")
    assert "รักษาราชการแทน ผู้อำนวยการกองพัสดุและทรัพย์สิน" in people["wanida"][1]
    assert "นายทะเบียนข้อมูลข่าวสารลับ" in people["rattana"][1]
    assert len(demo.PASSWORD) >= 12
    assert User.objects.get(username="kanya").check_password(demo.PASSWORD)


def test_registers_run_over_three_years(built):
    years = Register.objects.filter(kind=Register.Kind.INCOMING).values_list("year", flat=True)

    assert set(years) == {2567, 2568, 2569}


def test_letters_differ_in_urgency_secrecy_and_in_how_far_they_have_come(built):
    letters = Letter.objects.all()

    assert set(letters.values_list("urgency", flat=True)) == set(Urgency.values)
    assert letters.filter(secrecy=Secrecy.CONFIDENTIAL).exists()
    assert letters.filter(secrecy=Secrecy.SECRET).exists()
    assert set(Step.objects.values_list("state", flat=True)) == set(State.values)
    assert letters.exclude(closed_at=None).count() > letters.count() / 2


def test_most_subjects_are_their_own(built):
    subjects = list(Letter.objects.values_list("subject", flat=True))

    assert len(set(subjects)) > len(subjects) / 2
    assert len({subject[:25] for subject in subjects}) >= 40


def test_files_are_read_whether_pdf_or_word(built):
    blobs = Document.objects.values_list("blob__media_type", "blob__reading").distinct()

    kinds = {media_type.rpartition(".")[2] for media_type, _reading in blobs}
    assert kinds == {"application/pdf", "document"}
    assert {reading for _type, reading in blobs} == {"read"}


def test_files_wait_in_the_trays_of_both_registries(built):
    waiting = IntakeFile.objects.filter(letter=None).values_list("office__short_name", flat=True)

    assert sorted(waiting) == ["สนจ.ภูเก็ต"] * 3 + ["สำนักปลัดฯ"] * 5


def test_a_letter_signed_at_one_agency_lies_registered_at_the_other(built):
    copies = Letter.objects.filter(links__kind="counterpart", received_at__isnull=False)

    assert {str(copy.office) for copy in copies} & {"สำนักงานจังหวัดภูเก็ต"}
    assert all(copy.entries.exists() and copy.reference for copy in copies)


def test_signed_letters_bear_seals_and_one_number_was_struck_out(built):
    void = RegisterEntry.objects.filter(state=RegisterEntry.State.VOID)

    assert Seal.objects.count() >= 5
    assert [bool(entry.reason) for entry in void] == [True]


def test_an_office_that_was_renamed_keeps_its_former_name_on_former_days(built):
    office = Office.objects.get(name="กองยุทธศาสตร์และงบประมาณ")

    names = [(named.name, named.valid_from.year) for named in office.names.order_by("valid_from")]
    assert names == [("กองแผนและงบประมาณ", 2019), ("กองยุทธศาสตร์และงบประมาณ", 2025)]


def test_everything_that_was_kept_is_whole(built, capsys):
    call_command("verify")

    assert "ทุกอย่างครบถ้วน" in capsys.readouterr().out


# What somebody finds ------------------------------------------------------------------------


def test_the_chief_has_letters_to_decide_on_and_to_sign(built):
    purposes = {step.purpose for step in desk_of(at_work("wichai"))}

    assert {Purpose.APPROVAL, Purpose.SIGNATURE} <= purposes


def test_some_desks_are_overdue_and_some_letters_are_due_today(built):
    clerk = at_work("nipaporn")
    open_letters = Letter.objects.filter(closed_at=None)

    assert desk_sums(clerk, at=AT)["all"] > 0
    assert open_letters.overdue(at=AT).exists()
    assert any(
        letter.due_at.astimezone(BANGKOK).date() == TODAY
        for letter in open_letters.exclude(due_at=None)
    )


@pytest.mark.parametrize(
    "words",
    ["ห้องประชุมคอมซิมบี้", "ทบทวนกลไลการมีส่วนร่วมระหว่าง", seed.NEWS[2][200:240], seed.SIX[4]],
)
@pytest.mark.parametrize("username", ["kanya", "chutima"])
def test_words_of_the_meeting_are_found_at_both_agencies(built, words, username):
    hits = find(at_work(username), words).hits

    assert any("ติดตามความก้าวหน้าของโครงการภูเก็ตเมืองอัจฉริยะ" in hit.letter.subject for hit in hits)


def test_the_minutes_name_who_was_there_and_tie_each_of_the_six_projects(built):
    meeting = Meeting.objects.get(body_name=seed.BODY_NAME)

    assert [one.name for one in meeting.attendances.filter(is_chair=True)] == ["นายพิเชษฐ์ ปาณะพงศ์"]
    assert meeting.place == "ห้องประชุมคอมซิมบี้ ชั้น 2 ศาลากลางจังหวัดภูเก็ต"
    tied = Project.objects.filter(resolutions__item__meeting=meeting).distinct()
    assert {project.code for project in tied} == {"PSC", *(f"PSC-A{n}" for n in range(1, 7))}


def test_a_secret_letter_is_seen_by_the_registrar_and_not_by_the_clerks(built):
    secret = Letter.objects.filter(secrecy__gt=Secrecy.OPEN, office__short_name="สำนักปลัดฯ").first()

    assert access.can_see(at_work("rattana", "นายทะเบียน"), secret)
    assert not access.can_see(at_work("kanya"), secret)


def test_an_administrator_reads_nothing(built):
    assert access.letters_visible_to(at_work("thana")).count() == 0
