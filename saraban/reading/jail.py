"""Has one file at a time handled by a limited child process, and survives whatever it does.

The parsers live in a server process that is started when first needed, forks one confined child
for each file, and stops when idle; this side imports none of them. Answers are bytes, never
pickles.
"""

import atexit
import json
import os
import selectors
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from saraban.reading.terms import Ended, Limits

READING = "saraban.reading.child"
MAX_ANSWER = 64 << 20
IDLE_SECONDS = 60.0
AT_ONCE = 2
_GRACE_SECONDS = 20.0  # for a server to start on a busy machine
_PIECE = 1 << 16
_SOURCE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Report:
    """How a child ended, and what it had written until then."""

    ended: Ended
    answer: bytes


class Jail:
    """Runs jobs on files in confined children; may be used by many threads at once.

    ``program`` is the module whose process forks them and knows the jobs. A process that
    forks gets its own server; a server that died is started again.
    """

    def __init__(
        self,
        *,
        program: str = READING,
        idle_seconds: float = IDLE_SECONDS,
        at_once: int = AT_ONCE,
    ) -> None:
        self._program = program
        self._idle_seconds = idle_seconds
        self._at_once = at_once
        self._server: _Server | None = None
        self._begin()
        atexit.register(self.close)
        os.register_at_fork(after_in_child=self._begin)

    @property
    def pid(self) -> int | None:
        """The process id of the server, if one was started and still runs."""
        server = self._server
        return server.process.pid if server is not None and server.is_alive else None

    def run(self, job: dict[str, object], limits: Limits) -> Report:
        """Do one job within the limits, and report how it ended; never raises for a bad file.

        Waits its turn when enough are at work; lost when none comes within the wall time.
        """
        if not self._places.acquire(timeout=limits.wall_seconds):
            return Report(Ended.LOST, b"")
        try:
            report = self._run(job, limits)
            return self._run(job, limits) if report.ended is Ended.LOST else report
        finally:
            self._places.release()

    def close(self) -> None:
        """End the server and all its children."""
        server = self._server
        if server is not None:
            self._give_up(server)

    def _begin(self) -> None:
        """Stand as one who has no server yet: when made, and in a process just forked."""
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(self._at_once)
        if self._server is not None:
            self._server.control.close()
        self._server = None

    def _run(self, job: dict[str, object], limits: Limits) -> Report:
        message = json.dumps({**job, "limits": asdict(limits)}).encode()
        deadline = time.monotonic() + limits.wall_seconds + _GRACE_SECONDS
        server = self._running()
        with ExitStack() as ends:
            answer, status = _pipe(ends), _pipe(ends)
            is_sent = _send(server.control, message, [answer[1], status[1]])
            report = _collect(answer[0], status[0], deadline if is_sent else 0)
        if report.ended is Ended.LOST:
            self._give_up(server)
        return report

    def _running(self) -> "_Server":
        """Return this process's own server, which is started if none is alive."""
        with self._lock:
            if self._server is None or not self._server.is_alive:
                if self._server is not None:
                    self._server.end()
                self._server = _start(self._program, self._idle_seconds)
            return self._server

    def _give_up(self, server: "_Server") -> None:
        """End this server, unless another thread has already put a new one in its place."""
        with self._lock:
            if self._server is server:
                self._server = None
                server.end()


@dataclass(frozen=True)
class _Server:
    """The process that forks, and our end of the socket to it."""

    process: subprocess.Popen[bytes]
    control: socket.socket

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def end(self) -> None:
        """Close the socket, which is the sign to end; kill what does not heed it."""
        self.control.close()
        try:
            self.process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _start(program: str, idle_seconds: float) -> _Server:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, "-m", program, str(os.getpid()), str(idle_seconds)]
    with theirs:
        process = subprocess.Popen(
            command, stdin=theirs.fileno(), start_new_session=True, env=_environment()
        )
    return _Server(process, ours)


def _environment() -> dict[str, str]:
    """Return what the server may know: where programs and the product are, and no secret."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TZ") if name in os.environ}
    return {**kept, "PYTHONPATH": str(_SOURCE), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def _pipe(ends: ExitStack) -> tuple[int, int]:
    """Make a pipe: the end to read, closed with the stack, and the end to hand out."""
    readable, writable = os.pipe()
    ends.callback(os.close, readable)
    return readable, writable


def _send(control: socket.socket, message: bytes, handles: list[int]) -> bool:
    """Hand a request to the server and let go of what was handed out; False if it was dead."""
    try:
        socket.send_fds(control, [message], handles)
    except OSError:
        return False
    finally:
        for handle in handles:
            os.close(handle)
    return True


def _collect(answer: int, status: int, deadline: float) -> Report:
    """Read what a child writes until the server says how it ended, or the deadline passes."""
    written = bytearray()
    with selectors.DefaultSelector() as ready:
        ready.register(answer, selectors.EVENT_READ)
        ready.register(status, selectors.EVENT_READ)
        while (left := deadline - time.monotonic()) > 0:
            found = {key.fd for key, _events in ready.select(left)}
            if answer in found and not _read_piece(answer, written):
                ready.unregister(answer)
            elif status in found and answer not in found:
                word = os.read(status, 64).decode()
                return Report(Ended(word or Ended.LOST), bytes(written))
            if len(written) > MAX_ANSWER:
                return Report(Ended.WROTE_TOO_MUCH, bytes(written))
    return Report(Ended.LOST, bytes(written))


def _read_piece(handle: int, written: bytearray) -> bool:
    piece = os.read(handle, _PIECE)
    written += piece
    return bool(piece)
