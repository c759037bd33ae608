"""One registration through the service, with an archive of N letters present: CPU milliseconds."""

import argparse
import itertools
from collections.abc import Sequence

from benchmarks import _report, _world
from saraban.services.registration import register_incoming


def main(words: Sequence[str]) -> None:
    """Fill a database, then register letters one at a time and print what each cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=200)
    asked = parser.parse_args(words)
    with _report.told(f"filling {asked.letters} letters"):
        world = _world.build(asked.letters)
    count = itertools.count(1)

    def register() -> None:
        n = next(count)
        register_incoming(
            by=world.clerk,
            at=_world.NOW,
            sender="สำนักงานจังหวัดภูเก็ต",
            recipient="นายกองค์การบริหารส่วนจังหวัดตัวอย่าง",
            reference=f"ภก 0017.2/{n}",
            subject=f"ขอเชิญประชุมติดตามความก้าวหน้าโครงการภูเก็ตเมืองอัจฉริยะ ครั้งที่ {n}",
            dated=_world.NOW.date(),
        )

    spent = _report.measure(register, times=asked.times)
    print(_report.machine())
    _report.table(
        ["letters present", "median CPU ms", "p95", "p99"],
        [[asked.letters, spent.median, spent.at(0.95), spent.at(0.99)]],
    )
    _report.last_line(
        register_letters=asked.letters,
        register_cpu_ms_median=spent.median,
        register_cpu_ms_p95=spent.at(0.95),
    )
