"""`saraban up`: the whole product in one command, seen from outside as an operator sees it."""

import re
import signal
import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from tests.installation import (
    Installation,
    Visitor,
    eventually,
    running,
    told,
)

PASSWORD = "ทะเลอันดามันสีคราม2569"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation that was just brought up for the first time."""
    with running(tmp_path_factory.mktemp("office") / "home", _free_port()) as installation:
        yield installation


def test_the_first_page_asks_to_sign_in_and_has_its_style(office):
    visitor = Visitor()

    assert visitor.get(office.address) == 200
    assert visitor.place.startswith(office.address + "/accounts/login/")
    styles = re.findall(r'href="(/static/[^"]+\.css)"', visitor.page)
    assert styles
    assert {visitor.get(office.address + style) for style in styles} == {200}


def test_it_says_that_it_is_well(office):
    visitor = Visitor()

    assert visitor.get(office.address + "/health/") == 200
    assert visitor.page == "ok\n"


def test_the_home_is_closed_to_others(office):
    home = _home_of(office)

    open_to_others = [path for path in [home, *home.rglob("*")] if path.stat().st_mode & 0o077]

    assert open_to_others == []


def test_a_second_start_on_one_home_is_refused_in_a_sentence(office):
    second = _try_to_start(_home_of(office), _free_port())

    assert second.returncode == 1
    assert "เปิดใช้งานอยู่แล้ว" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_port_that_is_taken_is_refused_in_a_sentence(office, tmp_path):
    taken = int(office.address.rsplit(":", 1)[1])

    second = _try_to_start(tmp_path / "home", taken)

    assert second.returncode == 1
    assert "--port" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_worker_that_was_killed_comes_back(office):
    killed = office.worker()
    killed.kill()

    assert eventually(lambda: office.worker() not in {None, killed})


def test_the_welcome_link_makes_the_first_administrator_once(office):
    visitor, link = Visitor(), office.welcome_link()
    typed = {
        "agency_name": "องค์การบริหารส่วนจังหวัดภูเก็ต",
        "name": "นายสมชาย ใจดี",
        "username": "somchai",
        "password": PASSWORD,
    }

    assert visitor.get(link) == 200
    assert visitor.post(link, **typed, password_again="อย่างอื่น") == 422
    assert "นายสมชาย ใจดี" in visitor.page
    assert visitor.post(link, **typed, password_again=PASSWORD) == 200
    assert Visitor().get(link) == 404

    assert visitor.post(visitor.place, login="somchai", password=PASSWORD) == 200
    assert "/accounts/login/" not in visitor.place


def test_another_word_than_the_one_printed_leads_nowhere(office):
    assert Visitor().get(office.address + "/welcome/word/") == 404


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_without_a_trace_and_starts_again(tmp_path, how):
    port = _free_port()
    with running(tmp_path / "home", port) as installation:
        family = installation.family()
        assert installation.stop(how) == 0
        assert not any(process.is_running() for process in family)

    with running(tmp_path / "home", port) as installation:
        assert Visitor().get(installation.address) == 200


def test_nothing_is_left_behind_when_the_parent_is_killed_outright(tmp_path):
    with running(tmp_path / "home", _free_port()) as installation:
        family = installation.family()
        assert installation.stop(signal.SIGKILL) == -signal.SIGKILL

        assert eventually(lambda: not any(map(_alive, family)))


def test_the_demo_says_who_may_sign_in_and_lets_them_in_while_it_is_being_built(tmp_path):
    with running(tmp_path / "home", _free_port(), "--demo") as installation:
        family = installation.family()
        username, password = re.search(
            r"^  (\w+) .*^รหัสผ่านของทุกคน: (\S+)$", installation.said, re.MULTILINE | re.DOTALL
        ).groups()

        assert eventually(lambda: _people_at(tmp_path / "home"))
        assert _signed_in(installation, username, password)
        assert installation.stop() == 0
        assert not any(process.is_running() for process in family)


def _people_at(home: Path) -> int:
    with closing(sqlite3.connect(home / "saraban.sqlite3")) as database:
        return int(database.execute("SELECT count(*) FROM saraban_user").fetchone()[0])


def _signed_in(installation: Installation, username: str, password: str) -> bool:
    visitor = Visitor()
    visitor.get(installation.address)
    visitor.post(visitor.place, login=username, password=password)
    return "/accounts/login/" not in visitor.place


def _try_to_start(home: Path, port: int) -> subprocess.CompletedProcess[str]:
    return told("up", "--home", str(home), "--port", str(port))


def _home_of(office: Installation) -> Path:
    words = psutil.Process(office.process.pid).cmdline()
    return Path(words[words.index("--home") + 1])


def _alive(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
