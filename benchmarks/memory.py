"""Memory of everything ``saraban up --demo`` runs, idle: proportional set size, megabytes."""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from urllib.request import urlopen

import psutil

from benchmarks import _report

QUIET_SECONDS = 20
PORT = 8765


def main(words: Sequence[str]) -> None:
    """Start the product in a home of its own, fetch a page, let it be quiet, and weigh it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=PORT)
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="saraban-memory-") as home:
        command = [sys.executable, "-m", "saraban.cli", "up", "--demo", "--home", home]
        began = time.perf_counter()
        product = subprocess.Popen([*command, "--port", str(asked.port)], stdout=subprocess.DEVNULL)
        try:
            _wait_for(asked.port, product)
            print(f"first page after {time.perf_counter() - began:.1f} s")
            time.sleep(QUIET_SECONDS)
            _wait_until_the_demo_is_built(product)
            print(f"demo built after {time.perf_counter() - began:.1f} s")
            time.sleep(QUIET_SECONDS)
            processes = [psutil.Process(product.pid), *psutil.Process(product.pid).children(True)]
            rows = [[p.pid, " ".join(p.cmdline())[-70:], _megabytes(p)] for p in processes]
        finally:
            product.terminate()
            product.wait(30)
    print(_report.machine())
    _report.table(["process", "command", "PSS MB"], rows)
    total = sum(row[2] for row in rows)
    _report.last_line(memory_mb=float(total), processes=len(rows))


def _wait_for(port: int, product: subprocess.Popen[bytes]) -> None:
    while product.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/accounts/login/", timeout=2) as page:
                page.read()
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("saraban up ended before it answered")


def _wait_until_the_demo_is_built(product: subprocess.Popen[bytes]) -> None:
    while any(map(_builds_the_demo, psutil.Process(product.pid).children())):
        time.sleep(0.5)


def _builds_the_demo(process: psutil.Process) -> bool:
    try:
        return "demo" in process.cmdline()
    except psutil.NoSuchProcess:
        return False


def _megabytes(process: psutil.Process) -> float:
    return float(process.memory_full_info().pss) / 1024 / 1024
