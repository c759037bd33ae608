"""The running product with people in front of it: their browsers, and whatever went wrong there."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    ViewportSize,
)

from tests.installation import clean_environment

DESKTOP: ViewportSize = {"width": 1280, "height": 860}
PHONE: ViewportSize = {"width": 390, "height": 844}
FILL = "import django; django.setup(); from tests.journeys.world import tell; tell()"
LEFT_FOR_ANOTHER_PAGE = "net::ERR_ABORTED"
SERVER_ERROR = 500
PATIENCE = 30_000


@dataclass
class Office:
    """One installation, one browser; every person has a session of their own."""

    address: str
    browser: Browser
    known: dict[str, Any]
    complaints: list[str] = field(default_factory=list)
    sessions: dict[str, Any] = field(default_factory=dict)
    open: list[BrowserContext] = field(default_factory=list)

    def desktop(self, who: str = "", **known: Any) -> Page:
        """Return a page at a desk, of somebody who is signed in, or of a stranger."""
        return self._page(who, viewport=DESKTOP, **known)

    def phone(self, who: str = "", **known: Any) -> Page:
        """Return a page on a phone that is touched."""
        return self._page(who, viewport=PHONE, has_touch=True, is_mobile=True, **known)

    def close(self) -> list[str]:
        """Send everybody home; return what went wrong, once."""
        for context in self.open:
            context.close()
        self.open.clear()
        complaints, self.complaints = self.complaints, []
        return complaints

    def _page(self, who: str, **known: Any) -> Page:
        if who and who not in self.sessions:
            self.sessions[who] = self._sign_in(who)
        state = self.sessions[who] if who else None
        context = self._context(storage_state=state, **known)
        self.open.append(context)
        return context.new_page()

    def _context(self, **known: Any) -> BrowserContext:
        context = self.browser.new_context(
            base_url=self.address,
            locale="th-TH",
            timezone_id="Asia/Bangkok",
            reduced_motion="reduce",
            **known,
        )
        context.set_default_timeout(PATIENCE)
        context.on("console", self._hear_console)
        context.on("weberror", lambda error: self.complaints.append(f"error {error.error}"))
        context.on("requestfailed", self._hear_failure)
        context.on("response", self._hear_answer)
        return context

    def _sign_in(self, who: str) -> Any:
        context = self._context()
        page = context.new_page()
        sign_in(page, who, self.known["password"])
        state = context.storage_state()
        context.close()
        return state

    def _hear_console(self, message: ConsoleMessage) -> None:
        """Hear errors, of which reports of the content security policy are one."""
        is_answer = message.text.startswith("Failed to load resource")
        if message.type == "error" and not is_answer:
            self.complaints.append(f"console {message.text} {message.location}")

    def _hear_failure(self, request: Request) -> None:
        is_page = request.is_navigation_request()
        if request.failure != LEFT_FOR_ANOTHER_PAGE and not is_page:
            self.complaints.append(f"failed {request.url} {request.failure}")

    def _hear_answer(self, response: Response) -> None:
        """Hear whatever a page could not get, and every mistake of the server."""
        is_page = response.request.is_navigation_request()
        if response.status >= SERVER_ERROR or (response.status >= 400 and not is_page):
            self.complaints.append(f"{response.status} {response.url}")


def sign_in(page: Page, who: str, password: str) -> None:
    """Type name and password on the page that asks for them."""
    page.goto("/accounts/login/")
    page.get_by_label("ชื่อผู้ใช้").fill(who)
    page.get_by_label("รหัสผ่าน").fill(password)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/accounts/login/" not in page.url


def fill(home: Path) -> dict[str, Any]:
    """Put the cast and their letters into a home; return what journeys have to know."""
    env = {
        **clean_environment(),
        "SARABAN_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "saraban.settings",
    }
    words = [sys.executable, "-c", FILL]
    told = subprocess.run(words, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout
    known: dict[str, Any] = json.loads(told)
    return known
