"""Verification: is everything that was kept still whole, and who or what says otherwise."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils.translation import gettext as _

from saraban.services.verification.chains import check_chains, check_registers
from saraban.services.verification.files import check_files
from saraban.services.verification.findings import Finding, Tally
from saraban.services.verification.letters import check_letters

__all__ = ["Finding", "Part", "Tally", "parts", "whole_system"]


@dataclass(frozen=True)
class Part:
    """One part of the walk: what it looks at, and the walk itself, a finding at a time."""

    name: str
    walk: Callable[[Tally], Iterator[Finding]]


def parts(*, quick: bool = False) -> list[Part]:
    """Return the parts of the walk in their order; ``quick`` only looks whether files are there.

    Each part streams: what is held in memory does not grow with the archive.
    """
    return [
        Part(_("ประวัติ"), check_chains),
        Part(_("ทะเบียน"), check_registers),
        Part(_("หนังสือและสิทธิอ่าน"), check_letters),
        Part(_("แฟ้ม"), lambda tally: check_files(tally, quick=quick)),
    ]


def whole_system(*, quick: bool = False) -> list[Finding]:
    """Walk all parts on one view of the database and return everything that is not whole."""
    with one_view():
        return [finding for part in parts(quick=quick) for finding in part.walk(Tally())]


@contextmanager
def one_view() -> Iterator[None]:
    """See the database as it is now until the end, while the office goes on writing.

    A reader's snapshot on both engines: nobody waits for it, and nothing half done is seen.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
