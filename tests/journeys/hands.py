"""How people act on a page: by keys alone at a desk, by thumb alone on a phone."""

import re

from playwright.sync_api import Locator, Page

MOST_TABS = 120
FINGER = 44


def field(page: Page, label: str) -> Locator:
    """Return the field of a form that is called so, whether it must be filled or not."""
    return page.locator("main").get_by_label(re.compile(rf"^{label}(\s|$)"))


class Keyboard:
    """Somebody who never touches the mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def leave_by(self, key: str) -> None:
        """Press a key that leads to another page, and wait until it is there."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def go_to(self, place: Locator) -> None:
        """Walk on with Tab until a place has the focus."""
        for _step in range(MOST_TABS):
            if place.evaluate("it => it === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {place}")

    def follow(self, place: Locator) -> None:
        """Go to a link or a button and press Enter."""
        self.go_to(place)
        self.leave_by("Enter")

    def write(self, place: Locator, words: str) -> None:
        """Go to a field and type over what stands in it."""
        self.go_to(place)
        self.press("Control+A")
        self.page.keyboard.type(words)

    def choose(self, place: Locator, words: str) -> None:
        """Go to a list and press Down or Up until the choice begins with some words."""
        self.go_to(place)
        choices = place.evaluate("it => [...it.options].map((each) => each.text)")
        wanted = next(at for at, text in enumerate(choices) if text.startswith(words))
        way = wanted - place.evaluate("it => it.selectedIndex")
        self.press(*["ArrowDown" if way > 0 else "ArrowUp"] * abs(way))
        assert place.evaluate("it => it.selectedIndex") == wanted


class Thumb:
    """Somebody on a phone, between two meetings."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def tap(self, place: Locator) -> None:
        """Touch a place that is large enough for a thumb and leads to another page."""
        self._require_room(place)
        with self.page.expect_navigation():
            place.tap()

    def write(self, place: Locator, words: str) -> None:
        """Touch a field and type on the phone's own keyboard."""
        self._require_room(place)
        place.tap()
        self.page.keyboard.insert_text(words)

    def choose(self, place: Locator, words: str) -> None:
        """Choose from the phone's own list."""
        self._require_room(place)
        choices = place.evaluate("it => [...it.options].map((each) => each.text)")
        place.select_option(index=next(at for at, it in enumerate(choices) if it.startswith(words)))

    def touch(self, place: Locator) -> None:
        """Touch something that stays on this page."""
        self._require_room(place)
        place.tap()

    @staticmethod
    def _require_room(place: Locator) -> None:
        """A thing to touch is as high as a finger; a row of a list is touched anywhere."""
        row = place.locator("xpath=ancestor-or-self::*[contains(@class, 'row')][1]")
        box = (row if row.count() else place).bounding_box()
        assert box is not None
        assert round(box["height"]) >= FINGER, f"{place} is {box['height']} px high"
