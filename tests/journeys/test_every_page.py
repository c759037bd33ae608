"""Every page there is, looked at the way people meet it: wide and narrow, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import URLResolver, get_resolver
from playwright.sync_api import Page

from tests.journeys.office import DESKTOP, PHONE, Office

pytestmark = pytest.mark.journey

ONLY_ACTED_ON = {"set_aside", "close_reader", "resolution_done"}
NOT_FOR_EYES = {
    *{"health", "document", "emblem", "preview"},
    *{"page_image", "tray_image", "preview_image", "sign_preview"},
}
SEEN_ELSEWHERE = {"welcome"}
PLACES = [
    "/",
    "/letters/",
    "/registers/",
    "/meetings/",
    "/projects/",
    "/search/?q=ภูเก็ต",
    "/drafts/",
]
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


def faults_of(page: Page) -> list[str]:
    """Return what is wrong with the page in sight: wide by day, narrow by night."""
    found = [] if page.locator("h1").count() == 1 else ["not one h1"]
    for width, size, light in ((1280, DESKTOP, "light"), (390, PHONE, "dark")):
        page.emulate_media(color_scheme=light)
        page.set_viewport_size(size)
        faults = [*_too_wide(page), *_unequal(page)]
        found += [f"at {width} px, {light}: {fault}" for fault in faults]
    return found


def _too_wide(page: Page) -> list[str]:
    wide = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
    return [f"{wide} px too wide"] if wide > 0 else []


def _unequal(page: Page) -> list[str]:
    """Return what axe finds."""
    violations = Axe().run(page).response["violations"]
    return [f"{it['id']} {node['target']}" for it in violations for node in it["nodes"]]
