"""What is ลับ or above walks from person to person, and past nobody else."""

import datetime as dt

import pytest
from django.http import Http404

from saraban import access
from saraban.errors import Refusal
from saraban.models import Letter, Role, Secrecy
from tests.cast import Province
from tests.factories import NOON, make_letter, make_office, make_officer
from workflow.selectors import desk_of
from workflow.services import routing

LATER = NOON + dt.timedelta(minutes=5)


def readers_of(province: Province, letter: Letter) -> set[str]:
    people = [value for value in vars(province).values() if isinstance(value, access.Actor)]
    return {actor.user.username for actor in people if access.can_see(actor, letter)}


def test_a_secret_letter_sent_to_a_person_is_opened_to_that_person_alone(
    province: Province,
) -> None:
    letter = make_letter(province.gaew, secrecy=Secrecy.SECRET)

    routing.send(letter, to=province.pao, person=province.boon.user, by=province.gaew, at=NOON)

    assert readers_of(province, letter) == {"gaew", "boon"}
    assert desk_of(province.boon).exists()
    assert not desk_of(province.in_).exists()


def test_a_secret_letter_is_not_sent_to_somebody_without_the_clearance(
    province: Province,
) -> None:
    letter = make_letter(province.gaew, secrecy=Secrecy.CONFIDENTIAL)

    with pytest.raises(Refusal, match="นางดาว รักษ์ทะเล ไม่มีสิทธิเข้าถึงชั้นความลับ"):
        routing.send(letter, to=province.works, person=province.dao.user, by=province.gaew, at=NOON)

    assert readers_of(province, letter) == {"gaew"}


def test_a_secret_letter_is_not_sent_to_an_office_without_a_cleared_registrar(
    province: Province,
) -> None:
    letter = make_letter(province.gaew, secrecy=Secrecy.CONFIDENTIAL)
    make_officer(province.works, "lek", "นายเล็ก ไร้สิทธิ", Role.SECRET_REGISTRAR)

    with pytest.raises(Refusal, match="กองช่าง ไม่มีนายทะเบียนข้อมูลข่าวสารลับ"):
        routing.send(letter, to=province.works, by=province.gaew, at=NOON)


def test_a_secret_letter_sent_to_an_office_waits_for_its_registrar_alone(
    province: Province,
) -> None:
    registrar = make_officer(
        province.works, "mali", "นางมะลิ เก็บความ", Role.SECRET_REGISTRAR, Secrecy.SECRET
    )
    letter = make_letter(province.gaew, secrecy=Secrecy.CONFIDENTIAL)

    step = routing.send(letter, to=province.works, by=province.gaew, at=NOON)

    assert desk_of(registrar).get() == step
    for colleague in (province.chai, province.dao, province.ek):
        assert not desk_of(colleague).exists()
        with pytest.raises(Http404):
            routing.receive(step, by=colleague, at=LATER)
    assert routing.receive(step, by=registrar, at=LATER).entry


def test_rights_to_a_secret_letter_never_grow_along_the_chain(province: Province) -> None:
    letter = make_letter(province.gaew, secrecy=Secrecy.SECRET)
    step = routing.send(
        letter, to=province.pao, person=province.boon.user, by=province.gaew, at=NOON
    )
    cleared = make_office(province.pao, "กองการเจ้าหน้าที่")
    nok = make_officer(cleared, "nok", "นางนก รู้ความ", clearance=Secrecy.CONFIDENTIAL)

    with pytest.raises(Refusal, match="ไม่มีสิทธิ"):
        routing.forward(step, to=cleared, person=nok.user, by=province.boon, at=LATER)

    assert readers_of(province, letter) == {"gaew", "boon"}


def test_a_secret_letter_comes_back_to_the_very_registrar(province: Province) -> None:
    letter = make_letter(province.gaew, secrecy=Secrecy.SECRET)
    step = routing.send(
        letter, to=province.pao, person=province.boon.user, by=province.gaew, at=NOON
    )

    back = routing.give_back(step, by=province.boon, at=LATER, reason="ไม่ใช่ของข้าพเจ้า")

    assert desk_of(province.gaew).get() == back
    assert not desk_of(province.anong).exists()
    assert readers_of(province, letter) == {"gaew", "boon"}
