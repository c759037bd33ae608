"""The `saraban` command answers an operator in sentences, and scripts in exit codes."""

import re

import pytest

from saraban.cli import COMMANDS
from tests.installation import told


def test_help_names_every_command_and_what_it_is_for():
    front_page = told("--help").stdout

    assert all(re.search(rf"^ +{name} +[ก-๙]", front_page, re.MULTILINE) for name in COMMANDS), (
        front_page
    )


def test_a_home_that_was_not_prepared_is_not_fit_for_service_until_it_is(tmp_path):
    home = str(tmp_path / "home")

    before = told("check", "--home", home)
    prepared = told("prepare", "--home", home)
    after = told("check", "--home", home)

    assert (before.returncode, prepared.returncode, after.returncode) == (1, 0, 0)
    assert "saraban prepare" in before.stderr
    assert "พร้อมใช้งาน" in after.stdout


def test_preparing_again_prints_a_new_link_and_the_old_one_is_forgotten(tmp_path):
    home = str(tmp_path / "home")

    links = [re.findall(r"/welcome/(\S+)/", told("prepare", "--home", home).stdout) for _ in "12"]

    assert len({*links[0], *links[1]}) == 2
    kept = (tmp_path / "home" / "invitation.json").read_text()
    assert not any(word in kept for word in links[0] + links[1])


@pytest.mark.parametrize(
    ("words", "settings", "said"),
    [
        (("up", "--prot", "80"), {}, "--prot"),
        (("bench", "nothing"), {}, "nothing"),
        (("check",), {"SARABAN_HTTPS": "maybe"}, "SARABAN_HTTPS"),
        (
            ("check",),
            {
                "SARABAN_DATABASE_URL": "postgres://nobody@127.0.0.1:9/none",
                "SARABAN_DATABASE_POOL": "no",
            },
            "ฐานข้อมูลไม่ตอบ",
        ),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(tmp_path, words, settings, said):
    answer = told(*words, SARABAN_HOME=str(tmp_path / "home"), **settings)

    assert answer.returncode == 1
    assert said in answer.stderr
    assert "Traceback" not in answer.stderr
