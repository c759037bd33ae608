"""The parts of a page: chips say words, fields say what is wrong, the rail shows one's places."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template, engines
from django.test import RequestFactory
from django.urls import path
from django.views.generic import TemplateView

from saraban.access import Actor
from saraban.icons import ICONS
from saraban.models import Appointment, Letter, Office, Position, Role, Secrecy, Urgency, User
from saraban.templatetags.parts import PLACES
from saraban.views.rows import LetterRow

pytestmark = pytest.mark.urls(__name__)


@pytest.fixture(autouse=True)
def _nothing_waits_anywhere(settings):
    """These actors stand in no database, so nobody can count what waits for them."""
    settings.SARABAN_RAIL_COUNTS = []


OTHERS = ("search", "posts", "account_logout", "account_change_password", "account_login")
urlpatterns = [
    path("letter/<int:pk>/", TemplateView.as_view(), name="letter"),
    *[
        path(f"{name}/", TemplateView.as_view(), name=name)
        for name in (*(place.name for place in PLACES), *OTHERS)
    ],
]


class LetterForm(forms.Form):
    key = forms.CharField(widget=forms.HiddenInput)
    subject = forms.CharField(label="เรื่อง", help_text="ตามที่พิมพ์บนหนังสือ")
    note = forms.CharField(label="หมายเหตุ", required=False)
    is_circular = forms.BooleanField(label="หนังสือเวียน", required=False)
    verdict = forms.ChoiceField(
        label="สั่งการ", choices=[("a", "ทราบ"), ("b", "อนุมัติ")], widget=forms.RadioSelect
    )


def waiting(actor: Actor) -> dict[str, int]:
    """Stand for an app that knows what waits on a desk."""
    return {"desk": 1250}


def shown(source: str, **context: object) -> str:
    return Template(source, engine=engines["django"].engine).render(Context(context))


def request_of(role: str, address: str = "/desk/", capacity: str = "own"):
    office = Office(name="สำนักงานป้องกันและบรรเทาสาธารณภัยจังหวัดภูเก็ต")
    user = User(username="napa", name="นภา แก้วกระจ่าง")
    position = Position(office=office, title="หัวหน้าฝ่ายบริหารงานทั่วไป", role=role)
    post = Appointment(user=user, position=position, capacity=capacity)
    request = RequestFactory().get(address)
    request.user = user
    request.actor = Actor(user, post, (post,), dt.date(2026, 11, 24), ())
    request.resolver_match = SimpleNamespace(url_name=address.strip("/"))
    return request


# Chips


def test_an_urgent_letter_says_so_in_a_word():
    letter = Letter(urgency=Urgency.MOST_URGENT)

    assert "ด่วนที่สุด" in shown("{% urgency letter %}", letter=letter)


def test_an_ordinary_open_letter_has_no_chips():
    assert shown("{% urgency letter %}{% secrecy letter %}", letter=Letter()) == ""


def test_a_secret_letter_in_a_list_does_not_show_its_subject():
    letter = Letter(pk=1, subject="แผนอารักขา", sender="กองบังคับการ", secrecy=Secrecy.SECRET)

    row = shown('{% include "components/letter_rows.html" %}', rows=[LetterRow(letter, "7")])

    assert "หนังสือลับมาก" in row
    assert "แผนอารักขา" not in row
    assert "กองบังคับการ" not in row


@pytest.mark.parametrize(
    ("secrecy", "said"), [(Secrecy.OPEN, "ตั้งคณะกรรมการ"), (Secrecy.SECRET, "หนังสือลับมาก")]
)
def test_away_from_its_own_page_a_secret_letter_is_named_by_its_secrecy(secrecy, said):
    letter = Letter(pk=7, subject="ตั้งคณะกรรมการ", secrecy=secrecy)

    assert shown("{{ letter|subject }}", letter=letter) == said


def test_words_in_a_chip_cannot_become_markup():
    assert "<b>" not in shown("{% chip word %}", word="<b>ด่วน")


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_silent_for_those_who_listen(name):
    assert 'aria-hidden="true"' in shown("{% icon name %}", name=name)


# Fields


def test_a_field_is_named_and_its_help_is_heard_with_it():
    field = shown("{% field form.subject %}", form=LetterForm())

    assert '<label for="id_subject">เรื่อง' in field
    assert 'aria-describedby="id_subject_helptext"' in field
    assert 'id="id_subject_helptext"' in field


def test_a_faulty_field_keeps_what_was_typed_and_says_what_is_wrong():
    form = LetterForm({"subject": "", "note": "เก็บไว้"})

    field = shown("{% field form.subject %}", form=form)

    assert 'aria-invalid="true"' in field
    assert "id_subject_error" in field
    assert "เก็บไว้" in shown("{% field form.note %}", form=form)


def test_a_field_that_may_stay_empty_says_so():
    assert "ไม่บังคับ" in shown("{% field form.note %}", form=LetterForm())
    assert "ไม่บังคับ" not in shown("{% field form.subject %}", form=LetterForm())


def test_choices_are_one_group_with_a_name():
    field = shown("{% field form.verdict %}", form=LetterForm())

    assert field.count("<fieldset") == 1
    assert "<legend>สั่งการ" in field


def test_a_doubtful_value_is_marked_with_what_was_read():
    field = shown('{% field form.subject check=True note="ตรวจ" seen="ขอเชิญ" %}', form=LetterForm())

    assert 'class="field check"' in field
    assert "“ขอเชิญ”" in field


def test_a_refusal_stands_at_the_head_of_the_form_with_the_way_to_each_fault():
    form = LetterForm({"key": "k", "verdict": "a"})
    form.add_error(None, "หนังสือถูกดึงกลับแล้ว โปรดติดต่อสำนักปลัด")

    head = shown("{% form_errors form %}", form=form)

    assert 'role="alert"' in head
    assert "หนังสือถูกดึงกลับแล้ว" in head
    assert 'href="#id_subject"' in head


def test_a_fresh_form_says_nothing_at_its_head():
    assert shown("{% form_errors form %}", form=LetterForm()).strip() == ""


# Rail and bar


def test_a_clerk_sees_the_tray_and_the_registers():
    rail = shown("{% rail %}", request=request_of(Role.REGISTRY_CLERK))

    assert 'href="/intake/"' in rail
    assert 'href="/registers/"' in rail
    assert 'href="/settings/"' not in rail


def test_only_an_administrator_sees_settings():
    seen = {
        role
        for role in Role.values
        if 'href="/settings/"' in shown("{% rail %}", request=request_of(role))
    }

    assert seen == {Role.ADMINISTRATOR}


def test_the_place_one_is_in_is_marked_and_a_page_may_name_its_place():
    own = shown("{% rail %}", request=request_of(Role.OFFICER, "/desk/"))
    named = shown('{% rail "letters" %}', request=request_of(Role.OFFICER, "/letter/"))

    assert 'href="/desk/" aria-current="page"' in own
    assert 'href="/letters/" aria-current="page"' in named


def test_the_rail_counts_what_waits(settings):
    settings.SARABAN_RAIL_COUNTS = [f"{__name__}.waiting"]

    assert "1,250" in shown("{% rail %}", request=request_of(Role.OFFICER))


def test_a_stranger_has_no_rail():
    request = RequestFactory().get("/")
    request.actor = None

    assert shown("{% rail %}", request=request).strip() == ""


def test_acting_for_somebody_is_said_and_coloured():
    bar = shown(
        '{% include "components/bar.html" %}', request=request_of(Role.DIRECTOR, capacity="acting")
    )

    assert 'class="post acting"' in bar
    assert "รักษาราชการแทน หัวหน้าฝ่ายบริหารงานทั่วไป" in bar


# Whole pages

PLAIN = ["403.html", "404.html", "429.html", "500.html", "csrf_failure.html", "account/locked.html"]


@pytest.mark.parametrize("name", [*PLAIN, "account/login.html", "account/logout.html"])
def test_a_page_for_strangers_is_thai_and_has_no_inline_style(name):
    page = engines["django"].get_template(name).render({}, RequestFactory().get("/"))

    assert '<html lang="th">' in page
    assert page.count("<h1") == 1
    assert "style=" not in page
    assert "<nav" not in page


@pytest.mark.parametrize("layout", ["base", "two_sides"])
def test_a_layout_stands_with_nothing_but_a_request(layout):
    page = engines["django"].get_template(f"layouts/{layout}.html")

    html = page.render({}, request_of(Role.OFFICER))

    assert html.count("<main") == 1
    assert 'href="#main"' in html
    assert "style=" not in html
