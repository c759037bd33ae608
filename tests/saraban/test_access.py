"""Nobody sees, counts or guesses what is not theirs: every surface gives the same answer."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saraban import access
from saraban.access import Act, Actor
from saraban.errors import Refusal
from saraban.models import Access, Capacity, Event, Kind, Letter, Role, Secrecy
from saraban.selectors import letters as selectors
from saraban.selectors.registers import lines_of, registers_open_to
from saraban.services import drafting, journal, projects, registration
from saraban.services.verification import whole_system
from search.selectors import find
from tests.cast import Province
from tests.factories import NOON, TODAY, at_work, make_letter, make_post, signed_in
from workflow.services import routing

CLERKS = ("anong", "chai", "fah", "gaew", "jan")
EVERYBODY = (*CLERKS, "boon", "dao", "ek", "hong", "in_", "kan")


def seen_by(actor: Actor) -> set[int]:
    return set(access.letters_visible_to(actor).values_list("pk", flat=True))


def may_see(actor: Actor, letter: Letter) -> bool:  # noqa: C901 - told row by row
    """The rule told a second time, as dully as possible, row by row."""
    if letter.secrecy > actor.user.clearance:
        return False
    for row in letter.access.select_related("principal"):
        reader = row.principal
        if reader.user_id == actor.user.pk and actor.role != Role.ADMINISTRATOR:
            return True
        for post in actor.posts:
            if post.position.role == Role.ADMINISTRATOR or post.office.pk != reader.office_id:
                continue
            if reader.kind == "office" or post.position.role == Role.SECRET_REGISTRAR:
                return True
    return False


def opens(actor: Actor, pk: int) -> bool:
    try:
        return access.letter_for(actor, pk).pk == pk
    except Http404:
        return False


grants = st.lists(
    st.tuples(
        st.sampled_from(CLERKS),
        st.sampled_from([Secrecy.OPEN, Secrecy.CONFIDENTIAL, Secrecy.SECRET]),
        st.lists(st.sampled_from(EVERYBODY), max_size=3),
    ),
    min_size=1,
    max_size=5,
)


@given(world=grants)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_list_count_search_and_page_agree_for_everybody(
    province: Province, world: list[tuple[str, int, list[str]]]
) -> None:
    with transaction.atomic():
        letters = [_letter_of(province, *facts) for facts in world]
        for name in EVERYBODY:
            actor = getattr(province, name)
            expected = {letter.pk for letter in letters if may_see(actor, letter)}

            assert seen_by(actor) == expected
            assert {row.pk for row in access.letters_listed_for(actor)} == expected
            assert {row.pk for row in selectors.letters_page(actor).letters} == expected
            assert {letter.pk for letter in letters if opens(actor, letter.pk)} == expected
            found = find(actor, "ติดตามความก้าวหน้า")
            assert {hit.letter.pk for hit in found.hits} == expected
            assert found.total == len(expected)
            in_registers = {
                line.letter.pk
                for register in registers_open_to(actor)
                for line in lines_of(register, actor, below=None, above=None).lines
                if line.letter
            }
            assert in_registers <= expected
        transaction.set_rollback(True)


def _letter_of(province: Province, clerk: str, secrecy: int, readers: list[str]) -> Letter:
    actor = getattr(province, clerk)
    may_register = secrecy == Secrecy.OPEN or actor.role == Role.SECRET_REGISTRAR
    letter = make_letter(actor, secrecy=secrecy if may_register else Secrecy.OPEN)
    people = [access.person(getattr(province, name).user) for name in readers]
    access.grant(letter, *people, basis=Access.Basis.NAMED, at=NOON)
    journal.note(letter, Event.Verb.GRANTED, by=actor, at=NOON)
    return letter


def test_an_administrator_reads_nothing_even_if_named(province: Province) -> None:
    letter = make_letter(province.anong)
    access.grant(letter, access.person(province.hong.user), basis=Access.Basis.NAMED, at=NOON)

    assert not access.can_see(province.hong, letter)


def test_a_superuser_sees_no_more_than_their_posts_show(province: Province) -> None:
    letter = make_letter(province.anong)
    province.fah.user.is_superuser = True
    province.fah.user.save()

    assert not access.can_see(at_work(province.fah.user), letter)


def test_an_ended_post_stops_showing_from_midnight(province: Province) -> None:
    letter = make_letter(province.anong)
    last_day = TODAY + dt.timedelta(days=3)
    make_post(
        province.ek.user,
        province.centre,
        Role.OFFICER,
        capacity=Capacity.ACTING,
        valid_from=TODAY,
        valid_to=last_day,
    )

    assert access.can_see(at_work(province.ek.user, on=last_day), letter)
    assert not access.can_see(at_work(province.ek.user, on=last_day + dt.timedelta(days=1)), letter)


def test_a_personal_exception_opens_one_letter_and_closes_again(province: Province) -> None:
    letter, other = make_letter(province.anong), make_letter(province.anong)
    auditor = access.person(province.in_.user)

    registration.open_to_person(letter, auditor, by=province.anong, at=NOON)
    assert seen_by(province.in_) == {letter.pk}
    assert province.in_.user.has_perm("saraban.view_letter", letter)

    registration.close_to_person(letter, auditor, by=province.anong, at=NOON)
    assert seen_by(province.in_) == set()
    assert not province.in_.user.has_perm("saraban.view_letter", letter)
    assert not access.can_see(province.in_, other)


def test_who_is_sent_a_letter_keeps_it_when_their_exception_ends(province: Province) -> None:
    letter = make_letter(province.gaew, secrecy=Secrecy.CONFIDENTIAL)
    chief = access.person(province.boon.user)
    registration.open_to_person(letter, chief, by=province.gaew, at=NOON)

    routing.send(
        letter, to=province.boon.office, person=province.boon.user, by=province.gaew, at=NOON
    )
    registration.close_to_person(letter, chief, by=province.gaew, at=NOON)

    assert access.can_see(province.boon, letter)
    assert letter.access.get(principal=chief).basis == Access.Basis.HOLDER
    assert whole_system() == []


def test_who_reads_by_an_exception_only_reads(province: Province) -> None:
    letter = make_letter(province.chai)
    guest, friend = access.person(province.fah.user), access.person(province.in_.user)
    registration.open_to_person(letter, guest, by=province.chai, at=NOON)

    assert access.can_see(province.fah, letter)
    assert not access.can(province.fah, Act.HANDLE, letter)
    with pytest.raises(PermissionDenied, match="ไม่ได้รับไว้ในตำแหน่ง"):
        registration.open_to_person(letter, friend, by=province.fah, at=NOON)
    with pytest.raises(PermissionDenied):
        projects.tie(letter, [], by=province.fah, at=NOON)


def test_a_draft_is_not_rewritten_by_a_guest_who_may_read_it(province: Province) -> None:
    words = {
        "subject": "ขอส่งแบบ",
        "addressee": "นายก",
        "body": "ตามที่ขอ",
        "signer": province.dao.post,
    }
    draft = drafting.draft_letter(by=province.ek, at=NOON, kind=Kind.MEMORANDUM, **words)
    registration.open_to_person(draft, access.person(province.fah.user), by=province.ek, at=NOON)

    with pytest.raises(PermissionDenied):
        drafting.revise(draft, by=province.fah, at=NOON, version=draft.version, **words)


def test_what_one_post_may_read_is_not_acted_on_in_another(province: Province) -> None:
    letter = make_letter(province.anong)
    at_finance = province.fah.post
    make_post(province.fah.user, province.centre, Role.AUDITOR)

    clerk_elsewhere = at_work(province.fah.user, at_finance)

    assert access.can_see(clerk_elsewhere, letter)
    assert not access.can(clerk_elsewhere, Act.HANDLE, letter)


def test_nobody_is_let_into_a_letter_above_their_clearance(province: Province) -> None:
    letter = make_letter(province.gaew, secrecy=Secrecy.SECRET)

    with pytest.raises(Refusal, match="ชั้นความลับ"):
        registration.open_to_person(
            letter, access.person(province.ek.user), by=province.gaew, at=NOON
        )


def test_a_secret_letter_is_never_granted_to_a_whole_office(province: Province) -> None:
    letter = make_letter(province.gaew, secrecy=Secrecy.CONFIDENTIAL)

    with pytest.raises(ValueError, match="secret letter"):
        access.grant(
            letter,
            access.readers_in(province.works, secrecy=Secrecy.OPEN),
            basis=Access.Basis.HOLDER,
            at=NOON,
        )


def test_colleagues_see_that_a_secret_number_is_taken_and_nothing_more(
    province: Province, client: Client
) -> None:
    letter = make_letter(
        province.gaew, secrecy=Secrecy.CONFIDENTIAL, subject="สอบสวนข้อเท็จจริงพนักงานราชการ"
    )
    register = letter.entries.get().register

    page = signed_in(client, province.anong).get(register.get_absolute_url())

    assert page.status_code == 200
    assert "ไม่มีสิทธิอ่าน" in page.content.decode()
    assert "สอบสวน" not in page.content.decode()


def test_a_closed_account_is_out_with_the_next_request(province: Province, client: Client) -> None:
    letter = make_letter(province.chai)
    clerk = signed_in(client, province.chai)
    assert clerk.get(letter.get_absolute_url()).status_code == 200

    people_closed = province.chai.user
    people_closed.is_active = False
    people_closed.save()

    assert clerk.get(letter.get_absolute_url()).status_code == 302


def test_acting_in_one_post_does_not_lend_the_powers_of_another(province: Province) -> None:
    second = make_post(province.ek.user, province.finance, Role.REGISTRY_CLERK)

    as_officer = at_work(province.ek.user)
    as_clerk = at_work(province.ek.user, second)

    assert not as_officer.is_clerk and as_clerk.is_clerk
    assert as_clerk.office == province.finance
