"""The page on which a director signs."""

import uuid

import pytest
from django.http import HttpResponse
from django.test import Client

from saraban.access import Actor
from saraban.models import Kind, Letter, RegisterEntry
from saraban.services import drafting
from tests.cast import Province
from tests.factories import NOON, PASSWORD, make_office, signed_in
from workflow.models import Purpose
from workflow.selectors import acts_for, places
from workflow.services import routing
from workflow.services.signing import face_of


@pytest.fixture
def draft(province: Province) -> Letter:
    letter = drafting.draft_letter(
        by=province.ek,
        at=NOON,
        kind=Kind.EXTERNAL_LETTER,
        subject="ตอบข้อหารือการขออนุญาตใช้พื้นที่ติดตั้งเสาสัญญาณ",
        addressee="ผู้ว่าราชการจังหวัดภูเก็ต",
        body="ตามที่หารือนั้น ไม่ขัดข้อง",
        signer=province.dao.post,
    )
    routing.send(
        letter,
        to=province.works,
        person=province.dao.user,
        by=province.ek,
        at=NOON,
        purpose=Purpose.SIGNATURE,
    )
    return Letter.objects.get(pk=letter.pk)


def just_signed_in(client: Client, actor: Actor) -> Client:
    """Return the client of somebody who typed their password a moment ago."""
    signed_in(client, actor).post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def form_for(province: Province, draft: Letter, name: str = "สำนักปลัด") -> dict[str, object]:
    found = places.places_for(province.dao, draft, will_be_issued=True).by_key.values()
    place = next(place.key for place in found if place.label.startswith(name))
    return {
        "key": uuid.uuid4(),
        "seen": face_of(draft),
        "place": place,
        "purpose": "consideration",
        "note": "โปรดส่งออก",
    }


def words_on(response: HttpResponse) -> str:
    return response.content.decode()


def test_the_signer_is_offered_to_sign_first_of_all(province: Province, draft: Letter) -> None:
    assert acts_for(province.dao, draft)[0].name == "sign"
    assert "sign" not in [choice.name for choice in acts_for(province.ek, draft)]


def test_the_page_shows_the_paper_as_it_will_look(
    client: Client, province: Province, draft: Letter
) -> None:
    director = just_signed_in(client, province.dao)

    page = words_on(director.get(f"/letters/{draft.pk}/sign/"))
    picture = director.get(f"/letters/{draft.pk}/sign/1.png")

    assert f"/letters/{draft.pk}/sign/1.png" in page
    assert "ลงนามและส่งต่อ" in page
    assert picture["Content-Type"] == "image/png"
    assert director.get(f"/letters/{draft.pk}/sign/2.png").status_code == 404


def test_signing_says_the_number_the_letter_now_has(
    client: Client, province: Province, draft: Letter
) -> None:
    director = just_signed_in(client, province.dao)

    response = director.post(f"/letters/{draft.pk}/sign/", form_for(province, draft))

    assert response.status_code == 302
    assert "ลงนามแล้ว ที่ ภก 51005/1" in words_on(director.get(response["Location"]))


def test_the_form_sent_twice_leads_to_the_same_letter_and_signs_once(
    client: Client, province: Province, draft: Letter
) -> None:
    director, typed = just_signed_in(client, province.dao), form_for(province, draft)

    answers = [director.post(f"/letters/{draft.pk}/sign/", typed) for _twice in range(2)]

    assert answers[0]["Location"] == answers[1]["Location"]
    assert RegisterEntry.objects.filter(letter=draft).count() == 1


def test_who_has_not_typed_the_password_lately_does_so_and_then_it_is_signed(
    client: Client, province: Province, draft: Letter
) -> None:
    director = signed_in(client, province.dao)
    asked = director.post(f"/letters/{draft.pk}/sign/", form_for(province, draft))
    assert asked["Location"].startswith("/accounts/reauthenticate/")
    assert Letter.objects.get(pk=draft.pk).is_draft

    director.post(asked["Location"], {"password": PASSWORD, "next": f"/letters/{draft.pk}/sign/"})

    assert Letter.objects.get(pk=draft.pk).reference == "ภก 51005/1"


def test_a_wrong_password_signs_nothing(client: Client, province: Province, draft: Letter) -> None:
    director = signed_in(client, province.dao)
    asked = director.post(f"/letters/{draft.pk}/sign/", form_for(province, draft))

    director.post(asked["Location"], {"password": "เดา", "next": f"/letters/{draft.pk}/sign/"})

    assert Letter.objects.get(pk=draft.pk).is_draft


def test_without_a_place_the_page_comes_back_with_what_was_typed(
    client: Client, province: Province, draft: Letter
) -> None:
    director = just_signed_in(client, province.dao)

    response = director.post(
        f"/letters/{draft.pk}/sign/", {**form_for(province, draft), "place": ""}
    )

    assert response.status_code == 422
    assert "โปรดส่งออก" in words_on(response)
    assert not RegisterEntry.objects.filter(letter=draft).exists()


def test_a_draft_that_changed_is_shown_again_and_can_then_be_signed(
    client: Client, province: Province, draft: Letter
) -> None:
    director = just_signed_in(client, province.dao)
    typed = {**form_for(province, draft), "seen": "a face of yesterday"}

    response = director.post(f"/letters/{draft.pk}/sign/", typed)

    assert response.status_code == 422
    assert "ร่างถูกแก้หลังจากท่านเปิดอ่าน" in words_on(response)
    assert face_of(Letter.objects.get(pk=draft.pk)) in words_on(response)


def test_a_refused_signature_says_why_on_the_page(
    client: Client, province: Province, draft: Letter
) -> None:
    typed = form_for(province, draft, "กองคลัง")
    province.fah.user.appointments.update(valid_to=province.fah.post.valid_from)
    make_office(province.pao, "กองใหม่")
    director = just_signed_in(client, province.dao)

    response = director.post(f"/letters/{draft.pk}/sign/", typed)

    assert response.status_code == 422
    assert "ผู้รับที่เลือกไม่อยู่ในรายการของวันนี้" in words_on(response)


def test_a_signed_letter_has_no_page_to_sign(
    client: Client, province: Province, draft: Letter
) -> None:
    director = just_signed_in(client, province.dao)
    director.post(f"/letters/{draft.pk}/sign/", form_for(province, draft))

    page = director.get(f"/letters/{draft.pk}/sign/", follow=True)

    assert page.redirect_chain == [(f"/letters/{draft.pk}/", 302)]
    assert "หนังสือฉบับนี้ลงนามแล้ว ที่ ภก 51005/1" in words_on(page)
    assert director.get(f"/letters/{draft.pk}/sign/1.png").status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_elsewhere_there_is_nothing_to_sign(
    client: Client, province: Province, draft: Letter, method: str
) -> None:
    for elsewhere, answer in ((province.fah, 404), (province.boon, 404), (province.ek, 403)):
        director = just_signed_in(client, elsewhere)
        assert getattr(director, method)(f"/letters/{draft.pk}/sign/").status_code == answer
