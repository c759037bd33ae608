"""Who writes to the demo's agencies from outside, read from the table that ships with it."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class Sender(NamedTuple):
    """A body outside: how it is called, where it is, how it numbers its letters, who signs."""

    name: str
    address: str
    signer: str
    digits: str
    code: str = ""
    form: str = ""


@cache
def senders() -> dict[str, Sender]:
    """Return every body by its key."""
    return {key: Sender(**known) for key, known in table("senders").items()}


def table(name: str) -> dict[str, Any]:
    """Read a table that ships with the demo."""
    return tomllib.loads((files("workflow.demo") / f"{name}.toml").read_text(encoding="utf-8"))
