"""The search page: an address with a question, an answer that is the same for the same rights."""

import pytest

from saraban.models import Secrecy
from tests.factories import make_letter, signed_in

pytestmark = pytest.mark.django_db


def test_a_stranger_is_sent_to_sign_in(client):
    response = client.get("/search/", {"q": "แผน"})

    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def test_a_phrase_in_the_middle_of_a_sentence_is_shown_marked(client, province):
    letter = make_letter(province.anong, subject="ขอส่งรายละเอียดโครงการระบบเตือนภัยแผ่นดินไหว")

    page = signed_in(client, province.anong).get("/search/", {"q": "ระบบเตือนภัย"})

    assert page.status_code == 200
    assert "โครงการ<mark>ระบบเตือนภัย</mark>แผ่นดินไหว" in page.content.decode()
    assert letter.get_absolute_url() in page.content.decode()


def test_what_was_typed_is_shown_as_text_and_never_as_markup(client, province):
    make_letter(province.anong, subject="<b>แผน</b> & <script>")

    page = signed_in(client, province.anong).get("/search/", {"q": '<script>"แผน'})

    assert "<script>" not in page.content.decode().replace("<script src=", "")


def test_an_empty_question_explains_how_to_ask(client, province):
    make_letter(province.anong, subject="แผนเรื่องเดียว")

    page = signed_in(client, province.anong).get("/search/").content.decode()

    assert "แผนเรื่องเดียว" not in page
    assert "พิมพ์คำหรือข้อความส่วนใดก็ได้" in page


def test_nothing_found_explains_itself(client, province):
    make_letter(province.anong)

    page = signed_in(client, province.anong).get("/search/", {"q": "หาไม่พบแน่นอน"}).content.decode()

    assert "ค้นจากหนังสือที่ท่านมีสิทธิอ่าน 1 เรื่อง" in page


@pytest.mark.parametrize(
    "asked",
    [
        {"page": "0"},
        {"page": "x"},
        {"page": "99999999999999999999"},
        {"year": "-1"},
        {"year": "1e9"},
        {"office": "9" * 30},
        {"kind": "no-such"},
        {"direction": "'"},
        {"sort": "?"},
        {"q": "แผน\0" * 500},
    ],
)
def test_an_address_without_sense_is_answered_all_the_same(client, province, asked):
    make_letter(province.anong, subject="แผน")

    page = signed_in(client, province.anong).get("/search/", {"q": "แผน", **asked})

    assert page.status_code == 200


def test_the_page_is_the_same_byte_for_byte_whatever_others_keep(client, province):
    make_letter(province.fah, subject="แผนจัดเก็บขยะทะเล")
    signed_in(client, province.fah)
    before = client.get("/search/", {"q": "ขยะทะเล"}).content

    make_letter(province.chai, subject="ขยะทะเลของกองช่าง")
    make_letter(province.gaew, subject="ขยะทะเลลับ", secrecy=Secrecy.CONFIDENTIAL)

    assert client.get("/search/", {"q": "ขยะทะเล"}).content == before
