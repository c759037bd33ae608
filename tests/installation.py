"""A real installation brought up by `saraban up`, for tests that look at it from outside."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import psutil

PATIENCE = 60.0
READY = "พร้อมใช้งานที่"


class Installation:
    """One running `saraban up`, and what it has said so far."""

    def __init__(self, home: Path, port: int, *words: str) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.said = ""
        self.process = subprocess.Popen(
            command("up", "--home", str(home), "--port", str(port), *words),
            env=clean_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def wait_until_ready(self) -> "Installation":
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line
            if READY in line:
                return self
        self.stop()
        raise AssertionError(self.said)

    def family(self) -> list[psutil.Process]:
        """Every process that belongs to it, itself last."""
        parent = psutil.Process(self.process.pid)
        return [*parent.children(recursive=True), parent]

    def worker(self) -> psutil.Process | None:
        return next((p for p in self.family() if p.is_running() and "work" in _words(p)), None)

    def welcome_link(self) -> str:
        found = re.search(r"http://\S+/welcome/\S+", self.said)
        assert found, self.said
        return found.group()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(how)
        rest, _ = self.process.communicate(timeout=PATIENCE)
        self.said += rest
        return self.process.returncode


class Visitor:
    """Somebody with a browser that keeps cookies and fills in forms."""

    def __init__(self) -> None:
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.page = ""
        self.place = ""

    def get(self, url: str) -> int:
        return self._fetch(url, None)

    def post(self, url: str, **typed: str) -> int:
        """Send the form of the page in sight."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.page)
        assert token, self.page
        form = {"csrfmiddlewaretoken": token.group(1), **typed}
        return self._fetch(url, urlencode(form).encode())

    def _fetch(self, url: str, sent: bytes | None) -> int:
        try:
            answer = self.opener.open(url, sent, timeout=PATIENCE)
        except HTTPError as error:
            answer = error
        with answer:
            self.page, self.place = answer.read().decode(), answer.url
            return int(answer.status)


@contextmanager
def running(home: Path, port: int, *words: str) -> Iterator[Installation]:
    """Bring an installation up for as long as the block lasts."""
    installation = Installation(home, port, *words)
    try:
        yield installation.wait_until_ready()
    finally:
        if installation.process.poll() is None:
            installation.stop()


def told(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a `saraban` command to its end and return what it said."""
    env = {**clean_environment(), **settings}
    return subprocess.run(command(*words), env=env, capture_output=True, text=True, check=False)


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "saraban.cli", *words]


def clean_environment() -> dict[str, str]:
    """Return our environment without what the suite has set for itself."""
    ours = ("SARABAN_", "PYTEST_", "DJANGO_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def eventually(holds: Callable[[], object]) -> bool:
    """Say whether something becomes true before patience ends."""
    deadline = time.monotonic() + PATIENCE
    while not (true := holds()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return bool(true)


def _words(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.NoSuchProcess:
        return []
