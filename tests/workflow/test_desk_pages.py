"""The desk and the pages of its acts, as people meet them."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.http import HttpResponse
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from saraban.access import Actor
from saraban.models import RegisterEntry, Secrecy, Urgency
from tests.cast import Province
from tests.factories import NOON, make_letter, signed_in
from workflow.models import Purpose, Step
from workflow.selectors import acts_for, desk_of, places
from workflow.services import routing
from workflow.states import State

LATER = NOON + dt.timedelta(minutes=5)


def post(client: Client, actor: Actor, url: str, **typed: object) -> HttpResponse:
    return signed_in(client, actor).post(url, {"key": uuid.uuid4(), **typed})


def words_on(response: HttpResponse) -> str:
    return response.content.decode()


@pytest.fixture
def sent(province: Province) -> Step:
    letter = make_letter(province.anong)
    return routing.send(letter, to=province.works, by=province.anong, at=NOON)


@pytest.fixture
def received(province: Province, sent: Step) -> Step:
    return routing.receive(sent, by=province.chai, at=LATER)


def place_of(actor: Actor, step: Step, name: str) -> str:
    """Return the key by which the page names an office or a person."""
    found = places.places_for(actor, step.letter).by_key.values()
    return next(place.key for place in found if place.label.startswith(name))


# The desk


def test_the_desk_says_what_waits_and_in_what_order(client: Client, province: Province) -> None:
    for urgency, due in ((0, None), (0, NOON), (3, None), (0, NOON - dt.timedelta(days=1))):
        letter = make_letter(province.anong, urgency=urgency, due_at=due)
        routing.send(letter, to=province.works, by=province.anong, at=NOON)

    order = [(step.letter.urgency, step.due) for step in desk_of(province.ek)]

    assert order == [(3, None), (0, NOON - dt.timedelta(days=1)), (0, NOON), (0, None)]
    page = words_on(signed_in(client, province.ek).get("/"))
    assert "รอท่านพิจารณา 4 เรื่อง" in page
    assert "เรียงตามชั้นความเร็ว" in page


def test_an_empty_desk_says_so(client: Client, province: Province) -> None:
    page = words_on(signed_in(client, province.fah).get("/"))

    assert "วันนี้ไม่มีหนังสือค้าง" in page


def test_a_filter_keeps_one_purpose_or_what_is_overdue(
    client: Client, province: Province, sent: Step
) -> None:
    routing.send(
        make_letter(province.anong, subject="เรื่องที่เพียงแจ้งให้ทราบ"),
        to=province.works,
        by=province.anong,
        at=NOON,
        purpose=Purpose.INFORMATION,
        due_at=timezone.now() - dt.timedelta(days=2),
    )
    desk = signed_in(client, province.chai)

    for only in ("information", "overdue"):
        page = words_on(desk.get("/", {"only": only}))
        assert "เรื่องที่เพียงแจ้งให้ทราบ" in page
        assert sent.letter.subject not in page
    assert "ไม่มีเรื่องตามที่กรอง" in words_on(desk.get("/", {"only": "approval"}))
    assert sent.letter.subject in words_on(desk.get("/", {"only": "nonsense"}))


def test_an_auditor_and_an_administrator_have_an_empty_desk(
    client: Client, province: Province
) -> None:
    routing.send(make_letter(province.anong), to=province.pao, by=province.anong, at=NOON)

    for nobody in (province.in_, province.hong):
        assert not desk_of(nobody).exists()
        assert "วันนี้ไม่มีหนังสือค้าง" in words_on(signed_in(client, nobody).get("/"))


def test_a_desk_does_not_tell_what_a_secret_letter_is_about(
    client: Client, province: Province
) -> None:
    make_letter(province.gaew, secrecy=Secrecy.CONFIDENTIAL, subject="การสอบสวนทางวินัย")

    page = words_on(signed_in(client, province.gaew).get("/"))

    assert "ไม่แสดงเรื่องจนกว่าจะเปิดอ่าน" in page
    assert "การสอบสวนทางวินัย" not in page


def test_a_long_desk_is_turned_in_fifties(client: Client, province: Province) -> None:
    for number in range(51):
        letter = make_letter(province.anong, subject=f"เรื่องที่ {number:02}")
        assert letter.pk
    desk = signed_in(client, province.anong)

    first, second = words_on(desk.get("/")), words_on(desk.get("/", {"skip": 50}))

    assert first.count('class="row"') == 50
    assert second.count('class="row"') == 1


@pytest.mark.parametrize("who", ["chai", "dao", "ek"])
def test_the_desk_asks_as_often_for_fifty_rows_as_for_five(
    client: Client, province: Province, who: str
) -> None:
    def questions(letters: int) -> int:
        for _letter in range(letters):
            letter = make_letter(province.anong, urgency=Urgency.URGENT)
            routing.send(letter, to=province.works, by=province.anong, at=NOON)
        desk = signed_in(client, getattr(province, who))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert desk.get("/").status_code == 200
        return len(asked)

    few, many = questions(5), questions(45)

    assert few == many <= 14


def test_the_list_of_what_can_be_taken_back_asks_as_often_for_many(
    client: Client, province: Province
) -> None:
    def questions(letters: int) -> int:
        for _letter in range(letters):
            letter = make_letter(province.anong)
            routing.send(letter, to=province.works, by=province.anong, at=NOON)
        desk = signed_in(client, province.anong)
        with CaptureQueriesContext(connection) as asked:
            assert desk.get("/desk/sent/").status_code == 200
        return len(asked)

    assert questions(5) == questions(45) <= 12


# The letter's page shows exactly the acts that are allowed


def names(actor: Actor, step: Step) -> list[str]:
    return [choice.name for choice in acts_for(actor, step.letter)]


def test_before_it_is_received_only_its_clerk_can_do_anything(
    province: Province, sent: Step
) -> None:
    assert names(province.chai, sent) == ["receive"]
    assert names(province.ek, sent) == []
    assert names(province.dao, sent) == []
    assert names(province.anong, sent) == ["send", "take_back"]
    assert names(province.fah, sent) == []


def test_after_it_is_received_each_post_is_offered_its_own_acts(
    province: Province, received: Step
) -> None:
    assert names(province.chai, received) == ["forward", "endorse", "give_back", "close"]
    assert names(province.dao, received) == ["endorse", "forward", "give_back", "close"]
    assert next(choice.label for choice in acts_for(province.dao, received.letter)) == "สั่งการ"
    assert names(province.anong, received) == ["send"]


def test_what_came_for_information_is_first_of_all_noted(province: Province) -> None:
    letter = make_letter(province.anong)
    step = routing.send(
        letter, to=province.works, by=province.anong, at=NOON, purpose=Purpose.INFORMATION
    )
    routing.receive(step, by=province.chai, at=LATER)

    assert names(province.chai, step)[0] == "acknowledge"


def test_every_act_that_is_offered_has_a_page_that_opens(
    client: Client, province: Province, received: Step
) -> None:
    for actor in (province.chai, province.dao, province.anong):
        for choice in acts_for(actor, received.letter):
            assert signed_in(client, actor).get(choice.url).status_code == 200, choice.name


def test_the_letters_page_shows_route_words_and_acts(
    client: Client, province: Province, received: Step
) -> None:
    routing.endorse(received, by=province.chai, at=LATER, text="เห็นควรมอบนายเอก")

    page = words_on(signed_in(client, province.chai).get(f"/letters/{received.letter_id}/"))

    assert "เห็นควรมอบนายเอก" in page
    assert f"/steps/{received.pk}/forward/" in page
    assert "ทางเดินหนังสือ" in page


# The acts, through their pages


def test_receiving_says_the_number(client: Client, province: Province, sent: Step) -> None:
    response = post(client, province.chai, f"/steps/{sent.pk}/receive/")

    assert response.status_code == 302
    assert "ลงรับแล้ว เลขที่ 1" in words_on(client.get(response["Location"]))


def test_a_form_sent_twice_receives_once(client: Client, province: Province, sent: Step) -> None:
    typed = {"key": uuid.uuid4()}
    clerk = signed_in(client, province.chai)

    first = clerk.post(f"/steps/{sent.pk}/receive/", typed)
    second = clerk.post(f"/steps/{sent.pk}/receive/", typed)

    assert first["Location"] == second["Location"]
    assert RegisterEntry.objects.filter(register__office=province.works).count() == 1


def test_a_form_sent_twice_forwards_once(
    client: Client, province: Province, received: Step
) -> None:
    place = place_of(province.chai, received, "กองคลัง")
    typed = {"key": uuid.uuid4(), "place": place, "purpose": "consideration"}
    clerk = signed_in(client, province.chai)

    answers = [clerk.post(f"/steps/{received.pk}/forward/", typed) for _twice in range(2)]

    assert answers[0]["Location"] == answers[1]["Location"] == f"/letters/{received.letter_id}/"
    assert Step.objects.filter(previous=received).count() == 1


def test_forwarding_says_where_the_letter_is_now(
    client: Client, province: Province, received: Step
) -> None:
    place = place_of(province.chai, received, "นางดาว")

    response = post(
        client,
        province.chai,
        f"/steps/{received.pk}/forward/",
        place=place,
        purpose="approval",
        note="โปรดอนุมัติ",
        due_at="30 พ.ย. 2569 เวลา 12.00 น.",
    )

    page = words_on(client.get(response["Location"]))
    assert "ส่งต่อแล้วถึง นางดาว รักษ์ทะเล (กองช่าง) เพื่ออนุมัติ" in page
    step = Step.objects.get(previous=received)
    assert (step.person, step.note) == (province.dao.user, "โปรดอนุมัติ")
    assert step.due_at == dt.datetime(2026, 11, 30, 12, 0, tzinfo=NOON.tzinfo)


@pytest.mark.parametrize("act", ["endorse", "forward", "return"])
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    client: Client, province: Province, received: Step, act: str
) -> None:
    typed = {"note": "ข้อความที่พิมพ์ไว้", "purpose": "approval", "due_at": "32 ธันวาคม"}

    response = post(client, province.chai, f"/steps/{received.pk}/{act}/", **typed)

    assert response.status_code == 422
    assert "โปรด" in words_on(response)
    if act == "forward":
        assert "ข้อความที่พิมพ์ไว้" in words_on(response)
        assert "32 ธันวาคม" in words_on(response)


def test_a_place_that_is_not_on_the_list_is_refused(
    client: Client, province: Province, received: Step
) -> None:
    for place in ("office-987654", f"office-{province.province.pk}", "nonsense", ""):
        response = post(
            client,
            province.chai,
            f"/steps/{received.pk}/forward/",
            place=place,
            purpose="consideration",
        )
        assert response.status_code == 422
    assert Step.objects.get(pk=received.pk).is_open


def test_a_refusal_stands_on_the_form_with_what_was_typed(
    client: Client, province: Province, sent: Step
) -> None:
    routing.take_back(sent, by=province.anong, at=NOON, reason="ส่งผิดกอง")

    response = post(client, province.chai, f"/steps/{sent.pk}/receive/")

    assert response.status_code == 422
    assert "ถูกดึงกลับแล้ว" in words_on(response)


def test_the_page_of_an_act_that_is_past_leads_back_to_the_letter_and_says_why(
    client: Client, province: Province, received: Step
) -> None:
    routing.forward(received, to=province.finance, by=province.chai, at=LATER)

    page = signed_in(client, province.chai).get(f"/steps/{received.pk}/forward/", follow=True)

    assert page.redirect_chain == [(f"/letters/{received.letter_id}/", 302)]
    assert "ดำเนินการแล้ว" in words_on(page)


def test_a_director_gives_a_verdict_and_sends_on_in_one_page(
    client: Client, province: Province, received: Step
) -> None:
    place = place_of(province.dao, received, "นายเอก")

    response = post(
        client,
        province.dao,
        f"/steps/{received.pk}/endorse/",
        verdict="approved",
        text="ดำเนินการตามเสนอ",
        place=place,
        purpose="consideration",
    )

    page = words_on(client.get(response["Location"]))
    assert "สั่งการแล้ว และส่งต่อถึง นายเอก พิทักษ์ถิ่น (กองช่าง) เพื่อพิจารณา" in page
    assert received.letter.endorsements.get().verdict == "approved"


def test_a_clerk_cannot_slip_in_a_verdict(
    client: Client, province: Province, received: Step
) -> None:
    post(
        client,
        province.chai,
        f"/steps/{received.pk}/endorse/",
        verdict="approved",
        text="อนุมัติ",
        purpose="consideration",
    )

    assert received.letter.endorsements.get().verdict == ""


def test_acknowledging_clears_the_desk(client: Client, province: Province) -> None:
    letter = make_letter(province.anong)
    step = routing.send(
        letter,
        to=province.works,
        person=province.dao.user,
        by=province.anong,
        at=NOON,
        purpose=Purpose.INFORMATION,
    )

    response = post(client, province.dao, f"/steps/{step.pk}/acknowledge/")

    assert response.status_code == 302
    assert not desk_of(province.dao).exists()


def test_a_letter_is_taken_back_through_its_page(
    client: Client, province: Province, sent: Step
) -> None:
    response = post(client, province.anong, f"/steps/{sent.pk}/take-back/", reason="ส่งผิดกอง")

    assert response.status_code == 302
    assert Step.objects.get(pk=sent.pk).state == State.TAKEN_BACK


def test_a_matter_is_closed_through_its_page(
    client: Client, province: Province, received: Step
) -> None:
    response = post(client, province.chai, f"/letters/{received.letter_id}/close/")

    page = words_on(client.get(response["Location"]))
    assert "ปิดเรื่องแล้ว" in page


STEP_PAGES = ["receive", "acknowledge", "endorse", "forward", "return", "take-back"]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("act", STEP_PAGES)
def test_elsewhere_an_act_does_not_exist(
    client: Client, province: Province, received: Step, act: str, method: str
) -> None:
    for elsewhere in (province.fah, province.jan, province.hong):
        response = getattr(signed_in(client, elsewhere), method)(f"/steps/{received.pk}/{act}/")
        assert response.status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("act", STEP_PAGES[:-1])
def test_what_was_sent_to_another_in_person_does_not_exist_for_a_colleague(
    client: Client, province: Province, act: str, method: str
) -> None:
    letter = make_letter(province.anong)
    step = routing.send(
        letter, to=province.works, person=province.dao.user, by=province.anong, at=NOON
    )

    response = getattr(signed_in(client, province.ek), method)(f"/steps/{step.pk}/{act}/")

    assert response.status_code == 404


@pytest.mark.parametrize("act", ["send", "close"])
def test_who_reads_but_does_not_have_a_letter_neither_sends_nor_closes_it(
    client: Client, province: Province, received: Step, act: str
) -> None:
    routing.forward(received, to=province.finance, by=province.chai, at=LATER)
    key = place_of(province.chai, received, "กองคลัง")

    response = post(
        client,
        province.chai,
        f"/letters/{received.letter_id}/{act}/",
        place=key,
        purpose="consideration",
    )

    assert response.status_code == 403


@pytest.mark.parametrize("act", ["send", "close"])
def test_elsewhere_a_letter_is_neither_sent_nor_closed(
    client: Client, province: Province, received: Step, act: str
) -> None:
    response = post(client, province.fah, f"/letters/{received.letter_id}/{act}/")

    assert response.status_code == 404


def test_the_places_most_sent_to_come_first(province: Province) -> None:
    for _twice in range(2):
        letter = make_letter(province.anong)
        step = routing.send(letter, to=province.finance, by=province.anong, at=NOON)
    routing.send(make_letter(province.anong), to=province.works, by=province.anong, at=NOON)

    groups = places.places_for(province.anong, step.letter).groups

    assert groups[0][0] == "ส่งบ่อย"
    assert [label for _key, label in groups[0][1]][:2] == ["กองคลัง", "กองช่าง"]


def test_the_places_of_a_secret_letter_are_those_who_may_read_it(province: Province) -> None:
    letter = make_letter(province.gaew, secrecy=Secrecy.CONFIDENTIAL)

    found = places.places_for(province.gaew, letter).by_key.values()

    assert [place.label for place in found] == ["นายบุญมา ศรีถลาง · นายกองค์การบริหารส่วนจังหวัดภูเก็ต"]


def test_a_letters_route_and_acts_ask_as_often_after_a_long_walk(
    client: Client, province: Province, received: Step
) -> None:
    def questions() -> int:
        clerk = signed_in(client, province.chai)
        with CaptureQueriesContext(connection) as asked:
            assert clerk.get(f"/letters/{received.letter_id}/").status_code == 200
        return len(asked)

    short = questions()
    step = received
    for _round in range(5):
        routing.endorse(step, by=province.chai, at=LATER, text="เห็นควรให้กองคลังตรวจ")
        there = routing.forward(step, to=province.finance, by=province.chai, at=LATER)
        there = routing.receive(there, by=province.fah, at=LATER)
        step = routing.forward(there, to=province.works, by=province.fah, at=LATER)
        step = routing.receive(step, by=province.chai, at=LATER)

    assert questions() == short


def test_what_was_written_can_be_shown_by_itself(province: Province, received: Step) -> None:
    routing.endorse(received, by=province.chai, at=LATER, text="เห็นควรอนุมัติ")
    routing.instruct(received, by=province.dao, at=LATER, verdict="approved")
    page = Template("{% load routing %}{% endorsements letter %}")

    shown = page.render(Context({"letter": received.letter}))

    assert shown.index("เห็นควรอนุมัติ") < shown.index("<strong>อนุมัติ</strong>")
    assert "ผู้อำนวยการกองช่าง" in shown
