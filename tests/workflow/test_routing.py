"""A letter on its way through the offices: each act, what it changes, and what is refused."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from saraban import access
from saraban.errors import Refusal
from saraban.models import Event, Letter, RegisterEntry, Role
from saraban.services import offices
from tests.cast import Province
from tests.factories import LONG_AGO, NOON, TODAY, at_work, make_letter, make_office, make_post
from workflow.models import Endorsement, Purpose, Step, Verdict
from workflow.selectors import desk_of
from workflow.services import routing
from workflow.states import State

LATER = NOON + dt.timedelta(minutes=5)
AT_10_42 = NOON.replace(hour=10, minute=42)


def verbs_of(letter: Letter) -> list[str]:
    return list(letter.events.order_by("pk").values_list("verb", flat=True))


def steps_of(letter: Letter) -> list[tuple[str, str]]:
    return [(step.office.name, step.state) for step in letter.steps.order_by("pk")]


def sent_to_works(province: Province, **known: object) -> Step:
    """A letter from the central registry that waits at the works division."""
    letter = make_letter(province.anong)
    return routing.send(letter, to=province.works, by=province.anong, at=NOON, **known)


def received_at_works(province: Province, **known: object) -> Step:
    return routing.receive(sent_to_works(province, **known), by=province.chai, at=LATER)


# Arriving and sending


def test_a_registered_letter_waits_on_the_desk_of_the_office_that_registered_it(
    province: Province,
) -> None:
    letter = make_letter(province.anong)

    step = desk_of(province.anong).get()

    assert (step.letter, step.state, step.entry) == (letter, State.RECEIVED, letter.entries.get())


def test_sending_takes_the_letter_off_ones_desk_and_lays_it_on_the_other(
    province: Province,
) -> None:
    step = sent_to_works(province, note="โปรดพิจารณา", purpose=Purpose.APPROVAL)

    assert not desk_of(province.anong).exists()
    assert desk_of(province.chai).get() == step
    assert (step.state, step.note, step.purpose) == (State.SENT, "โปรดพิจารณา", "approval")
    assert steps_of(step.letter) == [
        ("สำนักปลัดองค์การบริหารส่วนจังหวัด", State.DONE),
        ("กองช่าง", State.SENT),
    ]


def test_the_office_a_letter_is_sent_to_may_read_it_and_no_other(province: Province) -> None:
    letter = sent_to_works(province).letter

    assert access.can_see(province.ek, letter)
    assert not access.can_see(province.fah, letter)


def test_the_owner_may_send_the_same_letter_to_several_offices(province: Province) -> None:
    letter = sent_to_works(province).letter

    routing.send(letter, to=province.finance, by=province.anong, at=LATER)

    assert Step.objects.waiting().filter(letter=letter).count() == 2


def test_a_letter_is_not_sent_where_it_waits_already(province: Province) -> None:
    letter = sent_to_works(province).letter

    with pytest.raises(Refusal, match="รออยู่ที่ กองช่าง แล้วตั้งแต่ 12.00 น."):
        routing.send(letter, to=province.works, by=province.anong, at=LATER)


def test_somebody_who_does_not_see_a_letter_cannot_send_it(province: Province) -> None:
    letter = make_letter(province.anong)

    with pytest.raises(Http404):
        routing.send(letter, to=province.works, by=province.fah, at=NOON)


def test_an_office_that_passed_a_letter_on_cannot_send_it_again(province: Province) -> None:
    step = received_at_works(province)
    routing.forward(step, to=province.finance, by=province.chai, at=LATER)

    with pytest.raises(PermissionDenied, match="ไม่ได้รออยู่ที่ท่าน"):
        routing.send(step.letter, to=province.pao, by=province.chai, at=LATER)


def test_an_auditor_reads_but_sends_nothing(province: Province) -> None:
    letter = make_letter(province.anong)
    routing.send(letter, to=province.pao, person=province.boon.user, by=province.anong, at=NOON)

    with pytest.raises(PermissionDenied):
        routing.send(letter, to=province.works, by=province.in_, at=NOON)


def test_what_is_sent_to_an_office_that_ended_goes_to_its_successor(province: Province) -> None:
    old = make_office(province.pao, "กองแผนและงบประมาณ")
    old.succeeded_by = province.works
    old.save()
    offices.close_office(old, by=None, at=NOON, valid_to=TODAY - dt.timedelta(days=1))
    letter = make_letter(province.anong)

    step = routing.send(letter, to=old, by=province.anong, at=NOON)

    assert step.office == province.works


def test_what_is_sent_to_an_office_that_ended_without_successor_is_refused(
    province: Province,
) -> None:
    old = make_office(province.pao, "กองแผนและงบประมาณ")
    offices.close_office(old, by=None, at=NOON, valid_to=TODAY - dt.timedelta(days=1))
    letter = make_letter(province.anong)

    with pytest.raises(Refusal, match="กองแผนและงบประมาณ ยุบเลิกเมื่อ 23 พ.ย. 2569"):
        routing.send(letter, to=old, by=province.anong, at=NOON)

    assert steps_of(letter) == [("สำนักปลัดองค์การบริหารส่วนจังหวัด", State.RECEIVED)]


def test_what_is_sent_where_nobody_works_today_is_refused(province: Province) -> None:
    empty = make_office(province.pao, "กองป้องกันและบรรเทาสาธารณภัย")
    letter = make_letter(province.anong)

    with pytest.raises(Refusal, match="ไม่มีผู้ปฏิบัติหน้าที่"):
        routing.send(letter, to=empty, by=province.anong, at=NOON)


def test_somebody_is_sent_a_letter_only_where_they_work(province: Province) -> None:
    letter = make_letter(province.anong)

    with pytest.raises(Refusal, match="นางดาว รักษ์ทะเล ไม่ได้ปฏิบัติหน้าที่ใน กองคลัง"):
        routing.send(
            letter, to=province.finance, person=province.dao.user, by=province.anong, at=NOON
        )


def test_nobody_sends_a_letter_to_themselves(province: Province) -> None:
    step = received_at_works(province)

    with pytest.raises(Refusal, match="ส่งถึงตนเองไม่ได้"):
        routing.forward(
            step, to=province.works, person=province.chai.user, by=province.chai, at=LATER
        )


# Receiving


def test_a_clerk_receives_with_the_next_number_of_the_own_office(province: Province) -> None:
    first = received_at_works(province)
    second = received_at_works(province)

    numbers = [step.entry.number for step in (first, second) if step.entry]
    assert numbers == [1, 2]
    assert first.entry
    assert first.entry.register.office == province.works
    assert (first.received_by, first.received_at) == (province.chai.user, LATER)


def test_who_was_sent_a_letter_in_person_receives_without_a_number(province: Province) -> None:
    step = sent_to_works(province, person=province.dao.user)

    step = routing.receive(step, by=province.dao, at=LATER)

    assert (step.state, step.entry) == (State.RECEIVED, None)
    assert verbs_of(step.letter)[-1] == Event.Verb.RECEIVED


def test_an_office_that_has_entered_a_letter_does_not_enter_it_twice(province: Province) -> None:
    step = received_at_works(province)
    to_dao = routing.forward(
        step, to=province.works, person=province.dao.user, by=province.chai, at=LATER
    )
    back = routing.forward(to_dao, to=province.works, by=province.dao, at=LATER)

    routing.receive(back, by=province.chai, at=LATER)

    works = RegisterEntry.objects.filter(register__office=province.works)
    assert works.count() == 1


def test_an_officer_does_not_receive_for_the_office(province: Province) -> None:
    step = sent_to_works(province)

    with pytest.raises(Refusal, match="โปรดให้เจ้าหน้าที่สารบรรณของ กองช่าง ลงรับก่อน"):
        routing.receive(step, by=province.ek, at=LATER)


def test_where_nobody_keeps_a_register_anybody_on_the_desk_receives(province: Province) -> None:
    letter = make_letter(province.anong)
    step = routing.send(letter, to=province.pao, by=province.anong, at=NOON)

    step = routing.receive(step, by=province.boon, at=LATER)

    assert (step.state, step.entry) == (State.RECEIVED, None)


def test_a_clerk_of_another_office_cannot_receive(province: Province) -> None:
    step = sent_to_works(province)
    routing.send(step.letter, to=province.finance, by=province.anong, at=NOON)

    with pytest.raises(PermissionDenied, match="รออยู่ที่ กองช่าง"):
        routing.receive(step, by=province.fah, at=LATER)


def test_the_second_clerk_to_receive_is_told_who_was_first(province: Province) -> None:
    step = received_at_works(province)

    with pytest.raises(Refusal, match="ลงรับแล้วเมื่อ 12.05 น. โดย นายชัย คงสวัสดิ์"):
        routing.receive(step, by=province.chai, at=LATER)


# Writing


def test_an_endorsement_stays_on_the_letter_with_name_and_post(province: Province) -> None:
    step = received_at_works(province)

    written = routing.endorse(step, by=province.chai, at=LATER, text="เรียน ผอ.กองช่าง เพื่อโปรดพิจารณา")

    assert written.written_as == province.chai.post
    assert written.kind == Endorsement.Kind.ENDORSEMENT
    assert Step.objects.get(pk=step.pk).state == State.RECEIVED
    assert verbs_of(step.letter)[-1] == Event.Verb.ENDORSED


def test_an_endorsement_may_send_the_letter_on_in_the_same_act(province: Province) -> None:
    step = received_at_works(province)

    routing.endorse(
        step,
        by=province.chai,
        at=LATER,
        text="เห็นควรอนุมัติ",
        to=province.works,
        person=province.dao.user,
        purpose=Purpose.APPROVAL,
    )

    assert desk_of(province.dao).get().purpose == Purpose.APPROVAL


def test_an_endorsement_that_cannot_be_sent_on_is_not_written(province: Province) -> None:
    step = received_at_works(province)
    empty = make_office(province.pao, "กองป้องกันและบรรเทาสาธารณภัย")

    with pytest.raises(Refusal):
        routing.endorse(step, by=province.chai, at=LATER, text="เห็นควรอนุมัติ", to=empty)

    assert not step.letter.endorsements.exists()
    assert desk_of(province.chai).get() == step


def test_only_a_director_gives_a_verdict(province: Province) -> None:
    step = received_at_works(province)

    with pytest.raises(PermissionDenied, match="เฉพาะผู้บริหาร"):
        routing.endorse(step, by=province.chai, at=LATER, text="", verdict=Verdict.APPROVED)
    with pytest.raises(PermissionDenied, match="เฉพาะผู้บริหาร"):
        routing.instruct(step, by=province.chai, at=LATER, verdict=Verdict.APPROVED)


def test_the_verdict_of_a_director_stands_in_the_journal(province: Province) -> None:
    step = received_at_works(province)

    routing.instruct(step, by=province.dao, at=LATER, verdict=Verdict.APPROVED, text="ดำเนินการได้")

    event = step.letter.events.latest("pk")
    assert event.verb == Event.Verb.INSTRUCTED
    assert '"verdict":"approved"' in event.facts
    assert "ดำเนินการได้" not in event.facts


def test_nothing_is_not_written(province: Province) -> None:
    step = received_at_works(province)

    with pytest.raises(Refusal, match="โปรดเขียนข้อความ"):
        routing.endorse(step, by=province.chai, at=LATER, text="  ")


def test_nobody_writes_on_a_letter_that_the_office_has_not_entered(province: Province) -> None:
    step = sent_to_works(province)

    for somebody in (province.chai, province.ek):
        with pytest.raises(Refusal, match="ยังไม่ได้ลงรับ"):
            routing.endorse(step, by=somebody, at=LATER, text="เห็นควรอนุมัติ")


def test_a_director_who_was_sent_a_letter_receives_it_by_writing_on_it(province: Province) -> None:
    step = sent_to_works(province, person=province.dao.user)

    routing.instruct(step, by=province.dao, at=LATER, text="มอบนายเอก")

    assert Step.objects.get(pk=step.pk).state == State.RECEIVED
    assert verbs_of(step.letter)[-2:] == [Event.Verb.RECEIVED, Event.Verb.INSTRUCTED]


def test_who_notes_what_was_sent_for_information_has_done_with_it(province: Province) -> None:
    step = received_at_works(province, purpose=Purpose.INFORMATION)

    routing.endorse(step, by=province.chai, at=LATER, text="", verdict=Verdict.NOTED)

    assert not desk_of(province.chai).exists()
    assert Step.objects.get(pk=step.pk).state == State.DONE


def test_a_colleague_does_not_answer_for_what_was_sent_to_another_in_person(
    province: Province,
) -> None:
    step = sent_to_works(province, person=province.dao.user)

    with pytest.raises(PermissionDenied, match="รออยู่ที่ นางดาว รักษ์ทะเล"):
        routing.endorse(step, by=province.ek, at=LATER, text="เห็นควรอนุมัติ")


# Forwarding


def test_a_letter_is_not_forwarded_twice_from_one_desk(province: Province) -> None:
    step = received_at_works(province)
    routing.forward(step, to=province.finance, by=province.chai, at=LATER)

    with pytest.raises(Refusal, match="นายชัย คงสวัสดิ์ ดำเนินการแล้วเมื่อ 12.05 น."):
        routing.forward(step, to=province.pao, by=province.ek, at=LATER)

    assert Step.objects.waiting().filter(letter=step.letter).count() == 1


def test_a_letter_is_not_forwarded_to_where_it_is(province: Province) -> None:
    step = received_at_works(province)

    with pytest.raises(Refusal, match="อยู่ที่ กองช่าง อยู่แล้ว"):
        routing.forward(step, to=province.works, by=province.chai, at=LATER)


def test_a_letter_may_go_round_and_the_round_is_shown(province: Province) -> None:
    step = received_at_works(province)
    there = routing.forward(step, to=province.finance, by=province.chai, at=LATER)
    there = routing.receive(there, by=province.fah, at=LATER)

    back = routing.forward(there, to=province.works, by=province.fah, at=LATER)

    assert back.previous == there
    assert [name for name, _state in steps_of(step.letter)][-3:] == ["กองช่าง", "กองคลัง", "กองช่าง"]


# Returning and taking back


def test_a_returned_letter_waits_again_where_it_was_sent_from(province: Province) -> None:
    step = received_at_works(province)

    back = routing.give_back(step, by=province.chai, at=LATER, reason="ส่งผิดกอง")

    assert desk_of(province.anong).get() == back
    assert (back.state, back.note, back.previous) == (State.SENT, "ส่งผิดกอง", step)
    assert Step.objects.get(pk=step.pk).state == State.RETURNED
    assert not desk_of(province.chai).exists()


def test_what_came_back_is_sent_on_without_another_number(province: Province) -> None:
    step = received_at_works(province)
    back = routing.give_back(step, by=province.chai, at=LATER, reason="ส่งผิดกอง")

    routing.forward(back, to=province.finance, by=province.anong, at=LATER)

    assert RegisterEntry.objects.filter(register__office=province.centre).count() == 1
    assert desk_of(province.fah).exists()


def test_a_return_goes_to_the_very_person_who_sent(province: Province) -> None:
    step = received_at_works(province)
    to_ek = routing.forward(
        step, to=province.works, person=province.ek.user, by=province.chai, at=LATER
    )
    to_dao = routing.forward(
        to_ek, to=province.works, person=province.dao.user, by=province.ek, at=LATER
    )

    back = routing.give_back(to_dao, by=province.dao, at=LATER, reason="แก้ตัวเลข")

    assert back.person == province.ek.user


def test_a_return_without_a_reason_is_refused(province: Province) -> None:
    step = received_at_works(province)

    with pytest.raises(Refusal, match="เหตุผล"):
        routing.give_back(step, by=province.chai, at=LATER, reason=" ")


def test_a_letter_that_nobody_sent_is_not_returned(province: Province) -> None:
    make_letter(province.anong)
    step = desk_of(province.anong).get()

    with pytest.raises(Refusal, match="ไม่มีผู้ส่ง"):
        routing.give_back(step, by=province.anong, at=LATER, reason="ไม่ใช่ของเรา")


def test_a_letter_is_taken_back_before_it_is_received(province: Province) -> None:
    step = sent_to_works(province)

    back = routing.take_back(step, by=province.anong, at=LATER, reason="ส่งผิดกอง")

    assert desk_of(province.anong).get() == back
    assert back.state == State.RECEIVED
    assert not desk_of(province.chai).exists()


def test_who_receives_after_that_is_told_who_took_it_back_and_when(province: Province) -> None:
    step = sent_to_works(province)
    routing.take_back(step, by=province.anong, at=AT_10_42, reason="ส่งผิดกอง")

    sentence = "ถูกดึงกลับแล้วเมื่อ 10.42 น. โดย นางสาวอนงค์ ใจดี .สำนักปลัด. จึงลงรับไม่ได้ โปรดติดต่อ สำนักปลัด"
    with pytest.raises(Refusal, match=sentence):
        routing.receive(step, by=province.chai, at=LATER)


def test_a_received_letter_is_not_taken_back(province: Province) -> None:
    step = received_at_works(province)

    with pytest.raises(Refusal, match="ลงรับแล้วเมื่อ 12.05 น. .* จึงดึงกลับไม่ได้"):
        routing.take_back(step, by=province.anong, at=LATER, reason="ส่งผิดกอง")


def test_only_the_sender_takes_back(province: Province) -> None:
    step = sent_to_works(province)

    with pytest.raises(PermissionDenied, match="เฉพาะผู้ส่ง"):
        routing.take_back(step, by=province.chai, at=LATER, reason="อยากได้คืน")


def test_a_return_to_somebody_who_left_waits_at_their_office(province: Province) -> None:
    step = received_at_works(province)
    to_ek = routing.forward(
        step, to=province.works, person=province.ek.user, by=province.chai, at=LATER
    )
    to_dao = routing.forward(
        to_ek, to=province.works, person=province.dao.user, by=province.ek, at=LATER
    )
    offices.end_appointment(province.ek.post, by=None, at=NOON, valid_to=LONG_AGO)

    back = routing.give_back(to_dao, by=province.dao, at=LATER, reason="แก้ตัวเลข")

    assert back.person is None
    assert desk_of(province.chai).get() == back


# Closing


def test_the_last_desk_closes_the_matter(province: Province) -> None:
    step = received_at_works(province)

    letter = routing.close(step.letter, by=province.chai, at=LATER)

    assert letter.closed_at == LATER
    assert not Step.objects.waiting().filter(letter=letter).exists()


def test_one_desk_of_two_ends_its_own_work_only(province: Province) -> None:
    step = received_at_works(province)
    routing.send(step.letter, to=province.finance, by=province.anong, at=NOON)

    letter = routing.close(step.letter, by=province.chai, at=LATER)

    assert letter.closed_at is None
    assert not desk_of(province.chai).exists()
    assert desk_of(province.fah).exists()


def test_what_went_out_for_information_does_not_hold_a_matter_open(province: Province) -> None:
    step = received_at_works(province)
    routing.send(
        step.letter, to=province.finance, by=province.anong, at=NOON, purpose=Purpose.INFORMATION
    )

    letter = routing.close(step.letter, by=province.chai, at=LATER)

    assert letter.closed_at == LATER
    assert desk_of(province.fah).exists()


def test_the_owner_does_not_close_what_waits_elsewhere(province: Province) -> None:
    step = sent_to_works(province)

    with pytest.raises(Refusal, match="ยังรออยู่ที่ กองช่าง"):
        routing.close(step.letter, by=province.anong, at=LATER)


def test_a_closed_matter_is_neither_closed_again_nor_sent(province: Province) -> None:
    step = received_at_works(province)
    letter = routing.close(step.letter, by=province.chai, at=LATER)

    with pytest.raises(Refusal, match="ปิดแล้วเมื่อ 12.05 น. จึงจบงานไม่ได้"):
        routing.close(letter, by=province.chai, at=LATER)
    with pytest.raises(Refusal, match="ปิดแล้วเมื่อ 12.05 น. จึงส่งต่อไม่ได้"):
        routing.send(letter, to=province.works, by=province.anong, at=LATER)


# Rights


def test_rights_never_grow_along_a_chain(province: Province) -> None:
    """Whoever is on the route was put there by somebody who could read; nobody else can."""
    step = received_at_works(province)
    to_dao = routing.forward(
        step, to=province.works, person=province.dao.user, by=province.chai, at=LATER
    )
    routing.forward(to_dao, to=province.finance, by=province.dao, at=LATER)

    everybody = [value for value in vars(province).values() if isinstance(value, access.Actor)]
    readers = {actor.user.username for actor in everybody if access.can_see(actor, step.letter)}
    assert readers == {"anong", "gaew", "chai", "dao", "ek", "fah"}


def test_being_sent_a_letter_for_signature_makes_nobody_a_director(province: Province) -> None:
    step = received_at_works(province)
    to_ek = routing.forward(
        step,
        to=province.works,
        person=province.ek.user,
        by=province.chai,
        at=LATER,
        purpose=Purpose.SIGNATURE,
    )

    with pytest.raises(PermissionDenied, match="เฉพาะผู้บริหาร"):
        routing.instruct(to_ek, by=province.ek, at=LATER, verdict=Verdict.APPROVED)


def test_a_person_acts_at_the_desk_of_the_post_they_act_in(province: Province) -> None:
    step = sent_to_works(province)
    make_post(province.chai.user, province.finance, Role.REGISTRY_CLERK)
    posts = province.chai.user.appointments.order_by("-pk")
    at_finance = at_work(province.chai.user, posts[0])

    with pytest.raises(PermissionDenied, match="ไม่ได้รับไว้ในตำแหน่ง"):
        routing.receive(step, by=at_finance, at=LATER)


def test_each_act_is_told_to_the_journal(province: Province) -> None:
    step = received_at_works(province)
    on = routing.forward(step, to=province.finance, by=province.chai, at=LATER)
    on = routing.receive(on, by=province.fah, at=LATER)
    back = routing.give_back(on, by=province.fah, at=LATER, reason="ส่งผิดกอง")
    routing.close(back.letter, by=province.chai, at=LATER)

    assert verbs_of(step.letter) == [
        "registered",
        "forwarded",
        "received",
        "forwarded",
        "received",
        "returned",
        "received",
        "closed",
    ]
