"""The process that verifies strangers' files: run as ``python -m signatures.child PARENT IDLE``.

It forks one confined child for each file, as the process that reads files does.
"""

import datetime as dt
from pathlib import Path
from typing import BinaryIO

from saraban.reading.child import main
from signatures.verifying import verify


def _verify(out: BinaryIO, path: Path, trusted: list[str], at: str) -> None:
    """Write the verdict on a file as JSON."""
    verdict = verify(path.read_bytes(), trusted=trusted, at=dt.datetime.fromisoformat(at))
    out.write(verdict.as_json().encode())


if __name__ == "__main__":
    main({"verify": _verify})
