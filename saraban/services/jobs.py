"""Jobs of the background worker that need tending: stuck ones go back, old ones are forgotten."""

import datetime as dt

from django.db.models import Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from saraban.services.transactions import one_act

STUCK_AFTER = dt.timedelta(minutes=15)
ATTEMPTS = 3
KEPT_FOR = dt.timedelta(days=7)


def tend_jobs(at: dt.datetime) -> None:
    """Give stuck jobs back and forget those that succeeded a week ago; every minute."""
    give_back_stuck_jobs(at=at, after=STUCK_AFTER)
    old = Q(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=at - KEPT_FOR)
    if DBTaskResult.objects.filter(old).exists():
        DBTaskResult.objects.filter(old).delete()


def give_back_stuck_jobs(*, at: dt.datetime, after: dt.timedelta) -> int:
    """Put jobs back that a worker took and never finished, because it was killed meanwhile.

    A job is tried three times; then it is marked as failed, so that it cannot kill every worker
    in turn. Returns how many were stuck.
    """
    stuck = Q(status=TaskResultStatus.RUNNING, started_at__lte=at - after)
    if not DBTaskResult.objects.filter(stuck).exists():
        return 0
    with one_act():
        jobs = list(DBTaskResult.objects.select_for_update().filter(stuck))
        for job in jobs:
            spent = len(job.worker_ids) >= ATTEMPTS
            job.status = TaskResultStatus.FAILED if spent else TaskResultStatus.READY
            job.finished_at = at if spent else None
            job.traceback = f"left unfinished {ATTEMPTS} times" if spent else ""
            job.save(update_fields=["status", "finished_at", "traceback"])
    return len(jobs)
