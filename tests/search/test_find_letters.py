"""Finding letters: the next query knows what was just written, and only what one may see."""

import dataclasses
import datetime as dt

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from saraban import access
from saraban.models import Access, Blob, BlobPage, Document, Letter, LetterQuerySet, Secrecy
from saraban.services import journal
from saraban.services.meetings import Decision, Point, record_minutes
from search import selectors, services
from search.answers import Filters
from search.backends.contract import Asked
from search.backends.database import backend
from search.models import SearchPart
from search.queries import parse
from tests.factories import BANGKOK, NOON, make_letter

pytestmark = pytest.mark.django_db


def attach(letter, *pages, sha="a" * 64, name="บันทึก.pdf", by):
    """Bind a file whose text has been read to a letter."""
    blob = Blob.objects.create(
        sha256=sha, size=1, media_type="application/pdf", reading="read", page_count=len(pages)
    )
    BlobPage.objects.bulk_create(
        BlobPage(blob=blob, number=number, text=text) for number, text in enumerate(pages, 1)
    )
    document = Document.objects.create(
        letter=letter, blob=blob, name=name, added_by=by.user, added_at=NOON
    )
    journal.note(letter, "read_text", by=None, at=NOON, files=[blob.pk])
    return document


# The next query


def test_a_letter_is_found_by_any_piece_of_its_subject_at_once(province, subjects):
    make_letter(province.anong, subject="ขอส่งรายละเอียดโครงการระบบเตือนภัยแผ่นดินไหว")

    assert subjects(province.anong, "เตือนภัยแผ่น") == ["ขอส่งรายละเอียดโครงการระบบเตือนภัยแผ่นดินไหว"]


def test_what_was_rolled_back_is_not_found(province, subjects):
    with transaction.atomic():
        make_letter(province.anong, subject="เรื่องที่ไม่เคยเกิดขึ้น")
        assert subjects(province.anong, "ไม่เคยเกิดขึ้น")
        transaction.set_rollback(True)

    assert subjects(province.anong, "ไม่เคยเกิดขึ้น") == []


def test_the_sender_the_number_and_the_enclosures_are_found(province, subjects):
    letter = make_letter(
        province.anong,
        sender="ศูนย์ป้องกันและบรรเทาสาธารณภัย เขต 18",
        reference="ภก ๐๐๒๑/ว ๕๑๒",
        enclosure_note="แผนที่แสดงจุดติดตั้ง 1 ฉบับ",
    )

    for typed in ("บรรเทาสาธารณภัย", "เขต ๑๘", "0021/ว 512", "จุดติดตั้ง"):
        assert subjects(province.anong, typed) == [letter.subject]


def test_words_in_different_places_of_one_letter_find_it_together(province, subjects):
    letter = make_letter(province.anong, sender="สำนักงานประมง", subject="ขอเชิญประชุม")
    attach(letter, "หน้าแรกว่าด้วยปะการัง", "หน้าสองว่าด้วยหญ้าทะเล", by=province.anong)
    make_letter(province.anong, sender="สำนักงานประมง", subject="เรื่องอื่น")

    assert subjects(province.anong, "ประมง หญ้าทะเล ปะการัง") == ["ขอเชิญประชุม"]


def test_a_minus_leaves_out_the_letters_with_that_word(province, subjects):
    make_letter(province.anong, subject="แผนงบประมาณประจำปี")
    make_letter(province.anong, subject="ยกเลิกแผนงบประมาณ")

    assert subjects(province.anong, "งบประมาณ -ยกเลิก") == ["แผนงบประมาณประจำปี"]


def test_a_corrected_subject_is_found_and_the_old_one_no_more(province, subjects):
    letter = make_letter(province.anong, subject="ขออนุมัติจัดซื้อเรือยาง")
    letter.subject = "ขออนุมัติจัดซื้อเรือท้องแบน"
    letter.save()

    journal.note(letter, "revised", by=province.anong, at=NOON)

    assert subjects(province.anong, "เรือท้องแบน") == ["ขออนุมัติจัดซื้อเรือท้องแบน"]
    assert subjects(province.anong, "เรือยาง") == []
    assert services.health().is_whole


# Where it was found


def test_a_page_of_a_file_is_named_and_its_words_are_marked(province):
    letter = make_letter(province.anong, subject="ส่งข้อเสนอโครงการ")
    document = attach(letter, "ปก", "ให้ติดตั้งเสาสัญญาณ ๓๕ ต้น", by=province.anong)

    (hit,) = selectors.find(province.anong, "เสาสัญญาณ 35").hits

    assert (hit.document, hit.part.page.number) == (document, 2)
    assert [piece.text for piece in hit.snippet if piece.is_hit] == ["เสาสัญญาณ", "๓๕"]


def test_the_face_of_a_letter_is_shown_before_its_pages(province):
    letter = make_letter(province.anong, subject="โครงการหาดสะอาด")
    attach(letter, "โครงการหาดสะอาด รายละเอียด", by=province.anong)

    (hit,) = selectors.find(province.anong, "หาดสะอาด").hits

    assert hit.part.kind == SearchPart.Kind.FACE
    assert hit.snippet == ()


def test_a_phrase_where_two_parts_of_a_long_text_meet_is_found(province):
    letter = make_letter(province.anong)
    filler = "ความยาว " * (services.LONGEST_PART // 8)
    text = filler[: services.LONGEST_PART - 10] + "เสียงตามสายหมู่บ้านชายทะเล" + filler
    attach(letter, text, by=province.anong)

    (hit,) = selectors.find(province.anong, "เสียงตามสายหมู่บ้านชายทะเล").hits

    assert any(piece.is_hit for piece in hit.snippet)
    assert SearchPart.objects.filter(kind="page").count() == 2


def test_pages_already_indexed_are_left_alone_by_later_events(province):
    letter = make_letter(province.anong)
    attach(letter, "หนึ่ง", "สอง", by=province.anong)
    before = list(SearchPart.objects.values_list("pk", flat=True))

    assert services.index_letter(letter) == 0

    assert list(SearchPart.objects.values_list("pk", flat=True)) == before


def test_a_resolution_is_found_as_itself_with_its_owner_and_leads_to_its_place(province):
    decided = Decision("เห็นชอบในหลักการ โครงการระบบเตือนภัยสึนามิ", owner=province.works)
    meeting = record_minutes(
        by=province.ek,
        at=NOON,
        body_name="คณะกรรมการภูเก็ตเมืองอัจฉริยะ",
        number=1,
        year=2564,
        began_at=dt.datetime(2021, 5, 3, 9, 30, tzinfo=BANGKOK),
        place="ศาลากลางจังหวัดภูเก็ต",
        agenda=[Point("4", "เรื่องเสนอเพื่อพิจารณา", "ระบบเตือนภัย", [Decision("รับทราบ"), decided])],
    )

    (hit,) = selectors.find(province.ek, "ระบบเตือนภัย เห็นชอบ").hits

    assert hit.part.kind == SearchPart.Kind.RESOLUTION
    assert (hit.letter, hit.resolution.owner) == (meeting.letter, province.works)
    assert hit.address == f"{meeting.get_absolute_url()}#resolution-{hit.resolution.pk}"


def test_a_run_of_letters_without_end_is_indexed_and_found(province, subjects):
    letter = make_letter(province.anong)
    attach(letter, f"รหัส {'abc123' * 1000} จบ", by=province.anong)

    assert subjects(province.anong, "abc123" * 40) == [letter.subject]
    assert subjects(province.anong, "รหัส abc123") == [letter.subject]
    assert subjects(province.anong, f'"รหัส {"abc123" * 40}x"') == []


# The number


def test_the_letter_whose_number_was_typed_stands_first(province, subjects):
    make_letter(province.anong, subject="ฉบับที่ถาม", reference="ภก 0017.2/123")
    make_letter(province.anong, subject="อ้างถึง ภก 0017.2/123", reference="ภก 0018/9")

    found = selectors.find(province.anong, "ที่ ภก ๐๐๑๗.๒/๑๒๓")

    assert [hit.letter.subject for hit in found.hits] == ["ฉบับที่ถาม", "อ้างถึง ภก 0017.2/123"]
    assert [hit.is_by_number for hit in found.hits] == [True, False]


def test_a_receiving_number_of_ones_own_register_finds_its_letter(province):
    make_letter(province.anong, subject="เลขรับหนึ่ง", reference="")
    make_letter(province.anong, subject="เลขรับสอง", reference="")

    for typed in ("2", "2/2569", "เลขรับ ๒"):
        first = selectors.find(province.anong, typed).hits[0]
        assert (first.letter.subject, first.is_by_number) == ("เลขรับสอง", True)


def test_a_number_too_long_to_be_one_is_not_an_error(province, subjects):
    for typed in ("9" * 40, "9" * 10, "1/" + "9" * 30, "๙" * 12 + "/2569"):
        assert subjects(province.anong, typed) == []


# Whom it is shown to


def test_another_office_finds_nothing(province, subjects):
    make_letter(province.chai, subject="เรื่องของกองช่าง")

    assert subjects(province.chai, "กองช่าง") == ["เรื่องของกองช่าง"]
    assert subjects(province.fah, "กองช่าง") == []


def test_a_permission_withdrawn_is_withdrawn_from_search_in_the_next_query(province, subjects):
    letter = make_letter(province.chai, subject="เรื่องของกองช่าง")
    access.grant_office(letter, province.finance, basis=Access.Basis.CIRCULATED, at=NOON)
    journal.note(letter, "granted", by=province.chai, at=NOON)
    assert subjects(province.fah, "กองช่าง") == ["เรื่องของกองช่าง"]

    access.withdraw(letter, access.readers_in(province.finance, secrecy=0))

    assert subjects(province.fah, "กองช่าง") == []


def test_a_secret_letter_is_neither_found_nor_counted_without_clearance(province):
    make_letter(province.gaew, subject="แผนเผชิญเหตุลับ", secrecy=Secrecy.CONFIDENTIAL)
    make_letter(province.anong, subject="แผนเผชิญเหตุทั่วไป")

    assert selectors.find(province.gaew, "แผนเผชิญเหตุ").total == 2
    assert selectors.find(province.anong, "แผนเผชิญเหตุ").total == 1


def test_an_administrator_finds_no_letter_and_is_told_nothing(province):
    make_letter(province.anong, subject="เรื่องทั่วไป")

    found = selectors.find(province.hong, "เรื่องทั่วไป")

    assert (found.total, found.scope.letters) == (0, 0)


@pytest.mark.parametrize("sort", ["newest", "best"])
def test_letters_one_may_not_see_change_nothing_at_all(province, sort):
    for number in range(3):
        make_letter(province.fah, subject=f"แผนจัดเก็บขยะทะเล {number}", sender="อบต. ราไวย์")
    make_letter(province.fah, subject="รายงานทั่วไป", enclosure_note="ขยะทะเลและขยะทะเล")
    typed = ["ขยะทะเล", "แผน ขยะทะเล", "ขยะทะเล -รายงาน", "2", "คำหายากที่ไม่มี"]
    before = [plain(selectors.find(province.fah, text, sort=sort)) for text in typed]

    for _ in range(30):
        make_letter(province.chai, subject="ขยะทะเล คำหายากที่ไม่มี แผน", reference="2")

    assert [plain(selectors.find(province.fah, text, sort=sort)) for text in typed] == before


def plain(found):
    """Return all that an answer says, without the question, as values."""
    hits = [
        (hit.letter.pk, hit.subject, hit.snippet, hit.part and hit.part.pk) for hit in found.hits
    ]
    return hits, dataclasses.replace(found, hits=())


def test_list_and_search_agree_for_everybody(province):
    for clerk in (province.anong, province.chai, province.fah, province.jan):
        make_letter(clerk, subject="คำร่วมของทุกสำนัก")
    make_letter(province.gaew, subject="คำร่วมของทุกสำนัก", secrecy=Secrecy.SECRET)

    for actor in vars(province).values():
        if isinstance(actor, access.Actor):
            listed = set(access.letters_visible_to(actor).values_list("pk", flat=True))
            assert {hit.letter.pk for hit in selectors.find(actor, "คำร่วม").hits} == listed


# Order, totals, narrowing, cost


def test_the_newest_letter_comes_first_and_best_puts_subjects_before_the_rest(province, subjects):
    make_letter(province.anong, subject="เรื่องหลักคือสะพานหิน")
    make_letter(province.anong, subject="เรื่องอื่น", enclosure_note="ภาพถ่ายสะพานหิน")

    assert subjects(province.anong, "สะพานหิน") == ["เรื่องอื่น", "เรื่องหลักคือสะพานหิน"]
    assert subjects(province.anong, "สะพานหิน", sort="best") == ["เรื่องหลักคือสะพานหิน", "เรื่องอื่น"]


def test_hits_are_narrowed_by_direction_kind_year_and_office(province, subjects):
    make_letter(province.anong, subject="ปีนี้", dated=dt.date(2026, 1, 1))
    make_letter(province.anong, subject="ปีนี้ของปีก่อน", dated=dt.date(2025, 12, 31))

    assert subjects(province.anong, "ปีนี้", filters=Filters(year=2568)) == ["ปีนี้ของปีก่อน"]
    assert subjects(province.anong, "ปีนี้", filters=Filters(direction="outgoing")) == []
    assert subjects(province.anong, "ปีนี้", filters=Filters(kind="minutes")) == []
    assert subjects(province.anong, "ปีนี้", filters=Filters(office=province.works.pk)) == []
    assert len(subjects(province.anong, "ปีนี้", filters=Filters(office=province.centre.pk))) == 2


def test_facets_count_what_was_found(province):
    make_letter(province.anong, subject="ปีนี้", dated=dt.date(2026, 1, 1))
    make_letter(province.anong, subject="ปีนี้ของปีก่อน", dated=dt.date(2025, 12, 31))

    facets = {facet.name: facet for facet in selectors.find(province.anong, "ปีนี้").facets}

    assert [(c.value, c.count) for c in facets["year"].choices] == [(2569, 1), (2568, 1)]
    assert [(c.label, c.count) for c in facets["office"].choices] == [("สำนักปลัด", 2)]


def test_nothing_found_says_how_much_was_searched(province):
    make_letter(province.anong, dated=dt.date(2026, 1, 1))
    make_letter(province.anong, dated=dt.date(2024, 1, 1))
    make_letter(province.chai)

    scope = selectors.find(province.anong, "ไม่มีคำนี้แน่นอน").scope

    assert (scope.letters, scope.first_year, scope.last_year) == (2, 2567, 2569)


def test_an_empty_question_lists_nothing(province):
    make_letter(province.anong)

    found = selectors.find(province.anong, ' " - ')

    assert (found.hits, found.total, found.scope) == ((), 0, None)


def test_totals_are_exact_up_to_a_thousand_and_pages_follow(province, monkeypatch):
    monkeypatch.setattr(selectors, "MOST", 5)
    monkeypatch.setattr(selectors, "PER_PAGE", 2)
    for _ in range(7):
        make_letter(province.anong, subject="หนังสือเวียน")

    found = selectors.find(province.anong, "หนังสือเวียน", page=9)

    assert (found.total, found.is_more, found.page, found.pages) == (5, True, 3, 3)
    assert len(found.hits) == 1


@pytest.mark.parametrize("typed", ["ราชการ", "ราชการ ประชุม -ลับ", "12"])
def test_fifty_hits_cost_as_many_queries_as_five(province, typed):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            selectors.find(province.anong, typed, sort="best")
        return len(queries)

    for number in range(5):
        make_letter(province.anong, subject=f"ราชการประชุม 12 {number}")
    few = queries()
    for number in range(45):
        make_letter(province.anong, subject=f"ราชการประชุม 12 {number}")

    assert queries() == few <= 16


@pytest.mark.parametrize(
    "typed",
    ['"', "*", 'a" OR "b', "NEAR(", "{subject}: x", "' | 'x", ":*A", "\0", "()", "ก\\'", "-"],
)
def test_signs_of_query_languages_are_only_signs(province, typed):
    make_letter(province.anong, subject="เรื่องธรรมดา a b x")

    assert selectors.find(province.anong, typed).total in {0, 1}


def test_a_store_never_returns_what_is_outside_the_letters_it_was_given(province):
    letter = make_letter(province.anong, subject="เรื่องธรรมดา")
    nothing: LetterQuerySet = access.letters_visible_to(province.anong).exclude(pk=letter.pk)

    asked = Asked(parse("เรื่องธรรมดา"), nothing, province.anong.principals, limit=10)

    assert backend().find(asked) == []
    assert Letter.objects.count() == 1
