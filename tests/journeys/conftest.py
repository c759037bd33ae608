"""A browser in front of the running product, shared by all journeys."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.installation import Installation, running
from tests.journeys.office import PATIENCE, Office, fill

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium as the system has it; without it journeys are skipped and say so."""
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed")
    expect.set_options(timeout=PATIENCE)
    flags = FLAGS + ["--no-sandbox"] * (os.geteuid() == 0)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def empty_installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The product as it comes up the first time."""
    with running(tmp_path_factory.mktemp("empty") / "home", _free_port()) as installation:
        yield installation


@pytest.fixture(scope="package")
def filled_office(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The product with the cast at work in it."""
    home = tmp_path_factory.mktemp("office") / "home"
    with running(home, _free_port()) as installation:
        yield Office(installation.address, browser, fill(home))
    assert "Internal Server Error" not in installation.said, installation.said


@pytest.fixture
def office(filled_office: Office) -> Iterator[Office]:
    """The office for one journey; whatever a page complained about fails it."""
    yield filled_office
    assert filled_office.close() == []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
