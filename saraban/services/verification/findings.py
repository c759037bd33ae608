"""What is said about something that is not whole, and how things are named to a person."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from saraban.models import Letter, Office, Register

Thing = TypeVar("Thing")
DIGEST_SPACE = 1 << 256


@dataclass(frozen=True)
class Finding:
    """Something that is not whole: where, by the names an office uses, and what is wrong.

    ``kind`` is for programs: chain, number, letter, access, document or file.
    """

    kind: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass
class Tally:
    """What was walked: how many of each, and a fingerprint of all heads of chains.

    The fingerprint is what to keep outside the machine: whoever rewrites a whole chain,
    heads and all, cannot make it come out the same.
    """

    counts: Counter[str] = field(default_factory=Counter)
    heads: int = 0

    def add_head(self, digest: str) -> None:
        """Take in the digest of one chain; the order of chains does not matter."""
        self.heads = (self.heads + int(digest, 16)) % DIGEST_SPACE

    @property
    def fingerprint(self) -> str:
        return f"{self.heads:064x}"


def told(facts: str) -> dict[str, Any]:
    """Return the facts of an event; an empty set if they are no longer readable."""
    try:
        read = json.loads(facts)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def in_batches(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    """Yield the things in lists of at most ``size``."""
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch


def name_of_chain(chain: str) -> str:
    """Return how an office speaks of a chain of events."""
    kind, _slash, key = chain.partition("/")
    pk = int(key) if key.isascii() and key.isdigit() else 0
    if kind == "register":
        register = Register.objects.select_related("office").filter(pk=pk).first()
        return name_of_register(register) if register else chain
    if kind == "office":
        office = Office.objects.filter(pk=pk).first()
        return _("การตั้งค่าของ%(office)s") % {"office": office} if office else chain
    return name_of_letter(pk) if kind == "letter" else chain


def name_of_register(register: Register) -> str:
    """Return a register's title, year and office."""
    return _("%(kind)s ปี %(year)s ของ%(office)s") % {
        "kind": register.get_kind_display(),
        "year": str(register.year),
        "office": register.office,
    }


def name_of_letter(pk: int) -> str:
    """Return how a letter is spoken of here: by its key and number, never by its subject."""
    known = Letter.objects.filter(pk=pk).values_list("reference", flat=True).first()
    name = _("หนังสือรายการที่ %(pk)s") % {"pk": str(pk)}
    return f"{name} ({known})" if known else name
