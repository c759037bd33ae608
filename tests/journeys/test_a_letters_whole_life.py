"""One letter from the counter to the director, its answer, and finding both again."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hands import Keyboard, Thumb, field
from tests.journeys.office import Office

pytestmark = pytest.mark.journey

SUBJECT = "ขอความร่วมมือติดตั้งเครื่องสูบน้ำถนนวิชิตสงคราม"
ANSWER = "แจ้งผลการพิจารณาติดตั้งเครื่องสูบน้ำถนนวิชิตสงคราม"
ORDER = "กองช่างตรวจสอบพื้นที่แล้วร่างหนังสือตอบ"
LARGE = 40


@dataclass
class Story:
    """What the people in it learn on the way."""

    office: Office
    incoming: str = ""
    answer: str = ""
    counterpart: str = ""
    reference: str = ""


def test_a_letter_walks_from_the_counter_to_its_answer_and_is_found_again(office: Office) -> None:
    story = Story(office)

    the_clerk_registers_it_by_keys_alone(story)
    the_director_reads_it_on_a_phone_and_gives_an_order(story)
    the_division_receives_it_with_a_number_of_its_own(story)
    the_officer_drafts_the_answer_and_sends_it_up(story)
    the_director_signs_and_forwards_on_a_phone(story)
    the_other_agency_receives_it_with_a_number_of_its_own(story)

    a_colleague_finds_both_by_words_inside_a_sentence(story)
    and_sees_both_on_the_page_of_their_project(story)
    for_a_stranger_neither_exists(story)


def the_clerk_registers_it_by_keys_alone(story: Story) -> None:
    page = story.office.desktop()
    keys = Keyboard(page)
    page.goto("/")
    keys.write(field(page, "ชื่อผู้ใช้"), "anong")
    keys.write(field(page, "รหัสผ่าน"), story.office.known["password"])
    keys.leave_by("Enter")

    keys.follow(page.get_by_role("link", name="ถาดรับเข้า"))
    with page.expect_navigation():
        page.locator("input[type=file]").set_input_files(story.office.known["paper"])
    expect(page.get_by_role("img", name="หน้า 1")).to_be_visible()
    the_pictures_are_there(page)

    keys.write(field(page, "ที่"), "ภก 0017.2/5001")
    keys.write(field(page, "ลงวันที่"), "19/11/2569")
    keys.write(field(page, "จาก"), "สำนักงานจังหวัดภูเก็ต")
    keys.write(field(page, "ถึง"), "นายกองค์การบริหารส่วนจังหวัดภูเก็ต")
    keys.write(field(page, "เรื่อง"), SUBJECT)
    keys.go_to(page.get_by_text("รายละเอียดเพิ่มเติม"))
    keys.press("Enter")
    keys.go_to(page.get_by_label(re.compile("ภูเก็ตเมืองอัจฉริยะ")))
    keys.press("Space")
    keys.follow(page.get_by_role("button", name="ลงทะเบียนรับ"))

    plate = page.locator(".plate")
    expect(plate).to_have_text(re.compile(r"เลขทะเบียนรับ\s*\d+"))
    assert plate.evaluate("it => parseFloat(getComputedStyle(it).fontSize)") >= LARGE
    keys.follow(page.get_by_role("link", name="เปิดหนังสือเพื่อส่งต่อ"))
    story.incoming = page.url

    keys.leave_by("KeyF")
    keys.choose(field(page, "ส่งถึง"), "นายบุญมา ศรีถลาง")
    keys.follow(page.get_by_role("button", name="ส่งต่อ"))
    expect(page.get_by_role("status")).to_contain_text("ส่งต่อแล้วถึง")


def the_director_reads_it_on_a_phone_and_gives_an_order(story: Story) -> None:
    page = story.office.phone("boon")
    thumb = Thumb(page)
    page.goto("/")
    thumb.tap(page.get_by_role("link", name=SUBJECT))
    the_pictures_are_there(page)

    thumb.tap(page.get_by_role("link", name="สั่งการ"))
    thumb.write(field(page, "ข้อความสั่งการ"), ORDER)
    thumb.choose(field(page, "แล้วส่งต่อถึง"), "กองช่าง")
    thumb.tap(page.get_by_role("button", name="สั่งการ"))

    expect(page.get_by_role("status")).to_contain_text("สั่งการแล้ว และส่งต่อถึง กองช่าง")
    expect(page.locator("q", has_text=ORDER)).to_be_visible()


def the_division_receives_it_with_a_number_of_its_own(story: Story) -> None:
    page = story.office.desktop("chai")
    keys = Keyboard(page)
    page.goto("/")
    keys.follow(page.get_by_role("link", name=SUBJECT))
    keys.follow(page.get_by_role("button", name="ลงรับ"))
    expect(page.get_by_role("status")).to_have_text(re.compile(r"ลงรับแล้ว เลขที่ \d+"))

    keys.leave_by("KeyF")
    keys.choose(field(page, "ส่งถึง"), "นายเอก พิทักษ์ถิ่น")
    keys.follow(page.get_by_role("button", name="ส่งต่อ"))
    expect(page.get_by_role("status")).to_contain_text("ส่งต่อแล้วถึง")


def the_officer_drafts_the_answer_and_sends_it_up(story: Story) -> None:
    page = story.office.desktop("ek")
    keys = Keyboard(page)
    page.goto("/")
    keys.follow(page.get_by_role("link", name=SUBJECT))
    keys.follow(page.get_by_role("link", name="ร่างหนังสือตอบ"))

    keys.write(field(page, "เรื่อง"), ANSWER)
    keys.write(field(page, "ผู้รับ"), "ผู้ว่าราชการจังหวัดภูเก็ต")
    body = f"องค์การบริหารส่วนจังหวัดภูเก็ตจะ{story.office.known['phrase']}เทศบาลให้แล้วเสร็จ"
    keys.write(field(page, "ข้อความ"), body)
    keys.choose(field(page, "ผู้ลงนาม"), "นายบุญมา")
    keys.follow(page.get_by_role("button", name="เก็บร่างและดูตัวอย่าง"))
    the_pictures_are_there(page)
    story.answer = page.url

    keys.leave_by("KeyF")
    keys.choose(field(page, "ส่งถึง"), "นายบุญมา ศรีถลาง")
    keys.choose(field(page, "วัตถุประสงค์"), "เพื่อลงนาม")
    keys.follow(page.get_by_role("button", name="ส่งหนังสือ"))
    expect(page.get_by_role("status")).to_contain_text("เพื่อลงนาม")


def the_director_signs_and_forwards_on_a_phone(story: Story) -> None:
    page = story.office.phone("boon")
    thumb = Thumb(page)
    page.goto("/")
    thumb.tap(page.get_by_role("link", name=ANSWER))
    thumb.tap(page.get_by_role("link", name="ลงนามและส่งต่อ"))
    the_pictures_are_there(page)
    thumb.choose(field(page, "ส่งถึง"), "จังหวัดภูเก็ต")
    thumb.tap(page.get_by_role("button", name="ลงนามและส่งต่อ"))
    expect(page.get_by_role("heading", name="ยืนยันตัวตน")).to_be_visible()
    thumb.write(field(page, "รหัสผ่าน"), story.office.known["password"])
    thumb.tap(page.get_by_role("button", name="ยืนยันและทำต่อ"))

    said = page.get_by_role("status")
    expect(said).to_have_text(re.compile(r"ลงนามแล้ว ที่ ภก 5100\d/\d+"))
    story.reference = said.inner_text().rpartition("ที่ ")[2].strip()
    expect(page.locator(".side .facts")).to_contain_text(story.reference)

    thumb.page.get_by_role("link", name="ตรวจลายมือชื่อของแฟ้ม").tap()
    expect(page.get_by_role("heading", name="ตรวจลายมือชื่อ")).to_be_visible()
    expect(page.locator(".note.done")).to_contain_text("ครบถ้วน")
    expect(page.get_by_role("heading", name="นายบุญมา ศรีถลาง")).to_be_visible()


def the_other_agency_receives_it_with_a_number_of_its_own(story: Story) -> None:
    page = story.office.desktop("jan")
    keys = Keyboard(page)
    page.goto("/")
    keys.follow(page.get_by_role("link", name=ANSWER))
    expect(page.locator(".side .facts")).to_contain_text(story.reference)
    keys.follow(page.get_by_role("button", name="ลงรับ"))

    expect(page.get_by_role("status")).to_have_text(re.compile(r"ลงรับแล้ว เลขที่ \d+"))
    story.counterpart = page.url
    assert story.counterpart != story.answer


def a_colleague_finds_both_by_words_inside_a_sentence(story: Story) -> None:
    page = story.office.desktop("dao")
    keys = Keyboard(page)
    page.goto("/")
    keys.press("Slash")
    page.keyboard.type(story.office.known["phrase"])
    keys.leave_by("Enter")

    found = [page.locator(".hit", has_text=words) for words in (SUBJECT, ANSWER)]
    for hit in found:
        expect(hit.locator("mark").first).to_be_visible()
    keys.press("KeyJ")
    keys.leave_by("Enter")
    assert page.url in {story.incoming, story.answer}


def and_sees_both_on_the_page_of_their_project(story: Story) -> None:
    page = story.office.desktop("dao")
    page.goto(story.office.known["project"])

    for words in (SUBJECT, ANSWER):
        expect(page.locator(".way").get_by_role("link", name=words)).to_be_visible()


def for_a_stranger_neither_exists(story: Story) -> None:
    stranger = story.office.desktop("fah")
    for url in (story.incoming, story.answer, story.counterpart):
        answer = stranger.goto(url)
        assert answer is not None
        assert answer.status == 404
        expect(stranger.locator("h1")).to_have_count(1)

    stranger.goto(f"/search/?q={story.office.known['phrase']}")
    assert stranger.locator(".hit").count() == 0


def the_pictures_are_there(page: Page) -> None:
    """The pages in sight are pictures that have arrived, with real dots in them."""
    picture = page.locator(".leaf img").first
    picture.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.leaf img').naturalWidth > 300")
