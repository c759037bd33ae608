"""Signing in: what is counted against whom, and what somebody who must wait is told."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from tests.cast import Province

SHOW = (
    "from saraban import settings as s; "
    "print(s.ALLAUTH_TRUSTED_PROXY_COUNT, s.AXES_IPWARE_PROXY_COUNT)"
)
MOST_A_MINUTE = 30


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.mark.parametrize("proxies", [None, "1", "2"])
def test_attempts_are_counted_against_the_visitor_and_not_against_the_proxy(
    tmp_path: Path, proxies: str | None
) -> None:
    told = {} if proxies is None else {"SARABAN_PROXIES": proxies}
    known = {key: value for key, value in os.environ.items() if key != "SARABAN_PROXIES"}

    said = subprocess.run(
        [sys.executable, "-c", SHOW],
        env={**known, **told, "SARABAN_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.split() == [proxies or "0"] * 2


def test_a_visitor_who_must_wait_is_told_so_in_thai_however_they_call_themselves(
    client: Client, province: Province
) -> None:
    for attempt in range(MOST_A_MINUTE + 1):
        response = client.post(
            "/accounts/login/",
            {"login": "", "password": ""},
            HTTP_X_FORWARDED_FOR=f"10.0.0.{attempt}",
        )

    assert response.status_code == 429
    assert "โปรดรอสักครู่" in response.content.decode()
