"""Every day's work is done with JavaScript switched off."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hands import field
from tests.journeys.office import Office, sign_in

pytestmark = pytest.mark.journey

SUBJECT = "ขอส่งแผนผังท่อระบายน้ำโดยไม่ใช้สคริปต์"


@pytest.fixture
def clerk(office: Office) -> Page:
    """The clerk of the central registry at a browser without JavaScript."""
    return office.desktop("anong", java_script_enabled=False)


def send(page: Page, words: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=words).first.click()


def test_signing_in(office: Office) -> None:
    page = office.desktop(java_script_enabled=False)

    sign_in(page, "chai", office.known["password"])

    expect(page.get_by_text("นายชัย คงสวัสดิ์").first).to_be_visible()


def test_registering_a_file_and_forwarding_the_letter(office: Office, clerk: Page) -> None:
    clerk.goto("/registers/incoming/")
    clerk.locator("input[type=file]").set_input_files(office.known["paper"])
    send(clerk, "รับแฟ้ม")
    expect(clerk.get_by_role("img", name="หน้า 1")).to_be_visible()

    field(clerk, "ลงวันที่").fill("19 พ.ย. 69")
    field(clerk, "จาก").fill("สำนักงานจังหวัดภูเก็ต")
    field(clerk, "เรื่อง").fill(SUBJECT)
    send(clerk, "ลงทะเบียนรับ")
    expect(clerk.locator(".plate")).to_have_text(re.compile(r"\d+"))

    clerk.get_by_role("link", name="เปิดหนังสือเพื่อส่งต่อ").click()
    clerk.get_by_role("link", name="ส่งต่อ", exact=True).click()
    field(clerk, "ส่งถึง").select_option(label="กองคลัง")
    send(clerk, "ส่งต่อ")
    expect(clerk.get_by_role("status")).to_contain_text("ส่งต่อแล้วถึง กองคลัง")


def test_a_form_that_is_wrong_says_so_and_keeps_what_was_typed(clerk: Page) -> None:
    clerk.goto("/registers/incoming/")
    field(clerk, "เรื่อง").fill(SUBJECT)
    field(clerk, "จาก").fill("สำนักงานจังหวัดภูเก็ต")
    field(clerk, "ลงวันที่").fill("32/13/2569")
    send(clerk, "ลงทะเบียนรับ")

    expect(clerk.get_by_role("alert")).to_contain_text("ลงวันที่")
    expect(field(clerk, "เรื่อง")).to_have_value(SUBJECT)
    expect(field(clerk, "ลงวันที่")).to_have_value("32/13/2569")


def test_searching(office: Office, clerk: Page) -> None:
    clerk.goto("/")
    box = clerk.get_by_role("searchbox")
    box.fill("เรื่องราวร้องทุกข์")
    with clerk.expect_navigation():
        box.press("Enter")

    expect(clerk.locator(".hit mark").first).to_be_visible()
