"""The processes that read files: confined, replaced when they die, and never left behind."""

import os
import select
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from saraban.reading import confinement, reader
from saraban.reading.jail import Jail
from saraban.reading.terms import PDF, Limits, Outcome
from tests.saraban import made_files as made

SHORT = Limits(memory=1 << 30, cpu_seconds=5, wall_seconds=0.5)
WAIT_SECONDS = 30


@pytest.fixture
def jail():
    jail = Jail()
    yield jail
    jail.close()


@pytest.fixture
def letter(tmp_path):
    return made.thai_pdf(tmp_path / "letter.pdf")


@pytest.fixture
def silent(tmp_path):
    """A file that never answers whoever opens it."""
    os.mkfifo(tmp_path / "silent.pdf")
    return tmp_path / "silent.pdf"


def child_of(server):
    """Wait for the server to have forked a child, and return it."""
    while not (children := psutil.Process(server).children()):
        pass
    return children[0]


def has_ended(pid):
    """Wait for a process to end; say whether it did."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], WAIT_SECONDS)[0])
    finally:
        os.close(handle)


def run(script, *words):
    """Run a script in a process of its own, and return what it printed."""
    command = [sys.executable, "-c", script, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_nothing_is_started_before_the_first_file(jail, letter):
    assert jail.pid is None

    reader.read(letter, PDF, jail=jail)

    assert jail.pid is not None


def test_a_reader_that_is_killed_is_named_and_the_next_file_is_read(jail, letter, silent):
    reader.read(letter, PDF, jail=jail)
    server = jail.pid

    with ThreadPoolExecutor(1) as clerk:
        waiting = clerk.submit(reader.read, silent, PDF, jail=jail)
        child_of(server).kill()

    assert waiting.result().outcome is Outcome.DIED
    assert reader.read(letter, PDF, jail=jail).outcome is Outcome.READ
    assert jail.pid == server


def test_a_reader_that_takes_too_long_is_killed_while_others_go_on(jail, letter, silent):
    reader.read(letter, PDF, jail=jail)

    with ThreadPoolExecutor(2) as clerks:
        stuck = clerks.submit(reader.read, silent, PDF, limits=SHORT, jail=jail)
        others = [clerks.submit(reader.read, letter, PDF, jail=jail) for _ in range(5)]

    assert stuck.result().outcome is Outcome.TIMED_OUT
    assert {other.result().outcome for other in others} == {Outcome.READ}
    assert psutil.Process(jail.pid).children() == []


def test_when_all_are_busy_for_long_the_reader_says_it_is_not_available(letter, silent):
    narrow = Jail(at_once=1)
    reader.read(letter, PDF, jail=narrow)

    with ThreadPoolExecutor(1) as clerk:
        clerk.submit(reader.read, silent, PDF, jail=narrow)
        busy_with = child_of(narrow.pid)
        result = reader.read(letter, PDF, limits=SHORT, jail=narrow)
        busy_with.kill()
    narrow.close()

    assert result.outcome is Outcome.UNAVAILABLE


def test_a_server_that_died_is_started_again_without_anybody_noticing(jail, letter):
    reader.read(letter, PDF, jail=jail)
    first = jail.pid

    psutil.Process(first).kill()

    assert reader.read(letter, PDF, jail=jail).outcome is Outcome.READ
    assert jail.pid != first


def test_a_server_killed_in_the_middle_of_a_file_takes_its_children_along(jail, letter, silent):
    reader.read(letter, PDF, jail=jail)
    server = jail.pid

    with ThreadPoolExecutor(1) as clerk:
        waiting = clerk.submit(reader.read, silent, PDF, limits=SHORT, jail=jail)
        child = child_of(server)
        psutil.Process(server).kill()

    assert has_ended(child.pid)
    assert waiting.result().outcome is Outcome.TIMED_OUT
    assert jail.pid != server


def test_an_idle_server_ends_by_itself_and_the_next_file_starts_another(letter):
    brief = Jail(idle_seconds=0.1)
    reader.read(letter, PDF, jail=brief)

    assert brief.pid is None or has_ended(brief.pid)
    assert reader.read(letter, PDF, jail=brief).outcome is Outcome.READ
    brief.close()


PARENT = """
import os, sys
from pathlib import Path
from django.conf import settings
from saraban.reading import reader
settings.configure(USE_I18N=False)
reader.read(Path(sys.argv[1]), "application/pdf")
print(reader.JAIL.pid, flush=True)
if sys.argv[2] != "end":
    sys.stdin.read()
"""


@pytest.mark.parametrize("how", ["kill", "terminate", "end"])
def test_no_server_outlives_its_parent(letter, how):
    command = [sys.executable, "-c", PARENT, str(letter), how]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        server = int(parent.stdout.readline())
        if how != "end":
            getattr(parent, how)()

    assert has_ended(server)


FORKING = """
import os, sys
from pathlib import Path
from django.conf import settings
from saraban.reading import reader
settings.configure(USE_I18N=False)
def read(): return reader.read(Path(sys.argv[1]), "application/pdf").outcome, reader.JAIL.pid
before = read()
if os.fork() == 0:
    inner = read()
    print(inner[0], inner[1] != before[1], flush=True)
    reader.JAIL.close()
    os._exit(0)
os.wait()
print(read() == before)
"""


def test_a_process_that_forks_has_a_server_of_its_own(letter):
    assert run(FORKING, letter).split("\n") == ["read True", "True"]


def test_the_side_that_serves_pages_knows_no_parser_and_the_parsers_no_django():
    serving = "import sys, saraban.reading.images, saraban.reading.kinds; print(*sys.modules)"
    parsing = "import sys, saraban.reading.child; print(*sys.modules)"
    parsers = {"pypdfium2", "pypdfium2_raw", "PIL", "lxml", "docx", "pikepdf", "pypdf"}

    assert not parsers & set(run(serving).split())
    assert not {"django", "docx", "pikepdf"} & set(run(parsing).split())


def test_the_server_is_told_no_secret(jail, letter, monkeypatch):
    monkeypatch.setenv("SARABAN_SECRET_KEY", "not to be known")
    reader.read(letter, PDF, jail=jail)

    names = set(psutil.Process(jail.pid).environ())

    assert not [name for name in names if name.startswith(("SARABAN", "DJANGO"))]


def test_many_files_leave_no_open_end_and_no_dead_process_behind(jail, letter):
    reader.read(letter, PDF, jail=jail)
    this = psutil.Process()
    server = psutil.Process(jail.pid)
    before = this.num_fds() + server.num_fds()

    for _ in range(30):
        reader.read(letter, PDF, jail=jail)

    assert this.num_fds() + server.num_fds() < before + 10
    assert psutil.Process(jail.pid).children() == []


CONFINED = """
import os, socket, sys
from pathlib import Path
from saraban.reading import confinement
from saraban.reading.terms import Limits
mine, other, new = map(Path, sys.argv[1:])
confinement.leave_network()
confinement.confine(Limits(memory=1 << 30, cpu_seconds=5, wall_seconds=5), readable=mine)
def may(act):
    try:
        act()
    except OSError:
        return "no"
    return "yes"
print(
    may(mine.read_bytes),
    may(other.read_bytes),
    may(lambda: new.write_bytes(b"x")),
    may(lambda: mine.write_bytes(b"x")),
    may(other.unlink),
    may(lambda: os.kill(os.getppid(), 0)),
    may(lambda: socket.create_connection(("127.0.0.1", 9), timeout=1)),
)
"""


@pytest.mark.skipif(not confinement.can_lock_files(), reason="this kernel has no Landlock")
def test_a_child_can_read_its_own_file_and_nothing_else_of_the_office(tmp_path):
    mine, other = tmp_path / "mine", tmp_path / "other"
    mine.write_bytes(b"a letter")
    other.write_bytes(b"a secret letter")

    answers = run(CONFINED, mine, other, tmp_path / "new").split()

    assert answers[:5] == ["yes", "no", "no", "no", "no"]
    assert answers[6] == "no"
    assert mine.read_bytes() == b"a letter"
