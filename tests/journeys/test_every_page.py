"""Every page there is, looked at the way people meet it: wide and narrow, light and dark."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import URLResolver, get_resolver
from playwright.sync_api import Page, ViewportSize

from tests.journeys.office import DESKTOP, PHONE, Office

pytestmark = pytest.mark.journey

ONLY_ACTED_ON = {"set_aside", "close_reader", "resolution_done"}
NOT_FOR_EYES = {
    *{"health", "document", "emblem", "preview"},
    *{"page_image", "tray_image", "preview_image", "sign_preview"},
}
SEEN_ELSEWHERE = {"welcome"}
SIGHTS: list[tuple[ViewportSize, Literal["light", "dark"]]] = [(DESKTOP, "light"), (PHONE, "dark")]
ROLES = ["boon", "ek", "gaew", "hong", "in", "jan", "lek"]


def names(resolver: URLResolver) -> list[str]:
    """Return the name of every address there is."""
    found: list[str] = []
    for part in resolver.url_patterns:
        found += names(part) if isinstance(part, URLResolver) else [str(part.name)]
    return found


PAGES = sorted({*names(get_resolver())} - ONLY_ACTED_ON - NOT_FOR_EYES - SEEN_ELSEWHERE)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_at_every_width_and_in_every_light(office: Office, name: str) -> None:
    who, url = office.known["pages"][name]
    page = office.desktop(who)

    answer = page.goto(url)

    assert answer is not None
    assert answer.status == 200
    assert faults_of(page) == []


@pytest.mark.parametrize("who", ROLES)
def test_every_place_of_a_role_has_room(office: Office, who: str) -> None:
    page = office.desktop(who)
    page.goto("/")
    links = page.locator(".rail a[href]").evaluate_all("all => all.map((it) => it.pathname)")
    places = [place for place in dict.fromkeys(links) if place != "/accounts/logout/"]

    found = {place: without_room(page, place) for place in places}

    assert {place: faults for place, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    ("who", "url", "status"),
    [
        ("ek", "/intake/", 403),
        ("ek", "/letters/987654/", 404),
        ("anong", "/search/?q=ไม่มีคำนี้ในหนังสือฉบับใด", 200),
        ("anong", "/search/", 200),
        ("kan", "/drafts/", 200),
        ("lek", "/intake/", 200),
        ("ek", "/meetings/?show=waiting", 200),
        ("gaew", "SECRET", 200),
        ("boon", "/accounts/reauthenticate/", 200),
    ],
)
def test_the_rarer_faces_of_pages_are_whole(
    office: Office, who: str, url: str, status: int
) -> None:
    page = office.desktop(who)

    answer = page.goto(office.known["secret"] if url == "SECRET" else url)

    assert answer is not None
    assert answer.status == status
    assert faults_of(page) == []


@pytest.mark.parametrize(
    ("who", "url"),
    [
        ("anong", "/registers/incoming/"),
        ("ek", "/drafts/new/"),
        ("ek", "/meetings/new/"),
        ("ek", "/projects/new/"),
        ("hong", "/settings/people/new/"),
        ("hong", "/settings/offices/new/"),
    ],
)
def test_a_form_sent_empty_is_whole_and_says_what_is_missing(
    office: Office, who: str, url: str
) -> None:
    page = office.desktop(who)
    page.goto(url)
    form = page.locator("main form[method=post]").last
    form.evaluate("it => { it.noValidate = true; }")

    with page.expect_navigation() as answered:
        form.evaluate("it => it.requestSubmit()")

    assert answered.value.status == 422
    assert page.locator("[role=alert] a").count() > 0
    assert page.locator("[aria-invalid=true]").first.evaluate("it => it === document.activeElement")
    assert faults_of(page) == []


def without_room(page: Page, place: str) -> list[str]:
    """Return what is wrong with a place of the rail, on a phone and at a desk."""
    page.set_viewport_size(DESKTOP)
    page.goto(place)
    found = [] if page.locator("h1").count() == 1 else ["not one h1"]
    found += _too_wide(page)
    page.set_viewport_size(PHONE)
    return found + _too_wide(page)


def faults_of(page: Page) -> list[str]:
    """Return what is wrong with the page in sight: wide by day, narrow by night."""
    found = [] if page.locator("h1").count() == 1 else ["not one h1"]
    for size, light in SIGHTS:
        page.emulate_media(color_scheme=light)
        page.set_viewport_size(size)
        faults = [*_too_wide(page), *_unequal(page)]
        found += [f"at {size['width']} px, {light}: {fault}" for fault in faults]
    return found


def _too_wide(page: Page) -> list[str]:
    wide = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
    return [f"{wide} px too wide"] if wide > 0 else []


def _unequal(page: Page) -> list[str]:
    """Return what axe finds."""
    violations = Axe().run(page).response["violations"]
    return [f"{it['id']} {node['target']}" for it in violations for node in it["nodes"]]
