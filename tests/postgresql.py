"""A PostgreSQL cluster that lives as long as one block or one command: for tests and benchmarks.

``python -m tests.postgresql COMMAND …`` runs a command with ``SARABAN_DATABASE_URL`` set to one.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVER_USER = "postgres"
QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def server_programs() -> Path | None:
    """Return the folder of the newest installed PostgreSQL server, or None without one."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_major)
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def why_there_is_none() -> str:
    """Return why no cluster can be made here; empty when one can."""
    if server_programs() is None:
        return "PostgreSQL is not installed"
    if os.geteuid() == 0 and _unprivileged() is None:
        return f"PostgreSQL does not run as root, and there is no user {SERVER_USER}"
    return ""


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[str]:
    """Make a cluster on a free port of this machine, yield its URL, remove it without a trace.

    Quick and forgetful unless ``durable``: a test that pulls the plug wants the real thing.
    """
    programs = server_programs()
    if programs is None:
        raise FileNotFoundError("PostgreSQL is not installed")
    home = Path(tempfile.mkdtemp(prefix="saraban-postgresql-"))
    if user := _unprivileged():
        os.chown(home, user.pw_uid, user.pw_gid)
    data, port = home / "data", _free_port()
    try:
        _run(programs / "initdb", "-D", data, "-U", "saraban", "-A", "trust", "-E", "UTF8",
             "--locale=C", "--no-sync")  # fmt: skip
        options = f"-h 127.0.0.1 -p {port} -k {home} -c max_connections=100 "
        _run(programs / "pg_ctl", "-D", data, "-l", home / "log", "-w", "start",
             "-o", options + ("" if durable else QUICK))  # fmt: skip
        yield f"postgres://saraban@127.0.0.1:{port}/postgres"
    finally:
        if (data / "postmaster.pid").exists():
            _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(home, ignore_errors=True)


def main(command: list[str]) -> int:
    """Run a command against a cluster of its own; return its exit code."""
    with cluster() as url:
        return subprocess.call(command, env={**os.environ, "SARABAN_DATABASE_URL": url})


def _major(program: Path) -> int:
    version = program.parents[1].name
    return int(version) if version.isdigit() else 0


def _unprivileged() -> pwd.struct_passwd | None:
    """Return whom the server runs as when we are root; None means: as ourselves."""
    if os.geteuid() != 0:
        return None
    return next((user for user in pwd.getpwall() if user.pw_name == SERVER_USER), None)


def _run(*words: object) -> None:
    user = _unprivileged()
    become = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    done = subprocess.run(
        [str(word) for word in words], cwd="/", stdin=subprocess.DEVNULL, capture_output=True,
        text=True, check=False, **become,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{words[0]} failed:\n{done.stdout}{done.stderr}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
