"""The process that parses: it imports every parser once, then forks one child for each file.

Run as ``python -m saraban.reading.child PARENT IDLE`` with a socket as its standard input. The
process itself never opens a file; only its short-lived, confined children do. It ends when its
parent ends or has asked for nothing for IDLE seconds.
"""

import contextlib
import gc
import json
import os
import selectors
import signal
import socket
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from saraban.reading import confinement, office, pdf, pictures
from saraban.reading.terms import DOCX, PDF, XLSX, Ended, Found, Limits, PageText

REQUEST_SIZE = 1 << 16
Jobs = Mapping[str, Callable[..., None]]
_LOOK_ROUND_SECONDS = 5.0
_ANSWER = 3  # the descriptor a child writes to
_OUT_OF_MEMORY = 3
_ENDED = {0: Ended.FINISHED, _OUT_OF_MEMORY: Ended.OUT_OF_MEMORY}
_CPU_SIGNALS = {signal.SIGXCPU}


@dataclass
class _Child:
    """A child at work on one file: when it must be done, and where to say how it ended."""

    pid: int
    handle: int
    status: int
    deadline: float
    is_overdue: bool = False


def serve(control: socket.socket, parent: int, idle_seconds: float, jobs: Jobs) -> None:
    """Fork a child for each request until the parent is gone or has long asked for nothing."""
    children: dict[int, _Child] = {}
    busy_at = time.monotonic()
    with selectors.DefaultSelector() as ready:
        ready.register(control, selectors.EVENT_READ)
        while os.getppid() == parent:
            for key, _events in ready.select(_patience(children, busy_at + idle_seconds)):
                busy_at = time.monotonic()
                if key.fileobj is not control:
                    ready.unregister(key.fileobj)
                    _bury(children.pop(key.fd))
                elif (child := _next(control, jobs)) is not None:
                    children[child.handle] = child
                    ready.register(child.handle, selectors.EVENT_READ)
                else:
                    return
            _kill_overdue(children)
            if not children and time.monotonic() > busy_at + idle_seconds:
                return


def _patience(children: dict[int, _Child], idle_until: float) -> float:
    """Return for how many seconds nothing needs doing."""
    moments = [child.deadline for child in children.values() if not child.is_overdue]
    soonest = min([*moments, idle_until]) - time.monotonic()
    return min(max(soonest, 0.01), _LOOK_ROUND_SECONDS)


def _next(control: socket.socket, jobs: Jobs) -> _Child | None:
    """Take a request and fork a child for it; None when the parent has closed its end."""
    message, handles, _flags, _address = socket.recv_fds(control, REQUEST_SIZE, 2)
    if not message:
        return None
    request = json.loads(message)
    answer, status = handles
    limits = Limits(**request.pop("limits"))
    server = os.getpid()
    pid = os.fork()
    if pid == 0:
        _work(server, jobs, request, limits, answer)
    os.close(answer)
    return _Child(pid, os.pidfd_open(pid), status, time.monotonic() + limits.wall_seconds)


def _kill_overdue(children: dict[int, _Child]) -> None:
    now = time.monotonic()
    for child in children.values():
        if child.deadline < now and not child.is_overdue:
            child.is_overdue = True
            _kill_group(child.pid)


def _bury(child: _Child) -> None:
    """Kill what a dead child left running, reap it, and tell the parent how it ended."""
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    _kill_group(child.pid)
    _pid, status = os.waitpid(child.pid, 0)
    ended = Ended.OUT_OF_TIME if child.is_overdue else _how_it_ended(status)
    os.close(child.handle)
    with contextlib.suppress(BrokenPipeError):  # whoever asked may have gone
        os.write(child.status, ended.encode())
    os.close(child.status)


def _how_it_ended(status: int) -> Ended:
    if os.WIFSIGNALED(status):
        return Ended.OUT_OF_CPU if os.WTERMSIG(status) in _CPU_SIGNALS else Ended.KILLED
    return _ENDED.get(os.WEXITSTATUS(status), Ended.FAILED)


def _kill_group(pid: int) -> None:
    """Kill a child and all it started; before it leads a group of its own, the child alone."""
    for kill in (os.killpg, os.kill):
        try:
            kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
        return


# In the child of one file ------------------------------------------------------------------


def _work(
    server: int, jobs: Jobs, request: dict[str, Any], limits: Limits, answer: int
) -> NoReturn:
    """Give up all rights, do the one job, and end without ever returning to the server.

    Whatever a parser raises ends the child here; the parent learns that it failed.
    """
    code = 1
    try:
        os.setsid()
        confinement.die_with(server)
        os.dup2(answer, _ANSWER)
        os.closerange(_ANSWER + 1, 1024)
        os.nice(limits.niceness)
        path = Path(request.pop("path"))
        confinement.confine(limits, readable=path)
        job = jobs[request.pop("job")]
        with open(_ANSWER, "wb", closefd=False) as out:
            job(out, path, **request)
        code = 0
    except MemoryError:
        code = _OUT_OF_MEMORY
    finally:
        os._exit(code)


def _read(out: BinaryIO, path: Path, media_type: str) -> None:
    """Write a line for each page as it is read, then one that says how it ended."""

    def emit(page: PageText) -> None:
        _write_line(out, {"number": page.number, "text": page.text})

    if media_type == PDF:
        found = pdf.read(path, emit)
    elif media_type in {DOCX, XLSX}:
        found, text = office.read(path, media_type)
        if text.strip():
            emit(office.as_page(text))
    else:
        found = pictures.read(path)
    _write_found(out, found)


def _draw(out: BinaryIO, path: Path, media_type: str, page: int, width: int) -> None:
    """Write how it ended, then the picture itself."""
    draw = pdf.draw if media_type == PDF else pictures.draw
    outcome, picture = draw(path, page, width)
    _write_found(out, Found(outcome))
    out.write(picture)


def _write_found(out: BinaryIO, found: Found) -> None:
    _write_line(out, {"outcome": found.outcome, "page_count": found.page_count})


def _write_line(out: BinaryIO, line: dict[str, object]) -> None:
    out.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
    out.flush()


READING_JOBS: Jobs = {"read": _read, "draw": _draw}


def main(jobs: Jobs) -> None:
    """Serve the parent named on the command line over the socket that is standard input.

    A job is called with the file to write its answer to, the path, and what else was asked.
    """
    parent, idle_seconds = int(sys.argv[1]), float(sys.argv[2])
    control = socket.socket(fileno=os.dup(0))
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    confinement.leave_network()
    gc.collect()
    gc.freeze()
    serve(control, parent, idle_seconds, jobs)


if __name__ == "__main__":
    main(READING_JOBS)
