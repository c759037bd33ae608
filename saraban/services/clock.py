"""What is done every minute: the duties listed in ``SARABAN_EVERY_MINUTE``, each on its own."""

import datetime as dt
import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)


def keep_the_minute(duties: Iterable[str], *, at: dt.datetime) -> int:
    """Do every duty, a dotted name of ``fn(at)``; return how many failed.

    One that fails is logged with its reason and does not keep the others from their turn: each
    runs in a thread that ends with it, connection and all.
    """
    failed = 0
    for name in duties:
        with ThreadPoolExecutor(1) as turn:
            fault = turn.submit(_do, import_string(name), at).exception()
        if fault is not None:
            logger.error("the duty %s failed", name, exc_info=fault)
            failed += 1
    return failed


def _do(duty: Callable[[dt.datetime], object], at: dt.datetime) -> None:
    try:
        duty(at)
    finally:
        connection.close()
