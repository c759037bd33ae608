"""Days, digits, order and cleaning of Thai text."""

import datetime as dt

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from saraban import thai

TODAY = dt.date(2026, 11, 24)
MODERN_DAYS = st.dates(dt.date(1941, 1, 1), dt.date(2150, 12, 31))
OLD_DAYS = st.dates(dt.date(1890, 1, 1), dt.date(1940, 12, 31))
THAI_AND_BLANKS = st.text(
    st.sampled_from("กขนเแำาํ่้๊๋์ัิีุู็ๅๆฯฺ ๎\n\r\x00\u200b\u00a0\uf70a\uf711\ud800aA1"), max_size=40
)


@pytest.mark.parametrize(
    "typed",
    [
        "22/11/2569",
        "22-11-69",
        "22.11.2569",
        "22 11 69",
        "22 พ.ย. 69",
        "22 พย.2569",
        "22พ.ย.69",
        "22 พ. ย. ๖๙",
        "๒๒ พฤศจิกายน ๒๕๖๙",
        "22 พฤศจิกา 69",
        "22 พฤศจิกายน พ.ศ. 2569",
        "22 เดือนพฤศจิกายน พ.ศ.2569",
        "วันอาทิตย์ที่ 22 พฤศจิกายน 2569",
        "ลงวันที่ 22 พฤศจิกายน 2569",
        "22 พฤศจิกายน ค.ศ. 2026",
        "22/11/2026",
        "2026-11-22",
        "2569-11-22",
        "22112569",
        "221169",
        "20261122",
        "  ๒๒/๑๑/๖๙ ",
        "22 พ.ย.\u200b 2569",
    ],
)
def test_one_day_is_read_in_every_form_a_clerk_types(typed):
    assert thai.parse_date(typed) == dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("วันนี้", TODAY),
        ("เมื่อวาน", dt.date(2026, 11, 23)),
        ("เมื่อวานนี้", dt.date(2026, 11, 23)),
        ("พรุ่งนี้", dt.date(2026, 11, 25)),
        ("มะรืนนี้", dt.date(2026, 11, 26)),
        ("22/11", dt.date(2026, 11, 22)),
        ("5 ม.ค.", dt.date(2027, 1, 5)),
    ],
)
def test_a_day_told_from_today_is_read_when_today_is_known(typed, day):
    assert thai.parse_date(typed, today=TODAY) == day

    with pytest.raises(ValueError, match="โปรดพิมพ์"):
        thai.parse_date(typed)


def test_the_end_of_december_typed_in_january_is_last_year():
    assert thai.parse_date("28/12", today=dt.date(2027, 1, 4)) == dt.date(2026, 12, 28)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "โปรดพิมพ์วันที่"),
        ("เมื่อไรก็ได้", "เมื่อไรก็ได้"),
        ("31/4/2569", "ไม่มีวันที่ 31 ในเดือนเมษายน พ.ศ. 2569"),
        ("29/2/68", "ไม่มีวันที่ 29 ในเดือนกุมภาพันธ์ พ.ศ. 2568"),
        ("1/13/69", "1/13/69"),
        ("0/1/69", "ไม่มีวันที่ 0"),
        ("22/11-69", "22/11-69"),
        ("12/11/126", "12/11/126"),
        ("12/11/3000", "12/11/3000"),
        ("22 พ.ย. ค.ศ. 69", "อ่านวันที่"),
        ("5 ก.พ. 2483", "เมษายนถึงธันวาคม"),
        ("\x00", "โปรดพิมพ์วันที่"),
        ("9" * 3000, "อ่านวันที่"),
    ],
)
def test_what_is_no_day_is_answered_with_a_thai_sentence(typed, said):
    with pytest.raises(ValueError, match="[ก-ฮ]") as refused:
        thai.parse_date(typed, today=TODAY)

    assert said in str(refused.value)
    assert len(str(refused.value)) < 150


@given(MODERN_DAYS | OLD_DAYS, st.sampled_from(["short", "long"]), st.booleans())
def test_a_written_day_is_read_back_as_the_same_day(day, style, in_thai_digits):
    written = thai.format_date(day, style)

    assert thai.parse_date(thai.thai_digits(written) if in_thai_digits else written) == day


@given(MODERN_DAYS, st.sampled_from(["{d:02}/{m:02}/{y}", "{d}-{m}-{y}", "{d:02}{m:02}{y}"]))
def test_a_day_in_numbers_is_read_back_as_the_same_day(day, form):
    written = form.format(d=day.day, m=day.month, y=thai.buddhist_year(day))

    assert thai.parse_date(written) == day
    assert thai.parse_date(day.isoformat()) == day


@given(st.text(max_size=30))
def test_reading_a_day_answers_anything_with_a_day_or_a_sentence(typed):
    try:
        thai.parse_date(typed, today=TODAY)
    except ValueError as refused:
        assert "โปรด" in str(refused) or "ไม่มีวันที่" in str(refused)


def test_years_before_2484_began_in_april():
    assert thai.buddhist_year(dt.date(2026, 11, 22)) == 2569
    assert thai.buddhist_year(dt.date(1941, 1, 1)) == 2484
    assert thai.buddhist_year(dt.date(1940, 12, 31)) == 2483
    assert thai.buddhist_year(dt.date(1940, 3, 31)) == 2482
    assert thai.parse_date("5 ก.พ. 2482") == dt.date(1940, 2, 5)


def test_a_moment_is_written_and_read_in_thai_time():
    at = dt.datetime(2021, 5, 3, 2, 30, tzinfo=dt.UTC)

    assert thai.format_moment(at) == "3 พ.ค. 2564 เวลา 09.30 น."
    assert thai.parse_moment("3 พ.ค. 2564 เวลา 09.30 น.") == at
    assert thai.parse_moment("๓/๕/๖๔ ๙:๓๐") == at
    assert thai.parse_moment("2021-05-03T09:30") == at
    assert thai.parse_moment("วันนี้ 9.30 น.", today=dt.date(2021, 5, 3)) == at


def test_a_moment_of_no_known_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        thai.format_moment(dt.datetime(2021, 5, 3, 9, 30))


@pytest.mark.parametrize("typed", ["3/5/64", "3/5/64 25.00", "3/5/64 9.75 น.", ""])
def test_a_moment_without_a_real_hour_is_answered_in_thai(typed):
    with pytest.raises(ValueError, match="เวลา"):
        thai.parse_moment(typed)


def test_digits_go_both_ways_and_leave_words_alone():
    assert thai.thai_digits("ที่ ภก 0017.2/123") == "ที่ ภก ๐๐๑๗.๒/๑๒๓"
    assert thai.arabic_digits("สทช ๒๔09/131") == "สทช 2409/131"
    assert thai.thai_digits(2569) == "๒๕๖๙"


def test_names_sort_as_in_a_thai_dictionary():
    in_order = ["กา", "ก้าน", "เก", "เกาะ", "แก", "ขา", "คำ", "เมือง", "ไม้", "หนังสือ", "เหล็ก", "ฮา"]

    by_code_point = sorted(in_order)

    assert sorted(by_code_point, key=thai.sort_key) == in_order
    assert sorted(["ก้า", "ก่า", "กา"], key=thai.sort_key) == ["กา", "ก่า", "ก้า"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("น\u0e4d\u0e32", "น\u0e33"),
        ("น\u0e49\u0e4d\u0e32", "น\u0e49\u0e33"),
        ("น\u0e4d\u0e49\u0e32", "น\u0e49\u0e33"),
        ("น\u0e33\u0e49", "น\u0e49\u0e33"),
        ("ประจ\u0e33\u0e32ปี", "ประจ\u0e33ปี"),
        ("\u0e40\u0e40ผน", "\u0e41ผน"),
        ("ท\u0e48\u0e35", "ท\u0e35\u0e48"),
        ("ศักด\u0e4c\u0e34", "ศักด\u0e34\u0e4c"),
        ("ก \u0e47", "ก\u0e47"),
        ("ท\u0e35\uf70a", "ท\u0e35\u0e48"),
        ("\uf70fา\uf700า", "ญาฐา"),
        ("กร\u200bม\u00adป\ufeffร\u2060ะ", "กรมประ"),
        ("a\x00b\x07c\x7fd\ud800e", "abcde"),
        ("บรรทัด\r\nสอง\rสาม\u2028สี่", "บรรทัด\nสอง\nสาม\nสี่"),
        ("ก\u00a0ข\tค", "ก ข\tค"),
        ("cafe\u0301", "caf\u00e9"),
    ],
)
def test_faults_nobody_sees_are_mended_on_saving(typed, kept):
    assert thai.normalise(typed) == kept


@pytest.mark.parametrize(
    "text",
    ["น้ำ ต่าง ๆ ฯลฯ พ.ศ. ๒๕๖๙", "พุทฺธํ สรณํ คจฺฉามิ", "ทำ อาหาร", "e-GP (ข้อ 1)\n\tสอง", "คอซิมบี้ 😀"],
)
def test_sound_text_is_kept_as_typed(text):
    assert thai.normalise(text) == text


@given(THAI_AND_BLANKS | st.text())
def test_cleaning_twice_changes_nothing_more(text):
    once = thai.normalise(text)

    assert thai.normalise(once) == once
    assert once.encode("utf-8").count(0) == 0


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("{{ day|thai_date }}", "3 พ.ค. 2564"),
        ("{{ day|thai_date_long }}", "3 พฤษภาคม 2564"),
        ("{{ at|thai_date }}", "4 พ.ค. 2564"),
        ("{{ at|thai_moment }}", "4 พ.ค. 2564 เวลา 00.30 น."),
        ("{{ nothing|thai_date }}{{ nothing|thai_date_long }}{{ nothing|thai_moment }}", ""),
        ("{{ number|thai_digits }}", "๑๒๓"),
        (
            "{{ number|digits:'THAI' }} {{ number|digits:'ARABIC' }} {{ number|digits }}",
            "๑๒๓ 123 123",
        ),
    ],
)
def test_pages_write_days_and_digits_the_thai_way(written, shown):
    facts = {
        "day": dt.date(2021, 5, 3),
        "at": dt.datetime(2021, 5, 3, 17, 30, tzinfo=dt.UTC),
        "number": 123,
    }

    assert Template("{% load thai %}" + written).render(Context(facts)) == shown
