"""Signing and sending on: all of it or nothing, and no number lost without its reason."""

import datetime as dt
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404
from pytest_django import Settings

from saraban import access
from saraban.errors import Refusal
from saraban.models import Capacity, Document, Event, Kind, Letter, RegisterEntry, Role
from saraban.services import drafting, filing, numbers, offices, papers
from signatures import services as sealing
from tests.cast import Province
from tests.factories import NOON, TODAY, at_work, make_office, make_post
from workflow.models import Purpose, Step
from workflow.selectors import desk_of
from workflow.services import routing
from workflow.services.signing import face_of, sign_and_forward
from workflow.states import State

LATER = NOON + dt.timedelta(minutes=5)


@pytest.fixture
def draft(province: Province) -> Letter:
    """An answer that waits at the director of the works division, to be signed."""
    letter = make_draft(province)
    routing.send(
        letter,
        to=province.works,
        person=province.dao.user,
        by=province.ek,
        at=NOON,
        purpose=Purpose.SIGNATURE,
    )
    return Letter.objects.get(pk=letter.pk)


def make_draft(province: Province, kind: Kind = Kind.EXTERNAL_LETTER) -> Letter:
    return drafting.draft_letter(
        by=province.ek,
        at=NOON,
        kind=kind,
        subject="ตอบข้อหารือการขออนุญาตใช้พื้นที่ติดตั้งเสาสัญญาณ",
        addressee="ผู้ว่าราชการจังหวัดภูเก็ต",
        body="ตามที่หารือนั้น ไม่ขัดข้อง\nจึงเรียนมาเพื่อโปรดทราบ",
        signer=province.dao.post,
    )


def sign(letter: Letter, by: access.Actor, **known: object) -> Letter:
    known = {"at": LATER, "key": uuid.uuid4(), **known}
    return sign_and_forward(letter, by=by, **known)  # type: ignore[arg-type]


def entries_of(letter: Letter) -> list[tuple[int, str, str]]:
    found = RegisterEntry.objects.filter(letter=letter).order_by("pk")
    return [(entry.number, str(entry.state), entry.reason) for entry in found]


def assert_unsigned(letter: Letter) -> None:
    fresh = Letter.objects.get(pk=letter.pk)
    assert fresh.is_draft
    assert (fresh.reference, fresh.signed_at, fresh.dated) == ("", None, None)
    assert not fresh.seals.exists()
    assert not fresh.documents.exists()
    assert not fresh.entries.filter(state=RegisterEntry.State.RESERVED).exists()


# Signing


def test_signing_gives_number_day_seal_and_sends_on(province: Province, draft: Letter) -> None:
    letter = sign(draft, province.dao, to=province.centre)

    assert letter.reference == "ภก 51005/1"
    assert (letter.dated, letter.signed_at) == (NOON.date(), LATER)
    assert entries_of(letter) == [(1, "issued", "")]
    assert letter.seals.get().signer == province.dao.user
    assert desk_of(province.anong).get().letter == letter
    assert not desk_of(province.dao).exists()


def test_the_sealed_paper_is_whole_and_bears_the_number(province: Province, draft: Letter) -> None:
    letter = sign(draft, province.dao, to=province.centre)

    document = letter.documents.get(part=Document.Part.SEALED)
    text = "".join(page.text for page in document.blob.pages.all())
    assert "51005/1" in text
    assert sealing.verdict_on(document, at=LATER).is_whole


def test_the_journal_tells_reservation_issue_seal_and_sending(
    province: Province, draft: Letter
) -> None:
    letter = sign(draft, province.dao, to=province.centre)

    verbs = list(letter.events.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["drafted", "sent", "reserved", "issued", "signed", "received", "forwarded"]


def test_a_signed_letter_goes_straight_to_another_agency_with_its_seal(
    province: Province, draft: Letter
) -> None:
    letter = sign(draft, province.dao, to=province.province)

    copy = desk_of(province.jan).get().letter
    assert copy.reference == letter.reference
    assert [d.blob_id for d in copy.documents.all()] == [d.blob_id for d in letter.documents.all()]


def test_a_memo_is_numbered_in_the_register_of_memos(province: Province) -> None:
    letter = sign(make_draft(province, Kind.MEMORANDUM), province.dao, to=province.centre)

    assert letter.entries.get().register.kind == "internal"


def test_a_signer_may_sign_a_draft_that_never_walked(province: Province) -> None:
    letter = sign(make_draft(province), province.dao, to=province.centre)

    assert [step.office for step in letter.steps.all()] == [province.centre]


def test_signed_and_sent_nowhere_it_waits_where_it_belongs(province: Province) -> None:
    letter = sign(make_draft(province), province.dao)

    assert desk_of(province.chai).get().letter == letter


def test_who_acts_for_the_signer_signs_in_their_own_name(province: Province, draft: Letter) -> None:
    acting = at_work(
        province.boon.user,
        make_post(
            province.boon.user,
            province.works,
            Role.DIRECTOR,
            title="ผู้อำนวยการกองช่าง",
            capacity=Capacity.ACTING,
        ),
    )
    step = Step.objects.waiting().get(letter=draft)
    routing.forward(
        step,
        to=province.works,
        person=acting.user,
        by=province.dao,
        at=NOON,
        purpose=Purpose.SIGNATURE,
    )

    letter = sign(draft, acting, to=province.centre)

    assert letter.signer == acting.post
    assert "รักษาราชการแทน" in letter.seals.get().post_lines


def test_who_acts_prints_the_own_position_of_that_day(province: Province) -> None:
    yesterday = TODAY - dt.timedelta(days=1)
    offices.end_appointment(province.boon.post, by=None, at=NOON, valid_to=yesterday)
    make_post(province.boon.user, province.pao, Role.DIRECTOR, title="ปลัดองค์การ", valid_from=TODAY)
    post = make_post(
        province.boon.user,
        province.works,
        Role.DIRECTOR,
        title="ผู้อำนวยการ",
        capacity=Capacity.ACTING,
    )

    assert papers.signature_lines(post, on=TODAY) == ("ปลัดองค์การ", "รักษาราชการแทน ผู้อำนวยการ")
    assert papers.signature_lines(post, on=yesterday)[0] == province.boon.post.title
    assert papers.signature_lines(post, on=None)[0] == "ปลัดองค์การ"


def test_a_form_sent_twice_signs_once(province: Province, draft: Letter) -> None:
    key = uuid.uuid4()
    sign(draft, province.dao, to=province.centre, key=key)

    with pytest.raises(Refusal, match="ส่งแล้ว"):
        sign(draft, province.dao, to=province.centre, key=key)

    assert entries_of(draft) == [(1, "issued", "")]


def test_a_letter_is_not_signed_twice(province: Province, draft: Letter) -> None:
    sign(draft, province.dao, to=province.centre)

    with pytest.raises(Refusal, match="ลงนามและออกเลข ภก 51005/1 แล้ว"):
        sign(draft, province.dao, to=province.centre)

    assert entries_of(draft) == [(1, "issued", "")]


# Who may


def test_nobody_signs_but_the_signer_and_a_director_who_was_asked(
    province: Province, draft: Letter
) -> None:
    for somebody in (province.ek, province.chai):
        with pytest.raises(PermissionDenied):
            sign(draft, somebody, to=province.centre)
    with pytest.raises(Http404):
        sign(draft, province.boon, to=province.centre)

    assert entries_of(draft) == []


def test_a_director_who_was_only_told_does_not_sign(province: Province) -> None:
    letter = make_draft(province)
    routing.send(
        letter,
        to=province.pao,
        person=province.boon.user,
        by=province.ek,
        at=NOON,
        purpose=Purpose.INFORMATION,
    )

    with pytest.raises(PermissionDenied, match="ลงนามได้เฉพาะ"):
        sign(letter, province.boon, to=province.centre)

    assert entries_of(letter) == []


# What goes wrong


def test_a_draft_changed_since_it_was_read_is_refused_before_any_number_is_taken(
    province: Province, draft: Letter
) -> None:
    seen = face_of(draft)
    _change(draft, province)

    with pytest.raises(Refusal, match="ร่างถูกแก้หลังจากท่านเปิดอ่าน"):
        sign(draft, province.dao, to=province.centre, seen=seen)

    assert entries_of(draft) == []


def test_while_one_is_signing_another_waits(province: Province, draft: Letter) -> None:
    held = numbers.reserve(
        draft,
        office=province.works,
        kind=numbers.register_kind_for(draft),
        by=province.dao,
        at=LATER,
        purpose="ลงนาม",
    )

    with pytest.raises(Refusal, match="กำลังลงนามหนังสือฉบับนี้"):
        sign(draft, province.dao, to=province.centre)

    assert entries_of(draft) == [(held.number, "reserved", "")]


def test_where_it_cannot_arrive_it_is_not_signed_and_the_number_says_why(
    province: Province, draft: Letter
) -> None:
    empty = make_office(province.pao, "กองป้องกันและบรรเทาสาธารณภัย")

    with pytest.raises(Refusal, match="ไม่มีผู้ปฏิบัติหน้าที่"):
        sign(draft, province.dao, to=empty)

    [(number, state, reason)] = entries_of(draft)
    assert (number, state) == (1, "void")
    assert "กองป้องกันและบรรเทาสาธารณภัย ไม่มีผู้ปฏิบัติหน้าที่" in reason
    assert_unsigned(draft)
    assert Step.objects.waiting().get(letter=draft).state == State.SENT


def test_a_full_or_broken_disk_leaves_the_letter_unsigned(
    province: Province, draft: Letter, settings: Settings, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "blobs"
    in_the_way.write_text("not a folder")
    settings.BLOB_ROOT = in_the_way

    with pytest.raises(Refusal, match="เลขที่ 1 ยกเลิกแล้ว หนังสือยังเป็นร่าง โปรดลองอีกครั้ง"):
        sign(draft, province.dao, to=province.centre)

    assert entries_of(draft) == [(1, "void", "ลงนามไม่สำเร็จเพราะเหตุขัดข้องของระบบ")]
    assert_unsigned(draft)


def test_a_key_that_cannot_be_opened_leaves_the_letter_unsigned(
    province: Province, draft: Letter, settings: Settings
) -> None:
    sealing.key_for(province.dao.user, province.pao, at=NOON)
    settings.SECRET_KEY = "another secret than the key was locked with"

    with pytest.raises(Refusal):
        sign(draft, province.dao, to=province.centre)

    [(number, state, reason)] = entries_of(draft)
    assert (number, state) == (1, "void")
    assert reason
    assert_unsigned(draft)


def test_a_draft_changed_while_it_is_sealed_is_not_signed(
    province: Province, draft: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    _while(monkeypatch, sealing, "prepare_seal", lambda: _change(draft, province))

    with pytest.raises(Refusal, match="ร่างถูกแก้ระหว่างลงนาม"):
        sign(draft, province.dao, to=province.centre)

    assert entries_of(draft)[0][1] == "void"
    assert_unsigned(draft)


def test_a_draft_taken_from_the_desk_while_it_is_sealed_is_not_signed(
    province: Province, draft: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = Step.objects.waiting().get(letter=draft)
    chief = province.boon
    routing.forward(
        step,
        to=province.pao,
        person=chief.user,
        by=province.dao,
        at=NOON,
        purpose=Purpose.SIGNATURE,
    )
    at_chief = Step.objects.waiting().get(letter=draft)
    _while(
        monkeypatch,
        sealing,
        "prepare_seal",
        lambda: routing.give_back(at_chief, by=chief, at=LATER, reason="แก้"),
    )

    with pytest.raises(Refusal, match="หนังสือออกจากโต๊ะของท่านระหว่างลงนาม"):
        sign(draft, chief, to=province.centre)

    assert entries_of(draft)[0][1] == "void"
    assert_unsigned(draft)


def test_a_number_that_ran_out_while_sealing_is_not_used(
    province: Province, draft: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    after = LATER + numbers.RESERVED_FOR + dt.timedelta(minutes=1)
    _while(monkeypatch, filing, "keep_made", lambda: numbers.void_expired(after))

    with pytest.raises(Refusal, match="เลขที่จองไว้ถูกยกเลิกหรือใช้ไปแล้ว"):
        sign(draft, province.dao, to=province.centre)

    assert entries_of(draft) == [(1, "void", "พ้นเวลาที่จองไว้โดยไม่ได้ใช้")]
    assert_unsigned(draft)


STAGES = [
    (papers, "paper_of"),
    (sealing, "prepare_seal"),
    (filing, "keep_made"),
    (numbers, "issue"),
    (filing, "bind"),
    (sealing, "attach_seal"),
]


@pytest.mark.parametrize(("module", "stage"), STAGES, ids=[stage for _m, stage in STAGES])
@pytest.mark.parametrize("fault", [OperationalError, OSError, Refusal, ZeroDivisionError])
def test_whatever_fails_at_any_stage_voids_the_number_and_signs_nothing(
    province: Province,
    draft: Letter,
    monkeypatch: pytest.MonkeyPatch,
    module: object,
    stage: str,
    fault: type[Exception],
) -> None:
    def fail(*args: object, **known: object) -> None:
        raise fault("ขัดข้อง")

    monkeypatch.setattr(module, stage, fail)

    with pytest.raises((Refusal, ZeroDivisionError)):
        sign(draft, province.dao, to=province.centre)

    [(number, state, reason)] = entries_of(draft)
    assert (number, state) == (1, "void")
    assert reason
    assert_unsigned(draft)
    assert draft.events.filter(verb=Event.Verb.VOIDED).count() == 1


def test_a_fault_of_ours_is_told_to_the_operator_too(
    province: Province,
    draft: Letter,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*args: object, **known: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(filing, "keep_made", fail)

    with pytest.raises(Refusal, match="เหตุขัดข้อง"):
        sign(draft, province.dao, to=province.centre)

    assert f"signing letter {draft.pk} failed" in caplog.text
    assert "no space left" in caplog.text
    assert draft.subject not in caplog.text


def test_after_a_failure_the_same_form_signs_with_the_next_number(
    province: Province, draft: Letter
) -> None:
    key = uuid.uuid4()
    empty = make_office(province.pao, "กองป้องกันและบรรเทาสาธารณภัย")
    with pytest.raises(Refusal):
        sign(draft, province.dao, to=empty, key=key)

    letter = sign(draft, province.dao, to=province.centre, key=key)

    assert [(number, state) for number, state, _why in entries_of(letter)] == [
        (1, "void"),
        (2, "issued"),
    ]
    assert letter.reference == "ภก 51005/2"


def test_a_signer_whose_process_was_killed_loses_no_number_silently(
    province: Province, draft: Letter
) -> None:
    held = numbers.reserve(
        draft,
        office=province.works,
        kind=numbers.register_kind_for(draft),
        by=province.dao,
        at=NOON,
        purpose="ลงนาม",
    )
    after = NOON + numbers.RESERVED_FOR + dt.timedelta(minutes=1)

    numbers.void_expired(after)
    letter = sign(draft, province.dao, to=province.centre, at=after)

    assert [(number, state) for number, state, _why in entries_of(letter)] == [
        (held.number, "void"),
        (held.number + 1, "issued"),
    ]


def _while(
    monkeypatch: pytest.MonkeyPatch, module: object, stage: str, happens: Callable[[], object]
) -> None:
    """Let something happen in the middle of signing, after the stage has done its real work."""
    real = getattr(module, stage)

    def staged(*args: object, **known: object) -> object:
        done = real(*args, **known)
        happens()
        return done

    monkeypatch.setattr(module, stage, staged)


def _change(draft: Letter, province: Province) -> None:
    fresh = Letter.objects.get(pk=draft.pk)
    drafting.revise(
        fresh,
        by=province.ek,
        at=LATER,
        version=fresh.version,
        subject=fresh.subject,
        addressee=fresh.addressee,
        body="ข้อความที่เปลี่ยนไปทั้งหมด",
        signer=province.dao.post,
    )
