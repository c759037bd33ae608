"""Many processes on one register, some killed at random: rate, waiting time, gaps and doubles.

On PostgreSQL the rate stands beside ``pgbench`` doing a simple update on tables of the same
shape, in the same run on the same server.
"""

import argparse
import random
import re
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from benchmarks import _report, _world
from benchmarks._clerk import hire
from saraban.models import Event, Register

FLOOR = """
DROP TABLE IF EXISTS bench_entry, bench_register;
CREATE TABLE bench_register (LIKE saraban_register INCLUDING ALL);
CREATE TABLE bench_entry (LIKE saraban_registerentry INCLUDING ALL);
INSERT INTO bench_register (office_id, kind, year, last_number, chain_head, chain_length)
VALUES (1, 'incoming', 2569, 0, '', 0);
"""
SIMPLE_UPDATE = """BEGIN;
UPDATE bench_register SET last_number = last_number + 1 WHERE office_id = 1
RETURNING id AS register, last_number AS number \\gset
SELECT last_number FROM bench_register WHERE id = :register;
INSERT INTO bench_entry (register_id, number, letter_id, state, purpose, reason, entered_by_id,
entered_as_id, entered_at) VALUES (:register, :number, 1, 'issued', '', '', 1, 1, now());
END;
"""


@dataclass
class Storm:
    """What many clerks did in the time they had."""

    seconds: float
    kills: int
    counted: int
    told: list[tuple[int, float]]
    complaints: str


def main(words: Sequence[str]) -> int:
    """Let clerks register for some seconds, then look for gaps, doubles and refusals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=1_000)
    parser.add_argument("--clerks", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--no-kills", action="store_true")
    asked = parser.parse_args(words)
    with _report.told(f"filling {asked.letters} letters"):
        world = _world.build(asked.letters)
    floor = _pgbench(asked.clerks, asked.seconds) if connection.vendor == "postgresql" else None
    storm = _storm(world.clerk.post.pk, asked.clerks, asked.seconds, kills=not asked.no_kills)
    return _tell(asked, storm, floor)


def _storm(post: int, count: int, seconds: float, *, kills: bool) -> Storm:
    """Run the clerks; when all have begun, count what they do, killing one twice a second."""
    chance = random.Random(2569)
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"clerk-{n}") for n in range(count)]
        clerks = [hire(post, path) for path in paths]
        while not all(path.exists() and path.stat().st_size for path in paths):
            if any(clerk.has_ended() for clerk in clerks):
                raise SystemExit("".join(clerk.complaints.read_text() for clerk in clerks))
            time.sleep(0.05)
        before = sum(len(_read(path)) for path in paths)
        killed, complaints, began = 0, "", time.perf_counter()
        while time.perf_counter() < began + seconds:
            time.sleep(0.5)
            if kills:
                victim = chance.randrange(count)
                complaints += clerks[victim].end()
                clerks[victim] = hire(post, paths[victim])
                killed += 1
        lasted = time.perf_counter() - began
        complaints += "".join(clerk.end() for clerk in clerks)
        told = [line for path in paths for line in _read(path)]
    print(f"{len(told) - before} acknowledged in {lasted:.1f} s, {killed} clerks killed")
    return Storm(lasted, killed, len(told) - before, told, complaints)


def _tell(asked: argparse.Namespace, storm: Storm, floor: float | None) -> int:
    book = Register.objects.order_by("-year", "-last_number")[0]
    given = sorted(book.entries.values_list("number", flat=True))
    numbers = [number for number, _ms in storm.told]
    gaps = book.last_number - len(set(given))
    doubles = len(given) - len(set(given)) + len(numbers) - len(set(numbers))
    lost = len(set(numbers) - set(given))
    chained = Event.objects.filter(chain=f"register/{book.pk}").count() == book.chain_length
    locked = storm.complaints.count("database is locked")
    waits = _report.Spent([ms for _number, ms in storm.told])
    rate = storm.counted / storm.seconds
    print(_report.machine())
    _report.table(
        ["clerks", "letters/s", "p50 ms", "p99 ms", "gaps", "doubles", "lost", "locked"],
        [[asked.clerks, rate, waits.median, waits.at(0.99), gaps, doubles, lost, locked]],
    )
    share = {"pgbench_tps": floor, "share_of_pgbench": rate / floor} if floor else {}
    if storm.complaints and not locked:
        print(storm.complaints[-2000:])
    _report.last_line(
        numbers_rate=rate,
        numbers_p99_ms=waits.at(0.99),
        gaps=gaps,
        doubles=doubles,
        lost=lost,
        locked=locked,
        kills=storm.kills,
        chain_whole=chained,
        **share,
    )
    return int(bool(gaps or doubles or lost or locked or not chained))


def _read(path: Path) -> list[tuple[int, float]]:
    """Return the whole lines of a clerk; a kill may have cut the last one short."""
    lines = path.read_text().split("\n")[:-1] if path.exists() else []
    return [(int(number), float(ms)) for number, ms in map(str.split, lines)]


def _pgbench(clients: int, seconds: float) -> float:
    """Return transactions a second of pgbench's simple update on one row, on this very server."""
    known = connection.settings_dict
    with connection.cursor() as cursor:
        cursor.execute(FLOOR)
    program = next(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(SIMPLE_UPDATE)
        script.flush()
        done = subprocess.run(
            [
                *[program, "-n", "-c", str(clients), "-j", "2", "-T", str(int(seconds))],
                *["-h", known["HOST"], "-p", str(known["PORT"]), "-U", known["USER"]],
                *["-f", script.name, known["NAME"]],
            ],
            capture_output=True,
            text=True,
            check=True,
        )
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if found is None:
        raise RuntimeError(done.stdout + done.stderr)
    return float(found[1])
