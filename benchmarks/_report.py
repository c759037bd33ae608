"""How a measurement is told: the machine, a table, and one plain last line."""

import os
import platform
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import django
from django.db import connection


def machine() -> str:
    """Say on what the figures were taken."""
    with Path("/proc/cpuinfo").open(encoding="utf-8") as told:
        models = [line.split(":", 1)[1].strip() for line in told if line.startswith("model name")]
    load = "/".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{models[0] if models else platform.machine()} × {os.cpu_count()}, load {load}, "
        f"Python {platform.python_version()}, Django {django.__version__}, {engine()}"
    )


def engine() -> str:
    """Name the database engine and its version."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sqlite_version()")
            return f"SQLite {cursor.fetchone()[0]}"
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0]}"


@dataclass
class Spent:
    """CPU milliseconds of this process, one value a run."""

    values: list[float] = field(default_factory=list)

    def at(self, share: float) -> float:
        """Return a percentile, linearly between neighbours: ``at(0.95)`` is the p95."""
        ordered = sorted(self.values)
        place = share * (len(ordered) - 1)
        low = int(place)
        high = min(low + 1, len(ordered) - 1)
        return ordered[low] + (ordered[high] - ordered[low]) * (place - low)

    @property
    def median(self) -> float:
        return statistics.median(self.values)


def measure(act: Callable[[], object], *, times: int, warm: int = 2) -> Spent:
    """Return the CPU time of each of ``times`` runs, after ``warm`` that do not count."""
    spent = Spent()
    for run in range(warm + times):
        before = cpu()
        act()
        if run >= warm:
            spent.values.append((cpu() - before) * 1000)
    return spent


def cpu() -> float:
    """Return the CPU seconds of this process so far, its own and the system's for it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


@contextmanager
def told(what: str) -> Iterator[None]:
    """Say what is being done and how long it took."""
    began = time.perf_counter()
    print(f"{what} …", flush=True)
    yield
    print(f"  {time.perf_counter() - began:.1f} s", flush=True)


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table as Markdown."""
    print("| " + " | ".join(head) + " |")
    print("|" + "|".join("---" for _ in head) + "|")
    for row in rows:
        print("| " + " | ".join(_shown(cell) for cell in row) + " |")


def last_line(**figures: object) -> None:
    """Print the figures once more on one plain line, for machines."""
    print(" ".join(f"{name}={_shown(value)}" for name, value in figures.items()))


def _shown(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)
