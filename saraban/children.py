"""The programs `saraban up` keeps running: started, started again when they die, ended as one."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

LOOK_EVERY = 0.1
GRACE = 8.0
LONGEST_PAUSE = 30.0
STEADY_AFTER = 60.0
PR_SET_PDEATHSIG = 1

_C = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass
class Child:
    """One program, and how its last run ended."""

    name: str
    words: list[str]
    env: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 0.0
    due: float = 0.0

    @property
    def code(self) -> int | None:
        """The exit code of a program that has ended; None while it runs or before it began."""
        return self.process.poll() if self.process else None


class Stop:
    """Remembers that somebody asked for an end, by Ctrl-C, TERM or closing the terminal."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._note)
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # under nohup we stay
            signal.signal(signal.SIGHUP, self._note)

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.asked = True


def start(child: Child) -> None:
    """Start a program in a family of its own, which ends with us whatever happens to us."""
    child.started = time.monotonic()
    child.process = subprocess.Popen(
        child.words,
        env=child.env,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_die_with_parent,  # noqa: PLW1509 - we have one thread
    )


def run_to_end(child: Child, stop: Stop) -> int:
    """Run a program to its end, or until told to stop; return its exit code."""
    start(child)
    try:
        while child.code is None and not stop.asked:
            time.sleep(LOOK_EVERY)
        return child.code or 0
    finally:
        end([child])


def keep_up(child: Child) -> str:
    """Start a program that died, after a pause that doubles while it keeps dying.

    Returns what to tell the operator; empty while there is nothing to tell.
    """
    now = time.monotonic()
    if child.process is None and now >= child.due:
        start(child)
    code = child.code
    if code is None:
        return ""
    steady = now - child.started > STEADY_AFTER
    child.pause = 1.0 if steady or not child.pause else min(child.pause * 2, LONGEST_PAUSE)
    child.due = now + child.pause
    end([child])
    return f"{child.name}หยุดไปเอง (รหัส {code}) จะเริ่มใหม่ใน {child.pause:.0f} วินาที"


def farewell(child: Child) -> str:
    """Let a program go that has done its one errand; return what to tell if it failed."""
    code = child.code
    if code is None:
        return ""
    child.process = None
    return f"{child.name}ทำไม่สำเร็จ (รหัส {code}) โปรดดูข้อความด้านบน" if code else ""


def end(children: list[Child]) -> None:
    """Ask the programs to stop, wait at most ``GRACE`` seconds, then end whatever is left."""
    running = [child.process for child in children if child.process]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + GRACE
    for process in running:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0.0, deadline - time.monotonic()))
        _end_family(process)
    for child in children:
        child.process = None


def _die_with_parent() -> None:
    """Ask the kernel to end this program should its parent be killed outright."""
    if _C is not None:
        _C.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _end_family(process: subprocess.Popen[bytes]) -> None:
    """Kill what the program left behind: its own children live in its process group."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
