"""The first administrator opens an installation, and the first clerk finds it ready."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.installation import Installation
from tests.journeys.hands import Keyboard, field
from tests.journeys.office import Office
from tests.journeys.test_every_page import faults_of

pytestmark = pytest.mark.journey

PASSWORD = "ทะเลอันดามันสีคราม2569"
DIVISION = "สำนักงานป้องกันและบรรเทาสาธารณภัยจังหวัดภูเก็ต"


def test_from_the_printed_link_to_the_first_clerk(
    browser: Browser, empty_installation: Installation
) -> None:
    office = Office(empty_installation.address, browser, {"password": PASSWORD})

    the_link_opens_the_installation(office, empty_installation.welcome_link())
    first_password = the_administrator_makes_an_office_and_its_clerk(office.desktop("somchai"))
    the_clerk_signs_in_to_an_empty_desk(office.desktop(), first_password)

    assert office.close() == []


def the_link_opens_the_installation(office: Office, link: str) -> None:
    page = office.desktop()
    keys = Keyboard(page)
    page.goto(link)
    assert faults_of(page) == []

    keys.write(field(page, "ชื่อหน่วยงาน"), "องค์การบริหารส่วนจังหวัดภูเก็ต")
    keys.write(field(page, "ชื่อและนามสกุลของผู้ดูแลระบบ"), "นายสมชาย ใจดี")
    keys.write(field(page, "ชื่อบัญชี"), "somchai")
    keys.write(field(page, "รหัสผ่าน").first, PASSWORD)
    keys.write(field(page, "รหัสผ่านอีกครั้ง"), PASSWORD)
    keys.leave_by("Enter")

    expect(page.get_by_role("status")).to_contain_text("เปิดระบบแล้ว")


def the_administrator_makes_an_office_and_its_clerk(page: Page) -> str:
    """Return the password that is shown once."""
    keys = Keyboard(page)
    page.goto("/settings/")
    keys.leave_by("KeyN")
    keys.write(field(page, "ชื่อส่วนราชการ"), DIVISION)
    keys.choose(field(page, "ต้นสังกัด"), "องค์การบริหาร")
    keys.follow(page.locator(".act-bar button.do"))

    page.goto("/settings/")
    keys.follow(page.get_by_role("link", name=DIVISION))
    keys.leave_by("KeyN")
    keys.write(field(page, "ตำแหน่ง"), "เจ้าพนักงานธุรการ")
    keys.choose(field(page, "หน้าที่ในระบบ"), "เจ้าหน้าที่สารบรรณ")
    keys.follow(page.locator(".act-bar button.do"))

    page.goto("/settings/people/")
    keys.leave_by("KeyN")
    keys.write(field(page, "ชื่อและนามสกุล"), "นางสาวอนงค์ ใจดี")
    keys.write(field(page, "ชื่อบัญชี"), "anong")
    keys.follow(page.locator(".act-bar button.do"))
    password = page.locator(".plate").evaluate("it => it.lastChild.textContent.trim()")

    keys.leave_by("KeyN")
    keys.choose(field(page, "ตำแหน่ง"), DIVISION)
    keys.follow(page.locator(".act-bar button.do"))
    return str(password)


def the_clerk_signs_in_to_an_empty_desk(page: Page, password: str) -> None:
    keys = Keyboard(page)
    page.goto("/")
    keys.write(field(page, "ชื่อผู้ใช้"), "anong")
    keys.write(field(page, "รหัสผ่าน"), password)
    keys.leave_by("Enter")

    expect(page.get_by_text("วันนี้ไม่มีหนังสือค้าง")).to_be_visible()
    assert faults_of(page) == []
