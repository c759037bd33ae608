"""What is done behind the pages: jobs that survive a killed worker, duties of every minute."""

import datetime as dt
import logging
import os

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from saraban import blobs
from saraban.management.commands.work import do_waiting_job
from saraban.models import Blob, Reading, Register, RegisterEntry
from saraban.services import numbers
from saraban.services.clock import keep_the_minute
from saraban.services.jobs import STUCK_AFTER, give_back_stuck_jobs, tend_jobs
from tests.cast import make_province
from tests.factories import NOON, at_work, make_letter
from tests.saraban import made_files as made
from tests.saraban.errands import DONE, read_a_broken_file, stamp_a_letter

ERRANDS = "tests.saraban.errands"


@pytest.fixture(autouse=True)
def _nothing_done_yet():
    DONE.clear()


@pytest.mark.django_db(transaction=True)
def test_a_job_that_waits_is_done_once():
    stamp_a_letter.enqueue(12)

    assert do_waiting_job() is True
    assert do_waiting_job() is False
    assert DONE == [12]


@pytest.mark.django_db(transaction=True)
def test_a_job_that_fails_says_why_and_lets_the_next_one_through(caplog):
    failed = read_a_broken_file.enqueue()
    stamp_a_letter.enqueue(13)

    with caplog.at_level(logging.CRITICAL):
        assert [do_waiting_job(), do_waiting_job()] == [True, True]

    assert DONE == [13]
    assert "broken" in DBTaskResult.objects.get(pk=failed.id).traceback


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_worker_was_killed_is_done_by_the_next_worker():
    _left_unfinished(attempts=1, since=STUCK_AFTER)

    tend_jobs(NOON)
    do_waiting_job()

    assert DONE == [14]


@pytest.mark.django_db
def test_a_job_still_being_done_is_left_alone():
    job = _left_unfinished(attempts=1, since=STUCK_AFTER - dt.timedelta(seconds=1))

    tend_jobs(NOON)

    job.refresh_from_db()
    assert job.status == TaskResultStatus.RUNNING


@pytest.mark.django_db
def test_a_job_that_kills_every_worker_is_given_up_after_three():
    job = _left_unfinished(attempts=3, since=STUCK_AFTER)

    assert give_back_stuck_jobs(at=NOON, after=STUCK_AFTER) == 1

    job.refresh_from_db()
    assert (job.status, job.finished_at) == (TaskResultStatus.FAILED, NOON)


@pytest.mark.django_db
def test_jobs_done_a_week_ago_are_forgotten_and_failures_are_not():
    week_ago = NOON - dt.timedelta(days=8)
    old = stamp_a_letter.enqueue(15)
    failed = stamp_a_letter.enqueue(16)
    fresh = stamp_a_letter.enqueue(17)
    _ended(old.id, TaskResultStatus.SUCCESSFUL, week_ago)
    _ended(failed.id, TaskResultStatus.FAILED, week_ago)
    _ended(fresh.id, TaskResultStatus.SUCCESSFUL, NOON)

    tend_jobs(NOON)

    kept = {str(pk) for pk in DBTaskResult.objects.values_list("pk", flat=True)}
    assert kept == {failed.id, fresh.id}


def test_a_duty_that_fails_is_told_and_does_not_keep_the_next_from_its_turn(caplog):
    failed = keep_the_minute([f"{ERRANDS}.trip_over", f"{ERRANDS}.ring_the_bell"], at=NOON)

    assert failed == 1
    assert DONE == [NOON]
    assert "the bell rope is torn" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_every_minute_a_number_nobody_came_back_for_is_voided(settings):
    letter = make_letter(make_province().anong)
    held = numbers.reserve(
        letter,
        office=letter.office,
        kind=Register.Kind.OUTGOING,
        by=at_work(letter.entries.get().entered_by),
        at=NOON,
        purpose="ลงนามแล้วเครื่องดับ",
    )

    failed = keep_the_minute(settings.SARABAN_EVERY_MINUTE, at=NOON + dt.timedelta(minutes=16))

    held.refresh_from_db()
    assert (failed, held.state) == (0, RegisterEntry.State.VOID)


@pytest.mark.django_db(transaction=True)
def test_every_minute_files_that_took_too_long_at_the_counter_are_read(settings, tmp_path):
    settings.BLOB_ROOT = tmp_path
    content = made.thai_pdf(tmp_path / "slow.pdf").read_bytes()
    stored = blobs.put(tmp_path, [content])
    waiting = Blob.objects.create(
        sha256=stored.sha256, size=stored.size, media_type="application/pdf"
    )

    failed = keep_the_minute(settings.SARABAN_EVERY_MINUTE, at=NOON)

    waiting.refresh_from_db()
    assert (failed, waiting.reading) == (0, Reading.READ)


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_process_left_half_written_is_cleared_away_after_a_day(settings, tmp_path):
    settings.BLOB_ROOT = tmp_path
    blobs.put(tmp_path, [b"a whole letter"])
    left = tmp_path / ".arriving" / "left.part"
    left.write_bytes(b"half a letter")
    os.utime(left, (NOON.timestamp(), NOON.timestamp()))
    hour = dt.timedelta(hours=1)

    keep_the_minute(settings.SARABAN_EVERY_MINUTE, at=NOON + 23 * hour)
    assert left.exists()

    failed = keep_the_minute(settings.SARABAN_EVERY_MINUTE, at=NOON + 25 * hour)
    assert (failed, left.exists()) == (0, False)


@pytest.mark.django_db
def test_a_number_used_in_the_moment_it_expires_keeps_no_other_from_being_voided(monkeypatch):
    letter = make_letter(make_province().anong)
    clerk = at_work(letter.entries.get().entered_by)
    known = {"office": letter.office, "kind": Register.Kind.OUTGOING, "by": clerk, "at": NOON}
    used, forgotten = (numbers.reserve(letter, **known, purpose=why) for why in ("ใช้", "ลืม"))
    void = numbers.void

    def void_too_late(entry, **known):
        if entry.pk == used.pk:
            numbers.issue(RegisterEntry.objects.get(pk=used.pk), by=clerk, at=NOON)
        void(entry, **known)

    monkeypatch.setattr(numbers, "void", void_too_late)

    assert numbers.void_expired(NOON + dt.timedelta(minutes=16)) == 1
    forgotten.refresh_from_db()
    assert forgotten.state == RegisterEntry.State.VOID


def _left_unfinished(*, attempts: int, since: dt.timedelta) -> DBTaskResult:
    """A job that a worker took some time ago, for the n-th time, and never finished."""
    job = DBTaskResult.objects.get(pk=stamp_a_letter.enqueue(14).id)
    job.status = TaskResultStatus.RUNNING
    job.started_at = NOON - since
    job.worker_ids = ["worker"] * attempts
    job.run_after = timezone.now() - dt.timedelta(days=1)
    job.save()
    return job


def _ended(job: str, status: TaskResultStatus, at: dt.datetime) -> None:
    DBTaskResult.objects.filter(pk=job).update(status=status, finished_at=at)
