"""Many clerks, one register, killed at random: no gap, no double, nothing acknowledged is lost."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, connections

from saraban import triggers
from saraban.models import Event, Register, RegisterEntry
from tests.cast import make_province
from tests.factories import NOON, make_letter

KILLS = 12


def environment() -> dict[str, str]:
    """Return what lets another process open this very test database."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{known['NAME']}"
    else:
        url = f"postgres://{known['USER']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"
    return {**os.environ, "SARABAN_DATABASE_URL": url, "PYTHONPATH": str(Path.cwd())}


def hire(post: int, told: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-W", "ignore", "-m", "tests.clerk", str(post), str(told)]
    return subprocess.Popen(command, env=environment(), stderr=subprocess.PIPE)


def numbers_in(told: Path) -> list[int]:
    lines = told.read_text().split("\n")[:-1] if told.exists() else []
    return [int(line) for line in lines]


@pytest.mark.django_db(transaction=True)
def test_clerks_killed_at_random_leave_no_gap_and_no_double(tmp_path: Path) -> None:
    post = make_province().anong.post.pk
    told = [tmp_path / f"clerk-{n}" for n in range(4)]
    clerks = [hire(post, path) for path in told]
    chance = random.Random(2569)

    for _kill in range(KILLS):
        before = sum(len(numbers_in(path)) for path in told)
        while sum(len(numbers_in(path)) for path in told) < before + 10:
            time.sleep(0.01)  # waiting for work to be done, not for time to pass
        victim = chance.randrange(len(clerks))
        clerks[victim].send_signal(signal.SIGKILL)
        clerks[victim].communicate()
        clerks[victim] = hire(post, told[victim])
    for clerk in clerks:
        clerk.kill()
        clerk.communicate()

    register = Register.objects.get()
    given = list(register.entries.order_by("number").values_list("number", flat=True))
    acknowledged = [number for path in told for number in numbers_in(path)]
    assert given == list(range(1, register.last_number + 1))
    assert len(acknowledged) == len(set(acknowledged))
    assert set(acknowledged) <= set(given)
    assert Event.objects.filter(chain=f"register/{register.pk}").count() == len(given)
    assert register.chain_length == len(given)


@pytest.mark.django_db(transaction=True)
def test_two_clerks_at_the_same_instant_get_two_numbers_in_a_row() -> None:
    province = make_province()
    start = threading.Barrier(8)

    def register_one(_clerk: int) -> int:
        try:
            start.wait()
            return make_letter(province.anong).entries.get().number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as clerks:
        given = sorted(clerks.map(register_one, range(8)))

    assert given == list(range(1, 9))


@pytest.mark.django_db(transaction=True)
def test_a_counter_that_was_set_back_cannot_give_a_number_twice() -> None:
    province = make_province()
    letter = make_letter(province.anong, at=NOON)

    with connection.schema_editor() as editor:
        triggers.remove(editor)
    Register.objects.update(last_number=0)

    with pytest.raises(IntegrityError):
        make_letter(province.anong, at=NOON)
    assert RegisterEntry.objects.get().letter == letter
