"""Walking the chains of events, and the numbers of the registers."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any

from django.db.models import CharField, Exists, Manager, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from saraban.models import Event, Letter, Office, Register, RegisterEntry
from saraban.services.journal import hash_of
from saraban.services.verification.findings import (
    Finding,
    Tally,
    in_batches,
    name_of_chain,
    name_of_register,
    told,
)

Owner = Register | Letter | Office
OWNERS: dict[str, Manager[Any]] = {
    "register": Register._default_manager,
    "letter": Letter._default_manager,
    "office": Office._default_manager,
}
AT_A_TIME = 500


@dataclass
class End:
    """Where a chain ends by its events: its length, its head, the highest number it gave."""

    chain: str
    length: int = 0
    head: str = ""
    highest: int = 0


def check_chains(tally: Tally) -> Iterator[Finding]:
    """Walk every event of every chain, and hold each chain's end against its owner's row."""
    events = Event.objects.order_by("chain", "sequence").iterator(chunk_size=AT_A_TIME)
    chains = groupby(events, key=attrgetter("chain"))
    walks = (_Walk(chain, events, tally) for chain, events in chains)
    for batch in in_batches(walks, AT_A_TIME):
        yield from (finding for walk in batch for finding in walk.findings)
        yield from _against_owners([walk.end for walk in batch])
    yield from _lost_chains()


def check_registers(tally: Tally) -> Iterator[Finding]:
    """Look whether each register has exactly the numbers from 1 to its last one."""
    entries = RegisterEntry.objects.order_by("register", "number")
    numbers = entries.values_list("register", "number").iterator(chunk_size=AT_A_TIME)
    for pk, lines in groupby(numbers, key=itemgetter(0)):
        register = Register.objects.select_related("office").get(pk=pk)
        tally.counts["registers"] += 1
        yield from _check_numbers(register, (number for _pk, number in lines), tally)
    has_lines = RegisterEntry.objects.filter(register=OuterRef("pk"))
    for register in Register.objects.select_related("office").filter(~Exists(has_lines)):
        tally.counts["registers"] += 1
        yield from _check_numbers(register, (), tally)


class _Walk:
    """One walk along one chain."""

    def __init__(self, chain: str, events: Iterable[Event], tally: Tally) -> None:
        self.end = End(chain)
        self.findings: list[Finding] = []
        tally.counts["chains"] += 1
        for event in events:
            tally.counts["events"] += 1
            self._step(event)
        tally.add_head(hashlib.sha256(f"{chain} {self.end.head}".encode()).hexdigest())

    def _step(self, event: Event) -> None:
        end = self.end
        if event.sequence != end.length + 1:
            missing = _span(end.length + 1, event.sequence - 1)
            self._find(event, _("ขาดเหตุการณ์ที่ %(missing)s") % {"missing": missing})
        elif event.previous_hash != end.head:
            self._find(event, _("ไม่ต่อกับเหตุการณ์ก่อนหน้า"))
        if event.hash != hash_of(event):
            self._find(event, _("ข้อความถูกแก้ไขหลังบันทึก"))
        end.length, end.head = event.sequence, event.hash
        if event.chain.startswith("register/"):
            number = told(event.facts).get("number")
            end.highest = max(end.highest, number if isinstance(number, int) else 0)

    def _find(self, event: Event, what: str) -> None:
        place = _("เหตุการณ์ที่ %(sequence)s") % {"sequence": event.sequence}
        self.findings.append(Finding("chain", f"{name_of_chain(event.chain)} {place}", what))


def _against_owners(ends: list[End]) -> Iterator[Finding]:
    """Compare the ends of chains with what the rows that own them say. A query per kind."""
    for kind, owners in OWNERS.items():
        keyed = {_key(end.chain): end for end in ends if end.chain.startswith(f"{kind}/")}
        rows = owners.in_bulk(list(keyed))
        for pk, end in keyed.items():
            row = rows.get(pk)
            if row is None:
                yield Finding("chain", end.chain, _("ไม่มีเจ้าของประวัตินี้แล้ว"))
            else:
                yield from _against_owner(end, row)
    for end in ends:
        if end.chain.partition("/")[0] not in OWNERS:
            yield Finding("chain", end.chain, _("ไม่มีเจ้าของประวัตินี้แล้ว"))


def _against_owner(end: End, owner: Owner) -> Iterator[Finding]:
    if end.length < owner.chain_length:
        missing = _span(end.length + 1, owner.chain_length)
        what = _("ท้ายประวัติหายไป ขาดเหตุการณ์ที่ %(missing)s") % {"missing": missing}
        yield Finding("chain", name_of_chain(end.chain), what)
    elif end.length > owner.chain_length or end.head != owner.chain_head:
        what = _("ท้ายประวัติไม่ตรงกับที่จดไว้ในรายการเจ้าของ")
        yield Finding("chain", name_of_chain(end.chain), what)
    if isinstance(owner, Register) and end.highest > owner.last_number:
        what = _("เลขล่าสุดถูกตั้งถอยหลังเป็น %(last)s แต่ประวัติออกเลขถึง %(highest)s แล้ว")
        known = {"last": owner.last_number, "highest": end.highest}
        yield Finding("number", name_of_chain(end.chain), what % known)


def _lost_chains() -> Iterator[Finding]:
    """Find rows that say they own a chain of which no event is left."""
    for kind, owners in OWNERS.items():
        chain = Concat(Value(f"{kind}/"), Cast(OuterRef("pk"), CharField()))
        events = Event.objects.filter(chain=chain)
        lost = owners.filter(~Exists(events), chain_length__gt=0)
        for pk in lost.values_list("pk", flat=True):
            yield Finding("chain", name_of_chain(f"{kind}/{pk}"), _("ประวัติหายไปทั้งหมด"))


def _check_numbers(register: Register, numbers: Iterable[int], tally: Tally) -> Iterator[Finding]:
    expected = 1
    for number in numbers:
        tally.counts["numbers"] += 1
        if number != expected:
            yield _missing(register, expected, number - 1)
        expected = number + 1
    if expected <= register.last_number:
        yield _missing(register, expected, register.last_number)
    if expected > register.last_number + 1:
        what = _("มีเลขเกินเลขล่าสุด %(last)s") % {"last": register.last_number}
        yield Finding("number", name_of_register(register), what)


def _missing(register: Register, first: int, last: int) -> Finding:
    what = _("ขาดเลขที่ %(missing)s") % {"missing": _span(first, last)}
    return Finding("number", name_of_register(register), what)


def _span(first: int, last: int) -> str:
    return (
        str(first)
        if first == last
        else _("%(first)s ถึง %(last)s")
        % {
            "first": first,
            "last": last,
        }
    )


def _key(chain: str) -> int:
    key = chain.partition("/")[2]
    return int(key) if key.isascii() and key.isdigit() else 0
