"""Files of strangers: verified in a confined child, so that no file can harm or hold up a page."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from saraban.reading.jail import Jail
from saraban.reading.terms import Ended, Limits
from signatures.verdicts import Problem, Verdict

VERIFYING = Limits(memory=1 << 30, cpu_seconds=10, wall_seconds=20)
MOST_AUTHORITIES = 40  # in one request, which is one message of at most 64 kB
JAIL = Jail(program="signatures.child", at_once=1)


def verify_file(
    path: Path,
    *,
    trusted: Sequence[str],
    at: dt.datetime,
    limits: Limits = VERIFYING,
    jail: Jail = JAIL,
) -> Verdict:
    """Verify a file of any origin; as ``verify`` does, but within limits.

    A file that costs more is answered with a problem, and so is a machine too busy to answer.
    Raises FileNotFoundError when there is no file. At most 40 authorities can be trusted.
    """
    path.stat()
    if len(trusted) > MOST_AUTHORITIES:
        raise ValueError("too many authorities for one request")
    job: dict[str, object] = {"job": "verify", "path": str(path)}
    job.update(trusted=list(trusted), at=at.isoformat())
    report = jail.run(job, limits)
    if report.ended is Ended.FINISHED:
        return Verdict.from_json(report.answer.decode())
    busy = report.ended in {Ended.LOST, Ended.OUT_OF_TIME}
    return Verdict(problem=Problem.UNANSWERED if busy else Problem.TOO_COSTLY)
