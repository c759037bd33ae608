"""Making a home ready: tables as the programs expect them, and the files browsers fetch."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

SERVED_BY = ("django", "whitenoise", "fontpkg-sarabun", "fonttools")


def is_up_to_date() -> bool:
    """Say whether the tables are as the programs expect them."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def bring_tables_up_to_date() -> bool:
    """Apply the migrations that are missing; say whether there were any."""
    if is_up_to_date():
        return False
    with _nothing_to_lose():
        call_command("migrate", interactive=False, verbosity=0)
    return True


@contextmanager
def in_haste() -> Iterator[None]:
    """Let SQLite sync now and then instead of at each commit, as long as the block lasts.

    For what can be made again, such as the demo: a power cut may take the last acts with it, but
    never half of one.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")
        yield
        cursor.execute("PRAGMA synchronous=FULL")


def gather_static_files() -> bool:
    """Collect, name by content and compress what browsers fetch; say whether it was needed.

    Nothing is done while the sources, and the libraries that prepare them, are those of the last
    time: that makes the second start quick.
    """
    stamp = Path(settings.STATIC_ROOT) / ".edition"
    edition = _edition()
    if stamp.exists() and stamp.read_text(encoding="ascii") == edition:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(edition, encoding="ascii")
    return True


@contextmanager
def _nothing_to_lose() -> Iterator[None]:
    """Sync an SQLite database without tables once, at the end, not at every step."""
    if connection.vendor != "sqlite" or connection.introspection.table_names():
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
        yield
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _edition() -> str:
    """Name everything the collected files depend on."""
    parts = [f"{name} {version(name)}" for name in SERVED_BY]
    parts += [f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in _sources()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _sources() -> Iterator[Path]:
    """Yield every file of the apps' static folders, and the module that cuts the fonts."""
    for app in apps.get_app_configs():
        folder = Path(app.path) / "static"
        yield from (path for path in sorted(folder.rglob("*")) if path.is_file())
    yield Path(settings.BASE) / "assets.py"
