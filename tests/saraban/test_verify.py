"""Whatever is changed behind the system's back is noticed and named."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from saraban import access, blobs, triggers
from saraban.models import (
    Access,
    Blob,
    Document,
    Event,
    Kind,
    Letter,
    LetterUserObjectPermission,
    Principal,
    Register,
    RegisterEntry,
    Secrecy,
)
from saraban.services import drafting, filing, numbers, people, projects, registration
from saraban.services.journal import hash_of
from saraban.services.meetings import Decision, Point, carry_out, record_minutes
from saraban.services.verification import Finding, Tally, one_view, parts, whole_system
from tests.cast import Province, make_province
from tests.factories import NOON, make_letter, make_project

PDF = b"%PDF-1.4 " + b"x" * 64


class Bare:
    """As much of a schema editor as the guards ask for; it works inside a test's transaction."""

    connection = connection

    @staticmethod
    def execute(statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.fixture
def world(province: Province) -> Iterator[Province]:
    """An office at work, and no guard in the database any more; all harm is undone after."""
    build(province)
    before = transaction.savepoint()
    triggers.remove(Bare())  # type: ignore[arg-type]
    yield province
    transaction.savepoint_rollback(before)


def build(province: Province) -> None:
    """Letters, numbers given, reserved and void, files, minutes, exceptions, projects, people."""
    paper = filing.take_in(BytesIO(PDF), name="scan.pdf")
    for _number in range(4):
        make_letter(province.anong, files=[paper])
    letter = make_letter(province.chai)
    make_letter(province.gaew, secrecy=Secrecy.SECRET)
    for_one = access.person(province.fah.user)
    registration.open_to_person(letter, for_one, by=province.chai, at=NOON)
    registration.open_to_person(letter, for_nobody_now(province), by=province.chai, at=NOON)
    registration.close_to_person(letter, for_nobody_now(province), by=province.chai, at=NOON)
    project = make_project(province.chai, "1")
    projects.tie(letter, [project], by=province.chai, at=NOON)
    decision = Decision("เห็นชอบ", project=project)
    meeting = record_minutes(
        by=province.ek,
        at=NOON,
        body_name="คณะทำงาน",
        number=1,
        year=2569,
        began_at=NOON,
        place="ห้องประชุม",
        agenda=[Point("1", "เรื่อง", "ข้อความ", [decision])],
    )
    carry_out(meeting.agenda.get().resolutions.get(), by=province.ek, at=NOON)
    draft_and_reserve(province)
    people.close_account(province.ek.user, agency=province.pao, by=province.hong, at=NOON)


def for_nobody_now(province: Province) -> Principal:
    return access.person(province.in_.user)


def draft_and_reserve(province: Province) -> None:
    """Three drafts: one keeps its reserved number, one is issued, one number is voided."""
    entries = []
    for _number in range(3):
        draft = drafting.draft_letter(
            by=province.ek,
            at=NOON,
            kind=Kind.MEMORANDUM,
            subject="ขออนุมัติ",
            addressee="ผู้อำนวยการ",
            body="ข้อความ",
            signer=province.dao.post,
        )
        entries.append(
            numbers.reserve(
                draft,
                office=province.works,
                kind=Register.Kind.INTERNAL,
                by=province.dao,
                at=NOON,
                purpose="ลงนาม",
            )
        )
    numbers.issue(entries[1], by=province.dao, at=NOON)
    numbers.void(entries[2], by=province.dao, at=NOON, reason="ไม่ลงนาม")


def sql(statement: str, *values: object) -> None:
    """Change the database behind the system's back; exactly one row, or the test is wrong."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount == 1


def register(kind: str = "incoming") -> Register:
    """Return the busiest register of a kind."""
    return Register.objects.filter(kind=kind).order_by("-last_number")[0]


def events_of(owner: Register | Letter) -> list[Event]:
    chain = f"{owner._meta.model_name}/{owner.pk}"
    return list(Event.objects.filter(chain=chain).order_by("sequence"))


def kinds(findings: list[Finding]) -> set[str]:
    return {finding.kind for finding in findings}


def said(findings: list[Finding]) -> str:
    return "\n".join(map(str, findings))


def test_a_whole_system_is_found_whole(province: Province) -> None:
    build(province)

    tally = Tally()
    found = [finding for part in parts() for finding in part.walk(tally)]

    assert found == []
    assert tally.counts["letters"] == Letter.objects.count() == 10
    assert tally.counts["events"] == Event.objects.count()
    assert tally.counts["numbers"] == RegisterEntry.objects.count() == 9
    assert tally.counts["access"] == Access.objects.count()
    assert tally.counts["files"] == 1


def test_an_empty_system_is_found_whole(db: None) -> None:
    assert whole_system() == []


# The chains


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("facts", '{"number":1}'),
        ("facts", "broken"),
        ("verb", "closed"),
        ("at", "2020-01-01 00:00:00+00:00"),
        ("user_id", None),
        ("post_id", None),
    ],
)
def test_a_changed_event_is_named(world: Province, column: str, value: object) -> None:
    event = events_of(register())[1]

    sql(f"UPDATE saraban_event SET {column} = %s WHERE id = %s", value, event.pk)

    found = said(whole_system())
    assert "ทะเบียนหนังสือรับ ปี 2569 ของสำนักปลัดองค์การบริหารส่วนจังหวัด เหตุการณ์ที่ 2: ข้อความถูกแก้ไข" in found


def test_an_event_given_to_another_letter_is_named(world: Province) -> None:
    first, second = events_of(register())[:2]

    sql("UPDATE saraban_event SET letter_id = %s WHERE id = %s", first.letter_id, second.pk)

    assert {"chain", "letter", "number"} <= kinds(whole_system())


def test_a_removed_event_is_named(world: Province) -> None:
    event = events_of(register())[1]

    sql("DELETE FROM saraban_event WHERE id = %s", event.pk)

    assert "เหตุการณ์ที่ 3: ขาดเหตุการณ์ที่ 2" in said(whole_system())


def test_two_events_that_changed_places_are_named(world: Province) -> None:
    first, second = events_of(register())[1:3]
    for pk, place in [(first.pk, 900), (second.pk, first.sequence), (first.pk, second.sequence)]:
        sql("UPDATE saraban_event SET sequence = %s WHERE id = %s", place, pk)

    found = said(whole_system())

    assert "เหตุการณ์ที่ 2: ไม่ต่อกับเหตุการณ์ก่อนหน้า" in found
    assert "เหตุการณ์ที่ 3: ไม่ต่อกับเหตุการณ์ก่อนหน้า" in found


def test_an_event_changed_with_its_hash_no_longer_joins_the_next(world: Province) -> None:
    event = events_of(register())[1]
    event.facts = json.dumps({**json.loads(event.facts), "number": 1})

    rewrite(event)

    assert "เหตุการณ์ที่ 3: ไม่ต่อกับเหตุการณ์ก่อนหน้า" in said(whole_system())


def test_a_last_event_changed_with_its_hash_does_not_fit_the_head(world: Province) -> None:
    event = events_of(register())[-1]
    event.user = None

    rewrite(event)

    assert "ท้ายประวัติไม่ตรงกับที่จดไว้" in said(whole_system())


def rewrite(event: Event) -> None:
    event.hash = hash_of(event)
    sql(
        "UPDATE saraban_event SET facts = %s, user_id = %s, hash = %s WHERE id = %s",
        *(event.facts, event.user_id, event.hash, event.pk),
    )


def test_a_tail_that_was_cut_off_is_named(world: Province) -> None:
    event = events_of(register())[-1]

    sql("DELETE FROM saraban_event WHERE id = %s", event.pk)

    assert f"ท้ายประวัติหายไป ขาดเหตุการณ์ที่ {event.sequence}" in said(whole_system())


def test_a_tail_cut_off_with_its_head_still_misses_its_number(world: Province) -> None:
    *_rest, before, event = events_of(register())

    sql("DELETE FROM saraban_event WHERE id = %s", event.pk)
    sql(
        "UPDATE saraban_register SET chain_head = %s, chain_length = %s WHERE id = %s",
        *(before.hash, before.sequence, register().pk),
    )

    assert {"number", "letter"} <= kinds(whole_system())


def test_a_chain_of_which_nothing_is_left_is_named(world: Province) -> None:
    letter = Letter.objects.get(kind=Kind.MINUTES)
    for event in events_of(letter):
        sql("DELETE FROM saraban_event WHERE id = %s", event.pk)

    assert "ประวัติหายไปทั้งหมด" in said(whole_system())


def test_a_chain_of_settings_is_walked_too(world: Province) -> None:
    event = Event.objects.filter(chain=f"office/{world.pao.pk}")[3]

    sql("UPDATE saraban_event SET facts = '{}' WHERE id = %s", event.pk)

    assert "การตั้งค่าขององค์การบริหารส่วนจังหวัดภูเก็ต เหตุการณ์ที่ 4" in said(whole_system())


# The numbers


def test_a_renumbered_line_is_named(world: Province) -> None:
    entry = RegisterEntry.objects.get(register=register(), number=2)

    sql("UPDATE saraban_registerentry SET number = 70 WHERE id = %s", entry.pk)

    found = said(whole_system())
    assert "ขาดเลขที่ 2" in found
    assert "เลขที่ 70: ประวัติว่าให้เลขที่ 2 ไม่ใช่เลขนี้" in found


def test_two_lines_that_changed_numbers_are_named(world: Province) -> None:
    first, second = RegisterEntry.objects.filter(register=register()).order_by("number")[:2]
    for pk, number in [(first.pk, 900), (second.pk, 1), (first.pk, 2)]:
        sql("UPDATE saraban_registerentry SET number = %s WHERE id = %s", number, pk)

    found = whole_system()

    assert [finding.kind for finding in found] == ["number", "number"]
    assert "เลขที่ 1: ประวัติว่าให้เลขที่ 2" in said(found)


def test_a_removed_line_is_named(world: Province) -> None:
    entry = RegisterEntry.objects.get(register=register(), number=2)

    sql("DELETE FROM saraban_registerentry WHERE id = %s", entry.pk)

    found = said(whole_system())
    assert "ทะเบียนหนังสือรับ ปี 2569 ของสำนักปลัดองค์การบริหารส่วนจังหวัด: ขาดเลขที่ 2" in found
    assert f"หนังสือรายการที่ {entry.letter_id}" in found
    assert "ประวัติว่าให้เลขที่ 2 แต่ไม่มีรายการนั้นในทะเบียนแล้ว" in found


def test_a_counter_set_back_with_its_last_line_is_named(world: Province) -> None:
    entry = RegisterEntry.objects.filter(register=register()).latest("number")

    sql("DELETE FROM saraban_registerentry WHERE id = %s", entry.pk)
    sql("UPDATE saraban_register SET last_number = last_number - 1 WHERE id = %s", register().pk)

    found = said(whole_system())
    assert f"แต่ประวัติออกเลขถึง {entry.number} แล้ว" in found


def test_a_counter_set_forward_or_back_alone_is_named(world: Province) -> None:
    last = register().last_number
    sql("UPDATE saraban_register SET last_number = %s WHERE id = %s", last + 2, register().pk)
    assert f"ขาดเลขที่ {last + 1} ถึง {last + 2}" in said(whole_system())

    sql("UPDATE saraban_register SET last_number = 1 WHERE id = %s", register().pk)
    assert "มีเลขเกินเลขล่าสุด 1" in said(whole_system())


def test_a_number_given_to_another_letter_is_named(world: Province) -> None:
    entry = RegisterEntry.objects.get(register=register(), number=2)
    other = RegisterEntry.objects.get(register=register(), number=1).letter

    sql("UPDATE saraban_registerentry SET letter_id = %s WHERE id = %s", other.pk, entry.pk)

    assert f"ไม่มีประวัติว่าให้เลขนี้แก่หนังสือรายการที่ {other.pk}" in said(whole_system())


@pytest.mark.parametrize(("before", "after"), [("issued", "void"), ("void", "issued")])
def test_a_number_whose_state_was_changed_is_named(
    world: Province, before: str, after: str
) -> None:
    entry = RegisterEntry.objects.filter(state=before).latest("pk")

    sql(
        "UPDATE saraban_registerentry SET state = %s, reason = 'เปลี่ยน' WHERE id = %s",
        *(after, entry.pk),
    )

    assert "แต่ประวัติว่า" in said(whole_system())


# The letters and their readers


@pytest.mark.parametrize(
    ("column", "value"),
    [("subject", "เรื่องอื่น"), ("secrecy", 1), ("dated", "2020-01-01"), ("body", "ข้อความใหม่")],
)
def test_a_changed_letter_is_named(world: Province, column: str, value: object) -> None:
    letter = make_letter(world.anong)

    sql(f"UPDATE saraban_letter SET {column} = %s WHERE id = %s", value, letter.pk)

    found = said(whole_system())
    assert f"หนังสือรายการที่ {letter.pk}" in found
    assert "ข้อความบนหนังสือถูกแก้ไขนอกระบบ" in found
    assert "เรื่องอื่น" not in found


def test_a_letter_that_came_from_nowhere_is_named(world: Province) -> None:
    letter = Letter.objects.create(
        direction="incoming", kind="note", office=world.works, subject="แอบใส่", created_at=NOON
    )

    assert f"หนังสือรายการที่ {letter.pk}: ไม่มีประวัติ" in said(whole_system())


def test_a_version_that_was_changed_is_named(world: Province) -> None:
    letter = make_letter(world.anong)

    sql("UPDATE saraban_letter SET version = 9 WHERE id = %s", letter.pk)

    assert "มีประวัติ 1 รายการ แต่หนังสือบันทึกว่ามี 9 รายการ" in said(whole_system())


@pytest.mark.parametrize("basis", Access.Basis.values)
def test_a_reader_whom_nobody_let_in_is_named(world: Province, basis: str) -> None:
    letter = make_letter(world.anong)

    for reader in (access.readers_in(world.finance, secrecy=0), access.person(world.jan.user)):
        Access.objects.create(letter=letter, principal=reader, basis=basis, granted_at=NOON)

    found = said(whole_system())
    assert "กองคลังอ่านได้โดยไม่มีผู้ใดให้สิทธิ" in found
    assert "นางสาวจันทร์ แสงทองอ่านได้โดยไม่มีผู้ใดให้สิทธิ" in found


@pytest.mark.parametrize("basis", ["exception", "named"])
def test_an_exception_put_back_after_it_was_withdrawn_is_named(world: Province, basis: str) -> None:
    letter = Letter.objects.get(entries__register__office=world.works, direction="incoming")
    reader = for_nobody_now(world)

    Access.objects.create(letter=letter, principal=reader, basis=basis, granted_at=NOON)

    assert "นายอินทร์ ตรวจการอ่านได้โดยไม่มีผู้ใดให้สิทธิ" in said(whole_system())


def test_an_exception_that_is_not_on_record_any_more_is_named(world: Province) -> None:
    LetterUserObjectPermission.objects.all().delete()

    assert "นางสาวฟ้า ณ ถลางอ่านได้โดยไม่มีผู้ใดให้สิทธิ" in said(whole_system())


def test_a_secret_letter_opened_to_a_whole_office_is_named(world: Province) -> None:
    letter = Letter.objects.get(secrecy=Secrecy.SECRET)
    office = access.readers_in(world.centre, secrecy=Secrecy.OPEN)

    Access.objects.create(letter=letter, principal=office, basis="named", granted_at=NOON)

    assert "หนังสือชั้นความลับเปิดให้สำนักปลัด" in said(whole_system())


# The files


def test_a_file_put_to_a_letter_or_taken_from_it_is_named(world: Province) -> None:
    document = Document.objects.earliest("pk")
    other = Letter.objects.get(kind=Kind.MINUTES)

    sql("UPDATE saraban_document SET letter_id = %s WHERE id = %s", other.pk, document.pk)

    found = said(whole_system())
    assert f"หนังสือรายการที่ {other.pk} (1/2569): มีแฟ้มที่ไม่มีประวัติว่าผู้ใดแนบ" in found
    assert "แฟ้มที่เคยแนบไม่อยู่กับหนังสือแล้ว" in found


def test_changed_bytes_are_named_with_the_letters_they_belong_to(world: Province) -> None:
    blob = Blob.objects.get()
    path = blobs.path_of(settings.BLOB_ROOT, blob.sha256)
    kept = path.read_bytes()
    letters = Document.objects.filter(blob=blob).values_list("letter", flat=True)

    try:
        path.write_bytes(kept.replace(b"x", b"y"))
        found, quickly = whole_system(), whole_system(quick=True)
    finally:
        path.write_bytes(kept)

    assert [finding.kind for finding in found] == ["file"]
    assert "เนื้อแฟ้มไม่ใช่ของที่เก็บไว้" in said(found)
    assert ", ".join(map(str, letters)) in said(found)
    assert quickly == []


@pytest.mark.parametrize("quick", [True, False])
def test_a_lost_or_shortened_file_is_named_even_by_a_quick_walk(
    world: Province, quick: bool
) -> None:
    path = blobs.path_of(settings.BLOB_ROOT, Blob.objects.get().sha256)
    kept = path.read_bytes()

    try:
        path.write_bytes(kept[:-1])
        shortened = whole_system(quick=quick)
        path.unlink()
        lost = whole_system(quick=quick)
    finally:
        path.write_bytes(kept)

    assert "เนื้อแฟ้มไม่ใช่ของที่เก็บไว้" in said(shortened)
    assert "แฟ้มหายไปจากที่เก็บ" in said(lost)


# The command


def test_the_command_says_that_all_is_whole(province: Province) -> None:
    build(province)
    out = StringIO()

    call_command("verify", stdout=out)

    assert "ทุกอย่างครบถ้วน" in out.getvalue()
    assert "หนังสือ 10 ฉบับ" in out.getvalue()
    assert "เลข 9 เลข" in out.getvalue()


def test_the_command_names_what_is_wrong_and_fails(world: Province) -> None:
    out = StringIO()
    sql("UPDATE saraban_register SET last_number = 99 WHERE id = %s", register().pk)

    with pytest.raises(CommandError, match="พบสิ่งผิดปกติ 1 ข้อ") as failed:
        call_command("verify", "--quick", stdout=out)

    assert failed.value.returncode == 1
    assert "ขาดเลขที่ 6 ถึง 99" in out.getvalue()


def test_the_fingerprint_changes_with_every_act_and_only_then(province: Province) -> None:
    make_letter(province.anong)
    before, again = fingerprint(), fingerprint()
    make_letter(province.anong)

    assert before == again
    assert fingerprint() != before


def fingerprint() -> str:
    tally = Tally()
    assert list(parts()[0].walk(tally)) == []
    return tally.fingerprint


def test_a_walk_asks_no_more_of_many_letters_than_of_few(
    province: Province, django_assert_max_num_queries: Any
) -> None:
    build(province)
    with django_assert_max_num_queries(40) as few:
        whole_system()
    for _number in range(50):
        make_letter(province.anong)
    with django_assert_max_num_queries(len(few)):
        whole_system()


@pytest.mark.django_db(transaction=True)
def test_the_office_goes_on_working_while_it_is_walked() -> None:
    province = make_province()
    make_letter(province.anong)

    with one_view():
        before = Letter.objects.count()
        with ThreadPoolExecutor(1) as desk:
            desk.submit(_register_elsewhere, province).result()
        found = [finding for part in parts() for finding in part.walk(Tally())]

    assert (found, before) == ([], 1)
    assert Letter.objects.count() == 2
    assert whole_system() == []


def _register_elsewhere(province: Province) -> None:
    try:
        make_letter(province.anong)
    finally:
        connection.close()
