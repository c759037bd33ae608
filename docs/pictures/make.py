"""Take the README's pictures of a running demo: ``python docs/pictures/make.py [ADDRESS]``.

Start ``saraban up --demo`` first. The pictures are written beside this file.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
CHROMIUM = "/usr/bin/chromium"
PASSWORD = "phuket-saraban-demo"  # noqa: S105 - the demo's, printed by ``saraban up --demo``
PICTURES = (
    ("desk", "wichai", "/", 1280, 800),
    ("search", "kanya", "/search/?q=ระบบเตือนภัย", 1280, 800),
    ("desk-phone", "wichai", "/", 390, 780),
)


def main(address: str) -> None:
    """Sign in as each person, open the page, and take its picture."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, username, page, width, height in PICTURES:
            _take(browser, address, name, username, page, width, height)
        browser.close()


def _take(
    browser: Browser, address: str, name: str, username: str, page: str, width: int, height: int
) -> None:
    tab = browser.new_page(
        base_url=address,
        viewport={"width": width, "height": height},
        locale="th-TH",
        timezone_id="Asia/Bangkok",
    )
    tab.goto("/accounts/login/")
    tab.fill("input[name=login]", username)
    tab.fill("input[name=password]", PASSWORD)
    tab.keyboard.press("Enter")
    tab.wait_for_url(lambda url: "login" not in url)
    tab.goto(page, wait_until="networkidle")
    tab.screenshot(path=HERE / f"{name}.png")
    print(HERE / f"{name}.png")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
