"""What a cold browser fetches for a page: kilobytes and requests, told by Chromium itself."""

import argparse
from collections.abc import Sequence

from playwright.sync_api import CDPSession, sync_playwright

from benchmarks import _report

PAGES = ("/accounts/login/", "/", "/letters/", "/search/?q=โครงการ")
CHROMIUM = "/usr/bin/chromium"


def main(words: Sequence[str]) -> None:
    """Open each page of a running ``saraban up --demo`` in a fresh browser and add up the bytes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default="http://127.0.0.1:8000")
    parser.add_argument("--username", default="")
    parser.add_argument("--password", default="")
    asked = parser.parse_args(words)
    rows = [[page, *_weigh(asked, page)] for page in PAGES]
    print(_report.machine())
    _report.table(["page", "kB cold", "requests cold", "kB later"], rows)
    _report.last_line(
        weight_kb=float(max(row[1] for row in rows)), requests=max(row[2] for row in rows)
    )


def _weigh(asked: argparse.Namespace, page: str) -> tuple[float, int, float]:
    """Return kilobytes and requests of a first visit, and kilobytes of the same page again."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        signed = browser.new_context(base_url=asked.address)
        tab = signed.new_page()
        tab.goto("/accounts/login/")
        if asked.username:
            tab.fill("input[name=login]", asked.username)
            tab.fill("input[name=password]", asked.password)
            tab.click("button[type=submit]")
        cookies = signed.cookies()
        fresh = browser.new_context(base_url=asked.address)
        if asked.username:
            fresh.add_cookies(cookies)  # type: ignore[arg-type]
        tab = fresh.new_page()
        line = fresh.new_cdp_session(tab)
        cold = _count(line)
        tab.goto(page, wait_until="networkidle")
        bytes_cold, requests_cold = sum(cold), len(cold)
        tab.goto(page, wait_until="networkidle")
        bytes_later = sum(cold) - bytes_cold
        browser.close()
    return bytes_cold / 1000, requests_cold, bytes_later / 1000


def _count(line: CDPSession) -> list[float]:
    """Return a list that grows by the bytes of each response as it ends."""
    sizes: list[float] = []
    line.send("Network.enable")
    line.on("Network.loadingFinished", lambda ended: sizes.append(ended["encodedDataLength"]))
    return sizes
