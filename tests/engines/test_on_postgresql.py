"""Whatever the suite asks of SQLite it asks of PostgreSQL too."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from tests import postgresql

GIVEN = "SARABAN_TEST_POSTGRES_URL"
WHY_NOT = "" if os.environ.get(GIVEN) else postgresql.why_there_is_none()


@pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)
@pytest.mark.skipif(connection.vendor == "postgresql", reason="the suite already runs on it")
def test_postgresql_answers_every_question_as_sqlite_does():
    with _server() as url:
        run = _run_suite(SARABAN_DATABASE_URL=url)

    assert run.returncode == 0, run.stdout[-30_000:]


@contextmanager
def _server() -> Iterator[str]:
    if url := os.environ.get(GIVEN):
        yield url
    else:
        with postgresql.cluster() as url:
            yield url


def _run_suite(**settings: str) -> subprocess.CompletedProcess[str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    words = [sys.executable, "-m", "pytest", "-m", "engines", "-q", "-n", "2", "--color=no"]
    return subprocess.run(
        [*words, "--ignore=tests/engines", "tests"],
        env={**ours, **settings},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
