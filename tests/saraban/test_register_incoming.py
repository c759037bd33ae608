"""A letter arrives at the counter and gets its number."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from saraban.access import can_see
from saraban.errors import Refusal
from saraban.models import Access, Event, Letter, Register, RegisterEntry, Secrecy
from saraban.services import numbers, offices, registration
from tests.cast import Province
from tests.factories import BANGKOK, NOON, at_work, make_letter


def number_of(letter: Letter) -> int:
    return letter.entries.get().number


def test_numbers_follow_each_other_within_an_office(province: Province) -> None:
    first, second = make_letter(province.anong), make_letter(province.anong)
    other = make_letter(province.chai)

    assert [number_of(letter) for letter in (first, second, other)] == [1, 2, 1]


def test_a_new_year_begins_again_at_one_at_midnight_in_bangkok(province: Province) -> None:
    before = dt.datetime(2026, 12, 31, 23, 59, 59, tzinfo=BANGKOK)
    after = dt.datetime(2027, 1, 1, 0, 0, 0, tzinfo=BANGKOK)

    make_letter(province.anong, at=NOON)
    late = make_letter(province.anong, at=before).entries.get()
    early = make_letter(province.anong, at=after).entries.get()

    assert (late.number, late.register.year) == (2, 2569)
    assert (early.number, early.register.year) == (1, 2570)


def test_a_letter_dated_tomorrow_is_refused_and_takes_no_number(province: Province) -> None:
    tomorrow = NOON.date() + dt.timedelta(days=1)

    with pytest.raises(Refusal, match="ล่วงหน้า"):
        make_letter(province.anong, dated=tomorrow)

    assert number_of(make_letter(province.anong)) == 1


def test_a_letter_cannot_be_received_before_it_was_written(province: Province) -> None:
    with pytest.raises(Refusal, match="อยู่ก่อนวันที่ของหนังสือ"):
        make_letter(
            province.anong,
            dated=dt.date(2026, 11, 20),
            received_at=dt.datetime(2026, 11, 19, 9, 0, tzinfo=BANGKOK),
        )


def test_yesterdays_letter_keeps_both_its_moments(province: Province) -> None:
    yesterday = NOON - dt.timedelta(days=1)

    letter = make_letter(province.anong, received_at=yesterday)

    assert letter.received_at == yesterday
    assert letter.entries.get().entered_at == NOON


def test_top_secret_never_enters(province: Province) -> None:
    with pytest.raises(Refusal, match="ลับที่สุด"):
        make_letter(province.gaew, secrecy=Secrecy.TOP_SECRET)


def test_a_secret_letter_is_registered_by_the_secret_registrar_alone(province: Province) -> None:
    with pytest.raises(Refusal, match="นายทะเบียนข้อมูลข่าวสารลับ"):
        make_letter(province.anong, secrecy=Secrecy.CONFIDENTIAL)

    assert make_letter(province.gaew, secrecy=Secrecy.CONFIDENTIAL).is_secret


@pytest.mark.parametrize("who", ["boon", "ek", "hong", "in_"])
def test_only_clerks_register(province: Province, who: str) -> None:
    with pytest.raises(PermissionDenied):
        make_letter(getattr(province, who))

    assert not Letter.objects.exists()


def test_the_number_is_kept_as_printed_and_folded_to_compare(province: Province) -> None:
    letter = make_letter(province.anong, reference="ภก ๐๐๑๗.๒/ว ๔๘๒๑")

    assert letter.reference == "ภก ๐๐๑๗.๒/ว ๔๘๒๑"
    assert letter.reference_key == "ภก0017.2/ว4821"


def test_letter_number_access_and_event_come_together(province: Province) -> None:
    letter = make_letter(province.anong)

    entry, event = letter.entries.get(), letter.events.get()
    assert event.chain == f"register/{entry.register_id}"
    assert event.verb == Event.Verb.REGISTERED
    assert event.post == province.anong.post
    assert [row.basis for row in letter.access.all()] == [Access.Basis.ADDRESSEE]
    assert letter.version == 1


@pytest.mark.parametrize(
    "broken",
    [
        "saraban.services.filing.bind",
        "saraban.access.grant_office",
        "saraban.services.numbers.enter",
        "saraban.services.journal.write",
        "saraban.services.journal.hash_of",
        "search.services.index_letter",
        "workflow.services.arrival.on_event",
    ],
)
def test_whatever_fails_inside_the_act_nothing_stays(
    province: Province, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    class Unplugged(Exception):
        pass

    def unplug(*args: object, **known: object) -> None:
        raise Unplugged

    make_letter(province.anong)
    if broken.endswith((".index_letter", ".on_event")):
        monkeypatch.setattr("saraban.services.journal._called", lambda _names: (unplug,))
    else:
        monkeypatch.setattr(broken, unplug)
    with pytest.raises(Unplugged):
        make_letter(province.anong)
    monkeypatch.undo()

    assert (Letter.objects.count(), RegisterEntry.objects.count()) == (1, 1)
    assert number_of(make_letter(province.anong)) == 2


def test_a_reserved_number_is_issued_to_its_letter_or_voided_for_ever(province: Province) -> None:
    letter = make_letter(province.anong)
    kind = Register.Kind.OUTGOING
    first = numbers.reserve(
        letter, office=province.pao, kind=kind, by=province.anong, at=NOON, purpose="ลงนาม"
    )

    numbers.void(first, by=province.anong, at=NOON, reason="ผนึกลายมือชื่อไม่สำเร็จ")
    second = numbers.reserve(
        letter, office=province.pao, kind=kind, by=province.anong, at=NOON, purpose="ลงนาม"
    )
    numbers.issue(second, by=province.anong, at=NOON)

    assert [first.number, second.number] == [1, 2]
    states = RegisterEntry.objects.filter(register__kind=kind).order_by("number")
    assert [entry.state for entry in states] == ["void", "issued"]
    assert letter.reference == "ภก 51001/2"
    with pytest.raises(Refusal, match="ยกเลิกหรือใช้ไปแล้ว"):
        numbers.issue(first, by=province.anong, at=NOON)
    with pytest.raises(Refusal, match="ออกให้หนังสือแล้ว"):
        numbers.void(second, by=province.anong, at=NOON, reason="เปลี่ยนใจ")


def test_a_forgotten_reservation_voids_itself_visibly(province: Province) -> None:
    letter = make_letter(province.anong)
    entry = numbers.reserve(
        letter,
        office=province.pao,
        kind=Register.Kind.OUTGOING,
        by=province.anong,
        at=NOON,
        purpose="ลงนาม",
    )

    assert numbers.void_expired(NOON + dt.timedelta(minutes=10)) == 0
    assert numbers.void_expired(NOON + dt.timedelta(minutes=16)) == 1

    entry.refresh_from_db()
    assert entry.state == RegisterEntry.State.VOID
    assert "พ้นเวลา" in entry.reason


def test_the_database_itself_keeps_what_is_kept_for_ever(province: Province) -> None:
    letter = make_letter(province.anong)
    forbidden = [
        lambda: Event.objects.update(facts="{}"),
        lambda: Event.objects.all()._raw_delete("default"),
        lambda: RegisterEntry.objects.all()._raw_delete("default"),
        lambda: RegisterEntry.objects.update(number=7),
        lambda: Register.objects.update(last_number=0),
        lambda: Letter.objects.filter(pk=letter.pk)._raw_delete("default"),
    ]

    for act in forbidden:
        with pytest.raises(IntegrityError, match="kept for ever"), transaction.atomic():
            act()


def test_the_office_bears_the_code_of_the_day(province: Province) -> None:
    letter = make_letter(province.anong)
    entry = numbers.enter(
        letter,
        Event.Verb.ISSUED,
        office=province.works,
        kind=Register.Kind.OUTGOING,
        by=province.chai,
        at=NOON,
    )
    offices.rename_office(
        province.works,
        name="กองช่างและผังเมือง",
        code="ภก 51009",
        valid_from=dt.date(2026, 12, 1),
        by=None,
        at=NOON + dt.timedelta(days=7),
    )

    assert numbers.reference_of(entry) == "ภก 51005/1"


def test_a_letter_from_another_agency_is_a_letter_of_its_own(province: Province) -> None:
    letter = make_letter(province.anong)

    copy = registration.make_counterpart(
        letter, agency_office=province.governor_office, by=province.anong, at=NOON
    )
    entry = registration.enter_received(copy, by=province.jan, at=NOON)

    assert entry.register.office == province.governor_office
    assert copy.links.get().other == letter
    jan = at_work(province.jan.user)
    assert can_see(jan, copy)
    assert not can_see(jan, letter)
