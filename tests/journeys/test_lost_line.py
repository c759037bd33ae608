"""The line breaks, the session ends, a finger slips: one letter, one number, nothing typed lost."""

import contextlib
from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Page, Route, expect

from tests.journeys.hands import field
from tests.journeys.office import Office, sign_in

pytestmark = pytest.mark.journey

FORM = "/registers/incoming/"


def write(page: Page, subject: str) -> None:
    """Fill in the form of a letter that came without a file."""
    page.goto(FORM)
    field(page, "ลงวันที่").fill("19 พ.ย. 69")
    field(page, "จาก").fill("สำนักงานจังหวัดภูเก็ต")
    field(page, "เรื่อง").fill(subject)


def press_register(page: Page) -> None:
    page.get_by_role("button", name="ลงทะเบียนรับ").click()


def registered(page: Page, subject: str) -> int:
    """Count the letters with a subject among the newest."""
    page.goto("/letters/")
    return page.get_by_role("link", name=subject).count()


def lose_the_answer(route: Route) -> None:
    """Let the server do its work, then break the line before it is heard."""
    if route.request.method == "POST":
        route.fetch(max_redirects=0)
        route.abort("connectionreset")
    else:
        route.continue_()


def break_the_line(page: Page, by: Callable[[], None]) -> None:
    """Do something whose answer never comes; the browser shows its own page of an error."""
    with page.expect_event("requestfailed"):
        by()
    page.wait_for_url("chrome-error://**")


def test_sending_again_after_the_answer_was_lost_is_one_letter(office: Office) -> None:
    page, subject = office.desktop("anong"), "ขอส่งรายงานที่คำตอบหายระหว่างทาง"
    write(page, subject)
    page.route(f"**{FORM}", lose_the_answer)
    break_the_line(page, lambda: press_register(page))
    page.unroute(f"**{FORM}")

    page.reload()

    expect(page.locator(".plate")).to_be_visible()
    assert registered(page, subject) == 1


def test_what_was_typed_is_sent_when_the_line_is_back(office: Office) -> None:
    page, subject = office.desktop("anong"), "ขอส่งรายงานขณะสายหลุด"
    write(page, subject)
    page.context.set_offline(True)
    break_the_line(page, lambda: press_register(page))
    page.context.set_offline(False)

    page.reload()

    expect(page.locator(".plate")).to_be_visible()
    assert registered(page, subject) == 1


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_pressing_enter_twice_is_one_letter(office: Office, script: bool) -> None:
    page = office.desktop("anong", java_script_enabled=script)
    subject = f"ขอส่งรายงานที่กดสองครั้ง {script}"
    write(page, subject)

    field(page, "จาก").press("Enter", no_wait_after=True)
    with contextlib.suppress(Error):  # the page may have gone already
        page.keyboard.press("Enter")
    expect(page.locator(".plate")).to_be_visible()

    assert registered(page, subject) == 1


def test_what_was_typed_survives_the_end_of_the_session(office: Office) -> None:
    page, subject = office.desktop("anong"), "ขอส่งรายงานที่พิมพ์ค้างไว้ตอนหมดเวลา"
    write(page, subject)
    page.context.clear_cookies(name="sid")
    with page.expect_navigation():
        press_register(page)

    assert "/accounts/login/" in page.url
    field(page, "ชื่อผู้ใช้").fill("anong")
    field(page, "รหัสผ่าน").fill(office.known["password"])
    with page.expect_navigation():
        page.keyboard.press("Enter")

    expect(field(page, "เรื่อง")).to_have_value(subject)
    with page.expect_navigation():
        press_register(page)
    assert registered(page, subject) == 1


def test_somebody_else_who_signs_in_does_not_see_what_was_typed(office: Office) -> None:
    page = office.desktop("anong")
    write(page, "ขอส่งรายงานของผู้อื่น")
    page.context.clear_cookies(name="sid")
    with page.expect_navigation():
        press_register(page)

    field(page, "ชื่อผู้ใช้").fill("chai")
    field(page, "รหัสผ่าน").fill(office.known["password"])
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.url.endswith(FORM)
    expect(field(page, "เรื่อง")).to_have_value("")


def test_what_was_typed_survives_signing_in_again_in_another_window(office: Office) -> None:
    page, subject = office.desktop("anong"), "ขอส่งรายงานที่พิมพ์ค้างไว้ในอีกหน้าต่าง"
    write(page, subject)
    page.context.clear_cookies(name="sid")
    sign_in(page.context.new_page(), "anong", office.known["password"])
    with page.expect_navigation():
        press_register(page)

    expect(page.get_by_role("heading", name="แบบฟอร์มหมดอายุ")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("link", name="เปิดแบบกรอกอีกครั้ง").click()

    expect(field(page, "เรื่อง")).to_have_value(subject)
    with page.expect_navigation():
        press_register(page)
    assert registered(page, subject) == 1
