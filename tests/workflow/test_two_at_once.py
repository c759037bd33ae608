"""Two people act on one letter at the same moment: one wins, the other is told in a sentence."""

import datetime as dt
import threading
import uuid
from collections.abc import Callable

import pytest
from django.db import connection

from saraban.errors import Refusal
from saraban.models import Kind, Letter, RegisterEntry
from saraban.services import drafting
from tests.cast import Province, make_province
from tests.factories import NOON, make_letter
from workflow.models import Purpose, Step
from workflow.services import routing
from workflow.services.signing import sign_and_forward
from workflow.states import State

LATER = NOON + dt.timedelta(minutes=5)
ROUNDS = 6


@pytest.fixture
def busy(transactional_db: None) -> Province:
    """The cast in a database that really commits, so that threads see each other."""
    return make_province()


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do all acts at the same moment, each with its own connection; return what came."""
    start = threading.Barrier(len(acts))
    came: list[object] = [None] * len(acts)

    def do(place: int, act: Callable[[], object]) -> None:
        try:
            start.wait()
            came[place] = act()
        except Refusal as refusal:
            came[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def refusals(came: list[object]) -> list[str]:
    return [str(result) for result in came if isinstance(result, Refusal)]


def sent_to_works(province: Province) -> Step:
    letter = make_letter(province.anong)
    return routing.send(letter, to=province.works, by=province.anong, at=NOON)


def test_taking_back_and_receiving_at_once(busy: Province) -> None:
    for _round in range(ROUNDS):
        step = sent_to_works(busy)

        came = at_once(
            lambda step=step: routing.take_back(step, by=busy.anong, at=LATER, reason="ส่งผิดกอง"),
            lambda step=step: routing.receive(step, by=busy.chai, at=LATER),
        )

        [said] = refusals(came)
        assert "12.05 น. โดย" in said
        state = Step.objects.get(pk=step.pk).state
        assert ("ถูกดึงกลับแล้ว" in said) == (state == State.TAKEN_BACK)
        assert ("ลงรับแล้ว" in said) == (state == State.RECEIVED)
        assert Step.objects.waiting().filter(letter=step.letter).count() == 1


def test_two_receivings_at_once_give_one_number(busy: Province) -> None:
    for number in range(1, ROUNDS + 1):
        step = sent_to_works(busy)

        came = at_once(*[lambda step=step: routing.receive(step, by=busy.chai, at=LATER)] * 2)

        assert len(refusals(came)) == 1
        entries = RegisterEntry.objects.filter(register__office=busy.works)
        assert sorted(entries.values_list("number", flat=True)) == list(range(1, number + 1))


def test_two_forwardings_at_once_send_the_letter_one_way(busy: Province) -> None:
    for _round in range(ROUNDS):
        step = routing.receive(sent_to_works(busy), by=busy.chai, at=LATER)

        came = at_once(
            lambda step=step: routing.forward(step, to=busy.finance, by=busy.chai, at=LATER),
            lambda step=step: routing.forward(step, to=busy.centre, by=busy.ek, at=LATER),
        )

        [said] = refusals(came)
        assert "ดำเนินการแล้วเมื่อ 12.05 น." in said
        assert Step.objects.filter(previous=step).count() == 1


def test_approving_and_returning_at_once_has_one_outcome(busy: Province) -> None:
    for _round in range(ROUNDS):
        step = routing.receive(sent_to_works(busy), by=busy.chai, at=LATER)

        came = at_once(
            lambda step=step: routing.instruct(
                step, by=busy.dao, at=LATER, verdict="approved", to=busy.finance
            ),
            lambda step=step: routing.give_back(step, by=busy.ek, at=LATER, reason="ส่งผิดกอง"),
        )

        assert len(refusals(came)) == 1
        is_returned = Step.objects.get(pk=step.pk).state == State.RETURNED
        assert step.letter.endorsements.exists() != is_returned


def test_two_signings_at_once_issue_one_number(busy: Province) -> None:
    letter = drafting.draft_letter(
        by=busy.ek,
        at=NOON,
        kind=Kind.EXTERNAL_LETTER,
        subject="ตอบข้อหารือ",
        addressee="ผู้ว่าราชการจังหวัดภูเก็ต",
        body="ไม่ขัดข้อง",
        signer=busy.dao.post,
    )
    routing.send(
        letter,
        to=busy.works,
        person=busy.dao.user,
        by=busy.ek,
        at=NOON,
        purpose=Purpose.SIGNATURE,
    )

    came = at_once(
        *[lambda: sign_and_forward(letter, by=busy.dao, at=LATER, key=uuid.uuid4(), to=busy.centre)]
        * 2
    )

    assert len(refusals(came)) == 1
    assert Letter.objects.get(pk=letter.pk).reference == "ภก 51005/1"
    assert [entry.state for entry in letter.entries.all()] == ["issued"]
