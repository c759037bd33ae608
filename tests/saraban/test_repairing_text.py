"""Thai text that came out of a file damaged is mended before anybody searches it."""

import pytest

from saraban.reading.repair import damage, healthier, repair

DAMAGE = {
    "private marks": ("ที่ประชุม", "ท\uf702\uf70aประชุม"),
    "private foot": ("ราษฎรหญิงฐาน", "ราษฎรห\uf70fิง\uf700าน"),
    "torn sara am": ("สำนักงานน้ำ", "ส\u0e4d\u0e32นักงานน\u0e4d\u0e49\u0e32"),
    "torn with a blank": ("กำหนด", "ก\u0e4d \u0e32หนด"),
    "doubled sara aa": ("จำนวน", "จำานวน"),
    "tone after sara am": ("น้ำ", "นำ้"),
    "tone before vowel": ("ที่ปั้น", "ท\u0e48\u0e35ป\u0e49\u0e31น"),
    "blank before a mark": ("ที่", "ท ี ่"),
    "line cut before a mark": ("ประปา น้ำ", "ประปา น\n้ำ"),
    "two sara e": ("แผน", "เเผน"),
    "bytes shown as Latin": (
        "สารบรรณ ที่ภูเก็ต ญาติ",
        "สารบรรณ ที่ภูเก็ต ญาติ".encode("cp874").decode("latin-1"),
    ),
    "zero width": ("คำสั่ง", "คำ\u200bสั่ง\u2060\ufeff"),
    "unfit for a database": ("คำสั่ง", "คำ\0สั่\ud800ง\x02"),
    "turned round": ("รายงาน.pdf", "รายงาน\u202e.pdf"),
    "lines": ("ก\nข\nค", "ก\r\nข\rค"),
}


@pytest.mark.parametrize(("meant", "came"), DAMAGE.values(), ids=DAMAGE)
def test_damaged_thai_is_mended(meant, came):
    assert repair(came) == meant
    assert repair(meant) == meant


def test_what_a_browser_printed_is_read_once_even_by_a_reader_that_reads_twice():
    came = (
        "เรื่อ\r\nรื่\r\nง ขอเชิญชิ ประชุมจัดทำ แผนน้ำ ประปา\r\nด้วยสำ นักนั งานกำ หนด\r\n"
        "บัญบั ชีก\r\nชี\r\nลาง ตามพระราชบัญบั ญัติญั ติ ชั้นชั้ ๔ เพื่อ\r\nพื่\r\nพิจพิารณา"
    )

    assert repair(came) == (
        "เรื่อง ขอเชิญประชุมจัดทำแผนน้ำประปา\nด้วยสำนักงานกำหนด\nบัญชีกลาง ตามพระราชบัญญัติ ชั้น ๔ เพื่อพิจารณา"
    )


def test_words_of_other_languages_are_left_alone():
    for words in ("Café Zürich à 12 m² ±3°", "ประชุม Café ครั้งที่ 2", "Ça été créé"):
        assert repair(words) == words


def test_of_two_readings_the_healthier_is_kept():
    good, doubled = "บัญชีกลาง กำหนดประชุม", "บัญบั ชีกชีลาง กากำหนด"

    assert damage(good) == 0
    assert healthier(doubled, good) == good
    assert healthier(good, "\uf8f0\uf8f1ก") == good
    assert healthier("", good) == good
    assert healthier(good, "") == good
