"""An administrator sets up offices, posts and people, and reads nothing."""

import datetime as dt
import re
import uuid
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from saraban.errors import Refusal
from saraban.models import AgencySettings, Appointment, Capacity, Event, Office, Role, User
from saraban.services import numbers, offices, people
from tests.cast import Province
from tests.factories import (
    LONG_AGO,
    NOON,
    PASSWORD,
    TODAY,
    at_work,
    make_letter,
    make_office,
    make_person,
    make_post,
    signed_in,
)


def form(**typed: object) -> dict[str, object]:
    """Return what a page's form sends: what was typed, and the key it carries."""
    return {"key": uuid.uuid4(), **typed}


PAGES = ["settings", "office_new", "agency_settings", "people", "person_new"]


def picture(kind: str = "PNG") -> bytes:
    held = BytesIO()
    Image.new("RGB", (8, 8), "white").save(held, kind)
    return held.getvalue()


# What is refused


def test_a_renamed_office_keeps_its_old_code_on_old_letters(province: Province) -> None:
    new_year = dt.date(2026, 10, 1)

    offices.rename_office(
        province.works,
        name="สำนักช่าง",
        code="ภก 51015",
        valid_from=new_year,
        by=province.hong,
        at=NOON,
    )

    assert numbers.code_on(province.works, dt.date(2026, 9, 30)) == "ภก 51005"
    assert numbers.code_on(province.works, new_year) == "ภก 51015"
    assert Office.objects.get(pk=province.works.pk).name == "สำนักช่าง"


def test_two_offices_of_an_agency_never_bear_one_code(province: Province) -> None:
    with pytest.raises(Refusal, match="เลขหนังสือจะซ้ำกัน"):
        offices.add_office(
            parent=province.pao, name="กองใหม่", code="ภก 51005", by=province.hong, at=NOON
        )


def test_a_name_is_not_used_before_its_day(province: Province) -> None:
    tomorrow = TODAY + dt.timedelta(days=1)

    with pytest.raises(Refusal, match="ยังมาไม่ถึง"):
        offices.rename_office(
            province.works, name="สำนักช่าง", valid_from=tomorrow, by=province.hong, at=NOON
        )


def test_an_office_with_people_in_it_is_not_closed(province: Province) -> None:
    with pytest.raises(Refusal, match="ผู้ดำรงตำแหน่ง"):
        offices.close_office(province.works, by=province.hong, at=NOON, valid_to=TODAY)


def test_an_empty_office_is_closed_and_takes_no_more_offices_below(province: Province) -> None:
    office = make_office(province.pao, "กองยุบ")
    offices.close_office(office, by=province.hong, at=NOON, valid_to=TODAY)

    with pytest.raises(Refusal, match="ยุบแล้ว"):
        offices.add_office(
            parent=office,
            name="ฝ่าย",
            by=province.hong,
            at=NOON,
            valid_from=TODAY + dt.timedelta(days=1),
        )


@pytest.mark.parametrize("name", ["anong", "boon", "in_"])
def test_only_an_administrator_sets_up_offices_and_people(province: Province, name: str) -> None:
    with pytest.raises(PermissionDenied):
        offices.add_office(parent=province.pao, name="กอง", by=getattr(province, name), at=NOON)
    with pytest.raises(PermissionDenied):
        people.renew_password(
            province.ek.user, password=PASSWORD, by=getattr(province, name), at=NOON
        )


def test_an_administrator_does_not_touch_another_agency(province: Province) -> None:
    with pytest.raises(Refusal, match="เฉพาะหน่วยงานของท่าน"):
        offices.add_office(parent=province.province, name="กอง", by=province.hong, at=NOON)
    with pytest.raises(Refusal, match="หน่วยงานอื่น"):
        people.close_account(province.jan.user, agency=province.pao, by=province.hong, at=NOON)
    with pytest.raises(Refusal, match="หน่วยงานอื่น"):
        people.appoint(
            user=province.jan.user,
            position=province.dao.post.position,
            valid_from=TODAY,
            by=province.hong,
            at=NOON,
        )


def test_an_administrator_neither_appoints_nor_clears_nor_locks_out_themselves(
    province: Province,
) -> None:
    hong = province.hong
    province.hong.user.clearance = 0
    province.hong.user.save()

    with pytest.raises(Refusal, match="แต่งตั้งตนเองไม่ได้"):
        people.appoint(
            user=hong.user, position=province.boon.post.position, valid_from=TODAY, by=hong, at=NOON
        )
    with pytest.raises(Refusal, match="ให้ตนเองไม่ได้"):
        people.change_person(hong.user, name="นายหงส์ ดูแล", clearance=2, by=hong, at=NOON)
    with pytest.raises(Refusal, match="ของตนเองไม่ได้"):
        people.close_account(hong.user, agency=province.pao, by=hong, at=NOON)
    with pytest.raises(Refusal, match="กำลังใช้อยู่ไม่ได้"):
        people.end_appointment(hong.post, by=hong, at=NOON, valid_to=TODAY)


@pytest.mark.parametrize(("begins", "ends"), [(-30, None), (-30, 0), (5, 20), (0, 10)])
def test_nobody_holds_one_post_twice_on_one_day(
    province: Province, begins: int, ends: int | None
) -> None:
    def day(after: int) -> dt.date:
        return TODAY + dt.timedelta(days=after)

    ek = province.ek.user
    held = make_post(ek, province.finance, Role.OFFICER, valid_from=TODAY, valid_to=day(10))

    with pytest.raises(Refusal, match="ดำรงตำแหน่งนี้อยู่แล้ว"):
        people.appoint(
            user=ek,
            position=held.position,
            valid_from=day(begins),
            valid_to=None if ends is None else day(ends),
            by=None,
            at=NOON,
        )

    again = day(11)
    people.appoint(user=ek, position=held.position, valid_from=again, by=None, at=NOON)


def test_what_an_administrator_does_stands_in_the_journal_of_the_agency(
    province: Province,
) -> None:
    made = people.add_person(
        username="nid",
        name="นางนิด",
        password=PASSWORD,
        agency=province.pao,
        by=province.hong,
        at=NOON,
    )

    event = Event.objects.filter(chain=f"office/{province.pao.pk}").latest("sequence")
    assert event.user == province.hong.user
    assert f'"person":{made.pk}' in event.facts
    assert PASSWORD not in event.facts


# Pages: stranger and nothing there are asked of every page in tests/architecture


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["anong", "boon", "ek", "in_"])
def test_settings_are_closed_to_everybody_else(
    client: Client, province: Province, name: str, who: str
) -> None:
    response = signed_in(client, getattr(province, who)).get(reverse(name))

    assert response.status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_settings_are_open_to_an_administrator(
    client: Client, province: Province, name: str
) -> None:
    assert signed_in(client, province.hong).get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    "name",
    ["person", "person_change", "person_password", "person_close", "person_appoint"],
)
def test_people_of_another_agency_do_not_exist(
    client: Client, province: Province, name: str
) -> None:
    url = reverse(name, args=[province.jan.user.pk])

    assert signed_in(client, province.hong).get(url).status_code == 404
    assert client.post(url, {}).status_code in {404, 405}


@pytest.mark.parametrize("name", ["office", "office_rename", "office_close", "position_new"])
def test_offices_of_another_agency_do_not_exist(
    client: Client, province: Province, name: str
) -> None:
    url = reverse(name, args=[province.governor_office.pk])

    assert signed_in(client, province.hong).get(url).status_code == 404


def test_posts_of_another_agency_are_neither_given_nor_ended(
    client: Client, province: Province
) -> None:
    hong = signed_in(client, province.hong)
    theirs = reverse("appointment_end", args=[province.jan.post.pk])
    sent = form(position=province.jan.post.position.pk, capacity="own", valid_from="วันนี้")

    assert hong.get(theirs).status_code == 404
    answer = hong.post(reverse("person_appoint", args=[province.ek.user.pk]), sent)
    assert answer.status_code == 422
    assert province.ek.user.appointments.count() == 1


def test_a_person_is_added_and_the_first_password_is_shown_once(
    client: Client, province: Province
) -> None:
    hong = signed_in(client, province.hong)
    typed = form(name="นางนิด หน่อย", username="nid", clearance=0)

    answer = hong.post(reverse("person_new"), typed, follow=True)

    shown = re.search(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", answer.content.decode())
    assert shown
    nid = User.objects.get(username="nid")
    assert nid.check_password(shown[0])
    again = hong.get(reverse("person", args=[nid.pk])).content.decode()
    assert shown[0] not in again


def test_one_form_sent_twice_makes_one_person(client: Client, province: Province) -> None:
    hong = signed_in(client, province.hong)
    key = "7a0f2c7e-5c53-4d39-9c3e-5d1b1f0a9a11"
    typed = {"key": key, "name": "นางนิด หน่อย", "username": "nid", "clearance": 0}

    first = hong.post(reverse("person_new"), typed)
    second = hong.post(reverse("person_new"), typed)

    assert first["Location"] == second["Location"]
    assert User.objects.filter(username="nid").count() == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": "", "username": "nid"}, "โปรดกรอกช่องนี้"),
        ({"name": "นางนิด", "username": "ANONG"}, "มีผู้ใช้ชื่อบัญชีนี้แล้ว"),
        ({"name": "นางนิด", "username": "มี ช่อง"}, "ชื่อบัญชีใช้ได้เฉพาะ"),
        ({"name": "นางนิด", "username": "nid", "clearance": "3"}, "เลือก"),
    ],
)
def test_a_person_wrongly_typed_is_shown_again(
    client: Client, province: Province, typed: dict[str, str], words: str
) -> None:
    answer = signed_in(client, province.hong).post(
        reverse("person_new"), form(**{"clearance": "0", **typed})
    )

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not User.objects.filter(username="nid").exists()


def test_a_closed_account_is_dead_with_the_next_request(province: Province) -> None:
    ek, hong = signed_in(Client(), province.ek), signed_in(Client(), province.hong)
    assert ek.get(reverse("letters")).status_code == 200

    hong.post(reverse("person_close", args=[province.ek.user.pk]), form())

    assert "/login/" in ek.get(reverse("letters"))["Location"]
    hong.post(reverse("person_close", args=[province.ek.user.pk]), form())
    assert User.objects.get(pk=province.ek.user.pk).is_active


def test_a_new_password_puts_whoever_is_signed_in_out(province: Province) -> None:
    ek, hong = signed_in(Client(), province.ek), signed_in(Client(), province.hong)

    hong.post(reverse("person_password", args=[province.ek.user.pk]), form())

    assert "/login/" in ek.get(reverse("letters"))["Location"]
    assert not User.objects.get(pk=province.ek.user.pk).check_password(PASSWORD)


def test_somebody_is_appointed_to_act_for_another_and_leaves_again(
    client: Client, province: Province
) -> None:
    hong, ek = signed_in(client, province.hong), province.ek.user
    typed = form(
        position=province.dao.post.position.pk,
        capacity=Capacity.ACTING,
        valid_from="1 พ.ย. 69",
        valid_to="31 ธ.ค. 69",
        under_order="คำสั่ง อบจ.ภูเก็ต ที่ 12/2569",
    )

    answer = hong.post(reverse("person_appoint", args=[ek.pk]), typed, follow=True)

    made = Appointment.objects.get(user=ek, capacity=Capacity.ACTING)
    assert "รักษาราชการแทน ผู้อำนวยการกองช่าง" in answer.content.decode()
    assert (made.valid_from, made.valid_to) == (dt.date(2026, 11, 1), dt.date(2026, 12, 31))
    hong.post(reverse("appointment_end", args=[made.pk]), form(valid_to="20 พ.ย. 69"))
    made.refresh_from_db()
    assert made.valid_to == dt.date(2026, 11, 20)


def test_an_office_is_added_renamed_and_closed_on_pages(client: Client, province: Province) -> None:
    hong = signed_in(client, province.hong)
    typed = form(parent=province.works.pk, name="ฝ่ายเครื่องจักรกล", valid_from="1/10/2569")

    hong.post(reverse("office_new"), typed)
    made = Office.objects.get(name="ฝ่ายเครื่องจักรกล")
    renamed = form(name="งานเครื่องจักรกล", valid_from="1/11/2569")
    hong.post(reverse("office_rename", args=[made.pk]), renamed)
    hong.post(reverse("office_close", args=[made.pk]), form(valid_to="20/11/2569"))

    made.refresh_from_db()
    assert (made.name, made.valid_to) == ("งานเครื่องจักรกล", dt.date(2026, 11, 20))
    page = hong.get(reverse("office", args=[made.pk])).content.decode()
    assert "ฝ่ายเครื่องจักรกล" in page
    assert "งานเครื่องจักรกล" not in hong.get(reverse("settings")).content.decode()
    assert "งานเครื่องจักรกล" in hong.get(reverse("settings") + "?ended").content.decode()


def test_a_post_is_added_to_an_office(client: Client, province: Province) -> None:
    url = reverse("position_new", args=[province.finance.pk])

    answer = signed_in(client, province.hong).post(
        url, form(title="ผู้อำนวยการกองคลัง", role=Role.DIRECTOR), follow=True
    )

    assert "ผู้อำนวยการกองคลัง" in answer.content.decode()
    assert province.finance.positions.filter(role=Role.DIRECTOR).count() == 1


def test_the_agency_sets_its_address_digits_and_emblem(client: Client, province: Province) -> None:
    hong = signed_in(client, province.hong)
    typed = {"saraban_email": "saraban@pao.example", "digits": "thai", "address": "ถนนนริศร"}
    emblem = SimpleUploadedFile("ตรา.png", picture(), "image/png")

    hong.post(reverse("agency_settings"), form(**typed, emblem=emblem))

    known = AgencySettings.objects.get(office=province.pao)
    assert (known.saraban_email, known.digits) == ("saraban@pao.example", "thai")
    assert hong.get(reverse("emblem")).content == picture()
    hong.post(reverse("agency_settings"), form(**typed))
    assert AgencySettings.objects.get(office=province.pao).emblem == known.emblem


@pytest.mark.parametrize(
    ("name", "content"),
    [("ตรา.pdf", b"%PDF-1.7"), ("ตรา.png", b"<svg onload=alert(1)>"), ("ตรา.jpg", b"MZ\x90")],
)
def test_an_emblem_that_is_no_picture_is_refused(
    client: Client, province: Province, name: str, content: bytes
) -> None:
    emblem = SimpleUploadedFile(name, content, "image/png")

    answer = signed_in(client, province.hong).post(
        reverse("agency_settings"), form(digits="thai", emblem=emblem)
    )

    assert answer.status_code == 422
    assert AgencySettings.objects.get(office=province.pao).emblem is None


def test_settings_show_nothing_of_letters(client: Client, province: Province) -> None:
    letter = make_letter(province.anong, subject="เรื่องที่ผู้ดูแลระบบอ่านไม่ได้")
    hong = signed_in(client, province.hong)

    assert hong.get(reverse("letter", args=[letter.pk])).status_code == 404
    for name in PAGES:
        assert "เรื่องที่ผู้ดูแลระบบอ่านไม่ได้" not in hong.get(reverse(name)).content.decode()


# The post one acts in


def test_a_person_with_two_posts_chooses_the_one_they_act_in(
    client: Client, province: Province
) -> None:
    acting = make_post(
        province.ek.user, province.finance, Role.DIRECTOR, "ผู้อำนวยการกองคลัง", Capacity.ACTING
    )
    ek = signed_in(client, province.ek)

    answer = ek.post(reverse("posts"), {"post": acting.pk})

    assert answer.status_code == 302
    page = ek.get(reverse("letters")).content.decode()
    assert "รักษาราชการแทน ผู้อำนวยการกองคลัง" in page
    assert at_work(province.ek.user, acting).office == province.finance


@pytest.mark.parametrize("post", ["", "x", "0"])
def test_a_post_that_is_not_ones_own_is_not_chosen(
    client: Client, province: Province, post: str
) -> None:
    ek = signed_in(client, province.ek)

    assert ek.post(reverse("posts"), {"post": post}).status_code == 404
    assert ek.post(reverse("posts"), {"post": province.dao.post.pk}).status_code == 404


def test_a_post_that_has_ended_is_not_chosen(client: Client, province: Province) -> None:
    old = make_post(
        province.ek.user, province.finance, Role.DIRECTOR, valid_to=LONG_AGO + dt.timedelta(days=9)
    )

    answer = signed_in(client, province.ek).post(reverse("posts"), {"post": old.pk})

    assert answer.status_code == 404


def test_somebody_without_a_post_learns_whom_to_ask(client: Client, province: Province) -> None:
    client.force_login(
        make_person(province.pao, "nid", "นางนิด"),
        backend="django.contrib.auth.backends.ModelBackend",
    )

    assert client.get(reverse("letters"))["Location"] == reverse("posts")
    page = client.get(reverse("posts")).content.decode()
    assert "โปรดติดต่อผู้ดูแลระบบ" in page
    assert client.post(reverse("posts"), {"post": province.ek.post.pk}).status_code == 404


# Many rows


@pytest.mark.parametrize("name", ["people", "settings"])
def test_a_list_of_people_or_offices_asks_no_more_when_it_grows(
    client: Client, province: Province, name: str, django_assert_max_num_queries
) -> None:
    hong = signed_in(client, province.hong)
    _fill(province, 5)
    with django_assert_max_num_queries(12) as few:
        hong.get(reverse(name))
    _fill(province, 50)
    with django_assert_max_num_queries(len(few)):
        hong.get(reverse(name))


def test_people_are_paged_by_name_and_found_by_part_of_it(
    client: Client, province: Province
) -> None:
    _fill(province, 60)
    hong = signed_in(client, province.hong)

    first = hong.get(reverse("people")).context["page"]
    second = hong.get(reverse("people"), {"after": first.more}).context["page"]

    names = [person.name for person in [*first.people, *second.people]]
    assert len(first.people) == 50
    assert names == sorted(names)
    assert len(set(names)) == len(names) == User.objects.filter(agency=province.pao).count()
    found = hong.get(reverse("people"), {"q": "เลขที่ 7"}).context["page"].people
    assert [person.name for person in found] == ["คนเลขที่ 7"]


def _fill(province: Province, count: int) -> None:
    for number in range(1, count + 1):
        name = f"คนเลขที่ {number}"
        if not User.objects.filter(name=name).exists():
            office = make_office(province.works, f"ฝ่ายเลขที่ {number}")
            person = make_person(province.pao, f"person{number}", name)
            make_post(person, office, Role.OFFICER)
