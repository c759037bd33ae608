"""A letter from one agency to another: two copies, two numbers, and no look into each other."""

import datetime as dt

import pytest
from django.http import Http404

from saraban import access
from saraban.errors import Refusal
from saraban.models import Direction, Kind, Letter, Link
from saraban.services import drafting, numbers
from tests.cast import Province
from tests.factories import NOON, make_letter
from workflow.models import Step
from workflow.selectors import desk_of, route_of, words_of_route
from workflow.services import routing
from workflow.states import State

LATER = NOON + dt.timedelta(minutes=5)


def make_draft(province: Province, kind: Kind = Kind.EXTERNAL_LETTER) -> Letter:
    return drafting.draft_letter(
        by=province.ek,
        at=NOON,
        kind=kind,
        subject="ตอบข้อหารือการขออนุญาตใช้พื้นที่ติดตั้งเสาสัญญาณ",
        addressee="ผู้ว่าราชการจังหวัดภูเก็ต",
        body="ตามที่หารือนั้น ไม่ขัดข้อง",
        signer=province.dao.post,
    )


def issued(province: Province, kind: Kind = Kind.EXTERNAL_LETTER) -> Letter:
    """A letter with a number, as it stands after signing."""
    letter = make_draft(province, kind)
    entry = numbers.reserve(
        letter,
        office=numbers.issuing_office(letter.office),
        kind=numbers.register_kind_for(letter),
        by=province.dao,
        at=NOON,
        purpose="ลงนาม",
    )
    numbers.issue(entry, by=province.dao, at=NOON)
    letter.dated = NOON.date()
    letter.save(update_fields=["dated"])
    return letter


def sent_to_the_province(province: Province) -> tuple[Letter, Step]:
    letter = issued(province)
    step = routing.send(letter, to=province.province, by=province.chai, at=NOON, note="โปรดพิจารณา")
    return letter, step


def test_a_letter_to_another_agency_arrives_at_its_central_registry_as_a_copy(
    province: Province,
) -> None:
    letter, step = sent_to_the_province(province)

    copy = step.letter
    assert (step.office, copy.direction) == (province.governor_office, Direction.INCOMING)
    assert copy.reference == letter.reference
    assert Link.objects.get(letter=copy).other == letter
    assert desk_of(province.jan).get() == step


def test_each_side_has_its_own_number(province: Province) -> None:
    letter, step = sent_to_the_province(province)

    step = routing.receive(step, by=province.jan, at=LATER)

    assert step.entry
    assert (step.entry.number, step.entry.register.office) == (1, province.governor_office)
    assert letter.entries.get().register.office == province.works


def test_neither_side_sees_the_letter_of_the_other(province: Province) -> None:
    letter, step = sent_to_the_province(province)

    assert not access.can_see(province.jan, letter)
    assert not access.can_see(province.chai, step.letter)
    with pytest.raises(Http404):
        routing.take_back(step, by=province.chai, at=LATER, reason="ส่งผิด")


def test_the_sender_sees_the_number_it_was_received_with_and_nothing_written_there(
    province: Province,
) -> None:
    letter, step = sent_to_the_province(province)
    step = routing.receive(step, by=province.jan, at=LATER)
    routing.endorse(
        step,
        by=province.jan,
        at=LATER,
        text="ความเห็นภายในของจังหวัด",
        to=province.governor_office,
        person=province.kan.user,
    )

    route = list(route_of(letter))

    assert [found.office for found in route] == [province.governor_office]
    assert route[0].entry
    assert route[0].written == []  # type: ignore[attr-defined]
    assert "ความเห็นภายในของจังหวัด" not in str(list(words_of_route(letter)))


def test_what_the_other_agency_returns_waits_again_with_its_reason(province: Province) -> None:
    letter, step = sent_to_the_province(province)
    step = routing.receive(step, by=province.jan, at=LATER)

    back = routing.give_back(step, by=province.jan, at=LATER, reason="ไม่มีสิ่งที่ส่งมาด้วย")

    assert (back.letter, back.office, back.note) == (letter, province.works, "ไม่มีสิ่งที่ส่งมาด้วย")
    assert desk_of(province.chai).get() == back
    assert letter.events.latest("pk").verb == "returned"


def test_a_letter_is_sent_to_an_agency_once(province: Province) -> None:
    letter, _step = sent_to_the_province(province)

    with pytest.raises(Refusal, match="รออยู่ที่ สำนักงานจังหวัดภูเก็ต แล้ว"):
        routing.send(letter, to=province.province, by=province.chai, at=LATER)


def test_what_was_returned_may_be_sent_again(province: Province) -> None:
    letter, step = sent_to_the_province(province)
    step = routing.receive(step, by=province.jan, at=LATER)
    back = routing.give_back(step, by=province.jan, at=LATER, reason="ไม่มีสิ่งที่ส่งมาด้วย")
    back = routing.receive(back, by=province.chai, at=LATER)

    again = routing.forward(back, to=province.province, by=province.chai, at=LATER)

    assert again.letter not in {letter, step.letter}
    assert again.state == State.SENT


@pytest.mark.parametrize("kind", [Kind.EXTERNAL_LETTER, Kind.MEMORANDUM])
def test_only_an_issued_outgoing_letter_leaves_the_agency(province: Province, kind: Kind) -> None:
    letter = make_draft(province) if kind == Kind.EXTERNAL_LETTER else issued(province, kind)

    with pytest.raises(Refusal, match="เฉพาะหนังสือส่งที่ลงนามและออกเลขแล้ว"):
        routing.send(letter, to=province.province, by=province.chai, at=NOON)


def test_an_incoming_letter_is_not_passed_on_to_another_agency(province: Province) -> None:
    letter = make_letter(province.anong)

    with pytest.raises(Refusal, match="เฉพาะหนังสือส่ง"):
        routing.send(letter, to=province.province, by=province.anong, at=NOON)


def test_nobody_writes_past_the_registry_of_another_agency(province: Province) -> None:
    letter = issued(province)

    with pytest.raises(Refusal, match="ส่งถึงบุคคลในหน่วยงานอื่นไม่ได้"):
        routing.send(
            letter, to=province.province, person=province.kan.user, by=province.chai, at=NOON
        )


def test_a_draft_that_goes_up_takes_no_receiving_number(province: Province) -> None:
    letter = make_draft(province)
    step = routing.send(letter, to=province.centre, by=province.ek, at=NOON)

    step = routing.receive(step, by=province.anong, at=LATER)

    assert step.entry is None
    assert Letter.objects.get(pk=letter.pk).is_draft
