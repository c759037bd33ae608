"""Building the demo: where it is refused, and that chance is the same each time."""

import datetime as dt
from typing import NamedTuple

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from saraban.errors import Refusal
from saraban.models import RegisterEntry
from saraban.thai import BANGKOK
from tests.factories import make_agency
from workflow import demo
from workflow.demo import plan, seed
from workflow.demo.building import SEED
from workflow.demo.plan import Span

AT = dt.datetime(2026, 11, 25, 10, 30, tzinfo=BANGKOK)
SPAN = Span(AT - dt.timedelta(days=1050), AT, SEED)


class Line(NamedTuple):
    """A line of a register as it is printed."""

    year: int
    number: int
    reference: str
    subject: str


@pytest.mark.django_db
def test_the_demo_is_refused_where_anybody_is():
    make_agency("เทศบาลตำบลตัวอย่าง")

    with pytest.raises(Refusal, match="มีข้อมูลอยู่แล้ว"):
        demo.build(at=AT)
    with pytest.raises(CommandError, match="มีข้อมูลอยู่แล้ว"):
        call_command("demo")


@pytest.mark.django_db
def test_nobody_is_said_to_sign_in_where_there_is_no_demo():
    assert demo.who_can_sign_in(on=AT.date()) == []


@pytest.mark.django_db
def test_the_same_moment_and_seed_make_the_same_letters_and_numbers():
    lines = _registers_of(SEED)

    assert len(lines) >= 15
    assert _registers_of(SEED) == lines


def test_another_seed_makes_other_letters():
    subjects = [arrival.written.subject for arrival in plan.arrivals(SPAN)]

    others = [one.written.subject for one in plan.arrivals(SPAN._replace(seed=SEED + 1))]
    assert subjects != others


def test_the_whole_demo_plans_three_hundred_letters_on_sixty_matters():
    arriving = [*plan.arrivals(SPAN), *plan.secrets(SPAN)]
    written = list(plan.writings(SPAN))

    assert 280 <= len(arriving) + len(written) <= 300
    subjects = {one.written.matter.subject for one in arriving}
    assert len(subjects | {one.matter.subject for one in written}) >= 60


def test_no_letter_keeps_a_blank_to_be_filled():
    texts = [f"{one.written.subject} {one.written.body}" for one in plan.arrivals(SPAN)]

    assert not [text for text in texts if "{" in text or "}" in text]


def test_the_news_of_the_meeting_keeps_its_misprints():
    assert "ห้องประชุมคอมซิมบี้" in seed.NEWS[1]
    assert "กลไลการมีส่วนร่วม" in seed.NEWS[3]
    assert len(seed.SIX) == 6


def _registers_of(number: int) -> list[Line]:
    """Build a small demo, read its registers, and take it back."""
    with transaction.atomic():
        demo.build(at=AT, seed=number, share=0.03)
        entries = RegisterEntry.objects.order_by("register__office__path", "register", "number")
        lines = [
            Line(entry.register.year, entry.number, entry.letter.reference, entry.letter.subject)
            for entry in entries.select_related("register", "letter")
        ]
        transaction.set_rollback(True)
    return lines
