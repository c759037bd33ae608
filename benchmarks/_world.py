"""A province of any size, written in bulk, that obeys every invariant the services keep.

``saraban verify`` passes on it: numbers, chains, faces and access are made as the services make
them, only many at a time.
"""

import datetime as dt
import random
from dataclasses import dataclass
from itertools import islice

from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction

from benchmarks._text import Writer
from saraban import access
from saraban.access import Actor
from saraban.models import (
    Access,
    Appointment,
    Direction,
    Event,
    Kind,
    Letter,
    Office,
    Principal,
    Register,
    RegisterEntry,
    Role,
    User,
)
from saraban.numbering import reference_key
from saraban.services import journal, offices, people
from saraban.thai import BANGKOK
from search.services import index_new

NOW = dt.datetime(2026, 11, 24, 12, 0, tzinfo=BANGKOK)
BEGAN = dt.date(2015, 1, 1)
OFFICES = 200
BODIES = 20_000
BATCH = 2_000


@dataclass(frozen=True)
class World:
    """Who reads in the measurements."""

    clerk: Actor
    division: Actor
    secretary: Actor


def build(letters: int, *, seed: int = 2569) -> World:
    """Migrate, set up 200 offices and four readers through services, and fill in the letters."""
    settings.SARABAN_SEARCH_SOURCES = []
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if Office.objects.exists():
        return _world_there()
    chance = random.Random(seed)
    agency = offices.add_agency(
        name="องค์การบริหารส่วนจังหวัดตัวอย่าง", code="ภก 51000", by=None, at=NOW, valid_from=BEGAN
    )
    units = [
        offices.add_office(
            parent=agency,
            name=f"กองที่ {n}",
            code=f"ภก {51000 + n}",
            is_central_registry=n == 1,
            by=None,
            at=NOW,
            valid_from=BEGAN,
        )
        for n in range(1, OFFICES + 1)
    ]
    _hire("clerk", units[10:11], agency)
    _hire("division", units[20:25], agency)
    _hire("secretary", units[40:100], agency)
    central = _hire("central", units[:1], agency)
    _fill(letters, units, central, Writer(seed), chance)
    return _world_there()


def _world_there() -> World:
    actors = [_at_work(name) for name in ("clerk", "division", "secretary")]
    return World(*actors)


def _at_work(username: str) -> Actor:
    actor = access.actor_for(User.objects.get(username=username), on=NOW.date())
    if actor is None:
        raise LookupError(f"{username} holds no post")
    return actor


def _hire(username: str, units: list[Office], agency: Office) -> Appointment:
    person = people.add_person(
        username=username,
        name=f"นางสาว{username}",
        password=people.first_password(),
        agency=agency,
        by=None,
        at=NOW,
    )
    for unit in units:
        position = offices.add_position(
            office=unit, title="เจ้าหน้าที่สารบรรณ", role=Role.REGISTRY_CLERK, by=None, at=NOW
        )
        held = people.appoint(user=person, position=position, valid_from=BEGAN, by=None, at=NOW)
    return held


def _fill(
    letters: int, units: list[Office], clerk: Appointment, writer: Writer, chance: random.Random
) -> None:
    """Write the letters in the order they came, over the last ten years."""
    readers = {p.office_id: p for p in Principal.objects.filter(kind="office")}
    bodies = [writer.body() for _ in range(min(BODIES, letters))]
    books: dict[tuple[int, int], Register] = {}
    first = (Letter.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    step = dt.timedelta(days=3650) / max(letters, 1)
    began = NOW - dt.timedelta(days=3650)

    def one(n: int) -> "_Written":
        at = began + step * n
        unit = (
            units[0] if chance.random() < 0.4 else units[min(int(chance.paretovariate(0.7)), 199)]
        )
        others = chance.sample(units, 20) if chance.random() < 0.05 else chance.sample(units, 2)
        letter = _letter(first + n, unit, at, writer, chance.choice(bodies))
        granted = [readers[o.pk] for o in dict.fromkeys([unit, *others])]
        return _enter(letter, _book(books, unit, at), clerk, granted, at)

    written = (one(n) for n in range(letters))
    while batch := list(islice(written, BATCH)):
        _store(batch)
    with transaction.atomic():
        for register in books.values():
            Register.objects.filter(pk=register.pk).update(
                last_number=register.last_number,
                chain_head=register.chain_head,
                chain_length=register.chain_length,
            )
    _catch_up_sequences()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@dataclass(frozen=True)
class _Written:
    letter: Letter
    entry: RegisterEntry
    event: Event
    access: list[Access]


def _letter(pk: int, unit: Office, at: dt.datetime, writer: Writer, body: str) -> Letter:
    number = f"ภก 0017.{pk % 9 + 1}/{pk}"
    return Letter(
        pk=pk,
        direction=Direction.INCOMING,
        kind=Kind.EXTERNAL_LETTER,
        office=unit,
        reference=number,
        reference_key=reference_key(number),
        dated=(at - dt.timedelta(days=3)).date(),
        sender="สำนักงานจังหวัดภูเก็ต",
        recipient="นายกองค์การบริหารส่วนจังหวัดภูเก็ต",
        subject=writer.sentence(60)[:300],
        body=body,
        received_at=at,
        created_at=at,
        registered_at=at,
        version=1,
    )


def _book(books: dict[tuple[int, int], Register], unit: Office, at: dt.datetime) -> Register:
    year = at.astimezone(BANGKOK).year + 543
    if (unit.pk, year) not in books:
        books[unit.pk, year] = Register.objects.create(
            office=unit, kind=Register.Kind.INCOMING, year=year
        )
    return books[unit.pk, year]


def _enter(
    letter: Letter, book: Register, clerk: Appointment, granted: list[Principal], at: dt.datetime
) -> _Written:
    """Give the next number and chain the event, as the services do one at a time."""
    book.last_number += 1
    book.chain_length += 1
    entry = RegisterEntry(
        pk=letter.pk,
        register=book,
        number=book.last_number,
        letter=letter,
        state=RegisterEntry.State.ISSUED,
        entered_by=clerk.user,
        entered_as=clerk,
        entered_at=at,
    )
    facts = {
        "number": entry.number,
        "entry": entry.pk,
        "files": [],
        "readers": [reader.pk for reader in granted],
        "version": 1,
        "face": journal.face_of(letter),
    }
    event = Event(
        chain=journal.chain_of(book),
        sequence=book.chain_length,
        verb=Event.Verb.REGISTERED,
        letter=letter,
        user=clerk.user,
        post=clerk,
        at=at,
        facts=journal.canonical(facts),
        previous_hash=book.chain_head,
    )
    event.hash = book.chain_head = journal.hash_of(event)
    rows = [
        Access(letter=letter, principal=reader, basis=Access.Basis.ADDRESSEE, granted_at=at)
        for reader in granted
    ]
    return _Written(letter, entry, event, rows)


def _store(batch: list[_Written]) -> None:
    with transaction.atomic():
        Letter.objects.bulk_create([w.letter for w in batch])
        RegisterEntry.objects.bulk_create([w.entry for w in batch])
        Event.objects.bulk_create([w.event for w in batch])
        Access.objects.bulk_create([row for w in batch for row in w.access])
        index_new(w.letter for w in batch)


def _catch_up_sequences() -> None:
    """Let the engine's own keys go on above those that were handed out here."""
    statements = connection.ops.sequence_reset_sql(no_style(), [Letter, RegisterEntry])
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
