"""A clerk as a process of its own: registers without a pause and tells each latency."""

import os
import signal
import sys
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, connections
from django.utils import timezone

from saraban import access
from saraban.models import Appointment
from saraban.services.registration import register_incoming


@dataclass(frozen=True)
class Clerk:
    """A process that was forked to register; dies by SIGKILL in the middle of whatever it does."""

    pid: int
    complaints: Path

    def has_ended(self) -> bool:
        """Say whether it died by itself, which it never should."""
        return os.waitpid(self.pid, os.WNOHANG)[0] == self.pid

    def end(self) -> str:
        """Kill it; return what it complained about before."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        return self.complaints.read_text(encoding="utf-8")


def hire(post: int, told: Path) -> Clerk:
    """Fork a clerk who writes "number milliseconds" to ``told`` for each letter."""
    complaints = told.with_suffix(".complaints")
    _leave_no_connection()
    pid = os.fork()
    if pid:
        return Clerk(pid, complaints)
    sys.stderr = complaints.open("a", encoding="utf-8")
    try:
        _register_for_ever(post, told)
    finally:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)


def _leave_no_connection() -> None:
    """Close what a child must not share with its parent: connections, and the pool of them."""
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()


def _register_for_ever(post: int, told: Path) -> None:
    held = Appointment.objects.select_related("user").get(pk=post)
    clerk = access.actor_for(held.user, on=timezone.localdate(), post=post)
    if clerk is None:
        raise LookupError("the post is not held today")
    acknowledged = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    while True:
        began = time.perf_counter()
        entry = register_incoming(
            by=clerk,
            at=timezone.now(),
            sender="สำนักงานจังหวัดภูเก็ต",
            reference="ภก 0017.2/1",
            subject="ขอเชิญประชุมติดตามความก้าวหน้าโครงการภูเก็ตเมืองอัจฉริยะ",
            dated=timezone.localdate(),
        )
        spent = (time.perf_counter() - began) * 1000
        os.write(acknowledged, f"{entry.number} {spent:.2f}\n".encode())
