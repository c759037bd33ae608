"""The background worker and the clock, in one small process."""

import datetime as dt
import logging
import os
import time

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import close_old_connections, connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from saraban.children import Stop
from saraban.services.clock import keep_the_minute
from saraban.services.jobs import give_back_stuck_jobs

PAUSE = 2.0
LOOK_EVERY = 0.1


class Command(BaseCommand):
    help = "Do the jobs that wait, and every minute what the clock asks for; until told to stop."
    requires_system_checks = []

    def handle(self, **options: object) -> None:
        stop = Stop()
        logging.getLogger("django_tasks").setLevel(logging.WARNING)
        if connection.vendor == "sqlite":
            give_back_stuck_jobs(at=timezone.now(), after=dt.timedelta(0))
        minute = timezone.now().replace(second=0, microsecond=0)
        while not stop.asked:
            now = timezone.now()
            if now - minute >= dt.timedelta(minutes=1):
                minute = now.replace(second=0, microsecond=0)
                keep_the_minute(settings.SARABAN_EVERY_MINUTE, at=now)
            if not do_waiting_job():
                _rest(stop)


def do_waiting_job() -> bool:
    """Do the first job that waits; False when none does.

    A plain look first: the library's own look would take the write lock of SQLite each time.
    """
    close_old_connections()
    if not DBTaskResult.objects.ready().exists():
        return False
    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=f"{os.uname().nodename[:40]}-{os.getpid()}",
        excluded_queue_names=[],
    )
    worker.run()
    return True


def _rest(stop: Stop) -> None:
    until = time.monotonic() + PAUSE
    while not stop.asked and time.monotonic() < until:
        time.sleep(LOOK_EVERY)
