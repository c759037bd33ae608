"""The product's own settings, in a home that is made for this run and thrown away after it."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

KEPT = {"SARABAN_DATABASE_URL", "SARABAN_TEST_POSTGRES_URL", "SARABAN_TEST_HOMES"}

for name in [name for name in os.environ if name.startswith("SARABAN_") and name not in KEPT]:
    del os.environ[name]
if "SARABAN_TEST_HOMES" not in os.environ:
    os.environ["SARABAN_TEST_HOMES"] = tempfile.mkdtemp(prefix="saraban-tests-")
    atexit.register(shutil.rmtree, os.environ["SARABAN_TEST_HOMES"], ignore_errors=True)
os.environ["SARABAN_HOME"] = tempfile.mkdtemp(dir=os.environ["SARABAN_TEST_HOMES"])
os.environ["SARABAN_DATABASE_POOL"] = "no"

from saraban.settings import *  # noqa: E402, F403
from saraban.settings import DATABASES, HOME, STATIC_ROOT, STORAGES  # noqa: E402

Path(STATIC_ROOT).mkdir()
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
