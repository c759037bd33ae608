"""`saraban up`: one command that makes ready, serves, works and keeps the clock, and stops as one.

Nothing here knows Django: the parent stays small and lives through whatever its children do.
"""

import fcntl
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from saraban import children
from saraban.children import Child, Stop

READY_WITHIN = 60.0
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


class CannotStart(Exception):
    """Why the installation cannot start, in a sentence for the operator."""


@dataclass(frozen=True)
class Plan:
    """What `saraban up` was asked for."""

    home: Path
    host: str
    port: int
    workers: int
    threads: int
    demo: bool

    @property
    def nearby(self) -> str:
        """The address to reach the web at from this machine."""
        return EVERYWHERE.get(self.host, self.host)

    @property
    def address(self) -> str:
        """Where people find the first page."""
        host = f"[{self.nearby}]" if ":" in self.nearby else self.nearby
        return f"http://{host}:{self.port}/"


def run(plan: Plan) -> int:
    """Bring the installation up and stay until told to stop; return the exit code.

    Refuses, in a sentence, a home that is already up and an address that is taken.
    """
    stop = Stop()
    os.umask(0o077)
    plan.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _held(plan.home):
        _require_free(plan)
        _say(f"กำลังเตรียมข้อมูลที่ {plan.home}")
        code = children.run_to_end(_preparation(plan), stop)
        if code or stop.asked:
            return 0 if stop.asked else code
        return _serve(plan, stop)


def _serve(plan: Plan, stop: Stop) -> int:
    programs = [_web(plan), _worker(plan)]
    demo = _demo(plan)
    try:
        for child in programs:
            children.start(child)
        _wait_until_it_answers(plan, programs, stop)
        if not stop.asked:
            _say(f"\nพร้อมใช้งานที่ {plan.address}  (กด Ctrl-C เพื่อหยุด)\n")
        if plan.demo:
            children.start(demo)
        while not stop.asked:
            for child in programs:
                _say(children.keep_up(child), sys.stderr)
            _say(children.farewell(demo), sys.stderr)
            time.sleep(children.LOOK_EVERY)
        _say("กำลังหยุด")
        return 0
    finally:
        children.end([*programs, demo])


def _preparation(plan: Plan) -> Child:
    words = ["-m", "saraban.cli", "prepare", "--address", plan.address]
    return _child("การเตรียมข้อมูล", plan, words + ["--demo"] * plan.demo)


def _web(plan: Plan) -> Child:
    options = {
        "--interface": "wsgi",
        "--host": plan.host,
        "--port": plan.port,
        "--workers": plan.workers,
        "--blocking-threads": plan.threads,
        "--workers-kill-timeout": 5,
        "--log-level": "error",
    }
    words = [str(word) for pair in options.items() for word in pair]
    flags = ["--respawn-failed-workers", "--no-ws", "saraban.wsgi:application"]
    return _child("เว็บ", plan, ["-m", "granian", *words, *flags])


def _worker(plan: Plan) -> Child:
    return _child("งานเบื้องหลัง", plan, ["-m", "saraban.cli", "work"])


def _demo(plan: Plan) -> Child:
    """The demo takes a minute, so it is built while the first pages are already looked at."""
    return _child("ข้อมูลตัวอย่าง", plan, ["-m", "saraban.cli", "demo", "--if-empty"])


def _child(name: str, plan: Plan, words: list[str]) -> Child:
    ours = {"SARABAN_HOME": str(plan.home), "SARABAN_THREADS": str(plan.threads)}
    env = {"MALLOC_ARENA_MAX": "2", **os.environ, **ours}
    return Child(name, [sys.executable, "-P", *words], env)


def _wait_until_it_answers(plan: Plan, programs: list[Child], stop: Stop) -> None:
    """Return when the first page can be fetched; a program that dies before that ends the start."""
    deadline = time.monotonic() + READY_WITHIN
    while not stop.asked and not _answers(plan):
        for child in programs:
            if child.code is not None:
                raise CannotStart(f"{child.name}เริ่มทำงานไม่ได้ (รหัส {child.code}) โปรดดูข้อความด้านบน")
        if time.monotonic() > deadline:
            raise CannotStart(f"เว็บไม่ตอบภายใน {READY_WITHIN:.0f} วินาที โปรดดูข้อความด้านบน")
        time.sleep(children.LOOK_EVERY)


def _answers(plan: Plan) -> bool:
    """Say whether pages come back; one that fails with 500 ends the start."""
    try:
        with socket.create_connection((plan.nearby, plan.port), timeout=2) as line:
            line.sendall(b"GET /health/ HTTP/1.0\r\nHost: localhost\r\n\r\n")
            status = line.recv(len(b"HTTP/1.0 200"))
    except OSError:
        return False
    if status.endswith(b" 500"):
        raise CannotStart("เว็บเริ่มทำงานแล้วแต่ตอบผิดพลาด โปรดดูข้อความด้านบน")
    return status.startswith(b"HTTP/")


@contextmanager
def _held(home: Path) -> Iterator[None]:
    """Hold a home for one `saraban up` at a time."""
    with (home / "up.lock").open("a", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart(
                f"ข้อมูลชุดนี้เปิดใช้งานอยู่แล้ว ({home}) โปรดหยุดชุดที่เปิดอยู่ก่อน หรือระบุที่เก็บอื่นด้วย --home"
            ) from None
        yield


def _require_free(plan: Plan) -> None:
    """Refuse an address somebody else is listening on, or that may not be listened on."""
    family = socket.AF_INET6 if ":" in plan.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((plan.host, plan.port))
        except OSError as error:
            raise CannotStart(
                f"ใช้ {plan.host} พอร์ต {plan.port} ไม่ได้ ({error.strerror})"
                " โปรดเลือกพอร์ตอื่นด้วย --port เช่น --port 8080"
            ) from None


def _say(sentence: str, to: TextIO | None = None) -> None:
    if sentence:
        print(sentence, file=to or sys.stdout, flush=True)
